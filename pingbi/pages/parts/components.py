"""Addresses of pages, and components of page contexts: small frozen values, with nothing left to decide."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pingbi.locale.text import Locale
from pingbi.site_structure import PAGES


def base_path(base_url: str) -> str:
    """Return the path part of the site's address, '/' or '/sub/path/'."""
    return urlsplit(base_url).path or "/"


@dataclass(frozen=True)
class Addresses:
    """Makes addresses for one language of a site at `base_url`."""

    base_url: str
    locale: Locale

    @property
    def root(self) -> str:
        """The site's root, without a language."""
        return base_path(self.base_url)

    def to(self, kind: str, id_: str = "", fragment: str = "") -> str:
        """Return the address of a page, as a path that a browser resolves on any host."""
        anchor = f"#{fragment}" if fragment else ""
        return f"{self.root}{self.locale.path}/{PAGES[kind].address(id_)}{anchor}"

    def absolute(self, path: str) -> str:
        """Return the full address of a path of this site."""
        return self.base_url + path.removeprefix(self.root)


@dataclass(frozen=True)
class Link:
    """An address within the site (or elsewhere, if absolute) and its text."""

    text: str
    url: str


Rich = tuple[str | Link, ...]
"""Running text whose references to data have become links."""


@dataclass(frozen=True)
class ProductRef:
    """A reference to a product; its colour is the same on the whole site."""

    id: str
    name: str
    url: str
    color: int
    version: str = ""
    vendor: str = ""


@dataclass(frozen=True)
class OfferRef:
    """An offer wherever it is named: the same names, address and evidence on every page of a language.

    `plan` is the plan's own name, `seller_plan` has the seller's before it where that is not the vendor, `name` the
    product's before both. `seller` says who sells it, and of what kind a reseller is. `url` leads to the price on the
    pricing page; `evidence` is the anchor of its note on any page that shows the offer.
    """

    id: str
    product: ProductRef
    plan: str
    seller_plan: str
    name: str
    seller: str
    reseller: bool
    currency: str
    color: int
    url: str
    evidence: str


@dataclass(frozen=True)
class Day:
    """A date in words and in machine form; `since`: the first possible day, in full.

    `limit`: days after which what it dates may be outdated; 0 if it cannot be.
    """

    text: str
    iso: str
    since: str
    limit: int = 0


@dataclass(frozen=True)
class Cite:
    """A source as cited beside a statement. `interest`: a word if its publisher gains by it, or ''."""

    title: str
    url: str
    kind: str
    place: str
    date: Day
    interest: str = ""


@dataclass(frozen=True)
class PointView:
    """A statement with its evidence; `cite` is None for the editors' own conclusion."""

    text: Rich
    cite: Cite | None
    pick: ProductRef | None = None
    date: str = ""


@dataclass(frozen=True)
class ClaimView:
    """One source's claim of a value: what, under which conditions, who, where, when."""

    value: str
    conditions: str
    note: Rich
    cite: Cite | None
    used: bool


@dataclass(frozen=True)
class Evidence:
    """The footnote of a value: all claims, and the ruling if they disagree. `id` is its anchor on the page."""

    id: str
    subject: str
    claims: tuple[ClaimView, ...]
    ruling: Rich = ()
    ruled_value: str = ""


@dataclass(frozen=True)
class Cell:
    """A value in a table. `state` is one of known, partly, no, unknown, not-applicable, bounded.

    `values` are its parts, one per line. `disputed` lists the other values that sources give. `dated`: for a plan's
    price, when its source gave it.
    """

    values: tuple[str, ...]
    state: str
    note: Rich = ()
    evidence: str = ""
    claims: int = 0
    disputed: tuple[str, ...] = ()
    dated: Day | None = None


@dataclass(frozen=True)
class FeatureRef:
    id: str
    name: str
    url: str
    asks: str = ""


@dataclass(frozen=True)
class Row:
    """One feature across products. `winners` holds the ids of the winning products: one, or none.

    `outcome`: win, tie, undecided, none (a question without a better side). `why` explains all but a plain win;
    `overruled` is the editor's reason for deciding against the computation.
    """

    feature: FeatureRef
    cells: tuple[Cell, ...]
    outcome: str
    winners: tuple[str, ...]
    why: str
    overruled: Rich = ()


@dataclass(frozen=True)
class Group:
    id: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Tally:
    """Independent questions: how many each product leads, how many are ties, how many are undecided."""

    a: int
    b: int
    ties: int
    undecided: int
    questions: int
    rows: int
    note: str = ""


@dataclass(frozen=True)
class DisputeView:
    about: Rich
    claims: tuple[PointView, ...]
    ruling: Rich


@dataclass(frozen=True)
class QuestionView:
    question: Rich
    answer: Rich
    cite: Cite | None


@dataclass(frozen=True)
class TestResult:
    product: ProductRef
    text: Rich
    won: bool


@dataclass(frozen=True)
class TestView:
    """`outcome`: the winner and margin in words."""

    id: str
    name: str
    prompt: Rich
    results: tuple[TestResult, ...]
    outcome: str
    cite: Cite | None
    url: str


@dataclass(frozen=True)
class PairRef:
    """A link to a head-to-head. `kind`: rivals, generations (of one family)."""

    url: str
    a: ProductRef
    b: ProductRef
    kind: str
    written: bool
    verdict: Rich
    tally: Tally


@dataclass(frozen=True)
class ChangeLine:
    """`kind`: price, release, source."""

    kind: str
    text: Rich
    cite: Cite | None


@dataclass(frozen=True)
class ChangeDay:
    """What is dated on one day, and what it changed in the conclusions (empty if it could change nothing)."""

    date: Day
    lines: tuple[ChangeLine, ...]
    conclusions: tuple[Rich, ...]


@dataclass(frozen=True)
class SourceView:
    """`entry` is its place on the page of sources; `url` where it was published, or ''."""

    id: str
    title: str
    entry: str
    kind: str
    published: Day
    read: Day | None
    url: str
    method: str
    interest: str
    sections: tuple[str, ...]
    facts: int
    points: int
    share: str
    products: tuple[ProductRef, ...]
