"""Rules on what may be meant as it stands, and mostly is not: warnings, which editors can acknowledge."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

from pingbi.locales import Text
from pingbi.model.plans import Offering
from pingbi.model.record_kinds import records_of
from pingbi.model.sources import Cited
from pingbi.model.walk import walk
from pingbi.problems import Place, Problem
from pingbi.reading.content import Content
from pingbi.reading.prose_links import prose_links
from pingbi.reading.quotes import wrong_quote
from pingbi.site_structure import RECORD_KINDS
from pingbi.wording import say

TAX_MATTERS = ("TWD",)
"""Where a price that consumers are shown has to include tax by law, a file says whether it does."""


def same_names(content: Content) -> Iterator[Problem]:
    """Two things of a kind with one name: a file that was copied and not yet renamed."""
    site = content.site
    for folder, key in ((kind.name, kind.title) for kind in RECORD_KINDS if kind.title and not kind.one_file):
        seen: dict[Text, str] = {}
        for id_, record in records_of(site, folder).items():
            name = getattr(record, key)
            other = seen.setdefault(name, id_)
            if other != id_:
                place, also = (Place(f"content/{folder}/{name_}.yaml", (key,)) for name_ in (id_, other))
                words = next(iter(name))[1]
                message = say("'{name}' is the name of {other}, too", name=words, other=other)
                hint = say("give one of them another name, for instance with its version")
                yield Problem(place, "duplicate-name", message, hint, "warning", (also,), about=(words, other))


def _offerings(content: Content) -> Iterator[tuple[str, Offering]]:
    for folder in ("plans", "offers"):
        for id_, offering in getattr(content.site, folder).items():
            yield f"content/{folder}/{id_}.yaml", offering


def currencies(content: Content) -> Iterator[Problem]:
    """Prices in two currencies compare only by a rate; without one their winner stays open."""
    rates = {frozenset((rate.from_, rate.to)) for rate in content.site.config.rates}
    first: dict[str, str] = {}
    for file, offering in _offerings(content):
        first.setdefault(offering.currency, file)
    for one, other in combinations(first, 2):
        if frozenset((one, other)) not in rates:
            message = say("{other} and {one} cannot be compared: the site has no rate", other=other, one=one)
            hint = say("add a dated rate to 'rates' in content/site.yaml; until then no winner or cheapest is named")
            place, also = (Place(first[name], ("currency",)) for name in (other, one))
            yield Problem(place, "currency-mix", message, hint, "warning", (also,), about=(other, one))


def taxes(content: Content) -> Iterator[Problem]:
    """A price in a currency whose consumers are shown prices with tax says whether it includes it."""
    for file, offering in _offerings(content):
        if offering.currency in TAX_MATTERS and offering.tax is None:
            message = say("nothing says whether these prices in {currency} include tax", currency=offering.currency)
            hint = say("add 'tax: included', 'tax: excluded', or 'tax: unknown' where the source does not say")
            place = Place(file, ("currency",))
            yield Problem(place, "tax-missing", message, hint, "warning", about=(offering.currency,))


def hosts(content: Content) -> Iterator[Problem]:
    """What counts as the vendor's own word comes from an address of the vendor's."""
    site = content.site
    for id_, product in site.products.items():
        if not product.hosts:
            continue
        records: list[Any] = [product, *([site.plans[id_]] if id_ in site.plans else [])]
        cited = {item.source for record in records for _, item in walk(record) if isinstance(item, Cited)}
        for name in sorted(cited & site.sources.keys()):
            source = site.sources[name]
            host = urlsplit(source.url or "").hostname or ""
            if source.kind == "vendor" and source.url and not _is_of(host, product.hosts):
                message = say("{host} is no address of the vendor of {product}", host=host, product=id_)
                also = Place(f"content/products/{id_}.yaml", ("hosts",))
                hint = say("check the address; if it is the vendor's, add it to 'hosts' in {file}", file=also.file)
                place = Place("content/sources.yaml", (name, "url"))
                yield Problem(place, "source-host", message, hint, "warning", (also,), about=(host, id_))


def _is_of(host: str, known: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in known)


def quotes(content: Content) -> Iterator[Problem]:
    """What is quoted for a value holds the value's figures."""
    for id_, facts in content.site.facts.items():
        for name, fact in facts.items():
            for index, claim in enumerate(fact.claims):
                if claim.written.quote is None:
                    continue
                place = Place(f"content/products/{id_}.yaml", ("values", name, "claims", index, "quote"))
                given = [claim.datum.figure] if claim.datum.figure else []
                yield from wrong_quote(place, claim.written.quote, given)


DOUBTS: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    same_names, currencies, taxes, hosts, quotes, prose_links,
)  # fmt: skip
