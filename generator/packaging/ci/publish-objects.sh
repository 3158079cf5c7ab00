#!/bin/sh
# Copies an edition to object storage, where files appear one by one, in an
# order in which no page ever leads to what is not there:
#
#	1. what pages use and what they lead to: assets, data, letters' forms;
#	2. the pages of services and of what groups them; then all other pages;
#	3. the front page, feeds and sitemap, and last the manifest: who fetches it
#	   can tell that the edition is whole;
#	4. only then what the new edition no longer has is deleted.
#
#	publish-objects.sh output/site REMOTE:BUCKET/PATH
#
# REMOTE is one of rclone's; a path without ":" is a folder.
set -eu
from=$1 to=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$from" && sha256sum --quiet -c manifest.sha256)
cut -c 67- "$from/manifest.sha256" >"$work/all"
if rclone cat "$to/manifest.sha256" >"$work/published" 2>"$work/messages"; then
	cut -c 67- "$work/published" >"$work/before"
elif rclone lsf "$to" 2>/dev/null | grep -q .; then
	cat "$work/messages" >&2
	echo "$to holds files, but no manifest: nothing was copied" >&2
	exit 1
else
	: >"$work/before"
fi

front='^(en/)?index\.html$|^sitemap\.xml$|^robots\.txt$|^feed\.(atom|json)$|^data/index\.json$'
grep -Ev "\.html\$|$front" "$work/all" >"$work/1" || :
grep -E '(^|/)(services|by)/.*\.html$' "$work/all" >"$work/2" || :
grep -E '\.html$' "$work/all" | grep -Ev "(^|/)(services|by)/|$front" >"$work/3" || :
grep -E "$front" "$work/all" >"$work/4" || :
echo manifest.sha256 >"$work/5"
grep -Fxv -f "$work/all" "$work/before" >"$work/gone" || :
# The signature of the manifest stands beside it, in no list.
if [ -e "$from/manifest.sha256.p7s" ]; then
	echo manifest.sha256.p7s >>"$work/4"
elif [ -s "$work/before" ]; then
	echo manifest.sha256.p7s >>"$work/gone"
fi

for list in 1 2 3 4 5; do
	rclone copy --checksum --files-from-raw "$work/$list" "$from" "$to"
done
[ ! -s "$work/gone" ] || rclone delete --files-from-raw "$work/gone" "$to"
