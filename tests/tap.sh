# For runners in shell: `. tests/tap.sh`, then pass, fail or skip for each case,
# and done_testing last.

tap_count=0
tap_failed=0

# pass NAME
pass() {
	tap_count=$((tap_count + 1))
	echo "ok - $1"
}

# fail NAME, with what is known about it on standard input; not behind a pipe,
# where the count would be lost in a subshell
fail() {
	tap_count=$((tap_count + 1))
	tap_failed=$((tap_failed + 1))
	echo "not ok - $1"
	sed 's/^/#   /'
}

# skip NAME WHY
skip() {
	tap_count=$((tap_count + 1))
	echo "ok - $1 # SKIP $2"
}

# A short run of Java is not worth the second compiler, nor threads for garbage.
export SHORT_JAVA="java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

# amount USUAL THOROUGH: the first; with THOROUGH=1 the second
amount() {
	[ -n "${THOROUGH-}" ] && echo "$2" || echo "$1"
}

# every N: each N-th line of the input, from the first on
every() {
	awk -v by="$1" '(NR - 1) % by == 0'
}

# some N: every N-th line of the input; all of them with THOROUGH=1
some() {
	every "$(amount "$1" 1)"
}

# Whether the program runs under the address sanitizer, which reserves terabytes: no limit of
# memory can be set then.
is_sanitized() {
	grep -qa __asan_init "$BUILD/ismapgen"
}

# plain_templates FOLDER: the templates, but of each form and each entry's evidence a title alone.
# They take five sixths of the time that a list of the sample needs, and most suites look at the rest.
plain_templates() {
	cp -R templates "$1" || return
	for tap_layout in "$1"/letters/form*.xml "$1/site/evidence.xml"; do
		echo '<letter xmlns="urn:ismapgen:1" title="題"><subject>題</subject></letter>' >"$tap_layout"
	done
}

# plain_top FOLDER: the top folder, with plain templates, and a content that may be changed.
plain_top() {
	mkdir "$1" && ln -s "$PWD"/* "$1/" && rm "$1/content" "$1/templates" && cp -R content "$1/" &&
		plain_templates "$1/templates"
}

# check NAME COMMAND…: passes where the command succeeds; what it prints is shown
# where it does not.
check() {
	tap_name=$1
	shift
	if tap_output=$("$@" 2>&1); then
		pass "$tap_name"
	else
		fail "$tap_name" <<-EOF
			$tap_output
		EOF
	fi
}

done_testing() {
	echo "1..$tap_count"
	test "$tap_failed" -eq 0
}

# A program that speaks TAP for itself: its cases are cases of the suite.
run_mjs() { # PROGRAM ARGUMENT…
	local status
	node "$@" >"$work/report"
	status=$?
	grep -v '^1\.\.' "$work/report"
	tap_count=$((tap_count + $(grep -c '^\(not \)\?ok - ' "$work/report")))
	tap_failed=$((tap_failed + $(grep -c '^not ok' "$work/report")))
	[ $status -eq 0 ] || [ "$tap_failed" -gt 0 ] || fail "$1 runs to the end" <"$work/report"
}
