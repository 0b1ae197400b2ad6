"""What templates are given: small frozen values, one language each, nothing left to decide."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """An address within the site (or elsewhere, if absolute) and the words that stand for it."""

    text: str
    url: str


Rich = tuple[str | Link, ...]
"""Running text whose references to data have become links."""


@dataclass(frozen=True)
class ProductRef:
    """A product wherever it is named: its colour is the same on the whole site."""

    id: str
    name: str
    url: str
    color: int
    version: str = ""
    vendor: str = ""


@dataclass(frozen=True)
class Cite:
    """A source as it is named beside a statement. `interest`: a word that its publisher gains by it, or ''."""

    title: str
    url: str
    kind: str
    place: str
    date: str
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
    """One source's word on a value: what, under which conditions, who, where, when."""

    value: str
    conditions: str
    note: Rich
    cite: Cite | None
    used: bool


@dataclass(frozen=True)
class Evidence:
    """The footnote of a value: all claims, and the ruling where they disagree. `id` is its anchor on the page."""

    id: str
    subject: str
    claims: tuple[ClaimView, ...]
    ruling: Rich = ()
    ruled_value: str = ""


@dataclass(frozen=True)
class Cell:
    """A value in a table. `state` is one of known, partly, no, unknown, not-applicable, bounded.

    `values` are its parts, one a line. `disputed` lists the other values that sources give.
    """

    values: tuple[str, ...]
    state: str
    note: Rich = ()
    evidence: str = ""
    claims: int = 0
    disputed: tuple[str, ...] = ()
    numeric: bool = False


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
    `overruled` is the editor's reason where the editor decided against the computation.
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
    """Independent questions: how many each leads, how many are even, how many cannot be told."""

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
class PriceLine:
    """A price of the past or present: from when, how much."""

    since: str
    text: str
    cite: Cite | None
    note: Rich = ()


@dataclass(frozen=True)
class PlanView:
    """A plan: price now, what it includes, the price brought to common units, earlier prices.

    `units` are (label, figure, working) triples; an empty figure means it cannot be computed and the working says why.
    """

    id: str
    name: str
    product: ProductRef
    seller: str
    reseller: bool
    price: Cell
    includes: tuple[tuple[str, Cell], ...]
    perks: tuple[PointView, ...]
    units: tuple[tuple[str, str, str], ...]
    history: tuple[PriceLine, ...]


@dataclass(frozen=True)
class CostLine:
    """What an offer costs for a usage. `total` is '' where it cannot be computed or done; `reason` then says why.

    `status`: done, cannot (the plan cannot do it), unknown (an input is missing).
    `per_clip` and `per_second` are figures or ''; `cuts` is a sentence where pieces must be joined, or ''.
    """

    product: ProductRef
    plan: str
    seller: str
    reseller: bool
    status: str
    total: str
    per_clip: str
    per_second: str
    working: str
    cuts: str
    reason: str
    evidence: str


@dataclass(frozen=True)
class Usage:
    """A scenario's usage in words: '60 clips of 10 s a month'."""

    text: str
    lines: tuple[CostLine, ...]
    failed: str = ""


@dataclass(frozen=True)
class BreakEven:
    """Where two offers cost the same: 'US$25.99 / US$0.153 = 169.9 s'."""

    a: str
    b: str
    working: str
    below: str
    above: str


@dataclass(frozen=True)
class HomePick:
    scenario: Link
    for_: Rich
    product: ProductRef
    because: Rich
    price: str


@dataclass(frozen=True)
class PairRef:
    """A head-to-head as a link. `kind`: rivals, generations (of one family)."""

    url: str
    a: ProductRef
    b: ProductRef
    kind: str
    written: bool
    verdict: Rich
    tally: Tally


@dataclass(frozen=True)
class ChangeLine:
    """`kind`: price, fact, release, source."""

    date: str
    iso: str
    kind: str
    text: Rich
    cite: Cite | None


@dataclass(frozen=True)
class SourceView:
    id: str
    title: str
    kind: str
    published: str
    read: str
    url: str
    method: str
    interest: str
    sections: tuple[str, ...]
    facts: int
    points: int
    share: str
    products: tuple[ProductRef, ...]


