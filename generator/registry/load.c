/* All files of a content folder are read, by several threads. */
#include "base/shares.h"

#include "base/folder.h"
#include "registry/bind.h"
#include "registry/criteria.h"
#include "registry/form.h"
#include "registry/form_file.h"
#include "registry/link.h"
#include "registry/listing_change.h"
#include "registry/registry.h"
#include "registry/site_load.h"
#include "registry/store.h"
#include "source/entries.h"
#include "source/xml_tree.h"

#include <stdlib.h>
#include <string.h>

MESSAGE(message_file_name, "file-name", ERROR, NULL,
        "ファイル名が『{0}』 \"{1}\" と合いません。写しなら取り除き、そうでなければ、ファイル名を {2} に改めるか、値を直してください。",
        "The name of the file does not fit {3} \"{1}\". Remove it if it is a copy, rename it to {2}, or mend the value.");
MESSAGE(message_form_folder, "form-folder", ERROR, NULL,
        "サービス {0} の様式が {1} のフォルダーにあります。forms/{0}/ に移すか、service を直してください。",
        "A form of service {0} is in the folder of {1}. Move it to forms/{0}/, or mend service.");
MESSAGE(message_service_again, "service-twice", ERROR, NULL,
        "サービス {0} が2つあります（{1} にもあります）。写しなら取り除き、別のサービスなら番号とファイル名を改めてください。",
        "Service {0} is there twice (also in {1}). Remove the copy, or give another service an id and a name of its own.");

MESSAGE(message_no_criteria, "no-criteria", ERROR, NULL,
        "管理基準が一つもありません。`ismapgen new criteria` のひな形から {0} のように名付けたファイルを作り、ここに置いてください。",
        "There are no criteria. Make a file, called like {0}, from the skeleton of `ismapgen new criteria`, and put it here.");
MESSAGE(message_no_services, "no-services", ERROR, NULL,
        "決定や様式はありますが、サービスの記録が一つもありません。{0} のように名付けたファイルを、ここに置いてください。",
        "There are decisions or forms, but no records of services. Put files called like {0} here.");
MESSAGE(message_beside, "folder-beside", ERROR, NULL,
        "これは読みません。ここに置けるのは services と decisions のフォルダーだけです。名前を改めるか、ほかへ移してください。",
        "This is not read: only the folders services and decisions belong here. Rename it, or move it elsewhere.");
MESSAGE(message_issued_folder, "issued-folder", ERROR, NULL,
        "{0} の台帳が {1} のフォルダーにあります。issued/{0}/ に戻してください。",
        "The ledger of {0} is in the folder of {1}. Put it back into issued/{0}/.");
MESSAGE(message_no_ledger, "no-ledger", ERROR, NULL,
        "発行した文書のフォルダーに台帳（ledger.xml）がありません。控えから戻してください。",
        "A folder of letters that were issued has no ledger.xml. Restore it.");

struct loader {
	const char *folder;
	struct registry *registry;
	struct registry_store *store;
	struct findings *findings;
	GHashTable *doubtful; /* ids of services whose file is refused or misnamed */
	GHashTable *lost;     /* ids of services a form of which was not read */
	unsigned jobs;        /* threads that may read at a time */
};

typedef void load_entry(const struct loader *loader, const char *name);

MESSAGE(message_service_empty, "service-empty", ERROR, NULL,
        "サービスに申請（<application>）も移行（<carried-over>）もありません。どちらかを書いてください。",
        "The service has neither an <application> nor <carried-over>. Write one of them.");

static const char *
keep(const struct loader *loader, char *text)
{
	g_autofree char *owned = text;

	return store_text(loader->store, owned, strlen(owned));
}

static const char *
keep_stem(const struct loader *loader, const char *name)
{
	return keep(loader, g_strndup(name, strlen(name) - strlen(".xml")));
}

static struct binding
binding_of(const struct loader *loader, const char *file, const char *record)
{
	return (struct binding){
		.store = loader->store,
		.findings = loader->findings,
		.file = file,
		.record = record,
	};
}

/* Reads a file into the struct; false where nothing could be read. Where they are not NULL,
 * `whole` takes the document over, and *skipped is set where an element was passed over, so that
 * the struct does not say all. */
