#!/bin/sh
# What the content changes against a revision, as Markdown: review.sh REVISION FILE.
# In a GitHub workflow it is the job's summary, too. A revision that cannot be compared with is told, and no failure.
set -eu
revision=$1
file=$2
marker='<!-- pingbi-review -->'
here="$(cd "$(dirname "$0")/.." && pwd)"
make --silent -C "$here" .venv/runs
told="$(mktemp)"
trap 'rm -f "$told" "$told.err"' EXIT
code=0
"$here/.venv/bin/python" "$here/build.py" diff "$revision" --root "$here" --format markdown >"$told" 2>"$told.err" || code=$?
cat "$told.err" >&2
if [ "$code" -eq 2 ]; then
    { echo '```'; cat "$told.err"; echo '```'; } >"$told"
fi
[ "$code" -eq 0 ] || [ "$code" -eq 2 ] || exit "$code"
{ echo "$marker"; cat "$told"; } >"$file"
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat "$file" >>"$GITHUB_STEP_SUMMARY"
fi
