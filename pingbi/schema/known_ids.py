"""What a content folder declares, as far as it can be read: the ids that an editor completes, with their names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pingbi.site_structure import RECORD_FOLDERS

Labels = Mapping[str, str]
"""Names by id, each in every language of the site: `{max-length: 長度 · Length}`."""
BETWEEN = " · "


@dataclass(frozen=True)
class Known:
    """Ids by kind, with their names; the catalogue's features and scales as written."""

    locales: tuple[str, ...]
    ids: Mapping[str, Labels]
    features: Mapping[str, Mapping[str, Any]]
    scales: Mapping[str, Mapping[str, Any]]

    def labels(self, *kinds: str) -> dict[str, str]:
        """The ids of several kinds, in order. A kind that is not declared anywhere is itself an id: `tie`."""
        found: dict[str, str] = {}
        for kind in kinds:
            found |= self.ids.get(kind, {kind: ""})
        return found


def known_in(documents: Mapping[str, Any]) -> Known:
    """What `documents` (data by file) declare. Faulty files give what they can; nothing here complains."""
    data = {file.removeprefix("content/").removesuffix(".yaml"): _mapping(item) for file, item in documents.items()}
    catalogue, sources = data.get("features", {}), data.get("sources", {})
    features = {id_: item for id_, item in _mapping(catalogue.get("features")).items() if isinstance(item, dict)}
    records = {kind: dict(_records(data, kind)) for kind in RECORD_FOLDERS}
    weighable = {id_: item for id_, item in features.items() if item.get("direction", "none") != "none"}
    ids = {
        **{kind: _named(items) for kind, items in records.items()},
        "features": _named(features),
        "weighable": _named(weighable),
        "groups": _words_of(catalogue.get("groups")),
        "scales": {id_: "" for id_ in _mapping(catalogue.get("scales"))},
        "sources": _named(sources),
        "sections": dict(_sections(sources)),
        "offered-plans": dict(_plans(records)),
    }
    locales = tuple(map(str, _mapping(data.get("site", {}).get("locales"))))
    return Known(locales, ids, features, _mapping(catalogue.get("scales")))


def label(name: Any) -> str:
    """A name in all its languages, each wording once."""
    if isinstance(name, dict):
        return BETWEEN.join(dict.fromkeys(str(words) for words in name.values() if words))
    return "" if name is None else str(name)


def _named(items: Mapping[str, Any]) -> dict[str, str]:
    """Records by id -> what they are called."""
    return {id_: label(_mapping(item).get("name") or _mapping(item).get("title")) for id_, item in items.items()}


def _words_of(written: Any) -> dict[str, str]:
    return {id_: label(name) for id_, name in _mapping(written).items()}


def _records(data: Mapping[str, dict[str, Any]], kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, item in data.items():
        path = PurePosixPath(name)
        if path.parent.as_posix() == kind:
            yield path.name, item


def _sections(sources: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every place in every source; one id may be a place in several of them."""
    found: dict[str, list[str]] = {}
    for source_id, source in sources.items():
        for id_, name in _words_of(_mapping(source).get("sections")).items():
            found.setdefault(id_, []).append(f"{source_id}: {name}")
    yield from ((id_, "\n\n".join(places)) for id_, places in found.items())


def _plans(records: Mapping[str, Mapping[str, dict[str, Any]]]) -> Iterator[tuple[str, str]]:
    for product, offering in records["plans"].items():
        for id_, plan in _mapping(offering.get("plans")).items():
            yield id_, f"{product}{BETWEEN}{label(_mapping(plan).get('name'))}"


def _mapping(written: Any) -> dict[str, Any]:
    return written if isinstance(written, dict) else {}
