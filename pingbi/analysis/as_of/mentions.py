"""What a text mentions: the data it refers to, and the products and sellers it names in plain words."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pingbi.locale.text import Text, references
from pingbi.model.plans import Offering
from pingbi.model.resolve import records_of
from pingbi.model.site import Fact, Site
from pingbi.remember import remembered
from pingbi.site_structure import PAGE_KINDS, RECORD_PAGES, REFERENCE_WORDS

_REFERENCE = re.compile(r"\{[^{}]*\}")
_LINK = re.compile(r"\]\(/([a-z0-9-]+)/(?:([a-z0-9-]+)/)?(?:#([^)]*))?\)")
"""A Markdown link to a page of the site: its section, the page in it, the anchor on the page."""
_ANCHORED = {kind.section: kind.shows for kind in PAGE_KINDS if kind.shows}
"""By section: the kind of records that have each a place on its page."""


@dataclass(frozen=True)
class ProperNames:
    """The proper names of a site in every language, each with the ids of the products and offers that bear it."""

    bearers: Mapping[str, frozenset[str]]
    pattern: re.Pattern[str]

    def named(self, words: str) -> frozenset[frozenset[str]]:
        """Return the bearers of each name that occurs in `words`. A longer name hides a shorter one inside it."""
        found = self.pattern.finditer(_REFERENCE.sub("\0", words))
        return frozenset(self.bearers[_plain(match[0])] for match in found)


Entries = tuple[tuple[str, str], ...]
"""A text by its languages."""
Mentions = tuple[frozenset[tuple[str, ...]], frozenset[frozenset[str]]]
"""The references in a text, and the bearers of each name in it, over all languages."""


@remembered
def spoken_of(names: ProperNames, entries: Entries) -> Mentions:
    """Return what a text with these entries mentions. Entries compare by value, since past days rebuild equal prose."""
    return referred(Text(entries)), frozenset(bearers for _, words in entries for bearers in names.named(words))


def referred(text: Text) -> frozenset[tuple[str, ...]]:
    """Return what a text refers to, over all languages."""
    return frozenset(reference.parts for _, words in text for reference in references(words))


def named_things(site: Site) -> tuple[tuple[str, Entries], ...]:
    """Return everything that has a proper name, by id: all products, and all sellers except vendors."""
    sellers = ((id_, offer.seller.name.entries) for id_, offer in site.offers.items() if offer.seller)
    return (*((id_, product.name.entries) for id_, product in site.products.items()), *sellers)


@remembered
def proper_names(things: tuple[tuple[str, Entries], ...]) -> ProperNames:
    """Return the names of things, with the ids that bear each."""
    bearers: dict[str, frozenset[str]] = {}
    written: set[str] = set()
    for id_, entries in things:
        for _, name in entries:
            written.add(name)
            bearers[_plain(name)] = bearers.get(_plain(name), frozenset()) | {id_}
    ordered = sorted(written, key=lambda name: (-len(_plain(name)), name))
    return ProperNames(bearers, re.compile("|".join(map(_spotted, ordered)) or r"\Z\A"))


def _plain(name: str) -> str:
    return "".join(name.split())


def _spotted(name: str) -> str:
    """Return a pattern for a name: it matches across line ends, and not inside a longer Latin word or number."""
    words = r"\s*".join(map(re.escape, name.split()))
    ends = (r"(?<![A-Za-z0-9])" if name[0].isascii() else "", r"(?![A-Za-z0-9])" if name[-1].isascii() else "")
    return ends[0] + words + ends[1]


def site_holds(site: Site, parts: tuple[str, ...]) -> bool:
    """Whether the site holds what a reference names. A value without any claim does not count."""
    head, *rest = parts
    if rest and head in REFERENCE_WORDS:
        return rest[0] in records_of(site, REFERENCE_WORDS[head].name)
    if head in site.offers or rest[:1] == ["plans"]:
        return _plan_held(site.offers.get(head) or site.plans.get(head), rest[1:])
    return head in site.products and all(_given(site.facts[head].get(name)) for name in rest)


def _plan_held(offering: Offering | None, rest: list[str]) -> bool:
    return offering is not None and (not rest or rest[0] in offering.plans)


def _given(fact: Fact | None) -> bool:
    """Whether any claim gives the value, even as unknown."""
    return fact is not None and (bool(fact.claims) or fact.used.state != "unknown")


def links_resolve(site: Site, words: str, pairs: Collection[str]) -> bool:
    """Whether the site has every page that this Markdown links to. `pairs` are its head-to-heads."""
    return all(_there(site, *link, pairs) for link in _links(words))


@remembered
def _links(words: str) -> tuple[tuple[str, str | None, str | None], ...]:
    return tuple((link[1], link[2], link[3]) for link in _LINK.finditer(words))


def _there(site: Site, section: str, page: str | None, place: str | None, pairs: Collection[str]) -> bool:
    if page:
        kind = RECORD_PAGES.get(section)
        return kind is None or page in (pairs if kind.computed else records_of(site, kind.records))
    return not place or section not in _ANCHORED or place in records_of(site, _ANCHORED[section])
