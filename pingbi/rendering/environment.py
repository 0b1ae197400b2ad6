"""The Jinja environment: strict, escaping everywhere, with nothing in reach but what a page is given."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pingbi.pages.teller import plain
from pingbi.pages.views import Link, Rich
from pingbi.rendering.markdown import to_html


def make_environment(folders: tuple[Path, ...]) -> Environment:
    """An environment whose templates come from the first of `folders` that has them."""
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
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
