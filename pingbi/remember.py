"""Remembers results of pure functions: `@remembered` marks them, `remembering` sets for how long.

A marked function may depend on its arguments alone, and these must be frozen. Texts, numbers, dates, tuples and
frozen sets count by value, everything else by identity: a remembered result is the same object as before, so that
what follows from it is remembered in turn. Nothing is stored unless a memory is active. Which one is active is
ambient, and may be: with it, with another or without one the results are equal, only their cost differs.
`fingerprint` is the key for a memory on disk: the same in every process and on any machine.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import wraps
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar

Append = Callable[[bytes], None]
Write = Callable[[Any, Append], None]
"""Writes a value's canonical form in pieces."""


def fingerprint(value: Any) -> str:
    """SHA-256 over the canonical form of dataclasses, tuples, mappings in their order, sets, texts, numbers and dates.

    Raises TypeError for anything else: its form could depend on the process, by an address or the order of a hash.
    """
    return sha256(_form(value)).hexdigest()


def _form(value: Any) -> bytes:
    pieces: list[bytes] = []
    _WRITERS[type(value)](value, pieces.append)
    return b"".join(pieces)


class _Writers(dict[type, Write]):
    """The writer of each class, determined once per class."""

    def __missing__(self, kind: type) -> Write:
        self[kind] = write = _writer_of(kind)
        return write


_WRITERS = _Writers()


def _writer_of(kind: type) -> Write:
    if is_dataclass(kind):
        return _by_names(kind.__qualname__, tuple(field.name for field in fields(kind)))
    for base, make in _BASES.items():
        if issubclass(kind, base):
            return make(_delimited(kind.__qualname__))
    raise TypeError(f"a {kind.__qualname__} has no canonical form, and so no fingerprint")


def _delimited(text: str) -> bytes:
    """Return a text after its length, so that different sequences of texts never give the same bytes."""
    data = text.encode("utf-8", "surrogatepass")
    return b"%d:%s" % (len(data), data)


def _by_names(owner: str, names: tuple[str, ...]) -> Write:
    head = b"".join(map(_delimited, (owner, str(len(names)), *names)))

    def write(value: Any, append: Append) -> None:
        append(head)
        for name in names:
            item = getattr(value, name)
            _WRITERS[type(item)](item, append)

    return write


def _by_text(text_of: Callable[[Any], str]) -> Callable[[bytes], Write]:
    """`head` is the class's own name: a template escapes plain text, and not equal Markup."""

    def make(head: bytes) -> Write:
        return lambda value, append: append(head + _delimited(text_of(value)))

    return make


def _by_items(items_of: Callable[[Any], Iterable[Any]]) -> Callable[[bytes], Write]:
    def make(head: bytes) -> Write:
        def write(value: Any, append: Append) -> None:
            append(b"%s%d:" % (head, len(value)))
            for item in items_of(value):
                _WRITERS[type(item)](item, append)

        return write

    return make


def _by_sorted_items(head: bytes) -> Write:
    """Sets have an order of their own in every process."""

    def write(value: frozenset[Any], append: Append) -> None:
        append(b"%s%d:" % (head, len(value)))
        for form in sorted(map(_form, value)):
            append(form)

    return write


_BASES: Mapping[type, Callable[[bytes], Write]] = {
    Enum: _by_text(lambda member: str(member.name)),
    str: _by_text(str),
    bytes: _by_text(bytes.hex),
    int: _by_text(str),
    Fraction: _by_text(str),
    type(None): _by_text(str),
    dt.date: _by_text(lambda date: str(date.isoformat())),
    tuple: _by_items(iter),
    Mapping: _by_items(lambda mapping: mapping.items()),
    frozenset: _by_sorted_items,
}
"""Writers by base class. Enumerations come first, since their members may also be texts or numbers."""


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
    """Return a number with its type, so that it equals neither an identity nor an equal number of another type."""
    return type(number), number


def _each(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(map(_key, values))


_KEYS: dict[type, Callable[[Any], Any]] = {
    **dict.fromkeys((str, bytes, dt.date, frozenset), _itself),
    **dict.fromkeys((int, Fraction), _typed),
    tuple: _each,
}
"""Key functions of types that compare by value. Subclasses are not included: they may add state."""
