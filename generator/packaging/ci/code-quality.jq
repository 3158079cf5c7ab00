# From `ismapgen check --format json` to a code quality report of GitLab. The
# fingerprint tells findings apart from one run to the next, whatever the line.
[.[] | {
	description: .message.ja,
	check_name: .id,
	severity: ({ error: "blocker", warning: "major", note: "info" }[.level]),
	fingerprint: ([.id, .file, .record // "", .field.en // ""] + .arguments | join(" ") | @base64),
	location: { path: .file, lines: { begin: ([.line, 1] | max) } }
}]
