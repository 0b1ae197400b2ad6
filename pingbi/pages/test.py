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
    t = inputs.presenter.t
    return PageMeta(t("title-tests"), t("describe-tests")), tests_view(inputs.presenter)


def tests_of(site: Site, products: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tests in which all of `products` took part."""
    return tuple(id_ for id_, test in site.tests.items() if set(products) <= set(test.results))


def test_view(presenter: Presenter, id_: str) -> TestView:
    test = presenter.site.tests[id_]
    results = tuple(
        TestResult(presenter.product(product), presenter.rich(text), product == test.winner)
        for product, text in test.results.items()
    )
    url = presenter.to.to("tests", fragment=id_)
    name = test.name[presenter.locale]
    return TestView(
        id_, name, presenter.rich(test.prompt), results, _outcome(presenter, id_), presenter.cite(test), url
    )


def _outcome(presenter: Presenter, id_: str) -> str:
    test = presenter.site.tests[id_]
    if test.winner == TIE:
        return presenter.t("tie")
    key = "test-outcome-slight" if test.margin == "slight" else "test-outcome"
    return presenter.t(key, product=presenter.product(test.winner).name)


def tests_view(presenter: Presenter) -> TestsView:
    site = presenter.site
    wins = Counter(test.winner for test in site.tests.values())
    parts = [
        presenter.t("wins-count", product=presenter.product(id_).name, n=wins[id_])
        for id_ in site.products
        if wins[id_]
    ]
    if wins[TIE]:
        parts.append(presenter.t("ties-count", n=wins[TIE]))
    tally = presenter.t("tests-tally", results=presenter.t("and").join(parts), n=len(site.tests)) if site.tests else ""
    return TestsView(tuple(test_view(presenter, id_) for id_ in site.tests), tally, prose(presenter, "pages", "tests"))
