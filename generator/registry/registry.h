/*
 * The registry in memory: what the XML says, nothing computed.
 *
 * Every value carries the line it stands on. The registry owns all of it for
 * the whole run; others borrow const. The XML is described by field.c.
 */
#pragma once

#include "base/auto.h"
#include "base/date.h"
#include "base/finding.h"
#include "source/xml.h"

/* The text of an element; value NULL where the element is absent. */
struct text {
	const char *value;
	int line;
};

/* A date of an element; unset where absent. */
struct day {
	struct date on;
	int line;
};

struct person {
	int line;
	struct text post;
	struct text name;
};

/* 申請者 (2.1): who files, as 様式3 says; item 7.5(3). */
struct applicant {
	int line;
	struct text name;
	struct text reading;          /* in hiragana: the order of the list */
	struct text corporate_number; /* 法人番号; foreign providers have none */
	struct text postal_code;      /* of the envelope; "1000001" */
	struct text address;
	struct person representative;
	struct text addressee; /* 宛名 where it differs from the representative */
	struct text honorific; /* 様, 殿 or 御中: never guessed */
};

/* A region: the provider's name of it, and where it is. */
struct region {
	struct text name;
	struct text country;    /* ISO 3166-1: "JP"; value NULL: not said */
	struct text prefecture; /* JIS X 0401: "13" */
};

/* A service named in the scope, or beside it, with what is left out. */
struct scope_entry {
	int line;
	struct text name;
	struct text note;
	GPtrArray *regions; /* struct text *: names of the scope's; empty: all of them */
};

/* 言明の対象範囲, item 7.5(6). */
struct statement_scope {
	int line;
	struct text overview;
	GPtrArray *sub_services;     /* struct scope_entry *: in scope */
	GPtrArray *outside_services; /* struct scope_entry *: used, not covered */
	GPtrArray *regions;          /* struct region * */
};

/* A control objective that is not implemented, and why. */
struct exclusion {
	int line;
	struct text objective; /* "9.5.1.P" */
	struct text reason;
};

/* 基本言明要件のうち実施している統制目標の管理策, item 7.5(7). */
struct control_objectives {
	int line;
	struct text edition;     /* of the criteria: "2022-04" */
	struct text implemented; /* identifiers, space-separated */
	GPtrArray *exclusions;   /* struct exclusion * */
};

struct audit_period {
	int line;
	struct day first_on, last_on;
};

/* 様式1 言明書 (3.1). */
struct statement {
	int line;
	struct day signed_on;
	struct person representative;
	struct text service_name;
	struct text service_reading;
	struct text service_url;
	struct statement_scope scope;
	struct control_objectives objectives;
	struct audit_period audit_period;
	struct text subsequent_events; /* item (9) */
	struct text special_notes;     /* the applicant's own; item (12) is the body's */
};

/* 様式2 経営者確認書 (3.1). */
struct confirmation {
	int line;
	struct day signed_on;
	struct text confirmed; /* "1 2 3 4 5 6 7 8" */
};

/* 発見事項 of the audit; never public. */
struct audit_finding {
	int line;
	struct text criteria; /* governance, management or control */
	struct text objective;
	struct text summary;
	struct day mended_by;
};

/* 実施結果報告書 (3.2); never public. */
struct audit {
	int line;
	struct text auditor;
	struct day report_on;
	GPtrArray *findings; /* struct audit_finding * */
};

/* 改善計画書 (3.3); only whether there is one is public, item (10). */
struct improvement_plan {
	int line; /* 0: there is none */
	struct day drawn_up_on;
	struct day completes_on;
};

/* The information of 3.4 (1) to (4), item (11). */
struct disclosed_information {
	int line;
	struct text capital_and_officers;
	struct text foreign_law_risk;
	struct text governing_law;
	struct text third_party_testing;
};

/* 宣誓 (3.5). */
struct pledge {
	int line;
	struct day signed_on;
	struct text sworn; /* "1 2 3 4 5 6" */
};

