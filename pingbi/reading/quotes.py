"""The words that editors quote as evidence: they hold the figures that they are evidence of."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from fractions import Fraction

from pingbi.problems import Place, Problem
from pingbi.quantity import Quantity, plain_digits
from pingbi.reading.numerals import spelled
from pingbi.wording import say

_FIGURE = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?")


def wrong_quote(place: Place, quote: str | None, given: Iterable[Quantity]) -> Iterator[Problem]:
    """A problem where a figure that is given does not stand in the words that are quoted for it."""
    if quote is None:
        return
    held = {_exact(figure) for figure in _FIGURE.findall(unicodedata.normalize("NFKC", quote))}
    held |= {Fraction(number) for number in spelled(quote)}
    wanted = [end for quantity in given for end in (quantity.low, quantity.high) if end is not None]
    lacking = [plain_digits(end) for end in dict.fromkeys(wanted) if end not in held]
    if lacking:
        message = say("the words quoted here do not hold {figures}", figures=lacking)
        hint = say("quote the place where the source gives the figure, or correct the figure")
        yield Problem(place, "source-evidence", message, hint, about=tuple(lacking))


def _exact(figure: str) -> Fraction:
    decimal_comma = re.fullmatch(r"\d+,\d{1,2}", figure)
    return Fraction(figure.replace(",", "." if decimal_comma else ""))
