"""What a feature's value can be: one small frozen type for each kind of answer."""

from dataclasses import dataclass
from enum import StrEnum

from pingbi.locales import Text
from pingbi.quantity import Quantity


class State(StrEnum):
    """How much is known of a value. Missing is never zero and never 'no'."""

    KNOWN = "known"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"
    BOUNDED = "bounded"


@dataclass(frozen=True)
class Unknown:
    """Nobody says."""

    state = State.UNKNOWN


@dataclass(frozen=True)
class NotApplicable:
    """The question does not apply."""

    state = State.NOT_APPLICABLE


@dataclass(frozen=True)
class Answer:
    """Yes, partly or no."""

    word: str

    @property
    def state(self) -> State:
        return {"yes": State.KNOWN, "partly": State.PARTLY, "no": State.NO}[self.word]


@dataclass(frozen=True)
class Measure:
    """A number, duration, rate, percentage or resolution."""

    quantity: Quantity

    @property
    def state(self) -> State:
        return State.KNOWN if self.quantity.exact else State.BOUNDED


@dataclass(frozen=True)
class Level:
    """A step of a labelled scale; `rank` 0 is the worst of `steps`."""

    id: str
    rank: int
    steps: int
    state = State.KNOWN


@dataclass(frozen=True)
class Options:
    """One or several of a feature's declared options."""

    ids: tuple[str, ...]

    @property
    def state(self) -> State:
        return State.KNOWN if self.ids else State.NO


@dataclass(frozen=True)
class Words:
    """A statement."""

    text: Text
    state = State.KNOWN


@dataclass(frozen=True)
class PlanPrice:
    """The price of one of the vendor's plans: looked up, never typed twice."""

    plan: str
    state = State.KNOWN


Datum = Unknown | NotApplicable | Answer | Measure | Level | Options | Words | PlanPrice
UNKNOWN = Unknown()
