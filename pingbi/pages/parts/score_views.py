"""A scenario's scores with their arithmetic, and the data for the script that lets readers move the weights."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from pingbi.analysis.scores import ScenarioResult, Score, ScorePoints
from pingbi.locale.figures import Range
from pingbi.locale.formats import format_number_range, format_percent, number_range_in_full, sign_of, signs
from pingbi.model.editorial import HEAVIEST, Scenario
from pingbi.model.site import Site
from pingbi.pages.parts.cells import EvidenceCollector
from pingbi.pages.parts.components import Cell, FeatureRef, ProductRef
from pingbi.pages.parts.presenter import Presenter
from pingbi.pages.parts.score_rules import WEIGHT_SHOWN
from pingbi.pages.parts.structured_data import embedded_json

TENTHS = 10
PLACES = 2
"""The decimals of points and of their sums; scores have one."""
WORDS = (
    *("points", "score-sum", "weight", "weights-sum"),
    *("flip-above-one", "flip-above-several", "flip-below-one", "flip-below-several"),
    *("flip-none", "flip-facts", "fact-of", "flip-yours"),
    *("yours-one", "yours-several", "yours-only", "yours-nothing", "computed-nobody"),
    *("now-one", "now-several", "move-one", "editors-same", "editors-one", "editors-several"),
    *("copied", "copy-yourself", "score-first", "undecided"),
)
"""Texts that the script uses; each is in the templates' strings."""


@dataclass(frozen=True)
class ScoreRow:
    """One weighted feature: each product's cell and its points, as printed arithmetic ('3 × 0.75 = 2.25')."""

    feature: FeatureRef
    weight: int
    points: tuple[tuple[Cell, str], ...]


@dataclass(frozen=True)
class ScoreTotal:
    """`text` is the score, an interval if it is uncertain, or the reason for exclusion.

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

    `sums`: each product's score with its arithmetic, '' if it fails a need; `total`: the sum of the weights.
    `heaviest` is the largest weight that editors give, `most` the largest that can be tried. `carried`: JSON for the
    page's script.
    """

    sums: tuple[str, ...]
    total: int
    heaviest: int
    most: int
    carried: Markup


def score_row(collector: EvidenceCollector, name: str, scenario: Scenario, findings: ScenarioResult) -> ScoreRow:
    presenter, weight = collector.presenter, scenario.weights[name]
    by_product = {score.product: dict(score.points)[name] for score in findings.scores}
    cells = tuple(
        (collector.cell(presenter.site.facts[product][name]), _arithmetic(presenter, weight, by_product[product]))
        for product in presenter.site.products
    )
    return ScoreRow(presenter.feature(name), weight, cells)


def _arithmetic(presenter: Presenter, weight: int, points: ScorePoints) -> str:
    """Return '3 × 0.75 = 2.25', with ranges if the value is a range or unknown."""
    exact = Range(points.low, points.high)
    shown, printed = exact.rounded(PLACES), exact.times(Fraction(weight)).rounded(PLACES)
    score, result = (number_range_in_full(value, presenter.locale) for value in (shown, printed))
    sign = sign_of(shown.times(Fraction(weight)), printed)
    return presenter.t("points", weight=weight, score=score, sign=sign, result=result)


def _sums(presenter: Presenter, scenario: Scenario, findings: ScenarioResult) -> Iterator[str]:
    """Yield '6.5–9 ÷ 16 × 100 = 40.6–56.3' for each product in the site's order; '' for those that fail a need."""
    total = sum(scenario.weights.values())
    by_product = {score.product: score for score in findings.scores}
    for score in (by_product[product] for product in presenter.site.products):
        exact = Range(score.low, score.high)
        weighted = exact.times(Fraction(total, 100)).rounded(PLACES)
        sign = sign_of(weighted.times(Fraction(100, total)), exact.rounded(1))
        figures = number_range_in_full(weighted, presenter.locale)
        words = presenter.t("score-sum", sum=figures, total=total, sign=sign, result=interval(presenter, score))
        yield "" if score.failed else words


