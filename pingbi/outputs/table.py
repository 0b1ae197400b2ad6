"""Every file of the site that is no page: the table of generated outputs, and static files with hashed addresses."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from pingbi.outputs.crawlers import headers, manifest, redirects, robots, sitemap
from pingbi.pages.parts.layout import Assets
from pingbi.pages.parts.presenter import Presenter
from pingbi.remember import remembered
from pingbi.routes import OutputInputs

STYLE = "css/site.css"
LAYERS = ("tokens", "base", "layout", "components", "evidence", "charts", "controls", "tables", "print")
"""The files of static/css/ that make the style, in the order of the cascade."""


@dataclass(frozen=True)
class Static:
    """The files to publish, by path in the site, and the addresses that pages load."""

    files: Mapping[str, bytes]
    assets: Assets


@remembered
def place_static(given: Iterable[tuple[str, bytes]], root: str) -> Static:
    """Place files, given as (path below static/, bytes). Files of one folder share a hash, so that modules find each
    other.

    `root` is the path of the site's base, '/' or '/sub/path/'.
    """
    files = _published(dict(given))
    folders: dict[str, list[str]] = {}
    for path in sorted(files):
        folders.setdefault(path.partition("/")[0] if "/" in path else path, []).append(path)
    placed = {old: new for inside in folders.values() for old, new in _placed(inside, files).items()}
    assets = Assets(
        css=tuple(root + placed[path] for path in sorted(placed, key=STYLE.__ne__) if path.startswith("css/")),
        js=tuple(root + placed[path] for path in placed if path == "js/site.js"),
        icon=root + placed["icon.svg"] if "icon.svg" in placed else "",
        manifest=f"{root}site.webmanifest",
    )
    return Static({placed[path]: files[path] for path in placed}, assets)


def _published(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with the layers as one; a site's own css/site.css takes the place of all of them."""
    layers = [f"css/{layer}.css" for layer in LAYERS]
    joined = b"\n".join(files[path] for path in layers if path in files)
    others = {
        path: squeezed_script(data) if path.endswith(".js") else data
        for path, data in files.items()
        if path not in layers
    }
    return {STYLE: squeezed_style(joined), **others} if joined else others


def _placed(inside: list[str], files: Mapping[str, bytes]) -> dict[str, str]:
    digest = hashlib.sha256()
    for path in inside:
        digest.update(f"{path}\0{len(files[path])}\0".encode() + files[path])
    mark = digest.hexdigest()[:10]
    return {path: _marked(path, mark) for path in inside}


def _marked(path: str, mark: str) -> str:
    folder, _, rest = path.partition("/")
    if rest:
        return f"assets/{folder}-{mark}/{rest}"
    stem, _, suffix = folder.rpartition(".")
    return f"assets/{stem}-{mark}.{suffix}"


Output = Callable[[OutputInputs], str]

OUTPUTS: Mapping[str, Output] = {
    "sitemap.xml": sitemap,
    "robots.txt": robots,
    "_headers": headers,
    "_redirects": redirects,
    "site.webmanifest": manifest,
}
"""Generated files by path. A path with `{language}` makes one file per language: `{language}/changes.atom`."""


def plan_outputs(inputs: OutputInputs, presenters: tuple[Presenter, ...]) -> dict[str, Callable[[], bytes]]:
    """How each file is made, by its path. A file is made only when it is asked for: some need every page's frame."""
    return {path: partial(_bytes, make, own) for path, make, own in _files(inputs, presenters)}


def _files(inputs: OutputInputs, presenters: tuple[Presenter, ...]) -> Iterator[tuple[str, Output, OutputInputs]]:
    for path, make in OUTPUTS.items():
        for presenter in presenters if "{language}" in path else presenters[:1]:
            yield path.format(language=presenter.to.locale.path), make, replace(inputs, presenter=presenter)


def _bytes(make: Output, inputs: OutputInputs) -> bytes:
    return make(inputs).encode()


# What is published of styles and scripts

# A quoted text is matched first, so that what it holds is never taken for a comment or for space.
_CSS = re.compile(rb"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/|\s+""", re.DOTALL)
# Only comments that have their lines to themselves: to know others from texts would take a parser.
_JSDOC = re.compile(rb"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)


def squeezed_style(style: bytes) -> bytes:
    """Return a style without comments and indentation: what only its authors read makes no first view heavier."""
    return re.sub(rb"\n+", b"\n", _CSS.sub(_without_comment, style)).strip() + b"\n"


def _without_comment(match: re.Match[bytes]) -> bytes:
    text = match[0]
    if match[1] is not None or text.startswith(b"/*"):
        return match[1] or b""
    return b"\n" if b"\n" in text else b" "


def squeezed_script(script: bytes) -> bytes:
    """Return a script without the comments of types and purpose above its functions."""
    return _JSDOC.sub(b"", script)
