/*
 * Many files made at a time, each in one of several processes: cairo and
 * FreeType take locks that threads would share. Each process has the fonts
 * that were open when it was forked.
 */
#ifndef LETTER_BATCH_H
#define LETTER_BATCH_H

#include <glib.h>

/* Makes file `index`; NULL with `error` set where it cannot. */
typedef GByteArray *batch_make(guint index, const void *data, GError **error);

/* Takes file `index`, in order of index; the bytes are borrowed. */
typedef gboolean batch_take(guint index, const GByteArray *bytes, void *data, GError **error);

/*
 * Makes `count` files, `jobs` (1 and up) at a time, and hands them over in
 * order: what is taken does not depend on `jobs`. `make` runs in another
 * process where jobs > 1, so that nothing but its bytes comes back.
 */
gboolean batch_run(guint count, unsigned jobs, batch_make *make, const void *make_data,
                   batch_take *take, void *take_data, GError **error);

#define BATCH_ERROR (batch_error_quark())
GQuark batch_error_quark(void);

#endif
