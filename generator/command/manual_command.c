/* `manual` makes the office's manual, for its eyes alone: pages, and one typeset PDF. */
#include "base/folder.h"
#include "command/command.h"
#include "command/target.h"
#include "command/workshop.h"
#include "page/layout.h"
#include "registry/form.h"
#include "render/markdown.h"
#include "site/prose_page.h"

#include <string.h>

/* Rows of a table that is made in one piece of Markdown. */
#define ROWS 40

/* A chapter, in pieces of Markdown with numbered headings. */
struct chapter {
	const struct prose_page *page;
	char *label; /* 「第1章　導入」 */
	char *file;  /* "01-install.html" */
	GPtrArray *pieces;
	unsigned first_page; /* in the PDF */
};

struct manual {
	const struct request *request;
	const char *content; /* where the chapters are */
	struct findings *findings;
	GPtrArray *chapters; /* struct chapter * */
};

static void
chapter_free(gpointer data)
{
	struct chapter *chapter = data;

	g_free(chapter->label);
	g_free(chapter->file);
	g_ptr_array_unref(chapter->pieces);
	g_free(chapter);
}

/* Text of a table's cell, every sign of which stands for itself. */
static void
append_cell(GString *row, const char *text)
{
	g_string_append(row, " ");
	for (; text != NULL && *text != '\0'; text++) {
		if (g_ascii_ispunct(*text))
			g_string_append_c(row, '\\');
		g_string_append_c(row, *text == '\n' ? ' ' : *text);
	}
	g_string_append(row, " |");
}

/* A table that is added to by rows, and goes on in another piece where it grows long. */
struct rows {
	GPtrArray *pieces;
	const char *head;
	guint count;
};

static void G_GNUC_NULL_TERMINATED
add_row(struct rows *rows, ...)
{
	g_autoptr(GString) row = g_string_new(rows->count % ROWS == 0 ? rows->head : "");
	const char *cell;
	va_list cells;

	g_string_append_c(row, '|');
	va_start(cells, rows);
	while ((cell = va_arg(cells, const char *)) != NULL)
		append_cell(row, cell);
	va_end(cells);
	if (rows->count++ % ROWS == 0) {
		g_ptr_array_add(rows->pieces, g_string_free(g_steal_pointer(&row), false));
		return;
	}
	char **last = (char **)&rows->pieces->pdata[rows->pieces->len - 1];
	char *longer = g_strconcat(*last, "\n", row->str, NULL);

	g_free(*last);
	*last = longer;
}

static void
add_messages(struct rows *rows)
{
	g_autoptr(GPtrArray) all = help_messages();

	rows->head = "| 段階 | メッセージ | 名前 |\n| --- | --- | --- |\n";
	EACH (const struct message, message, all)
		add_row(rows, finding_level_word(message->level, LANGUAGE_JA), message->ja,
		        message->id, NULL);
}

/* Calls for each field below a group once, whatever groups share it. */
typedef void field_visitor(const struct field *field, void *data);

static void
visit_fields(const struct field *group, GHashTable *seen, field_visitor *visit, void *data)
{
	for (const struct field *field = group->children; field != NULL && field->name != NULL;
	     field++) {
		g_autofree char *key = g_strconcat(field->name, " ", field->ja, NULL);

		if (g_hash_table_add(seen, g_steal_pointer(&key)))
			visit(field, data);
		visit_fields(field, seen, visit, data);
	}
}

static void
visit_all(field_visitor *visit, void *data)
{
	const struct field *const roots[] = { &field_service, &field_decisions, &field_site };
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(roots); i++)
		visit_fields(roots[i], seen, visit, data);
	for (int number = 1; number <= FORM_COUNT; number++)
		visit_fields(form_field(form_kind_find(number)), seen, visit, data);
}

static void
add_term(const struct field *field, void *data)
{
	const char *hint = field_hint(field, LANGUAGE_JA);

	add_row(data, field->ja, field->name, field->clause != NULL ? field->clause : "",
	        hint != NULL             ? hint
	        : field->choices != NULL ? field->choices
	                                 : "",
	        NULL);
}

/* What an index is made of. */
struct index {
	const struct manual *manual;
	struct rows *rows;
};

/* A term with the chapters whose text has it. */
static void
add_to_index(const struct field *field, void *data)
{
	const struct index *index = data;
	g_autoptr(GString) chapters = g_string_new(NULL);

	EACH (const struct chapter, chapter, index->manual->chapters)
		if (strstr(chapter->page->body, field->ja) != NULL)
			g_string_append_printf(chapters, "%s%s", chapters->len > 0 ? "、" : "",
			                       chapter->label);
	if (chapters->len > 0 && g_utf8_strlen(field->ja, -1) > 2)
		add_row(index->rows, field->ja, chapters->str, NULL);
}

