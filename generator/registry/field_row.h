/* The words of a row of a field table; for field.c, field_site.c and form.c alone. */
#pragma once

/* clang-format off */
/* ONE and OPTIONAL elements stand once or at most once, MANY and SOME any
 * number of times or at least once; attributes are NEEDED or ALLOWED. */
#define ONE .min = 1, .max = 1
#define OPTIONAL .min = 0, .max = 1
#define MANY .min = 0, .max = FIELD_MANY
#define SOME .min = 1, .max = FIELD_MANY
#define NEEDED .attribute = true, .min = 1, .max = 1
#define ALLOWED .attribute = true, .min = 0, .max = 1
#define END_OF_FIELDS { .name = NULL }

#define SERVICE_ID .pattern = "S[0-9]{4,6}", .hint_ja = "Sと4〜6桁の数字（例 S0012）", \
	.hint_en = "S and 4 to 6 digits, such as S0012"
/* The edition of the criteria says more of its shape. */
#define OBJECTIVE .pattern = "[0-9A-Za-z][0-9A-Za-z.-]{0,30}",             \
	.hint_ja = "統制目標の番号（例 9.5.1.P）",                                 \
	.hint_en = "a control objective such as 9.5.1.P"
#define POSTAL_CODE .pattern = "[0-9]{7}", .hint_ja = "7桁の数字（例 1000001）",   \
	.hint_en = "7 digits, such as 1000001"
/* An address that stands in a link as it is. */
#define E_MAIL .pattern = "[A-Za-z0-9._+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+", \
	.hint_ja = "info@example.jp のようなアドレス",                             \
	.hint_en = "an address such as info@example.jp"
#define NUMBER_SHAPE .pattern = "C[0-9]{2}-[0-9]{4}-[0-9]",             \
	.hint_ja = "C21-0004-2 のような番号", .hint_en = "a number such as C21-0004-2"
#define CATEGORY_ID .pattern = "[a-z][a-z0-9-]*", .hint_ja = "site.xmlの分類の符号", \
	.hint_en = "the id of a category in site.xml"
/* Where a value goes in its struct. */
#define AT(type, member) .offset = offsetof(struct type, member)
#define GROUP(type, members)                                                   \
	.kind = FIELD_GROUP, .children = (members), .size = sizeof(struct type)
#define LISTED(of_item) .item = (of_item)
/* As listing_items[] has them. */
#define LISTED_ITEMS                                                           \
	"service-name service-reading service-url provider-name provider-reading "     \
	"corporate-number provider-address statement-scope control-objectives "        \
	"subsequent-events improvement-plan capital-and-officers foreign-law-risk "    \
	"governing-law third-party-testing special-notes"
#define EDITION .pattern = "[0-9]{4}-[0-9]{2}", .hint_ja = "年-月（例 2022-04）",  \
	.hint_en = "year-month, such as 2022-04"
#define DEVIATIONS(type)                                                       \
	{ "deviation", "規定からの逸脱", "deviation from a rule", MANY,              \
	  GROUP(deviation, fields_deviation), AT(type, deviations), .clause = "6.3" }
/* clang-format on */
