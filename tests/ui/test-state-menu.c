#include "ui/state-menu.h"

#include "sample.h"

#include <locale.h>

/* What the menu does to a workspace, and what it shows of one. */
static const Board board = { 2, 2, 100, 2, 0 };

typedef struct
{
  Sample        sample;
  MlsProject   *project;
  MlsWorkspace *workspace;
  GtkWidget    *window;
  MlsStateMenu *menu;
} Desk;

static const char indicators[] =
  "INSERT INTO indicator (indicator, code, label_fr, label_en, colour) VALUES "
  "('take', '', '', 'Land take', ''), ('take', 'A', '', '', ''), ('untitled', 'A', '', '', '')";

static const char three_levels[] =
  "INSERT INTO \"use\" (code, parent, level, colour, since) VALUES "
  "('A', NULL, 1, '', 1), ('A.1', 'A', 2, '', 1), ('A.1.1', 'A.1', 3, '', 1)";

static const char covers_alone[] = "DELETE FROM pair; DELETE FROM \"use\"";

static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *button = gtk_menu_button_new ();

  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  sample_execute (desk->sample.path, three_levels);
  if (data != NULL)
    sample_execute (desk->sample.path, (const char *) data);
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  desk->workspace = mls_workspace_new (desk->project);

  desk->window = gtk_window_new ();
  desk->menu = g_object_new (MLS_TYPE_STATE_MENU, NULL);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (desk->menu));
  gtk_window_set_child (GTK_WINDOW (desk->window), button);
  mls_state_menu_set_workspace (desk->menu, desk->workspace);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_clear_object (&desk->workspace);
  g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
  sample_end (&desk->sample);
}

/* The @nth button that says @text: years stand in two rows. */
static GtkToggleButton *
find (GtkWidget *widget, const char *text, guint *nth)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (GTK_IS_TOGGLE_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0 &&
      (*nth)-- == 0)
    return GTK_TOGGLE_BUTTON (widget);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkToggleButton *found = find (child, text, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkToggleButton *
button (Desk *desk, const char *text, guint nth)
{
  GtkToggleButton *found = find (GTK_WIDGET (desk->menu), text, &nth);

  g_assert_nonnull (found);
  return found;
}

static void
click (Desk *desk, const char *text, guint nth)
{
  GtkToggleButton *found = button (desk, text, nth);

  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (found)));
  gtk_toggle_button_set_active (found, !gtk_toggle_button_get_active (found));
}

static void
expect (Desk *desk, const char *text, guint nth, gboolean active)
{
  g_assert_cmpint (gtk_toggle_button_get_active (button (desk, text, nth)), ==, active);
}

static void
test_choices (Desk *desk, gconstpointer data)
{
  guint nth = 0;

  expect (desk, "2024", 0, TRUE);
  click (desk, "2021", 0);
  g_assert_cmpuint (mls_workspace_get_vintage (desk->workspace), ==, 0);
  expect (desk, "2024", 0, FALSE);

  /* What is in stays in. */
  click (desk, "2021", 0);
  expect (desk, "2021", 0, TRUE);

  click (desk, "Use", 0);
  g_assert_cmpint (mls_workspace_get_dimension (desk->workspace), ==, MLS_DIMENSION_USE);
  mls_workspace_set_dimension (desk->workspace, MLS_DIMENSION_COVER);
  expect (desk, "Cover", 0, TRUE);
  expect (desk, "Use", 0, FALSE);

  expect (desk, "3", 0, TRUE);
  g_assert_null (find (GTK_WIDGET (desk->menu), "4", &nth));
  click (desk, "1", 0);
  g_assert_cmpuint (mls_workspace_get_level (desk->workspace), ==, 1);
  mls_workspace_set_level (desk->workspace, 2);
  expect (desk, "1", 0, FALSE);
  expect (desk, "2", 0, TRUE);
}

