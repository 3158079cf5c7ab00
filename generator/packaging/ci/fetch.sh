#!/bin/sh
# Fetches the edition that is published, so that the next one keeps the times of
# files that do not change, and that a list which lost its services is noticed.
# Nothing published yet is no fault.
#
#	fetch.sh [USER@HOST:]/srv/ismapgen output/site
set -eu
target=$1 to=$2
folder=${target#*:}
# Without the link, editions that stand there are not nothing: the link was lost.
ask="test -e '$folder/current' || { test -z \"\$(ls -A '$folder/editions' 2>/dev/null)\" && echo nothing || echo lost; }"
case $target in
*:*) state=$(ssh "${target%%:*}" "$ask") ;;
*) state=$(sh -c "$ask") ;;
esac
[ "$state" != nothing ] || exit 0
if [ -n "$state" ]; then
	echo "$target holds editions, but current leads to none: mend the link first" >&2
	exit 1
fi
mkdir -p "$to"
rsync -a --delete "$target/current/" "$to/"
