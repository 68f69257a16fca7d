#include "sample.h"
#include "store/reader.h"
#include "store/undo.h"

#include <locale.h>
#include <sqlite3.h>
#include <string.h>

/* What SQLite does for the work of a hand, counted in steps of its machine, which are the same on any
 * computer: no more of them in a large project than in a small one, nor after many edits than after
 * few. */

static const Board small = { 10, 10, 20, 2, 0 };
static const Board large = { 80, 80, 20, 2, 0 };

typedef enum
{
  OPENING,
  WINDOW,
  PAST,
  NEXT_UNDO,
  EDIT,
  UNDO,
  REDO,
  NOTICE,
  CLOSING,
  N_PARTS,
} Part;

static const char *const part_names[N_PARTS] = {
  "opening", "a window", "a window of the past", "what comes next to undo", "an edit",
  "its undo", "its redo", "a look", "closing",
};

typedef struct
{
  guint64 steps;
  guint64 scanned; /* rows of tables that are read from end to end */
} Cost;

static Cost total;

static int
count_statement (unsigned event, void *data, void *statement, void *duration)
{
  total.steps += (guint64) sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_VM_STEP, TRUE);
  total.scanned += (guint64) sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, TRUE);

  return 0;
}

static int
watch_connection (sqlite3 *handle, const char **message, const struct sqlite3_api_routines *api)
{
  return sqlite3_trace_v2 (handle, SQLITE_TRACE_PROFILE, count_statement, NULL);
}

static void
take (Cost *cost)
{
  *cost = total;
  total = (Cost){ 0 };
}

static gboolean
ignore_face (const MlsFace *face, gpointer user_data)
{
  return TRUE;
}

static void
read_window (MlsSource source)
{
  const MlsBox window = { BOARD_X + 30000, BOARD_Y + 30000, BOARD_X + 90000, BOARD_Y + 70000 };
  g_autoptr (GError) error = NULL;

  source.funcs->faces (source.self, &window, ignore_face, NULL, &error);
  g_assert_no_error (error);
}

static void
read_past (const char *path, gint64 operation, Cost *cost)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (path, &error);

  g_assert_no_error (error);
  take (cost);
  mls_store_reader_begin (reader, operation, NULL, &error);
  g_assert_no_error (error);
  read_window (mls_store_reader_source (reader));
  mls_store_reader_end (reader);
  take (cost);
}

static void
take_least (Cost *cost)
{
  Cost least = *cost;

  take (cost);
  if (least.steps > 0 && least.steps < cost->steps)
    *cost = least;
}

/* An R-tree that divides a page has more to do, now and then: it is the usual that counts. */
static gint64
edit (MlsStore *store, Cost *costs)
{
  gint64 operation = 0;

  for (gint64 id = 3; id < 6; id++)
    {
      g_autoptr (MlsFace) face = mls_store_face (store, id, NULL);
      g_autoptr (MlsDelta) delta = sample_split (face, 1, 5);

      total = (Cost){ 0 };
      operation = sample_apply (store, delta);
      take_least (&costs[EDIT]);
      mls_delta_unref (mls_store_undo (store, "tester", NULL, NULL));
      take_least (&costs[UNDO]);
      mls_delta_unref (mls_store_redo (store, "tester", NULL, NULL));
      take_least (&costs[REDO]);
    }

  return operation;
}

/* The same work in any project. */
static void
work (Sample *sample, Cost *costs)
{
  gint64 operation;
  gboolean changed;

  mls_store_close (g_steal_pointer (&sample->store), NULL);
  total = (Cost){ 0 };
  sample->store = mls_store_open (sample->path, MLS_STORE_READ_WRITE, NULL);
  take (&costs[OPENING]);

  read_window (mls_store_source (sample->store));
  take (&costs[WINDOW]);

  mls_operation_free (mls_store_next_undo (sample->store, NULL));
  take (&costs[NEXT_UNDO]);

  operation = edit (sample->store, costs);
  mls_store_notice (sample->store, &changed, NULL);
  take (&costs[NOTICE]);

  read_past (sample->path, operation - 1, &costs[PAST]);

  mls_store_close (g_steal_pointer (&sample->store), NULL);
  take (&costs[CLOSING]);
}

/* Edits of a face that the window does not show, so that only history grows. */
static void
edit_often (MlsStore *store, guint n_edits)
{
  for (guint i = 0; i < n_edits; i++)
    {
      g_autoptr (MlsFace) face = mls_store_face (store, 10, NULL);
      g_autoptr (MlsDelta) delta = sample_recode (face, i % 2 == 0 ? "CS2.1.0" : "CS5.0.0", "US1.1.3");

      sample_apply (store, delta);
    }
}

static void
count (const Board *board, guint n_edits, guint n_undos, Cost *costs)
{
  Sample sample;

  memset (costs, 0, N_PARTS * sizeof *costs);
  sample_begin (&sample, board);
  edit_often (sample.store, n_edits);
  for (guint i = 0; i < n_undos; i++)
    mls_delta_unref (mls_store_undo (sample.store, "tester", NULL, NULL));
  work (&sample, costs);
  sample_end (&sample);
}

/* A tree of pages that is somewhat higher costs a few steps more. */
static void
assert_no_dearer (const Cost *plain, const Cost *other)
{
  for (int part = 0; part < N_PARTS; part++)
    {
      g_test_message ("%s: %" G_GUINT64_FORMAT " steps, %" G_GUINT64_FORMAT " rows scanned; "
                      "%" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT,
                      part_names[part], plain[part].steps, plain[part].scanned, other[part].steps,
                      other[part].scanned);
      g_assert_cmpuint (other[part].steps, <=, plain[part].steps * 5 / 4 + 20);
      g_assert_cmpuint (other[part].scanned, <=, plain[part].scanned);
    }
}

static void
test_faces (void)
{
  Cost few[N_PARTS];
  Cost many[N_PARTS];

  count (&small, 3, 0, few);
  count (&large, 3, 0, many);
  assert_no_dearer (few, many);
}

static void
test_history (void)
{
  Cost shallow[N_PARTS];
  Cost deep[N_PARTS];

  count (&small, 3, 0, shallow);
  count (&small, 200, 0, deep);
  assert_no_dearer (shallow, deep);
}

static void
test_undone (void)
{
  Cost few[N_PARTS];
  Cost many[N_PARTS];

  count (&small, 8, 4, few);
  count (&small, 200, 196, many);
  assert_no_dearer (few, many);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  sqlite3_auto_extension ((void (*) (void)) watch_connection);

  g_test_add_func ("/store/scale/faces", test_faces);
  g_test_add_func ("/store/scale/history", test_history);
  g_test_add_func ("/store/scale/undone", test_undone);

  return g_test_run ();
}