/* Adds a table that is made of what the program knows. */
static void
add_made(const struct manual *manual, const char *name, GPtrArray *pieces)
{
	struct rows rows = { .pieces = pieces };
	struct index index = { manual, &rows };

	if (strcmp(name, "{{messages}}") == 0) {
		add_messages(&rows);
	} else if (strcmp(name, "{{terms}}") == 0) {
		rows.head = "| 項目 | 要素・属性 | 条項 | 書き方 |\n| --- | --- | --- | --- |\n";
		visit_all(add_term, &rows);
	} else {
		rows.head = "| 項目 | 章 |\n| --- | --- |\n";
		visit_all(add_to_index, &index);
	}
}

/* Parts the body, with headings numbered, at what is made. */
static void
fill_chapter(const struct manual *manual, struct chapter *chapter, guint number)
{
	g_auto(GStrv) lines = g_strsplit(chapter->page->body, "\n", -1);
	g_autoptr(GString) piece = g_string_new(NULL);
	bool is_code = false;
	unsigned section = 0;

	for (char **line = lines; *line != NULL; line++) {
		is_code ^= g_str_has_prefix(*line, "```");
		if (!is_code && g_str_has_prefix(*line, "{{")) {
			g_ptr_array_add(chapter->pieces, g_strdup(piece->str));
			g_string_truncate(piece, 0);
			add_made(manual, *line, chapter->pieces);
		} else if (!is_code && g_str_has_prefix(*line, "## ")) {
			g_string_append_printf(piece, "## %u.%u　%s\n", number, ++section,
			                       *line + strlen("## "));
		} else {
			g_string_append_printf(piece, "%s\n", *line);
		}
	}
	g_ptr_array_add(chapter->pieces, g_strdup(piece->str));
}

static struct value *
chapters_value(const struct manual *manual, const struct chapter *current, bool with_blocks)
{
	struct value *list = value_list();

	EACH (const struct chapter, chapter, manual->chapters) {
		struct value *value = value_object();
		g_autofree char *number = g_strdup_printf("%u", value_count(list) + 1);
		g_autofree char *page = g_strdup_printf("%u", chapter->first_page);
		g_autoptr(GString) xml = g_string_new(NULL);

		value_set_text(value, "number", number);
		value_set_text(value, "title", chapter->page->title);
		value_set_text(value, "label", chapter->label);
		value_set_text(value, "file", chapter->file);
		value_set_text(value, "page", page);
		value_set_flag(value, "current", chapter == current);
		EACH (const char, piece, chapter->pieces)
			if (with_blocks)
				markdown_render_letter(piece, NOTATION_PAGE, xml);
		value_set(value, "body", value_blocks(xml->str));
		value_append(list, value);
	}
	return list;
}

static bool
write_file(const char *folder, const char *name, const void *bytes, gsize length, GError **error)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	return folder_store(path, bytes, length, error);
}

static bool
write_page(const struct manual *manual, const struct template_set *templates,
           const struct chapter *chapter, const char *folder, GError **error)
{
	AUTO(value) values = value_object();
	g_autoptr(GString) html = g_string_new(NULL), page = g_string_new(NULL);
	AUTO(findings) of_made = findings_new(); /* whose text is as it is */

	EACH (const char, piece, chapter->pieces)
		markdown_render(piece, NOTATION_PAGE, 0,
		                (struct place){ .file = chapter->page->file,
		                                .line = chapter->page->body_line },
		                piece[0] == '|' ? of_made : manual->findings, html);
	value_set_text(values, "version", ISMAPGEN_VERSION);
	value_set_text(values, "label", chapter->label);
	value_set(values, "chapters", chapters_value(manual, chapter, false));
	value_set(values, "body", value_html(html->str));
	return template_render(templates, "page.html", values, page, error) &&
	       write_file(folder, chapter->file, page->str, page->len, error) &&
	       (chapter != manual->chapters->pdata[0] ||
	        write_file(folder, "index.html", page->str, page->len, error));
}

/* The manual as a letter, with the pages of its chapters as they are known. */
static struct document *
lay_out(const struct manual *manual, const struct template_set *templates, struct fonts *fonts,
        struct letter **letter, GError **error)
{
	AUTO(value) values = value_object();
	g_autoptr(GString) xml = g_string_new(NULL);
	g_autofree char *day = date_iso(manual->request->as_of);
	g_autofree char *date = date_era(manual->request->as_of);

