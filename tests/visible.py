"""What a reader sees of a built page: its text without markup, and without what the head and scripts hold."""

import re
from html.parser import HTMLParser
from pathlib import Path

UNSEEN = {"head", "script", "style", "template"}
INLINE = {
    *("a", "abbr", "b", "bdi", "cite", "code", "data", "em", "i", "kbd", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "time", "u", "wbr"),
}


class _Reader(HTMLParser):
    """Collects text; every tag that is not inline ends a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.unseen = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        self._edge(tag)

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN
        self._edge(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _edge(self, tag: str) -> None:
        if tag not in INLINE:
            self.parts.append("\n")


def visible_blocks(html: str) -> list[str]:
    """The page's text by block (paragraph, cell, list item), whitespace folded, empty blocks left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r" +", " ", line).strip() for line in "".join(reader.parts).split("\n"))
    return [line for line in lines if line]


def visible_text(path: Path) -> str:
    """The whole page as one string, blocks parted by a space."""
    return " ".join(visible_blocks(path.read_text(encoding="utf-8")))


def page_of(site: Path, language: str, page: str) -> Path:
    """The file of a page that is named by its address under the language: '' is the home page."""
    return site / language / page / "index.html"