def score_total(presenter: Presenter, id_: str, score: Score, leaders: tuple[str, ...]) -> ScoreTotal:
    """Return a product's line in the chart, and whether it leads alone or among several."""
    place = ("first" if len(leaders) == 1 else "open") if score.product in leaders else ""
    return ScoreTotal(
        product=presenter.product(score.product),
        text=score_line(presenter, id_, score) if score.failed else interval(presenter, score),
        low=_tenths(score.low),
        high=_tenths(score.high),
        excluded=bool(score.failed),
        known=format_percent(score.coverage, presenter.locale),
        place=place,
    )


def _tenths(value: Fraction) -> int:
    """Round half up, like the script."""
    return int((value * TENTHS * 2 + 1) // 2)


def computed_answer(presenter: Presenter, scenario: Scenario, findings: ScenarioResult) -> str:
    """Return the result of the arithmetic, compared with the editor's pick."""
    eligible = [score for score in findings.scores if not score.failed]
    leaders = findings.leaders
    if not eligible:
        return presenter.t("computed-nobody")
    if len(eligible) == 1:
        return presenter.t("computed-only", product=presenter.names(leaders))
    if len(leaders) > 1:
        return presenter.t("computed-undecided", products=presenter.names(leaders))
    key = "computed-agrees" if leaders[0] == scenario.pick else "computed-differs"
    return presenter.t(key, product=presenter.names(leaders))


def weighing(presenter: Presenter, scenario: Scenario, findings: ScenarioResult) -> Weighing:
    """Return how the scores follow from the weights, for readers and for the page's script."""
    return Weighing(
        sums=tuple(_sums(presenter, scenario, findings)),
        total=sum(scenario.weights.values()),
        heaviest=HEAVIEST,
        most=WEIGHT_SHOWN,
        carried=_carried(presenter, scenario, findings),
    )


def _carried(presenter: Presenter, scenario: Scenario, findings: ScenarioResult) -> Markup:
    """Return everything that static/js/weights.js needs to compute scores for other weights, as JSON."""
    failed = {score.product: bool(score.failed) for score in findings.scores}
    points = {score.product: score.points for score in findings.scores}
    return embedded_json(
        {
            "most": WEIGHT_SHOWN,
            "features": [
                {"id": name, "name": presenter.feature(name).name, "weight": weight}
                for name, weight in scenario.weights.items()
            ],
            "products": [
                {
                    "id": product,
                    "name": presenter.product(product).name,
                    "out": failed[product],
                    "points": {name: carried_points(given) for name, given in points[product]},
                }
                for product in presenter.site.products
            ],
            "signs": signs(presenter.locale),
            "words": {key: presenter.t(key) for key in WORDS},
        }
    )


def carried_points(points: ScorePoints) -> str | list[str] | None:
    """Return points as JSON data: '3/4', or two for a range, or None if unknown."""
    if not points.known:
        return None
    return str(points.low) if points.low == points.high else [str(points.low), str(points.high)]


def score_line(presenter: Presenter, scenario: str, score: Score) -> str:
    """Return a product's score in a scenario, or the need it fails."""
    if score.failed:
        return presenter.t(
            "excluded-by",
            need=need_text(presenter, scenario, presenter.site.scenarios[scenario].needs.index(score.failed[0])),
        )
    return presenter.t("score", value=interval(presenter, score))


def interval(presenter: Presenter, score: Score) -> str:
    return format_number_range(score, presenter.locale, 1)


def need_text(presenter: Presenter, scenario: str, index: int) -> str:
    """Return a hard need in words."""
    site: Site = presenter.site
    need, wanted = site.scenarios[scenario].needs[index], site.needs[scenario][index]
    feature = site.catalogue.features[need.feature]
    key = feature.kind.need_key(need.form[0], wanted)
    return presenter.t(key, feature=feature.name[presenter.locale], value=presenter.value(wanted, feature, ""))
