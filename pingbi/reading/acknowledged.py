"""Warnings that the editors live with: said so in site.yaml, each with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pingbi.model.site import Acknowledgement, SiteConfig
from pingbi.problems import Place, Problem
from pingbi.wording import say

FILE = "content/site.yaml"


def settled(problems: Iterable[Problem], config: SiteConfig) -> list[Problem]:
    """The problems, each warning with the reason why it stays; and a warning for every reason that fits nothing."""
    found = [_with_reason(problem, config.acknowledged) for problem in problems]
    return [*found, *_idle(found, config.acknowledged)]


def _with_reason(problem: Problem, given: Sequence[Acknowledgement]) -> Problem:
    fitting = next((item for item in given if problem.severity == "warning" and fits(item, problem)), None)
    return replace(problem, acknowledged=fitting.because.entries) if fitting else problem


def fits(given: Acknowledgement, problem: Problem) -> bool:
    """Whether an acknowledgement speaks of a problem: same code and file, and what it narrows down to."""
    path = ".".join(map(str, problem.place.path))
    below = given.path is None or f"{path}.".startswith(f"{given.path}.")
    named = given.naming is None or given.naming in problem.about
    return (given.code, given.file) == (problem.code, problem.place.file) and below and named


def _idle(problems: Sequence[Problem], given: Sequence[Acknowledgement]) -> Iterable[Problem]:
    for index, item in enumerate(given):
        alike = [problem for problem in problems if fits(item, problem)]
        place = Place(FILE, ("acknowledged", index))
        if not alike:
            hint = say("take it out; if the warning has changed, acknowledge the new one")
            message = say("no '{code}' in {file} is like this any more", code=item.code, file=item.file)
            yield Problem(place, "acknowledged-nothing", message, hint, "warning", about=(item.code, item.file))


def refused(problems: Sequence[Problem], config: SiteConfig) -> Iterable[Problem]:
    """A problem for every error that somebody would rather live with."""
    errors = [problem for problem in problems if problem.severity == "error"]
    for index, item in enumerate(config.acknowledged):
        if any(fits(item, problem) for problem in errors):
            message = say("'{code}' is an error, and an error cannot be acknowledged", code=item.code)
            place = Place(FILE, ("acknowledged", index, "code"))
            hint = say("mend what it is about, and take this out")
            yield Problem(place, "acknowledged-error", message, hint, about=(item.code,))