/* 添付書類 (4.1) and their language (3.9). */
struct enclosures {
	int line;
	struct text attached;       /* of 4.1: "2 3 4 5 6 7" */
	struct text language;       /* ja */
	struct text annex_language; /* ja or en */
};

/* A departure from a rule that the committee or the body accepted, and why: it
 * turns the rule's finding about its record into a note. */
struct deviation {
	int line;
	struct text rule; /* id: "application-late" */
	struct text by;   /* committee or operations-body */
	struct day on;
	struct text reason; /* never public */
};

/* One 登録申請 with forms 1 to 3 as data. */
struct application {
	int line;
	struct text id;   /* within the service: "1", "2" */
	struct text kind; /* new, renewal or reapplication (13.1) */
	struct day applied_on;
	struct applicant applicant;
	struct statement statement;
	struct confirmation confirmation;
	struct audit audit;
	struct improvement_plan improvement_plan;
	struct disclosed_information disclosed;
	struct pledge pledge;
	struct text no_antisocial_forces; /* 3.12 */
	struct enclosures enclosures;
	GPtrArray *deviations; /* struct deviation * */
};

/* Who the registrant is from a day on, where no application or form 9 says so:
 * another representative, address or name, a merger, a transfer. */
struct party {
	int line;
	struct day on;
	struct text cause; /* change, merger or transfer; the last two replace all */
	struct applicant applicant;
	struct text note; /* for staff; never public */
};

struct listing_change;

/* 訂正: an item was published otherwise than it should have been; the list says what is
 * right from the day on, and goes on telling what it said before. */
struct correction {
	int line;
	struct day on;
	struct text item;                    /* as listing_items[] names it */
	struct text reason;                  /* public */
	const struct listing_change *change; /* NULL: after a finding */
};

/*
 * 移行: an entry as another list published it on a day, with its twelve items, number,
 * dates and marks. No paper of its past is on file; all that comes is as for others.
 */
struct carried_over {
	int line; /* 0: the service was not carried over */
	struct day on;
	struct text from; /* the list that it comes from */
	struct text number;
	struct day registered_on;
	struct day renewed_on; /* unset: never */
	struct day expires_on;
	struct application application; /* as far as it was published */
	struct text special_notes;
	struct text renewal_pending; /* "yes": goes on by 8.1 until its renewal is decided */
	GPtrArray *suspensions;      /* struct event *: that lasted on the day */
	GPtrArray *reaudits;         /* struct event *: demands that lasted on the day */
};

/*
 * Everything that happens to a service, in one order: what its file says
 * (<events>), what forms filed later say, what the committee decided.
 */
enum event_kind {
	/* in the service's <events> */
	EVENT_RECEIPT,                /* 受付 5.2 */
	EVENT_INQUIRY,                /* 問い合わせ・追加資料の要請 5.4 */
	EVENT_ANSWER,                 /* 回答 5.5 */
	EVENT_ACCEPTANCE,             /* 受理 5.1 */
	EVENT_NON_ACCEPTANCE,         /* 不受理 5.6 */
	EVENT_APPLICATION_WITHDRAWAL, /* 申請の取下げ */
	EVENT_EXAMINATION,            /* 審査報告 6.1 */
	EVENT_SUSPENSION,             /* 一時停止 9.3, 10.3 */
	EVENT_LIFTING,                /* 解除 9.4, 10.4 */
	EVENT_MONITORING,             /* モニタリング実施通知 11.2(1) */
	EVENT_MONITORING_ANSWER,      /* 回答 11.2(2) */
	EVENT_HEARING,                /* 聞き取り調査 11.2(3) */
	EVENT_MONITORING_RESULT,      /* 結果通知 11.2(4)(5) */
	EVENT_REAUDIT_DEMAND,         /* 再監査の求め 12.1 */
	EVENT_REAUDIT_SUBMISSION,     /* 再監査の提出 12.2 */
	EVENT_REAUDIT_RESULT,         /* 再監査の結果 12.3, 12.4 */
	EVENT_EXPLANATION_REQUEST,    /* 弁明の機会の求め 11.2(5) */
	EVENT_EXPLANATION,            /* 弁明 11.2(5) */
	EVENT_WITHDRAWAL_RETRACTION,  /* 登録取下届出の撤回 14.1 */
	EVENT_USER_NOTICE,            /* 利用者への通知・公開 3.5(5) */
	EVENT_REMARK,                 /* 特記事項 7.5(12) */
	/* in the service, beside them */
	EVENT_PARTY,              /* struct party */
	EVENT_LISTING_CORRECTION, /* struct correction */
	EVENT_CARRIED_OVER,       /* struct carried_over; its decision is made up */
	/* from content/forms */
	EVENT_INCIDENT_REPORT, /* 様式7, 9.1 */
	EVENT_CONTROL_CHANGE,  /* 様式8, 10.1 */
	EVENT_LISTING_CHANGE,  /* 様式9, 10.2 */
	EVENT_WITHDRAWAL,      /* 様式12, 14.1 */
	EVENT_OBJECTION,       /* 様式14, 15.1 */
	EVENT_OBJECTION_REPLY, /* 様式15, 15.2 */
	/* from decisions */
	EVENT_REGISTER, /* 登録 7.1 */
	EVENT_RENEW,    /* 更新 7.2 */
	EVENT_REFUSE,   /* 7.4 */
	EVENT_REMOVE,   /* 削除 14.2 */
	EVENT_ANNUL,    /* 取消し */
	EVENT_CORRECT,  /* 訂正 */
};

