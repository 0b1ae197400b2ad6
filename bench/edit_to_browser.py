"""How long an edit takes from the save until a browser shows it: `python -m bench.edit_to_browser [--page …]`.

Starts the preview on a copy of the content, opens a page in chromium, changes a price again and again, and waits each
time until the page holds the new figure, and until the frame that shows it is drawn (a browser draws 60 a second: 8 ms
more at least, as the mean). Prints the medians and the slowest. Needs the test requirements and chromium.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HOME = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
SEEN = """value => new Promise((done, lost) => {
  const drawn = (held) => requestAnimationFrame(() => setTimeout(() => done([held, Date.now()])));
  const held = () => document.body && document.body.textContent.includes(value);
  const look = () => held() && (watching.disconnect(), drawn(Date.now()));
  const watching = new MutationObserver(look);
  watching.observe(document, { subtree: true, childList: true, characterData: true });
  setTimeout(() => lost(new Error("an edit was lost")), 5000);
  look();
})"""
"""When the page holds a value, and when it is drawn. Looking all the time would take the time of the page itself."""

Times = tuple[float, float]
"""Milliseconds from the save until the page holds the figure, and until it is drawn."""


def main() -> None:
    options = parser().parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(options.root / "content", root / "content")
        preview = subprocess.Popen(
            [sys.executable, HOME / "build.py", "serve", "--root", root, "--port", str(options.port)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        try:
            assert preview.stdout
            address = preview.stdout.readline().strip()
            report(measured(root, address, options), memory(preview.pid))
        finally:
            preview.terminate()
            preview.wait()


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("--root", type=Path, default=HOME)
    found.add_argument("--page", default="en/products/kling-25/")
    found.add_argument("--file", default="content/plans/kling-25.yaml")
    found.add_argument("--price", default=r"monthly: (3\.88)", help="a regular expression with the price as its group")
    found.add_argument("--edits", type=int, default=40)
    found.add_argument("--port", type=int, default=8123)
    return found


def measured(root: Path, address: str, options: argparse.Namespace) -> list[Times]:
    """Each edit."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(address + options.page)
        time.sleep(1)
        values = [f"{41 + number}.{number % 90 + 10}" for number in range(options.edits)]
        times = [edit(page, root / options.file, options.price, value) for value in values]
        browser.close()
    return times


def edit(page: Page, file: Path, price: str, value: str) -> Times:
    text = file.read_text("utf-8")
    found = re.search(price, text) or re.search(r"monthly: (\d\d\.\d\d)", text)
    assert found, "no such price"
    written = text[: found.start(1)] + value + text[found.end(1) :]
    time.sleep(0.3)
    page.evaluate(f"value => {{ window.seen = ({SEEN})(value); }}", value)
    start = time.time()
    file.write_text(written, "utf-8")
    for _ in range(5):
        try:
            held, drawn = page.evaluate(f"value => window.seen ?? ({SEEN})(value)", value)
            return float(held) - start * 1000, float(drawn) - start * 1000
        except Exception as wrong:  # the page was loaded anew while we looked
            if "navigat" not in str(wrong) and "destroyed" not in str(wrong):
                raise
    raise RuntimeError("the page never came")


def memory(pid: int) -> int:
    """Resident kilobytes."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8") if os.path.exists(f"/proc/{pid}/status") else "VmRSS: 0"
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) if found else 0


def report(times: list[Times], kilobytes: int) -> None:
    for name, found in zip(("held", "drawn"), zip(*times, strict=True), strict=True):
        print(f"{len(found)} edits {name}: median {statistics.median(found):.0f} ms, slowest {max(found):.0f} ms")
    print(f"preview holds {kilobytes // 1024} MB")


if __name__ == "__main__":
    main()
