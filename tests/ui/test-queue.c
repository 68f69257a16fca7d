#include "ui/queue-panel.h"
#include "document/places.h"
#include "ui/queue-rules.h"

#include "sample.h"
#include "shown.h"

#include <locale.h>

/* Fields of 100 m²: all but those at the edge are too small, at both dates. */
static const Board board = { 5, 4, 10, 1, 0 };

typedef struct
{
  Sample         sample;
  MlsProject    *project;
  MlsQueuePanel *panel;
  MlsPlace      *gone_to; /* last */
  guint          n_listed;
} Desk;

static void
note (Desk *desk, MlsPlace *place)
{
  desk->gone_to = place;
}

static void
count_listed (Desk *desk, GListModel *places)
{
  desk->n_listed = places != NULL ? g_list_model_get_n_items (places) : 0;
}

static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  mls_project_set_author (desk->project, "Camille");
  desk->panel = g_object_ref_sink (g_object_new (MLS_TYPE_QUEUE_PANEL, NULL));
  g_signal_connect_swapped (desk->panel, "place-chosen", G_CALLBACK (note), desk);
  g_signal_connect_swapped (desk->panel, "listed", G_CALLBACK (count_listed), desk);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_object_unref (desk->panel);
  g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
  sample_end (&desk->sample);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GListModel *
find_places (Desk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *places;

  mls_places_find_async (desk->project, MLS_PLACES_CHECK, NULL, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  places = mls_places_finish (desk->project, result, NULL, &error);
  g_assert_no_error (error);
  return places;
}

static MlsPlace *
at (GListModel *places, guint i)
{
  MlsPlace *place = g_list_model_get_item (places, i);

  g_assert_nonnull (place);
  g_object_unref (place);
  return place;
}

static void
test_steps (Desk *desk, gconstpointer data)
{
  g_autoptr (GListModel) places = find_places (desk);
  guint n = g_list_model_get_n_items (places);

  g_assert_cmpuint (n, >, 3);
  g_assert_false (mls_queue_panel_step (desk->panel, 1));
  mls_queue_panel_set_list (desk->panel, places);
  g_assert_null (mls_queue_panel_get_place (desk->panel));

  g_assert_true (mls_queue_panel_step (desk->panel, -1));
  g_assert_true (desk->gone_to == at (places, n - 1));
  g_assert_false (mls_queue_panel_step (desk->panel, 1));
  g_assert_true (mls_queue_panel_step (desk->panel, -1));
  g_assert_true (mls_queue_panel_get_place (desk->panel) == at (places, n - 2));
}

static guint
n_to_correct (GListModel *places)
{
  g_autoptr (GListModel) only = mls_queue_rules_only (places, "", "");

  return g_list_model_get_n_items (only);
}

/* What is cured leaves the list; a step on goes to what came after it, none is passed over. */
static void
test_cured (Desk *desk, gconstpointer data)
{
  g_autoptr (GListModel) before = find_places (desk);
  g_autoptr (GListModel) after = NULL;
  g_autoptr (GListModel) same = NULL;
  g_autoptr (GError) error = NULL;
  MlsPlace *cured, *following = NULL;
  gint64 operation;

  mls_queue_panel_set_list (desk->panel, before);
  mls_queue_panel_step (desk->panel, 1);
  mls_queue_panel_step (desk->panel, 1);
  cured = at (before, 1);
  for (guint i = 2; following == NULL; i++)
    {
      MlsPoint there = mls_place_get_point (at (before, i));

      if (!mls_point_equal (there, mls_place_get_point (cured)))
        following = at (before, i);
    }

  mls_project_except (desk->project, mls_place_get_point (cured), NULL, "a test", &operation, &error);
  g_assert_no_error (error);
  after = find_places (desk);
  g_assert_cmpuint (n_to_correct (after), <, n_to_correct (before));
  mls_queue_panel_set_list (desk->panel, after);
  g_assert_null (mls_queue_panel_get_place (desk->panel));

  g_assert_true (mls_queue_panel_step (desk->panel, 1));
  g_assert_true (mls_place_equal (desk->gone_to, following));

  /* What is still there stays in hand. */
  same = find_places (desk);
  mls_queue_panel_set_list (desk->panel, same);
  g_assert_true (mls_place_equal (mls_queue_panel_get_place (desk->panel), following));
}

/* Where the list would be it says why there is none. */
static void
test_none (Desk *desk, gconstpointer data)
{
  GtkWidget *panel = GTK_WIDGET (desk->panel);
  g_autoptr (GListModel) places = find_places (desk);
  g_autoptr (GListModel) none = G_LIST_MODEL (g_list_store_new (MLS_TYPE_PLACE));
  g_autofree char *count = g_strdup_printf ("%u", g_list_model_get_n_items (places));

  g_assert_true (shown_says (panel, "Looking…"));
  mls_queue_panel_set_list (desk->panel, places);
  g_assert_true (shown_says (panel, count));
  g_assert_false (shown_says (panel, "Looking…"));

  mls_queue_panel_set_list (desk->panel, none);
  g_assert_true (shown_says (panel, "Nothing found"));
  g_assert_false (shown_says (panel, "0"));
}

static guint
count_of (GListModel *places, const char *rule)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    n += g_strcmp0 (mls_place_get_rule (at (places, i)), rule) == 0;

  return n;
}