struct decision;
struct form;

struct event {
	int line;
	enum event_kind kind;
	const char *file;
	struct day on;
	struct text application;            /* id, of receipt to examination */
	struct text ground;                 /* "9.3" or "10.3"; "14.1(1)"; 14.2's "1" to "5" */
	struct text result;                 /* confirmed or not-confirmed; of form 15: accepted … */
	struct text act;                    /* that a form 14 objects to */
	struct day about_on;                /* of the notice, suspension, objection or act meant */
	struct text remedy;                 /* 11.2(5): reaudit or reapplication */
	struct day due_on;                  /* the answer's or the re-audit's due date */
	struct text document_number;        /* of the letter sent */
	struct text points;                 /* 確認内容, 該当箇所: for the letter; never public */
	struct text special_notes;          /* item 7.5(12) from here on, of EVENT_REMARK */
	struct day committee_on;            /* 委員会に確認した日 (11.2(5)(イ), 12.4) */
	GPtrArray *deviations;              /* struct deviation *; NULL: none can be */
	const struct decision *annulled_by; /* NULL: it stands */
	struct text note;                   /* for staff; never public */
	const struct decision *decision;
	const struct form *form;
	const struct party *party;
	const struct correction *correction;
};

struct contact {
	int line;
	struct text section, telephone, email, url;
};

/* 付記: what the body adds so that people find an entry and its kin; beside the items of
 * 7.5, and none of them. */
struct additions {
	int line; /* 0: there are none */
	struct text english_name;
	struct text provider_english_name;
	GPtrArray *aliases;        /* struct text *: other names that people use */
	GPtrArray *abbreviations;  /* struct text * */
	GPtrArray *service_models; /* struct text *: IaaS, PaaS, SaaS */
	GPtrArray *categories;     /* struct text *: ids of site.xml */
	GPtrArray *bases;          /* struct text *: numbers of the services that it builds on */
	struct contact contact;    /* for users of the service */
};

/* One service: content/registry/services/<id>.xml. */
struct service {
	int line;
	const char *file;        /* relative to the content folder */
	struct text id;          /* internal: "S0012" */
	GPtrArray *applications; /* struct application * */
	struct carried_over carried_over;
	struct additions additions;
	GPtrArray *parties;     /* struct party *, as in the file */
	GPtrArray *corrections; /* struct correction *, as in the file */
	GPtrArray *own_events;  /* struct event *, as in the file */
	GPtrArray *forms;       /* const struct form *: filed or sent, in their order */
	bool lost;              /* something about it could not be read: what is there of
	                          * it does not say what was */
	GPtrArray *timeline;    /* const struct event *: own, forms, decisions;
	                          * by day, then as registry_load() says */
};

