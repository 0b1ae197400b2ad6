"""Every file of the site that is neither a page nor static: its path, and the function that makes it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from pingbi.outputs.crawlers import headers, manifest, redirects, robots, sitemap
from pingbi.outputs.inputs import OutputInputs
from pingbi.pages.parts.presenter import Teller

Output = Callable[[OutputInputs], str]

OUTPUTS: Mapping[str, Output] = {
    "sitemap.xml": sitemap,
    "robots.txt": robots,
    "_headers": headers,
    "_redirects": redirects,
    "site.webmanifest": manifest,
}
"""By path in the site. A path with `{language}` in it stands for a file in each language: `{language}/changes.atom`."""


def plan_outputs(inputs: OutputInputs, tellers: tuple[Teller, ...]) -> dict[str, Callable[[], bytes]]:
    """How each file is made, by its path. A file is made only when it is asked for: some need every page's frame."""
    return {path: partial(_bytes, make, own) for path, make, own in _files(inputs, tellers)}


def _files(inputs: OutputInputs, tellers: tuple[Teller, ...]) -> Iterator[tuple[str, Output, OutputInputs]]:
    for path, make in OUTPUTS.items():
        for teller in tellers if "{language}" in path else tellers[:1]:
            yield path.format(language=teller.to.locale.path), make, replace(inputs, teller=teller)


def _bytes(make: Output, inputs: OutputInputs) -> bytes:
    return make(inputs).encode()
