"""Puts values, prices, sources and texts in words of one language, and resolves references from prose to data."""

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pingbi.analysis.offers import Offer, offers
from pingbi.locale.figures import PartialDate, Quantity
from pingbi.locale.formats import Strings, amount, day, listed, quantity
from pingbi.locale.text import Opinion, Piece, Reference, Text, split
from pingbi.model.catalogue import Feature
from pingbi.model.data import Datum
from pingbi.model.editorial import Question
from pingbi.model.kinds.kind import ValueContext
from pingbi.model.plans import Offering, Plan, Price
from pingbi.model.products import Claim, Dispute
from pingbi.model.resolve import color_of, records_of
from pingbi.model.site import Site
from pingbi.model.sources import EDITORS, Cited, Point
from pingbi.pages.parts.components import (
    Addresses,
    Cite,
    Day,
    DisputeView,
    FeatureRef,
    Link,
    OfferRef,
    PointView,
    ProductRef,
    QuestionView,
    Rich,
)
from pingbi.site_structure import PAGE_OF, REFERENCE_WORDS, RecordKind

_SEAM = "\0"
"""Marks the place of a link while a list is put in words."""


@dataclass(frozen=True)
class Presenter:
    """Presents a site in one language."""

    site: Site
    locale: str
    t: Strings
    to: Addresses
    as_of: PartialDate | None = None
    """The day whose knowledge the site shows, if not today's."""

    # --- names -------------------------------------------------------------------------------------------------

    def product(self, id_: str) -> ProductRef:
        product = self.site.products[id_]
        name, vendor = product.name[self.locale], product.vendor[self.locale] if product.vendor else ""
        color, version = color_of(self.site.products, id_), product.version or ""
        return ProductRef(id_, name, self.to.to("product", id_), color, version, vendor)

    def feature(self, id_: str) -> FeatureRef:
        feature = self.site.catalogue.features[id_]
        return FeatureRef(id_, feature.name[self.locale], self.to.to("feature", id_), self.plain(feature.asks))

    def offer(self, offer: Offer) -> OfferRef:
        """An offer as every page of this language names it."""
        return self._offers[offer.id]

    @cached_property
    def _offers(self) -> Mapping[str, OfferRef]:
        return {offer.id: self._offer_ref(offer) for offer in offers(self.site)}

    def _offer_ref(self, offer: Offer) -> OfferRef:
        product, seller = self.product(offer.product), offer.offering.seller
        plan, anchor = offer.plan.name[self.locale], evidence_id(offer.owner, offer.plan_id)
        seller_plan = f"{seller.name[self.locale]} {plan}" if seller else plan
        return OfferRef(
            id=offer.id,
            product=product,
            plan=plan,
            seller_plan=seller_plan,
            name=self.t("offer-name", product=product.name, plan=seller_plan),
            seller=self.t(f"seller-{seller.kind}", name=seller.name[self.locale])
            if seller
            else product.vendor or product.name,
            reseller=seller is not None,
            currency=offer.currency,
            color=product.color,
            url=self.to.to("pricing", fragment=anchor),
            evidence=anchor,
        )

    def names(self, products: tuple[str, ...]) -> str:
        return listed([self.site.products[id_].name[self.locale] for id_ in products], self.locale)

    # --- values ------------------------------------------------------------------------------------------------

    def value(self, datum: Datum, feature: Feature, product: str) -> str:
        """Return a datum in words, with its unit."""
        return feature.kind.say(datum, feature, self.context(product))

    def value_items(self, datum: Datum, feature: Feature, product: str) -> tuple[str, ...]:
        """A datum in words, its parts one by one."""
        return feature.kind.say_items(datum, feature, self.context(product))

    def context(self, product: str = "") -> ValueContext:
        """What the kinds of features need of a site to put a product's values in words."""
        return ValueContext(
            self.t,
            self.site.catalogue.scales,
            self.plain,
            lambda plan: self.plan_price(self.site.plans[product], plan),
        )

    def used(self, product: str, feature: str) -> str:
        """Return the value in use of one feature of one product."""
        return self.value(self.site.facts[product][feature].used, self.site.catalogue.features[feature], product)

    # --- prices ------------------------------------------------------------------------------------------------

    def price(self, price: Price, currency: str) -> str:
        """Return US$6.99/month; several shapes are joined."""
        if price.free:
            return self.t("free")
        parts = [
            self.t(f"price-{shape}", amount=amount(figure, currency, self.t)) for shape, figure in price.amounts.items()
        ]
        text = self.t("joined-prices").join(parts)
        return self.t("per-seat", price=text) if price.per_seat else text

    def plan_price(self, offering: Offering, plan: str) -> str:
        """Return a plan's price; with the day, if it has ended, will end, or has not begun."""
        return self.dated_price(offering.plans[plan], offering.currency)

    def plan_names(self, product: str, plans: Iterable[str]) -> list[str]:
        return [self.site.plans[product].plans[plan].name[self.locale] for plan in plans]

    def dated_price(self, plan: Plan, currency: str) -> str:
        price = plan.current
        text = self.price(price, currency)
        if not plan.begun and price.from_:
            return self.t("with-condition", value=text, when=self.t("from-day", date=day(price.from_, self.t)))
        end = price.to or plan.end
        if end is None:
            return text
        return self.t("with-condition", value=text, when=self.t("until", date=day(end, self.t)))

    def announced(self, plan: Plan, currency: str) -> tuple[str, ...]:
        """Return the announced prices of a plan that has begun, each with its first day."""
        dated = [(price, price.from_) for price in plan.coming if plan.begun]
        return tuple(
            self.t("coming-price", price=self.price(price, currency), date=day(date, self.t))
            for price, date in dated
            if date is not None
        )

    # --- texts -------------------------------------------------------------------------------------------------

    def rich(self, text: Text) -> Rich:
        """Return a text with its references as links."""
        return tuple(part for piece in split(text[self.locale]) for part in self._parts(piece))

    def _parts(self, piece: Piece) -> Rich:
        match piece:
            case Reference():
                return (self.resolve(piece),)
            case Opinion():
                return self.opinion(piece)
            case _:
                return (str(piece),)

    def opinion(self, opinion: Opinion) -> Rich:
        """Return a figure of the editors' own, with a mark that links to the rule on such figures."""
        mark = Link(self.t("opinion-mark"), self.to.to("method", fragment="s-opinions"))
        return self.linked("opinion", "mark", mark, figure=opinion.figure)

    def linked(self, key: str, name: str, *links: Link, **values: str) -> Rich:
        """Return the interface's text for `key`, with links, as a list, in place of `{name}`."""
        before, _, after = self.t(key, **values).partition("{" + name + "}")
        between = listed([_SEAM] * len(links), self.locale).split(_SEAM)[1:-1]
        parts = (part for joint, link in zip(["", *between], links, strict=True) for part in (joint, link))
        return tuple(part for part in (before, *parts, after) if part)

    def plain(self, text: Text) -> str:
        """Return a text with its references as plain words."""
        return plain(self.rich(text))

    def resolve(self, reference: Reference) -> Link:
        """Return what a reference names.

        References are checked before; a missing one is a fault of the generator.
        """
        head, *rest = reference.parts
        if rest and head in REFERENCE_WORDS:
            return self._named(REFERENCE_WORDS[head], rest[0])
        if head in self.site.offers or rest[:1] == ["plans"]:
            return self._of_plan(head, rest)
        if rest:
            anchor = evidence_id(head, rest[0]) if self.site.facts[head][rest[0]].claims else ""
            return Link(self.used(head, rest[0]), self.to.to("feature", rest[0], anchor))
        return Link(self.site.products[head].name[self.locale], self.to.to("product", head))

    def _named(self, kind: RecordKind, id_: str) -> Link:
        """A record by its proper name: its own page, or its place on the page that shows all of its kind."""
        record, page = records_of(self.site, kind.name)[id_], PAGE_OF[kind.name]
        url = self.to.to(page.name, id_) if page.records else self.to.to(page.name, fragment=id_)
        return Link(getattr(record, kind.title)[self.locale], url)

    def _of_plan(self, head: str, rest: list[str]) -> Link:
        offering = self.site.offers.get(head) or self.site.plans[head]
        if not rest:
            name = offering.seller.name[self.locale] if offering.seller else head
            return Link(name, self.to.to("pricing"))
        url = self.to.to("pricing", fragment=evidence_id(head, rest[1]))
        if len(rest) == 2:
            return Link(self.plan_price(offering, rest[1]), url)
        return Link(self.allowance(offering.plans[rest[1]].includes.figures[rest[2]]), url)

    def allowance(self, figure: Quantity) -> str:
        words = quantity(figure, self.t)
        return self.t(f"unit-{figure.unit}", value=words) if figure.unit else words

    # --- evidence ----------------------------------------------------------------------------------------------

    def cite(self, cited: Cited) -> Cite | None:
        """Return the source; None for the editors' own conclusion."""
        if cited.source == EDITORS:
            return None
        source = self.site.sources[cited.source]
        return Cite(
            title=source.title[self.locale],
            url=self.to.to("sources", fragment=cited.source),
            kind=self.t(f"kind-{source.kind}"),
            place=source.sections[cited.at][self.locale],
            date=self.spoken(cited),
            interest=self.t("interested") if source.interest else "",
        )

    def spoken(self, cited: Cited) -> Day:
        """Return when a source was published, and for how many days it counts as fresh: prices age sooner."""
        limits, source = self.site.config.stale_after_days, self.site.sources[cited.source]
        as_of = cited.as_of if isinstance(cited, Claim) else None
        return self.day(as_of or source.current_on, limits.prices if isinstance(cited, Price) else limits.facts)

    def day(self, date: PartialDate, limit: int = 0) -> Day:
        return Day(day(date, self.t), date.iso(), date.earliest.isoformat(), limit)

    def point(self, point: Point) -> PointView:
        return PointView(self.rich(point.text), self.cite(point))

    def points(self, points: tuple[Point, ...]) -> tuple[PointView, ...]:
        return tuple(self.point(point) for point in points)


