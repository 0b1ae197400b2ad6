"""All that follows from the facts, in one value; and where an editor's word stands against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pingbi.analysis.pairs import Pair, pairs_of
from pingbi.analysis.scenarios import Findings, work_out
from pingbi.analysis.winners import contradictions
from pingbi.model.site import Site
from pingbi.problems import Place, Problem


@dataclass(frozen=True)
class Analysis:
    """The findings that pages are made from; `problems` are the editors' words that contradict them."""

    pairs: tuple[Pair, ...]
    scenarios: Mapping[str, Findings]
    problems: tuple[Problem, ...]


def analyse(site: Site) -> Analysis:
    """Work out every pair and every scenario."""
    scenarios = {id_: work_out(site, id_) for id_ in site.scenarios}
    return Analysis(pairs_of(site), scenarios, (*contradictions(site), *_picks(site, scenarios)))


def _picks(site: Site, scenarios: Mapping[str, Findings]) -> Iterator[Problem]:
    """A pick that fails a hard need is wrong; one that the arithmetic does not share needs a reason."""
    for id_, findings in scenarios.items():
        scenario = site.scenarios[id_]
        place = Place(f"content/scenarios/{id_}.yaml", ("pick",))
        failed = next(score.failed for score in findings.scores if score.product == scenario.pick)
        if failed:
            hint = "pick another product, or change the need"
            yield Problem(place, "pick-excluded", f"{scenario.pick} fails the need on {failed[0].feature!r}", hint)
        elif findings.leaders and scenario.pick not in findings.leaders and scenario.difference is None:
            hint = "add 'difference: {…}' with the reason, or change the pick or the weights"
            message = f"the weighted score puts {findings.leaders[0]} first, and nothing says why it is not picked"
            yield Problem(place, "pick-unexplained", message, hint)
