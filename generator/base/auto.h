/*
 * Owned locals of our own types, freed where their scope ends, as g_autoptr
 * does for GLib's:
 *
 *	AUTO(findings) findings = findings_new();
 */
#pragma once

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
/* clang-format on */
