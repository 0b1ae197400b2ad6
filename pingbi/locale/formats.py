"""Numbers, money, dates and lists in each language's form (CLDR data by Babel)."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Protocol

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from pingbi.locale.figures import PartialDate, Quantity, Range, decimals, rounded, significant
from pingbi.locale.text import script_of, tag_of

SYMBOLS = {"USD": "US$", "TWD": "NT$", "EUR": "€", "JPY": "JP¥", "GBP": "£", "CNY": "CN¥", "HKD": "HK$"}
DIGITS = {"TWD": 0, "JPY": 0, "KRW": 0, "VND": 0}
REMEMBERED = 1 << 14
"""A site prints the same figures on many pages, and CLDR patterns are slow."""
LIST_FORMS = ("2", "start", "middle", "end")
ROUGH = Fraction(5, 100)
"""From here on two decimals show both ends of a range of money."""
PRECISION = 99
"""Digits that the formatter keeps; a product of two figures from sources has half as many."""
LONGEST = 12
"""So many decimals are tried until a working comes out; only where its result is half a step, or nearly, none do."""


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
    return _formatted(rounded(value, places), locale)


def number_in_full(value: Fraction, locale: str) -> str:
    """Return a figure with all its decimals; one whose decimals never end is rounded to two."""
    places = decimals(value)
    return number(value, locale, 2 if places is None else places)


@lru_cache(REMEMBERED)
def money(amount: Fraction, currency: str, locale: str, places: int | None = None) -> str:
    """Return US$6.99; whole amounts without decimals; by default at least three significant digits."""
    shown = rounded(amount, _money_places(amount, currency) if places is None else places)
    cents = "" if shown.denominator == 1 else "." + "0" * _digits(currency)
    return _symbol(currency) + _formatted(shown, locale, f"#,##0{cents}")


def money_in_full(amount: Fraction, currency: str, locale: str) -> str:
    """Return an amount with all its decimals, as sources state it; one whose decimals never end is rounded."""
    return money(amount, currency, locale, decimals(amount))


def _formatted(value: Fraction, locale: str, pattern: str | None = None) -> str:
    """Return a figure with all its decimals, and those that the pattern asks for besides."""
    with localcontext(prec=PRECISION):
        figure = Decimal(value.numerator) / value.denominator
        return str(format_decimal(figure, pattern, _cldr(locale), decimal_quantization=False))


def _money_places(amount: Fraction, currency: str) -> int:
    return max(_digits(currency), significant(amount))


def _digits(currency: str) -> int:
    return DIGITS.get(currency, 2)


def _symbol(currency: str) -> str:
    return SYMBOLS.get(currency, currency + " ")


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


def number_range_in_full(value: Interval, locale: str) -> str:
    """'1.125–2', with all the decimals."""
    return join_range(number_in_full(value.low, locale), number_in_full(value.high, locale))


def format_percent_range(share: Interval, locale: str) -> str:
    """A share (0 to 1) in percent, with all the decimals: '8–12%'."""
    return join_range(number_in_full(share.low * 100, locale), number_in_full(share.high * 100, locale)) + "%"


def format_percent(share: Fraction, locale: str) -> str:
    """A share (0 to 1) in whole percent: '35%'."""
    return number(share * 100, locale, 0) + "%"


def rounded_money(value: Interval, currency: str) -> Range:
    """Round money that was worked out to the digits in which it is shown; money that rounds alike is alike.

    The ends of a range keep two decimals, because its width makes a third one meaningless, except where two would hide
    a small amount or the width.
    """
    ends = value.low, value.high
    fine = [_money_places(end, currency) for end in ends]
    coarse = Range(*(rounded(end, min(places, 2)) for end, places in zip(ends, fine, strict=True)))
    if coarse.exact or min(end for end in ends if end) < ROUGH:
        return Range(*map(rounded, ends, fine))
    return coarse


def rounded_cost(value: Range, stated: Iterable[Range | None], currency: str) -> Range:
    """Round money that was worked out, unless it is one of the amounts that a source states."""
    whole = value in stated and None not in (decimals(value.low), decimals(value.high))
    return value if whole else rounded_money(value, currency)


def money_range_in_full(value: Interval, currency: str, locale: str) -> str:
    """Money with all its decimals, its currency named once: 'US$0.00125–0.0015'."""
    low, high = (money_in_full(end, currency, locale) for end in (value.low, value.high))
    return join_range(low, _second_end(low, high, currency))


def _second_end(low: str, high: str, currency: str) -> str:
    """The upper end of a range of money without the currency, which the lower one names."""
    return high if low == high else high.removeprefix(_symbol(currency))


@dataclass(frozen=True)
class Working:
    """A computation as it is printed: its figures, its result, and whether that is exact (`=`) or rounded (`≈`)."""

    figures: tuple[Range, ...]
    sign: str
    result: Range


def working(formula: Callable[..., Range], figures: Sequence[Range], to_result: Callable[[Range], Range]) -> Working:
    """Shorten the figures whose decimals never end, as far as the printed ones still give the printed result."""
    result = to_result(formula(*figures))
    tried = (tuple(_shortened(figure, extra) for figure in figures) for extra in range(LONGEST))
    short = tuple(_shortened(figure, 0) for figure in figures)
    shown = next((some for some in tried if to_result(formula(*some)) == result), short)
    return Working(shown, sign_of(formula(*shown), result), result)


def sign_of(value: Range, printed: Range) -> str:
    """Return the sign between a computation with printed figures and its printed result."""
    return "=" if value == printed else "≈"


def _shortened(figure: Range, extra: int) -> Range:
    return Range(*(_short(end, extra) if decimals(end) is None else end for end in (figure.low, figure.high)))


def _short(end: Fraction, extra: int) -> Fraction:
    return rounded(end, max(2, significant(end)) + extra)


def quantity(value: Quantity, t: Strings) -> str:
    """Return the figures of a quantity, without its unit."""
    ends = [None if end is None else number_in_full(end, t.locale) for end in (value.low, value.high)]
    return spanned(ends[0], ends[1], value.about, t)


def amount(value: Quantity, currency: str, t: Strings) -> str:
    """A quantity of money: US$20, about US$20, US$0.06–0.13."""
    low = None if value.low is None else money_in_full(value.low, currency, t.locale)
    high = None if value.high is None else money_in_full(value.high, currency, t.locale)
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
