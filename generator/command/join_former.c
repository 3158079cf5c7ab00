/* The content is read again here, by whoever joins: the parts hold what it makes, and the
 * published edition may be of another day. */
#include "command/join_former.h"

#include "base/refusal.h"
#include "command/fingerprint.h"
#include "site/site.h"

#include <string.h>

/* The content is that of the parts, to the byte. */
static gboolean
check_content(const struct request *request, const struct shard *shard, GError **error)
{
	const char *const folders[] = { request->content, request->templates, request->fonts,
		                        NULL };
	g_autofree char *edition = fingerprint(folders, error);

	if (edition == NULL)
		return FALSE;
	return strcmp(edition, shard->edition) == 0 ||
	       refuse(error,
	              FAILURE("join-content",
	                      "{0} の内容、テンプレート又はフォントは、部分を作ったときのものと違います。"
	                      "公開した内容と比べるために、同じものを指定してください。",
	                      "The content in {0}, the templates or the fonts are not what the parts were "
	                      "made of. Name the same, by which the published list is compared."),
	              request->content, NULL);
}

gboolean
join_compare_former(const struct request *request, const struct shard *shard, const char *target,
                    struct findings *findings, GString *rows, GError **error)
{
	AUTO(findings) unheard = findings_new(); /* those who made the parts heard them */
	struct site_request site = {
		.former = target,
		.accept_unrecorded = request->accept_unrecorded,
		.jobs = (unsigned)request->jobs,
	};

	if (!g_file_test(target, G_FILE_TEST_IS_DIR))
		return TRUE;
	if (!check_content(request, shard, error))
		return FALSE;
	AUTO(registry) registry = registry_load(request->content, site.jobs, unheard, error);
	if (registry == NULL)
		return FALSE;
	date_parse(shard->as_of, &site.as_of);
	site.registry = registry;
	return site_compare_former(&site, findings, rows, error);
}
