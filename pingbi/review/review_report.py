"""A review as text for a terminal, Markdown for a comment on a change, and JSON for other programs."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pingbi.diagnostics.message import Message, say
from pingbi.diagnostics.translations import in_language
from pingbi.review.comparison import Pages, Review
from pingbi.review.statements import Change

MOST = 40
"""Changes listed per kind: a comment has a size limit, and so has a reader."""
MOST_PAGES = 12
"""Pages listed per group."""
WIDEST = 200
"""Characters of a text in a table."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]|~])")
_CALLING = re.compile(r"([@#])(?=\w)")
"""What would mention a user or an issue."""

Tell = Callable[[str], str]


def review_text(review: Review, language: str) -> str:
    def translated(text: str) -> str:
        return in_language(text, language)

    if review.quiet:
        return translated(_nothing(review)) + "\n"
    parts = [
        [translated(_against(review))],
        [
            translated(_conclusions(review)),
            *_lines(review.conclusions, translated),
            *(f"  {translated(line)}" for line in _stayed(review)),
        ],
        [translated(_facts(review)), *_lines(review.facts, translated)],
        [translated(_page_counts(review.pages)), *(f"  {translated(line)}" for line in _groups(review.pages))],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def review_markdown(review: Review, language: str) -> str:
    def translated(text: str) -> str:
        return in_language(text, language)

    if review.quiet:
        return _escaped(translated(_nothing(review))) + "\n"
    blocks = [
        _escaped(translated(_against(review))),
        f"### {_escaped(translated(_conclusions(review)))}",
        *_table(review.conclusions, translated),
        "\n".join(f"- {_escaped(translated(line))}" for line in _stayed(review)),
        f"### {_escaped(translated(_facts(review)))}",
        *_table(review.facts, translated),
        f"<details><summary>{_escaped(translated(_page_counts(review.pages)))}</summary>",
        "\n".join(f"- {_escaped(translated(line))}" for line in _groups(review.pages)),
        "</details>",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def review_json(review: Review, language: str) -> str:
    """Return everything, uncut; labels and texts in `language`, keys language-free."""
    pages = review.pages
    data = {
        "against": {"revision": review.name, "commit": review.commit},
        "edited": review.edited,
        "conclusions": [_record(change, language) for change in review.conclusions],
        "stayed": dict(review.stayed) if review.stayed is not None else None,
        "facts": [_record(change, language) for change in review.facts],
        "pages": {
            "added": list(pages.added),
            "removed": list(pages.removed),
            "changed": list(pages.changed),
            "unchanged": pages.same if review.edited else None,
        },
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _record(change: Change, language: str) -> dict[str, Any]:
    texts = {"label": change.label, "old": change.old, "new": change.new}
    return {"key": change.key} | {
        name: None if text is None else in_language(text, language) for name, text in texts.items()
    }


# --- sentences ----------------------------------------------------------------------------------------------------


def _name(review: Review) -> Message:
    return say("{name} ({commit})", name=review.name, commit=review.commit[:10])


def _against(review: Review) -> Message:
    return say("The content against that of {revision}:", revision=_name(review))


def _nothing(review: Review) -> Message:
    if review.edited:
        return say("The content differs from that of {revision}, and no page does.", revision=_name(review))
    return say("The content is that of {revision}.", revision=_name(review))


def _conclusions(review: Review) -> Message:
    return say("Conclusions that changed: {count}", count=len(review.conclusions))


def _facts(review: Review) -> Message:
    return say("Facts that changed: {count}", count=len(review.facts))


def _page_counts(pages: Pages) -> Message:
    counts = {"changed": len(pages.changed), "added": len(pages.added), "removed": len(pages.removed)}
    return say(
        "Pages: {changed} changed, {added} added, {removed} removed, {same} as before", **counts, same=pages.same
    )


def _stayed(review: Review) -> Iterator[Message]:
    """Report what did not change, which is a finding, too."""
    kinds: Mapping[str, Callable[[int], Message]] = {
        "pick": lambda n: (
            say("the pick of 1 scenario stays") if n == 1 else say("the pick of {count} scenarios stays", count=n)
        ),
        "lead": lambda n: (
            say("1 scenario keeps who is ahead") if n == 1 else say("{count} scenarios keep who is ahead", count=n)
        ),
        "tally": lambda n: say("1 tally stays") if n == 1 else say("{count} tallies stay", count=n),
        "break-even": lambda n: (
            say("1 pair of offers keeps its break-even points")
            if n == 1
            else say("{count} pairs of offers keep their break-even points", count=n)
        ),
    }
    for kind, sentence in kinds.items():
        if count := (review.stayed or {}).get(kind, 0):
            yield sentence(count)


def _more(count: int) -> Message:
    return say("and {count:,} more", count=count)


# --- changes ------------------------------------------------------------------------------------------------------


def _lines(found: tuple[Change, ...], translated: Tell) -> Iterator[str]:
    for change in found[:MOST]:
        yield f"  {translated(_change(change))}"
    if len(found) > MOST:
        yield f"  {translated(_more(len(found) - MOST))}"


def _change(change: Change) -> Message:
    if change.old is None:
        return say("+ {label}: {new}", label=change.label, new=change.new)
    if change.new is None:
        return say("- {label}: {old}", label=change.label, old=change.old)
    return say("~ {label}: {old} -> {new}", label=change.label, old=change.old, new=change.new)


def _table(found: tuple[Change, ...], translated: Tell) -> Iterator[str]:
    """Return a table of changes, if there are any, and how many are left out."""
    if not found:
        return
    titles = [translated(title) for title in (say("what"), say("before"), say("now"))]
    rows = [[translated(text) if text is not None else "" for text in (c.label, c.old, c.new)] for c in found[:MOST]]
    lines = [_row(titles), "|---|---|---|", *(_row([_cell(text) for text in row]) for row in rows)]
    yield "\n".join(lines)
    if len(found) > MOST:
        yield translated(_more(len(found) - MOST))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return _escaped(text if len(text) <= WIDEST else text[: WIDEST - 1] + "…") or "–"


def _escaped(text: str) -> str:
    """Escape words so that no sign acts as Markdown, HTML or a mention."""
    plain = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CALLING.sub(r"\1<!-- -->", _SPECIAL.sub(r"\\\1", plain))


# --- pages --------------------------------------------------------------------------------------------------------


def _groups(pages: Pages) -> Iterator[Message]:
    """Group pages by language and kind, which are their folders."""
    for files, translated in ((pages.added, _added), (pages.removed, _removed), (pages.changed, _changed)):
        grouped: dict[str, list[str]] = {}
        for file in files:
            group, name = _placed(file)
            grouped.setdefault(group, []).append(name)
        yield from (translated(group, _shown(names)) for group, names in grouped.items())


def _added(group: str, names: list[str]) -> Message:
    return say("added: {group}: {names}", group=group, names=names)


def _removed(group: str, names: list[str]) -> Message:
    return say("removed: {group}: {names}", group=group, names=names)


def _changed(group: str, names: list[str]) -> Message:
    return say("changed: {group}: {names}", group=group, names=names)


def _placed(file: str) -> tuple[str, str]:
    """Return a page's group and its name in it: `en/compare/a-vs-b/index.html` is `a-vs-b` in `en/compare/`."""
    parts = file.split("/")
    if len(parts) == 1:
        return "/", file
    inside = parts[1:-1]
    return (
        (f"{parts[0]}/{inside[0]}/", inside[-1]) if len(inside) > 1 else (f"{parts[0]}/", inside[0] if inside else "/")
    )


def _shown(names: list[str]) -> list[str]:
    return [*names[:MOST_PAGES], *([_more(len(names) - MOST_PAGES)] if len(names) > MOST_PAGES else [])]
