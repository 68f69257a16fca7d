#include "trial.h"

#include "remove-tree.h"
#include "sample.h"
#include "store/error.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where there is no file. */
#define NOTHING "nothing"

/* A fault that no job comes to. */
#define NEVER G_MAXUINT

/* What a program tells of itself, to be read once it is gone. */
typedef struct
{
  guint    n_met;
  gboolean struck;
  gboolean is_done;
  gboolean is_ours; /* the error is one of the store, … */
  int      code;    /* … of this code */
  char     message[512];
} Report;

typedef struct
{
  const Trial *trial;
  Fault        fault;
  char        *folder;
  char        *path;
  char        *look_path; /* of a copy to be looked at */
  char        *whole;     /* (nullable): bytes before */
  gsize        length;
  char        *before;    /* states … */
  char        *after;
  char        *opened;    /* … and that before, once a program has opened it to write */
  Report      *report;    /* shared */
  guint        n_tried;
  guint        n_before;
  guint        n_after;
} Course;

/* States */

static gboolean
is_time (const char *text)
{
  return text != NULL && strlen (text) >= 20 && g_ascii_isdigit (text[0]) && text[4] == '-' && text[7] == '-' &&
         text[10] == 'T' && text[strlen (text) - 1] == 'Z';
}

/* When something was done is no part of what it is. */
static void
add_row (GChecksum *sum, sqlite3_stmt *row)
{
  for (int i = 0; i < sqlite3_column_count (row); i++)
    {
      int type = sqlite3_column_type (row, i);

      g_checksum_update (sum, (const guint8 *) &type, sizeof type);
      if (type == SQLITE_TEXT && is_time ((const char *) sqlite3_column_text (row, i)))
        continue;
      if (sqlite3_column_bytes (row, i) > 0)
        g_checksum_update (sum, sqlite3_column_blob (row, i), sqlite3_column_bytes (row, i));
      g_checksum_update (sum, (const guint8 *) "|", 1);
    }
}

static void
add_query (GChecksum *sum, sqlite3 *handle, const char *sql)
{
  sqlite3_stmt *query;
  int code;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &query, NULL), ==, SQLITE_OK);
  while ((code = sqlite3_step (query)) == SQLITE_ROW)
    add_row (sum, query);
  g_assert_cmpint (code, ==, SQLITE_DONE);
  sqlite3_finalize (query);
}

static GPtrArray *
list_tables (sqlite3 *handle)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *query;

  sqlite3_prepare_v2 (handle, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'layer_styles' ORDER BY name", -1, &query, NULL);
  while (sqlite3_step (query) == SQLITE_ROW)
    g_ptr_array_add (tables, g_strdup ((const char *) sqlite3_column_text (query, 0)));
  sqlite3_finalize (query);

  return tables;
}

/* Styles are made of what else the file holds, when it is closed; by whoever closes it next, if somebody could not. */
static const char *
rows_that_count (const char *table)
{
  static const struct
  {
    const char *table;
    const char *condition;
  } derived[] = {
    { "setting", "WHERE key <> 'styles'" },
    { "sqlite_sequence", "WHERE name <> 'layer_styles'" },
    { "gpkg_contents", "WHERE table_name <> 'layer_styles'" },
    { "gpkg_ogr_contents", "WHERE table_name <> 'layer_styles'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (derived); i++)
    if (g_str_equal (derived[i].table, table))
      return derived[i].condition;

  return "";
}

/* All that the file holds: its header, its schema and every row of every table. */
static char *
state_of (const char *path)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) tables = NULL;
  sqlite3 *handle;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_strdup (NOTHING);

  handle = sample_connect (path);
  tables = list_tables (handle);
  add_query (sum, handle, "SELECT * FROM pragma_user_version, pragma_application_id");
  add_query (sum, handle, "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE tbl_name <> 'layer_styles' ORDER BY type, name");
  for (guint i = 0; i < tables->len; i++)
    {
      const char *table = g_ptr_array_index (tables, i);
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" %s", table, rows_that_count (table));

      add_query (sum, handle, sql);
    }
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);

  return g_strdup (g_checksum_get_string (sum));
}

/* Programs */

static void
prepare (Course *course)
{
  course->trial->prepare (course->path);
}

static void
work (Course *course)
{
  g_autoptr (GError) error = NULL;
  Report *report = course->report;

  report->is_done = course->trial->work (course->path, &error);
  report->n_met = fault_vfs_count ();
  report->struck = fault_vfs_struck ();
  if (error != NULL)
    {
      report->is_ours = error->domain == MLS_STORE_ERROR;
      report->code = error->code;
      g_strlcpy (report->message, error->message, sizeof report->message);
    }
}

static void
look (Course *course)
{
  course->trial->look (course->path);
}

/* Runs a program to its end, on a disk that fails after so many operations; %FALSE if it was killed. This one has no
 * threads, and leaves none behind. */
static gboolean
run (Course *course, void (*program) (Course *course), Fault fault, guint after)
{
  pid_t pid;
  int status;

  memset (course->report, 0, sizeof *course->report);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      fault_vfs_arm (fault, after);
      program (course);
      _exit (0);
    }

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL)
    return FALSE;

  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_error ("%s, fault %d after %u: ended with %d", course->trial->name, fault, after, status);

  return TRUE;
}

/* Files */

/* Nobody pulls the plug of a test: nothing has to be on the disk for good. */
static void
write_file (const char *path, const char *bytes, gsize length)
{
  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
}

static void
copy_file (const char *from, const char *to, const char *suffix)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  unlink (target);
  if (g_file_get_contents (source, &bytes, &length, NULL))
    write_file (target, bytes, length);
}

