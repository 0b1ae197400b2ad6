"""Every conclusion on every page leads to the facts: from its row, or from the section that works it out.

Conclusions are found by the interface's words for them. Sites are built with words that carry their own name, so that
nothing hangs on how a sentence is put, and no page can leave a conclusion out by forgetting to mark it.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urljoin

import pytest

from pingbi import pipeline
from pingbi.locale.formats import Strings
from pingbi.render.environment import read_strings
from tests.support.commands import HOME, MOBILE_PLANS
from tests.support.elements import Element, tree_of
from tests.support.rendered import rendered
from tests.support.samples import content_of

CONCLUSIONS = re.compile(
    r"(wins|tie|ties|undecided|leads|no-result|ruled|overruled|picked|pick|trophies|points|score|cuts|cost-month"
    r"|share-of|price-changed|price-ended|need-(pass|fail|unknown)|chart-(above|meets|outside)"
    r"|(wins|outcome|why|tally|auto|test|tests|ties|excluded|score|computed|flip|cannot|missing|working"
    r"|failed|breakeven|credits|cheapest|conclusion|unit-per|log)-.+)\Z"
)
"""The words of the interface that state what follows from the facts."""
NOT = {"score-legend", "log-effect"}
"""A legend, and the words before a list."""
NAMED = re.compile("⟦([a-z_-]+)⟧")
SHOWN = {("picks", "who"): "a pick", ("answers", "rank"): "a rank", ("costs", "numeric"): "a cost"}
"""Conclusions without words: what is in a list or table (by its class) in a place of this class."""
ROWS = {"tr", "li", "article", "figure"}
TOGETHER = {"tally", "scores", "sum", "costs-chart"}
"""What shows one conclusion in parts, or sums rows up; the section around it works it out."""
FACTS = re.compile(r"/features/[a-z0-9-]+/(#.*)?\Z|#ev-[a-z0-9-]+\Z|/(tests|sources)/#[a-z0-9-]+\Z")
WORKED_OUT = re.compile(r"/(scenarios|compare)/[a-z0-9-]+/\Z|#s-[a-z-]+\Z")
"""Where a conclusion is worked out: its own page, or a section; that must lead to facts in turn."""


class Named(Strings):
    """The interface's words; those that conclude something carry their name."""

    def __call__(self, key: str, **values: Any) -> str:
        words = super().__call__(key, **values)
        return f"⟦{key}⟧{words}" if CONCLUSIONS.match(key) and key not in NOT else words


class Pages:
    """Every page by its address, as a tree."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.trees = {f"/{address}": tree_of(html) for address, html in pages.items()}
        self.targets = dict(self.trees)
        for address, tree in self.trees.items():
            ids = {item.attributes["id"]: item for item in tree.within() if "id" in item.attributes}
            self.targets |= {f"{address}#{id_}": item for id_, item in ids.items()}
        self.worked_out: dict[str, bool] = {}

    def target(self, link: str) -> Element | None:
        """What a link points at; None where it leads nowhere."""
        return self.targets.get(link)

    def leads_to_facts(self, address: str, scope: Element) -> bool:
        found = {urljoin(address, link) for link in links(scope)}
        return self.are_facts(found) or any(WORKED_OUT.search(link) and self.works_out(link) for link in found)

    def are_facts(self, found: set[str]) -> bool:
        return any(FACTS.search(link) and self.target(link) for link in found)

    def works_out(self, link: str) -> bool:
        """Whether what a link points at, or the section that it heads, leads to facts itself."""
        if link not in self.worked_out:
            target, path = self.target(link), link.partition("#")[0]
            around = target.around() if target else ()
            sections = [outer for outer in around if outer.tag in ("section", "page")][:1]
            self.worked_out[link] = self.are_facts(
                {urljoin(path, found) for outer in sections for found in links(outer)}
            )
        return self.worked_out[link]

    def astray(self, language: str) -> list[str]:
        """Every conclusion of a language's pages without a way to the facts."""
        return [
            f"{address}: {name} in {element.text()[:80]}"
            for address, page in self.trees.items()
            if address.startswith(f"/{language}/")
            for name, element in concluded(page)
            if not any(self.leads_to_facts(address, scope) for scope in scopes(element))
        ]


def links(element: Element) -> set[str]:
    return {item.attributes["href"] for item in element.within() if item.tag == "a" and "href" in item.attributes}


def concluded(page: Element) -> Iterator[tuple[str, Element]]:
    """Every conclusion in a page's body: its name, and the element that it is in."""
    for element, text in page.texts():
        around = list(element.around())
        if not any(outer.tag in ("head", "script", "template") for outer in around):
            yield from ((name, element) for name in NAMED.findall(text))
            if any(character.isalnum() for character in text):
                yield from ((name, element) for name in shown(around))


