"""The page of all products: what each is, what the editors say of it, its price."""

from dataclasses import dataclass

from pingbi.formats import day
from pingbi.model.products import Product
from pingbi.pages.notebook import Notebook
from pingbi.pages.offers import starting_price
from pingbi.pages.page import PageInputs, PageMeta
from pingbi.pages.product import coverage
from pingbi.pages.teller import Teller
from pingbi.pages.texts import prose
from pingbi.pages.views import ProductRef, Rich


@dataclass(frozen=True)
class ProductCard:
    ref: ProductRef
    summary: Rich
    verdict: Rich
    price: str
    coverage: str
    released: str


@dataclass(frozen=True)
class ProductListView:
    products: tuple[ProductCard, ...]
    prose: str


def page(inputs: PageInputs) -> tuple[PageMeta, ProductListView]:
    teller = inputs.teller
    words = teller.t("describe-products", products=teller.names(tuple(teller.site.products)))
    return PageMeta(teller.t("title-products"), words), product_list(teller)


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
