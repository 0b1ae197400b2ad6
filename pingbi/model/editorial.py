"""What editors write about products: comparisons, hands-on tests, scenarios, guides."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import finding
from pingbi.locale.text import Text
from pingbi.model.base import Record, as_list
from pingbi.model.fields import Count, Draftable, TextList, Title, one_of
from pingbi.model.products import Disputes, Points
from pingbi.model.sources import Cited, Point

TIE, UNDECIDED = "tie", "undecided"
LIGHTEST, HEAVIEST = 1, 5
"""The range of weights that a feature can have in a scenario."""
NEED_FORMS = ("is", "at_least", "at_most", "more_than", "less_than", "has")
Pair = Annotated[tuple[str, ...], BeforeValidator(as_list)]


class Verdict(Record):
    """An editor's overruling of a computed winner: a product's id, 'tie' or 'undecided', with the reason."""

    winner: str
    because: Text


class Trophies(Cited):
    """The winners that a source itself declares, row by row."""

    winners: dict[str, str]


class Question(Cited):
    """A reader's question with its answer."""

    question: Text
    answer: Text


class Comparison(Draftable):
    """A written comparison of two products, in the order of its address."""

    products: Pair
    source: str | None = None
    at: str | None = None
    verdict: Text
    takeaways: TextList = ()
    choose: dict[str, Points] = Field(default_factory=dict)
    verdicts: dict[str, Verdict] = Field(default_factory=dict)
    trophies: Trophies | None = None
    points: Points = ()
    questions: Annotated[tuple[Question, ...], BeforeValidator(as_list)] = ()
    disputes: Disputes = ()

    @model_validator(mode="after")
    def _two(self) -> "Comparison":
        if len(self.products) != 2 or len(set(self.products)) != 2:
            hint = say("write two different products: [a, b]")
            raise finding("compare-few", say("a comparison is of two products"), hint, at=("products",))
        return self


class HandsOnTest(Cited, Draftable):
    """One prompt given to several products, and what each did."""

    name: Title
    prompt: Text
    results: dict[str, Text] = Field(min_length=2)
    winner: str
    margin: Annotated[str, one_of(("clear", "slight"), say("margin"))] = "clear"


def _weight(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not LIGHTEST <= value <= HEAVIEST:
        message = say("a weight is a whole number from {least} to {most}", least=LIGHTEST, most=HEAVIEST)
        raise finding("weight", message, say("{most} matters most", most=HEAVIEST))
    return value


Weight = Annotated[
    int, BeforeValidator(_weight), WithJsonSchema({"type": "integer", "minimum": LIGHTEST, "maximum": HEAVIEST})
]


class Need(Record):
    """A hard requirement on one feature, in exactly one form; the value is read by the feature's kind."""

    feature: str
    is_: Any = Field(default=None, alias="is")
    at_least: Any = None
    at_most: Any = None
    more_than: Any = None
    less_than: Any = None
    has: Any = None
    because: Text

    @model_validator(mode="after")
    def _one_form(self) -> "Need":
        if sum(value is not None for value in self.forms.values()) != 1:
            hint = say("write one of: {known}", known=NEED_FORMS)
            raise finding("need-form", say("a need has exactly one form"), hint)
        return self

    @property
    def forms(self) -> dict[str, Any]:
        return {form: getattr(self, "is_" if form == "is" else form) for form in NEED_FORMS}

    @property
    def form(self) -> tuple[str, Any]:
        """Return the form used and the value asked for, as the file has it."""
        return next((name, value) for name, value in self.forms.items() if value is not None)


class Usage(Record):
    """How much is made a month; costs are computed for it."""

    clips_per_month: Count
    seconds_per_clip: Count


class RunnerUp(Record):
    """The second choice, and when it is the better one."""

    product: str
    when: Text


class Saying(Point):
    """What a source recommends or reports for a scenario."""

    pick: str | None = None


class Scenario(Draftable):
    """A kind of work: its needs, weights and usage, and the editor's pick for it."""

    name: Title
    for_: Text = Field(alias="for")
    source: str | None = None
    at: str | None = None
    needs: Annotated[tuple[Need, ...], BeforeValidator(as_list)] = ()
    weights: dict[str, Weight] = Field(min_length=1)
    usage: Usage | None = None
    """What costs are computed for; omitted if the scenario is not about making clips."""
    pick: str
    reasons: TextList = Field(min_length=1)
    runner_up: RunnerUp | None = None
    difference: Text | None = None
    not_when: TextList = ()
    says: Annotated[tuple[Saying, ...], BeforeValidator(as_list)] = ()
    disputes: Disputes = ()


def _said(value: Any) -> Any:
    if value is None:
        hint = say("write what came of it, or that nobody knows")
        raise finding("type", say("a mapping is expected here"), hint)
    return value


class ThenAndSince(Record):
    """An expectation, and its outcome."""

    product: str
    then: Point
    since: Annotated[Point | None, BeforeValidator(_said)]
    """The outcome; None as of a day before there was one."""


class Guide(Draftable):
    """Advice: the three things to do, tips with evidence, and for an outlook what came of it."""

    title: Title
    asks: Text
    products: Pair = ()
    source: str | None = None
    at: str | None = None
    three: TextList = Field(min_length=3, max_length=3)
    tips: Points = ()
    then_and_since: Annotated[tuple[ThenAndSince, ...], BeforeValidator(as_list)] = ()
