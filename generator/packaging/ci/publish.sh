#!/bin/sh
# Copies an edition to where it is served so that readers never see half of it:
# into a folder of its own, checked there, then shown by one rename of a link.
#
#	publish.sh output/site [USER@HOST:]/srv/ismapgen
#
# The web server's root is /srv/ismapgen/current. Former editions stay in
# /srv/ismapgen/editions; files that did not change are shared among them.
set -eu
from=$1 target=$2
folder=${target#*:}
edition=$(sha256sum <"$from/manifest.sha256" | cut -c 1-16)

there() {
	case $target in
	*:*) ssh "${target%%:*}" "$1" ;;
	*) sh -c "$1" ;;
	esac
}

there "mkdir -p '$folder/editions'"
rsync -a --link-dest="$folder/current/" "$from/" "$target/editions/$edition/"
there "cd '$folder/editions/$edition' && sha256sum --quiet -c manifest.sha256 && cd ../.. &&
	ln -sfn 'editions/$edition' current.next && mv -T current.next current"
