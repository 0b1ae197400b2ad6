"""The numbers that a text names: in digits, and spelled out in the words of languages that we know."""

import re

_DIGITS = re.compile(r"(?<![A-Za-z\d.])\d+(?:,\d{3})+(?:\.\d+)?|(?<![A-Za-z\d.])\d+(?:\.\d+)?")
_BRACES = re.compile(r"\{(?!~)[^{}\n]*\}|\]\((?:[^()\n]|\([^()\n]*\))*\)")
"""References and links: what they hold is not named by the text."""
_MONTHS = re.compile(
    r"\d{1,2}\s?月"
    r"|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)
"""Names of months, in which languages have a number or none."""
_HAN = re.compile("[〇零一二兩三四五六七八九十百千萬万]+")
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "兩": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_WORDS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100},
    **{"thousand": 1000, "once": 1, "twice": 2, "both": 2},
}
_WORD = re.compile(r"[A-Za-z]+")
_NAMED = re.compile(r"\b[A-Z][A-Za-z.+]*[ -]$")
"""What stands before the number of a name: `SOC 2`."""


def in_digits(text: str) -> set[str]:
    """The numbers written in digits, without separators; months aside."""
    return set(_numbers(text))


def to_be_told(text: str) -> set[str]:
    """Those of them that every language has to tell: a name's number comes and goes with the name."""
    plain = _plain(text)
    return {number for number, at in _numbers(text).items() if not _NAMED.search(plain[:at])}


def _numbers(text: str) -> dict[str, int]:
    """Every number with the place where it stands last."""
    return {match[0].replace(",", ""): match.start() for match in _DIGITS.finditer(_plain(text))}


def _plain(text: str) -> str:
    return _MONTHS.sub(" ", _BRACES.sub(" ", text))


def spelled(text: str) -> set[str]:
    """The numbers written in words: `一百多`, `three`."""
    words = {str(_WORDS[word]) for word in _WORD.findall(text.lower()) if word in _WORDS}
    return words | {str(_read_han(run)) for run in _HAN.findall(text)}


def _read_han(run: str) -> int:
    total = section = digit = 0
    for char in run:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif char in _HAN_UNITS:
            section += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            total, section, digit = total + (section + digit or 1) * 10_000, 0, 0
    return total + section + digit
