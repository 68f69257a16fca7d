#include "document/places.h"

#include "sample.h"
#include "store/error.h"

#include <locale.h>

/* All fields but three are CS6.3.0 at the second date. */
static const Board board = { 8, 8, 20, 1, 0 };

typedef struct
{
  Sample        sample;
  MlsProject   *project;
  GAsyncResult *result;
  double        told;   /* last */
  guint         n_told;
} Desk;

static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  sample_execute (desk->sample.path,
                  "UPDATE coverage SET cs24 = 'CS6.3.0', us24 = 'US1.1.3', doute24 = NULL;"
                  "UPDATE coverage SET cs24 = 'CS1.1.1', doute24 = '1' WHERE fid IN (1, 64);"
                  "UPDATE coverage SET cs24 = NULL, us24 = NULL WHERE fid = 28");
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  mls_project_set_author (desk->project, "Camille");
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_clear_object (&desk->result);
  g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
  sample_end (&desk->sample);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object (&((Desk *) user_data)->result, result);
}

static void
hear (double fraction, gpointer user_data)
{
  Desk *desk = user_data;

  g_assert_cmpfloat (fraction, >, desk->told);
  desk->told = fraction;
  desk->n_told++;
}

static GListModel *
search (Desk *desk, const char *text, GCancellable *cancellable, MlsFlags **flags, GError **error)
{
  g_autoptr (MlsFilter) filter = mls_filter_parse (text, MLS_FILTER_OF_REGIONS, mls_project_get_rules (desk->project), error);
  const MlsPlacesSearch wanted = { filter, 1, MLS_NO_VINTAGE, MLS_DIMENSION_COVER, MLS_REGIONS_BY_PLACE, hear };

  g_assert_no_error (*error);
  g_clear_object (&desk->result);
  desk->told = 0;
  mls_places_search_async (desk->project, &wanted, cancellable, keep_result, desk);
  while (desk->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return mls_places_finish (desk->project, desk->result, flags, error);
}

/* A place says what is there, when, and how large; a finding also what may be done about it. */
static void
test_search (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFlags) flags = NULL;
  g_autoptr (GListModel) places = search (desk, "doubt or uncoded or finding=missing-label", NULL, &flags, &error);
  guint n_rules = 0;

  g_assert_no_error (error);
  g_assert_true (mls_flags_are_found (flags));
  g_assert_cmpint (mls_flags_look_up (flags, 64, 1, MLS_DIMENSION_COVER), !=, MLS_N_SEVERITIES);
  g_assert_cmpint (mls_flags_look_up (flags, 63, 1, MLS_DIMENSION_COVER), ==, MLS_N_SEVERITIES);
  g_assert_cmpuint (g_list_model_get_n_items (places), ==, 3);
  g_assert_null (g_list_model_get_item (places, 3));

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);
      g_autoptr (MlsPlace) again = g_list_model_get_item (places, i);
      gboolean is_finding = mls_place_get_rule (place) != NULL;

      g_assert_true (mls_place_equal (place, again));
      g_assert_cmpuint (mls_places_find_like (places, place), ==, i);
      g_assert_cmpuint (mls_place_get_vintage (place), ==, 1);
      g_assert_cmpuint (mls_place_get_since (place), ==, MLS_NO_VINTAGE);
      g_assert_cmpint (mls_place_get_dimension (place), ==, MLS_DIMENSION_COVER);
      g_assert_cmpstr (mls_place_get_detail (place), ==, "2024 · 400\u00a0m²");
      g_assert_cmpstr (mls_place_get_title (place), ==, is_finding ? "No code" : "CS1.1.1 · libellé");
      g_assert_true (mls_place_is_exceptable (place) == is_finding);
      n_rules += is_finding;
    }
  g_assert_cmpuint (n_rules, ==, 1);
}

/* The same ground that says something else is another place. */
static void
test_like (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) all = search (desk, "area>0", NULL, NULL, &error);
  g_autoptr (GListModel) doubts = search (desk, "finding=doubt", NULL, NULL, &error);
  g_autoptr (MlsPlace) last = g_list_model_get_item (all, g_list_model_get_n_items (all) - 1);
  g_autoptr (MlsPlace) doubt = g_list_model_get_item (doubts, 0);

  g_assert_cmpuint (g_list_model_get_n_items (all), ==, 4);
  g_assert_cmpuint (mls_places_find_like (all, last), ==, 3);
  g_assert_cmpuint (mls_places_find_like (all, doubt), ==, G_MAXUINT);
}

/* One's doubt is what one wrote oneself: what another program has written is nobody's. */
static void
test_mine (Desk *desk, gconstpointer data)
{
  MlsPoint place = { BOARD_X + 10000, BOARD_Y + 10000 };
  MlsGesture gesture = { .kind = MLS_GESTURE_NOTE, .points = &place, .n_points = 1 };
  const MlsIntent intent = { .vintage = 1, .vintages = MLS_VINTAGE (1), .dimension = MLS_DIMENSION_COVER };
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) before = search (desk, "doubt author=camille", NULL, NULL, &error);
  g_autoptr (GListModel) after = NULL;
  g_autoptr (MlsProposal) proposal = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  gint64 operation;

  g_assert_cmpuint (g_list_model_get_n_items (before), ==, 0);
  g_assert_true (mls_note_read (&gesture.note, "comment=seen"));
  proposal = mls_project_propose (desk->project, &gesture, &intent, &error);
  g_assert_no_error (error);
  delta = mls_project_commit (desk->project, proposal->plan, 0, &operation, &error);
  g_assert_no_error (error);

  after = search (desk, "doubt author=camille", NULL, NULL, &error);
  g_assert_cmpuint (g_list_model_get_n_items (after), ==, 1);
}

static void
test_given_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (search (desk, "area>0", cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (desk->n_told, ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/document/places/" name, Desk, NULL, desk_begin, func, desk_end)
  ADD ("search", test_search);
  ADD ("like", test_like);
  ADD ("mine", test_mine);
  ADD ("given-up", test_given_up);
#undef ADD

  return g_test_run ();
}
