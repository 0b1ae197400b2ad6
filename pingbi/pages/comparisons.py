"""The whole table: every feature of every product, and all head-to-heads."""

from dataclasses import dataclass

from pingbi.analysis.pairs import Pair
from pingbi.pages.compare import pair_ref
from pingbi.pages.notebook import Notebook
from pingbi.pages.page import PageInputs, PageMeta
from pingbi.pages.rows import grouped, wide_rows
from pingbi.pages.teller import Teller
from pingbi.pages.texts import prose
from pingbi.pages.views import Evidence, Group, PairRef, ProductRef


@dataclass(frozen=True)
class CompareAllView:
    products: tuple[ProductRef, ...]
    groups: tuple[Group, ...]
    pairs: tuple[PairRef, ...]
    prose: str
    evidence: tuple[Evidence, ...]


def page(inputs: PageInputs) -> tuple[PageMeta, CompareAllView]:
    teller = inputs.teller
    words = teller.t("describe-comparisons", products=teller.names(tuple(teller.site.products)))
    return PageMeta(teller.t("title-comparisons"), words), comparisons_view(teller, inputs.analysis.pairs)


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
