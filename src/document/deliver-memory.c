#include "document/deliver-memory.h"

#include "base/text.h"
#include "delivery/making.h"
#include "store/link-path.h"
#include "team/connection.h"

#include <string.h>

/* A setting and not a table of its own: a few lines of text, which older programs leave as they are. */
#define SETTING "delivery"

/* Keeping */

/* Nothing is said of what is not chosen. */
static void
put (GKeyFile *file, const char *key, const char *text)
{
  if (text != NULL)
    g_key_file_set_string (file, SETTING, key, text);
}

/* As a photo's, so that it is found again where the folder of the project moves. */
static void
put_path (GKeyFile *file, MlsProject *project, const char *key, const char *path)
{
  g_autofree char *uri = path != NULL ? mls_link_uri_of (mls_project_get_path (project), path) : NULL;

  put (file, key, uri);
}

static void
put_target (GKeyFile *file, MlsProject *project, const MlsDeliverJob *job)
{
  g_autofree char *address = NULL;

  put (file, "format", job->format->name);
  if (job->format->ending != NULL)
    {
      put_path (file, project, "folder", job->target);
      return;
    }

  address = mls_connection_strip_address (job->target + strlen (MLS_FORMAT_DATABASE));
  put (file, "database", address);
}

static void
put_products (GKeyFile *file, const MlsNomenclature *nomenclature, guint kinds)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (MlsProductKind kind = 0; kind < mls_product_n_kinds (nomenclature); kind++)
    if ((kinds & MLS_PRODUCT (kind)) != 0)
      g_ptr_array_add (names, (gpointer) mls_product_kind_name (nomenclature, kind));
  g_key_file_set_string_list (file, SETTING, "products", (const char *const *) names->pdata, names->len);
}

/* All of them are all that there will be. */
static void
put_dates (GKeyFile *file, const MlsRules *rules, MlsVintageSet of)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint v = 0; v < rules->n_vintages; v++)
    if ((of & MLS_VINTAGE (v)) != 0)
      g_ptr_array_add (codes, (gpointer) rules->vintages[v].code);
  if (codes->len < rules->n_vintages)
    g_key_file_set_string_list (file, SETTING, "dates", (const char *const *) codes->pdata, codes->len);
}

/* Nor is the name that the project gives. */
static void
put_title (GKeyFile *file, MlsProject *project, const char *title)
{
  g_autofree char *stem = mls_text_stem (mls_project_get_path (project));

  if (g_strcmp0 (title, stem) != 0)
    put (file, "title", title);
}

/**
 * mls_deliver_memory_keep:
 * @project: a project; in one that is read only nothing is kept
 * @job: its map is handed over
 */
void
mls_deliver_memory_keep (MlsProject *project, const MlsDeliverJob *job)
{
  const MlsRules *rules = mls_project_get_rules (project);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  put_products (file, rules->nomenclature, job->kinds);
  put_dates (file, rules, job->of);
  put_target (file, project, job);
  g_key_file_set_boolean (file, SETTING, "multi", job->multi);
  put_path (file, project, "zones", job->zones);
  put (file, "zone-layer", job->zone_layer);
  put (file, "zone-names", job->zone_names);
  put_path (file, project, "names", job->names);
  put_title (file, project, job->title);
  put (file, "by", job->by);
  text = g_key_file_to_data (file, NULL, NULL);

  mls_store_set_setting (mls_project_get_store (project), SETTING, text, NULL);
}

/* Recalling */

static GKeyFile *
read_setting (MlsProject *project)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  if (mls_store_get_setting (mls_project_get_store (project), SETTING, &text, NULL) && text != NULL)
    g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL);

  return g_steal_pointer (&file);
}

static char *
get (GKeyFile *file, const char *key)
{
  return g_key_file_get_string (file, SETTING, key, NULL);
}

static char *
get_path (GKeyFile *file, MlsProject *project, const char *key)
{
  g_autofree char *uri = get (file, key);

  return uri != NULL ? mls_link_source_of (mls_project_get_path (project), uri) : NULL;
}

