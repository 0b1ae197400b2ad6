"""A feature's value after reading. Each kind (model/kinds/) adds its own type of datum."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum

from pingbi.locale.figures import Quantity
from pingbi.locale.text import Text


class State(StrEnum):
    """How much is known of a value. Missing is never zero and never 'no'."""

    KNOWN = "known"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"
    BOUNDED = "bounded"


ABSENT = (State.UNKNOWN, State.NOT_APPLICABLE)
"""The states in which there is no value. Any feature can be in them, so the base of all kinds deals with them."""


class Datum(ABC):
    """A value, with every property that other modules use without knowing its kind."""

    @property
    @abstractmethod
    def state(self) -> State:
        """How much is known."""

    @property
    def figure(self) -> Quantity | None:
        """The number that the value is, if it is one."""
        return None

    @property
    def plan_id(self) -> str:
        """The vendor's plan that supplies the value; '' for any other value."""
        return ""

    @property
    def texts(self) -> tuple[Text, ...]:
        """The running texts in the value; they can refer to other data."""
        return ()


@dataclass(frozen=True)
class Unknown(Datum):
    """No source states the value."""

    state = State.UNKNOWN


@dataclass(frozen=True)
class NotApplicable(Datum):
    """The question does not apply."""

    state = State.NOT_APPLICABLE


UNKNOWN = Unknown()
