"""A copy of a site with a made-up third language beside its two: what a translator would have to add, all of it."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from pingbi.content.yaml.documents import read_yaml
from tests.support.commands import HOME, MOBILE_PLANS, Copy, copy_of

MARK = "訳"
"""The made-up Japanese is the English behind this mark."""


def three_languages(into: Path, home: Path = HOME) -> Copy:
    """The second site in three languages, made in the folder `into`; the interface's words are those of `home`."""
    copy = copy_of(home / MOBILE_PLANS.relative_to(HOME), into)
    for path in (copy.root / "content").rglob("*.yaml"):
        _rewrite(path, path, translated)
    for path in (copy.root / "content").rglob("*.en.md"):
        lines = path.read_text(encoding="utf-8").split("\n")
        words = "\n".join(re.sub(r"^(#+ )?(?=.)", rf"\g<0>{MARK} ", line) for line in lines)
        path.with_name(path.name.replace(".en.md", ".ja.md")).write_text(words, encoding="utf-8")
    for path in (home / "templates/strings").glob("*.yaml"):
        _rewrite(path, copy.root / "templates/strings" / path.name, with_words)
    with_japanese = copy.read("content/site.yaml").replace(
        "  en:\n    path", "  ja: {path: ja, name: 日本語}\n  en:\n    path"
    )
    copy.write("content/site.yaml", with_japanese)
    return copy


def translated(data: Any) -> Any:
    """Data with a text in Japanese beside each in English."""
    if isinstance(data, Decimal):
        return float(data)
    if isinstance(data, list):
        return [translated(item) for item in data]
    if not isinstance(data, dict):
        return data
    if {"zh-TW", "en"} == set(data) and not isinstance(data["en"], dict):
        return {"zh-TW": data["zh-TW"], "ja": f"{MARK} {data['en']}", "en": data["en"]}
    return {key: translated(item) for key, item in data.items()}


def with_words(data: dict[str, Any]) -> dict[str, Any]:
    """The interface's words with a Japanese wording each, in the one form that Japanese has."""
    return {key: {**texts, "ja": f"{MARK}{_only(texts['en'])}"} for key, texts in data.items()}


def _only(forms: Any) -> str:
    return str(forms["other"] if isinstance(forms, dict) else forms)


def _rewrite(source: Path, target: Path, change: Callable[[Any], Any]) -> None:
    data = read_yaml(source.read_bytes(), source.name).data
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(yaml.safe_dump(change(data), allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
