"""One context for each kind of page, made of the parts in views."""

from dataclasses import dataclass

from markupsafe import Markup

from pingbi.pages.views import (
    BreakEvenView,
    Cell,
    ChangeDay,
    Cite,
    CostChart,
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
    UsageView,
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
    changes: tuple[ChangeDay, ...]
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
    reliance: Rich
    """On whose word it rests, in a sentence; () where nothing is known."""
    takeaways: tuple[Rich, ...]
    groups: tuple[Group, ...]
    empty: tuple[FeatureRef, ...]
    """Features of which nothing is known for either."""
    tests: tuple[TestView, ...]
    test_note: str
    trophies: TrophyView | None
    breakevens: tuple[BreakEvenView, ...]
    chart: CostChart
    """Without shapes where no two offers cost the same."""
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
    help: Rich
    group: str
    direction: str
    answers: tuple[FeatureAnswer, ...]
    conclusion: str
    pairs: tuple[tuple[PairRef, str], ...]
    scenarios: tuple[tuple[Link, str], ...]
    siblings: tuple[FeatureRef, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Preset:
    """A scenario's use, which the calculator offers: in words, with its cheapest offer, and as numbers."""

    scenario: Link
    usage: str
    answer: str
    clips: int
    seconds: int


@dataclass(frozen=True)
class CalculatorView:
    """A use worked out under every offer. `carried` is what the page's script needs to work out another one."""

    usage: UsageView
    answer: str
    rest: str
    chart: CostChart
    """Without shapes where no two offers cost the same."""
    breakevens: tuple[BreakEvenView, ...]
    count: str
    presets: tuple[Preset, ...]
    carried: Markup


@dataclass(frozen=True)
class PricingView:
    lead: Rich
    plans: tuple[PlanView, ...]
    calculator: CalculatorView | None
    """None where no scenario has a use."""
    sums: tuple[tuple[PointView, UsageView], ...]
    """Sums that sources make, each worked out again."""
    breakevens: tuple[BreakEvenView, ...]
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
    """`text` is the score, an interval where it is not certain, or the reason for exclusion.

    `low` and `high` are tenths of a point, for the chart; `known` is the share of the weight that has values.
    `place`: first (leads alone), open (leads among several) or ''.
    """

    product: ProductRef
    text: str
    low: int
    high: int
    excluded: bool
    known: str
    place: str


@dataclass(frozen=True)
class Weighing:
    """How scores follow from the weights, and what a reader needs to move them.

    `sums`: each product's score with its arithmetic, '' where it fails a need; `total`: the weights added up.
    `heaviest` is the largest weight that editors give, `most` the largest that can be tried. `carried`: JSON for the
    page's script.
    """

    sums: tuple[str, ...]
    total: int
    heaviest: int
    most: int
    carried: Markup


@dataclass(frozen=True)
class FlipLine:
    """What would change the answer. `of`: weight, none or fact, which the page's script works out anew when weights
    are moved; anything else holds for the editors' weights alone and is put away then.
    """

    of: str
    text: Rich


@dataclass(frozen=True)
class ScenarioView:
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
    reliance: Rich
    products: tuple[ProductRef, ...]
    needs: tuple[NeedView, ...]
    scores: tuple[ScoreRow, ...]
    totals: tuple[ScoreTotal, ...]
    weighing: Weighing
    flips: tuple[FlipLine, ...]
    usage: UsageView
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
    since: PointView | None


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
    """A scale and its levels, worst first, each with the points that it earns."""

    name: str
    levels: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CoverageLine:
    product: ProductRef
    known: int
    disputed: int
    unknown: int
    total: int
    text: str


@dataclass(frozen=True)
class JudgedView:
    """How one question is decided. `alone`: only where one source has judged both.

    `worst` and `best` are the values that earn no point and the full point; () where nothing is known.
    """

    feature: FeatureRef
    better: str
    alone: bool
    tie: str
    worst: Rich
    best: Rich


@dataclass(frozen=True)
class ScenarioRules:
    scenario: Link
    needs: tuple[Link, ...]
    weights: tuple[tuple[FeatureRef, int], ...]


@dataclass(frozen=True)
class RulingsView:
    """What was ruled on: values (with the one used), statements, and rows that an editor decided."""

    values: tuple[tuple[Link, str], ...]
    statements: tuple[Link, ...]
    overruled: tuple[Link, ...]


@dataclass(frozen=True)
class ShareLine:
    """A product's share of failed runs, and the share that is left, by which costs are divided."""

    product: ProductRef
    share: Link
    kept: str


@dataclass(frozen=True)
class MethodNumbers:
    """The numbers of the rules that hold for the whole site, as the sums use them."""

    few: int
    partly: str
    lightest: int
    heaviest: int
    whole: int
    shown: int
    times: int
    days: int
    months: int
    stale_prices: int
    stale_facts: int


@dataclass(frozen=True)
class MethodView:
    principles: tuple[tuple[str, Rich], ...]
    numbers: MethodNumbers
    judged: tuple[tuple[str, tuple[JudgedView, ...]], ...]
    unjudged: tuple[FeatureRef, ...]
    questions: tuple[tuple[str, tuple[FeatureRef, ...]], ...]
    """Independent questions that several features share."""
    scales: tuple[ScaleView, ...]
    scenarios: tuple[ScenarioRules, ...]
    rulings: RulingsView
    failed: tuple[ShareLine, ...]
    rates: tuple[PointView, ...]
    coverage: tuple[CoverageLine, ...]
    prose: str


@dataclass(frozen=True)
class ChangesView:
    changes: tuple[ChangeDay, ...]
    prose: str


@dataclass(frozen=True)
class NotFoundView:
    """One section a language: (language tag, heading, sentence, links)."""

    sections: tuple[tuple[str, str, str, tuple[Link, ...]], ...]


@dataclass(frozen=True)
class ChooserView:
    """The language chooser at the root: (language tag, its own name, sentence, address)."""

    languages: tuple[tuple[str, str, str, str], ...]
