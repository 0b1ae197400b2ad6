"""What a reader sees of a built page: its text without markup, and without what its head and scripts hold."""

import re
from html.parser import HTMLParser
from pathlib import Path

UNSEEN = {"head", "script", "style", "template"}
WITHIN_A_SENTENCE = {"a", "abbr", "code", "em", "q", "strong"}


class _Reader(HTMLParser):
    """Collects text in blocks: every tag ends one, except for those that stand within a sentence."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.unseen = 0
        self.inside: list[bool] = []
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        within = tag in WITHIN_A_SENTENCE and dict(attrs).get("class", "ref") == "ref"
        if tag in WITHIN_A_SENTENCE:
            self.inside.append(within)
        self._edge(within)

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN
        self._edge(self.inside.pop() if tag in WITHIN_A_SENTENCE else False)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _edge(self, within: bool) -> None:
        if not within:
            self.parts.append("\n")


def visible_blocks(html: str) -> list[str]:
    """A page's text by block (paragraph, cell, mark), whitespace folded, empty blocks left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r" +", " ", line).strip() for line in "".join(reader.parts).split("\n"))
    return [line for line in lines if line]


def visible_text(path: Path) -> str:
    """A page as one string, its blocks parted by a space."""
    return " ".join(visible_blocks(path.read_text(encoding="utf-8")))


def page_of(site: Path, language: str, address: str) -> Path:
    """The file of a page named by its address within a language; '' is the home page."""
    return site / language / address / "index.html"
