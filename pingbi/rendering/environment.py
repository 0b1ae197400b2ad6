"""The Jinja environment: strict, escaping everywhere, with nothing in reach but what a page is given."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, UndefinedError
from jinja2.utils import missing
from markupsafe import Markup, escape

from pingbi.pages.teller import plain
from pingbi.pages.views import Link, Rich
from pingbi.rendering.markdown import to_html
from pingbi.wording import Said, say


class UnknownName(UndefinedError):
    """A template asks for what it is not given: `name`, where only `known` names are."""

    def __init__(self, said: Said, name: str, known: tuple[str, ...]) -> None:
        super().__init__(said)
        self.said, self.name, self.known = said, name, known


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
    """An environment whose templates come from the first of `folders` that has them."""
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=Unknown,
        finalize=refuse_nothing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(rich=rich, plain=plain, markdown=to_html)
    return environment


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
    return environment.get_template(template).render(context).encode()