static char *
get_file (GKeyFile *file, MlsProject *project, const char *key)
{
  g_autofree char *path = get_path (file, project, key);

  return path != NULL && !mls_link_is_missing (path) ? g_steal_pointer (&path) : NULL;
}

/* A number of so many digits or fewer behind a dash counts deliveries; one of more is a year. */
#define COUNTING_DIGITS 3

/* How much of a folder's name is before the number of the delivery, which is 1 if it has none. */
static gsize
split_number (const char *path, guint *number)
{
  gsize length = strlen (path);
  gsize dash = length;

  *number = 1;
  while (dash > 0 && g_ascii_isdigit (path[dash - 1]))
    dash--;
  if (dash == 0 || path[dash - 1] != '-' || dash == length || length - dash > COUNTING_DIGITS)
    return length;

  *number = (guint) g_ascii_strtoull (path + dash, NULL, 10);

  return dash - 1;
}

/* That one, if it is not there any more, or the first with a higher number. */
static char *
dup_next_folder (const char *last)
{
  guint number;
  gsize length = split_number (last, &number);
  g_autofree char *path = g_strdup (last);

  while (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_free (path);
      path = g_strdup_printf ("%.*s-%u", (int) length, last, ++number);
    }

  return mls_making_check (path, NULL) ? g_steal_pointer (&path) : NULL;
}

static void
get_target (GKeyFile *file, MlsProject *project, MlsDeliverJob *job)
{
  g_autofree char *format = get (file, "format");
  g_autofree char *address = get (file, "database");
  g_autofree char *folder = get_path (file, project, "folder");

  if (g_strcmp0 (format, mls_format_database ()->name) == 0)
    {
      job->format = mls_format_database ();
      job->target = address != NULL ? g_strconcat (MLS_FORMAT_DATABASE, address, NULL) : NULL;
      return;
    }

  job->format = format != NULL ? mls_format_of_name (format) : NULL;
  job->target = folder != NULL ? dup_next_folder (folder) : NULL;
}

static guint
get_products (GKeyFile *file, const MlsNomenclature *nomenclature)
{
  g_auto (GStrv) names = g_key_file_get_string_list (file, SETTING, "products", NULL, NULL);
  guint kinds = 0;
  MlsProductKind kind;

  for (char **name = names; name != NULL && *name != NULL; name++)
    if (mls_product_kind_from_name (nomenclature, *name, &kind))
      kinds |= MLS_PRODUCT (kind);

  return kinds;
}

static MlsVintageSet
get_dates (GKeyFile *file, const MlsRules *rules)
{
  g_auto (GStrv) codes = g_key_file_get_string_list (file, SETTING, "dates", NULL, NULL);
  MlsVintageSet of = 0;
  guint v;

  for (char **code = codes; code != NULL && *code != NULL; code++)
    if (mls_vintage_find (rules->vintages, rules->n_vintages, *code, &v))
      of |= MLS_VINTAGE (v);

  return of;
}

/**
 * mls_deliver_memory_recall:
 * @project: a project
 *
 * What the project knows no more, or is not there any more, is as if it had never been chosen: no products, dates, format,
 * target, zones or names. A folder is one beside the last, which is not there yet.
 *
 * Returns: (transfer full): what was chosen the last time
 */
MlsDeliverJob *
mls_deliver_memory_recall (MlsProject *project)
{
  const MlsRules *rules = mls_project_get_rules (project);
  MlsDeliverJob *job = mls_deliver_job_new (mls_project_get_path (project));
  g_autoptr (GKeyFile) file = read_setting (project);

  job->kinds = get_products (file, rules->nomenclature);
  job->of = get_dates (file, rules);
  get_target (file, project, job);
  job->multi = g_key_file_get_boolean (file, SETTING, "multi", NULL);
  job->zones = get_file (file, project, "zones");
  job->zone_layer = job->zones != NULL ? get (file, "zone-layer") : NULL;
  job->zone_names = job->zones != NULL ? get (file, "zone-names") : NULL;
  job->names = get_file (file, project, "names");
  job->title = get (file, "title");
  job->by = get (file, "by");

  return job;
}
