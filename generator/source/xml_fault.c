/* What is wrong with the form of XML, in words of those who mend it. */
#include "source/xml_fault.h"

#include "source/source.h"

#include <libxml/xmlerror.h>
#include <string.h>

MESSAGE(message_mismatch, "xml-mismatch", ERROR, NULL,
        "<{0}> を閉じる </{0}> がないまま、{1}行目に </{2}> があります。</{0}> を書いてください。",
        "<{0}> is not closed before </{2}> of line {1}. Write </{0}>.");
MESSAGE(message_end_tag, "xml-end-tag", ERROR, NULL,
        "</{2}> がありますが、開いているのは{1}行目の <{0}> です。</{0}> の書き誤りか、<{2}> が抜けています。",
        "There is </{2}>, but it is <{0}> of line {1} that is open. Write </{0}>, or add <{2}>.");
MESSAGE(message_case, "xml-case", ERROR, NULL,
        "<{0}> と </{2}> の大文字と小文字が違います。要素の名前は、どちらも小文字で書いてください。",
        "<{0}> and </{2}> differ in capitals. Write both names in small letters.");
MESSAGE(message_html, "xml-html", ERROR, NULL,
        "HTMLのタグ <{0}> は書けません。取り除いてください。行や段落は、改行と空行で分けます。",
        "<{0}> is a tag of HTML. Remove it; lines and paragraphs are parted by line ends and blank lines.");
MESSAGE(message_syntax, "xml-syntax", ERROR, NULL, "XMLとして読めません（libxml2の番号 {1}）。",
        "This is not well-formed XML: {0}.");

/* Faults of the parser that a person can mend, in plain words. {0} is the parser's own
 * message, {1} its number. */
