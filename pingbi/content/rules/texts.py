"""Rules on texts: references resolve, languages correspond, nothing is left unfinished."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pingbi.content.paragraphs import differing_headings, differing_references, first_lack, lack
from pingbi.content.rules.citations import (
    WHAT,
    Content,
    TextReferences,
    all_dangling,
    dangling,
    targets_of,
    unsold,
    valueless,
)
from pingbi.content.rules.languages import (
    in_own_punctuation,
    prose_in_step,
    same_words,
    text_in_step,
    untranslated_texts,
)
from pingbi.diagnostics.message import quote_value, say
from pingbi.diagnostics.problem import Place, Problem
from pingbi.locale.text import Reference, Stray, Text, is_traditional, marks, script_of, split
from pingbi.model.base import is_id, texts
from pingbi.model.fields import HAN
from pingbi.model.site import Prose, Site
from pingbi.remember import remembered
from pingbi.site_structure import PAGE_PROSE, PROSE_PAGES

FIGURE = re.compile(
    r"(?:US\$|NT\$|[$€£¥])\s?\d[\d,.]*|\d[\d,.]*[\s-]?(?:%|秒|分鐘|小時|天|週|個月|點|美元"
    r"|(?:fps|min|s|h|seconds?|minutes?|hours?|days?|weeks?|months?|credits?|dollars?)\b)"
)
"""A number beside a currency or unit, as typed in prose."""
STRAYS = {
    "": (
        say("this brace begins no reference"),
        say(r"a reference is written {{product.feature}}; a literal brace \{{"),
    ),
    "empty": (say("a figure is marked here, and there is none"), say("write it after the tilde: {{~ 5 s}}")),
    "nested": (
        say("a marked figure holds no braces of its own"),
        say("what the data holds is referred to without a mark; a figure of your own is written {{~ 5 s}}"),
    ),
    "wide": (say("full-width braces hold no reference"), say("write half-width ones: {{product.feature}}")),
    "open": (say("the mark that begins here does not end"), say("close it on the same line: {{~ 5 s}}")),
}
"""Message and hint for a stray brace, by what is wrong with the marked figure it begins."""
SAMPLE = re.compile(
    r"樣本(?:產品|廠商|資料)|兩項樣本產品的並排比較；內容都是示範，請換成你自己的。"
    r"|這是樣本：項目多就選 \{.*\}，預算少就選 \{.*\}。|樣本需求：要放得下一個月的份。"
    r"|(?:不是，)?兩者都是示範用的樣本。|為了示範而編的樣本，不描述任何真實的產品。|示範用的樣本產品。|.*把這一段換成你的(?:評測|比較)。"
    r"|sample products|Two sample products side by side; all of it is for show, so put your own in its place\."
    r"|A sample: \{.*\} for many items, \{.*\} for a small budget\.|A sample need: a month’s worth has to fit\."
    r"|(?:Both|No, both) are samples for show\.|Sample (?:vendor|data)|A sample product, for show\."
    r"|Samples made for show; they describe no product that exists\."
    r"|.* Put your (?:review|comparison) in place of this\."
)
"""The texts of a new comparison that only show how it is done; a test holds them against those that are written."""
_RESERVED_HOST = re.compile(r"https?://(?:[^/]+[.])?example[.](?:org|com|net)(?=[:/]|$)", re.IGNORECASE)
_HAN_RUN = re.compile(f"(?:{HAN.pattern})+")


def check_texts(content: Content) -> list[Problem]:
    """Run all rules on texts in the data and on prose files."""
    site = content.site
    single = {"site": site.config, "sources": site.sources, "features": site.catalogue}
    records = [*((f"content/{name}.yaml", record) for name, record in single.items()), *content.records()]
    looked_at = [_in_record(file, record) for file, record in records]
    looked_at += [_in_prose(prose, key[2]) for key, prose in site.prose.items()]
    found = [problem for problems, _ in looked_at for problem in problems]
    found += [problem for proses in _side_by_side(site) for problem in prose_in_step(proses)]
    found += _reserved_address(site)
    targets, today = targets_of(content), content.in_force or site
    for _, named in looked_at:
        found += all_dangling(targets, named)
    every = [item for _, named in looked_at for item in named]
    found += [*valueless(today, every), *unsold(today, every)]
    return [*found, *_check_pairs(site, content)]


def _side_by_side(site: Site) -> Iterator[tuple[tuple[str, Prose], ...]]:
    """Yield the prose of every page in each of its languages."""
    for folder, id_ in sorted({key[:2] for key in site.prose}):
        found = ((locale, site.prose.get((folder, id_, locale))) for locale in site.config.locales)
        yield tuple((locale, prose) for locale, prose in found if prose)


@remembered
def _in_record(file: str, record: Any) -> tuple[list[Problem], TextReferences]:
    """Return what is wrong with a record's texts alone, and what they refer to."""
    problems: list[Problem] = []
    named: TextReferences = []
    for path, text in texts(record):
        problems += _check_text(Place(file, path), text)
        for locale, words in text:
            inner = Place(file, (*path, locale))
            pieces = () if _is_name(Place(file, path)) else split(words)
            named += [(inner.within(piece.offset), piece) for piece in pieces if isinstance(piece, Reference)]
    return problems, named


