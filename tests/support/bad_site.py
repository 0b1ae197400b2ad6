"""A small whole site without a fault, into which each case puts one."""

PLANS_A, PLANS_B = "content/plans/a.yaml", "content/plans/b.yaml"
PRODUCT_A, PRODUCT_B = "content/products/a.yaml", "content/products/b.yaml"
OFFER, COMPARISON, TEST = "content/offers/shop.yaml", "content/comparisons/a-vs-b.yaml", "content/tests/one.yaml"
SCENARIO, GUIDE = "content/scenarios/work.yaml", "content/guides/how.yaml"
SITE, SOURCES, FEATURES = "content/site.yaml", "content/sources.yaml", "content/features.yaml"
PROSE_ZH, PROSE_EN = "content/products/a.zh-TW.md", "content/products/a.en.md"

_PLANS = """\
currency: USD
source: sheet
at: all
plans:
  base:
    name: Base
    prices:
      - monthly: 6.99
    includes: {credits_per_month: 600}
"""
_PRODUCT = """\
name: Product A
vendor: Maker
family: one
version: "1"
color: 1
source: sheet
at: all
summary: {zh-TW: 樣本, en: Sample}
verdict:
  zh-TW: 適合短片
  en: Good for short clips
history:
  - {date: 2025-09, event: released, text: {zh-TW: 上市, en: Released}}
values:
  length: 5 s
  sound: true
  size: 3
"""
TEXTS = {
    SITE: """\
title: {zh-TW: 評比, en: Reviews}
subject: {zh-TW: 工具, en: Tools}
description: {zh-TW: 比較兩個工具, en: Two tools compared}
base_url: https://site.example/
locales:
  zh-TW: {path: zh-tw, name: 繁體中文}
  en: {path: en, name: English}
advice: {zh-TW: 看用途, en: It depends on your work}
""",
    SOURCES: """\
sheet:
  title: {zh-TW: 規格表, en: Sheet}
  kind: own-test
  published: 2026-01-05
  read: 2026-01-06
  url: none
  method: {zh-TW: 實測, en: Tested}
  interest: none
  sections: {all: {zh-TW: 全部, en: All}}
""",
    FEATURES: """\
groups:
  all: {zh-TW: 全部, en: All}
features:
  length:
    {group: all, name: {zh-TW: 長度, en: Length}, asks: {zh-TW: 多長？, en: How long?}, kind: duration,
     direction: higher, role: clip-length}
  sound:
    {group: all, name: {zh-TW: 聲音, en: Sound}, asks: {zh-TW: 有聲音嗎？, en: Has it sound?}, kind: yes-no,
     direction: higher}
  size:
    {group: all, name: {zh-TW: 大小, en: Size}, asks: {zh-TW: 多大？, en: How large?}, kind: number, direction: higher}
  fee:
    {group: all, name: {zh-TW: 月費, en: Fee}, asks: {zh-TW: 多少錢？, en: What is the fee?}, kind: price,
     direction: lower}
""",
    PRODUCT_A: _PRODUCT,
    PRODUCT_B: _PRODUCT.replace("Product A", "Product B").replace("color: 1", "color: 2").replace("5 s", "9 s"),
    PLANS_A: _PLANS,
    PLANS_B: _PLANS.replace("6.99", "9.99"),
    OFFER: """\
product: a
seller: {name: Shop, kind: reseller}
currency: USD
source: sheet
at: all
plans:
  pay:
    name: Pay as you go
    prices:
      - per_second: 0.1
""",
    COMPARISON: """\
products: [a, b]
source: sheet
at: all
verdict: {zh-TW: 看長度, en: It is about length}
""",
    TEST: """\
name: {zh-TW: 走路, en: Walking}
prompt: {zh-TW: 一個人在走路, en: A person walking}
source: sheet
at: all
results: {a: {zh-TW: 穩定, en: Steady}, b: {zh-TW: 晃動, en: Shaky}}
winner: a
""",
    SCENARIO: """\
name: {zh-TW: 工作, en: Work}
for: {zh-TW: 上班族, en: People at work}
needs:
  - {feature: length, at_least: 5 s, because: {zh-TW: 要夠長, en: It must be long enough}}
weights: {length: 3, size: 1}
usage: {clips_per_month: 3, seconds_per_clip: 5}
pick: b
reasons: [{zh-TW: 最長, en: It is the longest}]
""",
    GUIDE: """\
title: {zh-TW: 用法, en: How to use it}
asks: {zh-TW: 怎麼用？, en: How is it used?}
three: [{zh-TW: 想, en: Think}, {zh-TW: 試, en: Try}, {zh-TW: 改, en: Mend}]
""",
    "content/pages/pricing.zh-TW.md": "價格常常改。\n",
    "content/pages/pricing.en.md": "Prices change often.\n",
    PROSE_ZH: "## 為什麼\n\n片長 {a.length}，見[價格](/pricing/)。\n\n## 誰該用\n\n上班族。\n",
    PROSE_EN: "## Why\n\nClips of {a.length}; see [prices](/pricing/).\n\n## Who should use it\n\nPeople at work.\n",
}
