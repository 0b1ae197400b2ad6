"""The pages that stand once: home, the whole table, pricing, guides, method, changes."""

from collections.abc import Iterator
from fractions import Fraction

from pingbi.analysis.costs import break_evens
from pingbi.analysis.pairs import Pair
from pingbi.formats import number
from pingbi.pages.changes import change_lines
from pingbi.pages.costs import break_even_view, usage_view
from pingbi.pages.notebook import Notebook
from pingbi.pages.offers import all_plans
from pingbi.pages.page_views import (
    ChangesView,
    CompareAllView,
    CoverageLine,
    GuideListView,
    GuideView,
    HomePick,
    HomeView,
    MethodView,
    PricingView,
    ScaleView,
    ThenSinceView,
)
from pingbi.pages.pairs import pair_ref
from pingbi.pages.products import provides
from pingbi.pages.rows import grouped, wide_rows
from pingbi.pages.scenarios import scenario_card
from pingbi.pages.sources import source_views
from pingbi.pages.teller import Teller
from pingbi.pages.texts import prose
from pingbi.pages.views import Link

LATEST = 5


def home_view(teller: Teller, pairs: tuple[Pair, ...]) -> HomeView:
    site = teller.site
    picks = []
    for id_ in site.scenarios:
        card = scenario_card(teller, id_)
        picks.append(HomePick(Link(card.name, card.url), card.for_, card.pick, card.because, card.price))
    groups = tuple(
        (name[teller.locale], tuple(teller.feature(feature) for feature in site.catalogue.in_group(id_)))
        for id_, name in site.catalogue.groups.items()
    )
    return HomeView(
        advice=teller.rich(site.config.advice),
        picks=tuple(picks),
        pairs=tuple(pair_ref(teller, pair) for pair in pairs),
        changes=change_lines(teller)[:LATEST],
        groups=groups,
        sources=source_views(teller, tuple(site.sources)),
        prose=prose(teller, "pages", "home"),
    )


def comparisons_view(teller: Teller, pairs: tuple[Pair, ...]) -> CompareAllView:
    notebook = Notebook(teller)
    groups = grouped(teller, wide_rows(notebook))
    return CompareAllView(
        products=tuple(teller.product(id_) for id_ in teller.site.products),
        groups=groups,
        pairs=tuple(pair_ref(teller, pair) for pair in pairs),
        prose=prose(teller, "pages", "compare"),
        evidence=notebook.evidence,
    )


def pricing_view(teller: Teller) -> PricingView:
    site, notebook = teller.site, Notebook(teller)
    usages = tuple(
        (Link(scenario.name[teller.locale], teller.to.to("scenario", id_)), usage_view(notebook, scenario.usage))
        for id_, scenario in site.scenarios.items()
        if scenario.usage
    )
    return PricingView(
        plans=all_plans(notebook),
        usages=usages,
        breakevens=tuple(break_even_view(notebook, found) for found in break_evens(site, tuple(site.products))),
        assumptions=tuple(_assumptions(teller)),
        provides=provides(teller),
        prose=prose(teller, "pages", "pricing"),
        evidence=notebook.evidence,
    )


def _assumptions(teller: Teller) -> Iterator[str]:
    """What the sums take for granted, as far as this site has such sums."""
    site = teller.site
    if any(scenario.usage for scenario in site.scenarios.values()):
        yield teller.t("assume-month")
    if site.catalogue.with_role("failed-share"):
        yield teller.t("assume-failed")
    if site.offers:
        yield teller.t("assume-seller")
    yield teller.t("assume-tax")


def guide_list(teller: Teller) -> GuideListView:
    guides = tuple((_link(teller, id_), guide.asks[teller.locale]) for id_, guide in teller.site.guides.items())
    return GuideListView(guides, prose(teller, "pages", "guides"))


def _link(teller: Teller, id_: str) -> Link:
    return Link(teller.site.guides[id_].title[teller.locale], teller.to.to("guide", id_))


def guide_view(teller: Teller, id_: str) -> GuideView:
    guide = teller.site.guides[id_]
    pairs = tuple(
        ThenSinceView(teller.product(entry.product), teller.point(entry.then), teller.point(entry.since))
        for entry in guide.then_and_since
    )
    return GuideView(
        title=guide.title[teller.locale],
        asks=guide.asks[teller.locale],
        products=tuple(teller.product(product) for product in guide.products),
        three=tuple(teller.rich(text) for text in guide.three),
        tips=teller.points(guide.tips),
        then_and_since=pairs,
        prose=prose(teller, "guides", id_),
        others=tuple(_link(teller, other) for other in teller.site.guides if other != id_),
    )


def method_view(teller: Teller) -> MethodView:
    site, locale = teller.site, teller.locale
    features = site.catalogue.features
    shared: dict[str, list[str]] = {}
    for name, feature in features.items():
        if feature.question:
            shared.setdefault(feature.question, []).append(name)
    scales = tuple(
        ScaleView(_scale_name(teller, scale), tuple(level[locale] for level in levels.values()))
        for scale, levels in site.catalogue.scales.items()
    )
    return MethodView(
        principles=tuple((rule.title[locale], teller.rich(rule.text)) for rule in site.config.principles),
        scales=scales,
        questions=tuple(
            (_group_name(teller, names[0]), tuple(teller.feature(name) for name in names))
            for names in shared.values()
            if len(names) > 1
        ),
        tolerances=tuple(
            (
                teller.feature(name),
                teller.t("within-tolerance", value=number(feature.tolerance.low or Fraction(0), locale)),
            )
            for name, feature in features.items()
            if feature.tolerance.low
        ),
        scenarios=tuple(
            (
                Link(scenario.name[locale], teller.to.to("scenario", id_)),
                tuple((teller.feature(name), weight) for name, weight in scenario.weights.items()),
            )
            for id_, scenario in site.scenarios.items()
        ),
        coverage=tuple(_coverage(teller, product) for product in site.products),
        prose=prose(teller, "pages", "method"),
    )


def _scale_name(teller: Teller, scale: str) -> str:
    """A scale is named by the features that are rated on it."""
    rated = [
        feature.name[teller.locale] for feature in teller.site.catalogue.features.values() if feature.scale == scale
    ]
    return teller.t("and").join(rated)


def _coverage(teller: Teller, product: str) -> CoverageLine:
    facts = teller.site.facts[product].values()
    known = sum(fact.used.state != "unknown" for fact in facts)
    disputed = sum(fact.disputed for fact in facts)
    unknown = len(facts) - known
    text = teller.t("coverage-long", known=known, disputed=disputed, unknown=unknown)
    return CoverageLine(teller.product(product), known, disputed, unknown, len(facts), text)


def changes_view(teller: Teller) -> ChangesView:
    return ChangesView(change_lines(teller), prose(teller, "pages", "changes"))


def _group_name(teller: Teller, feature: str) -> str:
    catalogue = teller.site.catalogue
    return catalogue.groups[catalogue.features[feature].group][teller.locale]
