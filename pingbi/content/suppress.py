"""Hides problems that only follow from others, and marks the warnings that editors accept."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pingbi.content.project_files import file_parts
from pingbi.content.records import path_in_file
from pingbi.content.yaml.documents import Document
from pingbi.content.yaml.scalars import LEFTOVER, REPLACED
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import Place, Problem
from pingbi.model.site import Acknowledgement, SiteConfig
from pingbi.model.sources import FILES_OWN
from pingbi.site_structure import RECORD_FOLDERS

FILE = "content/site.yaml"


def with_acknowledgements(problems: Iterable[Problem], config: SiteConfig) -> list[Problem]:
    """Return the problems, each accepted warning with its reason;

    and a warning for every reason that matches nothing.
    """
    found = [_with_reason(problem, config.acknowledged) for problem in problems]
    return [*found, *_idle(found, config.acknowledged)]


def _with_reason(problem: Problem, given: Sequence[Acknowledgement]) -> Problem:
    fitting = next((item for item in given if problem.severity == "warning" and fits(item, problem)), None)
    return replace(problem, acknowledged=fitting.because.entries) if fitting else problem


def fits(given: Acknowledgement, problem: Problem) -> bool:
    """Whether an acknowledgement covers a problem: same code and file, and the narrower part if it names one."""
    path = ".".join(map(str, problem.place.path))
    below = given.path is None or f"{path}.".startswith(f"{given.path}.")
    named = given.naming is None or given.naming in problem.about
    return (given.code, given.file) == (problem.code, problem.place.file) and below and named


def _idle(problems: Sequence[Problem], given: Sequence[Acknowledgement]) -> Iterable[Problem]:
    for index, item in enumerate(given):
        alike = [problem for problem in problems if fits(item, problem)]
        place = Place(FILE, ("acknowledged", index))
        if not alike:
            hint = say("take it out; if the warning has changed, acknowledge the new one")
            message = say("no '{code}' in {file} is like this any more", code=item.code, file=item.file)
            yield Problem(place, "acknowledged-nothing", message, hint, "warning", about=(item.code, item.file))


def acknowledged_errors(problems: Sequence[Problem], config: SiteConfig) -> Iterable[Problem]:
    """Yield a problem for every error that is acknowledged, since only warnings can be."""
    errors = [problem for problem in problems if problem.severity == "error"]
    for index, item in enumerate(config.acknowledged):
        if any(fits(item, problem) for problem in errors):
            message = say("'{code}' is an error, and an error cannot be acknowledged", code=item.code)
            place = Place(FILE, ("acknowledged", index, "code"))
            hint = say("mend what it is about, and take this out")
            yield Problem(place, "acknowledged-error", message, hint, about=(item.code,))


Keys = Callable[[Problem], Iterable[Hashable]]
ANY: Collection[str] = ()
EVERY_NAME = object()
"""The key of a folder that could not be read: any name may be declared in it."""


@dataclass(frozen=True)
class Rule:
    """A problem with a code of `hidden` is hidden by one with a code of `by`, if the two have a key in common.

    Keys rather than a test of each pair, so that the work grows with the number of problems and not with its square.
    """

    hidden: Collection[str]
    by: Collection[str]
    keys_of_hidden: Keys
    keys_of_cause: Keys

    def causes(self, problems: Iterable[Problem]) -> frozenset[Hashable]:
        """The keys of all problems that can hide others."""
        return frozenset(key for p in problems if not self.by or p.code in self.by for key in self.keys_of_cause(p))

    def hides(self, problem: Problem, causes: Collection[Hashable]) -> bool:
        concerned = (not self.hidden or problem.code in self.hidden) and problem.code not in self.by
        return concerned and any(key in causes for key in self.keys_of_hidden(problem))


def without_consequences(problems: Iterable[Problem], documents: Mapping[str, Document]) -> list[Problem]:
    """The problems, in their order, without those that a rule of the table hides."""
    found = list(problems)
    placed = [_as_written(problem, documents) for problem in found]
    rules = [(rule, causes) for rule in RULES if (causes := rule.causes(placed))]
    return [
        problem
        for problem, as_placed in zip(found, placed, strict=True)
        if not any(rule.hides(as_placed, causes) for rule, causes in rules)
    ]


def _as_written(problem: Problem, documents: Mapping[str, Document]) -> Problem:
    """Return the problem at its path in the file: a short form has no list of claims."""
    place, document = problem.place, documents.get(problem.place.file)
    if document is None or "claims" not in place.path:
        return problem
    return replace(problem, place=replace(place, path=path_in_file(document.data, place.path)))


def _values_around(problem: Problem) -> Iterator[Hashable]:
    """Return the value's path in its file, and the paths above it."""
    place = problem.place
    if place.line is None:
        yield from ((place.file, place.path[:end]) for end in range(1, len(place.path) + 1))


