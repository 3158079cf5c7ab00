/*
 * The files of the whole register: data/ and the calendar.
 */
#ifndef SITE_DATA_H
#define SITE_DATA_H

#include "site/plan.h"

void data_plan(struct plan *plan);

#endif
