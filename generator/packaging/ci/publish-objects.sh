#!/bin/sh
# Copies an edition to object storage, where files appear one by one, in an
# order in which no page ever leads to what is not there:
#
#	1. what pages use and what they lead to: assets, data, letters' forms;
#	2. the pages of services and of what groups them; then all other pages;
#	3. the front page, feeds and sitemap, and last the manifest: who fetches it
#	   can tell that the edition is whole;
#	4. only then what the new edition does not have is deleted, whatever run it is from;
#	5. last, the bucket is compared with the edition.
#
# A run that breaks off is made good by the next one.
#
#	publish-objects.sh output/site REMOTE:BUCKET/PATH
#
# REMOTE is one of rclone's; a path without ":" is a folder.
set -eu
from=$1 to=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# All that is there. A folder that is not there yet (3) holds nothing.
list() {
	rclone lsf -R --files-only "$to" >"$work/there" 2>"$work/messages" && return
	[ $? -eq 3 ] && ! [ -s "$work/there" ] && return
	cat "$work/messages" >&2
	return 1
}

(cd "$from" && sha256sum --quiet -c manifest.sha256)
cut -c 67- "$from/manifest.sha256" >"$work/all"
list
if ! [ -s "$work/there" ]; then
	# So that what a first run leaves is known as ours.
	: >"$work/manifest.sha256"
	rclone copy "$work/manifest.sha256" "$to"
elif ! grep -qxF manifest.sha256 "$work/there"; then
	echo "$to holds files, but no manifest: nothing was copied" >&2
	exit 1
fi

# What was published stays: a tree that was built without the past does not take its place.
# (site.xml says whether past editions are kept; that of the same day is replaced.)
if grep -q '"keeps_past_editions": true' "$from/data/index.json" 2>/dev/null; then
	day=$(sed -n 's/^ "as_of": "\(.*\)".*/\1/p' "$from/data/index.json" | head -n 1)
	grep '^data/editions/' "$work/there" | grep -v "^data/editions/$day/" | grep -Fxv -f "$work/all" >"$work/lost" || :
	if [ -s "$work/lost" ]; then
		echo "$from lacks past editions that $to has: fetch what is published, and build again" >&2
		exit 1
	fi
fi

front='^(en/)?index\.html$|^sitemap\.xml$|^robots\.txt$|^feed\.(atom|json)$|^data/index\.json$'
grep -Ev "\.html\$|$front" "$work/all" >"$work/1" || :
grep -E '(^|/)(services|by)/.*\.html$' "$work/all" >"$work/2" || :
grep -E '\.html$' "$work/all" | grep -Ev "(^|/)(services|by)/|$front" >"$work/3" || :
grep -E "$front" "$work/all" >"$work/4" || :
# The signature of the manifest stands beside it, in no list.
[ ! -e "$from/manifest.sha256.p7s" ] || echo manifest.sha256.p7s >>"$work/4"
echo manifest.sha256 >"$work/5"
for list in 1 2 3 4 5; do
	rclone copy --checksum --files-from-raw "$work/$list" "$from" "$to"
done

list
cat "$work"/[1-5] >"$work/wanted"
grep -Fxv -f "$work/wanted" "$work/there" >"$work/gone" || :
[ ! -s "$work/gone" ] || rclone delete --rmdirs --files-from-raw "$work/gone" "$to"

list
LC_ALL=C sort "$work/wanted" >"$work/1"
LC_ALL=C sort "$work/there" >"$work/2"
if ! diff "$work/1" "$work/2" >&2 || ! rclone check "$from" "$to" 2>"$work/messages"; then
	cat "$work/messages" >&2
	echo "$to is not the edition: run again" >&2
	exit 1
fi
