"""Sites for tests: the real ones, and small ones written as an editor would write them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pingbi.content.load import Loaded, check, load
from pingbi.diagnostics.problem import Problem
from pingbi.model.site import Site
from tests.support.commands import HOME, MOBILE_PLANS

SITE = """
title: {zh-TW: 甲, en: A}
subject: {zh-TW: 乙, en: B}
description: {zh-TW: 丙, en: C}
base_url: https://site.example/
locales:
  zh-TW: {path: zh-tw, name: 繁體中文}
  en: {path: en, name: English}
advice: {zh-TW: 丁, en: D}
"""
RATE = "rates: [{from: USD, to: TWD, rate: 30, date: 2026-01-05, source: sheet, at: all}]\n"
SOURCES = """
sheet:
  title: {zh-TW: 樣本, en: Sample}
  kind: own-test
  published: 2026-01-05
  read: 2026-11-01
  url: none
  method: {zh-TW: 樣本, en: Sample}
  interest: none
  sections: {all: {zh-TW: 全部, en: All}}
"""
TEXT = "{zh-TW: 樣本, en: Sample}"
FEATURES = """
scales: {quality: {poor: T, good: T, best: T}}
groups: {all: T}
features:
  length: {group: all, name: T, asks: T, kind: duration, direction: higher, role: clip-length}
  size: {group: all, name: T, asks: T, kind: number, direction: higher, tolerance: 2}
  wait: {group: all, name: T, asks: T, kind: duration, direction: lower}
  sound: {group: all, name: T, asks: T, kind: yes-no, direction: higher}
  look: {group: all, name: T, asks: T, kind: rating, scale: quality, direction: higher}
  extras: {group: all, name: T, asks: T, kind: set, direction: higher, options: {p: T, q: T, r: T}}
  colour: {group: all, name: T, asks: T, kind: choice, options: {red: T, blue: T}}
  fee: {group: all, name: T, asks: T, kind: price, direction: lower}
""".replace(" T", f" {TEXT}")
PRODUCT = """
name: Product {id}
vendor: Vendor
family: {id}
version: "1"
color: {color}
source: sheet
at: all
summary: {{zh-TW: 樣本, en: Sample}}
verdict: {{zh-TW: 樣本, en: Sample}}
values: {{{values}}}
"""
PLANS = "currency: {currency}\nsource: sheet\nat: all\nplans:\n  base:\n    name: Base\n    prices: [{price}]\n"


def files_of(products: Mapping[str, str], **more: str) -> dict[str, bytes]:
    """A whole site with these products (id: its values in YAML); `more` are files, `plans__a` for plans/a.yaml."""
    texts = {"site": SITE, "sources": SOURCES, "features": FEATURES}
    for color, (id_, values) in enumerate(products.items(), 1):
        texts[f"products/{id_}"] = PRODUCT.format(id=id_, color=color, values=values)
    texts |= {name.replace("__", "/"): text for name, text in more.items()}
    return {f"content/{name}.yaml": text.encode() for name, text in texts.items()}


def site_of(products: Mapping[str, str], **more: str) -> Site:
    """The same as a site; it must be without fault."""
    return whole(load(files_of(products, **more)))


def problems_of(files: Mapping[str, bytes]) -> list[Problem]:
    """Everything that the rules say about a site."""
    return check(load(files))


def reported(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """The same, as file and code."""
    return [(problem.place.file, problem.code) for problem in problems_of(files)]


def whole(loaded: Loaded) -> Site:
    assert [problem for problem in check(loaded) if problem.severity == "error"] == []
    return loaded.whole


def content_of(base: Path) -> dict[str, bytes]:
    paths = sorted(path for path in (base / "content").rglob("*") if path.is_file())
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in paths}


@cache
def real_site() -> Site:
    """The comparison of this project."""
    return whole(load(content_of(HOME)))


@cache
def mobile_site() -> Site:
    """The second comparison, which is kept for tests."""
    return whole(load(content_of(MOBILE_PLANS)))