def _check_text(place: Place, text: Text) -> Iterator[Problem]:
    for locale, words in text:
        inner = Place(place.file, (*place.path, locale))
        yield from _check_words(inner, locale, words)
        yield from _in_name(inner, words) if _is_name(place) else _strays(inner, words)
        yield from (_typed(inner.within(offset), figure) for offset, figure in _figures(words))
    samples = (it for locale, words in text for it in _sample(Place(place.file, (*place.path, locale)), words))
    yield from islice(samples, 1)  # who replaces it does so in every language
    yield from _check_same_references(place, text)
    yield from _check_same_words(place, text)
    yield from text_in_step(place, text)


def _sample(place: Place, words: str) -> Iterator[Problem]:
    """Warn of a text of the samples that a new comparison begins with."""
    if SAMPLE.fullmatch(words):
        message = say("this text is one of the samples that a new comparison begins with")
        hint = say("write your own in its place, or take it out")
        yield Problem(place, "sample-left", message, hint, "warning", about=(quote_value(words),))


def _reserved_address(site: Site) -> Iterator[Problem]:
    """Warn of an address that is reserved for examples: feeds, maps and language links would lead nowhere."""
    address = site.config.base_url
    if _RESERVED_HOST.match(address):
        message = say("{address} is an example and nobody's address", address=address)
        hint = say("write the address at which this site is published: search engines and other sites are given it")
        yield Problem(
            Place("content/site.yaml", ("base_url",)), "sample-left", message, hint, "warning", about=(address,)
        )


def _check_words(place: Place, locale: str, words: str) -> Iterator[Problem]:
    """Check that a text, or a line of prose, contains only letters and signs of its language."""
    han = None if script_of(locale).han else HAN.search(words)
    if han:
        hint = say("write it in this language; no page mixes the two")
        given = {"locale": locale, "letters": _run(han, words)}
        message = say("the text in {locale} contains Han characters: {letters}", **given)
        yield Problem(place.within(han.start()), "han-in-text", message, hint, about=(locale, given["letters"]))
    odd = simplified(words) if is_traditional(locale) else ""
    if odd:
        message = say("Simplified characters in {locale}: {letters}", locale=locale, letters=odd)
        where = place.within(words.index(odd[0]))
        hint = say("use the Traditional form")
        yield Problem(where, "simplified", message, hint, "warning", about=(locale, odd))
    yield from in_own_punctuation(place, words, locale)


def _run(first: re.Match[str], words: str) -> str:
    """Return the run of Han characters that follows, shortened."""
    return quote_value(next(run for run in _HAN_RUN.findall(words, first.start())))


def _figures(words: str) -> Iterator[tuple[int, str]]:
    """Yield figures typed in a text, with their offsets, except those inside references."""
    masked = re.sub(r"\{[^{}]*\}", lambda match: "\0" * len(match[0]), words)
    for match in FIGURE.finditer(masked):
        yield match.start(), match[0].strip()


