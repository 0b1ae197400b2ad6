"""Static files get their content's hash into their address, so that they can be cached for ever.

The layers of the style are joined into one file, which pages load; comments stay behind.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pingbi.outputs.squeeze import squeezed_script, squeezed_style
from pingbi.pages.layout import Assets

STYLE = "css/site.css"
LAYERS = ("tokens", "base", "layout", "components", "evidence", "charts", "controls", "tables", "print")
"""The files of static/css/ that make the style, in the order of the cascade."""


@dataclass(frozen=True)
class Static:
    """The files to publish, by path in the site, and the addresses that pages load."""

    files: Mapping[str, bytes]
    assets: Assets


def place_static(given: Iterable[tuple[str, bytes]], root: str) -> Static:
    """Place files, (path below static/, bytes). A folder's files share one hash, so that modules find each other.

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
