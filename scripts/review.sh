#!/bin/sh
# What the content changes against a revision, as Markdown: review.sh REVISION FILE.
# In a GitHub workflow it is the job's summary, too. A revision that cannot be compared with is reported, which is no failure.
set -eu
revision=$1
file=$2
marker='<!-- pingbi-review -->'
here="$(cd "$(dirname "$0")/.." && pwd)"
make --silent -C "$here" .venv/runs
review="$(mktemp)"
trap 'rm -f "$review" "$review.err"' EXIT
code=0
"$here/.venv/bin/python" "$here/build.py" diff "$revision" --root "$here" --format markdown >"$review" 2>"$review.err" || code=$?
cat "$review.err" >&2
if [ "$code" -eq 2 ]; then
    { echo '```'; cat "$review.err"; echo '```'; } >"$review"
fi
[ "$code" -eq 0 ] || [ "$code" -eq 2 ] || exit "$code"
{ echo "$marker"; cat "$review"; } >"$file"
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat "$file" >>"$GITHUB_STEP_SUMMARY"
fi
