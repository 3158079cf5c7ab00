/* What links of prose lead to, as far as it hangs on what is listed. */
#pragma once

#include "base/auto.h"
#include "site/site.h"

struct public_register;
struct targets;

/* `public_register` may be NULL: then it is made from the request as soon as it is needed,
 * which most prose never does. Both are borrowed. */
struct targets *targets_new(const struct site_request *request,
                            const struct public_register *public_register);
void targets_free(struct targets *targets);
DEFINE_AUTO(targets)

/* Whether the site has what a path below the top of a language leads to, without
 * "index.html" and the last slash: "services/C24-0061-2/service.json", "by/kana/ka",
 * "providers/7990001000001.json". Of past versions, later pages of a list and the feeds
 * of providers, who may be no longer listed, the form of the path is looked at. */
bool targets_have(struct targets *targets, const char *path);
