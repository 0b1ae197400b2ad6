#!/bin/sh
# Put a review on a pull request, in the place of the one before: comment.sh FILE.
# Needs gh, and GH_TOKEN, GH_REPO (owner/name) and PULL_REQUEST (its number).
set -eu
file=$1
of_ours='.[] | select(.user.type == "Bot" and (.body | startswith("<!-- pingbi-review -->"))) | .id'
ids="$(gh api --paginate "repos/$GH_REPO/issues/$PULL_REQUEST/comments" --jq "$of_ours")"
id="$(printf '%s\n' "$ids" | head -n 1)"
if [ -n "$id" ]; then
    gh api --silent --method PATCH "repos/$GH_REPO/issues/comments/$id" -F "body=@$file"
else
    gh api --silent --method POST "repos/$GH_REPO/issues/$PULL_REQUEST/comments" -F "body=@$file"
fi
