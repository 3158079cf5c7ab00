# For runners in shell: `. tests/pdfa/validator.sh`, then prepare_validator once
# and validate. veraPDF comes from Maven's repository (pom.xml).

java=$BUILD/tests/pdfa/java

# Fetched and compiled once for each pom.xml and Validate.java.
prepare_validator() {
	mkdir -p "$java" || return
	[ "$java/classpath" -nt tests/pdfa/pom.xml ] || {
		mvn -q -B -f tests/pdfa/pom.xml dependency:build-classpath \
			-Dmdep.outputFile="$(realpath "$java")/classpath.new" &&
			mv "$java/classpath.new" "$java/classpath"
	} || return
	[ "$java/Validate.class" -nt tests/pdfa/Validate.java ] ||
		javac -d "$java" -cp "$(cat "$java/classpath")" tests/pdfa/Validate.java
}

# validate FLAVOURS FILE…
validate() {
	$SHORT_JAVA -cp "$(cat "$java/classpath"):$java" Validate "$@"
}

# last_of_kinds LIST: the last of each kind of letters, or of each form of filled forms, for what takes long
last_of_kinds() {
	awk -F / '{ kind = $NF; if (!sub(/.*-form/, "", kind)) sub(/-.*/, "", kind); last[kind] = $0 }
		END { for (kind in last) print last[kind] }' "$1"
}

# are_valid VERDICTS <LIST: whether each file of the list has two verdicts, and both are that it
# is valid; what else they say is printed.
are_valid() {
	awk -F'\t' 'NR == FNR { asked[$0]; count++; next }
		$1 in asked { found++ }
		$1 in asked && $3 != "valid" { broken = 1; print }
		END { exit broken || count == 0 || found != 2 * count }' - "$1"
}
