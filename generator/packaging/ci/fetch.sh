#!/bin/sh
# Fetches the edition that is published, so that the next one keeps the times of
# files that do not change, and that a list which lost its services is noticed.
# Nothing published yet is no fault.
#
#	fetch.sh [USER@HOST:]/srv/ismapgen output/site
set -eu
target=$1 to=$2
current=${target#*:}/current

is_there() {
	case $target in
	*:*) ssh "${target%%:*}" "test -e '$current' || echo nothing" ;;
	*) test -e "$current" || echo nothing ;;
	esac
}

state=$(is_there)
[ -z "$state" ] || exit 0
mkdir -p "$to"
rsync -a --delete "$target/current/" "$to/"