def _misread_value(problem: Problem) -> Iterator[Hashable]:
    """Return the value that YAML reading reported: only its problems have both a path and a line."""
    place = problem.place
    first_is_sound = problem.also and problem.also[0].path == place.path  # of two equal keys
    if place.path and place.line is not None and not first_is_sound:
        yield place.file, place.path


def _value(problem: Problem) -> Iterator[Hashable]:
    if problem.place.path:
        yield problem.place.file, problem.place.path, problem.place.key


def _placeholder(problem: Problem) -> Iterator[Hashable]:
    """Return a value that is nothing but a placeholder."""
    return _value(problem) if all(map(LEFTOVER.fullmatch, problem.about)) else iter(())


def _quoted_value(problem: Problem) -> Iterator[Hashable]:
    """Return a value that is refused for its quotation marks."""
    return _value(problem) if problem.severity == "error" else iter(())


def _file(problem: Problem) -> Iterator[Hashable]:
    yield problem.place.file


def _file_of_odd_name(problem: Problem) -> Iterator[Hashable]:
    """Return the file if its name or path holds the sign that replaces refused characters."""
    if any(REPLACED in str(name) for name in (*problem.about, *problem.place.path)):
        yield problem.place.file


def _names(problem: Problem) -> Iterator[Hashable]:
    """Return the ids that a problem is about, including those in file names."""
    yield EVERY_NAME
    yield from (file_parts(name).id for name in problem.about)


def _declared_name(problem: Problem) -> Iterator[Hashable]:
    """Return the id that a file declares; EVERY_NAME for a folder of records or the whole content."""
    path = PurePosixPath(problem.place.file)
    if path.parts[:1] == ("content",):
        yield EVERY_NAME if path.parts[1:] in _FOLDERS else file_parts(problem.place.file).id


_FOLDERS = ((), *((name,) for name in RECORD_FOLDERS))


def _about(problem: Problem) -> Iterable[Hashable]:
    return problem.about


def _page_of_prose(problem: Problem) -> Iterator[Hashable]:
    """Return the page whose prose has the problem, for all languages together."""
    if problem.place.file.endswith(".md"):
        yield problem.place.file.partition(".")[0]


def _missing_key(problem: Problem) -> Iterator[Hashable]:
    return ((problem.place.file, problem.place.path, key) for key in problem.about)


def _misspelt_key(problem: Problem) -> Iterator[Hashable]:
    return ((problem.place.file, problem.place.path[:-1], key) for key in problem.about)


def _file_of_lacking_source(problem: Problem) -> Iterator[Hashable]:
    """Return the file of a record that lacks a source and falls back on the file's own."""
    if problem.about == FILES_OWN and problem.place.path != FILES_OWN:
        yield problem.place.file


def _file_of_wrong_source(problem: Problem) -> Iterator[Hashable]:
    """Return the file whose default source is wrong."""
    if problem.place.path == FILES_OWN:
        yield problem.place.file


def _value_referred_to(problem: Problem) -> Iterator[Hashable]:
    """Return the value that a reference names, and what it is read from."""
    product, feature = problem.about[:2]
    yield from (("products", product, feature), ("plans", product), ("features", feature))


def _unread_value(problem: Problem) -> Iterator[Hashable]:
    """Return a value, plans or a feature with an error: it may be known, and cannot be read."""
    folder, stem, _ = file_parts(problem.place.file)
    path = problem.place.path
    if problem.severity == "error" and folder == "products" and path[:1] == ("values",):
        yield (folder, stem, *path[1:2])
    elif problem.severity == "error" and folder == "plans":
        yield folder, stem
    elif problem.severity == "error" and path[:1] == ("features",):
        yield path[:2]


CHARACTERS = ("char-bidi", "char-control", "char-surrogate")
ABSENT = ("reference-dangling", "translation-file-missing", "file-missing", "plans-missing")
UNREAD = ("symlink", "file-kind", "file-extension")
FORM = ("front-matter", "md-fence", "md-heading", "md-nesting")
"""Codes of prose whose form changes how it reads."""
COMPARED = ("heading-shape", "numbers-differ", "translation-same")
"""Codes that only compare prose across languages."""
RULES = (
    Rule(ANY, ANY, _values_around, _misread_value),
    Rule(ANY, ("leftover",), _value, _placeholder),
    Rule(ANY, ("quote-form",), _value, _quoted_value),
    Rule(ANY, CHARACTERS, _file_of_odd_name, _file),
    Rule(ABSENT, UNREAD, _names, _declared_name),
    Rule(("translation-file-missing",), ("file-unread", "file-extension"), _about, _about),
    Rule(COMPARED, FORM, _page_of_prose, _page_of_prose),
    Rule(("reference-unknown",), ANY, _value_referred_to, _unread_value),
    Rule(("key-missing",), ("key-unknown",), _missing_key, _misspelt_key),
    Rule(("source-missing", "type"), ANY, _file_of_lacking_source, _file_of_wrong_source),
)
