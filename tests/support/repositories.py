"""Git repositories for tests: nobody's settings, no network."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.support.commands import HOME
from tests.support.needs import git_path

QUIET = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@site.example",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@site.example",
}


def environment(**more: str) -> Mapping[str, str]:
    """The surroundings without what git or make, if they run the tests, have put there."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "MAKE", "MFLAGS"))}
    return own | QUIET | more


def git(folder: Path, *arguments: str) -> str:
    command = [git_path(), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def committed(folder: Path, message: str = "change") -> None:
    """Everything in the folder, as a commit of the repository that it is, or becomes."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)


def own_files() -> Iterator[str]:
    """Every file of this project that git keeps or would keep."""
    listed = git(HOME, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return (file for file in listed.split("\0") if file and (HOME / file).is_file())
