/* This is the door to libqrencode. */
#include "render/qr.h"

#include "base/decimal.h"

#include <qrencode.h>

struct qr *
qr_encode(const char *text)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct qr *qr;

	if (code == NULL)
		return NULL;
	qr = g_new0(struct qr, 1);
	qr->width = (unsigned)code->width;
	qr->dark = g_new(bool, qr->width * qr->width);
	for (unsigned i = 0; i < qr->width * qr->width; i++)
		qr->dark[i] = (code->data[i] & 1) != 0;
	QRcode_free(code);
	return qr;
}

void
qr_free(struct qr *qr)
{
	if (qr == NULL)
		return;
	g_free(qr->dark);
	g_free(qr);
}

static void
append_run(unsigned x, unsigned y, unsigned length, GString *out)
{
	char text[sizeof("M hv1h-z") + 4 * DECIMAL_ROOM];
	char *at = text;

	*at++ = 'M';
	at = decimal_put(at, x, 1);
	*at++ = ' ';
	at = decimal_put(at, y, 1);
	*at++ = 'h';
	at = decimal_put(at, length, 1);
	at = stpcpy(at, "v1h-");
	at = decimal_put(at, length, 1);
	*at++ = 'z';
	g_string_append_len(out, text, at - text);
}

/* Each run of dark modules of a row as a rectangle. */
static void
append_row(const struct qr *qr, unsigned y, GString *out)
{
	const bool *row = qr->dark + y * qr->width;
	unsigned end;

	for (unsigned x = 0; x < qr->width; x = end + 1) {
		for (end = x; end < qr->width && row[end]; end++)
			;
		if (end > x)
			append_run(x + QR_QUIET_MODULES, y + QR_QUIET_MODULES, end - x, out);
	}
}

void
qr_render_svg(const struct qr *qr, GString *out)
{
	unsigned side = qr->width + 2 * QR_QUIET_MODULES;

	g_string_append_printf(out,
	                       "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %u %u\" "
	                       "shape-rendering=\"crispEdges\"><path fill=\"#fff\" "
	                       "d=\"M0 0h%uv%uH0z\"/><path d=\"",
	                       side, side, side, side);
	for (unsigned y = 0; y < qr->width; y++)
		append_row(qr, y, out);
	g_string_append(out, "\"/></svg>\n");
}
