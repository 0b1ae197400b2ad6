"""The workflow for GitHub: what it may do, and every command that it runs, run on a clone of this project."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy2
from typing import Any

import pytest
import yaml

from tests.support.commands import HOME
from tests.support.repositories import committed, environment, own_files

FILE = HOME / ".github/workflows/pages.yml"
WORKFLOW: dict[Any, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
JOBS: dict[str, Any] = WORKFLOW["jobs"]
STEPS = [(name, step) for name, job in JOBS.items() for step in job["steps"]]
RUNS = list(dict.fromkeys(step["run"] for _, step in STEPS if "run" in step))
CONTENT = "content/plans/kling-30.yaml"


def steps(job: str, use: str) -> list[dict[str, Any]]:
    return [step for name, step in STEPS if name == job and step.get("uses", "").startswith(use)]


# What it may do


def test_every_command_is_a_script_of_ours() -> None:
    assert {run.split()[0] for run in RUNS} == {f"scripts/{path.name}" for path in (HOME / "scripts").iterdir()}
    assert all("\n" not in run and os.access(HOME / run.split()[0], os.X_OK) for run in RUNS)


def test_no_event_is_pasted_into_a_command() -> None:
    assert [run for run in RUNS if "${{" in run] == []


def test_each_job_may_do_no_more_than_it_must() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    more = {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job}
    assert more == {
        "comment": {"contents": "read", "pull-requests": "write"},
        "deploy": {"contents": "read", "pages": "write", "id-token": "write"},
    }


def test_no_checkout_leaves_credentials_behind() -> None:
    checkouts = [step for _, step in STEPS if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == len(JOBS)
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_job_that_comments_runs_nothing_of_the_pull_request() -> None:
    (checkout,) = steps("comment", "actions/checkout")
    assert checkout["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert JOBS["comment"]["if"] == "github.event.pull_request.head.repo.full_name == github.repository"
    assert [step["run"].split()[0] for name, step in STEPS if name == "comment" and "run" in step] == [
        "scripts/comment.sh"
    ]


def test_only_main_is_deployed_and_only_once_checked() -> None:
    assert JOBS["deploy"]["needs"] == ["check", "test"]
    assert "github.ref == 'refs/heads/main'" in JOBS["deploy"]["if"]
    assert "github.event_name != 'pull_request'" in JOBS["deploy"]["if"]


def test_the_review_can_see_the_commit_before() -> None:
    (checkout,) = steps("review", "actions/checkout")
    assert checkout["with"]["fetch-depth"] == 2


def test_actions_are_those_of_github_pinned_to_a_commit() -> None:
    """A tag can be moved to other code; the comment says which version the commit is."""
    used = re.findall(r"uses: (.*)", FILE.read_text(encoding="utf-8"))
    assert len(used) == sum("uses" in step for _, step in STEPS)
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action) for action in used)


def test_it_names_no_other_place() -> None:
    """No registry, no folder of anybody's machine."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in (FILE, *(HOME / "scripts").iterdir())}
    assert [name for name, text in texts.items() if re.search(r"https?://|/home/|/tmp|index-url", text)] == []


# What it runs


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """This project as git has it, with a price changed in its last commit; it has the Python that runs the tests."""
    folder = tmp_path_factory.mktemp("clone")
    for file in own_files():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        copy2(HOME / file, folder / file)
    committed(folder)
    plans = (folder / CONTENT).read_text(encoding="utf-8")
    (folder / CONTENT).write_text(plans.replace("monthly: 6.99", "monthly: 6.79"), encoding="utf-8")
    committed(folder)
    python = folder / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    for stamp in ("made", "runs"):
        (folder / ".venv" / stamp).touch()
    yield folder


GH = """#!/bin/sh
for argument in "$@"; do printf '%s\\n' "$argument"; done >>"$CALLS"
case "$*" in *--jq*) printf '%s' "$FOUND" ;; esac
"""


def ran(clone: Path, command: str, temp: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command as a runner runs it, in the clone; `gh` is a stand-in that notes what it was asked."""
    gh = temp / "bin/gh"
    gh.parent.mkdir(exist_ok=True)
    gh.write_text(GH, encoding="utf-8")
    gh.chmod(0o755)
    places = {
        "PATH": f"{gh.parent}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(temp),
        "GITHUB_STEP_SUMMARY": str(temp / "summary.md"),
        "CALLS": str(temp / "calls"),
        "FOUND": "",
        "GH_REPO": "owner/name",
        "PULL_REQUEST": "7",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
    }
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command],
        cwd=clone,
        env=environment(**places | more),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def command(script: str) -> str:
    (line,) = [run for run in RUNS if run.startswith(f"scripts/{script}.sh")]
    return str(line)


def test_checking_passes_and_a_fault_is_an_annotation(clone: Path, tmp_path: Path) -> None:
    done = ran(clone, command("check"), tmp_path)
    assert (done.returncode, "::error" in done.stdout) == (0, False), done.stdout
    file = clone / CONTENT
    before = file.read_bytes()
    file.write_bytes(before.replace(b"monthly:", b"montly:", 1))
    done = ran(clone, command("check"), tmp_path)
    file.write_bytes(before)
    assert done.returncode == 1
    assert f"::error file={CONTENT},line=" in done.stdout


def test_the_tests_run_as_they_do_on_any_fresh_machine() -> None:
    """The script hands over to .ci/run, and that to `make test`, of which `make lint` is a part."""
    assert command("test") == "scripts/test.sh"
    assert (HOME / "scripts/test.sh").read_text(encoding="utf-8").endswith("exec bash .ci/run\n")
    assert (HOME / ".ci/run").read_text(encoding="utf-8").endswith("\nmake test\n")
    assert re.search(r"^test: .*\blint\b", (HOME / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_building_takes_the_address_of_the_site(clone: Path, tmp_path: Path) -> None:
    done = ran(clone, command("build"), tmp_path, BASE_URL="https://owner.example/name")
    assert done.returncode == 0, done.stderr
    assert b"https://owner.example/name/en/pricing/" in (clone / "site/en/pricing/index.html").read_bytes()


def test_the_review_is_a_file_and_the_jobs_summary(clone: Path, tmp_path: Path) -> None:
    done = ran(clone, command("review"), tmp_path)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "review.md").read_text(encoding="utf-8")
    assert text.startswith("<!-- pingbi-review -->\n") and "US$6.99/month" in text and "US$6.79/month" in text
    assert (tmp_path / "summary.md").read_text(encoding="utf-8") == text


def test_a_base_that_cannot_be_compared_with_is_reported(clone: Path, tmp_path: Path) -> None:
    done = ran(clone, command("review").replace("HEAD^1", "nosuch"), tmp_path)
    assert done.returncode == 0
    assert "git knows no revision 'nosuch'" in (tmp_path / "review.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("found", "asked"),
    [
        ("", ["POST", "repos/owner/name/issues/7/comments"]),
        ("31\n42\n", ["PATCH", "repos/owner/name/issues/comments/31"]),
    ],
)
def test_the_comment_takes_the_place_of_the_one_before(
    clone: Path, tmp_path: Path, found: str, asked: list[str]
) -> None:
    done = ran(clone, command("comment"), tmp_path, FOUND=found)
    assert done.returncode == 0, done.stderr
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert calls[-4:] == [*asked, "-F", f"body=@{tmp_path}/review.md"]
