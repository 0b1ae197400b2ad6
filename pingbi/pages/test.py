"""Hands-on tests: what each product made of the same prompt."""

from collections import Counter
from dataclasses import dataclass

from pingbi.model.editorial import TIE
from pingbi.model.site import Site
from pingbi.pages.parts.components import TestResult, TestView
from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.presenter import Presenter, prose


@dataclass(frozen=True)
class TestsView:
    tests: tuple[TestView, ...]
    tally: str
    prose: str


def tests_page(inputs: PageInputs) -> tuple[PageMeta, TestsView]:
    t = inputs.teller.t
    return PageMeta(t("title-tests"), t("describe-tests")), tests_view(inputs.teller)


def tests_of(site: Site, products: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tests in which all of `products` took part."""
    return tuple(id_ for id_, test in site.tests.items() if set(products) <= set(test.results))


def test_view(teller: Presenter, id_: str) -> TestView:
    test = teller.site.tests[id_]
    results = tuple(
        TestResult(teller.product(product), teller.rich(text), product == test.winner)
        for product, text in test.results.items()
    )
    url = teller.to.to("tests", fragment=id_)
    name = test.name[teller.locale]
    return TestView(id_, name, teller.rich(test.prompt), results, _outcome(teller, id_), teller.cite(test), url)


def _outcome(teller: Presenter, id_: str) -> str:
    test = teller.site.tests[id_]
    if test.winner == TIE:
        return teller.t("tie")
    key = "test-outcome-slight" if test.margin == "slight" else "test-outcome"
    return teller.t(key, product=teller.product(test.winner).name)


def tests_view(teller: Presenter) -> TestsView:
    site = teller.site
    wins = Counter(test.winner for test in site.tests.values())
    parts = [
        teller.t("wins-count", product=teller.product(id_).name, n=wins[id_]) for id_ in site.products if wins[id_]
    ]
    if wins[TIE]:
        parts.append(teller.t("ties-count", n=wins[TIE]))
    tally = teller.t("tests-tally", results=teller.t("and").join(parts), n=len(site.tests)) if site.tests else ""
    return TestsView(tuple(test_view(teller, id_) for id_ in site.tests), tally, prose(teller, "pages", "tests"))
