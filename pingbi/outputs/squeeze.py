"""Styles and scripts without what only their authors read, so that a first view stays light."""

import re

# A quoted text is matched first, so that what it holds is never taken for a comment or for space.
_CSS = re.compile(rb"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/|\s+""", re.DOTALL)
# Only comments that have their lines to themselves: to know others from texts would take a parser.
_JSDOC = re.compile(rb"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)


def squeezed_style(style: bytes) -> bytes:
    """A style without comments and indentation."""
    return re.sub(rb"\n+", b"\n", _CSS.sub(_kept, style)).strip() + b"\n"


def _kept(match: re.Match[bytes]) -> bytes:
    found = match[0]
    if match[1] is not None or found.startswith(b"/*"):
        return match[1] or b""
    return b"\n" if b"\n" in found else b" "


def squeezed_script(script: bytes) -> bytes:
    """A script without the types and descriptions that stand above its functions."""
    return _JSDOC.sub(b"", script)
