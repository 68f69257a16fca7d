/* What a screen reader says of the window and its dialogs: every control has a name of its own, every window says
 * that it is one, and the Tab key goes round. */

#include "job.h"
#include "tree.h"

#include <gdal.h>
#include <gio/gio.h>
#include <locale.h>

/* What can be operated; a row of a list is read by what is in it. */
static const AtspiRole operable[] = {
  ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_TOGGLE_BUTTON, ATSPI_ROLE_CHECK_BOX, ATSPI_ROLE_RADIO_BUTTON,
  ATSPI_ROLE_COMBO_BOX,   ATSPI_ROLE_TEXT,          ATSPI_ROLE_ENTRY,     ATSPI_ROLE_SPIN_BUTTON,
  ATSPI_ROLE_SLIDER,      ATSPI_ROLE_MENU_ITEM,     ATSPI_ROLE_LINK,      ATSPI_ROLE_PAGE_TAB,
};

static gboolean
is_operable (const MlsNode *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (operable); i++)
    if (node->role == operable[i])
      return TRUE;

  return FALSE;
}

/* GTK calls what has no name by its type. */
static gboolean
is_named (const MlsNode *node)
{
  return node->name != NULL && *node->name != '\0' && !g_str_has_prefix (node->name, "Gtk") &&
         !g_str_has_prefix (node->name, "Adw") && !g_str_has_prefix (node->name, "Mls");
}

static gboolean
is_also_named (const MlsNode *node, int depth, gpointer user_data)
{
  return is_named (node);
}

/* Parts of a widget of GTK or libadwaita, which has a name as a whole: of a list that drops down, an entry, and the
 * preferences, whose pages and search are told by nothing but pictures. The window about the program is all libadwaita's. */
static gboolean
is_part (const MlsNode *node)
{
  for (const MlsNode *above = node->parent; above != NULL; above = above->parent)
    if (g_strcmp0 (above->name, "Preferences") == 0 && g_strcmp0 (node->name, "GtkImage") == 0)
      return TRUE;
    else if (above->role == ATSPI_ROLE_COMBO_BOX || above->role == ATSPI_ROLE_TEXT || g_strcmp0 (above->name, "About") == 0)
      return TRUE;

  return node->role == ATSPI_ROLE_PAGE_TAB || g_strcmp0 (node->name, "GtkSearchEntry") == 0;
}

static gboolean
note_unnamed (const MlsNode *node, int depth, gpointer user_data)
{
  GString *complaints = user_data;

  if (depth == 0 && node->role != ATSPI_ROLE_FRAME && node->role != ATSPI_ROLE_DIALOG)
    g_string_append_printf (complaints, "the window \"%s\" is a %s\n", node->name, atspi_role_get_name (node->role));

  if (is_operable (node) && !is_named (node) && !is_part (node))
    {
      const MlsNode *inside = mls_tree_each (node, is_also_named, NULL);

      g_string_append_printf (complaints, "%s \"%s\" around \"%s\" in", atspi_role_get_name (node->role), node->name,
                              inside != NULL ? inside->name : "");
      for (const MlsNode *above = node->parent; above != NULL; above = above->parent)
        if (is_named (above))
          g_string_append_printf (complaints, " %s \"%s\"", atspi_role_get_name (above->role), above->name);
      g_string_append_c (complaints, '\n');
    }

  return FALSE;
}

static void
complain (MlsJob *job, const char *where, GString *complaints)
{
  g_autoptr (MlsNode) tree = mls_editor_read_tree (job->editor);
  g_autoptr (GString) here = g_string_new (NULL);

  mls_tree_each (tree, note_unnamed, here);
  if (here->len > 0)
    g_string_append_printf (complaints, "%s:\n%s", where, here->str);
}

static guint
count_windows (MlsJob *job)
{
  g_autoptr (MlsNode) tree = mls_editor_read_tree (job->editor);

  return tree->children->len;
}

/* Actions are called as the session's bus lets anybody call them: the menu has them, and not all have keys. */
static void
activate (const char *action)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  gboolean is_program = g_str_has_prefix (action, "app.");
  g_autoptr (GVariant) answer = NULL;
  GVariantBuilder parameters, platform;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  g_variant_builder_init (&platform, G_VARIANT_TYPE ("a{sv}"));
  answer = g_dbus_connection_call_sync (bus, "io.github.millesime.Millesime",
                                        is_program ? "/io/github/millesime/Millesime"
                                                   : "/io/github/millesime/Millesime/window/1",
                                        "org.gtk.Actions", "Activate",
                                        g_variant_new ("(sava{sv})", action + 4, &parameters, &platform), NULL,
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  MlsJob *job;
  guint   n;
} Windows;

static gboolean
has_windows (gpointer user_data)
{
  const Windows *windows = user_data;

  return count_windows (windows->job) == windows->n;
}

static void
wait_windows (MlsJob *job, guint n, const char *what)
{
  Windows windows = { job, n };

  if (!mls_wait_for (20, has_windows, &windows))
    g_error ("%s: there are %u windows, not %u; the screen is in %s", what, count_windows (job), n,
             mls_screen_save (job->screen, "names"));
}

