"""Data that a page carries for scripts and machines: JSON that cannot end the element it stands in."""

import json
from typing import Any

from markupsafe import Markup


def embedded(data: Any) -> Markup:
    """One JSON document for the inside of a script element: no sign in it means anything to HTML."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)
