"""Numbers, money, dates and lists in each language's form (CLDR data by Babel)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Protocol

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from pingbi.locale.figures import PartialDate, Quantity
from pingbi.locale.text import script_of, tag_of

SYMBOLS = {"USD": "US$", "TWD": "NT$", "EUR": "€", "JPY": "JP¥", "GBP": "£", "CNY": "CN¥", "HKD": "HK$"}
DIGITS = {"TWD": 0, "JPY": 0, "KRW": 0, "VND": 0}
REMEMBERED = 1 << 14
"""A site prints the same figures on many pages, and CLDR patterns are slow."""
LIST_FORMS = ("2", "start", "middle", "end")
ROUGH = Fraction(5, 100)
"""From here on two decimals show both ends of a range of money."""


class Interval(Protocol):
    """Anything with two exact ends, equal for a single figure."""

    @property
    def low(self) -> Fraction: ...

    @property
    def high(self) -> Fraction: ...


@cache
def _cldr(locale: str) -> Locale:
    return Locale.parse(tag_of(locale), sep="-")


class MissingText(LookupError):
    """The interface's words lack a text that a page needs (a site may replace the files of words)."""


class Strings:
    """The interface's texts in one language. A missing text is an error, never a blank."""

    def __init__(self, locale: str, entries: Mapping[str, Mapping[str, Any]]) -> None:
        self.locale = locale
        self._entries = entries

    def __call__(self, key: str, **values: Any) -> str:
        """Return the text for `key`, with `{name}` replaced; `n` picks the plural form if there is one."""
        if key not in self._entries:
            raise MissingText(f"there is no interface text {key!r}")
        form = self._entries[key][self.locale]
        if isinstance(form, dict):
            form = form.get(_cldr(self.locale).plural_form(_count(values.get("n", 1))), form["other"])
        for name, value in values.items():
            form = form.replace("{" + name + "}", str(value))
        return str(form)


def _count(value: Any) -> Any:
    return value if isinstance(value, int) else 2


@lru_cache(REMEMBERED)
def number(value: Fraction, locale: str, places: int = 2) -> str:
    """Return a figure with at most `places` decimals, rounded half up."""
    return str(format_decimal(_rounded(value, places), locale=_cldr(locale), decimal_quantization=False))


def _rounded(value: Fraction, places: int) -> Decimal:
    shift = 10**places
    whole = (value * shift * 2 + 1) // 2
    text = Decimal(whole).scaleb(-places)
    return text.normalize() if text == text.to_integral() else Decimal(format(text, "f").rstrip("0"))


@lru_cache(REMEMBERED)
def money(amount: Fraction, currency: str, locale: str, places: int | None = None) -> str:
    """Return US$6.99; whole amounts without decimals; amounts below one unit keep `places` decimals (3 by default)."""
    digits = DIGITS.get(currency, 2)
    if places is None:
        places = digits if amount >= 1 or amount == 0 else max(3, _leading(amount))
    rounded = _rounded(amount, places)
    pad = digits if rounded != rounded.to_integral() and -int(rounded.as_tuple().exponent) < digits else 0
    pattern = "#,##0." + "0" * pad + "#" * (places - pad) if places else "#,##0"
    figure = format_decimal(rounded, format=pattern, locale=_cldr(locale), decimal_quantization=False)
    return f"{_symbol(currency)}{figure}"


def _symbol(currency: str) -> str:
    return SYMBOLS.get(currency, currency + " ")


def _leading(amount: Fraction) -> int:
    """Return the decimals that a small amount needs to show its first digit."""
    places = 0
    while amount * 10**places < 1:
        places += 1
    return places


def spanned(low: str | None, high: str | None, about: bool, t: Strings) -> str:
    """Return a figure, a range, or a bound, in words where a sign would not do."""
    if low is None:
        return t("at-most", value=high)
    if high is None:
        return t("at-least", value=low)
    text = join_range(low, high)
    return t("about", value=text) if about else text


