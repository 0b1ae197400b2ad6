"""Remembers what pure functions returned: `@remembered` marks them, `remembering` says for how long.

A function that is marked may depend on its arguments alone, and these must be frozen. Texts, numbers, dates, tuples and
frozen sets count by value, everything else by identity: a remembered result is the very same object as before, so that
what is worked out from it is remembered in turn. Nothing is stored unless a memory is active. Which one is active is
ambient, and may be: with it, with another or without one the results are equal, only their cost differs.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from fractions import Fraction
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
Entry = tuple[Any, Any]
"""The arguments of a call and its result. Arguments stay alive as long as their identity is part of a key."""


class Memory:
    """The results of the current generation, and of the one before it."""

    def __init__(self) -> None:
        self._current: dict[Any, Entry] = {}
        self._previous: dict[Any, Entry] = {}

    def __len__(self) -> int:
        return len(self._current.keys() | self._previous.keys())

    def turn(self) -> None:
        """Begin a new generation, and forget what the one that ends did not ask for."""
        self._previous, self._current = self._current, {}

    def recall(self, key: Any, arguments: Any, call: Callable[[], R]) -> R:
        """The result under `key`, worked out by `call` if it is not remembered; what `call` raises is not stored."""
        entry = self._current.get(key)
        if entry is None:
            entry = self._previous.get(key) or (arguments, call())
            self._current[key] = entry
        result: R = entry[1]
        return result


_ACTIVE: ContextVar[Memory | None] = ContextVar("active memory", default=None)


@contextmanager
def remembering(memory: Memory | None = None) -> Iterator[Memory]:
    """Remember in `memory` inside the block; without one in the active memory, or in one for this block alone."""
    active = _ACTIVE.get() if memory is None else memory
    chosen = Memory() if active is None else active
    token = _ACTIVE.set(chosen)
    try:
        yield chosen
    finally:
        _ACTIVE.reset(token)


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """The function itself where no memory is active; otherwise it runs once for the same arguments."""

    @wraps(function)
    def recalled(*args: P.args, **kwargs: P.kwargs) -> R:
        memory = _ACTIVE.get()
        if memory is None:
            return function(*args, **kwargs)
        key = (function, *map(_key, args), *map(_key, kwargs.items()))
        return memory.recall(key, (args, kwargs), lambda: function(*args, **kwargs))

    return recalled


def _key(value: Any) -> Any:
    return _KEYS.get(type(value), id)(value)


def _itself(value: Any) -> Any:
    return value


def _typed(number: Any) -> Any:
    """A number with its type, so that it equals neither an identity nor an equal number of another type."""
    return type(number), number


def _each(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(map(_key, values))


_KEYS: dict[type, Callable[[Any], Any]] = {
    **dict.fromkeys((str, bytes, dt.date, frozenset), _itself),
    **dict.fromkeys((int, Fraction), _typed),
    tuple: _each,
}
"""How values count that do not count by identity. Subclasses do not count as their base: what they add may matter."""
