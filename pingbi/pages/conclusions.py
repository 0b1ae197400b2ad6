"""What a day did to the conclusions, told in sentences."""

from collections.abc import Iterable, Iterator, Mapping

from pingbi.analysis.break_evens import BreakEven
from pingbi.analysis.conclusions import Answer, Conclusions, PairChange, PointChange
from pingbi.analysis.offers import Offer
from pingbi.analysis.pairs import Pair
from pingbi.analysis.tallies import Count
from pingbi.analysis.winners import WIN, Outcome
from pingbi.model.editorial import TIE
from pingbi.pages.break_evens import break_even_amount
from pingbi.pages.teller import Teller
from pingbi.pages.views import Link, Rich

Part = str | Link | Rich


def conclusion_lines(teller: Teller, day: Conclusions) -> tuple[Rich, ...]:
    """Every conclusion that changed, then in a line each those that are new and those that stayed."""
    if day.first:
        return ()
    return tuple(_lines(teller, day)) or ((teller.t("log-quiet"),),)


def _lines(teller: Teller, day: Conclusions) -> Iterator[Rich]:
    for before, now in day.changed:
        yield _changed(teller, before, now)
    for pair in day.pairs:
        yield _pair(teller, pair)
    for point in day.points:
        yield _point(teller, point)
    for new in day.new_pairs:
        yield filled(teller, "conclusion-new-pair", {"pair": _pair_link(teller, new), "tally": _tally(teller, new)})
    for key, answers in (("conclusion-came", day.came), ("conclusion-stayed", day.stayed)):
        if answers:
            yield filled(teller, key, {"list": _picks(teller, answers)}, len(answers))


def filled(teller: Teller, key: str, parts: Mapping[str, Part], n: int = 1) -> Rich:
    """The interface's words for `key`, with parts that may hold links."""
    words = teller.t(key, n=n, **{name: f"\0{name}\0" for name in parts})
    rich: list[str | Link] = []
    for index, piece in enumerate(words.split("\0")):
        part = parts[piece] if index % 2 else piece
        rich += part if isinstance(part, tuple) else (part,)
    return tuple(piece for piece in rich if piece)


def _joined(teller: Teller, items: Iterable[Rich]) -> Rich:
    rich: list[str | Link] = []
    for item in items:
        rich += [teller.t("and"), *item] if rich else item
    return tuple(rich)


def _changed(teller: Teller, before: Answer, now: Answer) -> Rich:
    parts: dict[str, Part] = {
        "scenario": _scenario(teller, now.scenario),
        "before": _leading(teller, before),
        "now": _leading(teller, now),
        "pick": teller.product(now.pick).name,
    }
    return filled(teller, "conclusion-changed", parts)


def _scenario(teller: Teller, id_: str) -> Link:
    return Link(teller.site.scenarios[id_].name[teller.locale], teller.to.to("scenario", id_))


def _leading(teller: Teller, answer: Answer) -> str:
    key = ("none", "one")[len(answer.leaders)] if len(answer.leaders) < 2 else "several"
    return teller.t(f"log-lead-{key}", products=teller.names(answer.leaders))


def _picks(teller: Teller, answers: Iterable[Answer]) -> Rich:
    """Scenarios with their picks, one after the other."""
    return _joined(teller, (filled(teller, "with-condition", _pick(teller, answer)) for answer in answers))


def _pick(teller: Teller, answer: Answer) -> dict[str, Part]:
    return {"value": _scenario(teller, answer.scenario), "when": teller.product(answer.pick).name}


def _pair(teller: Teller, change: PairChange) -> Rich:
    parts: dict[str, Part] = {
        "pair": _pair_link(teller, change.now),
        "rows": _joined(teller, (_row(teller, *row) for row in change.rows)),
    }
    if _counted(change.before.count) == _counted(change.now.count):
        return filled(teller, "conclusion-rows", parts)
    tallies: dict[str, Part] = {"before": _tally(teller, change.before), "now": _tally(teller, change.now)}
    return filled(teller, "conclusion-tally", {**parts, **tallies})


def _pair_link(teller: Teller, pair: Pair) -> Link:
    names = {"a": teller.product(pair.a).name, "b": teller.product(pair.b).name}
    return Link(teller.t("pair-title", **names), teller.to.to("compare", pair.id))


def _tally(teller: Teller, pair: Pair) -> str:
    count, a, b = pair.count, teller.product(pair.a).name, teller.product(pair.b).name
    return teller.t("log-tally", a=a, b=b, p=count.a, q=count.b, ties=count.ties, open=count.undecided)


def _counted(count: Count) -> tuple[int, ...]:
    return count.a, count.b, count.ties, count.undecided


def _row(teller: Teller, feature: str, before: Outcome | None, now: Outcome) -> Rich:
    ref = teller.feature(feature)
    parts: dict[str, Part] = {
        "feature": Link(ref.name, ref.url),
        "before": _result(teller, before),
        "now": _result(teller, now),
    }
    return filled(teller, "log-row", parts)


def _result(teller: Teller, outcome: Outcome | None) -> str:
    if outcome is None:
        return teller.t("unknown")
    if outcome.result == WIN:
        return teller.product(outcome.winner).name
    return teller.t("tie" if outcome.result == TIE else "no-result")


def _point(teller: Teller, change: PointChange) -> Rich:
    key = "moved" if change.before and change.now else "came" if change.now else "went"
    parts: dict[str, Part] = {"a": _offer(teller, change.a), "b": _offer(teller, change.b)}
    told: dict[str, Part] = {"before": _points(teller, change.before), "now": _points(teller, change.now)}
    return filled(teller, f"conclusion-point-{key}", {**parts, **told})


def _offer(teller: Teller, offer: Offer) -> Link:
    ref = teller.offer(offer)
    return Link(ref.name, ref.url)


def _points(teller: Teller, points: Iterable[BreakEven]) -> str:
    return teller.t("and").join(break_even_amount(teller, point) for point in points)
