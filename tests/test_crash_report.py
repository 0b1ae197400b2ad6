"""An exception that nothing foresaw is reported as a fault of Pingbi itself, and leaves the published site alone."""

import json
import re
import threading
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from pingbi import pipeline
from pingbi.cli import build as build_command
from pingbi.cli import main as command_line
from pingbi.cli.main import main
from pingbi.diagnostics.problem import InternalError
from pingbi.preview import session as preview
from pingbi.preview.server import WatchLoop
from pingbi.preview.session import BROKEN, PreviewSession, errors_message
from pingbi.project import Project
from pingbi.review import last_build
from tests.support.commands import MOBILE_PLANS, SETTINGS, Copy, copy_of, tree

PAGE = "en/pricing/index.html"
SAID = {
    "en": "error[internal]: Pingbi itself is at fault, not the content, and nothing was published: KeyError: 'x'\n",
    "zh-TW": "錯誤[internal]：這是 Pingbi 本身的錯，不是內容的錯，什麼都沒有發布：KeyError: 'x'\n",
}
Printed = pytest.CaptureFixture[str]


def broken(*_: Any, **__: Any) -> Any:
    raise KeyError("x")


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copy_of(MOBILE_PLANS, tmp_path / "site-of-plans")


def reports(copy: Copy) -> list[Path]:
    return sorted((copy.root / ".cache").glob("fault-*.txt"))


# Every command


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    made = copy_of(MOBILE_PLANS, tmp_path_factory.mktemp("published"))
    made.built()
    return made


CASES = [("read_project", "zh-TW"), *((stage, "en") for stage in ("analyse", "plan_pages", "render_pages", "publish"))]


@pytest.mark.parametrize(("stage", "language"), CASES)
def test_a_fault_in_any_stage_is_reported_as_ours(published: Copy, capsys: Printed, stage: str, language: str) -> None:
    before = tree(published.site)
    with patch.object(pipeline, stage, broken):
        code = main(["build", "--root", str(published.root), "--lang", language])
    reported = capsys.readouterr()
    assert (code, reported.out, tree(published.site)) == (5, "", before)
    assert reported.err.startswith(SAID[language]) and "Traceback" not in reported.err
    assert any(report.name in reported.err for report in reports(published))


def test_the_file_keeps_the_versions_and_the_traceback(copy: Copy) -> None:
    with patch.object(pipeline, "analyse", broken):
        main(["check", "--root", str(copy.root)])
    (report,) = reports(copy)
    text = report.read_text("utf-8")
    assert re.match(r"Pingbi \d+\.\d+\.\d+, Python 3\.\d+\.\d+", text)
    assert "Traceback (most recent call last)" in text and text.endswith("KeyError: 'x'\n")


def test_the_same_fault_fills_one_file_only(copy: Copy) -> None:
    with patch.object(pipeline, "analyse", broken):
        assert [main(["check", "--root", str(copy.root)]) for _ in range(3)] == [5, 5, 5]
    assert len(reports(copy)) == 1


def test_where_no_file_can_be_written_the_traceback_is_printed(copy: Copy, capsys: Printed) -> None:
    (copy.root / ".cache").touch()
    with patch.object(pipeline, "analyse", broken):
        assert main(["check", "--root", str(copy.root), "--lang", "en"]) == 5
    reported = capsys.readouterr().err
    assert reported.startswith("Pingbi ") and "Traceback (most recent call last)" in reported and SAID["en"] in reported
    assert reported.endswith("with the traceback, which is printed above\n")


