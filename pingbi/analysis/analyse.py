"""All that follows from the facts, in one value; and where an editor's word stands against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pingbi.analysis.conclusions import Conclusions, conclusions
from pingbi.analysis.pairs import Pair, pairs_of
from pingbi.analysis.scenarios import Findings, work_out
from pingbi.analysis.winners import contradictions
from pingbi.model.site import Site
from pingbi.problems import Place, Problem
from pingbi.wording import say


@dataclass(frozen=True)
class Analysis:
    """The findings that pages are made from; `problems` are the editors' words that contradict them."""

    site: Site
    pairs: tuple[Pair, ...]
    scenarios: Mapping[str, Findings]
    problems: tuple[Problem, ...]

    @cached_property
    def log(self) -> tuple[Conclusions, ...]:
        """How all of it came out as the facts became known, oldest first. Two pages tell it, so only they wait."""
        return conclusions(self.site)


def analyse(site: Site) -> Analysis:
    """Work out every pair and every scenario."""
    scenarios = {id_: work_out(site, id_) for id_ in site.scenarios}
    return Analysis(site, pairs_of(site), scenarios, (*contradictions(site), *_picks(site, scenarios)))


def _picks(site: Site, scenarios: Mapping[str, Findings]) -> Iterator[Problem]:
    """A pick that fails a hard need is wrong; one that the arithmetic does not share needs a reason."""
    for id_, findings in scenarios.items():
        scenario = site.scenarios[id_]
        place = Place(f"content/scenarios/{id_}.yaml", ("pick",))
        failed = next(score.failed for score in findings.scores if score.product == scenario.pick)
        if failed:
            hint = say("pick another product, or change the need")
            message = say("{product} fails the need on '{feature}'", product=scenario.pick, feature=failed[0].feature)
            yield Problem(place, "pick-excluded", message, hint, about=(scenario.pick, failed[0].feature))
        elif findings.leaders and scenario.pick not in findings.leaders and scenario.difference is None:
            hint = say("add 'difference: {{…}}' with the reason, or change the pick or the weights")
            message = say(
                "the weighted score puts {product} first, and nothing says why it is not picked",
                product=findings.leaders[0],
            )
            yield Problem(place, "pick-unexplained", message, hint, about=(findings.leaders[0],))
