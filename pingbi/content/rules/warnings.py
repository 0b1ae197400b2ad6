"""Rules on what is probably a mistake: warnings, which editors can acknowledge; and on links in prose."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

from pingbi.content.rules.citations import WHAT, Content
from pingbi.content.rules.languages import spelled_numbers
from pingbi.diagnostics.message import say, suggestion
from pingbi.diagnostics.problem import Place, Problem, Severity
from pingbi.locale.figures import Quantity, plain_digits
from pingbi.locale.text import Locale, Text
from pingbi.model.base import walk
from pingbi.model.plans import Offering, Price
from pingbi.model.resolve import records_of
from pingbi.model.site import Prose, Site
from pingbi.model.sources import Cited
from pingbi.remember import remembered
from pingbi.site_structure import RECORD_KINDS, RECORD_PAGES, SECTIONS, PageKind

_FIGURE = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?")


def wrong_quote(place: Place, quote: str | None, given: Iterable[Quantity]) -> Iterator[Problem]:
    """Yield a problem if a claimed figure does not occur in the words quoted for it."""
    if quote is None:
        return
    held = {_exact(figure) for figure in _FIGURE.findall(unicodedata.normalize("NFKC", quote))}
    held |= {Fraction(number) for number in spelled_numbers(quote)}
    wanted = [end for quantity in given for end in (quantity.low, quantity.high) if end is not None]
    lacking = [plain_digits(end) for end in dict.fromkeys(wanted) if end not in held]
    if lacking:
        message = say("the words quoted here do not hold {figures}", figures=lacking)
        hint = say("quote the place where the source gives the figure, or correct the figure")
        yield Problem(place, "source-evidence", message, hint, about=tuple(lacking))


def _exact(figure: str) -> Fraction:
    decimal_comma = re.fullmatch(r"\d+,\d{1,2}", figure)
    return Fraction(figure.replace(",", "." if decimal_comma else ""))


_LINK = re.compile(
    r"(?:(?P<picture>!?)\[[^\]\[]*\]\([ ]*|^[ ]{0,3}\[[^\]]+\]:[ \t]*)<?"
    r"(?P<address>(?:https?://[^\s/?#)]+)?/[^\s)>]*)(?=[)>]|[ \t]+[\"'(]|[ \t]*$)"
)
"""A link, or a definition at the beginning of a line, to this site or elsewhere."""
_CODE = re.compile(r"(`+)[^`].*?\1(?!`)")


def prose_links(content: Content) -> Iterator[Problem]:
    """Report every link of every prose file that cannot be intended."""
    languages = {locale.id: locale for locale in content.site.config.languages}
    for (_, _, locale), prose in content.site.prose.items():
        for place, address, is_picture in _links(prose):
            wrong = _picture(place, address) if is_picture and re.match("/(?!/)", address) else None
            wrong = wrong or _other_language(content, languages, locale, place, address)
            wrong = wrong or _missing(content, place, address)
            if wrong:
                yield wrong


@remembered
def _links(prose: Prose) -> list[tuple[Place, str, bool]]:
    """Yield every link or picture to a page of this site: its place, its address, and whether it is a picture."""
    found = []
    for number, line in enumerate(prose.text.split("\n"), 1):
        for match in _LINK.finditer(_CODE.sub(lambda code: " " * len(code[0]), line)):
            place = Place(prose.file, line=number, column=match.start("address") + 1)
            found.append((place, match["address"], bool(match["picture"])))
    return found


def _picture(place: Place, address: str) -> Problem | None:
    """Report a picture whose address is a page: content/ holds no pictures."""
    hint = say("describe the picture in words: prose has none of its own")
    message = say("'{address}' is no picture of this site", address=address)
    return Problem(place, "image-missing", message, hint, about=(address,))


def _other_language(
    content: Content, languages: Mapping[str, Locale], here: str, place: Place, address: str
) -> Problem | None:
    """Report an address that contains a language: a page is named without it, and the reader's is used."""
    base = content.site.config.base_url
    whole = bool(base) and address.startswith(base)
    first, _, rest = (address.removeprefix(base) if whole else address[1:]).partition("/")
    named = next((it for it in languages.values() if first.lower() in (it.path.lower(), it.id.lower())), None)
    if named is None or (whole and named.id == here):
        return None
    message = say("this leads to a page in {language}, not in the reader's language", language=named.id)
    if not whole:
        message = say("a page of this site is named without its language")
    hint = say("write {address}: it leads to the page in the reader's language", address=f"/{rest}")
    severity: Severity = "warning" if whole else "error"
    return Problem(place, "link-language", message, hint, severity, about=(named.id, address))


def _missing(content: Content, place: Place, address: str) -> Problem | None:
    """Report an address without a page. Unwritten pairs and relative paths are checked later, on the finished site."""
    if not re.match("/(?![/\\\\])", address) or "/../" in f"{address}/":
        return None
    section, _, rest = address[1:].partition("#")[0].partition("?")[0].removesuffix("index.html").partition("/")
    rest, kind = rest.removesuffix("/"), RECORD_PAGES.get(section)
    if kind and rest and not _can_be(content, kind, rest):
        return _no_page(place, address, rest, content.declared[kind.records], kind.records)
    if section not in ("", *SECTIONS) or (rest and kind is None):
        return _no_page(place, address, section, [name for name in SECTIONS if name != section])
    return None


