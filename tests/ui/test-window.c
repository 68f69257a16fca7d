#include "shown.h"

#include "store/image-link.h"
#include "store/reference-link.h"
#include "store/store.h"
#include "ui/application.h"
#include "ui/keys.h"
#include "ui/window-private.h"

#include <glib/gstdio.h>
#include <locale.h>

/* The one that both tests share: a process has one on its bus. */
static MlsApplication *
make_application (void)
{
  MlsApplication *application = mls_application_new ();
  g_autoptr (GError) error = NULL;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return application;
}

/* Whether a class has installed the action. */
static gboolean
is_of_class (GtkWidget *widget, const char *action)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (widget);
  const GVariantType *type;
  const char *name, *property;
  GType owner;

  for (guint i = 0; gtk_widget_class_query_action (klass, i, &owner, &name, &type, &property); i++)
    if (g_strcmp0 (name, action) == 0)
      return TRUE;

  return FALSE;
}

static GAction *
find_action (GtkWindow *window, const char *action)
{
  GActionMap *map = G_ACTION_MAP (window);

  if (g_str_has_prefix (action, "app."))
    map = G_ACTION_MAP (gtk_window_get_application (window));

  return g_action_map_lookup_action (map, strchr (action, '.') + 1);
}

/* What a key of the table asks for can be done, and takes what the key gives it. */
static void
test_keys_act (gconstpointer application)
{
  GtkWindow *window = GTK_WINDOW (mls_window_new ((MlsApplication *) application));
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      GAction *action;

      if (keys[i].action == NULL)
        continue;

      g_test_message ("%s: %s", keys[i].accelerator, keys[i].action);
      g_assert_true (g_action_parse_detailed_name (keys[i].action, &name, &target, NULL));
      action = find_action (window, name);
      g_assert_true (action != NULL || is_of_class (GTK_WIDGET (window), name));
      if (action != NULL && target != NULL)
        g_assert_true (g_variant_is_of_type (target, g_action_get_parameter_type (action)));
      if (keys[i].held)
        g_assert_true (g_variant_type_equal (g_action_get_state_type (action), G_VARIANT_TYPE_BOOLEAN));
    }

  gtk_window_destroy (window);
}

/* A project without vintages is refused, and left as it was: there is nothing to show or to edit. */
static void
test_no_vintage (gconstpointer application)
{
  g_autofree char *folder = g_dir_make_tmp ("window-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bare.gpkg", NULL);
  const MlsStoreOptions options = { .author = "operator" };
  MlsWindow *window = mls_window_new ((MlsApplication *) application);
  g_autofree char *title = g_strdup (gtk_window_get_title (GTK_WINDOW (window)));
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_store_create (path, &options, &error);

  g_assert_no_error (error);
  mls_store_free (store);

  mls_window_open (window, path);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, title);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A project with a vintage and no face, in a folder of its own. */
static char *
make_empty_project (void)
{
  g_autofree char *folder = g_dir_make_tmp ("window-XXXXXX", NULL);
  char *path = g_build_filename (folder, "empty.gpkg", NULL);
  const MlsVintage vintage = { .code = "24", .year = 2024 };
  const MlsStoreOptions options = { .vintages = &vintage, .n_vintages = 1, .author = "operator" };
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_store_create (path, &options, &error);

  g_assert_no_error (error);
  mls_store_free (store);

  return path;
}