def _typed(place: Place, figure: str) -> Problem:
    """Warn of a figure that the data holds: a reference to it would never go stale."""
    hint = say(
        "refer to the data: {{product.feature}}, {{product.plans.plan}}; a figure of your own is marked: {{~ 5 s}}"
    )
    message = say("'{figure}' is typed here and would go stale", figure=figure)
    return Problem(place, "bare-number", message, hint, "warning", about=(figure,))


def simplified(words: str) -> str:
    """Return the characters that exist only in Simplified Chinese (in GB 2312 and not in Big5), in order."""
    found = dict.fromkeys(HAN.findall(words))
    return "".join(char for char in found if _encodes(char, "gb2312") and not _encodes(char, "cp950"))


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _is_name(place: Place) -> bool:
    return place.path[-1:] in (("name",), ("vendor",))


def _in_name(place: Place, words: str) -> Iterator[Problem]:
    """Refuse references in a name, which is printed as it is."""
    if any(not isinstance(piece, str) for piece in split(words)):
        hint = say("leave them out: a name refers to nothing")
        yield Problem(place, "reference-form", say("a name holds no braces"), hint)


def _strays(place: Place, words: str) -> Iterator[Problem]:
    return (_stray(place.within(piece.offset), piece) for piece in split(words) if isinstance(piece, Stray))


def _stray(place: Place, piece: Stray) -> Problem:
    return Problem(place, "reference-form", *STRAYS[piece.mark])


def _check_same_words(place: Place, text: Text) -> Iterator[Problem]:
    """Warn of a sentence that was never translated; a name may be the same in every language."""
    for locale, other in untranslated_texts({} if _is_name(place) else dict(text)):
        yield same_words(Place(place.file, (*place.path, locale)), locale, other)


def _check_same_references(place: Place, text: Text) -> Iterator[Problem]:
    strays = any(isinstance(piece, Stray) for _, words in text for piece in split(words))
    lacking = first_lack({locale: Counter(marks(words)) for locale, words in text})
    if lacking and not strays:  # a brace that is reported may be what is lacking
        yield lack(Place(place.file, (*place.path, lacking[0])), *lacking)


@remembered
def _in_prose(prose: Prose, locale: str) -> tuple[list[Problem], TextReferences]:
    """Return what is wrong with a prose file, and what it refers to."""
    problems: list[Problem] = []
    named: TextReferences = []
    for number, line in enumerate(prose.text.split("\n"), 1):
        here = Place(prose.file, line=number, column=1)
        problems += [*_check_words(here, locale, line), *_sample(here, line.strip())]
        problems += [_typed(here.within(offset), words) for offset, words in _figures(line)]
        for piece in split(line):
            if isinstance(piece, Reference | Stray):
                place = here.within(piece.offset)
                problems += [_stray(place, piece)] if isinstance(piece, Stray) else []
                named += [(place, piece)] if isinstance(piece, Reference) else []
    return problems, named


def _check_pairs(site: Site, content: Content) -> Iterator[Problem]:
    """Check that every prose file belongs to a record, and has the same headings and references in every language."""
    locales = list(site.config.locales)
    for folder, id_ in sorted({key[:2] for key in site.prose}):
        found = {locale: site.prose.get((folder, id_, locale)) for locale in locales}
        yield from _owner(content, folder, id_, [prose for prose in found.values() if prose])
        given = {locale: prose for locale, prose in found.items() if prose}
        if len(given) == len(locales):
            yield from _shape(tuple(given.items()))


def _owner(content: Content, folder: str, id_: str, proses: list[Prose]) -> Iterator[Problem]:
    known = PROSE_PAGES if folder == PAGE_PROSE else content.declared[folder]
    if id_ not in known and is_id(id_):
        for prose in proses:
            yield dangling(Place(prose.file), say("{what} for this prose:", what=WHAT[folder]), id_, known)


@remembered
def _shape(proses: tuple[tuple[str, Prose], ...]) -> list[Problem]:
    given = dict(proses)
    return [*differing_headings(given), *differing_references(given)]
