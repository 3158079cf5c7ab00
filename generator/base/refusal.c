/* Failures of a run as GErrors that hold a finding, so that one error can be told in both
 * languages, shown with its place in a file, and sent from one process to another. */
#include "base/refusal.h"

#include <errno.h>
#include <string.h>

/* The private part of an error: a finding of its own. GLib names the type. */
typedef struct finding RefusalPrivate;

static void
refusal_error_private_init(RefusalPrivate *finding)
{
	memset(finding, 0, sizeof(*finding));
}

static void
refusal_error_private_copy(const RefusalPrivate *from, RefusalPrivate *to)
{
	*to = *from;
	to->place.file = g_strdup(from->place.file);
	to->arguments = g_strdupv(from->arguments);
}

static void
refusal_error_private_clear(RefusalPrivate *finding)
{
	g_free((char *)finding->place.file);
	g_strfreev(finding->arguments);
}

G_DEFINE_EXTENDED_ERROR(Refusal, refusal_error)

/* Takes the arguments over. */
static GError *
error_new(struct place place, const struct message *message, char **arguments)
{
	const struct finding said = {
		.message = message, .level = message->level, .place = place, .arguments = arguments
	};
	g_autofree char *english = finding_text(&said, LANGUAGE_EN);
	GError *error = g_error_new_literal(REFUSAL_ERROR, 0, english);
	struct finding *finding = refusal_error_get_private(error);

	*finding = said;
	finding->place.file = g_strdup(place.file);
	return error;
}

static bool
refuse_list(GError **error, struct place place, const struct message *message, va_list list)
{
	if (error == NULL)
		return false;
	g_assert(*error == NULL);
	*error = error_new(place, message, wording_arguments(list));
	return false;
}

bool
refuse(GError **error, const struct message *message, ...)
{
	va_list list;

	va_start(list, message);
	refuse_list(error, (struct place){ .file = NULL }, message, list);
	va_end(list);
	return false;
}

bool
refuse_errno(GError **error, const struct message *message, const char *name)
{
	int number = errno;
	g_autofree char *ja = g_strdup(refusal_reason(number, LANGUAGE_JA));

	refuse(error, message, name, ja, refusal_reason(number, LANGUAGE_EN), NULL);
	errno = number;
	return false;
}

bool
refuse_at(GError **error, struct place place, const struct message *message, ...)
{
	va_list list;

	va_start(list, message);
	refuse_list(error, place, message, list);
	va_end(list);
	return false;
}

bool
refuse_finding(GError **error, const struct finding *finding)
{
	if (error != NULL)
		*error = error_new(finding->place, finding->message, g_strdupv(finding->arguments));
	return false;
}

const struct finding *
refusal_finding(const GError *error)
{
	return error->domain == REFUSAL_ERROR ? refusal_error_get_private(error) : NULL;
}

char *
refusal_text(const GError *error, enum language language)
{
	if (error->domain != REFUSAL_ERROR)
		return g_strdup(error->message);
	return finding_text(refusal_error_get_private(error), language);
}

/* As the system says it, but for what it says of other cases. */
static const char *
english_reason(int number)
{
	switch (number) {
	case EINVAL:
		return "It is not a regular file";
	case ELOOP:
		return "It is a symbolic link";
	case ETIMEDOUT:
		return "Nothing came in time";
	default:
		return g_strerror(number);
	}
}

const char *
refusal_reason(int number, enum language language)
{
	static _Thread_local char unknown[32];
	static const struct {
		int number;
		const char *ja;
	} reasons[] = {
		{ ENOENT, "ファイル又はフォルダーがありません" },
		{ EACCES, "権限がありません" },
		{ EPERM, "許されていない操作です" },
		{ ENOSPC, "ディスクに空きがありません" },
		{ EDQUOT, "割り当てられたディスクの容量を使い切りました" },
		{ EEXIST, "同じ名前のものがあります" },
		{ ENOTEMPTY, "フォルダーが空ではありません" },
		{ EISDIR, "フォルダーです" },
		{ ENOTDIR, "フォルダーではありません" },
		{ EROFS, "書き込めないディスクです" },
		{ ELOOP, "シンボリックリンクです" },
		{ ENAMETOOLONG, "名前が長すぎます" },
		{ EINVAL, "通常のファイルではありません" },
		{ EFBIG, "ファイルが大きすぎます" },
		{ EMFILE, "開いているファイルが多すぎます" },
		{ ENFILE, "開いているファイルが多すぎます" },
		{ EMLINK, "リンクが多すぎます" },
		{ EXDEV, "別のディスクにあります" },
		{ EBUSY, "使用中です" },
		{ ETXTBSY, "使用中です" },
		{ EAGAIN, "これ以上のプロセスを始められません" },
		{ ENOMEM, "メモリーが足りません" },
		{ EIO, "ディスクの読み書きができません" },
		{ ENXIO, "装置がありません" },
		{ ENODEV, "装置がありません" },
		{ ESTALE, "ネットワーク上のファイルが失われました" },
		{ ETIMEDOUT, "時間内に応答がありません" },
		{ EPIPE, "受け手が閉じています" },
		{ EBADF, "出力先が閉じています" },
	};

	if (language == LANGUAGE_EN)
		return english_reason(number);
	for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++)
		if (reasons[i].number == number)
			return reasons[i].ja;
	g_snprintf(unknown, sizeof(unknown), "エラー番号 %d", number);
	return unknown;
}

/* Before the strings, each with its NUL: the file, if any, and the arguments. */
struct packed {
	const struct message *message;
	struct place place;
	guint arguments;
};

static void
append_text(GByteArray *bytes, const char *text)
{
	g_byte_array_append(bytes, (const guint8 *)text, (guint)strlen(text) + 1);
}

void
refusal_pack(const GError *error, GByteArray *bytes)
{
	g_assert(error->domain == REFUSAL_ERROR);
	const struct finding *finding = refusal_error_get_private(error);

	const struct packed packed = { finding->message, finding->place,
		                       g_strv_length(finding->arguments) };

	g_byte_array_append(bytes, (const guint8 *)&packed, sizeof(packed));
	if (packed.place.file != NULL)
		append_text(bytes, packed.place.file);
	for (guint i = 0; i < packed.arguments; i++)
		append_text(bytes, finding->arguments[i]);
}

GError *
refusal_unpack(const guint8 *bytes)
{
	g_autoptr(GStrvBuilder) arguments = g_strv_builder_new();
	const char *at = (const char *)bytes + sizeof(struct packed);
	struct packed packed;

	memcpy(&packed, bytes, sizeof(packed));
	if (packed.place.file != NULL) {
		packed.place.file = at;
		at += strlen(at) + 1;
	}
	for (; packed.arguments > 0; packed.arguments--, at += strlen(at) + 1)
		g_strv_builder_add(arguments, at);
	return error_new(packed.place, packed.message, g_strv_builder_end(arguments));
}
