"""Which built files a change of the generator touches: `python -m tests.support.gate [--base REV]`, or `make gate`.

Builds four sites with this checkout and with the one of a git revision, and compares every file: the real site in both
languages, the same as known on a past day, the second site, and the second site in three languages. The hash in an
asset's address counts as part of the asset, not of the pages that name it. Exits with 1 where a file differs.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.commands import HOME, MOBILE_PLANS, build_py, copy_of, tree
from tests.support.third_language import three_languages

AS_OF = "2025-12-16"
SHOWN = 30
"""So many differing files are named; the rest are counted."""
CACHE = HOME / ".cache/gate"
_ASSET = re.compile(rb"(assets/[\w.]+)-[0-9a-f]{10}")

Hashes = dict[str, str]
"""By site and path: the hash of a file."""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--base", default="HEAD", help="the revision to compare with (HEAD)")
    base = options.parse_args().base
    changed = differences(hashes_of(base), built_hashes(HOME))
    for line in changed[:SHOWN]:
        print(line)
    if len(changed) > SHOWN:
        print(f"… and {len(changed) - SHOWN} more")
    print(f"{len(changed)} files differ from those of {base}" if changed else f"every file is as {base} builds it")
    return 1 if changed else 0


def differences(before: Hashes, after: Hashes) -> list[str]:
    """A line for each file that one side lacks, or that differs."""
    return [
        f"{'+' if path not in before else '-' if path not in after else '~'} {path}"
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    ]


def hashes_of(revision: str) -> Hashes:
    """The hashes that a revision's generator makes of its own content; remembered, since a commit never changes."""
    commit = _git("rev-parse", f"{revision}^{{commit}}")
    remembered = CACHE / f"{commit}.json"
    if not remembered.exists():
        with tempfile.TemporaryDirectory() as folder:
            checkout = Path(folder) / "checkout"
            _git("worktree", "add", "--quiet", "--detach", str(checkout), commit)
            try:
                found = built_hashes(checkout)
            finally:
                _git("worktree", "remove", "--force", str(checkout))
        CACHE.mkdir(parents=True, exist_ok=True)
        remembered.write_text(json.dumps(found), encoding="utf-8")
    read: Hashes = json.loads(remembered.read_text(encoding="utf-8"))
    return read


def built_hashes(home: Path) -> Hashes:
    """The hashes of all that the generator at `home` builds of the four sites."""
    with tempfile.TemporaryDirectory() as folder:
        real = Path(folder) / "real"
        shutil.copytree(home / "content", real / "content")
        second = copy_of(home / MOBILE_PLANS.relative_to(HOME), Path(folder) / "second").root
        third = three_languages(Path(folder) / "third", home).root
        builds: dict[str, tuple[str | Path, ...]] = {
            "real": ("--root", real),
            "as-of": ("--root", copy_of(real, Path(folder) / "as-of").root, "--as-of", AS_OF),
            "second": ("--root", second),
            "third": ("--root", third),
        }
        with ThreadPoolExecutor(2) as workers:
            done = workers.map(lambda name: _built(home, Path(folder) / "out", name, builds[name]), builds)
            return {f"{name}/{path}": digest for name, files in done for path, digest in files.items()}


def _built(home: Path, out: Path, name: str, arguments: tuple[str | Path, ...]) -> tuple[str, Hashes]:
    ended = build_py("build", *arguments, "--out", out / name, home=home)
    if ended.code:
        sys.exit(f"{name} does not build with {home}:\n{ended.err}")
    files = {_ASSET.sub(rb"\1", path.encode()).decode(): data for path, data in tree(out / name).items()}
    return name, {path: hashlib.sha256(_ASSET.sub(rb"\1", data)).hexdigest() for path, data in files.items()}


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=HOME, check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
