"""Every page of the site as a value, by the table of page kinds; its content is made by the page's own file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from importlib import import_module
from typing import Any

from pingbi.analysis.analyse import Analysis
from pingbi.model.resolve import records_of
from pingbi.model.site import Site
from pingbi.pages.parts.components import base_path
from pingbi.pages.parts.layout import Assets, Layout, PageInputs, PageMeta, layout, root_layout
from pingbi.pages.parts.presenter import Presenter
from pingbi.remember import fingerprint
from pingbi.site_structure import PAGE_KINDS, PageKind

MAKERS: Mapping[str, Callable[..., tuple[PageMeta, Any]]] = {
    kind.name: getattr(import_module(kind.module), kind.maker_name) for kind in PAGE_KINDS
}
"""By the name of a kind. It takes the inputs, of a record's page also the id and the record; a
page at the root takes the presenters of all languages."""


@dataclass(frozen=True)
class PageContext:
    """All that a template is given of the site."""

    layout: Layout
    view: Any


@dataclass(frozen=True)
class Page:
    """One page: its file, its template, and a function that makes its context.

    The context is made on first use, so that a preview makes only the pages that are viewed.
    """

    kind: PageKind
    id: str
    file: str
    locale: str
    make: Callable[[], PageContext]

    @property
    def template(self) -> str:
        return self.kind.template

    @cached_property
    def context(self) -> PageContext:
        return self.make()

    @cached_property
    def key(self) -> str:
        """A digest of everything that this page alone is made of: its template's name, its language, layout and view.

        A page stays the same while its key does, as long as the templates' texts and the interface's words, which all
        pages share, stay the same.
        """
        return fingerprint((self.template, self.locale, self.layout, self.view))

    @property
    def layout(self) -> Layout:
        return self.context.layout

    @property
    def view(self) -> Any:
        return self.context.view


def plan_pages(presenters: tuple[Presenter, ...], analysis: Analysis, assets: Assets) -> tuple[Page, ...]:
    """Every page in every language, then those that belong to none."""
    inside = (page for presenter in presenters for page in _pages(PageInputs(presenter, analysis), assets))
    at_root = (
        Page(kind, "", kind.file(), presenters[0].locale, partial(_root_context, presenters, kind, assets))
        for kind in PAGE_KINDS
        if kind.at_root
    )
    return (*inside, *at_root)


def _pages(inputs: PageInputs, assets: Assets) -> Iterator[Page]:
    presenter = inputs.presenter
    for kind in PAGE_KINDS:
        for id_, record in _records(inputs, kind):
            make = partial(_context, inputs, kind, id_, record, assets)
            yield Page(kind, id_, f"{presenter.to.locale.path}/{kind.file(id_)}", presenter.locale, make)


def _records(inputs: PageInputs, kind: PageKind) -> Iterable[tuple[str, Any]]:
    """Return the records that have a page of this kind, by id; a stand-alone page has none."""
    if kind.at_root:
        return ()
    if not kind.records:
        return (("", None),)
    if kind.computed:
        return ((pair.id, pair) for pair in inputs.analysis.pairs)
    return records_of(inputs.presenter.site, kind.records).items()


def _context(inputs: PageInputs, kind: PageKind, id_: str, record: Any, assets: Assets) -> PageContext:
    make = MAKERS[kind.name]
    meta, view = make(inputs, id_, record) if kind.records else make(inputs)
    return PageContext(layout(inputs.presenter, kind, id_, meta, assets), view)


def _root_context(presenters: tuple[Presenter, ...], kind: PageKind, assets: Assets) -> PageContext:
    meta, view = MAKERS[kind.name](presenters)
    return PageContext(root_layout(presenters, kind, meta, assets), view)


@dataclass(frozen=True)
class OutputInputs:
    """A site with all that follows from its facts, and all its pages. `presenter`: the language of the file."""

    presenter: Presenter
    analysis: Analysis
    pages: tuple[Page, ...]
    address: str
    assets: Assets

    @property
    def site(self) -> Site:
        return self.presenter.site

    @property
    def root(self) -> str:
        """The path of the site's root, '/' or '/sub/path/'."""
        return base_path(self.address)
