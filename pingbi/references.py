"""References from running text to data: `{product.feature}`. Their grammar, not their meaning."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\\([{}])|\{([^{}\n]*)\}|([{}])")
_FORM = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9_-]+)*\Z")


@dataclass(frozen=True)
class Reference:
    """A dotted path into the data, and where in its text it begins."""

    parts: tuple[str, ...]
    offset: int

    @property
    def written(self) -> str:
        return "{" + ".".join(self.parts) + "}"


@dataclass(frozen=True)
class Stray:
    """A brace that is neither a reference nor escaped."""

    offset: int


def split(text: str) -> tuple[str | Reference | Stray, ...]:
    """Cut a text into plain pieces, references and stray braces, in order."""
    pieces: list[str | Reference | Stray] = []
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


def _piece(match: re.Match[str]) -> Reference | Stray:
    inner = match[2]
    if inner is not None and _FORM.match(inner):
        return Reference(tuple(inner.split(".")), match.start())
    return Stray(match.start())


def references(text: str) -> tuple[Reference, ...]:
    """All references of a text, in order."""
    return tuple(piece for piece in split(text) if isinstance(piece, Reference))