@dataclass(frozen=True)
class HomeView:
    advice: Rich
    picks: tuple[HomePick, ...]
    pairs: tuple[PairRef, ...]
    changes: tuple[ChangeLine, ...]
    groups: tuple[tuple[str, tuple[FeatureRef, ...]], ...]
    sources: tuple[SourceView, ...]
    prose: str


@dataclass(frozen=True)
class ProductListView:
    products: tuple["ProductCard", ...]
    prose: str


@dataclass(frozen=True)
class ProductCard:
    ref: ProductRef
    summary: Rich
    verdict: Rich
    price: str
    coverage: str
    released: str


@dataclass(frozen=True)
class RankLine:
    """A product's place in a scenario. `text` says it in words (score interval, or the need it fails)."""

    scenario: Link
    picked: bool
    text: str


@dataclass(frozen=True)
class ProductView:
    ref: ProductRef
    family: str
    predecessor: ProductRef | None
    successors: tuple[ProductRef, ...]
    summary: Rich
    verdict: Rich
    good_for: tuple[Rich, ...]
    not_for: tuple[Rich, ...]
    price: Cell
    history: tuple[PointView, ...]
    strengths: tuple[PointView, ...]
    weaknesses: tuple[PointView, ...]
    notes: tuple[PointView, ...]
    plans: tuple[PlanView, ...]
    offers: tuple[PlanView, ...]
    provides: tuple[tuple[str, tuple[PointView, ...]], ...]
    groups: tuple[Group, ...]
    ranks: tuple[RankLine, ...]
    changed: tuple[Row, ...]
    changed_from: ProductRef | None
    pairs: tuple[PairRef, ...]
    disputes: tuple[DisputeView, ...]
    gaps: tuple[FeatureRef, ...]
    coverage: str
    guides: tuple[Link, ...]
    prose: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class CompareAllView:
    products: tuple[ProductRef, ...]
    groups: tuple[Group, ...]
    pairs: tuple[PairRef, ...]
    prose: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Side:
    """One product's half of a head-to-head."""

    ref: ProductRef
    price: Cell
    choose: tuple[PointView, ...]
    strengths: tuple[PointView, ...]
    weaknesses: tuple[PointView, ...]
    plans: tuple[PlanView, ...]
    offers: tuple[PlanView, ...]
    unknowns: tuple[FeatureRef, ...]


@dataclass(frozen=True)
class TrophyView:
    """A source's own tally against ours: how its rows count once each question counts once."""

    text: Rich
    rows: tuple[tuple[FeatureRef, str, str], ...]
    """(feature, the source's winner, ours) in words."""
    cite: Cite | None


