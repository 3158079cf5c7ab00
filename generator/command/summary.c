/* What a build made is summed up in a line, or as JSON. */
#include "command/summary.h"

#include "base/digest.h"

#include <stdlib.h>

json_t *
summary_of_tree(const struct tree *tree)
{
	g_autofree char *manifest = tree_manifest(tree);
	g_autofree char *edition = digest_of_text(manifest);

	return json_pack("{s:s, s:I, s:I}", "edition", edition, "files",
	                 (json_int_t)tree_files(tree), "changed", (json_int_t)tree_changed(tree));
}

void
summary_render(const struct summary *summary, GString *out)
{
	double seconds = (double)(gint64)(summary->seconds * 1000 + 0.5) / 1000;
	json_t *root = json_pack(
		"{s:s, s:I, s:I, s:I, s:f}", "as-of", DATE(summary->as_of), "services",
		(json_int_t)summary->services, "errors",
		(json_int_t)findings_count(summary->findings, FINDING_ERROR), "warnings",
		(json_int_t)findings_count(summary->findings, FINDING_WARNING), "seconds", seconds);

	if (summary->site != NULL)
		json_object_set_new(root, "site", summary_of_tree(summary->site));
	if (summary->letters != NULL)
		json_object_set_new(root, "letters", summary_of_tree(summary->letters));
	char *text = json_dumps(root, JSON_REAL_PRECISION(6));
	g_string_append_printf(out, "%s\n", text);
	free(text);
	json_decref(root);
}
