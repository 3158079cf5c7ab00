/*
 * The inputs of a blank form become fields (PDF 32000-1, 12.7): text, choices and buttons, each told
 * by an element of its own where it stands in the text. Ticks are drawn as paths, so that no font
 * is needed for them; typed text has a font with the letters of ASCII, and viewers take others of
 * the machine for the rest.
 */
#include "pdf/archive_part.h"

#include "page/input.h"

#include <string.h>

/* Flags of fields (12.7.3.1, 12.7.4). */
enum {
	FIELD_REQUIRED = 1 << 1,
	FIELD_MULTILINE = 1 << 12,
	FIELD_RADIO = 1 << 15,
	FIELD_COMBO = 1 << 17,
	FIELD_COMB = 1 << 24,
};

/* A field so high has room for a second line. */
#define TWO_LINES 2.2
#define SIZE_MAX_PT 10

struct fields {
	struct pdf *pdf;
	struct pdf_value *form; /* the dictionary AcroForm */
	GHashTable *by_name;    /* of fields, and of what they stand in */
	struct pdf_value *text; /* how an empty field looks */
	GHashTable *buttons[2]; /* by width: how buttons look, off and on */
	const GArray *places;   /* struct input_place */
	const GPtrArray *elements;
};

static void
append_number(GString *text, double number)
{
	char digits[G_ASCII_DTOSTR_BUF_SIZE];

	g_string_append_printf(text, "%s ",
	                       g_ascii_formatd(digits, sizeof(digits), "%.1f", number));
}

/* An array of four numbers. */
static void
append_box(GString *text, const char *name, double left, double bottom, double right, double top)
{
	g_string_append_printf(text, "/%s [ ", name);
	append_number(text, left);
	append_number(text, bottom);
	append_number(text, right);
	append_number(text, top);
	g_string_append(text, "] ");
}

static struct pdf_value *
make_appearance(struct pdf *pdf, double width_pt, const char *content)
{
	g_autoptr(GString) text = g_string_new("<< /Subtype /Form ");
	struct pdf_value *appearance;

	append_box(text, "BBox", 0, 0, width_pt, width_pt);
	g_string_append(text, ">>");
	appearance = pdf_make(pdf, text->str);
	pdf_set_content(pdf, appearance, content, strlen(content), PDF_PLAIN);
	return appearance;
}

/* A square, and in it a tick where the button is on; buttons of one width share it, since no
 * viewer draws them anew. */
static struct pdf_value *
button_appearance(struct fields *fields, double width_pt, bool on)
{
	int key = (int)(width_pt * 100);
	struct pdf_value *made = g_hash_table_lookup(fields->buttons[on], GINT_TO_POINTER(key));
	g_autoptr(GString) content = g_string_new("0.6 w 0.3 0.3 ");

	if (made != NULL)
		return made;
	append_number(content, width_pt - 0.6);
	append_number(content, width_pt - 0.6);
	g_string_append(content, "re S");
	if (on) {
		static const double tick[] = { 0.2, 0.5, 0.42, 0.25, 0.82, 0.8 };

		g_string_append(content, " 1.2 w 1 J 1 j");
		for (guint i = 0; i < G_N_ELEMENTS(tick); i += 2) {
			g_string_append_c(content, ' ');
			append_number(content, tick[i] * width_pt);
			append_number(content, tick[i + 1] * width_pt);
			g_string_append_c(content, i == 0 ? 'm' : 'l');
		}
		g_string_append(content, " S");
	}
	made = make_appearance(fields->pdf, width_pt, content->str);
	g_hash_table_insert(fields->buttons[on], GINT_TO_POINTER(key), made);
	return made;
}

/* The list that a field of the name stands in; of "filer.name" that of "filer", which is made. */
static struct pdf_value *
siblings(struct fields *fields, const char *name, struct pdf_value **parent)
{
	const char *dot = strrchr(name, '.');
	g_autofree char *above = dot == NULL ? NULL : g_strndup(name, (gsize)(dot - name));

	*parent = NULL;
	if (above == NULL)
		return pdf_array_of(fields->pdf, fields->form, "Fields");
	*parent = g_hash_table_lookup(fields->by_name, above);
	if (*parent == NULL) {
		struct pdf_value *outer, *list = siblings(fields, above, &outer);
		const char *own = strrchr(above, '.') == NULL ? above : strrchr(above, '.') + 1;

		*parent = pdf_add(fields->pdf, pdf_make(fields->pdf, "<< >>"));
		pdf_set(*parent, "T", pdf_make_text(fields->pdf, own));
		if (outer != NULL)
			pdf_set(*parent, "Parent", outer);
		pdf_append(list, *parent);
		g_hash_table_insert(fields->by_name, g_steal_pointer(&above), *parent);
	}
	return pdf_array_of(fields->pdf, *parent, "Kids");
}

