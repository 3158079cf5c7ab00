/* The JSON Schema (2020-12) of services.json, of a service.json and, as
 * "#/$defs/service", of each line of services.jsonl. */
#pragma once

#include "disclosure/disclosure.h"

void schema_json_render(const struct public_register *public_register, GString *out);
