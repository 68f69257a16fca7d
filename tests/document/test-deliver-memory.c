/* What was chosen for a delivery is known for the next one, but for what is not there any more, and for passwords. */

#include "document/deliver-memory.h"

#include "sample.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static const Board board = { 1, 1, 100, 2, 0 };

typedef struct
{
  Sample      sample;
  MlsProject *project;
  char       *folder; /* of the project, where something may be made */
} Desk;

static void
desk_open (Desk *desk, MlsStoreMode mode)
{
  g_autoptr (GError) error = NULL;

  desk->project = mls_project_open (desk->sample.path, mode, &error);
  g_assert_no_error (error);
}

static void
desk_close (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  mls_project_close (desk->project, &error);
  g_assert_no_error (error);
  g_clear_object (&desk->project);
}

static void
set_up (Desk *desk, gconstpointer data)
{
  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk->folder = g_path_get_dirname (desk->sample.path);
  desk_open (desk, MLS_STORE_READ_WRITE);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  desk_close (desk);
  sample_end (&desk->sample);
  g_free (desk->folder);
}

static char *
beside (Desk *desk, const char *name)
{
  return g_build_filename (desk->folder, name, NULL);
}

static char *
write_beside (Desk *desk, const char *name)
{
  char *path = beside (desk, name);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));

  return path;
}

/* Of a product and all dates, as the dialog has them at first. */
static MlsDeliverJob *
job_new (Desk *desk, const char *format, const char *target)
{
  MlsDeliverJob *job = mls_deliver_job_new (desk->sample.path);

  job->format = format != NULL ? mls_format_of_name (format) : mls_format_database ();
  job->target = g_path_is_absolute (target) || format == NULL ? g_strdup (target) : beside (desk, target);
  job->kinds = MLS_PRODUCT (MLS_PRODUCT_MULTIDATE);
  job->of = MLS_VINTAGE (0) | MLS_VINTAGE (1);

  return job;
}

/* By a program that opens the file anew. */
static MlsDeliverJob *
recall (Desk *desk)
{
  desk_close (desk);
  desk_open (desk, MLS_STORE_READ_WRITE);

  return mls_deliver_memory_recall (desk->project);
}

static char *
dup_setting (Desk *desk)
{
  char *text = NULL;

  g_assert_true (mls_store_get_setting (mls_project_get_store (desk->project), "delivery", &text, NULL));

  return text;
}

static void
assert_nothing (const MlsDeliverJob *job)
{
  g_assert_cmpuint (job->kinds, ==, 0);
  g_assert_cmpuint (job->of, ==, 0);
  g_assert_null (job->format);
  g_assert_null (job->target);
  g_assert_false (job->multi);
  g_assert_null (job->zones);
  g_assert_null (job->zone_layer);
  g_assert_null (job->zone_names);
  g_assert_null (job->names);
  g_assert_null (job->title);
  g_assert_null (job->by);
}

static void
test_first (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsDeliverJob) job = recall (desk);

  assert_nothing (job);
}

/* All of it, but for the consent; files below the folder of the project by where they are there. */
static void
test_kept (Desk *desk, gconstpointer data)
{
  g_autofree char *zones = write_beside (desk, "communes.gpkg");
  g_autofree char *names = write_beside (desk, "names.csv");
  g_autofree char *target = beside (desk, "lot-1");
  g_autoptr (MlsDeliverJob) job = job_new (desk, "shp", target);
  g_autoptr (MlsDeliverJob) last = NULL;
  g_autofree char *text = NULL;

  job->kinds = MLS_PRODUCT (MLS_PRODUCT_COVER) | MLS_PRODUCT (MLS_PRODUCT_PAIR);
  job->of = MLS_VINTAGE (1);
  job->multi = TRUE;
  job->all_the_same = TRUE;
  job->zones = g_strdup (zones);
  job->zone_layer = g_strdup ("communes");
  job->zone_names = g_strdup ("nom; officiel");
  job->names = g_strdup (names);
  job->title = g_strdup ("Oise & <Aisne>");
  job->by = g_strdup (" Région\n");
  mls_deliver_memory_keep (desk->project, job);
  last = recall (desk);

  g_assert_cmpuint (last->kinds, ==, job->kinds);
  g_assert_cmpuint (last->of, ==, job->of);
  g_assert_true (last->format == job->format);
  g_assert_cmpstr (last->target, ==, target);
  g_assert_true (last->multi);
  g_assert_false (last->all_the_same);
  g_assert_cmpstr (last->zones, ==, zones);
  g_assert_cmpstr (last->zone_layer, ==, "communes");
  g_assert_cmpstr (last->zone_names, ==, "nom; officiel");
  g_assert_cmpstr (last->names, ==, names);
  g_assert_cmpstr (last->title, ==, "Oise & <Aisne>");
  g_assert_cmpstr (last->by, ==, " Région\n");
  text = dup_setting (desk);
  g_assert_nonnull (strstr (text, "zones=communes.gpkg\n"));
  g_assert_null (strstr (text, desk->folder));

  g_assert_cmpint (g_unlink (zones), ==, 0);
  g_assert_cmpint (g_unlink (names), ==, 0);
}