static void
test_dialogs (MlsJob *job, gconstpointer data)
{
  static const char *const actions[] = {
    "win.dates", "win.nomenclature", "win.photos", "win.layers", "win.matrix", "win.draw-sample", "win.packages",
    "win.versions", "win.file", "app.preferences", "app.about",
  };
  g_autoptr (GString) complaints = g_string_new (NULL);

  complain (job, "the window", complaints);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *picture = g_strconcat ("names-", actions[i] + 4, NULL);

      activate (actions[i]);
      wait_windows (job, 2, actions[i]);
      mls_wait_idle (0.5);
      complain (job, actions[i], complaints);
      mls_job_save_picture (job, picture);
      mls_screen_key (job->screen, "Escape");
      wait_windows (job, 1, actions[i]);
    }
  if (complaints->len > 0)
    g_error ("%s", complaints->str);
}

static void
test_menus (MlsJob *job, gconstpointer data)
{
  static const char *const keys[] = {
    "F10", "Shift_L+k", "Control_L+h", "Control_L+g", "Control_L+b", "Shift_L+v", "Control_L+i",
  };
  g_autoptr (GString) complaints = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      mls_screen_key (job->screen, keys[i]);
      mls_wait_idle (0.5);
      complain (job, keys[i], complaints);
      mls_screen_key (job->screen, "Escape");
      mls_wait_idle (0.3);
    }
  if (complaints->len > 0)
    g_error ("%s", complaints->str);
}

/* What Tab has to come to, among others: one in each part of the window. */
static const char *const reached[] = {
  "push button \"Cover\"", "entry \"Search a code\"", "list item \"CS1.1.1, Buildings\"", "push button \"Favourite F2\"",
  "check box \"Doubt\"", "text \"Comment\"", "push button \"Findings\"", "push button \"Go to\"", "push button \"Undo\"",
  "push button \"Menu\"", "push button \"Select a region\"",
};

static gboolean
has_focus (const MlsNode *node, int depth, gpointer user_data)
{
  return mls_node_has_state (node, ATSPI_STATE_FOCUSED) && node->role != ATSPI_ROLE_FRAME;
}

/* What has the focus, by role and name. */
static char *
dup_focus (MlsJob *job)
{
  g_autoptr (MlsNode) tree = mls_editor_read_tree (job->editor);
  const MlsNode *node = mls_tree_each (tree, has_focus, NULL);

  if (node == NULL)
    return g_strdup ("nothing");
  if (!is_named (node))
    g_error ("%s \"%s\" has the focus without a name", atspi_role_get_name (node->role), node->name);

  return g_strdup_printf ("%s \"%s\"", atspi_role_get_name (node->role), node->name);
}

/* Arrows go from row to row of the list that the Tab key came to. */
static void
expect_rows (MlsJob *job)
{
  static const char *const steps[][2] = {
    { "Down", "list item \"CS1.1.2, Impervious surfaces without buildings\"" },
    { "Up", "list item \"CS1.1.1, Buildings\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *focus = NULL;

      mls_screen_key (job->screen, steps[i][0]);
      mls_wait_idle (0.05);
      focus = dup_focus (job);
      g_assert_cmpstr (focus, ==, steps[i][1]);
    }
}

/* The Tab key goes from control to control, each of which says what it is, and comes round; it stops once in each list. */
static void
test_focus (MlsJob *job, gconstpointer data)
{
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) way = g_string_new (NULL);
  g_autofree char *first = NULL;
  gboolean was_row = FALSE;

  for (guint n = 0; n < 200; n++)
    {
      g_autofree char *focus = NULL;

      mls_screen_key (job->screen, "Tab");
      mls_wait_idle (0.05);
      focus = dup_focus (job);
      if (g_strcmp0 (first, focus) == 0)
        break;
      if (first == NULL)
        first = g_strdup (focus);
      g_string_append_printf (way, "%s\n", focus);
      if (was_row && g_str_has_prefix (focus, "list item"))
        g_error ("The Tab key goes from row to row:\n%s", way->str);
      was_row = g_str_has_prefix (focus, "list item");
      if (g_str_equal (focus, "list item \"CS1.1.1, Buildings\""))
        expect_rows (job);
      g_hash_table_add (met, g_steal_pointer (&focus));
    }

  g_test_message ("%s", way->str);
  for (guint i = 0; i < G_N_ELEMENTS (reached); i++)
    if (!g_hash_table_contains (met, reached[i]))
      g_error ("%s is not reached by the Tab key:\n%s", reached[i], way->str);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

#define ADD(name, func) \
  g_test_add ("/window/names/" name, MlsJob, name, mls_job_set_up, func, mls_job_tear_down)
  ADD ("dialogs", test_dialogs);
  ADD ("menus", test_menus);
  ADD ("focus", test_focus);
#undef ADD

  return g_test_run ();
}