/* What is on the disk now, as whoever opens it next finds it; the file itself is left as it lies there. */
static char *
state_left (Course *course)
{
  static const char *const suffixes[] = { "", "-wal", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    copy_file (course->path, course->look_path, suffixes[i]);

  return state_of (course->look_path);
}

static void
begin_anew (Course *course)
{
  static const char *const suffixes[] = { "", "-wal", "-journal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (course->path, suffixes[i], NULL);

      unlink (name);
    }
  if (course->whole != NULL)
    write_file (course->path, course->whole, course->length);
}

/* Looking at what has become of it */

/* A disk that is full holds what it held; a sync that failed may have reached it after all, and what was written may be what
 * cannot be read back. */
static void
assert_told_truth (const Course *course, guint after, gboolean is_alive, gboolean is_after)
{
  const Report *report = course->report;

  if (!is_alive)
    return;

  if (report->is_done)
    {
      g_assert_true (is_after);
      return;
    }

  if (!report->struck || !report->is_ours)
    g_error ("%s, fault %d after %u: %s", course->trial->name, course->fault, after, report->message);
  g_assert_null (strchr (report->message, '\n'));
  if (report->code != (course->fault == FAULT_FULL ? MLS_STORE_ERROR_FULL : MLS_STORE_ERROR_IO))
    g_error ("%s, fault %d after %u: %s", course->trial->name, course->fault, after, report->message);
  if (course->fault != FAULT_SYNC && course->fault != FAULT_READ && !course->trial->goes_on)
    g_assert_false (is_after);
}

/* The next program opens it, finds it whole, and can do what the last one could not. */
static void
go_on (Course *course, gboolean is_after)
{
  g_autofree char *now = NULL;
  const char *expected = is_after ? course->after : course->opened;

  if (is_after || course->whole != NULL)
    run (course, look, FAULT_NONE, 0);
  now = state_of (course->path);
  g_assert_cmpstr (now, ==, expected);
  if (is_after)
    return;

  g_clear_pointer (&now, g_free);
  run (course, work, FAULT_NONE, 0);
  g_assert_cmpstr (course->report->message, ==, "");
  g_assert_true (course->report->is_done);
  now = state_of (course->path);
  g_assert_cmpstr (now, ==, course->after);
}

static void
try (Course *course, guint after)
{
  g_autofree char *state = NULL;
  gboolean is_alive, is_after;

  begin_anew (course);
  is_alive = run (course, work, course->fault, after);
  state = state_left (course);
  is_after = strcmp (state, course->after) == 0;
  if (!is_after && strcmp (state, course->before) != 0)
    g_error ("%s, fault %d after %u: between", course->trial->name, course->fault, after);

  assert_told_truth (course, after, is_alive, is_after);
  go_on (course, is_after);
  course->n_tried++;
  course->n_after += is_after;
  course->n_before += !is_after;
}

static void
course_begin (Course *course, const Trial *trial, Fault fault)
{
  g_autoptr (GError) error = NULL;

  *course = (Course){ .trial = trial, .fault = fault };
  course->folder = g_dir_make_tmp ("mls-trial-XXXXXX", &error);
  g_assert_no_error (error);
  course->path = g_build_filename (course->folder, "trial.gpkg", NULL);
  course->look_path = g_build_filename (course->folder, "look.gpkg", NULL);
  course->report = mmap (NULL, sizeof (Report), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (course->report != MAP_FAILED);

  run (course, prepare, FAULT_NONE, 0);
  g_file_get_contents (course->path, &course->whole, &course->length, NULL);
  course->before = state_of (course->path);
}

static void
course_end (Course *course)
{
  munmap (course->report, sizeof (Report));
  remove_tree (course->folder);
  g_free (course->folder);
  g_free (course->path);
  g_free (course->look_path);
  g_free (course->whole);
  g_free (course->before);
  g_free (course->after);
  g_free (course->opened);
}

/* Does it on a disk that does not fail. Returns at how many operations one could. */
static guint
rehearse (Course *course)
{
  guint n_points;

  if (course->whole != NULL)
    run (course, look, FAULT_NONE, 0);
  course->opened = state_of (course->path);

  begin_anew (course);
  g_assert_true (run (course, work, course->fault, NEVER));
  g_assert_cmpstr (course->report->message, ==, "");
  g_assert_true (course->report->is_done);
  n_points = course->report->n_met;
  course->after = state_of (course->path);
  g_assert_cmpstr (course->after, !=, course->before);

  return n_points;
}

/**
 * trial_run:
 * @trial: a job
 * @fault: how the disk fails
 * @most: at how many points to try that, the first and the last among them; 0 for all
 */
void
trial_run (const Trial *trial, Fault fault, guint most)
{
  Course course;
  guint n_points, n_tried;

  course_begin (&course, trial, fault);
  n_points = rehearse (&course);
  n_tried = most > 0 ? MIN (most, n_points) : n_points;
  for (guint i = 0; i < n_tried; i++)
    {
      /* One in each of as many stretches as are tried. */
      guint from = (guint) ((guint64) i * n_points / n_tried);
      guint to = (guint) ((guint64) (i + 1) * n_points / n_tried);
      gboolean is_end = i == 0 || i == n_tried - 1;

      try (&course, i == 0 ? from : is_end ? to - 1 : (guint) g_test_rand_int_range ((gint32) from, (gint32) to));
    }

  g_test_message ("%s: %u of %u points tried, all survived: %u before, %u after", trial->name, course.n_tried, n_points,
                  course.n_before, course.n_after);
  course_end (&course);
}
