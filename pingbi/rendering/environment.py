"""The Jinja environment: strict, escaping everywhere, with nothing in reach but what a page is given."""

from collections.abc import Mapping
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
from markupsafe import Markup, escape

from pingbi.pages.teller import plain
from pingbi.pages.views import Link, Rich
from pingbi.project import OURS
from pingbi.rendering.markdown import to_html
from pingbi.wording import Said, say

SECTION = "section_"


class UnknownName(UndefinedError):
    """A template asks for what it is not given: `name`, where only `known` names are."""

    def __init__(self, said: Said, name: str, known: tuple[str, ...]) -> None:
        super().__init__(said)
        self.said, self.name, self.known = said, name, known


class UnknownSection(UnknownName):
    """The block `sections` of the template `file` names a section of which there is no block."""

    def __init__(self, said: Said, name: str, known: tuple[str, ...], file: str) -> None:
        super().__init__(said, name, known)
        self.file = file


class Unknown(StrictUndefined):
    """What is not there, and stops the build when it is used; it says so in our words."""

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
        undefined=Unknown,
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
    """None and binary floats never reach a page: one is a gap, the other is inexact."""
    if value is None or isinstance(value, float):
        raise TypeError(f"a template printed {value!r}; give it text")
    return value


def rich(text: Rich) -> Markup:
    """Running text with its links; everything else is escaped."""
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