def shown(around: list[Element]) -> Iterator[str]:
    classes = set().union(*(outer.classes for outer in around))
    if "visually-hidden" not in classes and not any(outer.tag == "thead" for outer in around):
        yield from (name for needed, name in SHOWN.items() if set(needed) <= classes)


def scopes(element: Element) -> Iterator[Element]:
    """Where the way to the facts may begin: its paragraph, the rows around it; without rows, its section or header."""
    around = list(element.around())
    yield from (outer for outer in around if outer.tag == "p")
    rows = [outer for outer in around if outer.tag in ROWS or is_pair(outer)]
    yield from (row for outer in rows for row in same_row(outer))
    whole = [outer for outer in around if outer.classes & TOGETHER]
    yield from whole
    if whole or not rows:
        yield from (outer for outer in around if outer.tag in ("section", "header"))


def is_pair(element: Element) -> bool:
    """Whether it is a term with its description."""
    return element.tag == "div" and element.parent is not None and element.parent.tag == "dl"


def same_row(element: Element) -> list[Element]:
    """A row of a table may go on below itself: the reason for an outcome is in a row of its own."""
    row = element.attributes.get("data-row")
    if row is None or element.parent is None:
        return [element]
    return [item for item in element.parent.within() if item.attributes.get("data-row") == row]


@cache
def site(name: str) -> Pages:
    """A site with named conclusions."""

    def named(*arguments: Any) -> Any:
        strings, problems = read_strings(*arguments)
        return {locale: Named(locale, words._entries) for locale, words in strings.items()}, problems

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "read_strings", named)
        return Pages(rendered(content_of({"ours": HOME, "tariffs": MOBILE_PLANS}[name])))


SITES = pytest.mark.parametrize("name", ["ours", "tariffs"])
LANGUAGES = pytest.mark.parametrize("language", ["zh-tw", "en"])


@SITES
@LANGUAGES
def test_every_conclusion_leads_to_the_facts(name: str, language: str) -> None:
    assert site(name).astray(language) == []


PAGE = {"": "<p>home</p>", "en/features/size/": '<p id="ev-a-size">5</p>', "en/scenarios/x/": "<p>no facts</p>"}


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ('<li>⟦wins⟧A wins <a href="/en/features/size/">size</a></li>', 0),
        ('<li>⟦wins⟧A wins <a href="/en/features/size/#ev-a-size">5</a></li>', 0),
        ("<li>⟦wins⟧A wins</li>", 1),
        ('<li>⟦wins⟧A wins <a href="/en/features/none/">size</a></li>', 1),
        ('<li>⟦wins⟧A wins <a href="/en/features/size/#ev-b-size">5</a></li>', 1),
        ('<li>⟦wins⟧A wins <a href="/en/products/">elsewhere</a></li>', 1),
        ('<li>⟦wins⟧A wins</li><li><a href="/en/features/size/">size</a></li>', 1),
        ('<section><p>⟦computed-only⟧A</p><a href="/en/features/size/">size</a></section>', 0),
        ('<section><ul><li>⟦wins⟧A</li></ul><a href="/en/features/size/">size</a></section>', 1),
        ('<table><tr data-row="x"><td><a href="/en/features/size/">5</a></td></tr>'
         '<tr data-row="x"><td>⟦why-tie⟧equal</td></tr></table>', 0),
        ('<li>⟦score⟧4 <a href="#s-how">how</a></li><section><h2 id="s-how">How</h2>'
         '<a href="/en/features/size/">size</a></section>', 0),
        ('<li>⟦score⟧4 <a href="#s-how">how</a></li><section><h2 id="s-how">How</h2></section>', 1),
        ('<li>⟦picked⟧A <a href="/en/scenarios/x/">for x</a></li>', 1),
        ('<ul class="picks"><li><b class="who">A</b></li></ul>', 1),
        ("<script>⟦wins⟧A wins</script>", 0),
    ],
)  # fmt: skip
def test_what_counts_as_a_way_to_the_facts(body: str, lost: int) -> None:
    assert len(Pages(PAGE | {"en/page/": body}).astray("en")) == lost


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("", {"a pick", "undecided"}),
        ("compare/sora-2-vs-kling-30/", {"wins", "why-unknown", "leads", "tally-basis", "share-of", "breakeven-below"}),
        ("features/max-duration/", {"a rank", "conclusion-win", "wins-it"}),
        ("pricing/", {"cheapest-fee", "unit-per-clip", "unit-per-good-clip", "breakeven-above", "missing-capacity"}),
        ("scenarios/best-value/", {"pick", "points", "score-sum", "flip-below-several", "need-pass", "share-of"}),
        ("products/kling-30/", {"picked", "score", "excluded-by"}),
        ("tests/", {"tests-tally", "test-outcome", "wins"}),
    ],
)
def test_conclusions_are_looked_for_where_they_stand(page: str, names: set[str]) -> None:
    """So that the tests above look at something."""
    found = {name for name, _ in concluded(site("ours").trees[f"/en/{page}"])}
    assert names - found == set()