enum decision_kind {
	DECISION_REGISTER,
	DECISION_RENEW,
	DECISION_REFUSE,
	DECISION_REMOVE,
	DECISION_ANNUL,
	DECISION_CORRECT,
};

struct meeting;

/* One item of a committee's meeting. */
struct decision {
	int line;
	enum decision_kind kind;
	struct text service;         /* id */
	struct text application;     /* id; not for removals; annul: of the act, if needed */
	struct text number;          /* 登録番号, register only: "C26-0101-2" */
	struct day registered_on;    /* 登録日, register only */
	struct day expires_on;       /* 有効期限, register and renew */
	struct text ground;          /* of 14.2: "1" to "5", remove only */
	struct text act;             /* annul, correct: what was done: "refusal" */
	struct day act_on;           /* annul, correct: the day it was done */
	struct text act_ground;      /* annul: "9.3" or "10.3", of two suspensions of a day */
	struct day from_on;          /* annul: from when; unset: as if it never was */
	struct text service_name;    /* correct */
	struct text provider_name;   /* correct */
	struct text special_notes;   /* item 7.5(12); register, renew, correct */
	struct text reason;          /* for the letter; never public */
	struct text document_number; /* 文書番号 of the letter */
	const struct meeting *meeting;
	struct service *target;                       /* NULL: no such service */
	const struct application *target_application; /* NULL: none or unknown */
	const struct event *target_event;             /* annul, correct; NULL: no such act */
	struct decision *correction; /* the first that corrects this one, then the next; or NULL */
	GPtrArray *deviations;       /* struct deviation * */
};

/* One meeting of the committee: content/registry/decisions/<date>.xml. */
struct meeting {
	int line;
	const char *file;
	struct day held_on;
	int sequence;          /* among the meetings of its day: 1 and up */
	struct day letters_on; /* the date that letters bear */
	struct text title;     /* 「第42回ISMAP運営委員会」 */
	GPtrArray *decisions;  /* struct decision *, as in the file */
};

/* One filled form: content/forms/<id>/<date>-form07.xml. Its own fields stay
 * a tree, checked by the form table. */
struct form {
	const char *file;
	int number; /* 1 to 15 */
	int line;
	struct text service;
	struct day filed_on;
	const struct xml_node *body;
	struct xml_document *document;
	struct service *target;
	GPtrArray *changes; /* struct listing_change *, of a form 9; else NULL */
	int sequence;       /* among the forms of its number and day: 1 and up */
};

/* What became of a letter that was issued. */
enum delivery_kind {
	DELIVERY_SENT,
	DELIVERY_RETURNED,
	DELIVERY_DELIVERED,
	DELIVERY_REISSUE, /* another letter takes its place, with a number of its own */
};

struct delivery {
	int line;
	enum delivery_kind kind;
	struct day on;
	struct text by;              /* how it was sent: 「簡易書留」 */
	struct text document_number; /* reissue: of the letter in its place */
	struct text because;         /* reissue: correction, again or lost */
	struct text note;            /* for staff */
};

/* A letter as it was issued: content/issued/<day>/<file>, with its row. */
struct issued_letter {
	int line;
	struct text document_number;
	struct text form; /* "form05", "notice-suspension" */
	struct text service;
	struct text number; /* 登録番号 */
	struct text file;   /* its name in the folder */
	struct day dated_on, issued_on;
	struct text pages;
	struct text sha256, data_sha256; /* of the file, and of the data in it */
	struct text source;              /* the file of the decision, form or event */
	struct text service_name;
	struct text recipient, addressee; /* the provider, and the last line of the address */
	struct text postal_code, address;
	GPtrArray *deliveries; /* struct delivery *, in order */
	const struct issued *issued;
};

/* The ledger of one folder: content/issued/<day>/ledger.xml. */
struct issued {
	int line;
	const char *file;
	struct day on;      /* of the decision, form or event: the name of the folder */
	GPtrArray *letters; /* struct issued_letter * */
};

