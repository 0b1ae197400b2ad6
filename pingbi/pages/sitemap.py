"""The site map: every page of the site as a value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pingbi.analysis.findings import Analysis
from pingbi.formats import Strings
from pingbi.model.site import Site
from pingbi.pages import jsonld
from pingbi.pages.addresses import Addresses, slug
from pingbi.pages.features import feature_view
from pingbi.pages.frame import Layout
from pingbi.pages.layout import Assets, Described, html_lang, layout
from pingbi.pages.offers import cheapest
from pingbi.pages.page_views import ChooserView, NotFoundView
from pingbi.pages.pairs import compare_view
from pingbi.pages.products import product_list, product_view
from pingbi.pages.scenarios import scenario_list, scenario_view
from pingbi.pages.sources import sources_view
from pingbi.pages.standing import (
    changes_view,
    comparisons_view,
    guide_list,
    guide_view,
    home_view,
    method_view,
    pricing_view,
)  # fmt: skip
from pingbi.pages.teller import Teller, plain
from pingbi.pages.tests import tests_view
from pingbi.pages.views import Link


@dataclass(frozen=True)
class Page:
    """One page: the file it becomes, its template, and all that the template is given."""

    file: str
    template: str
    locale: str
    layout: Layout
    view: Any


def tellers(site: Site, strings: Mapping[str, Strings], base_url: str) -> tuple[Teller, ...]:
    """One voice for each language of the site."""
    return tuple(
        Teller(site, locale.id, strings[locale.id], Addresses(base_url, locale)) for locale in site.config.languages
    )


def site_map(voices: tuple[Teller, ...], analysis: Analysis, assets: Assets) -> tuple[Page, ...]:
    """Every page in every language, then the two that belong to none."""
    pages = [page for teller in voices for page in _pages(teller, analysis, assets)]
    return (*pages, _chooser(voices, assets), _not_found(voices, assets))


def _pages(teller: Teller, analysis: Analysis, assets: Assets) -> Iterator[Page]:
    for described, view in (*_standing(teller, analysis), *_each(teller, analysis)):
        file = f"{teller.to.locale.path}/{slug(described.kind, described.id)}index.html"
        yield Page(file, f"{described.kind}.html", teller.locale, layout(teller, described, assets), view)


Contents = Iterator[tuple[Described, Any]]


def _standing(teller: Teller, analysis: Analysis) -> Contents:
    site, t = teller.site, teller.t
    subject = site.config.subject[teller.locale]
    description = site.config.description[teller.locale]
    home = Described("home", "", t("title-home", subject=subject), description, "site.yaml", (jsonld.website(teller),))
    yield home, home_view(teller, analysis.pairs)
    views = {
        "products": product_list(teller),
        "comparisons": comparisons_view(teller, analysis.pairs),
        "pricing": pricing_view(teller),
        "scenarios": scenario_list(teller),
        "tests": tests_view(teller),
        "guides": guide_list(teller),
        "sources": sources_view(teller),
        "method": method_view(teller),
        "changes": changes_view(teller),
    }
    names = teller.names(tuple(site.products))
    for kind, view in views.items():
        words = t(f"describe-{kind}", products=names, answer=cheapest(teller))
        yield Described(kind, "", t(f"title-{kind}"), words), view


def _each(teller: Teller, analysis: Analysis) -> Contents:
    yield from _products(teller, analysis)
    yield from _pairs(teller, analysis)
    yield from _features(teller, analysis)
    site, locale = teller.site, teller.locale
    for id_, scenario in site.scenarios.items():
        page = Described(
            "scenario", id_, scenario.name[locale], plain(teller.rich(scenario.for_)), f"scenarios/{id_}.yaml"
        )
        yield page, scenario_view(teller, id_, analysis.scenarios[id_])
    for id_, guide in site.guides.items():
        yield (
            Described("guide", id_, guide.title[locale], guide.asks[locale], f"guides/{id_}.yaml"),
            guide_view(teller, id_),
        )


def _products(teller: Teller, analysis: Analysis) -> Contents:
    for id_ in teller.site.products:
        name = teller.product(id_).name
        described = teller.t("describe-product", product=name)
        page = Described("product", id_, name, described, f"products/{id_}.yaml", (jsonld.product(teller, id_),))
        yield page, product_view(teller, id_, analysis.pairs, dict(analysis.scenarios))


def _pairs(teller: Teller, analysis: Analysis) -> Contents:
    for pair in analysis.pairs:
        view = compare_view(teller, pair, analysis.pairs)
        names = {"a": view.a.ref.name, "b": view.b.ref.name}
        edit = f"comparisons/{pair.id}.yaml" if pair.comparison else ""
        data = (jsonld.questions(view.questions),) if view.questions else ()
        title, description = teller.t("pair-title", **names), teller.t("describe-compare", **names)
        yield Described("compare", pair.id, title, description, edit, data), view


def _features(teller: Teller, analysis: Analysis) -> Contents:
    names = teller.names(tuple(teller.site.products))
    for id_, feature in teller.site.catalogue.features.items():
        asks = feature.asks[teller.locale]
        description = teller.t("describe-feature", asks=asks, products=names)
        page = Described("feature", id_, feature.name[teller.locale], description, "features.yaml")
        yield page, feature_view(teller, id_, analysis.pairs)


def _chooser(voices: tuple[Teller, ...], assets: Assets) -> Page:
    """The root: every language introduces itself; nobody is redirected."""
    teller = voices[0]
    config = teller.site.config
    subject = " · ".join(config.subject[voice.locale] for voice in voices)
    described = Described("home", "", subject, config.description[teller.locale])
    languages = tuple(
        (html_lang(voice.locale), voice.to.locale.name, voice.t("chooser"), voice.to.to("home")) for voice in voices
    )
    frame = layout(teller, described, assets)
    root = teller.to.absolute(teller.to.root)
    return Page("index.html", "chooser.html", teller.locale, _at_root(frame, "chooser", root), ChooserView(languages))


def _at_root(frame: Layout, kind: str, canonical: str) -> Layout:
    """The frame of a page that stands above the languages; the lost page has no counterparts at all."""
    above = replace(frame, kind=kind, canonical=canonical, breadcrumb=(), jsonld="")
    return replace(above, switch=(), alternates=(), canonical="") if kind == "404" else above


def _not_found(voices: tuple[Teller, ...], assets: Assets) -> Page:
    teller = voices[0]
    described = Described("404", "", teller.t("title-404"), teller.t("not-found"))
    sections = tuple(
        (html_lang(voice.locale), voice.t("title-404"), voice.t("not-found"), tuple(_signposts(voice)))
        for voice in voices
    )
    frame = layout(teller, described, assets)
    url = teller.to.absolute(f"{teller.to.root}404.html")
    return Page("404.html", "404.html", teller.locale, _at_root(frame, "404", url), NotFoundView(sections))


def _signposts(voice: Teller) -> Iterator[Link]:
    for kind in ("home", "scenarios", "comparisons", "products", "pricing"):
        yield Link(voice.t(f"nav-{kind}"), voice.to.to(kind))
