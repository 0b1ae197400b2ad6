"""The figures that a page shows, read off what was built without asking the generator, alike in every language."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
UNITS = {
    "秒": "s", "second": "s", "seconds": "s", "分鐘": "min", "minute": "min", "minutes": "min", "小時": "h",
    "hour": "h", "hours": "h",
}  # fmt: skip
LAYOUT = {
    "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "d", "dx", "dy", "width", "height", "viewbox", "points",
    "transform", "colspan", "rowspan", "tabindex", "name", "media",
}  # fmt: skip
"""Attributes whose figures place things on the screen, or are names; they tell a reader nothing."""

VOID = {"meta", "link", "br", "hr", "img", "input"}
COLOUR = "class"
"""The place of a product's colour."""

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIZE = r"\d+[pK]"
_ALONE = r"(?<![A-Za-z0-9_.#/-])"
"""Not part of an id, an address or a longer number."""
_FIGURE = re.compile(
    rf"""(?P<year>\d{{4}})\ 年\ (?P<month>\d{{1,2}})\ 月(?:\ (?P<day>\d{{1,2}})\ 日)?
    | (?P<named>{"|".join(MONTHS)})\ (?:(?P<on>\d{{1,2}}),\ )?(?P<of>\d{{4}})
    | {_ALONE}(?P<iso>\d{{4}}-\d\d(?:-\d\d)?)(?![0-9-])
    | {_ALONE}(?P<size>{_SIZE}(?:–{_SIZE})?)(?![A-Za-z0-9])
    | {_ALONE}(?P<over>\d+)/(?P<under>[1-9]\d*)(?![0-9/])
    | (?P<sign>(?:[A-Z]{{2}})?[$¥€£])?(?:(?<=[$¥€£])|{_ALONE})(?P<low>{_NUMBER})(?:–(?P<high>{_NUMBER}))?
      (?:\ ?(?P<unit>秒|分鐘|小時|%|(?:fps|seconds?|minutes?|hours?|min|s|h)(?![A-Za-z])|(?<=\ )×)|(?![A-Za-z0-9]))
    """,
    re.VERBOSE,
)
_TAG = re.compile(r"<(?P<opened>[a-z0-9]+)[^>]*>|</(?P<closed>[a-z0-9]+)>|<![^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_COLOUR = re.compile(r"(?<![\w-])color-[1-8](?![\w-])")


class Figure(NamedTuple):
    """A figure with the currency's sign before it and the unit behind it.

    `value` is a decimal without idle zeros, an ISO date, a picture's size, or a product's colour (`color-3`).
    A factor has `×` as its unit.
    """

    value: str
    sign: str = ""
    unit: str = ""


class MarkedFigure(NamedTuple):
    """A figure and the words that tell it: its element and text, with a `_` where it is and a `#` for others."""

    figure: Figure
    words: str


def figures_of(page: str) -> Counter[MarkedFigure]:
    """Every figure of a page, in its text, its attributes and its embedded data, and how often it is there."""
    found: list[MarkedFigure] = []
    inside: list[str] = [""]
    end = 0
    for tag in _TAG.finditer(page):
        found += _between(inside[-1], page[end : tag.start()])
        end = tag.end()
        if tag["opened"]:
            element, figures = _tag(tag[0])
            found += figures
            if tag["opened"] not in VOID and not tag[0].endswith("/>"):
                inside.append(element if " " in element else f"{inside[-1].partition(' > ')[0]} > {element}")
        elif tag["closed"]:
            inside.pop()
    return Counter([*found, *_between(inside[-1], page[end:])])


def figures_in_data(text: str) -> Counter[MarkedFigure]:
    """The same of a JSON document."""
    return Counter(_of_data(json.loads(text), "data"))


def figures_in(text: str) -> list[Figure]:
    """The figures of a running text, in its order."""
    return [figure for match in _FIGURE.finditer(text) for figure in _read(match)]


def plain(number: str) -> str:
    """A decimal without separators and idle zeros, which money has in twos: a version 3.0 is no 3."""
    return re.sub(r"\.00$|(\.\d*[1-9])0+$", r"\1", number.replace(",", ""))


@cache
def _tag(tag: str) -> tuple[str, tuple[MarkedFigure, ...]]:
    """The words for an element's place, and the figures in its attributes."""
    name = tag[1:].split(" ")[0].rstrip(">")
    given = dict(_ATTRIBUTE.findall(tag))
    classes = given.pop("class", "")
    found = [MarkedFigure(Figure(colour), COLOUR) for colour in _COLOUR.findall(classes)]
    for key, value in given.items():
        found += _told(f"{name} {key}", html.unescape(value)) if key.lower() not in LAYOUT else ()
    return f"{name} {_COLOUR.sub('color', classes)}".strip(), tuple(found)


@cache
def _between(place: str, text: str) -> tuple[MarkedFigure, ...]:
    """The figures between two tags; embedded data is JSON."""
    if " > script" in place:
        return tuple(_of_data(json.loads(text), "data")) if text.strip() else ()
    return _told(place, html.unescape(text))


def _of_data(data: Any, keys: str) -> Iterator[MarkedFigure]:
    """The figures of each text and number, under the keys on the way to it."""
    if isinstance(data, dict):
        yield from (told_ for key, item in data.items() for told_ in _of_data(item, f"{keys} {key}"))
    elif isinstance(data, list):
        yield from (told_ for item in data for told_ in _of_data(item, keys))
    elif not isinstance(data, bool):
        yield from _told(keys, str(data))


def _told(place: str, text: str) -> tuple[MarkedFigure, ...]:
    matches = list(_FIGURE.finditer(text))
    ends = [0, *(match.end() for match in matches)]
    between = [text[end : match.start()] for end, match in zip(ends, matches, strict=False)]
    found = []
    for this, match in enumerate(matches):
        marks = "".join(part + ("_" if this == other else "#") for other, part in enumerate(between))
        words = f"{place}|{(marks + text[ends[-1] :]).strip()}"
        found += [MarkedFigure(figure, words) for figure in _read(match)]
    return tuple(found)


def _read(match: re.Match[str]) -> list[Figure]:
    if match["year"]:
        return [_date(match["year"], int(match["month"]), match["day"])]
    if match["named"]:
        return [_date(match["of"], MONTHS[match["named"]], match["on"])]
    if whole := match["iso"] or match["size"]:
        return [Figure(whole)]
    if match["over"]:
        return _fraction(match["over"], match["under"])
    unit = UNITS.get(match["unit"], match["unit"] or "")
    return [Figure(plain(end), match["sign"] or "", unit) for end in (match["low"], match["high"]) if end]


def _date(year: str, month: int, day: str | None) -> Figure:
    return Figure(f"{year}-{month:02}" + (f"-{int(day):02}" if day else ""))


def _fraction(over: str, under: str) -> list[Figure]:
    """A fraction as data has it (699/100) is the decimal it stands for; any other is two figures."""
    if (Fraction(int(over), int(under)) * 10**6).denominator == 1:
        return [Figure(format((Decimal(over) / Decimal(under)).normalize(), "f"))]
    return [Figure(over), Figure(under)]
