"""Rules on ids and across records: whatever a record names exists, and what several records say is consistent."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any

from pingbi.content.rules.citations import WHAT, Content, citations, dangling
from pingbi.diagnostics.message import choices, quote_value, say
from pingbi.diagnostics.problem import Place, Problem
from pingbi.model.editorial import TIE, UNDECIDED
from pingbi.model.products import COLORS
from pingbi.site_structure import REFERENCE_WORDS


def catalogue(content: Content) -> Iterator[Problem]:
    """Check that features belong to a declared group and are rated on a declared scale."""
    file, declared = "content/features.yaml", content.site.catalogue
    for name, feature in () if file in content.broken else declared.features.items():
        if feature.group not in content.declared["groups"]:
            yield dangling(Place(file, ("features", name, "group")), say("group"), feature.group, declared.groups)
        if feature.scale and feature.scale not in content.declared["scales"]:
            yield dangling(Place(file, ("features", name, "scale")), say("scale"), feature.scale, declared.scales)


def names(content: Content) -> Iterator[Problem]:
    """Check that every product, feature and plan that a record names exists."""
    for place, kind, name in _named(content):
        if not content.declares(kind, name):
            yield dangling(place, WHAT[kind], name, content.declared[kind])


NamedIds = Iterator[tuple[Place, str, str]]


def _named(content: Content) -> NamedIds:
    site = content.site
    for id_, product in site.products.items():
        if product.predecessor:
            yield Place(f"content/products/{id_}.yaml", ("predecessor",)), "products", product.predecessor
    for id_ in site.plans:
        yield Place(f"content/plans/{id_}.yaml"), "products", id_
    for id_, offer in site.offers.items():
        yield Place(f"content/offers/{id_}.yaml", ("product",)), "products", offer.product
    for id_, comparison in site.comparisons.items():
        yield from _named_in_comparison(f"content/comparisons/{id_}.yaml", comparison)
    for id_, test in site.tests.items():
        for product_id in test.results:
            yield Place(f"content/tests/{id_}.yaml", ("results", product_id), True), "products", product_id
    for id_, scenario in site.scenarios.items():
        yield from _named_in_scenario(f"content/scenarios/{id_}.yaml", scenario)
    for id_, guide in site.guides.items():
        yield from _named_in_guide(f"content/guides/{id_}.yaml", guide)


def _named_in_comparison(file: str, comparison: Any) -> NamedIds:
    for index, product in enumerate(comparison.products):
        yield Place(file, ("products", index)), "products", product
    for product in comparison.choose:
        yield Place(file, ("choose", product), True), "products", product
    for feature in comparison.verdicts:
        yield Place(file, ("verdicts", feature), True), "features", feature
    for feature in comparison.trophies.winners if comparison.trophies else ():
        yield Place(file, ("trophies", "winners", feature), True), "features", feature


def _named_in_scenario(file: str, scenario: Any) -> NamedIds:
    for index, need in enumerate(scenario.needs):
        yield Place(file, ("needs", index, "feature")), "features", need.feature
    for feature in scenario.weights:
        yield Place(file, ("weights", feature), True), "features", feature
    yield Place(file, ("pick",)), "products", scenario.pick
    if scenario.runner_up:
        yield Place(file, ("runner_up", "product")), "products", scenario.runner_up.product
    for index, saying in enumerate(scenario.says):
        if saying.pick:
            yield Place(file, ("says", index, "pick")), "products", saying.pick


def _named_in_guide(file: str, guide: Any) -> NamedIds:
    for index, product in enumerate(guide.products):
        yield Place(file, ("products", index)), "products", product
    for index, entry in enumerate(guide.then_and_since):
        yield Place(file, ("then_and_since", index, "product")), "products", entry.product


def winners(content: Content) -> Iterator[Problem]:
    """Check that a winner is one of the compared products, or a tie."""
    for id_, test in content.site.tests.items():
        if test.winner in content.declared["products"] and not _all_there(content, test.results):
            continue  # which of the results was meant to be the winner's is reported by their own problems
        yield from _winner(Place(f"content/tests/{id_}.yaml", ("winner",)), test.winner, [*test.results, TIE])
    for id_, comparison in content.site.comparisons.items():
        file, known = f"content/comparisons/{id_}.yaml", [*comparison.products, TIE]
        for feature, verdict in comparison.verdicts.items():
            yield from _winner(Place(file, ("verdicts", feature, "winner")), verdict.winner, [*known, UNDECIDED])
        for feature, winner in (comparison.trophies.winners if comparison.trophies else {}).items():
            yield from _winner(Place(file, ("trophies", "winners", feature)), winner, known)


def _winner(place: Place, winner: str, known: list[str]) -> Iterator[Problem]:
    if winner not in known:
        message = say("'{name}' cannot win here", name=quote_value(winner))
        yield Problem(place, "winner-unknown", message, choices(winner, known), about=(quote_value(winner),))


def _all_there(content: Content, products: Collection[str]) -> bool:
    return all(content.declares("products", product) for product in products)


def choices_compared(content: Content) -> Iterator[Problem]:
    """Check that reasons to choose are given only for the two compared products."""
    for id_, comparison in content.site.comparisons.items():
        for product in comparison.choose:
            known = _all_there(content, (product, *comparison.products))
            if known and product not in comparison.products:
                place = Place(f"content/comparisons/{id_}.yaml", ("choose", product), True)
                message = say("'{name}' is not compared here", name=product)
                yield Problem(place, "choice", message, choices(product, comparison.products), about=(product,))


def pairs(content: Content) -> Iterator[Problem]:
    """Check that a comparison's file is named after its products, and that each pair is written once."""
    seen: dict[frozenset[str], str] = {}
    for id_, comparison in content.site.comparisons.items():
        place = Place(f"content/comparisons/{id_}.yaml", ("products",))
        expected = "-vs-".join(comparison.products)
        if id_ != expected and _all_there(content, comparison.products):
            message = say("the file of this comparison is named '{name}'", name=id_)
            hint = say("rename it to {name}", name=f"{expected}.yaml")
            yield Problem(place, "file-name", message, hint, about=(id_,))
        other = seen.setdefault(frozenset(comparison.products), id_)
        if other != id_:
            message = say("{other} compares the same two", other=other)
            yield Problem(place, "duplicate-pair", message, say("keep one of the two files"), about=(other,))


