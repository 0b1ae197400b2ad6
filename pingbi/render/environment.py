"""The Jinja environment (strict, always escaping), interface texts, and the Markdown of prose."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    UndefinedError,
    pass_context,
)
from jinja2.runtime import BlockReference, Context
from jinja2.utils import missing
from markdown_it import MarkdownIt
from markupsafe import Markup, escape
from mdit_py_plugins.anchors import anchors_plugin

from pingbi.content.yaml.documents import placeholders, read_yaml
from pingbi.diagnostics.message import Message, say
from pingbi.diagnostics.problem import ContentError, Place, Problem
from pingbi.locale.formats import Strings
from pingbi.pages.parts.components import Link, Rich
from pingbi.pages.parts.presenter import plain
from pingbi.project import OURS
from pingbi.remember import remembered
from pingbi.render.emphasis import emphasis_plugin
from pingbi.site_structure import PROSE_ANCHOR

SECTION = "section_"


class UnknownName(UndefinedError):
    """A template uses a name that it is not given: `name`; the `known` names are those it has."""

    def __init__(self, said: Message, name: str, known: tuple[str, ...]) -> None:
        super().__init__(said)
        self.said, self.name, self.known = said, name, known


class UnknownSection(UnknownName):
    """The block `sections` of the template `file` names a section of which there is no block."""

    def __init__(self, said: Message, name: str, known: tuple[str, ...], file: str) -> None:
        super().__init__(said, name, known)
        self.file = file


class UndefinedName(StrictUndefined):
    """An undefined value that stops the build when it is used, with a message of ours."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = None) -> None:
        complain: Any = lambda _: _unknown(hint, obj, str(name))  # noqa: E731  Jinja makes what it raises with it
        super().__init__(hint, obj, name, complain)


def _unknown(hint: str | None, owner: Any, name: str) -> UnknownName:
    if hint:
        return UnknownName(say("{reason}", reason=hint), name, ())
    if owner is missing:
        return UnknownName(say("there is no '{name}' here", name=name), name, ("page", "view", "t"))
    known = tuple(key for key in dir(owner) if not key.startswith("_"))
    return UnknownName(say("there is no '{name}' in this value", name=name), name, known)


