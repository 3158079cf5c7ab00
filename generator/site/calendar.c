/* The days on which entries expire make a calendar. */
#include "site/calendar.h"

#include "disclosure/words.h"
#include "render/ics.h"

void
calendar_open(const struct public_register *public_register, GString *out)
{
	ics_begin(out, "expiries", public_register->title);
}

void
calendar_render_entry(const struct public_register *public_register, const struct disclosure *entry,
                      GString *out)
{
	g_autofree char *url =
		g_strdup_printf("%sservices/%s/", public_register->base_url, entry->number);
	g_autofree char *uid = g_strconcat(url, "#expiry", NULL);
	g_autofree char *summary = g_strdup_printf("%s：%s（%s）", item_words[5].ja,
	                                           entry->listing.name, entry->number);
	struct ics_day day = {
		.uid = uid,
		.summary = summary,
		.url = url,
		.on = entry->expires_on,
		.stamped_on = public_register->as_of,
	};

	ics_append(out, &day);
}

void
calendar_close(GString *out)
{
	ics_end(out);
}
