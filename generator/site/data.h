/* The files of the whole register: data/ and the calendar. */
#pragma once

#include "site/plan.h"

void data_plan(struct plan *plan);