def weights(content: Content) -> Iterator[Problem]:
    """Check that only features with a better side are weighed."""
    features = content.site.catalogue.features
    for id_, scenario in content.site.scenarios.items():
        for name in scenario.weights:
            if name in features and features[name].direction == "none":
                place = Place(f"content/scenarios/{id_}.yaml", ("weights", name), True)
                hint = say("weigh another feature, or give this one a direction in content/features.yaml")
                message = say("'{name}' has no better side, so it cannot be weighed", name=name)
                yield Problem(place, "weight-direction", message, hint, about=(name,))


def colors(content: Content) -> Iterator[Problem]:
    """Check that no two products have one colour, as long as there are enough; those without one share freely."""
    used = Counter(product.color for product in content.site.products.values() if product.color)
    for id_, product in content.site.products.items():
        if product.color and used[product.color] > 1 and used.total() <= COLORS:
            place = Place(f"content/products/{id_}.yaml", ("color",))
            message = say("colour {color} is another product's, too", color=product.color)
            yield Problem(place, "color", message, say("choose a free one, 1 to 8"))


def lineage(content: Content) -> Iterator[Problem]:
    """Check that no product is its own predecessor, however far back."""
    products = content.site.products
    for id_ in products:
        path = [id_]
        while (before := products[path[-1]].predecessor) in products and before not in path:
            path.append(str(before))
        if before == id_:
            place = Place(f"content/products/{id_}.yaml", ("predecessor",))
            way = " → ".join([*path, id_])
            message = say("predecessors go round in a circle: {way}", way=way)
            yield Problem(place, "reference-cycle", message, say("remove one of them"), about=tuple(path))


def offer_names(content: Content) -> Iterator[Problem]:
    """Check that an offer's id is unique, since references name it by that id alone."""
    for id_ in content.site.offers:
        if id_ in content.declared["products"] or id_ in REFERENCE_WORDS:
            place = Place(f"content/offers/{id_}.yaml")
            hint = say("rename the file, for instance SELLER.yaml")
            also = () if id_ in REFERENCE_WORDS else (Place(f"content/products/{id_}.yaml"),)
            message = say("the offer '{id}' is named like something else", id=id_)
            yield Problem(place, "duplicate-id", message, hint, also=also, about=(id_,))


RULES: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    citations, lineage, offer_names, catalogue, names, winners, choices_compared, pairs, weights, colors,
)  # fmt: skip