def plain(rich: Rich) -> str:
    return "".join(piece.text if isinstance(piece, Link) else piece for piece in rich)


def evidence_id(owner: str, name: str) -> str:
    """Return the anchor of a value's evidence on a page."""
    return f"ev-{owner}-{name}"


def presenters_of(
    site: Site, strings: Mapping[str, Strings], base_url: str, as_of: PartialDate | None = None
) -> tuple[Presenter, ...]:
    """Return a presenter for each language of the site. `as_of`: the day whose knowledge is shown, if not today's."""
    return tuple(
        Presenter(site, locale.id, strings[locale.id], Addresses(base_url, locale), as_of)
        for locale in site.config.languages
    )


_SPECIAL = re.compile(f"([{re.escape(string.punctuation)}])")
_INSIDE = re.compile(r"(\]\([ ]*<?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?)/(?![/\\])", re.MULTILINE)
"""What precedes an address from the language's root: a link, or a definition at the beginning of a line."""


def prose(presenter: Presenter, folder: str, id_: str) -> str:
    """Return a Markdown file with its references as links; '' if there is none."""
    found = presenter.site.prose.get((folder, id_, presenter.locale))
    return markdown_with_links(presenter, found.text) if found else ""


def markdown_with_links(presenter: Presenter, text: str) -> str:
    """Resolve references and marks, and turn links from the language's root into this site's addresses."""
    return "".join(_markdown(presenter, piece) for piece in split(text))


def _markdown(presenter: Presenter, piece: Piece) -> str:
    match piece:
        case Reference():
            return _as_markdown(presenter.resolve(piece))
        case Opinion():
            return "".join(_as_markdown(part) for part in presenter.opinion(piece))
        case _:
            home = presenter.to.to("home")
            return _INSIDE.sub(lambda match: match[1] + home, str(piece))


def _as_markdown(part: str | Link) -> str:
    """Escape words that came from the data: no character of them is Markdown's."""
    words = _SPECIAL.sub(r"\\\1", part if isinstance(part, str) else part.text)
    return words if isinstance(part, str) else f"[{words}]({part.url})"


def dispute_views(presenter: Presenter, disputes: tuple[Dispute, ...]) -> tuple[DisputeView, ...]:
    return tuple(
        DisputeView(presenter.rich(dispute.about), presenter.points(dispute.claims), presenter.rich(dispute.ruling))
        for dispute in disputes
    )


def question_views(presenter: Presenter, questions: tuple[Question, ...]) -> tuple[QuestionView, ...]:
    return tuple(
        QuestionView(presenter.rich(question.question), presenter.rich(question.answer), presenter.cite(question))
        for question in questions
    )
