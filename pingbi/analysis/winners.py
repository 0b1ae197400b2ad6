"""Who wins a feature, of two products and of all: computed from the values, or the reason why none does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Any

from pingbi.analysis.offers import exchange
from pingbi.diagnostics.message import Message, quote_value, say
from pingbi.diagnostics.problem import Place, Problem
from pingbi.model.catalogue import Feature
from pingbi.model.data import ABSENT, Unknown
from pingbi.model.editorial import TIE, UNDECIDED, Comparison, Verdict
from pingbi.model.kinds.kind import TIES, Order, Span
from pingbi.model.site import ComparisonData, ExchangeRate, Fact, Site
from pingbi.remember import remembered


def span_of(site: ComparisonData, fact: Fact) -> Span | None:
    """Return the span of a fact's value in use; None if it has none (unknown, text, not applicable)."""
    kind = site.catalogue.features[fact.feature].kind
    return kind.span(fact.used, site.plans.get(fact.product))


WIN, NONE = "win", "none"


@dataclass(frozen=True)
class Outcome:
    """`result`: win, tie, undecided, or none (no better side).

    `why` is a reason code; `whose` the products it is about.
    """

    result: str
    winner: str = ""
    why: str = ""
    whose: tuple[str, ...] = ()
    ruled: Verdict | None = None
    rate: ExchangeRate | None = None
    """The rate by which two currencies were compared."""


def judge(site: ComparisonData, feature: Feature, a: Fact, b: Fact) -> Outcome:
    """Compare two products on one feature. An unknown value neither wins nor loses."""
    if feature.direction == NONE:
        return Outcome(NONE, why="none")
    for state in ABSENT:
        lacking = tuple(fact.product for fact in (a, b) if fact.used.state == state)
        if lacking:
            return Outcome(UNDECIDED, why=state.value, whose=lacking)
    if feature.opinion and not _sources(a) & _sources(b):
        return Outcome(UNDECIDED, why="opinion")
    left, right = span_of(site, a), span_of(site, b)
    if left is None or right is None:
        return Outcome(NONE, why="none")
    rate = exchange(site, right.currency, left.currency)
    if rate is None:
        return Outcome(UNDECIDED, why="currency")
    spans = left, rate.span(right, left.currency)
    order = feature.kind.compare(a.used, b.used, spans, feature.tolerance.low or Fraction(0))
    decided = _outcome(feature, a, b, order)
    return replace(decided, rate=rate.rate) if rate.rate else decided


@remembered
def _sources(fact: Fact) -> frozenset[str]:
    """Return the sources of the value in use."""
    return frozenset(claim.source_claim.source for claim in fact.claims if claim.datum == fact.used)


def _outcome(feature: Feature, a: Fact, b: Fact, order: Order) -> Outcome:
    if order in (Order.ABOVE, Order.BELOW):
        a_wins = (order == Order.ABOVE) == (feature.direction == "higher")
        return Outcome(WIN, a.product if a_wins else b.product)
    by_plan = any(claim.source_claim.when.plan for fact in (a, b) for claim in fact.claims)
    why = "plan" if order == Order.OVERLAP and by_plan else order.value
    return Outcome(TIE if order in TIES else UNDECIDED, why=why)


def outcome(site: ComparisonData, name: str, a: str, b: str, comparison: Comparison | None) -> Outcome:
    """Return the outcome that a page shows: computed, unless the editor overruled it."""
    computed = judge(site, site.catalogue.features[name], site.facts[a][name], site.facts[b][name])
    verdict = comparison.verdicts.get(name) if comparison else None
    if verdict is None:
        return computed
    if verdict.winner in (TIE, UNDECIDED):
        return Outcome(verdict.winner, why=computed.why, ruled=verdict)
    return Outcome(WIN, verdict.winner, why=computed.why, ruled=verdict)


def contradictions(site: Site) -> Iterator[Problem]:
    """Report verdicts of editors that contradict the values: they may decide only what the values leave open."""
    for id_, comparison in site.comparisons.items():
        if len(comparison.products) != 2 or any(product not in site.facts for product in comparison.products):
            continue
        a, b = comparison.products
        for name, verdict in comparison.verdicts.items():
            if name in site.catalogue.features:
                computed = judge(site, site.catalogue.features[name], site.facts[a][name], site.facts[b][name])
                place = Place(f"content/comparisons/{id_}.yaml", ("verdicts", name, "winner"))
                yield from _contradiction(site, place, name, comparison.products, computed, verdict)


