/* The names that the template of a form may use are made from the form's table. */
#include "letter/form_names.h"

#include <string.h>

static const struct template_name recipient_names[] = {
	{ "lines", "宛名の行（最後の行を除く）", "lines but the last", NULL },
	{ "last-head", "宛名の最後の行の、氏名より前", "of the last line, before the name", NULL },
	{ "last-name", "宛名の最後の行の氏名", "the name in the last line", NULL },
	{ "honorific", "敬称", "honorific", NULL },
	{ "postal-code", "郵便番号（100-0001）", "postal code", NULL },
	{ "address", "所在地", "address", NULL },
	{ NULL, NULL, NULL, NULL },
};

static const struct template_name objective_names[] = {
	{ "id", "統制目標の番号", "id of the objective", NULL },
	{ "is-implemented", "実施しているか", "whether it is implemented", NULL },
	{ "box", "□又は■", "its box", NULL },
	{ NULL, NULL, NULL, NULL },
};

static const struct template_name domain_names[] = {
	{ "number", "章番号", "chapter number", NULL },
	{ "name", "分野の名称", "name of the domain", NULL },
	{ "objectives", "統制目標", "objectives", objective_names },
	{ NULL, NULL, NULL, NULL },
};

static const struct template_name body_names[] = {
	{ "name", "機関の名称", "name of the body", NULL },
	{ "office", "法人等の名称", "office", NULL },
	{ "post", "発信者の役職", "post of the signatory", NULL },
	{ "signatory", "発信者の氏名", "name of the signatory", NULL },
	{ "section", "担当部署", "section", NULL },
	{ "address", "所在地", "address", NULL },
	{ "telephone", "電話番号", "telephone", NULL },
	{ "email", "電子メール", "e-mail", NULL },
	{ NULL, NULL, NULL, NULL },
};

static const struct template_name common_names[] = {
	{ "blank", "記入前の様式か", "whether it is the blank form", NULL },
	{ "sample", "見本か", "whether it is a sample", NULL },
	{ "example", "記入例か", "whether it is an example of a filled form", NULL },
	{ "seal-box", "公印の枠を置くか", "whether the seal has a box", NULL },
	{ "seal-space", "公印の場所を空けるか", "whether room is left for the seal", NULL },
	{ "window-chokei-3", "長形3号の窓付き封筒か", "whether the envelope is chokei 3", NULL },
	{ "window-kakukei-2", "角形2号の窓付き封筒か", "whether the envelope is kakukei 2", NULL },
	{ "seal-omitted", "公印を省略するか", "whether the seal is omitted", NULL },
	{ "signed", "電子署名するか", "whether it is signed electronically", NULL },
	{ "qr-code", "様式5にQRコードを置くか", "whether form 5 has a QR code", NULL },
	{ "form-number", "様式の番号", "form number", NULL },
	{ "form-label", "様式5、又は通知の名称", "what the letter is called", NULL },
	{ "is-form", "様式の定めがあるか", "whether the regulation has a form for it", NULL },
	{ "form-title", "様式の名称", "form title", NULL },
	{ "filed-on-iso", "提出日・発信日（2026-11-24）", "date of filing, ISO", NULL },
	{ "sender", "発信する機関", "the body that sends it", body_names },
	{ "operations-body", "ISMAP運用支援機関", "operations body", body_names },
	{ "committee", "ISMAP運営委員会", "steering committee", body_names },
	{ "list-url", "リストのURL", "URL of the list", NULL },
	{ "document-number-in-url", "URLの中に書く文書番号", "document number, as in a URL", NULL },
	{ NULL, NULL, NULL, NULL },
};

static const struct template_name continued_names[] = {
	{ "number", "何番目か", "its number", NULL },
	{ "name", "サブサービスの名称", "name of the sub-service", NULL },
	{ "note", "補足", "note", NULL },
	{ "has-region", "リージョンの欄があるか", "whether there is room for regions", NULL },
	{ "region", "リージョン", "region", NULL },
	{ NULL, NULL, NULL, NULL },
};

/* Beside the fields of a group. */
static const struct extra_name {
	const char *group;
	struct template_name name;
} extra_names[] = {
	{ "control-objectives", { "domains", "章", "chapters", domain_names } },
	{ "statement-scope",
	  { "continued", "続きの用紙のサブサービス（記入前のみ）",
	    "sub-services of the continuation sheet of the blank form", continued_names } },
	{ "statement-scope",
	  { "sub-service-count", "対象のサブサービスの数", "number of sub-services", NULL } },
	{ "statement-scope",
	  { "has-notes", "補足のあるサブサービスが多いか", "whether many sub-services have a note",
	    NULL } },
	{ "statement-scope",
	  { "has-outside-services", "対象外のサービスがあるか",
	    "whether there are services outside the scope", NULL } },
};

