"""The site map: every page of the site as a value."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from pingbi.analysis.analyse import Analysis
from pingbi.analysis.pairs import Pair
from pingbi.dates import PartialDate
from pingbi.formats import Strings
from pingbi.model.site import Site
from pingbi.pages import jsonld
from pingbi.pages.addresses import Addresses, slug
from pingbi.pages.features import feature_view
from pingbi.pages.frame import Layout
from pingbi.pages.layout import Assets, Described, known_as_of, layout
from pingbi.pages.method import method_view
from pingbi.pages.offers import cheapest
from pingbi.pages.page_views import ChooserView, NotFoundView
from pingbi.pages.pairs import compare_view
from pingbi.pages.pricing import pricing_view
from pingbi.pages.products import product_list, product_view
from pingbi.pages.scenarios import scenario_list, scenario_view
from pingbi.pages.sources import sources_view
from pingbi.pages.standing import (
    changes_view,
    comparisons_view,
    guide_list,
    guide_view,
    home_view,
)  # fmt: skip
from pingbi.pages.teller import Teller, plain
from pingbi.pages.tests import tests_view
from pingbi.pages.views import Link
from pingbi.scripts import tag_of

Given = tuple[Layout, Any]


@dataclass(frozen=True)
class Page:
    """One page: the file it becomes, its template, and how that which the template is given is made.

    It is made when it is first asked for: a preview makes only the pages that somebody looks at.
    """

    file: str
    template: str
    locale: str
    make: Callable[[], Given]

    @cached_property
    def given(self) -> Given:
        return self.make()

    @property
    def layout(self) -> Layout:
        return self.given[0]

    @property
    def view(self) -> Any:
        return self.given[1]


def tellers(
    site: Site, strings: Mapping[str, Strings], base_url: str, as_of: PartialDate | None = None
) -> tuple[Teller, ...]:
    """One voice for each language of the site; `as_of`: the day whose knowledge it is, if not today's."""
    return tuple(
        Teller(site, locale.id, strings[locale.id], Addresses(base_url, locale), as_of)
        for locale in site.config.languages
    )


def site_map(voices: tuple[Teller, ...], analysis: Analysis, assets: Assets) -> tuple[Page, ...]:
    """Every page in every language, then the two that belong to none."""
    pages = [page for teller in voices for page in _pages(teller, analysis, assets)]
    first = voices[0].locale
    chooser = Page("index.html", "chooser.html", first, partial(_chooser, voices, assets))
    return (*pages, chooser, Page("404.html", "404.html", first, partial(_not_found, voices, assets)))


def _pages(teller: Teller, analysis: Analysis, assets: Assets) -> Iterator[Page]:
    for kind, id_, make in (*_standing(teller, analysis), *_each(teller, analysis)):
        file = f"{teller.to.locale.path}/{slug(kind, id_)}index.html"
        yield Page(file, f"{kind}.html", teller.locale, partial(_given, teller, assets, make))


Made = tuple[Described, Any]
Contents = Iterator[tuple[str, str, Callable[[], Made]]]
"""Every page's kind, its id, and how its description and view are made."""


def _given(teller: Teller, assets: Assets, make: Callable[[], Made]) -> Given:
    described, view = make()
    return layout(teller, described, assets), view


def _standing(teller: Teller, analysis: Analysis) -> Contents:
    yield "home", "", partial(_home, teller, analysis)
    views: dict[str, Callable[[], Any]] = {
        "products": partial(product_list, teller),
        "comparisons": partial(comparisons_view, teller, analysis.pairs),
        "pricing": partial(pricing_view, teller),
        "scenarios": partial(scenario_list, teller),
        "tests": partial(tests_view, teller),
        "guides": partial(guide_list, teller),
        "sources": partial(sources_view, teller),
        "method": partial(method_view, teller),
        "changes": lambda: changes_view(teller, analysis.log),
    }
    for kind, view in views.items():
        yield kind, "", partial(_one_of_a_kind, teller, kind, view)


def _home(teller: Teller, analysis: Analysis) -> Made:
    site = teller.site
    title = teller.t("title-home", subject=site.config.subject[teller.locale])
    described = Described(
        "home", "", title, teller.plain(site.config.description), "site.yaml", (jsonld.website(teller),)
    )
    return described, home_view(teller, analysis.pairs, analysis.log)


def _one_of_a_kind(teller: Teller, kind: str, view: Callable[[], Any]) -> Made:
    names = teller.names(tuple(teller.site.products))
    words = teller.t(f"describe-{kind}", products=names, answer=plain(cheapest(teller)))
    return Described(kind, "", teller.t(f"title-{kind}"), words), view()


