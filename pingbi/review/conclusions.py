"""What follows from the facts of a site, as statements: who leads, picks, rows, tallies, break-even points, costs."""

from pingbi.analysis.analyse import Analysis
from pingbi.analysis.break_evens import BreakEven, break_evens, priced
from pingbi.analysis.costs import DONE, Use, use_of, worked_costs
from pingbi.analysis.offers import offers
from pingbi.analysis.pairs import Pair
from pingbi.analysis.winners import NONE, WIN, Outcome
from pingbi.formats import format_money_range
from pingbi.model.editorial import TIE
from pingbi.pages.break_evens import break_even_amount
from pingbi.pages.offers import cheapest
from pingbi.pages.teller import Teller, plain
from pingbi.review.statements import Stated, Statement, Statements
from pingbi.wording import say


def conclusions(teller: Teller, analysis: Analysis) -> Statements:
    """The gravest first: answers, then tallies, rows, points."""
    return dict((*_scenarios(teller, analysis), *_cheapest(teller), *_pairs(teller, analysis), *_points(teller)))


def _scenarios(teller: Teller, analysis: Analysis) -> Stated:
    site = teller.site
    for id_, scenario in site.scenarios.items():
        name, leaders = scenario.name[teller.locale], analysis.scenarios[id_].leaders
        told = [teller.product(product).name for product in site.products if product in leaders]
        ahead = say("{items}", items=told) if told else say("nobody")
        yield f"lead/{id_}", Statement(say("{about}: ahead by the weights", about=name), ahead)
        pick = teller.product(scenario.pick).name
        yield f"pick/{id_}", Statement(say("{about}: the editors' pick", about=name), pick)
        if scenario.usage:
            least = _least(teller, use_of(scenario.usage))
            yield f"cost/{id_}", Statement(say("{about}: cheapest for its use", about=name), least)


def _least(teller: Teller, use: Use) -> str:
    first = next(iter(worked_costs(teller.site, use)), None)
    if first is None or first.cost.status != DONE or first.cost.total is None:
        return say("nobody can tell")
    cost = format_money_range(first.cost.total, first.offer.currency, teller.locale)
    return say("{offer}, {cost} a month", offer=teller.offer(first.offer).name, cost=cost)


def _cheapest(teller: Teller) -> Stated:
    if words := plain(cheapest(teller)):
        yield "cheapest/all", Statement(say("the cheapest offers"), words.strip())


def _pairs(teller: Teller, analysis: Analysis) -> Stated:
    for pair in analysis.pairs:
        a, b, count = teller.product(pair.a).name, teller.product(pair.b).name, pair.count
        name = teller.t("pair-title", a=a, b=b)
        tally = teller.t("log-tally", a=a, b=b, p=count.a, q=count.b, ties=count.ties, open=count.undecided)
        yield f"tally/{pair.id}", Statement(say("{about}: tally", about=name), tally)
        yield from _rows(teller, pair, name)


def _rows(teller: Teller, pair: Pair, name: str) -> Stated:
    """Every question that has a better side."""
    for feature, outcome in pair.outcomes.items():
        if outcome.result != NONE:
            label = say("{about}: {what}", about=name, what=teller.feature(feature).name)
            yield f"row/{pair.id}/{feature}", Statement(label, _result(teller, outcome))


def _result(teller: Teller, outcome: Outcome) -> str:
    if outcome.result == WIN:
        result = teller.product(outcome.winner).name
    else:
        result = teller.t("tie" if outcome.result == TIE else "no-result")
    return say("{result}, by the editors' word", result=result) if outcome.ruled else result


def _points(teller: Teller) -> Stated:
    """Every break-even point over seconds, those of two offers together."""
    site = teller.site
    found: dict[tuple[str, str], list[BreakEven]] = {}
    for point in break_evens(site, priced(site, offers(site))):
        a, b = sorted((point.less.id, point.more.id))
        found.setdefault((a, b), []).append(point)
    for (a, b), points in found.items():
        names = {offer.id: teller.offer(offer).name for offer in (points[0].less, points[0].more)}
        label = say("{a} and {b}: cost the same at", a=names[a], b=names[b])
        yield f"break-even/{a}/{b}", Statement(label, say("{items}", items=[_point(teller, point) for point in points]))


def _point(teller: Teller, point: BreakEven) -> str:
    given = {"at": break_even_amount(teller, point), "offer": teller.offer(point.less).name}
    return say("{at} a month (below it {offer} is cheaper)", **given)
