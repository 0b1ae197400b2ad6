"""Arguments of the command line: wrong ones are told like any other failure, with the way out."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from pingbi.dates import PartialDate, read_date
from pingbi.failures import ConfigurationError
from pingbi.problems import choices, suggestion
from pingbi.project import is_site_address
from pingbi.wording import LANGUAGES, say, written


class Parser(argparse.ArgumentParser):
    """A parser that raises ConfigurationError where argparse would end the program."""

    def error(self, message: str) -> NoReturn:
        raise ConfigurationError(say("{reason}", reason=message), say("see {program} --help", program=self.prog))

    def read(self, arguments: Sequence[str], options: argparse.Namespace) -> None:
        """Fill in the options. An argument that nothing takes is refused with the option that was most likely meant."""
        _, unknown = self.parse_known_args(arguments, options)
        if unknown:
            word = unknown[0].partition("=")[0]
            hint = say("see {program} --help", program=f"{self.prog} {options.command}")
            near = suggestion(word, self._options(options.command)) if word.startswith("-") else hint
            raise ConfigurationError(say("'{argument}' is not known here", argument=written(word)), near or hint)

    def _options(self, command: str) -> list[str]:
        groups = (action for action in self._actions if isinstance(action, argparse._SubParsersAction))
        parser = next(groups).choices[command]
        return [name for action in parser._actions for name in action.option_strings if name.startswith("--")]


def chosen(*known: str) -> Callable[[str], str]:
    """The type of an option that is one of a few words."""

    def read(text: str) -> str:
        if text in known:
            return text
        raise ConfigurationError(say("'{value}' cannot be chosen here", value=written(text)), choices(text, known))

    return read


language = chosen(*LANGUAGES)
LANGUAGE_HELP = f"the language of messages: {' or '.join(LANGUAGES)} (the terminal's)"


def folder(text: str) -> Path:
    """A folder's path; an empty one, as a variable that is not set leaves it, would be the folder one stands in."""
    if not text.strip() or "\0" in text:
        raise ConfigurationError(say("a folder's name is empty"), say("name a folder; this one is written ."))
    return Path(text)


def port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 5 or not 1 <= int(text) <= 65535:
        message = say("'{value}' is no port", value=written(text))
        raise ConfigurationError(message, say("a port is a number from 1 to 65535, for instance 8000"))
    return int(text)


def address(text: str) -> str:
    """Where a site will be: whole, without what only single pages have; it ends in a slash."""
    if not is_site_address(text):
        message = say("'{value}' is no address that a site can have", value=written(text))
        raise ConfigurationError(message, say("write the whole address, for instance https://example.org/reviews/"))
    return text.rstrip("/") + "/"


def day(text: str) -> PartialDate:
    try:
        found = read_date(text)
    except ValueError:
        found = None
    if found is None or found.day is None or found.after:
        message = say("'{value}' is no day", value=written(text))
        raise ConfigurationError(message, say("write it as YYYY-MM-DD, for instance 2025-12-16"))
    return found