def join_range(low: str, high: str) -> str:
    """Join two formatted ends into a range, or return one of them if they are equal."""
    return low if low == high else f"{low}–{high}"


def format_number_range(value: Interval, locale: str, places: int = 2) -> str:
    """'1.5–2', or '2' where both ends are written alike."""
    return join_range(number(value.low, locale, places), number(value.high, locale, places))


def format_percent_range(share: Interval, locale: str) -> str:
    """A share (0 to 1) in percent: '8–12%'."""
    return join_range(number(share.low * 100, locale), number(share.high * 100, locale)) + "%"


def format_percent(share: Fraction, locale: str) -> str:
    """A share (0 to 1) in whole percent: '35%'."""
    return number(share * 100, locale, 0) + "%"


def format_money_range(value: Interval, currency: str, locale: str) -> str:
    """Money that a sum gave, its currency named once: 'US$0.06–0.13'.

    The ends of a range have two decimals, because its width makes a third one meaningless, except where two would hide
    a small amount. `amount`, which writes the prices that sources state, does not round like this.
    """
    places = 2 if value.low != value.high and value.high >= ROUGH else None
    low, high = (money(end, currency, locale, places) for end in (value.low, value.high))
    return join_range(low, _second_end(low, high, currency))


def _second_end(low: str, high: str, currency: str) -> str:
    """The upper end of a range of money without the currency, which the lower one names."""
    return high if low == high else high.removeprefix(_symbol(currency))


def quantity(value: Quantity, t: Strings) -> str:
    """Return the figures of a quantity, without its unit."""
    ends = [None if end is None else number(end, t.locale, 3) for end in (value.low, value.high)]
    return spanned(ends[0], ends[1], value.about, t)


def amount(value: Quantity, currency: str, t: Strings) -> str:
    """A quantity of money: US$20, about US$20, US$0.06–0.13."""
    low = None if value.low is None else money(value.low, currency, t.locale)
    high = None if value.high is None else money(value.high, currency, t.locale)
    if low is not None and high is not None:
        high = _second_end(low, high, currency)
    return spanned(low, high, value.about, t)


def day(value: PartialDate, t: Strings) -> str:
    """Return a date as exactly as it is known."""
    text = _dated(value, t.locale) if value.month else _spaced(t("year", year=value.year), t.locale)
    return t("after-date", date=text) if value.after else text


@lru_cache(REMEMBERED)
def _dated(value: PartialDate, locale: str) -> str:
    probe = dt.date(value.year, value.month or 1, value.day or 1)
    if value.day:
        return _spaced(format_date(probe, "long", locale=_cldr(locale)), locale)
    return _spaced(format_skeleton("yMMMM", probe, locale=_cldr(locale)), locale)


def _spaced(text: str, locale: str) -> str:
    """Put a half-width space between Han characters and digits."""
    if not script_of(locale).parts_digits:
        return text
    out = ""
    for left, right in zip(text, text[1:] + " ", strict=True):
        out += left
        if right != " " and left.isdigit() != right.isdigit():
            out += " "
    return out


def listed(items: Sequence[str], locale: str) -> str:
    """Return 'a, b and c' in the language's form."""
    if script_of(locale).runs_on:
        return "、".join(items)
    return format_list(list(items), locale=_cldr(locale)) if items else ""


def signs(locale: str, currencies: Iterable[str] = ()) -> dict[str, Any]:
    """Return the signs with which static/js/format.js writes figures, money and lists like this module."""
    cldr = _cldr(locale)
    patterns = cldr.list_patterns["standard"]
    return {
        "decimal": get_decimal_symbol(cldr),
        "group": get_group_symbol(cldr),
        "groups": cldr.decimal_formats[None].grouping,
        "list": {form: "{0}、{1}" if script_of(locale).runs_on else patterns[form] for form in LIST_FORMS},
        "symbols": {currency: SYMBOLS[currency] for currency in currencies if currency in SYMBOLS},
        "digits": {currency: DIGITS[currency] for currency in currencies if currency in DIGITS},
    }