/* What is gone since is as if it had never been chosen; what stays is known. */
static void
test_gone (Desk *desk, gconstpointer data)
{
  g_autofree char *target = beside (desk, "nowhere/lot");
  g_autofree char *nowhere = beside (desk, "nowhere.gpkg");
  g_autoptr (MlsDeliverJob) job = job_new (desk, "fgb", target);
  g_autoptr (MlsDeliverJob) last = NULL;
  g_autoptr (MlsDeliverJob) strange = NULL;
  g_autoptr (MlsDeliverJob) broken = NULL;
  MlsStore *store;

  job->zones = g_strdup (nowhere);
  job->zone_layer = g_strdup ("communes");
  job->zone_names = g_strdup ("nom");
  job->names = g_strdup (nowhere);
  mls_deliver_memory_keep (desk->project, job);
  last = recall (desk);
  g_assert_true (last->format == mls_format_of_name ("fgb"));
  g_assert_cmpuint (last->kinds, ==, MLS_PRODUCT (MLS_PRODUCT_MULTIDATE));
  g_assert_null (last->target);
  g_assert_null (last->zones);
  g_assert_null (last->zone_layer);
  g_assert_null (last->zone_names);
  g_assert_null (last->names);

  store = mls_project_get_store (desk->project);
  g_assert_true (mls_store_set_setting (store, "delivery", "[delivery]\nproducts=cover;soil;\ndates=24;1930;\nformat=tab\nmulti=perhaps\n", NULL));
  strange = recall (desk);
  g_assert_cmpuint (strange->kinds, ==, MLS_PRODUCT (MLS_PRODUCT_COVER));
  g_assert_cmpuint (strange->of, ==, MLS_VINTAGE (1));
  g_assert_null (strange->format);
  g_assert_false (strange->multi);

  store = mls_project_get_store (desk->project);
  g_assert_true (mls_store_set_setting (store, "delivery", "products", NULL));
  broken = recall (desk);
  assert_nothing (broken);
}

/* All dates are all that there will be, and the project's name is the title of one that gets another name. */
static void
test_not_said (Desk *desk, gconstpointer data)
{
  g_autofree char *stem = g_path_get_basename (desk->sample.path);
  g_autoptr (MlsDeliverJob) job = job_new (desk, "gpkg", "lot");
  g_autoptr (MlsDeliverJob) last = NULL;

  *strrchr (stem, '.') = '\0';
  job->title = g_strdup (stem);
  mls_deliver_memory_keep (desk->project, job);
  last = recall (desk);
  g_assert_cmpuint (last->of, ==, 0);
  g_assert_null (last->title);
}

static void
expect_next (Desk *desk, const char *name, const char *next)
{
  g_autoptr (MlsDeliverJob) job = job_new (desk, "gpkg", name);
  g_autoptr (MlsDeliverJob) last = NULL;
  g_autofree char *expected = beside (desk, next);

  mls_deliver_memory_keep (desk->project, job);
  last = recall (desk);
  g_assert_cmpstr (last->target, ==, expected);
}

/* A folder is one that is not there yet. */
static void
test_next_folder (Desk *desk, gconstpointer data)
{
  static const char *const names[] = { "lot", "lot-2", "oise-delivery-9", "livraison-2024", "-1" };
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);

  expect_next (desk, "lot", "lot");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_ptr_array_add (folders, beside (desk, names[i]));
      g_assert_cmpint (g_mkdir (g_ptr_array_index (folders, i), 0777), ==, 0);
    }
  expect_next (desk, "lot", "lot-3");
  expect_next (desk, "lot-2", "lot-3");
  expect_next (desk, "lot-7", "lot-7");
  expect_next (desk, "oise-delivery-9", "oise-delivery-10");
  expect_next (desk, "livraison-2024", "livraison-2024-2");
  expect_next (desk, "-1", "-2");

  for (guint i = 0; i < folders->len; i++)
    g_assert_cmpint (g_rmdir (g_ptr_array_index (folders, i)), ==, 0);
}

/* A database is known by its address, and never by what is secret in it. */
static void
test_no_password (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *given;
    const char *kept; /* (nullable) */
  } addresses[] = {
    { "PG:host=db dbname=oise", "PG:host=db dbname=oise" },
    { "PG:service=region", "PG:service=region" },
    { "PG:host=db dbname='l''oise", NULL },
    { "PG:host=db password=sesame dbname=oise", "PG:dbname='oise' host='db'" },
    { "PG:host=db password = 'ses ame\\'s' dbname='l\\'oise'", "PG:dbname='l\\'oise' host='db'" },
    { "PG:host=db sslpassword=sesame", "PG:host='db'" },
    { "PG:postgresql://noa:sesame@db:5433/oise", "PG:user='noa' dbname='oise' host='db' port='5433'" },
    { "PG:postgresql://noa@db/oise?password=sesame", "PG:user='noa' dbname='oise' host='db'" },
    { "PG:postgres://db/oise", "PG:postgres://db/oise" },
    { "PG:host=db password=sesame schemas=lots", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (MlsDeliverJob) job = job_new (desk, NULL, addresses[i].given);
      g_autoptr (MlsDeliverJob) last = NULL;
      g_autofree char *text = NULL;

      mls_deliver_memory_keep (desk->project, job);
      last = recall (desk);
      g_assert_true (last->format == mls_format_database ());
      g_assert_cmpstr (last->target, ==, addresses[i].kept);
      text = dup_setting (desk);
      g_assert_null (strstr (text, "sesame"));
      g_assert_null (strstr (text, "ses ame"));
    }
}

/* Nothing is kept in a project that is read only, and nobody is bothered by that. */
static void
test_read_only (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsDeliverJob) job = job_new (desk, "gpkg", "lot");
  g_autoptr (MlsDeliverJob) last = NULL;

  desk_close (desk);
  desk_open (desk, MLS_STORE_READ_ONLY);
  mls_deliver_memory_keep (desk->project, job);
  last = recall (desk);
  assert_nothing (last);
}

#define ADD(name, func) g_test_add ("/document/deliver-memory/" name, Desk, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("first", test_first);
  ADD ("kept", test_kept);
  ADD ("gone", test_gone);
  ADD ("not-said", test_not_said);
  ADD ("next-folder", test_next_folder);
  ADD ("no-password", test_no_password);
  ADD ("read-only", test_read_only);

  return g_test_run ();
}
