"""Every rule on everything that was loaded."""

from pingbi.problems import Problem
from pingbi.reading.load import Loaded
from pingbi.reading.rules import RULES, Content
from pingbi.reading.text_rules import check_texts


def check(loaded: Loaded) -> list[Problem]:
    """The problems of loading, and those of the rules across files as far as the files could be read."""
    if loaded.site is None:
        return list(loaded.problems)
    content = Content(loaded.site, loaded.declared)
    across = [problem for rule in RULES for problem in rule(content)]
    return [*loaded.problems, *across, *check_texts(content)]
