#!/bin/sh
# Fetches the edition that is published, so that the next one keeps the times of
# files that do not change, and that a list which lost its services is noticed.
# Nothing published yet is no fault.
#
#	fetch.sh [USER@HOST:]/srv/ismapgen output/site
set -eu
target=$1 to=$2
folder=${target#*:}
if [ -z "$folder" ]; then
	echo "Name the folder to fetch from: [USER@HOST:]/srv/ismapgen" >&2
	exit 2
fi
# Without the link, editions that stand there are not nothing, nor is what may not be looked at.
ask="test -e '$folder/current' || {
	there=\$(LC_ALL=C ls -A '$folder/editions' 2>&1)
	case \$there in '' | *': No such file or directory') echo nothing ;; *) echo \"\$there\" ;; esac
}"
case $target in
*:*) state=$(ssh "${target%%:*}" "$ask") ;;
*) state=$(sh -c "$ask") ;;
esac
[ "$state" != nothing ] || exit 0
if [ -n "$state" ]; then
	echo "$target holds editions, but current leads to none, or cannot be read: mend that first" >&2
	echo "$state" >&2
	exit 1
fi
mkdir -p "$to"
rsync -a --delete "$target/current/" "$to/"
