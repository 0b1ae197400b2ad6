"""Turns all files of a content folder into one Site, or into the problems that prevent it; runs every rule on it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from pingbi.content.assemble import FEATURES, SOURCES, Loading, assemble, entries
from pingbi.content.project_files import file_parts, misplaced, untranslated
from pingbi.content.rules.citations import Content
from pingbi.content.rules.ids import RULES
from pingbi.content.rules.texts import check_texts
from pingbi.content.rules.warnings import WARNING_RULES
from pingbi.content.suppress import acknowledged_errors, without_consequences
from pingbi.content.yaml.documents import CODE as LEFTOVER
from pingbi.content.yaml.documents import Document, FaultyDocument, placeholders, read_yaml
from pingbi.content.yaml.slips import quoted_values
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import ContentError, Place, Problem
from pingbi.model.site import LEAST_LANGUAGES, UTC, Site, SiteConfig, is_language
from pingbi.remember import remembered
from pingbi.site_structure import RECORD_FOLDERS


@dataclass(frozen=True)
class Loaded:
    """The result of loading: `site` is None if something essential is wrong. `documents` are kept for positions."""

    site: Site | None
    problems: tuple[Problem, ...]
    documents: Mapping[str, Document]
    locales: tuple[str, ...]
    declared: Mapping[str, tuple[str, ...]]
    """Every id by kind, including those of files with other faults."""
    broken: frozenset[str] = frozenset()
    """Files with broken YAML, and required files that are missing."""

    @property
    def time_zone(self) -> str:
        """The site's time zone, as far as site.yaml could be read."""
        return self.site.config.time_zone if self.site else UTC

    @property
    def whole(self) -> Site:
        """The site; call it only once it is known that no error was found."""
        assert self.site is not None, "loading found problems; they were to be reported first"
        return self.site


def load(files: Mapping[str, bytes]) -> Loaded:
    """Read all `files` (by path relative to the site's root). Every problem is reported, not just the first."""
    state = Loading(files)
    _parse(state)
    config = _config(state)
    state.problems += [*misplaced(files, state.locales), *untranslated(files, state.locales)]
    state.problems += _quoted(state)
    catalogue = state.catalogue()
    sources = state.sources()
    records = {folder: state.records(folder) for folder in RECORD_FOLDERS}
    site = assemble(state, config, catalogue, sources, records) if state.locales else None
    documents, locales, problems = state.documents, tuple(state.locales), tuple(state.problems)
    return Loaded(site, problems, documents, locales, state.declared(), frozenset(state.broken))


def _parse(state: Loading) -> None:
    for file in sorted(state.files):
        if file.endswith(".yaml"):
            document, problems = _parsed(state.files[file], file)
            state.problems += problems
            if any(problem.code != LEFTOVER for problem in problems) or not _says_what_there_is(document, file):
                state.broken.add(file)
            if document:
                state.documents[file] = document


def _quoted(state: Loading) -> list[Problem]:
    locales = tuple(state.locales)
    return [found for file, document in state.documents.items() for found in quoted_values(file, document, locales)]


def _says_what_there_is(document: Document | None, file: str) -> bool:
    """Whether the mappings exist that other files take names from."""
    if file not in (SOURCES, FEATURES) or document is None:
        return True
    data = document.data
    wanted = [data] if file == SOURCES or not isinstance(data, dict) else [data.get("groups"), data.get("features")]
    return all(isinstance(mapping, dict) for mapping in wanted)


@remembered
def _parsed(data: bytes, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """Return a file's document unless reading stopped early, and what is wrong with it."""
    try:
        document = read_yaml(data, file)
        return document, placeholders(document, file)
    except FaultyDocument as wrong:
        found = (*wrong.problems, *placeholders(wrong.document, file))
        return wrong.document if wrong.document.whole else None, found
    except ContentError as wrong:
        return None, tuple(wrong.problems)


def _config(state: Loading) -> SiteConfig | None:
    """Read site.yaml first: it names the languages that every other file is checked against."""
    file = "content/site.yaml"
    document = state.documents.get(file)
    doubted = {problem.place.path[0] for problem in state.problems if problem.place.file == file and problem.place.path}
    state.locales = _languages(document, state.files, doubted)
    if document is None:
        if file not in state.files:
            hint = say("write it, or begin with a copy of the one in docs/content-format.md")
            message = say("there is no {file}", file=file)
            state.problems.append(Problem(Place(file), "file-missing", message, hint, about=(file,)))
        return None
    for needed in (FEATURES, SOURCES):
        if needed not in state.files:
            state.broken.add(needed)
            message = say("there is no {file}", file=needed)
            state.problems.append(Problem(Place(needed), "file-missing", message, say("write it"), about=(needed,)))
    return state.record(file, SiteConfig)


def _languages(document: Document | None, files: Iterable[str], doubted: Collection[str | int]) -> list[str]:
    """Return the languages of the site; if their list is wrong, those of its title, or those of the prose files.

    Every other file is checked against them and must not be blamed. `doubted` are keys in which the YAML itself is
    faulty.
    """
    prose = {file_parts(file).stem.partition(".")[2] for file in files if file.endswith(".md")}
    given = (entries(document, key) for key in ("locales", "title") if key not in doubted)
    ways = (*given, sorted(filter(is_language, prose)))
    found = (list(way) for way in ways)
    return next((way for way in found if len(way) >= LEAST_LANGUAGES and all(map(is_language, way))), [])


def check(loaded: Loaded, in_force: Site | None = None) -> list[Problem]:
    """Return the problems of loading, and of the rules across files as far as the files could be read.

    `in_force` is the site on its day: what texts say of prices is true or not on a day.
    """
    if loaded.site is None:
        return _each_once(loaded, loaded.problems)
    content = Content(loaded.site, loaded.declared, loaded.broken, in_force)
    across = [problem for rule in (*RULES, *WARNING_RULES) for problem in rule(content)]
    found = _each_once(loaded, [*loaded.problems, *across, *check_texts(content)])
    return [*found, *acknowledged_errors(found, loaded.site.config)]


def in_drafts(found: Mapping[str, bytes], content: Mapping[str, bytes]) -> list[Problem]:
    """Return what is wrong with the YAML, the records and the prose of drafts, as warnings: they stop no build.

    `found` are all files, `content` those without drafts. What is marked as left to do is not reported.
    """
    drafts = found.keys() - content.keys()
    loaded = load(found) if drafts else None
    problems = _each_once(loaded, loaded.problems) if loaded else []
    wrong = (problem for problem in problems if problem.place.file in drafts and problem.code != LEFTOVER)
    return [replace(problem, severity="warning") for problem in wrong]


def _each_once(loaded: Loaded, problems: Iterable[Problem]) -> list[Problem]:
    """Report each mistake once."""
    return without_consequences(problems, loaded.documents)
