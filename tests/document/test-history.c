/* The history as a list that grows while it is searched, and is told as far as somebody looks. */

#include "../store/sample.h"
#include "document/history.h"

#include <locale.h>

static const Board board = { 6, 6, 20, 2, 0 };

typedef struct
{
  Sample      sample;
  MlsProject *project;
  MlsHistory *history;
} Desk;

static void
recode (MlsStore *store, const char *author, gint64 id, const char *cover)
{
  MlsOperationFacts facts = sample_facts;
  g_autoptr (MlsFace) face = mls_store_face (store, id, NULL);
  g_autoptr (MlsDelta) delta = sample_recode (face, cover, "US1.1.3");
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GError) error = NULL;

  facts.author = author;
  applied = mls_store_apply (store, delta, &facts, NULL, &error);
  g_assert_no_error (error);
}

static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  mls_project_set_author (desk->project, "Noa");
  desk->history = mls_history_new (desk->project);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_clear_object (&desk->history);
  g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
  sample_end (&desk->sample);
}

static void
search (Desk *desk, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFilter) filter =
    text != NULL ? mls_filter_parse (text, MLS_FILTER_OF_OPERATIONS, mls_project_get_rules (desk->project), &error) : NULL;

  g_assert_no_error (error);
  mls_history_search (desk->history, filter);
  while (!mls_history_is_done (desk->history))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (mls_history_get_failure (desk->history));
}

static char *
print (Desk *desk)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (desk->history)); i++)
    {
      g_autoptr (MlsHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (desk->history), i);

      g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", mls_history_entry_get_id (entry));
    }

  return g_string_free (ids, FALSE);
}

static void
assert_listed (Desk *desk, const char *expected)
{
  g_autofree char *ids = print (desk);

  g_assert_cmpstr (ids, ==, expected);
}

static const MlsHistoryTold *
wait_told (Desk *desk, MlsHistoryEntry *entry)
{
  mls_history_want (desk->history, entry);
  while (mls_history_entry_get_told (entry) == NULL)
    g_main_context_iteration (NULL, TRUE);

  return mls_history_entry_get_told (entry);
}

/* An operation that is found stays the same entry while somebody has it, and tells what it did. */
static void
test_told (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsHistoryEntry) entry = NULL;
  g_autoptr (MlsHistoryEntry) same = NULL;
  g_autoptr (MlsHistoryEntry) import = NULL;
  const MlsHistoryTold *told;
  MlsBox box;

  recode (mls_project_get_store (desk->project), "Anna", 1, "CS5.0.0");
  search (desk, NULL);
  assert_listed (desk, "3 2 1");
  entry = g_list_model_get_item (G_LIST_MODEL (desk->history), 0);
  same = g_list_model_get_item (G_LIST_MODEL (desk->history), 0);
  import = g_list_model_get_item (G_LIST_MODEL (desk->history), 1);
  g_assert_true (same == entry);
  g_assert_null (mls_history_entry_get_told (entry));
  g_assert_false (mls_history_entry_get_box (entry, &box));

  told = wait_told (desk, entry);
  g_assert_cmpstr (told->operation->author, ==, "Anna");
  g_assert_true (told->turnover->area2 == (MlsArea2) 400 * MLS_AREA2_PER_M2);
  g_assert_cmpuint (told->imprint->ground->len, ==, 1);
  g_assert_true (mls_history_entry_get_box (entry, &box));
  g_assert_cmpint (box.max_x - box.min_x, ==, 20 * MLS_MM_PER_M);

  told = wait_told (desk, import);
  g_assert_true (told->operation->barrier);
  g_assert_null (told->turnover);
  g_assert_null (told->imprint);
}

static void
test_search (Desk *desk, gconstpointer data)
{
  for (gint64 id = 1; id <= 8; id++)
    recode (mls_project_get_store (desk->project), id % 2 == 0 ? "Anna" : "Noa", id, "CS2.1.0");

  search (desk, "author=Anna");
  assert_listed (desk, "10 8 6 4");
  search (desk, "author=Noa to=CS2.1.0");
  assert_listed (desk, "9 7 5 3");
  search (desk, "author=personne");
  assert_listed (desk, "");
  search (desk, NULL);
  assert_listed (desk, "10 9 8 7 6 5 4 3 2 1");
}

static gboolean
is_longer (Desk *desk, guint n)
{
  return g_list_model_get_n_items (G_LIST_MODEL (desk->history)) >= n;
}