/* The list of findings, made on its thread, holds the window until it is there. */
static void
destroy (MlsWindow *window, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *lock = g_strconcat (path, "-lock", NULL);

  gtk_window_destroy (GTK_WINDOW (window));
  while (g_file_test (lock, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A project without a face says what to do next. */
static void
test_no_face (gconstpointer application)
{
  g_autofree char *path = make_empty_project ();
  MlsWindow *window = mls_window_new ((MlsApplication *) application);
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));

  g_assert_false (shown_says (content, "There is no polygon here yet*"));
  mls_window_open (window, path);
  g_assert_true (shown_says (content, "There is no polygon here yet*"));

  destroy (window, path);
}

/* Scales are those of the screen the window stands on, from the first look and after each change. */
static void
test_calibration (gconstpointer application)
{
  g_autofree char *path = make_empty_project ();
  GSettings *settings = mls_application_get_settings ((MlsApplication *) application);
  MlsWindow *window = mls_window_new ((MlsApplication *) application);
  MlsViewport *viewport;

  g_settings_set_double (settings, "pixels-per-inch", 120);
  mls_window_open (window, path);
  viewport = mls_workspace_get_viewport (window->workspace);
  g_assert_cmpfloat (mls_viewport_get_calibration (viewport), ==, 1.25);
  g_settings_set_double (settings, "pixels-per-inch", 144);
  g_assert_cmpfloat (mls_viewport_get_calibration (viewport), ==, 1.5);

  g_settings_reset (settings, "pixels-per-inch");
  destroy (window, path);
}

static gboolean
time_is_over (gpointer over)
{
  *(gboolean *) over = TRUE;

  return G_SOURCE_REMOVE;
}

static void
let_pass (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, time_is_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* What is said in passing takes the place of what was, however soon it comes. */
static void
test_toast_upon_toast (gconstpointer application)
{
  MlsWindow *window = mls_window_new ((MlsApplication *) application);
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));

  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *text = g_strdup_printf ("Toast %u", i);

      mls_window_toast (window, adw_toast_new (text));
      let_pass (10 * i);
      g_assert_true (shown_says (content, text));
    }
  g_assert_false (shown_says (content, "Toast 18"));

  adw_toast_dismiss (window->toast);
  mls_window_toast (window, adw_toast_new ("Last"));
  let_pass (500);
  g_assert_true (shown_says (content, "Last"));

  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkEventController *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return controller;
    }

  g_assert_not_reached ();
}

static gboolean
drop (MlsWindow *window, const char *path)
{
  GtkEventController *target = find_drop_target (GTK_WIDGET (window));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GValue) value = G_VALUE_INIT;
  GSList link = { file, NULL };
  gboolean taken;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (&link));
  g_signal_emit_by_name (target, "drop", &value, 0.0, 0.0, &taken);

  return taken;
}

/* A project that is dropped on a window is opened. A file of points dropped on that becomes a reference layer; one that is nothing is told of. */
static void
test_drop (gconstpointer application)
{
  static const char places[] = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
                               "\"geometry\":{\"type\":\"Point\",\"coordinates\":[3,46.5]}}]}";
  g_autofree char *path = make_empty_project ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *file = g_build_filename (folder, "places.geojson", NULL);
  MlsWindow *window = mls_window_new ((MlsApplication *) application);
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  MlsReferences *references;

  g_assert_true (g_file_set_contents (file, places, -1, NULL));
  g_assert_true (drop (window, path));
  g_assert_nonnull (window->project);
  references = mls_workspace_get_references (window->workspace);
  g_assert_true (drop (window, file));
  while (mls_references_get_n (references) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (mls_references_get (references, 0)->link->title, ==, "places");
  while (mls_references_is_reading (references))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (mls_figures_get_n (mls_references_get (references, 0)->figures), ==, 1);

  g_assert_true (g_file_set_contents (file, "nothing", -1, NULL));
  g_assert_true (drop (window, file));
  while (!shown_says (content, "*places.geojson*"))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (g_unlink (file), ==, 0);
  destroy (window, path);
}

/* What a server was blamed for is taken back when it has given all; another message stays. */
static void
test_mended (gconstpointer application)
{
  g_autofree char *path = make_empty_project ();
  MlsWindow *window = mls_window_new ((MlsApplication *) application);
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));

  mls_window_open (window, path);
  g_signal_emit_by_name (window->canvas, "problem", "No photo of a");
  g_assert_true (shown_says (content, "No photo of a"));
  g_signal_emit_by_name (window->canvas, "mended", "No photo of b");
  g_assert_true (shown_says (content, "No photo of a"));
  g_signal_emit_by_name (window->canvas, "mended", "No photo of a");
  g_assert_false (shown_says (content, "No photo of a"));
  g_assert_true (shown_says (content, "The photo is all there again"));

  destroy (window, path);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

/* Whatever fails once the file of a project is gone is told as that, with one button that stays; and no longer once the file
 * is back. */
