"""The method page: each rule with the numbers in use."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pingbi.analysis.costs import DAYS, MONTHS, failed_share, usable_share
from pingbi.analysis.pairs import FEW
from pingbi.analysis.scores import HUNDRED
from pingbi.locale.formats import number, number_range_in_full
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
    t = inputs.presenter.t
    return PageMeta(t("title-method"), t("describe-method")), method_view(inputs.presenter)


def method_view(presenter: Presenter) -> MethodView:
    site, locale = presenter.site, presenter.locale
    features = site.catalogue.features
    return MethodView(
        principles=tuple((rule.title[locale], presenter.rich(rule.text)) for rule in site.config.principles),
        numbers=_numbers(presenter),
        judged=judged_features(presenter),
        unjudged=tuple(presenter.feature(name) for name, feature in features.items() if feature.direction == "none"),
        questions=tuple(_shared(presenter)),
        scales=tuple(_scale(presenter, scale) for scale in site.catalogue.scales),
        scenarios=tuple(_scenario(presenter, id_, scenario) for id_, scenario in site.scenarios.items()),
        rulings=_rulings(presenter),
        failed=tuple(_failed(presenter)),
        rates=tuple(rate_view(presenter, rate) for rate in site.config.rates),
        coverage=tuple(_coverage(presenter, product) for product in site.products),
        prose=prose(presenter, "pages", "method"),
    )


def _numbers(presenter: Presenter) -> MethodNumbers:
    stale = presenter.site.config.stale_after_days
    return MethodNumbers(
        few=FEW,
        partly=number(PLACES[PARTLY], presenter.locale),
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


def _shared(presenter: Presenter) -> Iterator[tuple[str, tuple[FeatureRef, ...]]]:
    """Yield the independent questions that several features share, named by the group of the first."""
    catalogue = presenter.site.catalogue
    shared: dict[str, list[str]] = {}
    for name, feature in catalogue.features.items():
        if feature.question:
            shared.setdefault(feature.question, []).append(name)
    for names in shared.values():
        if len(names) > 1:
            group = catalogue.groups[catalogue.features[names[0]].group]
            yield group[presenter.locale], tuple(presenter.feature(name) for name in names)


def _scale(presenter: Presenter, scale: str) -> ScaleView:
    """Return a scale, named by the features rated on it; each level with the points it earns."""
    catalogue, levels = presenter.site.catalogue, presenter.site.catalogue.scales[scale]
    rated = [feature.name[presenter.locale] for feature in catalogue.features.values() if feature.scale == scale]
    steps = len(levels) - 1
    points = [number(Fraction(rank, steps) if steps else Fraction(1), presenter.locale) for rank in range(steps + 1)]
    names = [level[presenter.locale] for level in levels.values()]
    return ScaleView(presenter.t("and").join(rated), tuple(zip(names, points, strict=True)))


def _scenario(presenter: Presenter, id_: str, scenario: Scenario) -> ScenarioRules:
    return ScenarioRules(
        scenario=Link(scenario.name[presenter.locale], presenter.to.to("scenario", id_)),
        needs=tuple(
            Link(need_text(presenter, id_, index), presenter.to.to("feature", need.feature))
            for index, need in enumerate(scenario.needs)
        ),
        weights=tuple((presenter.feature(name), weight) for name, weight in scenario.weights.items()),
    )


# --- rulings -----------------------------------------------------------------------------------------------------


def _rulings(presenter: Presenter) -> RulingsView:
    return RulingsView(tuple(_values(presenter)), tuple(_statements(presenter)), tuple(_overruled(presenter)))


def _values(presenter: Presenter) -> Iterator[tuple[Link, str]]:
    """Yield every value on which sources disagree, with the one in use."""
    for product, facts in presenter.site.facts.items():
        for feature, fact in facts.items():
            if fact.disputed:
                names = {"product": presenter.product(product).name, "feature": presenter.feature(feature).name}
                url = presenter.to.to("feature", feature, evidence_id(product, feature))
                yield Link(presenter.t("of", **names), url), presenter.used(product, feature)


def _statements(presenter: Presenter) -> Iterator[Link]:
    """Yield every dispute about a statement, with the page that shows it."""
    site = presenter.site
    for id_, product in site.products.items():
        yield from _disputed(presenter, product.disputes, presenter.product(id_).name, presenter.to.to("product", id_))
    for id_, comparison in site.comparisons.items():
        yield from _disputed(
            presenter, comparison.disputes, _pair(presenter, comparison), presenter.to.to("compare", id_)
        )
    for id_, scenario in site.scenarios.items():
        yield from _disputed(
            presenter, scenario.disputes, scenario.name[presenter.locale], presenter.to.to("scenario", id_)
        )


def _disputed(presenter: Presenter, disputes: tuple[Dispute, ...], owner: str, url: str) -> Iterator[Link]:
    for dispute in disputes:
        yield Link(presenter.t("with-condition", value=presenter.plain(dispute.about), when=owner), f"{url}#s-disputes")


def _pair(presenter: Presenter, comparison: Comparison) -> str:
    a, b = (presenter.product(product).name for product in comparison.products)
    return presenter.t("pair-title", a=a, b=b)


def _overruled(presenter: Presenter) -> Iterator[Link]:
    """Yield every row where an editor decided what the values leave open."""
    for id_, comparison in presenter.site.comparisons.items():
        for feature in comparison.verdicts:
            words = presenter.t("of", product=_pair(presenter, comparison), feature=presenter.feature(feature).name)
            yield Link(words, presenter.to.to("compare", id_, "s-table"))


# --- money -------------------------------------------------------------------------------------------------------


def _failed(presenter: Presenter) -> Iterator[ShareLine]:
    """Yield each product's share of failed runs, if known, and the factor by which costs are divided for it."""
    feature = presenter.site.catalogue.with_role("failed-share")
    for product in presenter.site.products if feature else ():
        share = failed_share(presenter.site, product)
        if feature and share:
            usable = number_range_in_full(usable_share(share), presenter.locale)
            url = presenter.to.to("feature", feature, evidence_id(product, feature))
            yield ShareLine(presenter.product(product), Link(presenter.used(product, feature), url), usable)


def _coverage(presenter: Presenter, product: str) -> CoverageLine:
    facts = presenter.site.facts[product].values()
    known = sum(fact.used.state != "unknown" for fact in facts)
    disputed = sum(fact.disputed for fact in facts)
    unknown = len(facts) - known
    text = presenter.t("coverage-long", known=known, disputed=disputed, unknown=unknown)
    return CoverageLine(presenter.product(product), known, disputed, unknown, len(facts), text)
