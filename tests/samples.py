"""Sites for tests: the real ones, and small ones written as an editor would write them."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

from pingbi.model.quantities import Quantity
from pingbi.model.site import Site
from pingbi.problems import Problem
from pingbi.reading.check import check
from pingbi.reading.load import Loaded, load
from tests.commands import HOME, MOBILE_PLANS

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
SOURCES = """
sheet:
  title: {zh-TW: 樣本, en: Sample}
  kind: own-test
  published: 2026-01-05
  read: 2026-01-06
  url: none
  method: {zh-TW: 樣本, en: Sample}
  interest: none
  sections: {all: {zh-TW: 全部, en: All}}
"""
FEATURES = """
scales:
  quality: {poor: {zh-TW: 差, en: Poor}, good: {zh-TW: 好, en: Good}, best: {zh-TW: 最好, en: Best}}
groups:
  all: {zh-TW: 全部, en: All}
features:
  length: {group: all, name: {zh-TW: 長度, en: Length}, asks: {zh-TW: 多長？, en: How long?}, kind: duration, direction: higher, role: clip-length}
  size: {group: all, name: {zh-TW: 大小, en: Size}, asks: {zh-TW: 多大？, en: How big?}, kind: number, direction: higher, tolerance: 2}
  wait: {group: all, name: {zh-TW: 等待, en: Wait}, asks: {zh-TW: 等多久？, en: How long a wait?}, kind: duration, direction: lower}
  sound: {group: all, name: {zh-TW: 聲音, en: Sound}, asks: {zh-TW: 有聲音嗎？, en: Is there sound?}, kind: yes-no, direction: higher}
  look: {group: all, name: {zh-TW: 外觀, en: Look}, asks: {zh-TW: 好看嗎？, en: How does it look?}, kind: rating, scale: quality, direction: higher}
  extras: {group: all, name: {zh-TW: 附加, en: Extras}, asks: {zh-TW: 附什麼？, en: What comes with it?}, kind: set, direction: higher, options: {p: {zh-TW: 一, en: One}, q: {zh-TW: 二, en: Two}, r: {zh-TW: 三, en: Three}}}
  colour: {group: all, name: {zh-TW: 顏色, en: Colour}, asks: {zh-TW: 什麼顏色？, en: Which colour?}, kind: choice, options: {red: {zh-TW: 紅, en: Red}, blue: {zh-TW: 藍, en: Blue}}}
  fee: {group: all, name: {zh-TW: 費用, en: Fee}, asks: {zh-TW: 多少錢？, en: How much?}, kind: price, direction: lower}
"""
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
TEXT = "{zh-TW: 樣本, en: Sample}"


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


def told(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
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


def exactly(value: Fraction | int, **more: object) -> Quantity:
    """One exact figure."""
    return Quantity(Fraction(value), Fraction(value), **more)  # type: ignore[arg-type]