static bool
load_file(const struct loader *loader, const char *file, const char *record,
          const struct field *field, void *target, struct xml_document **whole, bool *skipped)
{
	g_autofree char *path = g_build_filename(loader->folder, file, NULL);
	struct binding binding = binding_of(loader, file, record);
	AUTO(xml_document) document = bind_load(&binding, field, path, NULL);

	binding.skipped = skipped;
	if (document == NULL || !bind_node(&binding, field, xml_root(document), target))
		return false;
	if (whole != NULL)
		*whole = g_steal_pointer(&document);
	return true;
}

/* The value that the file is named for, `value`, must be its name. */
static bool
check_file_name(const struct loader *loader, const char *file, const char *stem,
                const struct field *root, const char *name, const char *value, int line)
{
	const struct field *field = field_find(root, name);
	g_autofree char *right = NULL;

	if (value == NULL || strcmp(stem, value) == 0)
		return true;
	right = g_strconcat(value, ".xml", NULL);
	findings_add(loader->findings, &message_file_name,
	             place_of_field(place_in_file(file, line, stem), field->ja, field->name),
	             field->ja, value, right, field->en, NULL);
	return false;
}

static void
load_criteria(const struct loader *loader, const char *name)
{
	struct criteria *criteria = store_allocate(loader->store, sizeof(*criteria));
	const char *stem = keep_stem(loader, name);

	criteria->file = keep(loader, g_strconcat("criteria/", name, NULL));
	if (!load_file(loader, criteria->file, stem, &field_criteria, criteria, NULL, NULL)) {
		loader->registry->lost = true;
		return;
	}
	check_file_name(loader, criteria->file, stem, &field_criteria, "edition",
	                criteria->edition.value, criteria->line);
	g_ptr_array_add(loader->registry->criteria, criteria);
}

static void
load_service(const struct loader *loader, const char *name)
{
	struct service *service = store_allocate(loader->store, sizeof(*service));
	const char *stem = keep_stem(loader, name);
	AUTO(xml_document) document = NULL;
	bool skipped = false;

	service->file = keep(loader, g_strconcat("registry/services/", name, NULL));
	if (!load_file(loader, service->file, stem, &field_service, service, &document, &skipped)) {
		g_hash_table_add(loader->doubtful, (gpointer)stem);
		return;
	}
	if (service->corrections->len > 0) {
		const struct binding binding = binding_of(loader, service->file, stem);

		listing_corrections_read(&binding, xml_root(document), service);
		store_keep(loader->store, g_steal_pointer(&document));
	}
	if (service->applications->len == 0 && service->carried_over.line == 0)
		findings_add(loader->findings, &message_service_empty,
		             place_in_file(service->file, service->line, stem), NULL);
	if (service->id.value == NULL)
		service->id.value = stem;
	if (skipped)
		g_hash_table_add(loader->lost, (gpointer)service->id.value);
	g_ptr_array_add(loader->registry->services, service);
}

/* Which meeting of the day a file is of, by its name: 1 of "2026-12-18", 2 of
 * "2026-12-18-2"; 0 where the name is not of the day. */
static int
meeting_sequence(const char *stem, const char *day)
{
	size_t length = day != NULL ? strlen(day) : 0;
	int number;

	if (length == 0 || strncmp(stem, day, length) != 0)
		return 0;
	if (stem[length] == '\0')
		return 1;
	number = stem[length] == '-' ? atoi(stem + length + 1) : 0;
	return number >= 2 ? number : 0;
}

static void
load_meeting(const struct loader *loader, const char *name)
{
	struct meeting *meeting = store_allocate(loader->store, sizeof(*meeting));
	const char *stem = keep_stem(loader, name);
	g_autofree char *day = NULL;
	bool skipped = false;

	meeting->file = keep(loader, g_strconcat("registry/decisions/", name, NULL));
	if (!load_file(loader, meeting->file, stem, &field_decisions, meeting, NULL, &skipped)) {
		loader->registry->lost = true;
		return;
	}
	loader->registry->lost |= skipped;
	if (date_is_set(meeting->held_on.on))
		day = date_iso(meeting->held_on.on);
	meeting->sequence = meeting_sequence(stem, day);
	if (meeting->sequence == 0)
		check_file_name(loader, meeting->file, stem, &field_decisions, "held-on", day,
		                meeting->line);
	g_ptr_array_add(loader->registry->meetings, meeting);
}

/* Forms are named <filed-on>-form07.xml, or …-form07-2.xml for a second one on the same day.
 * Where that is not so, what else the file says may be that of another form. */
