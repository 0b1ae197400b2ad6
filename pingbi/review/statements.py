"""The facts and conclusions of a site as statements that can be compared: each with a key, a label and a text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pingbi.analysis.analyse import Analysis
from pingbi.analysis.costs import Consumption, use_of, worked_costs
from pingbi.analysis.curves import BreakEven, break_evens, priced
from pingbi.analysis.offers import Offer, offers
from pingbi.analysis.pairs import ProductPair
from pingbi.analysis.winners import NONE, WIN, Outcome
from pingbi.diagnostics.message import NO_MESSAGE, Message, say
from pingbi.locale.formats import day, listed, money_range_in_full, quantity
from pingbi.model.data import Unknown
from pingbi.model.editorial import TIE
from pingbi.model.plans import Price
from pingbi.model.site import Fact, ReadClaim
from pingbi.model.sources import Cited
from pingbi.pages.parts.cells import EvidenceCollector
from pingbi.pages.parts.cost_views import break_even_amount
from pingbi.pages.parts.offer_views import cheapest
from pingbi.pages.parts.presenter import Presenter, plain


@dataclass(frozen=True)
class Statement:
    """One statement. `quiet`: nothing is known; reported if it changed, not if it is new or gone."""

    label: str
    text: str
    quiet: bool = False


Statements = Mapping[str, Statement]
"""By a key that no language and no renaming changes, such as `price/ID.PLAN`; the part before `/` is its kind."""
Stated = Iterator[tuple[str, Statement]]


@dataclass(frozen=True)
class Change:
    """A statement before and after; None if it did not exist."""

    key: str
    label: str
    old: str | None
    new: str | None


def changes(before: Statements, now: Statements) -> tuple[Change, ...]:
    """Return what differs, in the present order; removed statements come last."""
    keys = dict.fromkeys((*now, *before))
    found = ((key, before.get(key), now.get(key)) for key in keys)
    return tuple(_change(key, old, new) for key, old, new in found if _differs(old, new))


def _differs(old: Statement | None, new: Statement | None) -> bool:
    if old and new:
        return old.text != new.text
    return not any(statement.quiet for statement in (old, new) if statement)


def _change(key: str, old: Statement | None, new: Statement | None) -> Change:
    label = next(statement.label for statement in (new, old) if statement)
    return Change(key, label, old.text if old else None, new.text if new else None)


def unchanged_counts(before: Statements, now: Statements) -> Mapping[str, int]:
    """Count the unchanged statements of each kind."""
    found: dict[str, int] = {}
    for key, statement in now.items():
        if key in before and before[key].text == statement.text:
            kind = key.partition("/")[0]
            found[kind] = found.get(kind, 0) + 1
    return found


def fact_statements(presenter: Presenter) -> Statements:
    return dict((*_prices(presenter), *_values(presenter), *_sources(presenter), *_rates(presenter)))


def _values(presenter: Presenter) -> Stated:
    for product, found in presenter.site.facts.items():
        for feature, fact in found.items():
            name = _named(presenter, fact)
            key = f"{product}/{feature}"
            quiet = isinstance(fact.used, Unknown) and not fact.claims
            yield f"value/{key}", Statement(name, presenter.used(product, feature), quiet)
            if fact.claims:
                yield f"claims/{key}", Statement(say("{about}, who says so", about=name), _claims(presenter, fact))
            if fact.ruling:
                because = presenter.plain(fact.ruling.because)
                yield f"ruling/{key}", Statement(say("{about}, the ruling", about=name), because)


def _named(presenter: Presenter, fact: Fact) -> Message:
    feature = presenter.site.catalogue.features[fact.feature].name[presenter.locale]
    return say("{about}: {what}", about=presenter.product(fact.product).name, what=feature)


def _claims(presenter: Presenter, fact: Fact) -> str:
    """Yield every claim with its source; for a single claim only the source, since its value has its own statement."""
    if len(fact.claims) == 1:
        return _said_by(presenter, fact.claims[0].source_claim)
    return say("{items}", items=[_claim(presenter, fact, claim) for claim in fact.claims])


def _claim(presenter: Presenter, fact: Fact, claim: ReadClaim) -> Message:
    value = presenter.value(claim.datum, presenter.site.catalogue.features[fact.feature], fact.product)
    when = claim.source_claim.when
    terms = [
        *presenter.plan_names(fact.product, when.plan),
        *(presenter.plain(text) for text in (when.region, when.case) if text),
    ]
    return say("{value} ({terms})", value=value, terms=[*terms, _said_by(presenter, claim.source_claim)])


def _said_by(presenter: Presenter, cited: Cited) -> Message:
    cite = presenter.cite(cited)
    if cite is None:
        return say("the editors")
    return say("{title}, {place}, {date}", title=cite.title, place=cite.place, date=cite.date.text)


def _prices(presenter: Presenter) -> Stated:
    for offer in offers(presenter.site):
        name = presenter.offer(offer).name
        yield f"price/{offer.id}", Statement(say("{about}: price", about=name), _period(presenter, offer, offer.price))
        if earlier := [_period(presenter, offer, price) for price in offer.plan.prices[:-1]]:
            yield f"earlier/{offer.id}", _listed(say("{about}: earlier prices", about=name), earlier)
        who = _said_by(presenter, offer.price)
        yield f"cited/{offer.id}", Statement(say("{about}: price, who says so", about=name), who)
        if given := [
            say("{about}: {what}", about=a, what=b) for a, b in EvidenceCollector(presenter).allowances(offer.plan)
        ]:
            yield f"includes/{offer.id}", _listed(say("{about}: included", about=name), given)
        if takes := _takes(presenter, offer):
            yield f"takes/{offer.id}", Statement(say("{about}: credits", about=name), takes)


def _listed(label: Message, items: list[Message]) -> Statement:
    return Statement(label, say("{items}", items=items))


def _period(presenter: Presenter, offer: Offer, price: Price) -> Message:
    statement = say("{price}", price=presenter.price(price, offer.currency))
    if price.from_:
        given = {"price": statement, "date": day(price.from_, presenter.t)}
        statement = say("{price}, {date}", **given) if price.from_.after else say("{price}, from {date}", **given)
    return say("{price}, until {date}", price=statement, date=day(price.to, presenter.t)) if price.to else statement


def _takes(presenter: Presenter, offer: Offer) -> Message:
    takes = offer.offering.takes
    if takes is None or takes.credits is None:
        return NO_MESSAGE
    credits = quantity(takes.credits, presenter.t)
    if takes.unit == "clip":
        return say("{credits} credits a clip", credits=credits)
    return say("{credits} credits a second", credits=credits)


def _sources(presenter: Presenter) -> Stated:
    for id_, source in presenter.site.sources.items():
        label = say("source: {title}", title=source.title[presenter.locale])
        published = day(source.published, presenter.t)
        statement = say("published {published}", published=published)
        if source.read:
            statement = say(
                "published {published}, read {read}", published=published, read=day(source.read, presenter.t)
            )
        yield f"source/{id_}", Statement(label, statement)


def _rates(presenter: Presenter) -> Stated:
    for rate in presenter.site.config.rates:
        label = say("rate: {from_} to {to}", from_=rate.from_, to=rate.to)
        statement = say("{rate} on {date}", rate=quantity(rate.rate, presenter.t), date=day(rate.date, presenter.t))
        yield f"rate/{rate.from_}/{rate.to}/{rate.date.iso()}", Statement(label, statement)


def conclusion_statements(presenter: Presenter, analysis: Analysis) -> Statements:
    """Return the conclusions, the gravest first: answers, then tallies, rows, points."""
    return dict(
        (*_scenarios(presenter, analysis), *_cheapest(presenter), *_pairs(presenter, analysis), *_points(presenter))
    )


def _scenarios(presenter: Presenter, analysis: Analysis) -> Stated:
    site = presenter.site
    for id_, scenario in site.scenarios.items():
        name, leaders = scenario.name[presenter.locale], analysis.scenarios[id_].leaders
        leading = [presenter.product(product).name for product in site.products if product in leaders]
        ahead = say("{items}", items=leading) if leading else say("nobody")
        yield f"lead/{id_}", Statement(say("{about}: ahead by the weights", about=name), ahead)
        pick = presenter.product(scenario.pick).name
        yield f"pick/{id_}", Statement(say("{about}: the editors' pick", about=name), pick)
        if scenario.usage:
            least = _least(presenter, use_of(scenario.usage))
            yield f"cost/{id_}", Statement(say("{about}: cheapest for its use", about=name), least)


def _least(presenter: Presenter, use: Consumption) -> str:
    """Return the cheapest offers with their cost; those whose cost is written alike are cheapest together."""
    costs = [(item.offer, item.printed) for item in worked_costs(presenter.site, use) if item.printed]
    if not costs:
        return say("nobody can tell")
    least = [money_range_in_full(total, offer.currency, presenter.locale) for offer, total in costs]
    names = [presenter.offer(offer).name for (offer, _), cost in zip(costs, least, strict=True) if cost == least[0]]
    return say("{offer}, {cost} a month", offer=listed(names, presenter.locale), cost=least[0])


def _cheapest(presenter: Presenter) -> Stated:
    if words := plain(cheapest(presenter)):
        yield "cheapest/all", Statement(say("the cheapest offers"), words.strip())


def _pairs(presenter: Presenter, analysis: Analysis) -> Stated:
    for pair in analysis.pairs:
        a, b, count = presenter.product(pair.a).name, presenter.product(pair.b).name, pair.count
        name = presenter.t("pair-title", a=a, b=b)
        tally = presenter.t("log-tally", a=a, b=b, p=count.a, q=count.b, ties=count.ties, open=count.undecided)
        yield f"tally/{pair.id}", Statement(say("{about}: tally", about=name), tally)
        yield from _rows(presenter, pair, name)


def _rows(presenter: Presenter, pair: ProductPair, name: str) -> Stated:
    """Yield every row that has a better side."""
    for feature, outcome in pair.outcomes.items():
        if outcome.result != NONE:
            label = say("{about}: {what}", about=name, what=presenter.feature(feature).name)
            yield f"row/{pair.id}/{feature}", Statement(label, _result(presenter, outcome))


def _result(presenter: Presenter, outcome: Outcome) -> str:
    if outcome.result == WIN:
        result = presenter.product(outcome.winner).name
    else:
        result = presenter.t("tie" if outcome.result == TIE else "no-result")
    return say("{result}, by the editors' word", result=result) if outcome.ruled else result


def _points(presenter: Presenter) -> Stated:
    """Yield every break-even point over seconds, grouped by pair of offers."""
    site = presenter.site
    found: dict[tuple[str, str], list[BreakEven]] = {}
    for point in break_evens(site, priced(site, offers(site))):
        a, b = sorted((point.less.id, point.more.id))
        found.setdefault((a, b), []).append(point)
    for (a, b), points in found.items():
        names = {offer.id: presenter.offer(offer).name for offer in (points[0].less, points[0].more)}
        label = say("{a} and {b}: cost the same at", a=names[a], b=names[b])
        yield (
            f"break-even/{a}/{b}",
            Statement(label, say("{items}", items=[_point(presenter, point) for point in points])),
        )


def _point(presenter: Presenter, point: BreakEven) -> str:
    given = {"at": break_even_amount(presenter, point), "offer": presenter.offer(point.less).name}
    return say("{at} a month (below it {offer} is cheaper)", **given)
