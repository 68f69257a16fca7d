/* The same words ask for the same places in a window and on the command line. */

#include "../store/sample.h"
#include "document/places.h"
#include "program.h"

#include <locale.h>
#include <string.h>

static const Board board = { 8, 8, 20, 2, 0 };

typedef struct
{
  Sample      sample;
  MlsProject *project;
} Desk;

static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  sample_execute (desk->sample.path,
                  "UPDATE coverage SET doute24 = '1', comment24 = 'Chemin à revoir' WHERE fid IN (10, 11, 30);"
                  "UPDATE coverage SET cs24 = NULL, us24 = NULL WHERE fid IN (5, 6, 13);"
                  "UPDATE coverage SET cs21 = 'CS2.1.0' WHERE fid % 5 = 0");
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
  sample_end (&desk->sample);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* A line for each place, as the command line has it. */
static char *
searched (Desk *desk, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) places = NULL;
  g_autoptr (MlsFlags) flags = NULL;
  g_autoptr (MlsFilter) filter = mls_filter_parse (text, MLS_FILTER_OF_REGIONS, mls_project_get_rules (desk->project), &error);
  const MlsPlacesSearch search = { filter, 1, MLS_NO_VINTAGE, MLS_DIMENSION_PAIR, MLS_REGIONS_BY_PLACE, NULL };
  GString *lines = g_string_new (NULL);

  g_assert_no_error (error);
  mls_places_search_async (desk->project, &search, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  places = mls_places_finish (desk->project, result, &flags, &error);
  g_assert_no_error (error);
  g_assert_nonnull (flags);

  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);
      MlsPoint point = mls_place_get_point (place);

      g_string_append_printf (lines, "%.3f %.3f\n", mls_grid_to_metres (point.x), mls_grid_to_metres (point.y));
    }

  return g_string_free (lines, FALSE);
}

static char *
listed (Desk *desk, const char *text)
{
  g_autoptr (Answer) answer = program_run ("list", "regions", desk->sample.path, text, NULL);
  g_auto (GStrv) lines = g_strsplit (answer->out, "\n", -1);
  GString *places = g_string_new (NULL);

  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      const char *place = strrchr (lines[i], '\t') + 1;
      char *north;
      double east = g_ascii_strtod (place, &north);

      g_string_append_printf (places, "%.3f %.3f\n", east, g_ascii_strtod (north, NULL));
    }

  return g_string_free (places, FALSE);
}

static void
test_same (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean    none;
  } cases[] = {
    { "code=CS6.3.0", FALSE },
    { "surface<1000 !sans-code", FALSE },
    { "doute commentaire~CHEMIN ou sans-code", FALSE },
    { "zone=700030,6600030,700090,6600060 vue=couvert", FALSE },
    { "millésime=21 code=CS2.1.0", FALSE },
    { "signalement=missing-label or finding=doubt", FALSE },
    { "signalement", FALSE },
    { "auteur=personne", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *window = searched (desk, cases[i].text);
      g_autofree char *line = listed (desk, cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (window, ==, line);
      g_assert_true ((*line == '\0') == cases[i].none);
    }
}

/* What is found tells what it is, and what rule it breaks, which a key may cure or keep. */
static void
test_json (Desk *desk, gconstpointer data)
{
  g_autoptr (Answer) doubts = program_run ("list", "regions", desk->sample.path, "finding=missing-label area<500",
                                           "--dimension", "cover", "--json", NULL);

  g_assert_cmpint (doubts->status, ==, 0);
  g_assert_cmpstr (doubts->err, ==, "");
  g_assert_cmpstr (doubts->out, ==, "");

  answer_free (doubts);
  doubts = program_run ("list", "regions", desk->sample.path, "finding=missing-label", "--dimension", "cover", "--json", NULL);
  g_assert_true (g_str_has_prefix (doubts->out, "{\"area_m2\":1200,\"on_edge\":true,\"faces\":3,\"fid\":5,"
                                                "\"rule\":\"missing-label\","));
}

/* A wrong word is named, and where another list is asked for there is no filter. */
static void
test_wrong (Desk *desk, gconstpointer data)
{
  g_autoptr (Answer) word = program_run ("list", "regions", desk->sample.path, "doubt ara<500", NULL);
  g_autoptr (Answer) faces = program_run ("list", "faces", desk->sample.path, "doubt", NULL);

  g_assert_cmpint (word->status, ==, 2);
  g_assert_cmpstr (word->out, ==, "");
  g_assert_nonnull (strstr (word->err, "Word 2, “ara<500”: there is no such word"));
  g_assert_cmpint (faces->status, ==, 2);
  g_assert_nonnull (strstr (faces->err, "A filter is for regions or changes, not for “faces”"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/cli/filter/" name, Desk, NULL, desk_begin, func, desk_end)
  ADD ("same", test_same);
  ADD ("json", test_json);
  ADD ("wrong", test_wrong);
#undef ADD

  return g_test_run ();
}
