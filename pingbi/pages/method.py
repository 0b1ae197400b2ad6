"""The method page: each rule with the numbers in use."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.costs import DAYS, MONTHS, failed_share, usable_share
from pingbi.analysis.pairs import FEW
from pingbi.analysis.scores import HUNDRED
from pingbi.locale.formats import format_number_range, number
from pingbi.model.editorial import HEAVIEST, LIGHTEST, Comparison, Scenario
from pingbi.model.kinds.choices import PARTLY, PLACES
from pingbi.model.products import Dispute
from pingbi.pages.parts.cells import rate_view
from pingbi.pages.parts.components import FeatureRef, Link, PointView, ProductRef, Rich
from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.presenter import Presenter, evidence_id, prose
from pingbi.pages.parts.score_rules import FACTOR, WEIGHT_SHOWN, JudgedView, judged_features
from pingbi.pages.parts.score_views import need_text


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
    """A product's share of failed runs, and the remaining share by which costs are divided."""

    product: ProductRef
    share: Link
    kept: str


@dataclass(frozen=True)
class MethodNumbers:
    """The numbers of the rules that hold for the whole site, as the computations use them."""

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


def method_page(inputs: PageInputs) -> tuple[PageMeta, MethodView]:
    t = inputs.teller.t
    return PageMeta(t("title-method"), t("describe-method")), method_view(inputs.teller)


def method_view(teller: Presenter) -> MethodView:
    site, locale = teller.site, teller.locale
    features = site.catalogue.features
    return MethodView(
        principles=tuple((rule.title[locale], teller.rich(rule.text)) for rule in site.config.principles),
        numbers=_numbers(teller),
        judged=judged_features(teller),
        unjudged=tuple(teller.feature(name) for name, feature in features.items() if feature.direction == "none"),
        questions=tuple(_shared(teller)),
        scales=tuple(_scale(teller, scale) for scale in site.catalogue.scales),
        scenarios=tuple(_scenario(teller, id_, scenario) for id_, scenario in site.scenarios.items()),
        rulings=_rulings(teller),
        failed=tuple(_failed(teller)),
        rates=tuple(rate_view(teller, rate) for rate in site.config.rates),
        coverage=tuple(_coverage(teller, product) for product in site.products),
        prose=prose(teller, "pages", "method"),
    )


def _numbers(teller: Presenter) -> MethodNumbers:
    stale = teller.site.config.stale_after_days
    return MethodNumbers(
        few=FEW,
        partly=number(PLACES[PARTLY], teller.locale),
        lightest=LIGHTEST,
        heaviest=HEAVIEST,
        whole=HUNDRED,
        shown=WEIGHT_SHOWN,
        times=FACTOR,
        days=DAYS,
        months=MONTHS,
        stale_prices=stale.prices,
        stale_facts=stale.facts,
    )


def _shared(teller: Presenter) -> Iterator[tuple[str, tuple[FeatureRef, ...]]]:
    """Yield the independent questions that several features share, named by the group of the first."""
    catalogue = teller.site.catalogue
    shared: dict[str, list[str]] = {}
    for name, feature in catalogue.features.items():
        if feature.question:
            shared.setdefault(feature.question, []).append(name)
    for names in shared.values():
        if len(names) > 1:
            group = catalogue.groups[catalogue.features[names[0]].group]
            yield group[teller.locale], tuple(teller.feature(name) for name in names)


def _scale(teller: Presenter, scale: str) -> ScaleView:
    """Return a scale, named by the features rated on it; each level with the points it earns."""
    catalogue, levels = teller.site.catalogue, teller.site.catalogue.scales[scale]
    rated = [feature.name[teller.locale] for feature in catalogue.features.values() if feature.scale == scale]
    steps = len(levels) - 1
    points = [number(Fraction(rank, steps) if steps else Fraction(1), teller.locale) for rank in range(steps + 1)]
    names = [level[teller.locale] for level in levels.values()]
    return ScaleView(teller.t("and").join(rated), tuple(zip(names, points, strict=True)))


def _scenario(teller: Presenter, id_: str, scenario: Scenario) -> ScenarioRules:
    return ScenarioRules(
        scenario=Link(scenario.name[teller.locale], teller.to.to("scenario", id_)),
        needs=tuple(
            Link(need_text(teller, id_, index), teller.to.to("feature", need.feature))
            for index, need in enumerate(scenario.needs)
        ),
        weights=tuple((teller.feature(name), weight) for name, weight in scenario.weights.items()),
    )


# --- rulings -----------------------------------------------------------------------------------------------------


def _rulings(teller: Presenter) -> RulingsView:
    return RulingsView(tuple(_values(teller)), tuple(_statements(teller)), tuple(_overruled(teller)))


def _values(teller: Presenter) -> Iterator[tuple[Link, str]]:
    """Yield every value on which sources disagree, with the one in use."""
    for product, facts in teller.site.facts.items():
        for feature, fact in facts.items():
            if fact.disputed:
                names = {"product": teller.product(product).name, "feature": teller.feature(feature).name}
                url = teller.to.to("feature", feature, evidence_id(product, feature))
                yield Link(teller.t("of", **names), url), teller.used(product, feature)


def _statements(teller: Presenter) -> Iterator[Link]:
    """Yield every dispute about a statement, with the page that shows it."""
    site = teller.site
    for id_, product in site.products.items():
        yield from _disputed(teller, product.disputes, teller.product(id_).name, teller.to.to("product", id_))
    for id_, comparison in site.comparisons.items():
        yield from _disputed(teller, comparison.disputes, _pair(teller, comparison), teller.to.to("compare", id_))
    for id_, scenario in site.scenarios.items():
        yield from _disputed(teller, scenario.disputes, scenario.name[teller.locale], teller.to.to("scenario", id_))


def _disputed(teller: Presenter, disputes: tuple[Dispute, ...], owner: str, url: str) -> Iterator[Link]:
    for dispute in disputes:
        yield Link(teller.t("with-condition", value=teller.plain(dispute.about), when=owner), f"{url}#s-disputes")


def _pair(teller: Presenter, comparison: Comparison) -> str:
    a, b = (teller.product(product).name for product in comparison.products)
    return teller.t("pair-title", a=a, b=b)


def _overruled(teller: Presenter) -> Iterator[Link]:
    """Yield every row where an editor decided what the values leave open."""
    for id_, comparison in teller.site.comparisons.items():
        for feature in comparison.verdicts:
            words = teller.t("of", product=_pair(teller, comparison), feature=teller.feature(feature).name)
            yield Link(words, teller.to.to("compare", id_, "s-table"))


# --- money -------------------------------------------------------------------------------------------------------


def _failed(teller: Presenter) -> Iterator[ShareLine]:
    """Yield each product's share of failed runs, if known, and the factor by which costs are divided for it."""
    feature = teller.site.catalogue.with_role("failed-share")
    for product in teller.site.products if feature else ():
        share = failed_share(teller.site, product)
        if feature and share:
            usable = format_number_range(usable_share(share), teller.locale)
            url = teller.to.to("feature", feature, evidence_id(product, feature))
            yield ShareLine(teller.product(product), Link(teller.used(product, feature), url), usable)


def _coverage(teller: Presenter, product: str) -> CoverageLine:
    facts = teller.site.facts[product].values()
    known = sum(fact.used.state != "unknown" for fact in facts)
    disputed = sum(fact.disputed for fact in facts)
    unknown = len(facts) - known
    text = teller.t("coverage-long", known=known, disputed=disputed, unknown=unknown)
    return CoverageLine(teller.product(product), known, disputed, unknown, len(facts), text)
