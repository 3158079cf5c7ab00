/* The facts of a letter are embedded as a file that belongs to the document. */
#include "pdf/archive_part.h"

/* The file itself, as old as the letter. */
static struct pdf_value *
embedded_file(struct pdf *pdf, const struct archive_data *data)
{
	struct pdf_value *file = pdf_make(pdf, "<< /Type /EmbeddedFile >>");
	struct pdf_value *parameters = pdf_make(pdf, "<< >>");

	pdf_set(file, "Subtype", pdf_make_name(pdf, data->type));
	pdf_set(file, "Params", parameters);
	pdf_set(parameters, "Size", pdf_make_integer(pdf, (gint64)data->length));
	pdf_set(parameters, "ModDate", pdf_get(pdf_information(pdf), "CreationDate"));
	pdf_set_content(pdf, file, data->bytes, data->length, PDF_PACKED);
	return file;
}

void
archive_add_data(struct pdf *pdf, const struct archive_data *data)
{
	struct pdf_value *file = embedded_file(pdf, data);
	struct pdf_value *files = pdf_make(pdf, "<< >>");
	struct pdf_value *specification =
		pdf_add(pdf, pdf_make(pdf, "<< /Type /Filespec /AFRelationship /Data >>"));
	struct pdf_value *name = pdf_make_text(pdf, data->name);
	struct pdf_value *names = pdf_make(pdf, "<< /EmbeddedFiles << /Names [ ] >> >>");
	struct pdf_value *pairs = pdf_get(pdf_get(names, "EmbeddedFiles"), "Names");
	struct pdf_value *associated = pdf_make_array(pdf);

	pdf_set(files, "F", file);
	pdf_set(files, "UF", file);
	pdf_set(specification, "F", name);
	pdf_set(specification, "UF", name);
	pdf_set(specification, "Desc", pdf_make_text(pdf, data->description));
	pdf_set(specification, "EF", files);
	pdf_append(pairs, name);
	pdf_append(pairs, specification);
	pdf_append(associated, specification);
	if (pdf_is_dictionary(pdf_get(pdf_catalog(pdf), "Names")))
		pdf_set(pdf_get(pdf_catalog(pdf), "Names"), "EmbeddedFiles",
		        pdf_get(names, "EmbeddedFiles"));
	else
		pdf_set(pdf_catalog(pdf), "Names", names);
	pdf_set(pdf_catalog(pdf), "AF", associated);
}