const char *
form_name_of_choice(const struct field *field, const char *choice)
{
	g_autoptr(GString) name = g_string_new(field->name);

	for (const char *at = choice; *at != '\0'; at++)
		if (!g_ascii_isalnum(*at))
			g_string_append_c(name, '-');
		else if (at == choice)
			g_string_append_printf(name, "-%c", *at);
		else
			g_string_append_c(name, *at);
	while (g_str_has_suffix(name->str, "-"))
		g_string_truncate(name, name->len - 1);
	return g_intern_string(name->str);
}

const char *
form_name_of_box(const struct field *field, const char *choice)
{
	g_autofree char *name = g_strconcat("box-", form_name_of_choice(field, choice), NULL);

	return g_intern_string(name);
}

const char *
form_name_of_presence(const struct field *field)
{
	g_autofree char *name = g_strconcat("has-", field->name, NULL);

	return g_intern_string(name);
}

bool
form_asks_presence(const struct field *field)
{
	return field->min == 0 &&
	       (field->max > 1 || field->kind == FIELD_GROUP || field_is_prose(field));
}

int
form_digits(const struct field *field)
{
	const char *pattern = field->pattern;

	return strlen(pattern) == strlen("[1-n]") && g_str_has_prefix(pattern, "[1-")
	               ? pattern[3] - '0'
	               : 0;
}

bool
form_skips(const struct field *field)
{
	return field->attribute &&
	       (strcmp(field->name, "number") == 0 || strcmp(field->name, "service") == 0);
}

/* Tables of names that were made; the outermost is the last. */
struct form_names {
	GPtrArray *tables;
};

static void
add_name(GArray *names, const char *name, const struct field *field,
         const struct template_name *members)
{
	struct template_name own = { name, field->ja, field->en, members };

	g_array_append_val(names, own);
}

static const struct template_name *make_table(struct form_names *names, const char *group,
                                              const struct field *fields,
                                              const struct template_name *common);

static void
add_field(struct form_names *names, GArray *table, const struct field *field)
{
	g_auto(GStrv) choices = g_strsplit(field->choices ? field->choices : "", " ", -1);

	if (form_asks_presence(field))
		add_name(table, form_name_of_presence(field), field, NULL);
	if (strcmp(field->name, "recipient") == 0) {
		add_name(table, field->name, field, recipient_names);
	} else if (field->kind == FIELD_GROUP) {
		add_name(table, field->name, field,
		         make_table(names, field->name, field->children, NULL));
	} else if (field->kind == FIELD_TOKENS && form_digits(field) > 0) {
		for (int digit = 1; digit <= form_digits(field); digit++) {
			const char word[] = { (char)('0' + digit), '\0' };

			add_name(table, form_name_of_choice(field, word), field, NULL);
			add_name(table, form_name_of_box(field, word), field, NULL);
		}
	} else {
		add_name(table, field->name, field, NULL);
		for (char **choice = choices; *choice != NULL; choice++)
			if (**choice != '\0') {
				add_name(table, form_name_of_choice(field, *choice), field, NULL);
				add_name(table, form_name_of_box(field, *choice), field, NULL);
			}
		if (field->kind == FIELD_MARK)
			add_name(table, form_name_of_box(field, ""), field, NULL);
	}
}

static const struct template_name *
make_table(struct form_names *names, const char *group, const struct field *fields,
           const struct template_name *common)
{
	GArray *table = g_array_new(true, true, sizeof(struct template_name));

	for (; common != NULL && common->name != NULL; common++)
		g_array_append_val(table, *common);
	for (gsize i = 0; i < G_N_ELEMENTS(extra_names); i++)
		if (g_strcmp0(extra_names[i].group, group) == 0)
			g_array_append_val(table, extra_names[i].name);
	for (const struct field *field = fields; field->name != NULL; field++)
		if (!form_skips(field))
			add_field(names, table, field);
	g_ptr_array_add(names->tables, g_array_free(table, false));
	return g_ptr_array_index(names->tables, names->tables->len - 1);
}

struct form_names *
form_names_new(int number)
{
	struct form_names *names = g_new0(struct form_names, 1);

	names->tables = g_ptr_array_new_with_free_func(g_free);
	make_table(names, NULL, form_field(form_kind_find(number))->children, common_names);
	return names;
}

void
form_names_free(struct form_names *names)
{
	g_ptr_array_unref(names->tables);
	g_free(names);
}

const struct template_name *
form_names_table(const struct form_names *names)
{
	return g_ptr_array_index(names->tables, names->tables->len - 1);
}
