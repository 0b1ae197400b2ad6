"""Remembers what pure functions gave, so that a preview works out again only what an edit touched."""

from collections.abc import Callable
from fractions import Fraction
from functools import wraps
from typing import Any, TypeVar
from weakref import ref

R = TypeVar("R")
T = TypeVar("T")
BY_VALUE = (str, bytes, int, Fraction, frozenset, type(None))


class Memo:
    """What functions gave in the last run and in this one. Whatever a run does not ask for is forgotten after it.

    A function is asked for by itself and its arguments: texts and numbers count by what they say, tuples and frozen
    sets by what they hold, all else by identity. So only pure functions of frozen values may be remembered, and a value
    that comes out of the memo is the very same one as before, by which what is made from it is found again in turn.
    """

    def __init__(self) -> None:
        self._before: dict[Any, tuple[Any, Any]] = {}
        self._now: dict[Any, tuple[Any, Any]] = {}

    def __call__(self, make: Callable[..., R], *arguments: Any) -> R:
        return self._kept((make, *map(_key, arguments)), arguments, lambda: make(*arguments))

    def on(self, what: tuple[str, ...], depends: tuple[Any, ...], make: Callable[[], R]) -> R:
        """The same for what has no function of its own: `make` must look at nothing that `depends` does not hold."""
        return self._kept((what, *map(_key, depends)), depends, make)

    def of(self, what: tuple[str, ...], depends: tuple[Any, ...], make: Callable[[], R]) -> R:
        """The same where everything counts by identity: much cheaper, where there are thousands of them."""
        return self._kept((what, *map(id, depends)), depends, make)

    def _kept(self, key: Any, arguments: tuple[Any, ...], make: Callable[[], R]) -> R:
        entry = self._now.get(key) or self._before.get(key)
        if entry is None:
            entry = (arguments, make())  # the arguments are kept alive: their identity is the key
        self._now[key] = entry
        result: R = entry[1]
        return result

    def turn(self) -> None:
        """The end of a run: forget what it had no use for."""
        self._before, self._now = self._now, {}


class Forgetful(Memo):
    """Remembers nothing: what a single build needs."""

    def __call__(self, make: Callable[..., R], *arguments: Any) -> R:
        return make(*arguments)

    def on(self, what: tuple[str, ...], depends: tuple[Any, ...], make: Callable[[], R]) -> R:
        return make()

    def of(self, what: tuple[str, ...], depends: tuple[Any, ...], make: Callable[[], R]) -> R:
        return make()


FORGETFUL = Forgetful()


def kept(make: Callable[[T], R]) -> Callable[[T], R]:
    """What a pure function of one frozen value gave, kept for as long as that value lives.

    The outcome must not hold on to the value itself, or both would live for ever.
    """
    found: dict[int, tuple[ref[Any], R]] = {}

    @wraps(make)
    def get(value: T) -> R:
        key = id(value)
        entry = found.get(key)
        if entry is None:
            entry = found[key] = (ref(value, lambda _: found.pop(key, None)), make(value))
        return entry[1]

    return get


def _key(argument: Any) -> Any:
    if isinstance(argument, BY_VALUE):
        return argument
    return tuple(map(_key, argument)) if isinstance(argument, tuple) else ("id", id(argument))