/* Who signs: one of the two bodies, as it is from a day on. */
struct body {
	int line;
	struct day from;    /* unset: from the beginning */
	struct text name;   /* 「ISMAP運用支援機関」 */
	struct text office; /* 「一般財団法人見本評価機構」 */
	struct person signatory;
	struct text address;
	struct text telephone;
	struct text email;
	struct text section; /* the contact: 「登録担当」 */
	struct text seal;    /* where it differs from the site's */
};

/* Which notices are sent, and from which day on. */
struct notice {
	int line;
	struct text kind;
	struct day from; /* unset: from the beginning */
};

/* A kind of services by which the list can be narrowed. */
struct category {
	int line;
	struct text id; /* "storage" */
	struct text name, english_name;
};

struct site {
	int line;
	const char *file;
	struct text title;         /* 「ISMAPクラウドサービスリスト（見本）」 */
	struct text base_url;      /* ends with "/" */
	struct day rules_edition;  /* 2022-11-01 */
	struct text sample;        /* "yes": 見本 on pages and letters */
	struct text seal;          /* box, space or omitted */
	struct text window;        /* chokei-3 or kakukei-2: letters show the address in it */
	struct text removed_page;  /* "yes": publish removed entries */
	struct text evidence_pdf;  /* "yes": each entry has a page of evidence */
	struct text past_editions; /* "yes": editions that were replaced stay as data */
	struct text hide_exclusion_reasons; /* "yes": of 7.5(7) only the objectives */
	struct text hide_past_marks;        /* "yes": 9.5, 10.5, 12.5 only while they last */
	struct text archived_blanks;        /* "yes": blank forms say that they are PDF/A */
	struct text qr_code;                /* "yes": 様式5 has the address of the entry */
	GPtrArray *notices;                 /* struct notice * */
	GPtrArray *categories;              /* struct category *: kinds of services */
	struct text security_contact, security_policy; /* of security.txt */
	GPtrArray *committee, *operations_body;        /* struct body *, in order of their days */
};

/* A group of domains, and which of the three criteria of 6.1 it belongs to. */
struct criteria_group {
	int line;
	struct text code;     /* "organizational" */
	struct text criteria; /* governance, management or control */
	struct text name;
	struct text name_en;
};

/* A chapter of the criteria with its control objectives. */
struct criteria_domain {
	int line;
	struct text number; /* "9" */
	struct text name;
	struct text group;               /* the code of its group */
	struct text objectives;          /* identifiers, space-separated, in order */
	const struct criteria_group *of; /* never NULL once the registry is loaded */
};

/* content/criteria/<edition>.xml: the objectives that a statement is about. */
struct criteria {
	int line;
	const char *file;
	struct text edition;
	struct text pattern; /* of an objective; unset: three numbers, 9.5.1.P */
	GPtrArray *groups;   /* struct criteria_group *; none: the three criteria of 6.1 */
	GPtrArray *domains;  /* struct criteria_domain * */
};

struct registry {
	const char *folder; /* the content folder */
	struct site site;
	GPtrArray *criteria; /* struct criteria * */
	GPtrArray *services; /* struct service *, by id */
	GPtrArray *meetings; /* struct meeting *, by day */
	GPtrArray *forms;    /* struct form *, by file */
	bool lost;           /* a file was not read that any service may stand in */
	GPtrArray *issued;   /* struct issued *, by day */
	struct registry_store *store;
};

/*
 * Reads all of a content folder. Faults become findings and what could be
 * read stays, so that one bad file hides nothing. NULL with `error` set only
 * where the folder itself cannot be read.
 *
 * Decisions and forms are linked to their services; each timeline is in order
 * of day, and within a day: own events as written, forms by file name,
 * decisions as written. Up to `jobs` (1 and up) threads read; the registry and
 * the findings are the same for any number.
 */
struct registry *registry_load(const char *folder, unsigned jobs, struct findings *findings,
                               GError **error);
void registry_free(struct registry *registry);
DEFINE_AUTO(registry)

const struct service *registry_find_service(const struct registry *registry, const char *id);
/* NULL also where `id` is: what names no application is of none. */
const struct application *service_find_application(const struct service *service, const char *id);
const struct criteria *registry_find_criteria(const struct registry *registry, const char *edition);
