"""Yes, partly or no."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pingbi.findings import finding
from pingbi.model.base import kind_of
from pingbi.model.data import Datum, State
from pingbi.model.kinds.axis import Ends, Span, point
from pingbi.model.kinds.base import Declared, FeatureKind, FeatureSpec, Scales, Schema, ValueContext
from pingbi.model.plans import Offering
from pingbi.wording import say

YES, PARTLY, NO = "yes", "partly", "no"
PLACES = {YES: Fraction(1), PARTLY: Fraction(1, 2), NO: Fraction(0)}
_STATES = {YES: State.KNOWN, PARTLY: State.PARTLY, NO: State.NO}


@dataclass(frozen=True)
class Answer(Datum):
    """Yes, partly or no."""

    word: str

    @property
    def state(self) -> State:
        return _STATES[self.word]


class YesNoKind(FeatureKind[Answer]):
    """Written `true`, `false` or `partly`."""

    name = "yes-no"
    tie = "tie-answer"

    def _read(self, written: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Answer:
        if written is True or written is False:
            return Answer(YES if written else NO)
        if written == PARTLY:
            return Answer(PARTLY)
        message = say("true, false or partly is expected here, this is {kind}", kind=kind_of(written))
        raise finding("type", message, say("unquoted: true or false"))

    def schema(self, declared: Declared) -> Schema:
        return {"enum": [True, False, PARTLY]}

    def _span(self, datum: Answer, plans: Offering | None) -> Span:
        return point(PLACES[datum.word])

    def fixed_ends(self, feature: FeatureSpec, scales: Scales) -> Ends:
        return PLACES[NO], PLACES[YES]

    def _matches(self, wanted: Datum, value: Answer) -> bool | None:
        """Whether half of it is enough, no need can say."""
        return None if value.word == PARTLY else wanted == value

    def _say(self, datum: Answer, feature: FeatureSpec, context: ValueContext) -> str:
        return context.t(datum.word)

    def say_end(self, end: Fraction, feature: FeatureSpec, context: ValueContext) -> str:
        return context.t(YES if end else NO)

    def need_key(self, form: str, wanted: Datum) -> str:
        short = {Answer(YES): "need-yes", Answer(NO): "need-no"}
        return short.get(wanted, "need-is") if isinstance(wanted, Answer) else super().need_key(form, wanted)