/* They are those of the nomenclature, by their titles. */
static void
test_indicators (Desk *desk, gconstpointer data)
{
  expect (desk, "Land take", 0, FALSE);
  click (desk, "Land take", 0);
  g_assert_cmpint (mls_workspace_get_indicator (desk->workspace), ==, g_quark_from_static_string ("take"));
  mls_workspace_set_indicator (desk->workspace, g_quark_from_static_string ("untitled"));
  expect (desk, "Land take", 0, FALSE);
  expect (desk, "untitled", 0, TRUE);
  expect (desk, "3", 0, FALSE);

  click (desk, "2", 0);
  g_assert_cmpint (mls_workspace_get_indicator (desk->workspace), ==, MLS_INDICATOR_NONE);
  expect (desk, "untitled", 0, FALSE);
  expect (desk, "2", 0, TRUE);
}

/* A nomenclature of covers alone has one view, and this one no indicators: there is nothing to choose. */
static void
test_one_dimension (Desk *desk, gconstpointer data)
{
  guint nth = 0;

  g_assert_null (find (GTK_WIDGET (desk->menu), "Use", &nth));
  g_assert_null (find (GTK_WIDGET (desk->menu), "Both", &nth));
  g_assert_cmpint (mls_workspace_get_dimension (desk->workspace), ==, MLS_DIMENSION_COVER);
  mls_workspace_set_dimension (desk->workspace, MLS_DIMENSION_PAIR);
  g_assert_cmpint (mls_workspace_get_dimension (desk->workspace), ==, MLS_DIMENSION_COVER);
  mls_workspace_set_next_dimension (desk->workspace);
  g_assert_cmpint (mls_workspace_get_dimension (desk->workspace), ==, MLS_DIMENSION_COVER);
}

static void
test_switches (Desk *desk, gconstpointer data)
{
  expect (desk, "Shown", 0, TRUE);
  click (desk, "Hidden", 0);
  g_assert_false (mls_workspace_get_patterned (desk->workspace));
  expect (desk, "Shown", 0, FALSE);

  expect (desk, "Hidden", 1, TRUE);
  click (desk, "Shown", 1);
  g_assert_true (mls_workspace_get_lettered (desk->workspace));
  expect (desk, "Hidden", 1, FALSE);
  mls_workspace_set_lettered (desk->workspace, FALSE);
  expect (desk, "Hidden", 1, TRUE);
}

/* All dates, or those named, the edited one always among them. */
static void
test_dates (Desk *desk, gconstpointer data)
{
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (button (desk, "All", 0))));
  click (desk, "Correction", 0);
  g_assert_true (mls_workspace_get_correction (desk->workspace));
  expect (desk, "All", 0, TRUE);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (button (desk, "2024", 1))));

  click (desk, "2021", 1);
  g_assert_cmphex (mls_workspace_get_named (desk->workspace), ==, MLS_VINTAGE (0) | MLS_VINTAGE (1));
  expect (desk, "All", 0, FALSE);
  expect (desk, "2024", 1, TRUE);

  click (desk, "2021", 1);
  g_assert_cmphex (mls_workspace_get_named (desk->workspace), ==, MLS_VINTAGE (1));
  click (desk, "All", 0);
  g_assert_cmphex (mls_workspace_get_named (desk->workspace), ==, 0);
  expect (desk, "2024", 1, FALSE);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/ui/state-menu/choices", Desk, NULL, desk_begin, test_choices, desk_end);
  g_test_add ("/ui/state-menu/indicators", Desk, indicators, desk_begin, test_indicators, desk_end);
  g_test_add ("/ui/state-menu/one-dimension", Desk, covers_alone, desk_begin, test_one_dimension, desk_end);
  g_test_add ("/ui/state-menu/switches", Desk, NULL, desk_begin, test_switches, desk_end);
  g_test_add ("/ui/state-menu/dates", Desk, NULL, desk_begin, test_dates, desk_end);

  return g_test_run ();
}
