"""Rules on what is written: references resolve, languages stay in step, nothing is left over."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from pingbi.locales import Text
from pingbi.model.fields import HAN
from pingbi.model.site import Prose, Site
from pingbi.model.walk import texts
from pingbi.problems import Place, Problem
from pingbi.reading.rules import Content, dangling
from pingbi.reading.text_bytes import LEFTOVER
from pingbi.references import Reference, Stray, references, split

FIGURE = re.compile(
    r"(?:US\$|NT\$|[$€£¥])\s?\d[\d,.]*|\d[\d,.]*\s?(?:%|(?:fps|min|s|h|seconds?|minutes?|hours?|credits?)\b|秒|分鐘|小時|點)"
)
"""A number beside a currency or a unit, as it would be typed."""
HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)
KINDS = {
    "test": "tests",
    "scenario": "scenarios",
    "guide": "guides",
    "feature": "features",
    "source": "sources",
}
OWNED = ("products", "comparisons", "scenarios", "guides")
STANDING = (
    "home", "products", "compare", "pricing", "scenarios", "tests", "guides", "sources", "method", "changes",
)  # fmt: skip


def check_texts(content: Content) -> list[Problem]:
    """All rules on texts in the data and on prose files."""
    found: list[Problem] = []
    for file, path, text in _all_texts(content):
        found += _check_text(content, Place(file, path), text)
    for key, prose in content.site.prose.items():
        found += _check_prose(content, key[2], prose)
    return [*found, *_check_pairs(content.site, content)]


def _all_texts(content: Content) -> Iterator[tuple[str, tuple[str | int, ...], Text]]:
    site = content.site
    for path, text in texts(site.config):
        yield "content/site.yaml", path, text
    for path, text in texts(site.sources):
        yield "content/sources.yaml", path, text
    for path, text in texts(site.catalogue):
        yield "content/features.yaml", path, text
    for file, record in content.records():
        for path, text in texts(record):
            yield file, path, text


def _check_text(content: Content, place: Place, text: Text) -> Iterator[Problem]:
    for locale, words in text:
        inner = Place(place.file, (*place.path, locale))
        yield from _check_leftovers(inner, words)
        yield from _check_words(inner, locale, words)
        for piece in split(words):
            yield from _check_piece(content, inner, piece)
        yield from (_typed(inner, figure) for _, figure in _figures(words))
    yield from _check_same_references(place, text)


def _check_leftovers(place: Place, words: str) -> Iterator[Problem]:
    leftover = LEFTOVER.search(words)
    if leftover:
        yield Problem(place, "leftover", f"{leftover[0]!r} was left in the text", "finish it, or take it out")


def _check_words(place: Place, locale: str, words: str) -> Iterator[Problem]:
    if not locale.startswith(("zh", "ja")) and HAN.search(words):
        hint = "write it in this language; no page mixes the two"
        yield Problem(place, "han-in-text", f"the text in {locale} contains Han characters", hint)
    odd = simplified(words) if locale in ("zh-TW", "zh-Hant", "zh-HK") else ""
    if odd:
        hint = "use the Traditional form"
        yield Problem(place, "simplified", f"Simplified characters in {locale}: {odd}", hint, "warning")


def _figures(words: str) -> Iterator[tuple[int, str]]:
    """Figures typed in a text, with their columns; those inside references are not typed."""
    masked = re.sub(r"\{[^{}]*\}", lambda match: "\0" * len(match[0]), words)
    for match in FIGURE.finditer(masked):
        yield match.start() + 1, match[0].strip()


def _typed(place: Place, figure: str) -> Problem:
    """A figure that the data holds is referred to, so that it can never go stale."""
    hint = "refer to the data ({product.feature}, {product.plans.plan}), or write the number out in words"
    return Problem(place, "bare-number", f"{figure!r} is typed here and would go stale", hint, "warning")


def simplified(words: str) -> str:
    """The characters of a text that exist in Simplified Chinese only (in GB 2312 and not in Big5)."""
    return "".join(
        sorted({char for char in HAN.findall(words) if _encodes(char, "gb2312") and not _encodes(char, "cp950")})
    )


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _check_piece(content: Content, place: Place, piece: str | Reference | Stray) -> Iterator[Problem]:
    if isinstance(piece, Stray):
        hint = r"a reference is written {product.feature}; a literal brace \{"
        yield Problem(place, "reference-form", "this brace begins no reference", hint)
    elif isinstance(piece, Reference):
        wrong = unresolved(content, piece)
        if wrong:
            what, name, known = wrong
            problem = dangling(place, what, name, known)
            yield Problem(place, problem.code, f"{piece.written}: {problem.message}", problem.hint)


def unresolved(content: Content, reference: Reference) -> tuple[str, str, list[str]] | None:
    """What a reference fails on: (what, the name, the known names); None where it resolves."""
    head, *rest = reference.parts
    declared, site = content.declared, content.site
    if rest and head in KINDS:
        known = list(declared[KINDS[head]])
        return None if len(rest) == 1 and rest[0] in known else (head, ".".join(rest), known)
    if head in site.offers or (rest[:1] == ["plans"] and head in declared["products"]):
        return _unresolved_plan(site, head, rest)
    if head not in declared["products"]:
        return "product or offer", head, [*declared["products"], *site.offers]
    if not rest or (len(rest) == 1 and rest[0] in site.catalogue.features):
        return None
    return "feature", ".".join(rest), list(site.catalogue.features)


def _unresolved_plan(site: Site, head: str, rest: list[str]) -> tuple[str, str, list[str]] | None:
    offering = site.offers.get(head) or site.plans.get(head)
    if not rest or offering is None:
        return None
    plans = list(offering.plans)
    if len(rest) < 2 or rest[1] not in plans:
        return "plan", ".".join(rest[1:]), plans
    given = list(offering.plans[rest[1]].includes.given)
    if len(rest) == 2 or (len(rest) == 3 and rest[2] in given):
        return None
    return "allowance", ".".join(rest[2:]), given


def _check_same_references(place: Place, text: Text) -> Iterator[Problem]:
    used = {locale: Counter(ref.written for ref in references(words)) for locale, words in text}
    yield from _differences(place, used)


def _differences(place: Place, used: Mapping[str, Counter[str]]) -> Iterator[Problem]:
    everything: Counter[str] = Counter()
    for counted in used.values():
        everything |= counted
    for locale, counted in used.items():
        missing = sorted((everything - counted).elements())
        if missing:
            at = Place(place.file, (*place.path, locale)) if place.path else place
            hint = "both languages tell the same facts: use the same references"
            message = f"the text in {locale} lacks {', '.join(missing)}"
            yield Problem(at, "placeholder-mismatch", message, hint)
            return


def _check_prose(content: Content, locale: str, prose: Prose) -> Iterator[Problem]:
    for number, line in enumerate(prose.text.split("\n"), 1):
        yield from _check_words(Place(prose.file, line=number, column=1), locale, line)
        for column, figure in _figures(line):
            yield _typed(Place(prose.file, line=number, column=column), figure)
        for piece in split(line):
            if not isinstance(piece, str):
                yield from _check_piece(content, Place(prose.file, line=number, column=piece.offset + 1), piece)


def _check_pairs(site: Site, content: Content) -> Iterator[Problem]:
    """Every prose file belongs to something, and has the same headings and references in every language."""
    locales = list(site.config.locales)
    for folder, id_ in sorted({key[:2] for key in site.prose}):
        found = {locale: site.prose.get((folder, id_, locale)) for locale in locales}
        yield from _owner(content, folder, id_, [prose for prose in found.values() if prose])
        given = {locale: prose for locale, prose in found.items() if prose}
        if len(given) == len(locales):
            yield from _shape(given)


def _owner(content: Content, folder: str, id_: str, proses: list[Prose]) -> Iterator[Problem]:
    known = STANDING if folder == "pages" else content.declared[folder]
    if id_ not in known:
        for prose in proses:
            yield dangling(Place(prose.file), f"{folder.rstrip('s')} for this prose:", id_, known)


def _shape(given: Mapping[str, Prose]) -> Iterator[Problem]:
    shapes = {locale: [len(marks) for marks in HEADING.findall(prose.text)] for locale, prose in given.items()}
    first = next(iter(shapes))
    for locale, shape in shapes.items():
        if shape != shapes[first]:
            message = f"its headings differ from those in {first}"
            hint = "same sections in every language, in the same order"
            yield Problem(Place(given[locale].file), "heading-shape", message, hint, "warning")
    used = {locale: Counter(ref.written for ref in references(prose.text)) for locale, prose in given.items()}
    for problem in _differences(Place(given[first].file), used):
        locale = next(name for name in given if f"in {name} " in problem.message)
        yield Problem(Place(given[locale].file), problem.code, problem.message, problem.hint)
