/* Escaping: text made safe for the place where it is written. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* HTML text and attribute values in double or single quotes: & < > " ' as
 * references. */
void escape_html(GString *out, const char *text);

/* XML text and attribute values. Line ends and tabs survive an attribute;
 * characters that XML 1.0 forbids become U+FFFD. */
void escape_xml(GString *out, const char *text);

/* One segment of a path, or a name or value of a query: all but the
 * unreserved characters of RFC 3986 as %XX of their UTF-8 bytes. */
void escape_url_segment(GString *out, const char *text);

/* A whole URL or a part of one: as it is, but what may not stand in a URL
 * (spaces, quotes, non-ASCII, a stray %) as %XX. */
void escape_url(GString *out, const char *text);

/* True for a URL of the same host ("//host" is of another) and for http and https
 * with a host in letters of ASCII and without a user ("https://user@host"), mailto and tel. `length` may cut it short. */
bool escape_url_is_safe(const char *url, gsize length);
