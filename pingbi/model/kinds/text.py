"""A statement in every language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pingbi.locales import Text, text_of
from pingbi.model.data import Datum, State
from pingbi.model.kinds.base import Declared, FeatureKind, FeatureSpec, Scales, Schema, ValueContext
from pingbi.model.plans import Offering


@dataclass(frozen=True)
class Words(Datum):
    """A statement."""

    text: Text
    state = State.KNOWN

    @property
    def texts(self) -> tuple[Text, ...]:
        return (self.text,)


class TextKind(FeatureKind[Words]):
    """A text in every language of the site; it lies on no axis."""

    name = "text"

    def _read(self, written: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Words:
        return Words(text_of(written, list(locales)))

    def schema(self, declared: Declared) -> Schema:
        return {"type": "object", "format": "text"}

    def _span(self, datum: Words, plans: Offering | None) -> None:
        return None

    def _say(self, datum: Words, feature: FeatureSpec, context: ValueContext) -> str:
        return context.plain(datum.text)
