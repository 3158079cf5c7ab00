#!/bin/sh
# Copies an edition to where it is served so that readers never see half of it:
# into a folder of its own, checked there, then shown by one rename of a link.
#
#	publish.sh output/site [USER@HOST:]/srv/ismapgen
#
# The web server's root is /srv/ismapgen/current. The last KEEP (30) editions
# stay in /srv/ismapgen/editions; files that did not change are shared among
# them. To go back: ln -sfn editions/NAME current.next && mv -T current.next current
set -eu
from=$1 target=$2
keep=${KEEP:-30}
case $keep in
'' | *[!0-9]* | 0*)
	echo "KEEP is a number from 1 on: how many editions stay (not \"$keep\")" >&2
	exit 2
	;;
esac
folder=${target#*:}
if [ -z "$folder" ]; then
	echo "Name the folder to publish in: [USER@HOST:]/srv/ismapgen" >&2
	exit 2
fi
# What is no whole edition would take the place of all that stand there.
(cd "$from" && sha256sum --quiet -c manifest.sha256)
edition=$(sha256sum <"$from/manifest.sha256" | cut -c 1-16)

there() {
	case $target in
	*:*) ssh "${target%%:*}" "$1" ;;
	*) sh -c "$1" ;;
	esac
}

# What was published stays: a tree that was built without the past does not take its place.
# (site.xml says whether past editions are kept; that of the same day is replaced.)
if grep -q '"keeps_past_editions": true' "$from/data/index.json" 2>/dev/null; then
	there "ls '$folder/current/data/editions' 2>/dev/null || :" | while IFS= read -r day; do
		[ -d "$from/data/editions/$day" ] || grep -q "^ \"as_of\": \"$day\"" "$from/data/index.json" || {
			echo "$from lacks the past edition $day: fetch what is published (fetch.sh), and build again" >&2
			exit 1
		}
	done
fi

there "mkdir -p '$folder/editions'"
# The first edition has none before it to share files with.
set --
there "test -d '$folder/current/'" && set -- "--link-dest=$folder/current/"
rsync -a --checksum --delete "$@" "$from/" "$target/editions/$edition/"
there "set -e
	cd '$folder/editions/$edition'
	sha256sum --quiet -c manifest.sha256
	touch .
	cd ../..
	ln -sfn 'editions/$edition' current.next
	mv -T current.next current
	cd editions
	ls -t | tail -n +$((keep + 1)) | while IFS= read -r old; do
		[ \"\$old\" = '$edition' ] || rm -rf -- \"\$old\"
	done"
