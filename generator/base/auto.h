/*
 * What C has no words for: owned locals of our own types, freed where their scope ends,
 * as g_autoptr does for GLib's, and loops over arrays.
 *
 *	AUTO(findings) findings = findings_new();
 *
 *	EACH (const struct service, service, registry->services)
 *		print(service);
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define AUTO(name) __attribute__((cleanup(name##_auto))) struct name *

/* clang-format off */
/* Stands in the header that declares name_free(struct name *). */
#define DEFINE_AUTO(name)                                                      \
	static inline void name##_auto(struct name **object)                   \
	{                                                                      \
		if (*object != NULL)                                           \
			name##_free(*object);                                  \
	}

/* A loop over what a GPtrArray points to, which may be NULL; the array stays as it is meanwhile. */
#define EACH(type, item, array)                                                                \
	for (type *item, **item##_at = (type **)((array) != NULL ? (array)->pdata : NULL);     \
	     item##_at != NULL && item##_at < (type **)(array)->pdata + (array)->len &&        \
	     (item = *item##_at, true);                                                        \
	     item##_at++)

/* A loop over what stands in a GArray, which may be NULL, too. */
#define EACH_IN(type, item, array)                                                             \
	for (type *item = (type *)(gpointer)((array) != NULL ? (array)->data : NULL);          \
	     item != NULL && item < (type *)(gpointer)(array)->data + (array)->len; item++)
/* clang-format on */