static bool
check_form_name(const struct loader *loader, const char *file, const char *service,
                const char *name, const struct xml_node *root)
{
	const struct form_kind *kind = form_kind_of(root);
	const char *filed_on = xml_attribute(root, "filed-on");
	struct date on = { 0 };

	if (kind == NULL || filed_on == NULL || !date_parse(filed_on, &on))
		return true;

	g_autofree char *day = date_iso(on);
	g_autofree char *start = g_strdup_printf("%s-form%02d", day, kind->number);
	g_autofree char *right = g_strconcat(start, ".xml", NULL);
	g_autofree char *facts = g_strdup_printf("%s 様式%d", day, kind->number);

	if (g_str_has_prefix(name, start) && strchr(".-", name[strlen(start)]) != NULL)
		return true;
	findings_add(loader->findings, &message_file_name, place_in_file(file, root->line, service),
	             "提出日・様式の番号", facts, right, "the date and number", NULL);
	return false;
}

/* NULL after findings, and where it is not known which form of which service it is. */
static struct form *
read_form(const struct loader *loader, const char *service, const char *name, const char *file)
{
	g_autofree char *path = g_build_filename(loader->folder, file, NULL);
	struct binding binding = binding_of(loader, file, service);
	struct xml_document *document =
		bind_load(&binding, form_field_of(name), path, store_arena(loader->store));

	if (document == NULL)
		return NULL;
	store_keep(loader->store, document);

	struct xml_node *root = xml_root(document);
	const char *named = xml_attribute(root, "service");

	if (!check_form_name(loader, file, service, name, root))
		return NULL;
	if (named != NULL && strcmp(named, service) != 0) {
		/* Neither of the two is examined without it. */
		findings_add(loader->findings, &message_form_folder,
		             place_in_file(file, root->line, service), named, service, NULL);
		g_hash_table_add(loader->lost, (gpointer)keep(loader, g_strdup(named)));
		return NULL;
	}
	return form_read(&binding, document, name);
}

static void
load_form(const struct loader *loader, const char *service, const char *name)
{
	const char *file = keep(loader, g_strconcat("forms/", service, "/", name, NULL));
	struct form *form = read_form(loader, service, name, file);

	if (form != NULL)
		g_ptr_array_add(loader->registry->forms, form);
	else
		g_hash_table_add(loader->lost, (gpointer)service);
}

static void
load_forms(const struct loader *loader, const char *name)
{
	const char *service = keep(loader, g_strdup(name));
	g_autofree char *relative = g_strconcat("forms/", service, NULL);
	unsigned errors = findings_count(loader->findings, FINDING_ERROR);
	g_autoptr(GPtrArray) names =
		entries_list(loader->folder, relative, ENTRIES_FORMS, loader->findings);

	if (findings_count(loader->findings, FINDING_ERROR) > errors)
		g_hash_table_add(loader->lost, (gpointer)service);
	for (guint i = 0; i < names->len; i++)
		load_form(loader, service, names->pdata[i]);
}

/* The letters that were issued of one day, by their ledger. */
static void
load_issued(const struct loader *loader, const char *name)
{
	struct issued *issued = store_allocate(loader->store, sizeof(*issued));
	g_autofree char *day = NULL;
	g_autofree char *path = NULL;

	issued->file = keep(loader, g_strconcat("issued/", name, "/ledger.xml", NULL));
	path = g_build_filename(loader->folder, issued->file, NULL);
	if (!g_file_test(path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK)) {
		findings_add(loader->findings, &message_no_ledger,
		             (struct place){ .file = issued->file }, NULL);
		return;
	}
	if (!load_file(loader, issued->file, keep(loader, g_strdup(name)), &field_issued, issued,
	               NULL, NULL))
		return;
	if (date_is_set(issued->on.on))
		day = date_iso(issued->on.on);
	if (day != NULL && strcmp(day, name) != 0)
		findings_add(loader->findings, &message_issued_folder,
		             place_in_file(issued->file, issued->line, NULL), day, name, NULL);
	for (guint i = 0; i < issued->letters->len; i++)
		((struct issued_letter *)issued->letters->pdata[i])->issued = issued;
	g_ptr_array_add(loader->registry->issued, issued);
}

/* What there is to load. */
struct load_task {
	load_entry *load;
	char *name; /* owned */
};

/* Neighbours in the list of entries, read by one thread into a registry of their
 * own: nothing is shared while threads read. */
struct share {
	struct loader loader;
	struct registry registry;
	const GArray *entries;
};

