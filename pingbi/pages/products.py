"""Product pages: what it is, for whom, what it costs, every value with its evidence."""

from pingbi.analysis.pairs import Pair
from pingbi.analysis.scenarios import Findings, Score
from pingbi.analysis.winners import compared, outcome
from pingbi.formats import day, number
from pingbi.model.products import Event, Product
from pingbi.model.site import Site
from pingbi.pages.notebook import Notebook
from pingbi.pages.offers import offer_plans, starting_price, vendor_plans
from pingbi.pages.page_views import ProductCard, ProductListView, ProductView, RankLine
from pingbi.pages.pairs import pair_ref
from pingbi.pages.rows import grouped, own_row, pair_row
from pingbi.pages.teller import Teller
from pingbi.pages.texts import dispute_views, prose
from pingbi.pages.views import Link, PointView, Row


def product_list(teller: Teller) -> ProductListView:
    cards = tuple(_card(teller, id_, product) for id_, product in teller.site.products.items())
    return ProductListView(cards, prose(teller, "pages", "products"))


def _card(teller: Teller, id_: str, product: Product) -> ProductCard:
    released = [event for event in product.history if event.event == "released"]
    return ProductCard(
        ref=teller.product(id_),
        summary=teller.rich(product.summary),
        verdict=teller.rich(product.verdict),
        price=starting_price(Notebook(teller), id_).values[0],
        coverage=coverage(teller, id_),
        released=day(released[-1].date, teller.t) if released else "",
    )


def coverage(teller: Teller, product: str) -> str:
    facts = teller.site.facts[product].values()
    known = sum(fact.used.state != "unknown" for fact in facts)
    return teller.t("coverage", known=known, total=len(facts))


def product_view(teller: Teller, id_: str, pairs: tuple[Pair, ...], findings: dict[str, Findings]) -> ProductView:
    site, product, notebook = teller.site, teller.site.products[id_], Notebook(teller)
    price = starting_price(notebook, id_)
    plans, offers = vendor_plans(notebook, id_), offer_plans(notebook, id_)
    known = [name for name, fact in site.facts[id_].items() if fact.used.state != "unknown" or fact.claims]
    rows = {name: own_row(notebook, name, id_) for name in known}
    changed = _changed(notebook, product.predecessor, id_)
    return ProductView(
        ref=teller.product(id_),
        predecessor=teller.product(product.predecessor) if product.predecessor else None,
        successors=tuple(teller.product(other) for other, later in site.products.items() if later.predecessor == id_),
        summary=teller.rich(product.summary),
        verdict=teller.rich(product.verdict),
        good_for=tuple(teller.rich(text) for text in product.good_for),
        not_for=tuple(teller.rich(text) for text in product.not_for),
        price=price,
        history=tuple(_event(teller, event) for event in product.history),
        strengths=teller.points(product.strengths),
        weaknesses=teller.points(product.weaknesses),
        notes=teller.points(product.notes),
        plans=plans,
        offers=offers,
        provides=provides(teller, id_),
        groups=grouped(teller, rows),
        ranks=tuple(_rank(teller, scenario, id_, found) for scenario, found in findings.items()),
        changed=changed,
        changed_from=teller.product(product.predecessor) if product.predecessor and changed else None,
        pairs=tuple(pair_ref(teller, pair) for pair in pairs if id_ in (pair.a, pair.b)),
        disputes=dispute_views(teller, product.disputes),
        gaps=tuple(teller.feature(name) for name in site.facts[id_] if name not in known),
        coverage=coverage(teller, id_),
        guides=tuple(
            Link(guide.title[teller.locale], teller.to.to("guide", guide_id))
            for guide_id, guide in site.guides.items()
            if id_ in guide.products
        ),
        prose=prose(teller, "products", id_),
        evidence=notebook.evidence,
    )


def _event(teller: Teller, event: Event) -> PointView:
    return PointView(teller.rich(event.text), teller.cite(event), date=day(event.date, teller.t))


def provides(teller: Teller, product: str = "") -> tuple[tuple[str, tuple[PointView, ...]], ...]:
    """What only other sellers provide, by seller; never credited to the product."""
    return tuple(
        (offering.seller.name[teller.locale], teller.points(offering.provides))
        for offering in teller.site.offers.values()
        if offering.seller and offering.provides and product in ("", offering.product)
    )


def _changed(notebook: Notebook, predecessor: str | None, id_: str) -> tuple[Row, ...]:
    """Features on which both generations have a value and the values differ."""
    site = notebook.teller.site
    if predecessor is None:
        return ()
    found = []
    for name in compared(site, predecessor, id_):
        before, after = site.facts[predecessor][name].used, site.facts[id_][name].used
        if before != after and "unknown" not in (before.state, after.state):
            found.append(pair_row(notebook, name, predecessor, id_, outcome(site, name, predecessor, id_, None)))
    return tuple(found)


def _rank(teller: Teller, scenario: str, product: str, findings: Findings) -> RankLine:
    record = teller.site.scenarios[scenario]
    score = next(score for score in findings.scores if score.product == product)
    link = Link(record.name[teller.locale], teller.to.to("scenario", scenario))
    return RankLine(link, record.pick == product, standing(teller, scenario, score))


def standing(teller: Teller, scenario: str, score: Score) -> str:
    """A product's score in a scenario, or the need it fails."""
    if score.failed:
        return teller.t(
            "excluded-by",
            need=need_text(teller, scenario, teller.site.scenarios[scenario].needs.index(score.failed[0])),
        )
    return teller.t("score", value=interval(teller, score))


def interval(teller: Teller, score: Score) -> str:
    low, high = number(score.low, teller.locale, 1), number(score.high, teller.locale, 1)
    return low if low == high else f"{low}–{high}"


def need_text(teller: Teller, scenario: str, index: int) -> str:
    """A hard need in words."""
    site: Site = teller.site
    need, wanted = site.scenarios[scenario].needs[index], site.needs[scenario][index]
    feature = site.catalogue.features[need.feature]
    key = feature.kind.need_key(need.form[0], wanted)
    return teller.t(key, feature=feature.name[teller.locale], value=teller.value(wanted, feature, ""))
