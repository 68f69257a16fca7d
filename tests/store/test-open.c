#include "old-format.h"
#include "rules/nearness.h"
#include "sample.h"
#include "store/check.h"
#include "store/disk.h"
#include "store/error.h"
#include "store/exception.h"
#include "store/finding.h"
#include "store/format.h"
#include "store/reference-link.h"
#include "store/image-link.h"
#include "store/reader.h"
#include "store/store-private.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const Board board = { 4, 3, 20, 2, 0 };

/* A project at rest. */
static void
closed_begin (Sample *sample)
{
  g_autoptr (GError) error = NULL;

  sample_begin (sample, &board);
  mls_store_close (g_steal_pointer (&sample->store), &error);
  g_assert_no_error (error);
}

static char *
contents (const char *path, gsize *length)
{
  char *data;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, length, &error);
  g_assert_no_error (error);

  return data;
}

/* Refused both ways, with that error in one line, and nothing touched. */
static void
assert_refused (const Sample *sample, MlsStoreError code)
{
  gsize length_before, length_after;
  g_autofree char *before = contents (sample->path, &length_before);
  guint n_before = sample_count_files (sample);

  for (int mode = MLS_STORE_READ_ONLY; mode <= MLS_STORE_READ_WRITE; mode++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      MlsStore *store = mls_store_open (sample->path, (MlsStoreMode) mode, &error);

      g_assert_null (store);
      g_assert_error (error, MLS_STORE_ERROR, (int) code);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_nonnull (strstr (error->message, "board.gpkg"));
      g_test_message ("%s", error->message);

      after = contents (sample->path, &length_after);
      g_assert_cmpmem (before, length_before, after, length_after);
      g_assert_cmpuint (sample_count_files (sample), ==, n_before);
    }
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_store_open ("/nowhere/at-all.gpkg", MLS_STORE_READ_WRITE, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_MISSING);
  g_clear_error (&error);

  g_assert_null (mls_store_open (g_get_tmp_dir (), MLS_STORE_READ_WRITE, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN);
  g_clear_error (&error);

  g_assert_null (mls_store_open (g_get_tmp_dir (), MLS_STORE_READ_ONLY, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN);
}

static void
test_foreign (void)
{
  static const char text[] = "fid,geom\n1,POLYGON EMPTY\n";
  Sample sample;

  closed_begin (&sample);
  g_file_set_contents (sample.path, text, -1, NULL);
  assert_refused (&sample, MLS_STORE_ERROR_FOREIGN);

  g_file_set_contents (sample.path, "", 0, NULL);
  assert_refused (&sample, MLS_STORE_ERROR_FOREIGN);

  g_unlink (sample.path);
  sample_execute (sample.path, "CREATE TABLE coverage (fid)");
  assert_refused (&sample, MLS_STORE_ERROR_FOREIGN);

  sample_execute (sample.path, "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300");
  assert_refused (&sample, MLS_STORE_ERROR_FOREIGN);

  sample_execute (sample.path, "PRAGMA user_version = 10301");
  assert_refused (&sample, MLS_STORE_ERROR_FOREIGN);

  sample_end (&sample);
}

static void
test_newer (void)
{
  Sample sample;

  closed_begin (&sample);
  sample_execute (sample.path, "PRAGMA user_version = 10342");
  assert_refused (&sample, MLS_STORE_ERROR_NEWER);
  sample_end (&sample);
}

/* The columns of all tables and views, and the indices. */
/* Indicators that a file has since before they were data stay columns of it. */
static gint64
hash_schema (const char *path)
{
  return sample_query (path,
                       "SELECT sum (unicode (name) * length (name) * (1 + length (type))) + count (*) "
                       "FROM (SELECT c.name, c.type FROM sqlite_master m, pragma_table_info (m.name) c "
                       "WHERE c.name NOT IN ('post4', 'post21', 'enaf') "
                       "UNION ALL SELECT name, type FROM sqlite_master WHERE type = 'index')");
}

static guint
count_references (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = mls_store_list_reference_links (store, &error);

  g_assert_no_error (error);

  return links->len;
}

static guint
count_findings (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) findings = mls_store_list_findings (store, NULL, &error);

  g_assert_no_error (error);

  return findings->len;
}

/* A project of an older format is read as it is, and brought up to date when it is opened to write. */
static void
test_old (gconstpointer format)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  gint64 schema;

  closed_begin (&sample);
  schema = hash_schema (sample.path);
  old_format_make (sample.path, GPOINTER_TO_INT (format));
  g_assert_cmpint (hash_schema (sample.path), !=, schema);

  sample.store = mls_store_open (sample.path, MLS_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_findings (sample.store), ==, 1);
  g_assert_cmpuint (count_references (sample.store), ==, 0);
  mls_store_close (g_steal_pointer (&sample.store), &error);
  g_assert_cmpint (sample_query (sample.path, "PRAGMA user_version"), ==, 10300 + GPOINTER_TO_INT (format));

  sample.store = mls_store_open (sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_findings (sample.store), ==, 1);
  g_assert_cmpuint (count_references (sample.store), ==, 0);
  mls_store_close (g_steal_pointer (&sample.store), &error);
  g_assert_no_error (error);
  g_assert_cmpint (sample_query (sample.path, "PRAGMA user_version"), ==, 10300 + MLS_STORE_FORMAT);
  g_assert_cmpint (hash_schema (sample.path), ==, schema);

  sample_end (&sample);
}