#define SYNTAX(code, id, ja, en) [code] = { id, FINDING_ERROR, NULL, ja, en }
MESSAGE_LISTED static const struct message fault_messages[] = {
	SYNTAX(XML_ERR_LT_IN_ATTRIBUTE, "xml-less-than",
	       "属性の値に「<」があります。「&lt;」と書いてください。引用符の閉じ忘れかもしれません。",
	       "There is \"<\" in the value of an attribute. Write \"&lt;\", or close the quotes."),
	SYNTAX(XML_ERR_NAME_REQUIRED, "xml-ampersand",
	       "「&」か「<」がそのまま書かれています。「&amp;」「&lt;」と書いてください。",
	       "There is a bare \"&\" or \"<\". Write \"&amp;\" or \"&lt;\"."),
	SYNTAX(XML_ERR_ENTITYREF_SEMICOL_MISSING, "xml-ampersand",
	       "「&」がそのまま書かれています。「&amp;」と書いてください。",
	       "There is a bare \"&\". Write \"&amp;\"."),
	SYNTAX(XML_ERR_UNDECLARED_ENTITY, "xml-entity",
	       "「&名前;」の形で書けるのは &amp; &lt; &gt; &quot; &apos; だけです。文字そのものを書いてください。",
	       "Only &amp; &lt; &gt; &quot; and &apos; may be written so. Write the character itself."),
	SYNTAX(XML_ERR_INVALID_CHARREF, "xml-character-reference",
	       "「&#…;」の符号が正しくありません。文字そのものを書いてください。",
	       "The number of \"&#…;\" is not right. Write the character itself."),
	SYNTAX(XML_ERR_INVALID_CHAR, "xml-character",
	       "XMLに書けない文字があります。取り除いてください。",
	       "There is a character that XML does not allow. Remove it."),
	SYNTAX(XML_ERR_ATTRIBUTE_REDEFINED, "xml-attribute-twice",
	       "属性 {2} が2回書かれています。ひとつにしてください。",
	       "The attribute {2} is written twice. Keep one."),
	SYNTAX(XML_ERR_ATTRIBUTE_NOT_STARTED, "xml-attribute-quotes",
	       "属性の値が半角の引用符「\"」で囲まれていません。“ ” や ＂ は使えません。",
	       "The value of an attribute is not in straight quotes (\")."),
	SYNTAX(XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "xml-attribute-value",
	       "属性に値がありません。名前=\"値\" の形で書いてください。",
	       "An attribute has no value. Write name=\"value\"."),
	SYNTAX(XML_ERR_SPACE_REQUIRED, "xml-attribute-space",
	       "属性の値を閉じる引用符「\"」がないか、属性と属性の間に空白がありません。",
	       "The quotes of an attribute are not closed, or there is no space behind them."),
	SYNTAX(XML_ERR_GT_REQUIRED, "xml-tag-end", "タグが「>」で閉じられていません。",
	       "A tag is not closed by \">\"."),
	SYNTAX(XML_ERR_LTSLASH_REQUIRED, "xml-tag-end",
	       "終了タグが正しくありません。</名前> の形で書いてください。",
	       "An end tag is not right. Write </name>."),
	SYNTAX(XML_ERR_COMMENT_NOT_FINISHED, "xml-comment",
	       "コメントが「-->」で閉じられていません。", "A comment is not closed by \"-->\"."),
	SYNTAX(XML_ERR_HYPHEN_IN_COMMENT, "xml-comment-hyphens",
	       "コメントの中に「--」は書けません。コメントは「-->」で閉じてください。",
	       "\"--\" is not allowed in a comment. Close it with \"-->\"."),
	SYNTAX(XML_ERR_CDATA_NOT_FINISHED, "xml-cdata", "CDATA部が「]]>」で閉じられていません。",
	       "A CDATA section is not closed by \"]]>\"."),
	SYNTAX(XML_ERR_MISPLACED_CDATA_END, "xml-cdata-end",
	       "文章の中に「]]>」は書けません。「]]&gt;」と書いてください。",
	       "\"]]>\" is not allowed in text. Write \"]]&gt;\"."),
	SYNTAX(XML_ERR_XMLDECL_NOT_FINISHED, "xml-declaration-form",
	       "XML宣言が正しくありません。<?xml version=\"1.0\" encoding=\"UTF-8\"?> と書いてください。",
	       "The XML declaration is not right. Write <?xml version=\"1.0\" encoding=\"UTF-8\"?>."),
	SYNTAX(XML_ERR_VERSION_MISSING, "xml-declaration-form",
	       "XML宣言に版がありません。<?xml version=\"1.0\" encoding=\"UTF-8\"?> と書いてください。",
	       "The XML declaration lacks a version. Write <?xml version=\"1.0\" encoding=\"UTF-8\"?>."),
	SYNTAX(XML_ERR_STRING_NOT_STARTED, "xml-declaration-form",
	       "XML宣言の引用符が正しくありません。<?xml version=\"1.0\" encoding=\"UTF-8\"?> と書いてください。",
	       "The quotes of the XML declaration are not right. Write <?xml version=\"1.0\" encoding=\"UTF-8\"?>."),
	SYNTAX(XML_ERR_UNKNOWN_VERSION, "xml-declaration-form",
	       "XML宣言の版が違います。<?xml version=\"1.0\" encoding=\"UTF-8\"?> と書いてください。",
	       "The version in the XML declaration is wrong. Write <?xml version=\"1.0\" encoding=\"UTF-8\"?>."),
	SYNTAX(XML_ERR_PI_NOT_FINISHED, "xml-instruction", "「<?」が「?>」で閉じられていません。",
	       "\"<?\" is not closed by \"?>\"."),
	SYNTAX(XML_ERR_DOCUMENT_EMPTY, "xml-no-element",
	       "XMLの要素で始まっていません。XMLのファイルではないか、始めの部分が失われています。",
	       "The file does not start with an XML element: it is no XML, or its beginning was lost."),
	SYNTAX(XML_ERR_DOCUMENT_END, "xml-after-end",
	       "最後の終了タグの後に余分なものがあります。取り除いてください。",
	       "There is something after the last end tag. Remove it."),
	SYNTAX(XML_ERR_RESERVED_XML_NAME, "xml-declaration",
	       "XML宣言（<?xml …?>）はファイルの先頭に書いてください。",
	       "The XML declaration (<?xml …?>) must be the very first thing in the file."),
	SYNTAX(XML_NS_ERR_UNDEFINED_NAMESPACE, "xml-prefix",
	       "「:」の付いた名前の接頭辞が宣言されていません。接頭辞を取り除いてください。",
	       "The prefix of a name with \":\" is not declared. Remove the prefix."),
};

const struct message *
xml_fault_message(int code)
{
	bool is_told = code >= 0 && code < (int)G_N_ELEMENTS(fault_messages) &&
	               fault_messages[code].id != NULL;

	return is_told ? &fault_messages[code] : &message_syntax;
}

char *
xml_fault_sign(const char *base, const char *from, const char *end, int *lines)
{
	const char *at = from;
	char quote = '\0';

	while (at > base && (at == from || *at != '<'))
		at--;
	*lines = source_count_lines(at, (gsize)(from - at));
	for (; at < end && *at != '>'; at = g_utf8_next_char(at)) {
		gunichar sign = g_utf8_get_char(at);

		if (quote == '\0' && (sign == 0x3000 || (sign >= 0xFF01 && sign <= 0xFF5E)))
			return g_strndup(at, 3);
		if ((sign == '"' || sign == '\'') && quote == '\0')
			quote = *at;
		else if (quote == *at)
			quote = '\0';
	}
	return NULL;
}

const struct message *
xml_fault_of_end_tag(const char *open, const char *closed, bool is_of_parent)
{
	static const char *const html[] = { "br", "hr", "img", "li", "p", NULL };

	if (g_strv_contains(html, open))
		return &message_html;
	if (g_ascii_strcasecmp(open, closed) == 0)
		return &message_case;
	return is_of_parent ? &message_mismatch : &message_end_tag;
}
