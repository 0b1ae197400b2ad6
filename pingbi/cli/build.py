"""`pingbi build`: content -> site/."""

from __future__ import annotations

import argparse
import os
from typing import Any

from pingbi.cli.options import add_command, add_site_options, in_language, project_of, settings_of, warn
from pingbi.diagnostics.message import say


def add(commands: Any) -> None:
    add_site_options(add_command(commands, "build", "content -> site/", run))


def run(options: argparse.Namespace) -> int:
    from pingbi.content.suppress import with_acknowledgements
    from pingbi.pipeline import build
    from pingbi.publish.manifest import check_paths as check_places
    from pingbi.review.last_build import record_build

    project = project_of(options)
    check_places(project.out, project.cache, project.inputs)
    built, published = build(project, settings_of(options))
    options.published = True  # should anything fail from here on, the message must not say otherwise
    warn(options, with_acknowledgements(built.warnings, built.content.config))
    day = options.as_of.iso() if options.as_of else ""
    record_build(project, {"base_url": options.base_url or "", "as_of": day}, published)
    counts = {"written": len(published.written), "removed": len(published.removed), "same": published.unchanged}
    into = os.path.relpath(project.out)
    done = say("{pages} pages; {written} files written, {removed} removed, {same} unchanged -> {folder}",
        pages=built.pages, folder=into, **counts)  # fmt: skip
    print(in_language(options, done))
    if built.next_change and not options.as_of:
        ahead = say("built for {day}; a price or rate changes next on {next}: build again then",
            day=str(built.day), next=str(built.next_change))  # fmt: skip
        print(in_language(options, ahead))
    return 0
