"""Rules on ids: whatever a record names is declared somewhere."""

from collections.abc import Iterator
from typing import Any

from pingbi.problems import Place, Problem
from pingbi.reading.content import WHAT, Content, dangling
from pingbi.wording import say


def catalogue(content: Content) -> Iterator[Problem]:
    """Features lie in a declared group and rate on a declared scale."""
    file, declared = "content/features.yaml", content.site.catalogue
    for name, feature in () if file in content.broken else declared.features.items():
        if feature.group not in content.declared["groups"]:
            yield dangling(Place(file, ("features", name, "group")), say("group"), feature.group, declared.groups)
        if feature.scale and feature.scale not in content.declared["scales"]:
            yield dangling(Place(file, ("features", name, "scale")), say("scale"), feature.scale, declared.scales)


def names(content: Content) -> Iterator[Problem]:
    """Every product, feature and plan that a record names exists."""
    for place, kind, name in _named(content):
        if not content.declares(kind, name):
            yield dangling(place, WHAT[kind], name, content.declared[kind])


Named = Iterator[tuple[Place, str, str]]


def _named(content: Content) -> Named:
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


def _named_in_comparison(file: str, comparison: Any) -> Named:
    for index, product in enumerate(comparison.products):
        yield Place(file, ("products", index)), "products", product
    for product in comparison.choose:
        yield Place(file, ("choose", product), True), "products", product
    for feature in comparison.verdicts:
        yield Place(file, ("verdicts", feature), True), "features", feature
    for feature in comparison.trophies.winners if comparison.trophies else ():
        yield Place(file, ("trophies", "winners", feature), True), "features", feature


def _named_in_scenario(file: str, scenario: Any) -> Named:
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


def _named_in_guide(file: str, guide: Any) -> Named:
    for index, product in enumerate(guide.products):
        yield Place(file, ("products", index)), "products", product
    for index, entry in enumerate(guide.then_and_since):
        yield Place(file, ("then_and_since", index, "product")), "products", entry.product
