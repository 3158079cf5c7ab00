/* The periods of the regulation, counted by date_deadline(). */
#pragma once

#include "base/date.h"

static const struct period PERIOD_REPORT = { .months = 3 };      /* 3.2 */
static const struct period PERIOD_APPLICATION = { .months = 1 }; /* 4.2 */
static const struct period PERIOD_CHECK = { .days = 14 };        /* 5.3 */
static const struct period PERIOD_ANSWER = { .months = 1 };      /* 5.6(1) */
static const struct period PERIOD_MENDING = { .months = 2 };     /* 6.1(4) */
static const struct period PERIOD_DECISION = { .months = 6 };    /* 6.3 */
