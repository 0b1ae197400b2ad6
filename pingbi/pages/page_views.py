"""One context for each kind of page, made of the parts in views."""

from dataclasses import dataclass

from pingbi.pages.views import (
    BreakEven,
    Cell,
    ChangeLine,
    Cite,
    CostLine,
    DisputeView,
    Evidence,
    FeatureRef,
    Group,
    Link,
    PairRef,
    PlanView,
    PointView,
    ProductRef,
    QuestionView,
    Rich,
    Row,
    SourceView,
    Tally,
    TestView,
    Usage,
)


@dataclass(frozen=True)
class HomePick:
    scenario: Link
    for_: Rich
    product: ProductRef
    because: Rich
    price: str


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
    reliance: str
    """On whose word it rests, in a sentence; '' where nothing is known."""
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
    reliance: str
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