/* Of the findings of several rules those of one can be stepped through alone, as long as there are some. */
static void
test_one_rule (Desk *desk, gconstpointer data)
{
  GtkWidget *panel = GTK_WIDGET (desk->panel);
  g_autoptr (GListModel) places = NULL;
  g_autoptr (GListStore) others = g_list_store_new (MLS_TYPE_PLACE);
  g_autoptr (GMenuModel) menu = NULL;
  guint n, n_doubts;

  sample_execute (desk->sample.path, "UPDATE coverage SET doute21 = 'x' WHERE fid IN (1, 4, 9)");
  places = find_places (desk);
  n = g_list_model_get_n_items (places);
  n_doubts = count_of (places, "doubt");
  g_test_message ("%u of %u", n_doubts, n);
  g_assert_cmpuint (n_doubts, >, 1);
  g_assert_cmpuint (n_doubts, <, n);

  mls_queue_panel_set_list (desk->panel, places);
  menu = mls_queue_rules_menu (places, "");
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 3);
  g_assert_cmpuint (desk->n_listed, ==, n);
  gtk_widget_activate_action (panel, MLS_QUEUE_RULES_ACTION, "s", "doubt");
  g_assert_cmpuint (desk->n_listed, ==, n_doubts);
  for (guint i = 0; i < n_doubts; i++)
    {
      g_assert_true (mls_queue_panel_step (desk->panel, 1));
      g_assert_cmpstr (mls_place_get_rule (desk->gone_to), ==, "doubt");
    }
  g_assert_false (mls_queue_panel_step (desk->panel, 1));

  /* Without any more of them the others are listed. */
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (mls_place_get_rule (at (places, i)), "doubt") != 0)
      g_list_store_append (others, at (places, i));
  mls_queue_panel_set_list (desk->panel, G_LIST_MODEL (others));
  g_assert_cmpuint (desk->n_listed, ==, n - n_doubts);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (others)), ==, n - n_doubts);
  g_assert_true (mls_queue_panel_step (desk->panel, -1));
  mls_queue_panel_set_list (desk->panel, places);
  gtk_widget_activate_action (panel, MLS_QUEUE_RULES_ACTION, "s", "");
  g_assert_true (mls_place_equal (mls_queue_panel_get_place (desk->panel), desk->gone_to));
}

/* The rule chosen among findings says nothing of the regions a filter finds, and counts again for findings. */
static void
test_filter (Desk *desk, gconstpointer data)
{
  GtkWidget *panel = GTK_WIDGET (desk->panel);
  g_autoptr (GListModel) places = NULL;
  g_autoptr (MlsFilter) none = NULL;
  guint n;

  sample_execute (desk->sample.path, "UPDATE coverage SET doute21 = 'x' WHERE fid IN (1, 4, 9)");
  places = find_places (desk);
  n = g_list_model_get_n_items (places);
  mls_queue_panel_set_project (desk->panel, desk->project, NULL);
  mls_queue_panel_set_list (desk->panel, places);
  gtk_widget_activate_action (panel, MLS_QUEUE_RULES_ACTION, "s", "doubt");
  g_assert_cmpuint (desk->n_listed, ==, count_of (places, "doubt"));

  mls_queue_panel_start_filter (desk->panel);
  g_assert_cmpint (mls_queue_panel_get_kind (desk->panel), ==, MLS_QUEUE_FOUND);
  none = mls_queue_panel_parse_filter (desk->panel);
  g_assert_null (none);
  g_assert_true (shown_says (panel, "Looking…"));
  mls_queue_panel_set_done (desk->panel, 0.42);
  g_assert_true (shown_says (panel, "Looking… 42 %"));
  mls_queue_panel_set_list (desk->panel, places);
  g_assert_cmpuint (desk->n_listed, ==, n);
  mls_queue_panel_set_project (desk->panel, NULL, NULL);
}