static void
test_gone (gconstpointer application)
{
  g_autofree char *path = make_empty_project ();
  g_autofree char *away = g_strconcat (path, ".away", NULL);
  MlsWindow *window = mls_window_new ((MlsApplication *) application);
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  g_autoptr (GtkWidget) button = NULL;

  mls_window_open (window, path);
  g_assert_cmpint (g_rename (path, away), ==, 0);
  mls_window_say (window, MLS_MESSAGE_WARNING, "There is no file");
  g_assert_false (shown_says (content, "There is no file"));
  g_assert_true (shown_says (content, "*was removed or renamed: nothing is written to it"));
  button = g_object_ref (find_button (content, "Save a copy…"));
  mls_window_say (window, MLS_MESSAGE_WARNING, "The disk failed");
  g_assert_true (find_button (content, "Save a copy…") == button);

  g_assert_cmpint (g_rename (away, path), ==, 0);
  mls_window_say (window, MLS_MESSAGE_WARNING, "There is no file");
  g_assert_true (shown_says (content, "There is no file"));
  g_assert_null (find_button (content, "Save a copy…"));

  destroy (window, path);
}

/* A project whose two photos and whose layer are in a folder that moved. */
static char *
make_moved_project (void)
{
  char *path = make_empty_project ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *first = g_build_filename (folder, "old", "a.tif", NULL);
  g_autofree char *second = g_build_filename (folder, "old", "b.tif", NULL);
  g_autofree char *roads = g_build_filename (folder, "old", "roads.geojson", NULL);
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (mls_store_add_image_link (store, &(MlsImageLink){ .source = first, .title = (char *) "First" }, NULL, NULL));
  g_assert_true (mls_store_add_image_link (store, &(MlsImageLink){ .source = second, .title = (char *) "Second" }, NULL, NULL));
  g_assert_true (mls_store_add_reference_link (store, &(MlsReferenceLink){ .source = roads, .title = (char *) "Roads",
                                                                           .shown = TRUE }, NULL, NULL));
  mls_store_free (store);

  return path;
}

/* What is missing is told at once, all of it together; one place shows where it all is now, and how much that was is
 * said. */
static void
test_locate (gconstpointer application)
{
  static const char *const names[] = { "a.tif", "b.tif", "roads.geojson" };
  g_autofree char *path = make_moved_project ();
  g_autofree char *folder = g_path_get_dirname (path);
  MlsWindow *window = mls_window_new ((MlsApplication *) application);
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  g_autofree char *files[G_N_ELEMENTS (names)];
  MlsReferences *references;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      files[i] = g_build_filename (folder, names[i], NULL);
      g_assert_true (g_file_set_contents (files[i], "{\"type\":\"FeatureCollection\",\"features\":[]}", -1, NULL));
    }

  mls_window_open (window, path);
  references = mls_workspace_get_references (window->workspace);
  g_assert_true (shown_says (content, "“First” is not at */old/a.tif, and 2 other photos or layers are missing too"));
  g_assert_true (mls_references_get (references, 0)->link->missing);
  while (mls_references_is_reading (references))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (shown_says (content, "“First” is not at *"));

  mls_window_locate (window, MLS_LINK_IMAGE, 1, files[0]);
  g_assert_true (shown_says (content, "3 photos and layers found again"));
  g_assert_false (shown_says (content, "“First” is not at *"));
  g_assert_false (mls_references_get (references, 0)->link->missing);
  g_assert_cmpstr (mls_references_get (references, 0)->link->source, ==, files[2]);
  while (mls_references_is_reading (references))
    g_main_context_iteration (NULL, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpint (g_unlink (files[i]), ==, 0);
      g_free (g_steal_pointer (&files[i]));
    }
  destroy (window, path);
}

int
main (int argc, char *argv[])
{
  g_autoptr (MlsApplication) application = NULL;

  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  application = make_application ();
  g_test_add_data_func ("/ui/window/keys-act", application, test_keys_act);
  g_test_add_data_func ("/ui/window/no-vintage", application, test_no_vintage);
  g_test_add_data_func ("/ui/window/no-face", application, test_no_face);
  g_test_add_data_func ("/ui/window/calibration", application, test_calibration);
  g_test_add_data_func ("/ui/window/drop", application, test_drop);
  g_test_add_data_func ("/ui/window/mended", application, test_mended);
  g_test_add_data_func ("/ui/window/gone", application, test_gone);
  g_test_add_data_func ("/ui/window/locate", application, test_locate);
  g_test_add_data_func ("/ui/window/toast-upon-toast", application, test_toast_upon_toast);

  return g_test_run ();
}