@dataclass(frozen=True)
class CompareView:
    kind: str
    a: Side
    b: Side
    verdict: Rich
    written: bool
    tally: Tally
    takeaways: tuple[Rich, ...]
    groups: tuple[Group, ...]
    empty: tuple[FeatureRef, ...]
    """Features of which nothing is known for either."""
    tests: tuple[TestView, ...]
    test_note: str
    trophies: TrophyView | None
    breakevens: tuple[BreakEven, ...]
    points: tuple[PointView, ...]
    disputes: tuple[DisputeView, ...]
    disputed: tuple[FeatureRef, ...]
    questions: tuple[QuestionView, ...]
    prose: str
    sources: tuple[SourceView, ...]
    others: tuple[PairRef, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class FeatureAnswer:
    rank: str
    product: ProductRef
    cell: Cell


@dataclass(frozen=True)
class FeatureView:
    """`answers` best first; those that cannot be ranked come last with an empty rank."""

    id: str
    name: str
    asks: str
    help: str
    group: str
    direction: str
    answers: tuple[FeatureAnswer, ...]
    conclusion: str
    pairs: tuple[tuple[PairRef, str], ...]
    scenarios: tuple[tuple[Link, str], ...]
    siblings: tuple[FeatureRef, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class PricingView:
    plans: tuple[PlanView, ...]
    usages: tuple[tuple[Link, Usage], ...]
    breakevens: tuple[BreakEven, ...]
    assumptions: tuple[str, ...]
    provides: tuple[tuple[str, tuple[PointView, ...]], ...]
    prose: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class ScenarioCard:
    url: str
    name: str
    for_: Rich
    pick: ProductRef
    because: Rich
    price: str


@dataclass(frozen=True)
class ScenarioListView:
    scenarios: tuple[ScenarioCard, ...]
    prose: str


@dataclass(frozen=True)
class NeedView:
    """A hard requirement; `results` are (word, cell) per product: pass, fail or unknown."""

    text: str
    because: Rich
    feature: FeatureRef
    results: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class ScoreRow:
    """One weighted feature: each product's cell and its points, as printed arithmetic ('3 × 0.75 = 2.25')."""

    feature: FeatureRef
    weight: int
    points: tuple[tuple[Cell, str], ...]


@dataclass(frozen=True)
class ScoreTotal:
    """`text` is the score, an interval where values are unknown, or the reason for exclusion."""

    product: ProductRef
    text: str
    low: int
    high: int
    excluded: bool
    coverage: str


@dataclass(frozen=True)
class ScenarioView:
    """`low` and `high` of totals are 0-100 for the chart."""

    id: str
    name: str
    for_: Rich
    pick: ProductRef
    reasons: tuple[Rich, ...]
    price: Cell
    cost: CostLine | None
    runner_up: ProductRef | None
    runner_up_when: Rich
    computed: Rich
    difference: Rich
    products: tuple[ProductRef, ...]
    needs: tuple[NeedView, ...]
    scores: tuple[ScoreRow, ...]
    totals: tuple[ScoreTotal, ...]
    flips: tuple[Rich, ...]
    usage: Usage
    not_when: tuple[Rich, ...]
    says: tuple[PointView, ...]
    disputes: tuple[DisputeView, ...]
    prose: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class TestsView:
    tests: tuple[TestView, ...]
    tally: str
    prose: str


@dataclass(frozen=True)
class GuideListView:
    guides: tuple[tuple[Link, str], ...]
    prose: str


@dataclass(frozen=True)
class ThenSinceView:
    product: ProductRef
    then: PointView
    since: PointView


@dataclass(frozen=True)
class GuideView:
    title: str
    asks: str
    products: tuple[ProductRef, ...]
    three: tuple[Rich, ...]
    tips: tuple[PointView, ...]
    then_and_since: tuple[ThenSinceView, ...]
    prose: str
    others: tuple[Link, ...]


@dataclass(frozen=True)
class SourcesView:
    sources: tuple[SourceView, ...]
    prose: str


@dataclass(frozen=True)
class ScaleView:
    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class CoverageLine:
    product: ProductRef
    known: int
    disputed: int
    unknown: int
    total: int
    text: str


@dataclass(frozen=True)
class MethodView:
    principles: tuple[tuple[str, Rich], ...]
    scales: tuple[ScaleView, ...]
    questions: tuple[tuple[str, tuple[FeatureRef, ...]], ...]
    """Independent questions that several features share."""
    tolerances: tuple[tuple[FeatureRef, str], ...]
    scenarios: tuple[tuple[Link, tuple[tuple[FeatureRef, int], ...]], ...]
    coverage: tuple[CoverageLine, ...]
    prose: str


@dataclass(frozen=True)
class ChangesView:
    changes: tuple[ChangeLine, ...]
    prose: str


@dataclass(frozen=True)
class NotFoundView:
    """One section a language: (language tag, heading, sentence, links)."""

    sections: tuple[tuple[str, str, str, tuple[Link, ...]], ...]


@dataclass(frozen=True)
class ChooserView:
    """The language chooser at the root: (language tag, its own name, sentence, address)."""

    languages: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class NavLink:
    text: str
    url: str
    current: bool


@dataclass(frozen=True)
class Layout:
    """What stands on every page. `kind` is the page's kind (home, product, compare, …).

    `alternates`: (hreflang, absolute address). `switch`: (language tag, its own name, address) of the same page in
    other languages. `jsonld`: a JSON document, or ''.
    """

    kind: str
    locale: str
    lang: str
    title: str
    heading: str
    description: str
    site_title: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    switch: tuple[tuple[str, str, str], ...]
    home: str
    nav: tuple[NavLink, ...]
    breadcrumb: tuple[Link, ...]
    footer: tuple[Link, ...]
    verified: str
    edit_url: str
    css: tuple[str, ...]
    js: tuple[str, ...]
    icon: str
    manifest: str
    csp: str
    jsonld: str