static void
assert_knows_enaf (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (store, &error);
  const MlsIndicator enaf = g_quark_from_static_string ("enaf");
  const MlsPair barn = { g_quark_from_string ("CS1.1.1"), g_quark_from_string ("US1.1.3") };

  g_assert_no_error (error);
  g_assert_cmpstr (g_quark_to_string (mls_nomenclature_count_as (nomenclature, barn, 2024, enaf)), ==, "Ue|A");
  g_assert_cmpint (mls_nearness_reach (nomenclature, mls_nearness_asked (nomenclature, barn, 2024, enaf)), ==, 50000);
  g_assert_true (mls_nomenclature_tells_land_take (nomenclature, enaf));
  g_assert_cmpstr (mls_nomenclature_indicator_title (nomenclature, enaf, MLS_LANGUAGE_FRENCH), ==, "ENAF");
}

/* What the program knew of indicators before they were data is in the file from then on, and is known of one that is only
 * looked at. */
static void
test_old_indicators (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  mls_store_close (g_steal_pointer (&sample.store), &error);
  g_assert_no_error (error);
  old_format_make (sample.path, 10);
  sample_execute (sample.path,
                  "UPDATE pair SET post4 = '1', enaf = 'Ue|A' WHERE cover = 'CS1.1.1' AND use = 'US1.1.3';"
                  "INSERT INTO indicator (indicator, code, label_fr, label_en, colour) VALUES ('post4', '1', '', '', ''), "
                  "('enaf', 'Ue', '', '', ''), ('enaf', 'A', '', '', '')");

  sample.store = mls_store_open (sample.path, MLS_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_knows_enaf (sample.store);
  mls_store_close (g_steal_pointer (&sample.store), &error);

  sample.store = mls_store_open (sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  assert_knows_enaf (sample.store);
  sample_end (&sample);
}

/* An older project is brought up to date step by step, or left as it was. */
static void
test_migrations (void)
{
  static const char *const steps[] = {
    [MLS_STORE_FORMAT] = "CREATE TABLE first (x); INSERT INTO first VALUES (1)",
    [MLS_STORE_FORMAT + 1] = "UPDATE first SET x = x + 1",
    [MLS_STORE_FORMAT + 2] = "ALTER TABLE first RENAME TO second; UPDATE second SET x = x * 10",
  };
  static const char *const broken[] = {
    [MLS_STORE_FORMAT] = steps[MLS_STORE_FORMAT],
    [MLS_STORE_FORMAT + 1] = "UPDATE nothing SET x = 0",
    [MLS_STORE_FORMAT + 2] = steps[MLS_STORE_FORMAT + 2],
  };
  Sample sample;
  MlsDatabase *database;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  database = sample.store->database;
  g_assert_false (mls_format_step_to (database, broken, MLS_STORE_FORMAT + 3, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_cmpint (sample_query (sample.path, "PRAGMA user_version"), ==, 10300 + MLS_STORE_FORMAT);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM sqlite_master WHERE name = 'first'"), ==, 0);

  g_assert_true (mls_format_step_to (database, steps, MLS_STORE_FORMAT + 1, NULL, &error));
  g_assert_cmpint (sample_query (sample.path, "PRAGMA user_version"), ==, 10301 + MLS_STORE_FORMAT);
  g_assert_true (mls_format_step_to (database, steps, MLS_STORE_FORMAT + 3, NULL, &error));
  g_assert_true (mls_format_step_to (database, steps, MLS_STORE_FORMAT + 3, NULL, &error));
  g_assert_cmpint (sample_query (sample.path, "PRAGMA user_version"), ==, 10303 + MLS_STORE_FORMAT);
  g_assert_cmpint (sample_query (sample.path, "SELECT x FROM second"), ==, 20);
  sample_end (&sample);
}

/* Cut anywhere, it is refused or a face cannot be read; it never crashes, and never is changed. */
static void
test_truncated (void)
{
  Sample sample;
  gsize length;
  g_autofree char *whole = NULL;

  closed_begin (&sample);
  whole = contents (sample.path, &length);
  for (gsize cut = 1; cut < length; cut = cut * 3 / 2 + 1)
    {
      g_file_set_contents (sample.path, whole, (gssize) cut, NULL);
      assert_refused (&sample, cut < 24 ? MLS_STORE_ERROR_FOREIGN : MLS_STORE_ERROR_DAMAGED);
    }
  sample_end (&sample);
}

static gboolean
ignore_face (const MlsFace *face, gpointer user_data)
{
  return TRUE;
}

/* Everything that reads a project, as far as it goes. */
static void
read_everything (const char *path, GError **error)
{
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, error);
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GArray) exceptions = NULL;
  g_autoptr (GArray) flaws = NULL;
  g_autoptr (MlsNomenclature) nomenclature = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autofree char *wkt = NULL;

  if (store == NULL ||
      (operations = mls_store_operations (store, 0, error)) == NULL ||
      (links = mls_store_list_image_links (store, error)) == NULL ||
      (exceptions = mls_store_list_exceptions (store, error)) == NULL ||
      (nomenclature = mls_store_read_nomenclature (store, error)) == NULL ||
      (delta = mls_store_operation_delta (store, 3, error)) == NULL ||
      (wkt = mls_store_dup_crs (store, error)) == NULL)
    return;

  flaws = mls_store_check_partition (store, NULL, NULL, error);
}

/* Pages and bytes overwritten at random: any answer but a crash, and errors that say what is wrong. */
static void
test_corrupt (void)
{
  Sample sample;
  gsize length;
  g_autofree char *whole = NULL;

  closed_begin (&sample);
  whole = contents (sample.path, &length);
  for (int i = 0; i < (g_test_slow () ? 3000 : 60); i++)
    {
      g_autofree char *copy = g_memdup2 (whole, length);
      g_autoptr (GError) error = NULL;
      gsize page = (gsize) g_test_rand_int_range (0, (gint32) (length / 4096)) * 4096;

      if (i % 2 == 0)
        for (gsize j = 0; j < 4096; j++)
          copy[page + j] = (char) g_test_rand_int ();
      else
        for (int n = g_test_rand_int_range (1, 20); n > 0; n--)
          copy[page + (gsize) g_test_rand_int_range (0, 4096)] = (char) g_test_rand_int ();
      g_file_set_contents (sample.path, copy, (gssize) length, NULL);

      read_everything (sample.path, &error);
      if (error != NULL)
        {
          g_test_message ("page %" G_GSIZE_FORMAT ": %s", page / 4096, error->message);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
        }
    }
  sample_end (&sample);
}

/* A face whose geometry is not what it should be is named. */
static void
test_bad_face (void)
{
  static const struct
  {
    const char *sql;
    const char *message;
  } cases[] = {
    { "zeroblob (8)", "has no two-dimensional polygon" },
    { "NULL", "has no two-dimensional polygon" },
    { "substr (geom, 1, 100)", "has a geometry cut short" },
    { "substr (geom, 1, 53) || zeroblob (8) || substr (geom, 62)", "is not closed" },
    { "CAST (substr (geom, 1, 53) || x'333333333333d33f' || substr (geom, 62) AS BLOB)", "is not closed" },
    { "CAST (substr (geom, 1, 69) || x'555555555555d53f' || substr (geom, 78) AS BLOB)", "off the 1 mm grid" },
    { "CAST (substr (geom, 1, 69) || x'000000000000f87f' || substr (geom, 78) AS BLOB)", "off the 1 mm grid" },
    { "CAST (substr (geom, 1, 45) || x'ffffff7f' || substr (geom, 50) AS BLOB)", "cut short" },
  };
  Sample sample;
  gsize length;
  g_autofree char *whole = NULL;

  closed_begin (&sample);
  sample_execute (sample.path, "DROP TRIGGER coverage_update; DROP TRIGGER rtree_coverage_geom_update1;"
                               "DROP TRIGGER rtree_coverage_geom_update2;"
                               "DROP TRIGGER rtree_coverage_geom_update3;"
                               "DROP TRIGGER rtree_coverage_geom_update4; DROP TRIGGER coverage_foreign");
  whole = contents (sample.path, &length);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE coverage SET geom = %s WHERE fid = 7", cases[i].sql);
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsStore) store = NULL;

      g_file_set_contents (sample.path, whole, (gssize) length, NULL);
      sample_execute (sample.path, sql);
      store = mls_store_open (sample.path, MLS_STORE_READ_ONLY, &error);
      g_assert_no_error (error);
      g_assert_false (mls_store_each_face (store, ignore_face, NULL, &error));
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "face 7 "));
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }

  sample_end (&sample);
}

