"""The facts of a site as statements: values, claims, rulings, prices, what plans include, sources, rates."""

from pingbi.analysis.offers import Offer, offers
from pingbi.formats import day, quantity
from pingbi.model.data import Unknown
from pingbi.model.plans import Price
from pingbi.model.site import Fact, ReadClaim
from pingbi.model.sources import Cited
from pingbi.pages.notebook import Notebook
from pingbi.pages.teller import Teller
from pingbi.review.statements import Stated, Statement, Statements
from pingbi.wording import NOTHING, Said, say


def facts(teller: Teller) -> Statements:
    return dict((*_prices(teller), *_values(teller), *_sources(teller), *_rates(teller)))


def _values(teller: Teller) -> Stated:
    for product, found in teller.site.facts.items():
        for feature, fact in found.items():
            name = _named(teller, fact)
            key = f"{product}/{feature}"
            quiet = isinstance(fact.used, Unknown) and not fact.claims
            yield f"value/{key}", Statement(name, teller.used(product, feature), quiet)
            if fact.claims:
                yield f"claims/{key}", Statement(say("{about}, who says so", about=name), _claims(teller, fact))
            if fact.ruling:
                because = teller.plain(fact.ruling.because)
                yield f"ruling/{key}", Statement(say("{about}, the ruling", about=name), because)


def _named(teller: Teller, fact: Fact) -> Said:
    feature = teller.site.catalogue.features[fact.feature].name[teller.locale]
    return say("{about}: {what}", about=teller.product(fact.product).name, what=feature)


def _claims(teller: Teller, fact: Fact) -> str:
    """Every claim with its source; of a single one only the source, for its value is told already."""
    if len(fact.claims) == 1:
        return _said_by(teller, fact.claims[0].written)
    return say("{items}", items=[_claim(teller, fact, claim) for claim in fact.claims])


def _claim(teller: Teller, fact: Fact, claim: ReadClaim) -> Said:
    value = teller.value(claim.datum, teller.site.catalogue.features[fact.feature], fact.product)
    when = claim.written.when
    plan = teller.site.plans[fact.product].plans[when.plan].name[teller.locale] if when.plan else ""
    told = (plan, *(teller.plain(text) for text in (when.region, when.case) if text))
    terms = [words for words in told if words]
    return say("{value} ({terms})", value=value, terms=[*terms, _said_by(teller, claim.written)])


def _said_by(teller: Teller, cited: Cited) -> Said:
    cite = teller.cite(cited)
    if cite is None:
        return say("the editors")
    return say("{title}, {place}, {date}", title=cite.title, place=cite.place, date=cite.date.text)


def _prices(teller: Teller) -> Stated:
    for offer in offers(teller.site):
        name = teller.offer(offer).name
        yield f"price/{offer.id}", Statement(say("{about}: price", about=name), _period(teller, offer, offer.price))
        if earlier := [_period(teller, offer, price) for price in offer.plan.prices[:-1]]:
            yield f"earlier/{offer.id}", _listed(say("{about}: earlier prices", about=name), earlier)
        who = _said_by(teller, offer.price)
        yield f"cited/{offer.id}", Statement(say("{about}: price, who says so", about=name), who)
        if given := [say("{about}: {what}", about=a, what=b) for a, b in Notebook(teller).allowances(offer.plan)]:
            yield f"includes/{offer.id}", _listed(say("{about}: included", about=name), given)
        if takes := _takes(teller, offer):
            yield f"takes/{offer.id}", Statement(say("{about}: credits", about=name), takes)


def _listed(label: Said, items: list[Said]) -> Statement:
    return Statement(label, say("{items}", items=items))


def _period(teller: Teller, offer: Offer, price: Price) -> Said:
    told = say("{price}", price=teller.price(price, offer.currency))
    if price.from_:
        given = {"price": told, "date": day(price.from_, teller.t)}
        told = say("{price}, {date}", **given) if price.from_.after else say("{price}, from {date}", **given)
    return say("{price}, until {date}", price=told, date=day(price.to, teller.t)) if price.to else told


def _takes(teller: Teller, offer: Offer) -> Said:
    takes = offer.offering.takes
    if takes is None or takes.credits is None:
        return NOTHING
    credits = quantity(takes.credits, teller.t)
    if takes.unit == "clip":
        return say("{credits} credits a clip", credits=credits)
    return say("{credits} credits a second", credits=credits)


def _sources(teller: Teller) -> Stated:
    for id_, source in teller.site.sources.items():
        label = say("source: {title}", title=source.title[teller.locale])
        published = day(source.published, teller.t)
        told = say("published {published}", published=published)
        if source.read:
            told = say("published {published}, read {read}", published=published, read=day(source.read, teller.t))
        yield f"source/{id_}", Statement(label, told)


def _rates(teller: Teller) -> Stated:
    for rate in teller.site.config.rates:
        label = say("rate: {from_} to {to}", from_=rate.from_, to=rate.to)
        told = say("{rate} on {date}", rate=quantity(rate.rate, teller.t), date=day(rate.date, teller.t))
        yield f"rate/{rate.from_}/{rate.to}/{rate.date.iso()}", Statement(label, told)