static void
loader_start(struct loader *loader, const char *folder, struct registry *registry)
{
	loader->folder = folder;
	loader->registry = registry;
	loader->store = registry->store = registry_store_new();
	loader->doubtful = g_hash_table_new(g_str_hash, g_str_equal);
	loader->lost = g_hash_table_new(g_str_hash, g_str_equal);
	registry->criteria = store_array(loader->store);
	registry->services = store_array(loader->store);
	registry->meetings = store_array(loader->store);
	registry->forms = store_array(loader->store);
	registry->issued = store_array(loader->store);
}

static void
share_start(struct share *share, const struct loader *loader)
{
	loader_start(&share->loader, loader->folder, &share->registry);
	share->loader.findings = findings_new();
}

static void
share_read(gpointer data, guint first, guint end)
{
	const struct share *share = data;

	for (guint i = first; i < end; i++) {
		const struct load_task *entry = &g_array_index(share->entries, struct load_task, i);

		entry->load(&share->loader, entry->name);
	}
}

static void
move_entries(GPtrArray *target, const GPtrArray *from)
{
	for (guint i = 0; i < from->len; i++)
		g_ptr_array_add(target, from->pdata[i]);
}

static void
move_ids(GHashTable *target, GHashTable *from)
{
	GHashTableIter ids;
	gpointer id;

	g_hash_table_iter_init(&ids, from);
	while (g_hash_table_iter_next(&ids, &id, NULL))
		g_hash_table_add(target, id);
	g_hash_table_unref(from);
}

static void
share_finish(struct share *share, const struct loader *loader)
{
	move_entries(loader->registry->criteria, share->registry.criteria);
	move_entries(loader->registry->services, share->registry.services);
	move_entries(loader->registry->meetings, share->registry.meetings);
	move_entries(loader->registry->forms, share->registry.forms);
	move_entries(loader->registry->issued, share->registry.issued);
	move_ids(loader->doubtful, share->loader.doubtful);
	move_ids(loader->lost, share->loader.lost);
	loader->registry->lost |= share->registry.lost;
	findings_take(loader->findings, share->loader.findings);
	findings_free(share->loader.findings);
	store_adopt(loader->store, share->loader.store);
}

static void
entry_clear(gpointer data)
{
	struct load_task *entry = data;

	g_free(entry->name);
}

static void
add_entries(GArray *entries, const struct loader *loader, const char *relative,
            enum entries_kind kind, load_entry *load)
{
	unsigned errors = findings_count(loader->findings, FINDING_ERROR);
	g_autoptr(GPtrArray) names = entries_list(loader->folder, relative, kind, loader->findings);

	loader->registry->lost |= findings_count(loader->findings, FINDING_ERROR) > errors;
	for (guint i = 0; i < names->len; i++) {
		struct load_task entry = { load, g_steal_pointer(&names->pdata[i]) };

		g_array_append_val(entries, entry);
	}
}

/* What lies beside the folders of services and of decisions would be passed over. */
static void
check_beside(const struct loader *loader)
{
	g_autofree char *folder = g_build_filename(loader->folder, "registry", NULL);
	g_autoptr(GPtrArray) names =
		g_file_test(folder, G_FILE_TEST_IS_SYMLINK) ? NULL : folder_names(folder, NULL);

	for (guint i = 0; names != NULL && i < names->len; i++) {
		const char *name = names->pdata[i];
		g_autofree char *file = g_strconcat("registry/", name, NULL);

		if (strcmp(name, "services") == 0 || strcmp(name, "decisions") == 0 ||
		    g_str_has_suffix(name, ".md") || !g_utf8_validate(name, -1, NULL))
			continue;
		findings_add(loader->findings, &message_beside, (struct place){ .file = file },
		             NULL);
		loader->registry->lost = true;
	}
}

static void
load_entries(const struct loader *loader)
{
	struct share shares[SHARES_MAX];
	g_autoptr(GArray) entries = g_array_new(false, false, sizeof(struct load_task));
	guint count;

	g_array_set_clear_func(entries, entry_clear);
	add_entries(entries, loader, "criteria", ENTRIES_XML, load_criteria);
	check_beside(loader);
	add_entries(entries, loader, "registry/services", ENTRIES_XML, load_service);
	add_entries(entries, loader, "registry/decisions", ENTRIES_XML, load_meeting);
	add_entries(entries, loader, "forms", ENTRIES_FOLDERS, load_forms);
	add_entries(entries, loader, "issued", ENTRIES_FOLDERS, load_issued);
	count = shares_count(entries->len, loader->jobs);
	for (guint i = 0; i < count; i++) {
		shares[i] = (struct share){ .entries = entries };
		share_start(&shares[i], loader);
	}
	shares_run(shares, sizeof(*shares), count, entries->len, loader->jobs, share_read);
	for (guint i = 0; i < count; i++)
		share_finish(&shares[i], loader);
}

