/* Where the regions of a scope are (7.5(6)), by the codes of ISO 3166-1 and JIS X 0401. */
#pragma once

#include "rules/rules.h"

/* A code that there is not, or a prefecture outside of Japan. */
rule_function regions_examine_codes;

/* A region whose code is not said or does not fit its name, in what is listed or is
 * applied for: the codes that its name tells are proposed. One finding tells of all regions of
 * a scope; its first argument has their names, parted so. */
#define REGIONS_PARTED " / "
rule_function regions_examine_missing;
rule_function regions_examine_names;

/* A sub-service in a region that the scope does not have. */
rule_function regions_examine_sub_services;

/* A function that stands twice in a list of the scope. */
rule_function regions_examine_twice;