/* How often the document has an input of the name. */
static guint
count_of(const struct fields *fields, const char *name)
{
	guint count = 0;

	for (guint i = 0; i < fields->places->len; i++)
		count += strcmp(g_array_index(fields->places, struct input_place, i).input->name,
		                name) == 0;
	return count;
}

static void
set_choices(struct fields *fields, struct pdf_value *field, const char *choices)
{
	struct pdf_value *options = pdf_make_array(fields->pdf);
	g_auto(GStrv) words = g_strsplit(choices, "|", -1);

	for (char **word = words; *word != NULL; word++) {
		char *label = strchr(*word, '=');
		struct pdf_value *pair = pdf_make_array(fields->pdf);

		if (label != NULL)
			*label++ = '\0';
		pdf_append(pair, pdf_make_text(fields->pdf, *word));
		pdf_append(pair, pdf_make_text(fields->pdf, label != NULL ? label : *word));
		pdf_append(options, pair);
	}
	pdf_set(field, "Opt", options);
}

/* What the field is, whether it stands in one place or in several. */
static struct pdf_value *
make_field(struct fields *fields, const struct input_place *place)
{
	struct pdf *pdf = fields->pdf;
	const struct input *input = place->input;
	const char *dot = strrchr(input->name, '.');
	bool is_button = input->state != NULL, is_choice = input->choices != NULL;
	int flags = input->required ? FIELD_REQUIRED : 0;
	double size_pt = MIN(input->size_pt, SIZE_MAX_PT);
	struct pdf_value *parent, *list = siblings(fields, input->name, &parent);
	struct pdf_value *field = pdf_add(pdf, pdf_make(pdf, "<< >>"));

	pdf_set(field, "FT", pdf_make_name(pdf, is_button ? "Btn" : is_choice ? "Ch" : "Tx"));
	pdf_set(field, "T", pdf_make_text(pdf, dot == NULL ? input->name : dot + 1));
	pdf_set(field, "TU",
	        pdf_make_text(pdf,
	                      count_of(fields, input->name) > 1 ? input->label : place->label));
	if (parent != NULL)
		pdf_set(field, "Parent", parent);
	if (is_button) {
		pdf_set(field, "V", pdf_make_name(pdf, "Off"));
		flags |= input->single || count_of(fields, input->name) == 1 ? 0 : FIELD_RADIO;
	} else if (size_pt < SIZE_MAX_PT) {
		g_autofree char *appearance = g_strdup_printf("/Helv %g Tf 0 g", size_pt);

		pdf_set(field, "DA", pdf_make_text(pdf, appearance));
	}
	if (is_choice) {
		set_choices(fields, field, input->choices);
		flags |= FIELD_COMBO;
	}
	if (input->prose && place->height_pt > TWO_LINES * input->size_pt)
		flags |= FIELD_MULTILINE;
	if (input->characters > 0) {
		pdf_set(field, "MaxLen", pdf_make_integer(pdf, input->characters));
		if (input->characters > 2)
			flags |= FIELD_COMB;
		else
			pdf_set(field, "Q", pdf_make_integer(pdf, 1));
	}
	if (flags != 0)
		pdf_set(field, "Ff", pdf_make_integer(pdf, flags));
	pdf_append(list, field);
	g_hash_table_insert(fields->by_name, g_strdup(input->name), field);
	return field;
}

/* How what is not filled in looks; a button is off. */
static void
set_appearance(struct fields *fields, struct pdf_value *widget, const struct input_place *place)
{
	struct pdf *pdf = fields->pdf;
	struct pdf_value *appearances = pdf_make(pdf, "<< >>"), *states;

	if (place->input->state == NULL) {
		pdf_set(appearances, "N", fields->text);
	} else {
		states = pdf_make(pdf, "<< >>");
		pdf_set(states, g_intern_string(place->input->state),
		        button_appearance(fields, place->width_pt, true));
		pdf_set(states, "Off", button_appearance(fields, place->width_pt, false));
		pdf_set(appearances, "N", states);
		pdf_set(widget, "AS", pdf_make_name(pdf, "Off"));
	}
	pdf_set(widget, "AP", appearances);
}

