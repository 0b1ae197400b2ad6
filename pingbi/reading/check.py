"""Every rule on everything that was loaded."""

from collections.abc import Iterable

from pingbi.problems import Problem
from pingbi.reading.acknowledged import refused
from pingbi.reading.content import Content
from pingbi.reading.doubts import DOUBTS
from pingbi.reading.load import Loaded
from pingbi.reading.rules import RULES
from pingbi.reading.suppress import without_consequences
from pingbi.reading.text_rules import check_texts


def check(loaded: Loaded) -> list[Problem]:
    """The problems of loading, and those of the rules across files as far as the files could be read."""
    if loaded.site is None:
        return _told(loaded, loaded.problems)
    content = Content(loaded.site, loaded.declared, loaded.broken)
    across = [problem for rule in (*RULES, *DOUBTS) for problem in rule(content)]
    found = _told(loaded, [*loaded.problems, *across, *check_texts(content)])
    return [*found, *refused(found, loaded.site.config)]


def _told(loaded: Loaded, problems: Iterable[Problem]) -> list[Problem]:
    """Each mistake once."""
    return without_consequences(problems, loaded.documents)