/* Changes have a filter of their own, which can be written for the hand; a wrong one leaves it as it was. */
static void
test_changes (Desk *desk, gconstpointer data)
{
  GtkWidget *panel = GTK_WIDGET (desk->panel);
  g_autoptr (MlsFilter) filter = NULL;
  g_autoptr (MlsFilter) same = NULL;
  g_autoptr (MlsFilter) none = NULL;
  g_autofree char *text = NULL;
  g_autofree char *still = NULL;

  mls_queue_panel_set_project (desk->panel, desk->project, NULL);
  g_assert_cmpint (mls_queue_panel_get_order (desk->panel), ==, MLS_REGIONS_BY_PLACE);
  mls_queue_panel_list_changes (desk->panel, "de=CS1.1.1 avant=21 vintage=24 small dimension=use");
  g_assert_cmpint (mls_queue_panel_get_kind (desk->panel), ==, MLS_QUEUE_CHANGES);
  filter = mls_queue_panel_parse_filter (desk->panel);
  text = mls_filter_print (filter, MLS_LANGUAGE_ENGLISH);
  g_assert_cmpstr (text, ==, "from=CS1.1.1 before=21 vintage=24 small dimension=use");

  mls_queue_panel_list_changes (desk->panel, "from=CS9.9.9");
  same = mls_queue_panel_parse_filter (desk->panel);
  still = mls_filter_print (same, MLS_LANGUAGE_ENGLISH);
  g_assert_cmpstr (still, ==, text);

  g_assert_cmpint (mls_queue_panel_get_order (desk->panel), ==, MLS_REGIONS_LARGEST);
  gtk_widget_activate_action (panel, "queue.order", "s", "transition");
  g_assert_cmpint (mls_queue_panel_get_order (desk->panel), ==, MLS_REGIONS_BY_TRANSITION);
  mls_queue_panel_list_changes (desk->panel, "");
  none = mls_queue_panel_parse_filter (desk->panel);
  g_assert_null (none);
  mls_queue_panel_set_project (desk->panel, NULL, NULL);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_ACTIONABLE (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, action);

  return found;
}

/* Whether a button can be pressed that does @action. */
static gboolean
offers (Desk *desk, const char *action)
{
  GtkWidget *button = find_button (GTK_WIDGET (desk->panel), action);

  return button != NULL && gtk_widget_get_visible (gtk_widget_get_parent (button));
}

/* What takes long can be stopped, and done after all; the list before it stays meanwhile. */
static void
test_stopped (Desk *desk, gconstpointer data)
{
  g_autoptr (GListModel) places = find_places (desk);

  g_assert_false (offers (desk, "win.stop-listing"));
  mls_queue_panel_set_done (desk->panel, 0.4);
  g_assert_true (offers (desk, "win.stop-listing"));
  g_assert_true (shown_says (GTK_WIDGET (desk->panel), "Looking… 40 %"));
  mls_queue_panel_set_stopped (desk->panel);
  g_assert_false (offers (desk, "win.stop-listing"));
  g_assert_true (offers (desk, "win.list-again"));
  g_assert_true (shown_says (GTK_WIDGET (desk->panel), "Stopped"));

  mls_queue_panel_set_list (desk->panel, places);
  g_assert_false (offers (desk, "win.list-again"));
  mls_queue_panel_set_done (desk->panel, 0.9);
  g_assert_true (offers (desk, "win.stop-listing"));
  mls_queue_panel_set_stopped (desk->panel);
  g_assert_cmpuint (desk->n_listed, ==, n_to_correct (places));
  g_assert_true (mls_queue_panel_step (desk->panel, 1));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/ui/queue/steps", Desk, NULL, desk_begin, test_steps, desk_end);
  g_test_add ("/ui/queue/cured", Desk, NULL, desk_begin, test_cured, desk_end);
  g_test_add ("/ui/queue/one-rule", Desk, NULL, desk_begin, test_one_rule, desk_end);
  g_test_add ("/ui/queue/filter", Desk, NULL, desk_begin, test_filter, desk_end);
  g_test_add ("/ui/queue/changes", Desk, NULL, desk_begin, test_changes, desk_end);
  g_test_add ("/ui/queue/stopped", Desk, NULL, desk_begin, test_stopped, desk_end);
  g_test_add ("/ui/queue/none", Desk, NULL, desk_begin, test_none, desk_end);

  return g_test_run ();
}
