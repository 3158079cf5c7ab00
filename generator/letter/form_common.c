/* These are the values that the templates of all forms share. */
#include "letter/form_names.h"

#include "letter/prose.h"

#include <string.h>

#include <string.h>

/* Takes off all up to the last space, so that what is left, which is not parted from
 * the honorific, is short. */
static char *
take_head(char **name)
{
	char *space = strrchr(*name, ' ');
	char *wide = g_strrstr(*name, "　");
	char *rest = wide != NULL ? wide + strlen("　") : space != NULL ? space + 1 : *name;
	char *head = g_strndup(*name, (gsize)(rest - *name));
	char *tail = g_strdup(rest);

	g_free(*name);
	*name = tail;
	return head;
}

/* 「会社名」「役職　氏名」; with 御中 the company alone, unless the form names
 * an addressee; the company is not said twice. */
struct value *
form_recipient_value(const struct xml_node *recipient)
{
	struct value *value = value_object();
	struct value *lines = value_list();

	value_set(value, "lines", lines);
	if (recipient == NULL) {
		value_set_text(value, "last-head", NULL);
		value_set_text(value, "last-name", NULL);
		value_set_text(value, "honorific", NULL);
		value_set_text(value, "postal-code", NULL);
		value_set_text(value, "address", NULL);
		return value;
	}

	const char *company = form_node_text(recipient, "name");
	const char *honorific = form_node_text(recipient, "honorific");
	const char *addressee = form_node_text(recipient, "addressee");
	const char *post = form_node_text(recipient, "post");
	const char *code = form_node_text(recipient, "postal-code");
	g_autofree char *person = prose_name(form_node_text(recipient, "person"));
	g_autofree char *postal = code == NULL ? NULL : g_strdup_printf("%.3s-%s", code, code + 3);
	g_autofree char *head = NULL;
	g_autofree char *name = NULL;

	if (addressee != NULL)
		name = prose_name(addressee);
	else if (g_strcmp0(honorific, "御中") == 0 || (person == NULL && post == NULL))
		name = g_strdup(company == NULL ? "" : company);
	else
		name = g_strdup(person == NULL ? post : person);
	if (addressee == NULL && person != NULL && post != NULL && strcmp(name, person) == 0)
		head = g_strconcat(post, "　", NULL);
	else
		head = take_head(&name);

	g_autofree char *last = g_strconcat(head, name, NULL);

	if (company != NULL && !g_str_has_prefix(last, company))
		value_append(lines, value_text(company));
	value_set_text(value, "last-head", head);
	value_set_text(value, "last-name", name);
	value_set_text(value, "honorific", honorific);
	value_set_text(value, "postal-code", postal);
	value_set_text(value, "address", form_node_text(recipient, "address"));
	return value;
}

/* A blank form or an example is public: it names no person, nor where one is reached. */
static struct value *
body_value(const struct body *body, bool public)
{
	struct value *value = value_object();
	g_autofree char *signatory = public ? NULL : prose_name(body->signatory.name.value);

	value_set_text(value, "name", body->name.value);
	value_set_text(value, "office", body->office.value);
	value_set_text(value, "post", body->signatory.post.value);
	value_set_text(value, "signatory", signatory);
	value_set_text(value, "section", body->section.value);
	value_set_text(value, "address", body->address.value);
	value_set_text(value, "telephone", public ? NULL : body->telephone.value);
	value_set_text(value, "email", public ? NULL : body->email.value);
	return value;
}

void
form_set_common(struct value *value, const struct registry *registry, const struct form_kind *kind,
                const struct xml_node *body, struct date as_of, bool is_example)
{
	const struct site *site = &registry->site;
	bool blank = body == NULL;
	const char *filed_on = body == NULL ? NULL : xml_attribute(body, "filed-on");
	struct date day = as_of;

	if (filed_on != NULL)
		date_parse(filed_on, &day);

	const struct body *committee = form_body(registry, PARTY_COMMITTEE, day);
	const struct body *operations = form_body(registry, PARTY_OPERATIONS_BODY, day);
	const struct body *sender = kind->from == PARTY_COMMITTEE ? committee : operations;
	const char *seal = sender->seal.value != NULL ? sender->seal.value : site->seal.value;
	const char *document_number = body == NULL ? NULL : xml_attribute(body, "document-number");
	g_autofree char *number = g_strdup_printf("%d", kind->number);
	g_autofree char *label = form_label(kind);
	g_autofree char *in_url =
		document_number == NULL ? NULL : g_uri_escape_string(document_number, NULL, false);

	value_set_flag(value, "blank", blank);
	value_set_flag(value, "example", is_example);
	value_set_flag(value, "sample", site->sample.value != NULL);
	value_set_flag(value, "seal-box", g_strcmp0(seal, "box") == 0);
	value_set_flag(value, "seal-space", g_strcmp0(seal, "space") == 0);
	value_set_flag(value, "seal-omitted", g_strcmp0(seal, "omitted") == 0);
	value_set_flag(value, "window-chokei-3", g_strcmp0(site->window.value, "chokei-3") == 0);
	value_set_flag(value, "window-kakukei-2", g_strcmp0(site->window.value, "kakukei-2") == 0);
	value_set_text(value, "form-number", number);
	value_set_text(value, "form-label", label);
	value_set_flag(value, "is-form", !form_is_notice(kind));
	value_set_text(value, "form-title", kind->title_ja);
	value_set_text(value, "filed-on-iso", filed_on);
	value_set(value, "sender", body_value(sender, blank || is_example));
	value_set(value, "operations-body", body_value(operations, blank || is_example));
	value_set(value, "committee", body_value(committee, blank || is_example));
	value_set_flag(value, "qr-code", site->qr_code.value != NULL);
	value_set_text(value, "list-url", site->base_url.value);
	value_set_text(value, "document-number-in-url", in_url);
}
