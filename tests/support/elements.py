"""A page as a tree, for tests that ask where on it something stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(eq=False)
class Element:
    """A tag with its attributes; `inside` holds elements and texts in order."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None
    inside: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def around(self) -> Iterator[Element]:
        """The element itself, then its parents from the inside out."""
        yield self
        if self.parent:
            yield from self.parent.around()

    def within(self) -> Iterator[Element]:
        """The element itself and all below it, in the order of the page."""
        yield self
        for item in self.inside:
            if isinstance(item, Element):
                yield from item.within()

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Every text with the element that it is in."""
        for item in self.inside:
            if isinstance(item, Element):
                yield from item.texts()
            else:
                yield self, item

    def text(self) -> str:
        return " ".join("".join(text for _, text in self.texts()).split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.open = Element("page", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.inside.append(made)
        if tag not in VOID:
            self.open = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.inside.append(Element(tag, {name: value or "" for name, value in attrs}, self.open))

    def handle_endtag(self, tag: str) -> None:
        found = next((element for element in self.open.around() if element.tag == tag), None)
        if found and found.parent:
            self.open = found.parent

    def handle_data(self, data: str) -> None:
        self.open.inside.append(data)


def tree_of(html: str) -> Element:
    """The whole page as one element."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root