	value_set_text(values, "version", ISMAPGEN_VERSION);
	value_set_text(values, "dated-on", day);
	value_set_text(values, "date", date);
	value_set(values, "chapters", chapters_value(manual, NULL, true));
	if (!template_render(templates, "manual.xml", values, xml, error))
		return NULL;
	*letter =
		letter_read(xml->str, xml->len, "./templates/manual/manual.xml", manual->findings);
	return *letter == NULL ? NULL : layout(*letter, fonts);
}

/* Finds the page on which each chapter begins, by its title. */
static void
find_pages(const struct manual *manual, const struct document *document)
{
	for (guint i = 0; i < document->pages->len; i++) {
		const struct page *page = document->pages->pdata[i];

		EACH_IN (const struct thing, thing, page->things) {
			g_autofree char *text =
				thing->kind == THING_TEXT ? thing_text(thing) : NULL;

			EACH (struct chapter, chapter, manual->chapters)
				if (chapter->first_page == 0 &&
				    g_strcmp0(text, chapter->label) == 0)
					chapter->first_page = i + 1;
		}
	}
}

static bool
write_pdf(const struct manual *manual, const struct template_set *templates,
          const struct workshop *workshop, const char *folder, GError **error)
{
	AUTO(letter) letter = NULL;
	AUTO(letter) first_letter = NULL;
	AUTO(document) first = lay_out(manual, templates, workshop->fonts, &first_letter, error);
	AUTO(document) document = NULL;
	const struct typesetting typesetting = workshop_typesetting(workshop, NULL);
	g_autoptr(GByteArray) pdf = NULL;

	if (first != NULL)
		find_pages(manual, first);
	if (first != NULL)
		document = lay_out(manual, templates, workshop->fonts, &letter, error);
	if (document == NULL)
		return *error == NULL;
	pdf = typeset_finish(&typesetting, letter, (struct archive_info){ .document = document },
	                     NULL, error);
	return pdf != NULL && write_file(folder, "manual.pdf", pdf->data, pdf->len, error);
}

static bool
write_all(const struct manual *manual, const char *folder, GError **error)
{
	g_autofree char *own = g_build_filename(manual->request->templates, "manual", NULL);
	g_autofree char *css = g_build_filename(own, "manual.css", NULL);
	g_autofree char *style = g_build_filename(folder, "manual.css", NULL);
	g_autofree char *pictures = g_build_filename(manual->content, "manual", "assets", NULL);
	g_autofree char *assets = g_build_filename(folder, "assets", NULL);
	AUTO(template_set) templates = template_set_load(own, error);
	struct workshop workshop = { 0 };
	bool good = templates != NULL && workshop_open(&workshop, manual->request, error) &&
	            folder_make_private(folder, error) && init_copy(css, style, error) &&
	            init_copy(pictures, assets, error);

	EACH (const struct chapter, chapter, manual->chapters)
		good = good && write_page(manual, templates, chapter, folder, error);
	good = good && write_pdf(manual, templates, &workshop, folder, error);
	workshop_clear(&workshop);
	return good;
}

enum outcome
command_manual(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	AUTO(findings) findings = findings_new();
	g_autofree char *data = g_path_get_dirname(request->templates);
	g_autofree char *content = g_build_filename(data, "content", NULL);
	g_autofree char *folder = g_build_filename(request->output, "manual", NULL);
	g_autoptr(GPtrArray) pages = prose_pages_load(content, "manual", findings);
	g_autoptr(GPtrArray) chapters = g_ptr_array_new_with_free_func(chapter_free);
	struct manual manual = { request, content, findings, chapters };

	EACH (const struct prose_page, page, pages) {
		struct chapter *chapter = g_new0(struct chapter, 1);

		chapter->page = page;
		chapter->label = g_strdup_printf("第%u章　%s", chapters->len + 1, page->title);
		chapter->file = g_strconcat(page->name, ".html", NULL);
		chapter->pieces = g_ptr_array_new_with_free_func(g_free);
		g_ptr_array_add(chapters, chapter);
	}
	for (guint i = 0; i < chapters->len; i++)
		fill_chapter(&manual, chapters->pdata[i], i + 1);
	if (!target_check(request, folder, &error) || !write_all(&manual, folder, &error))
		return request_failed(request, error);
	if (!request_show(request, findings))
		return OUTCOME_FINDINGS;
	request_say(request, (struct wording){ "手引: {0}", "manual: {0}" }, folder, NULL);
	return OUTCOME_DONE;
}
