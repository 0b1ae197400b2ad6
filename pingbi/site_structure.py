"""The kinds of records that editors write and the kinds of pages that a site has: one row each.

A new page that stands alone costs a row here, `pages/NAME.py` with its view and its maker, `templates/NAME.html`, and
its words: `title-NAME`, and where it is in the menu `nav-NAME`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pingbi.diagnostics.message import Message, say


@dataclass(frozen=True)
class RecordKind:
    """A kind of record that editors declare by id, in a file of its own in the folder `name` of content/."""

    name: str
    """The plural: of the folder or file, and of the attribute that holds the records of a site."""
    model: str
    """The record class that a file is read as."""
    label: Message
    """What one of them is called: in messages, in references, and on the command line."""
    title: str = ""
    """The key of its proper name; '' where it has none."""
    one_file: bool = False
    """All of them are entries of content/NAME.yaml."""
    many: bool = False
    """A file holds many, which its JSON schema is named after."""
    referable: bool = False
    """A reference names one by its label and id: `{test.forest-run}`."""
    prose: bool = False
    """Whether a record may have a Markdown file in every language beside it."""
    starter: bool = False
    """`build.py new` can begin one."""

    @property
    def word(self) -> str:
        return str(self.label)

    @property
    def schema(self) -> str:
        """The name of the JSON schema of its files."""
        return self.name if self.many else self.word

    def file(self, id_: str) -> str:
        """The content file that declares a record."""
        return f"content/{self.name}.yaml" if self.one_file else f"content/{self.name}/{id_}.yaml"


RECORD_KINDS = (
    RecordKind("sources", "Source", label=say("source"), title="title", one_file=True, many=True, referable=True),
    RecordKind("features", "Catalogue", label=say("feature"), title="name", one_file=True, many=True, referable=True),
    RecordKind("products", "Product", label=say("product"), title="name", prose=True, starter=True),
    RecordKind("plans", "Offering", label=say("plan"), many=True, starter=True),
    RecordKind("offers", "Offering", label=say("offer")),
    RecordKind("comparisons", "Comparison", label=say("comparison"), prose=True, starter=True),
    RecordKind("tests", "HandsOnTest", label=say("test"), title="name", referable=True),
    RecordKind("scenarios", "Scenario", label=say("scenario"), title="name", referable=True, prose=True, starter=True),
    RecordKind("guides", "Guide", label=say("guide"), title="title", referable=True, prose=True),
)


@dataclass(frozen=True)
class PageKind:
    """A page that there is once in each language; once for each of some `records`; or once for all (`at_root`)."""

    name: str
    """Of its template, of its module in `pingbi.pages`, and of its words."""
    path: str
    """Its address below the language's root; of a kind with many pages, the folder of all; of one at the root, its
    address there."""
    records: str = ""
    """The kind of records that each have such a page."""
    computed: bool = False
    """The analysis says which of these pages there are; a record adds to one what editors write of it."""
    shows: str = ""
    """The kind of records that this one page shows all of, each at the anchor of its id."""
    parent: str = ""
    """The kind of the page above it, where that is not home."""
    menu: int = 0
    """Its place in the main menu, from 1; 0: it is not there."""
    footer: int = 0
    """Its place in the footer, from 1."""
    signpost: int = 0
    """Its place among the ways out of the page that is shown where there is none, from 1."""
    prose: str = ""
    """Its Markdown is content/pages/PROSE.LANGUAGE.md."""
    at_root: bool = False
    """Whether the page is above the languages."""
    module_name: str = ""
    """Of its module in `pingbi.pages`, if that is not named after the page: a list shares one with what it lists."""
    maker: str = ""
    """The function of that module that makes it; NAME_page by default."""

    @property
    def module(self) -> str:
        return f"pingbi.pages.{self.module_name or self.name}"

    @property
    def maker_name(self) -> str:
        return self.maker or f"{self.name}_page"

    @property
    def template(self) -> str:
        return f"{self.name}.html"

    @property
    def section(self) -> str:
        """The first part of its addresses; '' of home."""
        return self.path.rstrip("/")

    def address(self, id_: str = "") -> str:
        return f"{self.path}{id_}/" if self.records else self.path

    def file(self, id_: str = "") -> str:
        """The file at its address, from the same root."""
        address = self.address(id_)
        return f"{address}index.html" if not address or address.endswith("/") else address


PAGE_KINDS = (
    PageKind("home", "", signpost=1, prose="home"),
    PageKind("products", "products/", menu=4, signpost=4, prose="products", module_name="product"),
    PageKind("comparisons", "compare/", menu=2, signpost=3, prose="compare", module_name="compare"),
    PageKind("pricing", "pricing/", menu=3, signpost=5, prose="pricing"),
    PageKind("scenarios", "scenarios/", menu=1, signpost=2, prose="scenarios", module_name="scenario"),
    PageKind("tests", "tests/", shows="tests", footer=1, prose="tests", module_name="test"),
    PageKind("guides", "guides/", footer=2, prose="guides", module_name="guide"),
    PageKind("sources", "sources/", shows="sources", footer=3, prose="sources", module_name="source"),
    PageKind("method", "method/", menu=5, prose="method"),
    PageKind("changes", "changes/", footer=4, prose="changes"),
    PageKind("product", "products/", records="products", parent="products"),
    PageKind("compare", "compare/", records="comparisons", computed=True, parent="comparisons"),
    PageKind("feature", "features/", records="features", parent="comparisons"),
    PageKind("scenario", "scenarios/", records="scenarios", parent="scenarios"),
    PageKind("guide", "guides/", records="guides", parent="guides"),
    PageKind("chooser", "", at_root=True, module_name="home"),
    PageKind("404", "404.html", at_root=True, module_name="home", maker="not_found_page"),
)
"""In the order of sitemap.xml."""

# --- look-ups ----------------------------------------------------------------------------------------------------

RECORDS: Mapping[str, RecordKind] = {kind.name: kind for kind in RECORD_KINDS}
REFERENCE_WORDS: Mapping[str, RecordKind] = {kind.word: kind for kind in RECORD_KINDS if kind.referable}
"""Record kinds by the first word of references to them. The words are reserved: no id may equal one."""
RECORD_FOLDERS = tuple(kind.name for kind in RECORD_KINDS if not kind.one_file)
SINGLE_FILES = ("site", *(kind.name for kind in RECORD_KINDS if kind.one_file))
"""Files of content/ that lie in no folder, without their ending."""
PAGE_PROSE = "pages"
"""The folder of the prose of pages that no record has."""
PROSE_ANCHOR = "p-"
"""Begins the anchor of a heading in prose, so that it never meets the id of a page's section."""
PROSE_FOLDERS = (*(kind.name for kind in RECORD_KINDS if kind.prose), PAGE_PROSE)

PAGES: Mapping[str, PageKind] = {kind.name: kind for kind in PAGE_KINDS}
HOME_PAGE = PAGE_KINDS[0]
PAGE_OF: Mapping[str, PageKind] = {
    kind.records or kind.shows: kind for kind in PAGE_KINDS if kind.records or kind.shows
}
"""By the name of a kind of records: the page that each of them has, or the one that shows them all."""
PROSE_PAGES: Mapping[str, PageKind] = {kind.prose: kind for kind in PAGE_KINDS if kind.prose}
SECTIONS = tuple(dict.fromkeys(kind.section for kind in PAGE_KINDS if kind.section and not kind.at_root))
RECORD_PAGES: Mapping[str, PageKind] = {kind.section: kind for kind in PAGE_KINDS if kind.records}
"""By section."""
MENU = tuple(sorted((kind for kind in PAGE_KINDS if kind.menu), key=lambda kind: kind.menu))
FOOTER = tuple(sorted((kind for kind in PAGE_KINDS if kind.footer), key=lambda kind: kind.footer))
SIGNPOSTS = tuple(sorted((kind for kind in PAGE_KINDS if kind.signpost), key=lambda kind: kind.signpost))