def test_a_folder_without_a_site_stays_empty(tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with patch.object(command_line, "parser", broken):
        assert main(["check", "--lang", "zh-TW"]) == 5
    reported = capsys.readouterr().err
    assert "Traceback" in reported and SAID["zh-TW"] in reported and list(tmp_path.iterdir()) == []


def test_a_fault_after_the_publish_does_not_say_that_nothing_was_published(copy: Copy, capsys: Printed) -> None:
    with patch.object(last_build, "record_build", broken):
        assert main(["build", "--root", str(copy.root), "--lang", "en"]) == 5
    assert "the site had been published before: KeyError: 'x'" in capsys.readouterr().err
    assert (copy.site / PAGE).is_file()


def test_a_fault_while_problems_are_explained_is_ours_too(copy: Copy, capsys: Printed) -> None:
    (copy.root / "content/site.yaml").unlink()
    with patch.object(command_line, "explain", broken):
        assert main(["check", "--root", str(copy.root), "--lang", "en"]) == 5
    assert capsys.readouterr().err.startswith(SAID["en"])


def test_a_fault_in_telling_of_faults_still_shows_the_first_one(copy: Copy, capsys: Printed) -> None:
    with patch.object(pipeline, "analyse", broken), patch.object(command_line, "refuse", side_effect=TypeError):
        assert main(["check", "--root", str(copy.root)]) == 5
    assert capsys.readouterr().err.endswith("KeyError: 'x'\n")


def test_an_interruption_is_no_fault(copy: Copy, capsys: Printed) -> None:
    with patch.object(pipeline, "analyse", side_effect=KeyboardInterrupt):
        assert main(["check", "--root", str(copy.root)]) == 130
    assert (capsys.readouterr().err, reports(copy)) == ("", [])


def test_json_tells_it_in_both_languages(copy: Copy, capsys: Printed) -> None:
    with patch.object(pipeline, "analyse", broken):
        assert main(["check", "--json", "--root", str(copy.root), "--lang", "zh-TW"]) == 5
    document = json.loads(capsys.readouterr().out)
    failure = document["failure"]
    assert document["problems"] == [] and (failure["code"], failure["exit_code"]) == ("internal", 5)
    assert failure["message"] == failure["zh-TW"]["message"] != failure["en"]["message"]
    assert failure["traceback"] == str(reports(copy)[0])


@pytest.mark.parametrize(
    ("arguments", "code", "name"),
    [
        (["check", "--json", "--root", "nowhere"], 2, "configuration"),
        (["check", "--json", "--rot", "x"], 2, "configuration"),
        (["diff", "--format", "json", "--root", "nowhere"], 2, "configuration"),
    ],
)
def test_other_failures_have_the_same_form_in_json(capsys: Printed, arguments: list[str], code: int, name: str) -> None:
    assert main(arguments) == code
    document = json.loads(capsys.readouterr().out)
    assert document["problems"] == [] and document["failure"]["code"] == name
    assert document["failure"]["exit_code"] == code and document["failure"]["en"]["hint"]


def test_what_the_system_refuses_stays_the_machines_failure(copy: Copy, capsys: Printed) -> None:
    with patch.object(build_command, "project_of", side_effect=PermissionError(13, "Permission denied", "content")):
        assert main(["build", "--root", str(copy.root), "--lang", "en"]) == 3
    assert "the system refuses content: Permission denied" in capsys.readouterr().err and reports(copy) == []


# The preview


@pytest.fixture
def session(copy: Copy) -> PreviewSession:
    made = PreviewSession(Project(copy.root, copy.site), lambda: SETTINGS)
    made.rebuild()
    return made


def test_a_fault_in_a_save_is_shown_as_ours_over_the_last_good_site(session: PreviewSession, copy: Copy) -> None:
    good = session.page(PAGE)
    with patch.object(preview, "prepare", broken):
        session.rebuild([str(copy.root / "content/site.yaml")])
    shown = errors_message(session.project, session.errors)["failure"]
    assert isinstance(session.errors.failure, InternalError) and session.page(PAGE) == good
    assert all(shown[language].startswith(said) for language, said in SAID.items())
    assert reports(copy)[0].name in shown["en"]
    session.rebuild([str(copy.root / "content/site.yaml")])
    assert not session.errors


def test_a_fault_in_a_page_keeps_that_page_and_the_others(session: PreviewSession, copy: Copy) -> None:
    good = session.page(PAGE)
    session.rebuild([str(copy.root / "content/site.yaml")])
    with patch.object(preview, "render_pages", broken):
        assert session.page(PAGE) == good and session.page("en/index.html") == BROKEN
    assert isinstance(session.errors.failure, InternalError) and len(reports(copy)) == 1
    assert session.page("en/method/index.html") not in (None, BROKEN)


def test_the_terminal_tells_it_once_per_save(session: PreviewSession, copy: Copy, capsys: Printed) -> None:
    """And the thread that watches the files goes on."""
    later: list[Any] = []

    class Loop:
        def add_callback(self, call: Any, *arguments: Any) -> None:
            later.append(lambda: call(*arguments))

        def call_later(self, _: float, call: Any, *arguments: Any) -> None:
            call(*arguments)

    loop = WatchLoop(session, Loop(), "en")  # type: ignore[arg-type]
    with patch.object(preview, "prepare", broken):
        thread = threading.Thread(target=loop.changed, args=(frozenset([str(copy.root / "content/site.yaml")]),))
        thread.start()
        thread.join()
    for call in later:
        call()
    assert capsys.readouterr().err.count(SAID["en"]) == 1