/* What is done meanwhile, here and by another program, comes on top of what the filter finds; what it took back says so. */
static void
test_follow (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsHistoryEntry) entry = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  const MlsHistoryTold *told;

  recode (mls_project_get_store (desk->project), "Noa", 1, "CS5.0.0");
  search (desk, "author=Noa");
  assert_listed (desk, "3");
  entry = g_list_model_get_item (G_LIST_MODEL (desk->history), 0);
  told = wait_told (desk, entry);
  g_assert_cmpint (told->operation->undone_by, ==, 0);

  undone = mls_project_undo (desk->project, NULL, NULL);
  g_assert_nonnull (undone);
  mls_history_follow (desk->history);
  while (!is_longer (desk, 2) || mls_history_entry_get_told (entry)->operation->undone_by == 0)
    g_main_context_iteration (NULL, TRUE);
  assert_listed (desk, "4 3");
  g_assert_cmpint (mls_history_entry_get_told (entry)->operation->undone_by, ==, 4);

  recode (mls_project_get_store (desk->project), "Anna", 2, "CS2.1.0");
  recode (mls_project_get_store (desk->project), "Noa", 3, "CS2.1.0");
  mls_history_follow (desk->history);
  mls_history_follow (desk->history);
  while (!is_longer (desk, 3))
    g_main_context_iteration (NULL, TRUE);
  assert_listed (desk, "6 4 3");
}

/* However many are looked at at once, each is told; not those that are in sight no more. */
static void
test_many (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (int round = 0; round < 9; round++)
    for (gint64 id = 1; id <= 36; id++)
      recode (mls_project_get_store (desk->project), "Noa", id, round % 2 == 0 ? "CS2.1.0" : "CS5.0.0");
  search (desk, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk->history)), ==, 326);

  for (guint i = 0; i < 324; i++)
    {
      g_ptr_array_add (entries, g_list_model_get_item (G_LIST_MODEL (desk->history), i));
      mls_history_want (desk->history, g_ptr_array_index (entries, i));
    }
  mls_history_forgo (desk->history, g_ptr_array_index (entries, 100));
  for (guint i = 0; i < entries->len; i++)
    while (i != 100 && mls_history_entry_get_told (g_ptr_array_index (entries, i)) == NULL)
      g_main_context_iteration (NULL, TRUE);
  g_assert_null (mls_history_entry_get_told (g_ptr_array_index (entries, 100)));
}

static void
stop_at_first (MlsHistory *history)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (history)) > 0)
    mls_history_stop (history);
}

/* Who stops it keeps what was found, hears of what is done from then on, and may have it looked through after all. */
static void
test_stopped (Desk *desk, gconstpointer data)
{
  gulong handler = g_signal_connect (desk->history, "searched", G_CALLBACK (stop_at_first), NULL);

  for (int round = 0; round < 9; round++)
    for (gint64 id = 1; id <= 36; id++)
      recode (mls_project_get_store (desk->project), "Noa", id, round % 2 == 0 ? "CS2.1.0" : "CS5.0.0");
  mls_history_search (desk->history, NULL);
  while (!mls_history_is_stopped (desk->history))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (desk->history, handler);
  g_assert_false (mls_history_is_done (desk->history));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk->history)), ==, 200);

  recode (mls_project_get_store (desk->project), "Noa", 1, "CS5.0.0");
  recode (mls_project_get_store (desk->project), "Noa", 2, "CS5.0.0");
  mls_history_follow (desk->history);
  while (!is_longer (desk, 202))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (mls_history_is_stopped (desk->history));
  g_assert_false (mls_history_is_done (desk->history));

  search (desk, NULL);
  g_assert_false (mls_history_is_stopped (desk->history));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk->history)), ==, 328);
}

/* Whoever closes it does not wait for what is being read. */
static void
test_left (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsHistoryEntry) entry = NULL;

  recode (mls_project_get_store (desk->project), "Noa", 1, "CS5.0.0");
  search (desk, NULL);
  entry = g_list_model_get_item (G_LIST_MODEL (desk->history), 0);
  mls_history_want (desk->history, entry);
  mls_history_search (desk->history, NULL);
  g_clear_object (&desk->history);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (mls_history_entry_get_told (entry));
}

/* A project that somebody else writes, open here to be read. */
static void
test_read_only (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProject) reading = mls_project_open (desk->sample.path, MLS_STORE_READ_ONLY, &error);

  g_assert_no_error (error);
  g_clear_object (&desk->history);
  desk->history = mls_history_new (reading);
  search (desk, NULL);
  assert_listed (desk, "2 1");

  recode (mls_project_get_store (desk->project), "Noa", 1, "CS5.0.0");
  mls_history_follow (desk->history);
  while (!is_longer (desk, 3))
    g_main_context_iteration (NULL, TRUE);
  assert_listed (desk, "3 2 1");
  g_clear_object (&desk->history);
  g_assert_true (mls_project_close (reading, NULL));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/document/history/" name, Desk, NULL, desk_begin, func, desk_end)
  ADD ("told", test_told);
  ADD ("search", test_search);
  ADD ("follow", test_follow);
  ADD ("many", test_many);
  ADD ("stopped", test_stopped);
  ADD ("left", test_left);
  ADD ("read-only", test_read_only);
#undef ADD

  return g_test_run ();
}