def _each(teller: Teller, analysis: Analysis) -> Contents:
    site = teller.site
    yield from (("product", id_, partial(_product, teller, analysis, id_)) for id_ in site.products)
    yield from (("compare", pair.id, partial(_compare, teller, analysis, pair)) for pair in analysis.pairs)
    yield from (("feature", id_, partial(_feature, teller, analysis, id_)) for id_ in site.catalogue.features)
    yield from (("scenario", id_, partial(_scenario, teller, analysis, id_)) for id_ in site.scenarios)
    yield from (("guide", id_, partial(_guide, teller, id_)) for id_ in site.guides)


def _product(teller: Teller, analysis: Analysis, id_: str) -> Made:
    name = teller.product(id_).name
    words = teller.t("describe-product", product=name)
    described = Described("product", id_, name, words, f"products/{id_}.yaml", (jsonld.product(teller, id_),))
    return described, product_view(teller, id_, analysis.pairs, dict(analysis.scenarios))


def _compare(teller: Teller, analysis: Analysis, pair: Pair) -> Made:
    view = compare_view(teller, pair, analysis.pairs)
    names = {"a": view.a.ref.name, "b": view.b.ref.name}
    edit = f"comparisons/{pair.id}.yaml" if pair.comparison else ""
    data = (jsonld.questions(view.questions),) if view.questions else ()
    title, words = teller.t("pair-title", **names), teller.t("describe-compare", **names)
    return Described("compare", pair.id, title, words, edit, data), view


def _feature(teller: Teller, analysis: Analysis, id_: str) -> Made:
    feature = teller.site.catalogue.features[id_]
    names = teller.names(tuple(teller.site.products))
    words = teller.t("describe-feature", asks=teller.plain(feature.asks), products=names)
    described = Described("feature", id_, feature.name[teller.locale], words, "features.yaml")
    return described, feature_view(teller, id_, analysis.pairs)


def _scenario(teller: Teller, analysis: Analysis, id_: str) -> Made:
    scenario = teller.site.scenarios[id_]
    words = plain(teller.rich(scenario.for_))
    described = Described("scenario", id_, scenario.name[teller.locale], words, f"scenarios/{id_}.yaml")
    return described, scenario_view(teller, id_, analysis.scenarios[id_])


def _guide(teller: Teller, id_: str) -> Made:
    guide = teller.site.guides[id_]
    described = Described("guide", id_, guide.title[teller.locale], teller.plain(guide.asks), f"guides/{id_}.yaml")
    return described, guide_view(teller, id_)


def _chooser(voices: tuple[Teller, ...], assets: Assets) -> Given:
    """The root: every language introduces itself; nobody is redirected."""
    teller = voices[0]
    config = teller.site.config
    subject = " · ".join(config.subject[voice.locale] for voice in voices)
    described = Described("home", "", subject, teller.plain(config.description))
    languages = tuple(
        (tag_of(voice.locale), voice.to.locale.name, voice.t("chooser"), voice.to.to("home")) for voice in voices
    )
    frame = layout(teller, described, assets)
    root = teller.to.absolute(teller.to.root)
    return _at_root(frame, voices, "chooser", root), ChooserView(languages)


def _at_root(frame: Layout, voices: tuple[Teller, ...], kind: str, canonical: str) -> Layout:
    """The frame of a page that stands above the languages; the lost page has no counterparts at all."""
    notices = tuple((tag_of(voice.locale), notice) for voice in voices if (notice := known_as_of(voice)))
    above = replace(frame, kind=kind, canonical=canonical, breadcrumb=(), jsonld="", notices=notices)
    return replace(above, switch=(), alternates=(), canonical="") if kind == "404" else above


def _not_found(voices: tuple[Teller, ...], assets: Assets) -> Given:
    teller = voices[0]
    described = Described("404", "", teller.t("title-404"), teller.t("not-found"))
    sections = tuple(
        (tag_of(voice.locale), voice.t("title-404"), voice.t("not-found"), tuple(_signposts(voice))) for voice in voices
    )
    frame = layout(teller, described, assets)
    url = teller.to.absolute(f"{teller.to.root}404.html")
    return _at_root(frame, voices, "404", url), NotFoundView(sections)


def _signposts(voice: Teller) -> Iterator[Link]:
    for kind in ("home", "scenarios", "comparisons", "products", "pricing"):
        yield Link(voice.t(f"nav-{kind}"), voice.to.to(kind))