def _contradiction(
    site: Site, place: Place, name: str, products: tuple[str, ...], computed: Outcome, verdict: Verdict
) -> Iterator[Problem]:
    given: dict[str, Any] = {"feature": name, "values": [_value(site, name, product) for product in products]}
    also = tuple(_place_of_value(site, name, product) for product in products)
    if computed.result == WIN and verdict.winner != computed.winner:
        message = say("the values say that {winner} wins {feature} ({values})", winner=computed.winner, **given)
        hint = say("correct the value or remove this verdict")
        yield Problem(place, "winner-wrong", message, hint, also=also, about=(computed.winner, name))
    elif computed.why in ABSENT and verdict.winner != UNDECIDED:
        message = say("nothing is known of {feature} for {products}, and yet a winner is named", feature=name,
            products=computed.whose)  # fmt: skip
        hint = say("write 'winner: undecided' with the reason, or add the value")
        yield Problem(place, "winner-unfounded", message, hint, also=also, about=(name, *computed.whose))
    elif computed.result == TIE and verdict.winner not in (TIE, UNDECIDED):
        given["winner"] = verdict.winner
        message = say("the values of {feature} are equal ({values}), yet {winner} is said to win", **given)
        hint = say("write 'winner: tie', or remove this verdict")
        yield Problem(place, "winner-tie", message, hint, also=also, about=(verdict.winner, name))


def _value(site: Site, name: str, product: str) -> Message:
    """Return the value in a product's file, or the price of its plan."""
    plan, value = site.facts[product][name].used.plan_id, site.products[product].values.get(name)
    if plan:
        return say("{product}: {price} (plan {plan})", product=product, price=_price(site, product, plan), plan=plan)
    if value is None:
        return say("{product}: as its plans have it", product=product)
    used = value.ruling.use if value.ruling else value.claims[0].value
    return say("{product}: {value}", product=product, value=quote_value(used))


def _price(site: Site, product: str, plan: str) -> str:
    """Return a plan's newest price as its file gives it."""
    offering = site.plans[product]
    amounts = offering.plans[plan].current.amounts
    return f"{offering.currency} {next(iter(amounts.values())).source_form}"


def _place_of_value(site: Site, name: str, product: str) -> Place:
    """Return the place of a product's value; a price is placed at its plan."""
    plan = site.facts[product][name].used.plan_id
    if plan:
        return Place(f"content/plans/{product}.yaml", ("plans", plan, "prices"))
    return Place(f"content/products/{product}.yaml", ("values", name))


def features_compared(site: ComparisonData, a: str, b: str) -> Iterator[str]:
    """Return the features on which at least one of the two has a value."""
    for name in site.catalogue.features:
        if not (isinstance(site.facts[a][name].used, Unknown) and isinstance(site.facts[b][name].used, Unknown)):
            yield name


PairOutcomes = Mapping[tuple[str, str], Outcome]
"""How every two products compare, each pair once."""


@dataclass(frozen=True)
class Rank:
    """A product's rank, from `place` (1 + how many surely beat it) to `last` (counting those that may beat it).

    Both are 0 if it has no comparable value.
    """

    product: str
    place: int
    last: int


@dataclass(frozen=True)
class Ranking:
    """`result` is win, tie, undecided or none; `leaders` are the products in front; `unknown` those without a value."""

    ranks: tuple[Rank, ...]
    result: str
    leaders: tuple[str, ...]
    unknown: tuple[str, ...]


def rank(site: Site, name: str) -> Ranking:
    """Rank every product on a feature, best first; products without a value come last."""
    feature = site.catalogue.features[name]
    facts = {product: site.facts[product][name] for product in site.products}
    known = [product for product, fact in facts.items() if fact.used.state not in ("unknown", "not-applicable")]
    unknown = tuple(product for product in facts if product not in known)
    if feature.direction == NONE:
        return Ranking(tuple(Rank(product, 0, 0) for product in facts), NONE, (), unknown)
    judged = {(a, b): judge(site, feature, facts[a], facts[b]) for a, b in combinations(known, 2)}
    beaten, unsure = dict.fromkeys(known, 0), dict.fromkeys(known, 0)
    for (a, b), found in judged.items():
        if found.result == WIN:
            beaten[b if found.winner == a else a] += 1
        elif found.result == UNDECIDED:
            unsure[a] += 1
            unsure[b] += 1
    ranks = [Rank(product, 1 + beaten[product], 1 + beaten[product] + unsure[product]) for product in known]
    ranks.sort(key=lambda found: (found.place, found.last))
    ranks += [Rank(product, 0, 0) for product in unknown]
    front = tuple(product for product in known if not beaten[product])
    return Ranking(tuple(ranks), *_front(front, known, judged), unknown)


def _front(front: tuple[str, ...], known: list[str], judged: PairOutcomes) -> tuple[str, tuple[str, ...]]:
    """Return the result among the leaders: one winner, several that tie, or several that overlap."""
    if len(known) < 2:
        return UNDECIDED, ()
    results = {frozenset(pair): found.result for pair, found in judged.items() if front[0] in pair}
    needed, others = (WIN, known) if len(front) == 1 else (TIE, front)
    sure = all(results[frozenset((front[0], other))] == needed for other in others if other != front[0])
    return (needed if sure else UNDECIDED), front
