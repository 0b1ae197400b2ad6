"""Makes the content of a comparison of any size, always the same: `python -m bench.content DIR --products 43`."""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

GROUPS = 6
FEATURES = 42
SCENARIOS = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--products", type=int, default=43, help="43 make about 2,000 pages, 140 about 20,000")
    options = parser.parse_args()
    for file, text in files(options.products):
        path = options.folder / "content" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def files(products: int) -> Iterator[tuple[str, str]]:
    """Every file, by its path below content/."""
    chance = random.Random(7)
    yield "site.yaml", SITE
    yield "sources.yaml", SOURCES
    yield "features.yaml", features()
    ids = [f"tool-{number:03}" for number in range(1, products + 1)]
    for number, id_ in enumerate(ids):
        yield f"products/{id_}.yaml", product(chance, number, id_)
        yield f"plans/{id_}.yaml", plans(chance)
        yield f"products/{id_}.en.md", prose_en(id_)
        yield f"products/{id_}.zh-TW.md", prose_zh(id_)
    for number in range(SCENARIOS):
        yield f"scenarios/case-{number}.yaml", scenario(chance, number, ids)


def both(zh: str, en: str) -> str:
    return f'{{zh-TW: "{zh}", en: "{en}"}}'


def features() -> str:
    lines = [
        "scales:",
        f"  quality: {{poor: {both('差', 'poor')}, good: {both('好', 'good')}, best: {both('最好', 'best')}}}",
    ]
    lines += ["groups:", *(f"  group-{n}: {both(f'第 {n} 組', f'Group {n}')}" for n in range(GROUPS)), "features:"]
    for number in range(FEATURES):
        kind = KINDS[number % len(KINDS)]
        lines += [
            f"  feature-{number}:",
            f"    group: group-{number % GROUPS}",
            f"    name: {both(f'項目 {number}', f'Feature {number}')}",
            f"    asks: {both(f'項目 {number} 有多少？', f'How much of feature {number} is there?')}",
            *(f"    {line}" for line in kind),
        ]
    lines += [
        "  fee:",
        "    group: group-0",
        f"    name: {both('月費', 'Fee')}",
        f"    asks: {both('多少錢？', 'How much?')}",
    ]
    return "\n".join([*lines, "    kind: price", "    direction: lower"]) + "\n"


def product(chance: random.Random, number: int, id_: str) -> str:
    values = [f"  feature-{n}: {value(chance, n)}" for n in range(FEATURES) if chance.random() < 0.85]
    color = number + 1 if number < 8 else number % 8 + 1
    return "\n".join([
        f"name: Tool {number + 1:03}", f"vendor: Vendor {number % 9}", f"family: family-{number}", 'version: "1"',
        f"color: {color}", "source: sheet", "at: table", f"summary: {both('一項工具。', 'A tool.')}",
        f"verdict: {both('看用途而定。', 'It depends on the work.')}", "values:", *values,
    ]) + "\n"  # fmt: skip


def value(chance: random.Random, number: int) -> str:
    whole = chance.randint(5, 120)
    forms = (f"{whole} s", str(chance.choice(("true", "false"))), str(whole), chance.choice(("poor", "good", "best")),
             f"{whole}-{whole + chance.randint(1, 20)} s", f"{whole % 60}%")  # fmt: skip
    return forms[number % len(KINDS)]


def plans(chance: random.Random) -> str:
    lines = ["currency: USD", "source: sheet", "at: prices", "plans:"]
    for name in ("basic", "pro"):
        fee = chance.randint(300, 9000) / 100
        lines += [f"  {name}:", f"    name: {name.title()}", f"    prices: [{{monthly: {fee:.2f}}}]"]
        lines += [f"    includes: {{clips_per_month: {chance.randint(10, 400)}}}"]
    return "\n".join(lines) + "\n"


def scenario(chance: random.Random, number: int, ids: list[str]) -> str:
    weights = ", ".join(f"feature-{n}: {chance.randint(1, 5)}" for n in sorted(chance.sample(range(FEATURES), 5)))
    return "\n".join([
        f"name: {both(f'情境 {number}', f'Case {number}')}", f"for: {both('要做事的人。', 'People with work to do.')}",
        f"weights: {{fee: 3, {weights}}}", "usage: {clips_per_month: 20, seconds_per_clip: 10}",
        f"pick: {ids[number % len(ids)]}", f"reasons: [{both('夠用。', 'It does.')}]",
        f"difference: {both('我們看重別的。', 'We value other things.')}",
    ]) + "\n"  # fmt: skip


def prose_en(id_: str) -> str:
    price = f"{{{id_}.plans.basic}}"
    return f"## What it is\n\nIt costs {price} and more.\n\n{PROSE_EN * 6}\n\n## Where it fails\n\n{PROSE_EN * 4}\n"


def prose_zh(id_: str) -> str:
    return f"## 這是什麼\n\n價格從 {{{id_}.plans.basic}}起。\n\n{PROSE_ZH * 6}\n\n## 不足之處\n\n{PROSE_ZH * 4}\n"


KINDS = (
    ("kind: duration", "direction: higher", "role: clip-length"),
    ("kind: yes-no", "direction: higher"),
    ("kind: number", "direction: higher"),
    ("kind: rating", "scale: quality", "direction: higher"),
    ("kind: duration", "direction: lower"),
    ("kind: percent", "direction: lower"),
)
PROSE_EN = "The sample text says nothing about any tool that exists, and goes on for about as long as a review does. "
PROSE_ZH = "這段樣本文字不描述任何真實的工具，長度大約和一篇評析相當。"
SITE = f"""title: {both("樣本", "Sample")}
subject: {both("樣本工具", "sample tools")}
description: {both("供量測使用的樣本。", "A sample to measure with.")}
base_url: https://sample.example/
locales:
  zh-TW: {{path: zh-tw, name: 繁體中文}}
  en: {{path: en, name: English}}
advice: {both("沒有建議。", "No advice.")}
"""
SOURCES = f"""sheet:
  title: {both("樣本表", "Sample sheet")}
  kind: own-test
  published: 2026-01-05
  read: 2026-01-06
  url: none
  method: {both("編造的。", "Made up.")}
  interest: none
  sections: {{table: {both("表", "Table")}, prices: {both("價目", "Prices")}}}
"""

if __name__ == "__main__":
    main()