/* "S0012" of "registry/services/S0012.xml"; the caller frees. */
static char *
stem_of(const struct service *service)
{
	char *name = g_path_get_basename(service->file);

	name[strlen(name) - strlen(".xml")] = '\0';
	return name;
}

static bool
is_misnamed(const struct service *service)
{
	g_autofree char *stem = stem_of(service);

	return strcmp(stem, service->id.value) != 0;
}

/* By id; of one id, the file that is named for it comes first. */
static gint
compare_services(gconstpointer a, gconstpointer b)
{
	const struct service *const *first = a, *const *second = b;
	int order = strcmp((*first)->id.value, (*second)->id.value);

	return order != 0 ? order : (int)is_misnamed(*first) - (int)is_misnamed(*second);
}

static gint
compare_meetings(gconstpointer a, gconstpointer b)
{
	const struct meeting *const *first = a, *const *second = b;
	bool is_set = date_is_set((*first)->held_on.on);

	if (!is_set || !date_is_set((*second)->held_on.on))
		return (int)is_set - (int)date_is_set((*second)->held_on.on);
	if (date_compare((*first)->held_on.on, (*second)->held_on.on) != 0)
		return date_compare((*first)->held_on.on, (*second)->held_on.on);
	return (*first)->sequence - (*second)->sequence;
}

/* Of two services of one id, the second is told of, whatever its file is called; what is on
 * record cannot be told apart. */
static void
check_services(const struct loader *loader)
{
	struct service *first = NULL;

	EACH (struct service, service, loader->registry->services) {
		const char *stem = keep(loader, stem_of(service));

		service->lost = g_hash_table_contains(loader->lost, service->id.value);
		if (first != NULL && strcmp(first->id.value, service->id.value) == 0) {
			findings_add(
				loader->findings, &message_service_again,
				place_in_file(service->file, service->id.line, service->id.value),
				service->id.value, first->file, NULL);
			first->lost = service->lost = true;
		} else if (!check_file_name(loader, service->file, stem, &field_service, "id",
		                            service->id.value, service->line)) {
			g_hash_table_add(loader->doubtful, (gpointer)keep(loader, g_strdup(stem)));
		}
		first = service;
	}
}

static bool
names_criteria(const struct registry *registry)
{
	EACH (const struct service, service, registry->services)
		EACH (const struct application, application, service->applications)
			if (application->statement.objectives.edition.value != NULL)
				return true;
	return false;
}

/* Where a whole folder is missing, or called by another name, none of what asks for what is in
 * it is told of. */
static void
check_folders(const struct loader *loader)
{
	struct registry *registry = loader->registry;

	if (registry->lost)
		return;
	if (registry->criteria->len == 0 && names_criteria(registry))
		findings_add(loader->findings, &message_no_criteria,
		             (struct place){ .file = "criteria" }, "2022-04.xml", NULL);
	if (registry->services->len == 0 && g_hash_table_size(loader->doubtful) == 0 &&
	    registry->meetings->len + registry->forms->len > 0)
		findings_add(loader->findings, &message_no_services,
		             (struct place){ .file = "registry/services" }, "S0001.xml", NULL);
}

struct registry *
registry_load(const char *folder, unsigned jobs, struct findings *findings, GError **error)
{
	g_autoptr(GPtrArray) names = folder_names(folder, error);

	if (names == NULL)
		return NULL;

	struct registry *registry = g_new0(struct registry, 1);
	struct loader loader = { .findings = findings, .jobs = jobs };

	loader_start(&loader, folder, registry);
	registry->folder = store_text(loader.store, folder, strlen(folder));
	site_load(registry, findings);
	load_entries(&loader);
	g_ptr_array_sort(registry->services, compare_services);
	g_ptr_array_sort(registry->meetings, compare_meetings);
	check_services(&loader);
	check_folders(&loader);
	link_registry(registry, loader.doubtful, findings);
	criteria_check(registry, findings);
	g_hash_table_unref(loader.doubtful);
	g_hash_table_unref(loader.lost);
	return registry;
}

void
registry_free(struct registry *registry)
{
	if (registry == NULL)
		return;
	registry_store_free(registry->store);
	g_free(registry);
}