/* The place of a field, which is the field's own dictionary where there is no other. */
static void
add_widget(struct fields *fields, guint index)
{
	struct pdf *pdf = fields->pdf;
	const struct input_place *place = &g_array_index(fields->places, struct input_place, index);
	struct pdf_value *element = g_ptr_array_index(fields->elements, index);
	struct pdf_value *page = pdf_page(pdf, place->page), *reference;
	struct pdf_value *field = g_hash_table_lookup(fields->by_name, place->input->name), *widget;
	g_autoptr(GString) rectangle = g_string_new("<< ");

	if (field == NULL)
		field = make_field(fields, place);
	widget = field;
	if (count_of(fields, place->input->name) > 1) {
		widget = pdf_add(pdf, pdf_make(pdf, "<< >>"));
		pdf_set(widget, "Parent", field);
		pdf_set(widget, "TU", pdf_make_text(pdf, place->label));
		pdf_append(pdf_array_of(pdf, field, "Kids"), widget);
	}
	append_box(rectangle, "Rect", place->x_pt, PAGE_HEIGHT_PT - place->y_pt - place->height_pt,
	           place->x_pt + place->width_pt, PAGE_HEIGHT_PT - place->y_pt);
	g_string_append(rectangle, ">>");
	pdf_set(widget, "Subtype", pdf_make_name(pdf, "Widget"));
	pdf_set(widget, "F", pdf_make_integer(pdf, 4));
	pdf_set(widget, "Rect", pdf_get(pdf_make(pdf, rectangle->str), "Rect"));
	pdf_set(widget, "StructParent", pdf_make_integer(pdf, archive_add_parent(pdf, element)));
	set_appearance(fields, widget, place);
	pdf_append(pdf_array_of(pdf, page, "Annots"), widget);
	reference = pdf_make(pdf, "<< /Type /OBJR >>");
	pdf_set(reference, "Pg", page);
	pdf_set(reference, "Obj", widget);
	pdf_set(element, "K", reference);
}

/* The font for what is typed: the usual name, under which viewers know one of their own, too. */
static struct pdf_value *
make_font(struct pdf *pdf, const struct font_cut *cut)
{
	struct pdf_value *file = pdf_make(pdf, "<< >>"), *font, *descriptor;
	int widths[INPUT_LAST + 1];
	g_autoptr(GByteArray) bytes = font_cut_for_input(cut, widths);
	g_autoptr(GString) text = g_string_new(NULL);

	pdf_set_content(pdf, file, bytes->data, bytes->len, PDF_PACKED);
	pdf_set(file, "Length1", pdf_make_integer(pdf, bytes->len));
	descriptor = pdf_make(
		pdf, "<< /Type /FontDescriptor /FontName /BIZUDGothic /Flags 32 /ItalicAngle 0"
		     " /FontBBox [ 0 -120 1000 880 ] /Ascent 880 /Descent -120 /CapHeight 700"
		     " /StemV 80 >>");
	pdf_set(descriptor, "FontFile2", file);
	g_string_append_printf(text,
	                       "<< /Type /Font /Subtype /TrueType /BaseFont /BIZUDGothic /Encoding"
	                       " /WinAnsiEncoding /FirstChar %d /LastChar %d /Widths [",
	                       INPUT_FIRST, INPUT_LAST);
	for (int i = INPUT_FIRST; i <= INPUT_LAST; i++)
		g_string_append_printf(text, " %d", widths[i]);
	g_string_append(text, " ] >>");
	font = pdf_make(pdf, text->str);
	pdf_set(font, "FontDescriptor", pdf_add(pdf, descriptor));
	return pdf_add(pdf, font);
}

/* What the form is, for those who read it filled in; it stands on no page. */
static void
add_unseen(struct fields *fields, const char *form)
{
	g_auto(GStrv) parts = g_strsplit(form, "=", 2);
	struct pdf_value *field = pdf_make(fields->pdf, "<< /FT /Tx /Ff 1 >>");

	pdf_set(field, "T", pdf_make_text(fields->pdf, parts[0]));
	pdf_set(field, "V", pdf_make_text(fields->pdf, parts[1]));
	pdf_append(pdf_get(fields->form, "Fields"), pdf_add(fields->pdf, field));
}

void
archive_add_fields(struct pdf *pdf, const struct archive_info *info, const GPtrArray *forms)
{
	g_autoptr(GArray) places = document_inputs(info->document);
	struct fields fields = {
		.pdf = pdf,
		.form = pdf_make(pdf, "<< /Fields [ ] /DA (/Helv 10 Tf 0 g)"
		                      " /DR << /Font << >> >> >>"),
		.by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		/* Nothing, of any size, with the mark where viewers put the text. */
		.text = make_appearance(pdf, 1, "/Tx BMC EMC"),
		.buttons = { g_hash_table_new(NULL, NULL), g_hash_table_new(NULL, NULL) },
		.places = places,
		.elements = forms,
	};

	g_assert(places->len == forms->len);
	pdf_set(pdf_get(pdf_get(fields.form, "DR"), "Font"), "Helv", make_font(pdf, info->cut));
	if (info->form != NULL)
		add_unseen(&fields, info->form);
	for (guint i = 0; i < places->len; i++)
		add_widget(&fields, i);
	pdf_set(pdf_catalog(pdf), "AcroForm", fields.form);
	g_hash_table_unref(fields.by_name);
	g_hash_table_unref(fields.buttons[0]);
	g_hash_table_unref(fields.buttons[1]);
}
