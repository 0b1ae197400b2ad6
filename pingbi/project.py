"""Where things lie: the comparison's folder, and what the generator brings along."""

import re
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
BROUGHT_ALONG = ("theme", "docs")
"""Folders of an installed package that hold no code; in a checkout their content is elsewhere."""
OURS = "pingbi"
"""The prefix by which a site's templates reach the generator's own, including overridden ones."""
_ADDRESS = re.compile(r"https?://[^\s/?#@:\[\]\"'<>\\%]+(?::(?P<port>[0-9]{1,5}))?(?:/[^\s?#%\"'<>\\]*)?")


@dataclass(frozen=True)
class Project:
    """A comparison at `root`, built into `out`. Its templates/ and static/ override the generator's file by file."""

    root: Path
    out: Path

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Return the folders that a build reads; the output must not lie in one."""
        return tuple(self.root / name for name in ("content", "templates", "static"))

    def folders(self, name: str) -> tuple[Path, ...]:
        """Return the folders to search for templates or static files, the comparison's own first."""
        return tuple(dict.fromkeys(path for path in (self.root / name, theme(name)) if path.is_dir()))

    def path(self, file: str) -> Path:
        """The file that a place names: the comparison's own or, where that has none, the generator's.

        'templates/pingbi/…' names a template of the generator's that one of the comparison's overrides.
        """
        folder, _, name = file.partition("/")
        if folder not in ("templates", "static"):
            return self.root / file
        bases = self.folders(folder)
        ours = bases[-1] / name.removeprefix(f"{OURS}/")
        return next((base / name for base in bases if (base / name).is_file()), ours)


def theme(name: str) -> Path:
    """The generator's own `templates` or `static` folder."""
    return _brought_along(f"theme/{name}", name)


def problem_pages() -> Path:
    """The folder with a page for each code of a problem."""
    return _brought_along("docs/problems", "docs/problems")


def _brought_along(installed: str, checkout: str) -> Path:
    """Return a folder that is inside the package in a wheel, and beside it in a checkout."""
    inside = PACKAGE / installed
    return inside if inside.is_dir() else PACKAGE.parent / checkout


def project_at(root: Path | None = None, out: Path | None = None) -> Project:
    """The project at `root` (the current folder, if None), built into its own site/ by default."""
    base = (root or Path()).absolute()
    return Project(base, (out or base / "site").absolute())


def is_site_address(text: str) -> bool:
    """Whether a site can have this address: an absolute http(s) address without query or fragment."""
    match = _ADDRESS.fullmatch(text)
    return match is not None and int(match["port"] or 0) <= 65535
