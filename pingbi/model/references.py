"""What running text holds in braces: references to data and marked figures. Their grammar, not their meaning."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\\([{}])|\{([^{}\n]*)\}|([{}]|｛(?=[a-z0-9._-]+｝))")
_FORM = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9_-]+)*\Z")
_MARK = "~"


@dataclass(frozen=True)
class Reference:
    """A dotted path into the data, and where in its text it begins."""

    parts: tuple[str, ...]
    offset: int

    @property
    def written(self) -> str:
        return "{" + ".".join(self.parts) + "}"


@dataclass(frozen=True)
class Opinion:
    """A figure that no source gives: the editors' estimate or advice, marked as such where it stands."""

    figure: str
    offset: int
    written = "{~ …}"
    """Alike in every language, for each has its own words for the figure."""


@dataclass(frozen=True)
class Stray:
    """A brace that is neither of them nor escaped. `mark`: what ails the marked figure that it begins, or ''.

    `empty`: without a figure; `nested`: with braces inside; `open`: without an end on its line; `wide`: a full-width
    brace around what is written like a reference.
    """

    offset: int
    mark: str = ""


Piece = str | Reference | Opinion | Stray


def split(text: str) -> tuple[Piece, ...]:
    """Cut a text into plain pieces, references, marked figures and stray braces, in order."""
    pieces: list[Piece] = []
    plain, end = "", 0
    for match in _TOKEN.finditer(text):
        plain += text[end : match.start()]
        end = match.end()
        if match[1]:
            plain += match[1]
            continue
        if plain:
            pieces.append(plain)
        plain = ""
        pieces.append(_piece(match))
    plain += text[end:]
    return (*pieces, plain) if plain else tuple(pieces)


def _piece(match: re.Match[str]) -> Piece:
    inner, offset = match[2], match.start()
    if match[3] == "｛":
        return Stray(offset, "wide")
    if inner is None:
        return Stray(offset, _unended(match) if match[3] == "{" else "")
    if inner.startswith(_MARK):
        figure = inner.removeprefix(_MARK).strip()
        return Opinion(figure, offset) if figure else Stray(offset, "empty")
    return Reference(tuple(inner.split(".")), offset) if _FORM.match(inner) else Stray(offset)


def _unended(match: re.Match[str]) -> str:
    """Why a brace that opens a marked figure does not end it."""
    rest = match.string[match.end() :].partition("\n")[0]
    if not rest.startswith(_MARK):
        return ""
    return "nested" if "{" in rest and "}" in rest else "open"


def references(text: str) -> tuple[Reference, ...]:
    """All references of a text, in order."""
    return tuple(piece for piece in split(text) if isinstance(piece, Reference))


def marks(text: str) -> tuple[str, ...]:
    """All that stands in braces, as it must be in every language alike."""
    return tuple(piece.written for piece in split(text) if isinstance(piece, Reference | Opinion))