def _can_be(content: Content, kind: PageKind, id_: str) -> bool:
    """Whether the site can have such a page; a pair needs two products, not a written comparison."""
    if kind.computed:
        return set(id_.split("-vs-")) <= set(content.declared["products"])
    return content.declares(kind.records, id_)


def _no_page(place: Place, address: str, name: str, known: Collection[str], folder: str = "") -> Problem:
    message = say("'{address}' leads to no page of this site", address=address)
    if folder:
        message = say("'{address}': there is no {what} '{name}'", address=address, what=WHAT[folder], name=name)
    hint = suggestion(name, known) or say("known: {known}", known=sorted(known) or say("none"))
    return Problem(place, "link-missing", message, hint, about=(address, name))


TAX_MATTERS = ("TWD",)
"""Currencies where law requires consumer prices with tax, so that a file must say whether its prices include it."""


def same_names(content: Content) -> Iterator[Problem]:
    """Warn of two records of a kind with one name: a copied file that was not renamed."""
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
    """Warn of prices in two currencies without an exchange rate: their winner stays open."""
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


def lost_plans(content: Content) -> Iterator[Problem]:
    """Warn of the one product without plans where all others have them: its page would say that nobody knows a price.

    Whoever means that says so, by a value for each price.
    """
    lacking = set(content.declared["products"]) - set(content.declared["plans"])
    product = content.site.products.get(next(iter(lacking), ""))
    prices = {name for name, feature in content.site.catalogue.features.items() if feature.kind.priced}
    if (
        len(lacking) != 1
        or product is None
        or not content.declared["plans"]
        or (prices and prices <= set(product.values))
    ):
        return
    (id_,) = lacking
    file = f"content/plans/{id_}.yaml"
    message = say("every other product has plans, and {file} is not there", file=file)
    hint = say("write it, with the prices; where nobody knows one, give each feature of kind price the value 'unknown'")
    yield Problem(Place(f"content/products/{id_}.yaml"), "plans-missing", message, hint, "warning", about=(id_, file))


JUMP = 10
"""A price beyond so many times an earlier one, or all others of its product, is usually a slip of the decimal point."""
_OF_USE = ("per_second", "per_clip", "per_credit")


def odd_prices(content: Content) -> Iterator[Problem]:
    """Warn of a price that is out of proportion to what the same product's other plans cost."""
    for product in content.site.products:
        sold = [
            (f"content/{kind}/{owner}.yaml", plan_id, plan.current)
            for kind, owner, offering in _sellers(content.site, product)
            for plan_id, plan in offering.plans.items()
        ]
        for file, plan_id, price in sold:
            others = [other for _, _, other in sold if other is not price]
            for shape, amount in price.amounts.items():
                if not price.confirm and _is_odd(shape, amount, others):
                    message = say("this price is out of proportion to the product's other plans")
                    hint = say("check the digits; if it is true, add 'confirm: true' to the price")
                    place = Place(file, ("plans", plan_id, "prices"))
                    yield Problem(place, "price-odd", message, hint, "warning", about=(plan_id, shape))


def _sellers(site: Site, product: str) -> Iterator[tuple[str, str, Offering]]:
    """Yield each offering of a product in the currency of the first, with its folder and id."""
    every = [("plans", product, site.plans[product])] if product in site.plans else []
    every += [("offers", id_, offering) for id_, offering in site.offers.items() if offering.product == product]
    yield from (item for item in every if item[2].currency == every[0][2].currency)


def _is_odd(shape: str, amount: Quantity, others: list[Price]) -> bool:
    """Whether an amount is above all others of its shape tenfold, or one unit of use above a whole month."""
    same = [figure.high for price in others if (figure := price.amounts.get(shape)) and figure.high]
    if amount.low is None:
        return False
    if shape in _OF_USE:
        months = [figure.low for price in others if (figure := price.amounts.get("monthly")) and figure.low]
        if months and amount.low > min(months):
            return True
    return bool(same) and amount.low > JUMP * max(same)


def taxes(content: Content) -> Iterator[Problem]:
    """Warn of a price in a currency of TAX_MATTERS that does not say whether it includes tax."""
    for file, offering in _offerings(content):
        if offering.currency in TAX_MATTERS and offering.tax is None:
            message = say("nothing says whether these prices in {currency} include tax", currency=offering.currency)
            hint = say("add 'tax: included', 'tax: excluded', or 'tax: unknown' where the source does not say")
            place = Place(file, ("currency",))
            yield Problem(place, "tax-missing", message, hint, "warning", about=(offering.currency,))


def hosts(content: Content) -> Iterator[Problem]:
    """Warn of a vendor's source that is not published on one of the vendor's hosts."""
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
    """Check that a claim's quotation contains the claim's figures."""
    for id_, facts in content.site.facts.items():
        for name, fact in facts.items():
            for index, claim in enumerate(fact.claims):
                if claim.source_claim.quote is None:
                    continue
                place = Place(f"content/products/{id_}.yaml", ("values", name, "claims", index, "quote"))
                given = [claim.datum.figure] if claim.datum.figure else []
                yield from wrong_quote(place, claim.source_claim.quote, given)


WARNING_RULES: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    same_names, currencies, lost_plans, odd_prices, taxes, hosts, quotes, prose_links,
)  # fmt: skip
