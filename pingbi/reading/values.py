"""A value as written becomes a datum: the feature's kind in the catalogue decides how."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from pingbi.findings import finding
from pingbi.locales import text_of
from pingbi.model.base import kind_of
from pingbi.model.catalogue import Catalogue, Feature
from pingbi.model.data import (
    UNKNOWN,
    Answer,
    Datum,
    Level,
    Measure,
    NotApplicable,
    Options,
    PlanPrice,
    Words,
)  # fmt: skip
from pingbi.model.quantities import (
    DURATION_UNITS,
    NO_UNIT,
    PERCENT_UNITS,
    RATE_UNITS,
    Quantity,
    read_quantity,
)  # fmt: skip
from pingbi.problems import choices
from pingbi.wording import say
from pingbi.wording import written as shown

RESOLUTIONS: Mapping[str, int] = {"480p": 480, "720p": 720, "1080p": 1080, "2K": 1440, "4K": 2160, "8K": 4320}


def read_datum(written: Any, feature: Feature, catalogue: Catalogue, locales: list[str]) -> Datum:
    """Read one value. Raises a finding that says which forms this feature takes."""
    if written == "unknown":
        return UNKNOWN
    if written == "n/a":
        return NotApplicable()
    if written is None:
        hint = say("write 'unknown' where nobody says, 'n/a' where it cannot apply")
        raise finding("value-empty", say("this value is empty"), hint)
    return _READERS[feature.kind](written, feature, catalogue, locales)


def _answer(written: Any, *_: Any) -> Datum:
    if written is True or written is False:
        return Answer("yes" if written else "no")
    if written == "partly":
        return Answer("partly")
    message = say("true, false or partly is expected here, this is {kind}", kind=kind_of(written))
    raise finding("type", message, say("unquoted: true or false"))


def _measured(units: Mapping[str, Fraction]) -> Callable[..., Datum]:
    def read(written: Any, *_: Any) -> Datum:
        return Measure(read_quantity(written, units))

    return read


def _resolution(written: Any, *_: Any) -> Datum:
    parts = str(written).replace("–", "-").split("-")
    for part in parts:
        if part not in RESOLUTIONS:
            hint = say("{hint}, or a range such as 1080p-4K", hint=choices(part, RESOLUTIONS))
            message = say("'{value}' is not a resolution", value=shown(written))
            raise finding("resolution", message, hint, (shown(written),))
    ends = [Fraction(RESOLUTIONS[part]) for part in parts]
    return Measure(Quantity(min(ends), max(ends), unit="-".join(parts)))


def _level(written: Any, feature: Feature, catalogue: Catalogue, _: list[str]) -> Datum:
    if feature.scale not in catalogue.scales:
        return UNKNOWN  # that there is no such scale is told where it is named
    levels = list(catalogue.scales[feature.scale])
    if written not in levels:
        message = say("'{value}' is no level of the scale '{scale}'", value=shown(written), scale=feature.scale)
        raise finding("choice", message, choices(shown(written), levels), (shown(written),))
    return Level(str(written), levels.index(str(written)), len(levels))


def _choice(written: Any, feature: Feature, *_: Any) -> Datum:
    return Options((_option(written, feature),))


def _set(written: Any, feature: Feature, *_: Any) -> Datum:
    if not isinstance(written, list):
        message = say("a list of options is expected here, this is {kind}", kind=kind_of(written))
        raise finding("type", message, say("write [a, b]"))
    chosen = {_option(item, feature, (index,)) for index, item in enumerate(written)}
    return Options(tuple(option for option in feature.options or {} if option in chosen))


def _option(written: Any, feature: Feature, at: tuple[int, ...] = ()) -> str:
    """One of the feature's options; `at` is where it stands in a list of them."""
    options = list(feature.options or {})
    if written not in options:
        message = say("'{value}' is none of this feature's options", value=shown(written))
        raise finding("choice", message, choices(shown(written), options), (shown(written),), at=at)
    return str(written)


def _words(written: Any, _: Feature, __: Catalogue, locales: list[str]) -> Datum:
    return Words(text_of(written, locales))


def _plan(written: Any, *_: Any) -> Datum:
    if isinstance(written, str) and written.startswith("plan ") and written[5:].strip():
        return PlanPrice(written[5:].strip())
    hint = say("write 'plan ID' with a plan of plans/, where the price itself lives")
    raise finding("price-typed", say("a price is not typed here: it is the price of a plan"), hint)


_READERS: Mapping[str, Callable[..., Datum]] = {
    "yes-no": _answer,
    "number": _measured(NO_UNIT),
    "percent": _measured(PERCENT_UNITS),
    "duration": _measured(DURATION_UNITS),
    "resolution": _resolution,
    "rate": _measured(RATE_UNITS),
    "rating": _level,
    "choice": _choice,
    "set": _set,
    "text": _words,
    "price": _plan,
}