def make_environment(folders: tuple[Path, ...]) -> Environment:
    """An environment whose templates come from the first of `folders` that has them; the last one is the generator's.

    The generator's are there a second time below `OURS`, so that a template can extend the one that it overrides.
    """
    loaders = [FileSystemLoader(folder) for folder in folders]
    environment = Environment(
        loader=ChoiceLoader([PrefixLoader({OURS: loaders[-1]}), *loaders]),
        autoescape=True,
        undefined=UndefinedName,
        finalize=refuse_nothing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(rich=rich, plain=plain, markdown=to_html)
    environment.globals["render_section"] = render_section
    return environment


@pass_context
def render_section(context: Context, name: str) -> Markup:
    """What the block of a page's section makes, without the space around it."""
    block = context.blocks.get(SECTION + name)
    if block is None:
        known = tuple(other.removeprefix(SECTION) for other in context.blocks if other.startswith(SECTION))
        listing = context.blocks["sections"][0]  # of the template that has the last word
        raise UnknownSection(say("there is no block 'section_{name}'", name=name), name, known, _file_of(listing))
    return Markup(BlockReference(SECTION + name, context, block, 0)().strip())


def _file_of(block: Any) -> str:
    return str(block.__code__.co_filename)


def refuse_nothing(value: Any) -> Any:
    """Refuse None and binary floats in output: the first is a gap, the second is inexact."""
    if value is None or isinstance(value, float):
        raise TypeError(f"a template printed {value!r}; give it text")
    return value


def rich(text: Rich) -> Markup:
    """Return running text with its links; everything else is escaped."""
    return Markup("").join(_anchor(piece) if isinstance(piece, Link) else escape(piece) for piece in text)


def _anchor(link: Link) -> Markup:
    return Markup('<a class="ref" href="{}">{}</a>').format(link.url, link.text)


def render(environment: Environment, template: str, context: Mapping[str, Any]) -> bytes:
    """A page. Its macros note in `marks` which evidence they have linked to, in `contents` which sections they made."""
    return environment.get_template(template).render({**context, "marks": {}, "contents": []}).encode()


def template_name(environment: Environment, file: str) -> str:
    """The name of a template on the disk: its path below templates/, after `OURS` where a site's own overrides it."""
    name = file.rpartition("/templates/")[2]
    try:
        shown = environment.loader.get_source(environment, name)[1] if environment.loader else file
    except (TemplateNotFound, UnicodeDecodeError):
        return name
    return name if shown == file else f"{OURS}/{name}"


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    return parser.use(emphasis_plugin).use(anchors_plugin, max_level=6, slug_func=_slug)


def to_html(text: str) -> Markup:
    """Return the HTML of a prose file. Headings get ids from their words; equal ones are numbered."""
    return Markup(_parser().render(text))


def _slug(heading: str) -> str:
    """Return a heading's anchor, with a prefix so that it never meets a section id of the page."""
    return PROSE_ANCHOR + re.sub(r"[^\w]+", "-", heading.lower()).strip("-")


_FILLED = re.compile(r"\{(\w+)\}")


@remembered
def read_strings(
    files: Iterable[tuple[str, bytes]], locales: Sequence[str]
) -> tuple[dict[str, Strings], list[Problem]]:
    """Return the texts of every language from (file, bytes), and a problem for each text that lacks one."""
    entries: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for file, written in sorted(files):
        read, wrong = _entries(file, written)
        problems += wrong
        for key, given in read.items():
            problems += _in_entry(file, key, given, locales)
            if key in entries:
                hint = say("every interface text has one name; rename one of the two")
                message = say("the interface text '{key}' is there twice", key=key)
                problems.append(Problem(Place(file, (key,), True), "duplicate-key", message, hint, about=(key,)))
            entries[key] = given
    return {locale: Strings(locale, entries) for locale in locales}, problems


def _entries(file: str, written: bytes) -> tuple[dict[str, Mapping[str, Any]], list[Problem]]:
    """Return the texts of a file by key, as far as it can be read."""
    try:
        document = read_yaml(written, file)
    except ContentError as wrong:
        return {}, list(wrong.problems)
    if not isinstance(document.data, dict):
        message = say("the interface's texts are expected here, each with its name")
        return {}, [Problem(Place(file), "type", message, say("write it like 'menu: {{zh-TW: …, en: …}}'"))]
    found: dict[str, Mapping[str, Any]] = {
        key: texts if isinstance(texts, dict) else {} for key, texts in document.data.items()
    }
    return found, list(placeholders(document, file))


def _in_entry(file: str, key: str, given: Mapping[str, Any], locales: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each missing language, and for the first one that lacks a placeholder which another has."""
    for locale in locales:
        if not given.get(locale):
            hint = say("add '{key}: …'", key=locale)
            message = say("the interface text '{key}' is missing in {locale}", key=key, locale=locale)
            yield Problem(Place(file, (key,)), "translation-missing", message, hint, about=(key, locale))
    used = {locale: _filled(given[locale]) for locale in locales if given.get(locale)}
    for locale, names in used.items():
        missing = sorted(set[str]().union(*used.values()) - names)
        if missing:
            message = say("the text in {locale} lacks {marks}", locale=locale, marks=missing)
            hint = say("what is filled in is the same in every language")
            yield Problem(Place(file, (key, locale)), "placeholder-mismatch", message, hint, about=(locale, *missing))
            return


def _filled(text: Any) -> set[str]:
    """Return the placeholders of a text over all its plural forms; the number itself may be left out."""
    forms = text.values() if isinstance(text, dict) else (text,)
    return {f"{{{name}}}" for form in forms for name in _FILLED.findall(str(form))}