/* Runs @func in another process; as a guest, one who may not write what is closed to others. */
static void
in_other_process (void (*func) (const Sample *sample), const Sample *sample, gboolean guest)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      if (guest && geteuid () == 0 && (setegid (65534) != 0 || seteuid (65534) != 0))
        _exit (2);
      func (sample);
      _exit (0);
    }

  waitpid (pid, &status, 0);
  g_assert_cmpint (status, ==, 0);
}

static void
read_as_guest (const Sample *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (sample->path, MLS_STORE_READ_WRITE, &error);

  g_assert_null (store);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);

  store = mls_store_open (sample->path, MLS_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  mls_store_each_face (store, ignore_face, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (mls_store_apply (store, mls_delta_new (), &sample_facts, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY);
}

static void
test_read_only (void)
{
  Sample sample;

  closed_begin (&sample);
  g_chmod (sample.path, 0444);
  g_chmod (sample.folder, 0555);
  in_other_process (read_as_guest, &sample, TRUE);

  /* Left in WAL mode by somebody, and copied there. */
  g_chmod (sample.folder, 0755);
  g_chmod (sample.path, 0644);
  sample_execute (sample.path, "PRAGMA journal_mode = WAL");
  g_chmod (sample.path, 0444);
  g_chmod (sample.folder, 0555);
  in_other_process (read_as_guest, &sample, TRUE);

  g_chmod (sample.folder, 0755);
  sample_end (&sample);
}

/* The file may be written but nothing may be made beside it. */
static void
test_closed_folder (void)
{
  Sample sample;

  closed_begin (&sample);
  g_chmod (sample.path, 0666);
  g_chmod (sample.folder, 0555);
  in_other_process (read_as_guest, &sample, TRUE);
  g_chmod (sample.folder, 0755);
  sample_end (&sample);
}

static void
write_as_second (const Sample *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (sample->path, MLS_STORE_READ_WRITE, &error);
  g_autofree char *process = g_strdup_printf ("(process %d)", (int) getppid ());

  g_assert_null (store);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_LOCKED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, process));
  g_assert_nonnull (strstr (error->message, "Camille"));
  g_clear_error (&error);

  store = mls_store_open (sample->path, MLS_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  mls_store_each_face (store, ignore_face, NULL, &error);
  g_assert_no_error (error);
}

/* One writes, whoever comes second is told who and may read. The lock is the file's, by whatever
 * name. */
static void
test_lock (void)
{
  Sample sample, linked;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  mls_store_tell_author (sample.store, "Camille");
  in_other_process (write_as_second, &sample, FALSE);

  linked = sample;
  linked.path = g_build_filename (sample.folder, "link.gpkg", NULL);
  g_assert_cmpint (symlink (sample.path, linked.path), ==, 0);
  in_other_process (write_as_second, &linked, FALSE);
  g_unlink (linked.path);
  g_free (linked.path);

  g_assert_null (mls_store_open (sample.path, MLS_STORE_READ_WRITE, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_LOCKED);

  sample_reopen (&sample);
  sample_end (&sample);
}

/* A process that dies leaves its lock file, and its lock goes with it. */
static void
test_lock_dies (void)
{
  Sample sample;
  pid_t pid;
  int status;

  closed_begin (&sample);
  pid = fork ();
  if (pid == 0)
    {
      if (mls_store_open (sample.path, MLS_STORE_READ_WRITE, NULL) == NULL)
        _exit (1);
      raise (SIGKILL);
    }
  waitpid (pid, &status, 0);
  g_assert_true (WIFSIGNALED (status));

  sample_reopen (&sample);
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  g_assert_cmpuint (sample_count_files (&sample), ==, 1);
  sample_end (&sample);
}

static gboolean
is_on (MlsStore *store, int option)
{
  int value = -1;

  g_assert_cmpint (sqlite3_db_config (store->database->handle, option, -1, &value), ==, SQLITE_OK);

  return value;
}

static const char *
try_sql (MlsStore *store, const char *sql)
{
  sqlite3 *handle = store->database->handle;

  return sqlite3_exec (handle, sql, NULL, NULL, NULL) == SQLITE_OK ? NULL : sqlite3_errmsg (handle);
}

/* A file that comes by mail gets no power over who opens it: no writing of its schema or of what lies
 * under its indexes; and to a view or trigger of its own none but harmless functions. */
static void
test_hardened (void)
{
  Sample sample;

  sample_begin (&sample, &board);
  g_assert_true (is_on (sample.store, SQLITE_DBCONFIG_DEFENSIVE));
  g_assert_cmpstr (try_sql (sample.store, "DELETE FROM rtree_coverage_geom_node"), ==,
                   "table rtree_coverage_geom_node may not be modified");
  g_assert_nonnull (try_sql (sample.store, "PRAGMA writable_schema = ON; DELETE FROM sqlite_master"));
  mls_store_close (g_steal_pointer (&sample.store), NULL);

  sample_execute (sample.path, "CREATE VIEW trap AS SELECT load_extension ('/tmp/x')");
  sample.store = mls_store_open (sample.path, MLS_STORE_READ_ONLY, NULL);
  g_assert_true (is_on (sample.store, SQLITE_DBCONFIG_DEFENSIVE));
  g_assert_false (is_on (sample.store, SQLITE_DBCONFIG_TRUSTED_SCHEMA));
  g_assert_cmpstr (try_sql (sample.store, "SELECT * FROM trap"), ==, "unsafe use of load_extension()");
  sample_reopen (&sample);
  g_assert_cmpstr (try_sql (sample.store, "SELECT * FROM trap"), ==, "unsafe use of load_extension()");
  sample_end (&sample);
}

/* Every commit is on the disk before it is answered, and readers are not in its way. */
static void
test_journal (void)
{
  Sample sample;
  g_autofree char *wal = NULL;
  sqlite3_stmt *query;

  sample_begin (&sample, &board);
  wal = g_strconcat (sample.path, "-wal", NULL);
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  sqlite3_prepare_v2 (sample.store->database->handle,
                      "SELECT journal_mode = 'wal' AND synchronous = 2 "
                      "FROM pragma_journal_mode, pragma_synchronous", -1, &query, NULL);
  g_assert_cmpint (sqlite3_step (query), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (query, 0), ==, 1);
  sqlite3_finalize (query);

  mls_store_close (g_steal_pointer (&sample.store), NULL);
  g_assert_cmpuint (sample_count_files (&sample), ==, 1);
  g_assert_cmpint (sample_query (sample.path, "SELECT journal_mode = 'delete' FROM pragma_journal_mode"), ==, 1);
  sample_end (&sample);
}

/* A network's disk is told by its type. */
static void
test_disk (void)
{
  g_assert_true (mls_disk_type_is_remote (0x6969));     /* NFS */
  g_assert_true (mls_disk_type_is_remote (0xff534d42)); /* Windows' shares */
  g_assert_true (mls_disk_type_is_remote (0xfe534d42));
  g_assert_false (mls_disk_type_is_remote (0xef53)); /* ext4 */
  g_assert_false (mls_disk_is_remote (g_get_tmp_dir ()));
  g_assert_false (mls_disk_is_remote ("/nowhere/at-all"));
}

/* After closing there is one file, whatever readers did, and at the latest when they are gone. */
static void
test_single_file (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = NULL;
  g_autoptr (MlsStore) store = NULL;

  sample_begin (&sample, &board);
  reader = mls_store_reader_new (sample.path, &error);
  g_assert_no_error (error);
  g_clear_pointer (&reader, mls_store_reader_free);
  mls_store_close (g_steal_pointer (&sample.store), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sample_count_files (&sample), ==, 1);

  sample_reopen (&sample);
  store = mls_store_open (sample.path, MLS_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  mls_store_each_face (store, ignore_face, NULL, &error);
  g_assert_no_error (error);
  mls_store_close (g_steal_pointer (&sample.store), &error);
  g_assert_no_error (error);
  mls_store_each_face (store, ignore_face, NULL, &error);
  g_assert_no_error (error);
  mls_store_close (g_steal_pointer (&store), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sample_count_files (&sample), ==, 1);

  sample_end (&sample);
}

static void
test_create (void)
{
  static const MlsVintage twice[] = { { "21", 2021 }, { "21", 2121 } };
  static const MlsVintage odd[] = { { "2'1", 2021 } };
  static const struct
  {
    MlsStoreOptions options;
    int             code;
  } cases[] = {
    { { .crs = "EPSG:4326", .author = "a" }, MLS_STORE_ERROR_ARGUMENT },
    { { .crs = "EPSG:2229", .author = "a" }, MLS_STORE_ERROR_ARGUMENT },
    { { .crs = "nonsense", .author = "a" }, MLS_STORE_ERROR_ARGUMENT },
    { { .vintages = twice, .n_vintages = 2, .author = "a" }, MLS_STORE_ERROR_ARGUMENT },
    { { .vintages = odd, .n_vintages = 1, .author = "a" }, MLS_STORE_ERROR_ARGUMENT },
  };
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autofree char *other = NULL;

  closed_begin (&sample);
  g_assert_null (mls_store_create (sample.path, &cases[0].options, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS);

  other = g_build_filename (sample.folder, "other.gpkg", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_clear_error (&error);
      g_assert_null (mls_store_create (other, &cases[i].options, &error));
      g_assert_error (error, MLS_STORE_ERROR, cases[i].code);
      g_test_message ("%s", error->message);
      g_assert_cmpuint (sample_count_files (&sample), ==, 1);
    }

  g_clear_error (&error);
  g_assert_null (mls_store_create ("/nowhere/at-all.gpkg", &(MlsStoreOptions){ .author = "a" }, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO);

  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/open/missing", test_missing);
  g_test_add_func ("/store/open/foreign", test_foreign);
  g_test_add_func ("/store/open/newer", test_newer);
  g_test_add_data_func ("/store/open/old/1", GINT_TO_POINTER (1), test_old);
  g_test_add_data_func ("/store/open/old/2", GINT_TO_POINTER (2), test_old);
  g_test_add_data_func ("/store/open/old/3", GINT_TO_POINTER (3), test_old);
  g_test_add_data_func ("/store/open/old/4", GINT_TO_POINTER (4), test_old);
  g_test_add_data_func ("/store/open/old/5", GINT_TO_POINTER (5), test_old);
  g_test_add_data_func ("/store/open/old/6", GINT_TO_POINTER (6), test_old);
  g_test_add_data_func ("/store/open/old/7", GINT_TO_POINTER (7), test_old);
  g_test_add_data_func ("/store/open/old/8", GINT_TO_POINTER (8), test_old);
  g_test_add_data_func ("/store/open/old/9", GINT_TO_POINTER (9), test_old);
  g_test_add_data_func ("/store/open/old/10", GINT_TO_POINTER (10), test_old);
  g_test_add_func ("/store/open/old-indicators", test_old_indicators);
  g_test_add_func ("/store/open/migrations", test_migrations);
  g_test_add_func ("/store/open/truncated", test_truncated);
  g_test_add_func ("/store/open/corrupt", test_corrupt);
  g_test_add_func ("/store/open/bad-face", test_bad_face);
  g_test_add_func ("/store/open/read-only", test_read_only);
  g_test_add_func ("/store/open/closed-folder", test_closed_folder);
  g_test_add_func ("/store/open/lock", test_lock);
  g_test_add_func ("/store/open/lock-dies", test_lock_dies);
  g_test_add_func ("/store/open/hardened", test_hardened);
  g_test_add_func ("/store/open/journal", test_journal);
  g_test_add_func ("/store/open/disk", test_disk);
  g_test_add_func ("/store/open/single-file", test_single_file);
  g_test_add_func ("/store/open/create", test_create);

  return g_test_run ();
}
