/* Projects that a window makes: from a layer of another program, from nothing, and the demo territory. */

#include "ui/window-private.h"

#include "demo/write.h"
#include "rules/nomenclature-path.h"
#include "ui/application.h"
#include "ui/choose-file.h"
#include "ui/first-map-dialog.h"
#include "ui/import-dialog.h"
#include "ui/import-form.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

/* From a layer */

static void
open_made (MlsWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  mls_window_open (self, path);
}

/**
 * mls_window_import:
 * @self: a window
 * @path: a layer of polygons
 *
 * Asks how a project is to be made from it.
 */
void
mls_window_import (MlsWindow *self, const char *path)
{
  MlsApplication *application = MLS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  MlsImportDialog *dialog = mls_import_dialog_new (GTK_WINDOW (self), mls_window_settings (self),
                                                   mls_application_get_author (application), path);

  g_signal_connect_object (dialog, "made", G_CALLBACK (open_made), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_import (gpointer owner, const char *path)
{
  mls_window_import (owner, path);
}

static void
do_import (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  mls_choose_file (mls_import_form_chooser_new (user_data), show_import, user_data);
}

/* From nothing */

static void
do_begin (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsApplication *application = MLS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  MlsFirstMapDialog *dialog = mls_first_map_dialog_new (GTK_WINDOW (self), mls_window_settings (self),
                                                        mls_application_get_author (application));

  g_signal_connect_object (dialog, "made", G_CALLBACK (open_made), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The demo territory */

static char *
demo_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "millesime", "demo", NULL);
}

static char *
demo_project (void)
{
  g_autofree char *folder = demo_folder ();

  return g_build_filename (folder, MLS_DEMO_PROJECT, NULL);
}

static gboolean
tell_demo (double fraction, gpointer user_data)
{
  return mls_errand_go_on (user_data, fraction, NULL);
}

static gboolean
make_demo (MlsErrand *errand, gpointer data, GError **error)
{
  const MlsDemoOptions options = { MLS_DEMO_N_FACES, MLS_DEMO_SEED };
  g_autofree char *folder = demo_folder ();
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_load_named (MLS_NOMENCLATURE_DEFAULT, error);
  g_autoptr (MlsDemo) demo = nomenclature != NULL ? mls_demo_new (&options, error) : NULL;
  const MlsDemoOutput output = {
    .dir = folder, .nomenclature = nomenclature, .progress = tell_demo, .user_data = errand
  };

  return demo != NULL && mls_demo_write (demo, &output, error);
}

static void
open_demo (MlsWindow *self)
{
  g_autofree char *project = demo_project ();

  mls_window_open (self, project);
}

static void
on_demo_made (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsWindow *self = owner;

  if (error == NULL)
    open_demo (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mls_window_say (self, MLS_MESSAGE_REFUSAL, error->message);
}

static void
do_demo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *project = demo_project ();
  g_autoptr (MlsErrand) errand = NULL;

  if (g_file_test (project, G_FILE_TEST_EXISTS))
    {
      open_demo (self);
      return;
    }

  errand = mls_errand_new (make_demo, NULL, NULL);
  mls_progress_run (GTK_WINDOW (self), _("Making the demo territory"), errand, on_demo_made, self);
}

/**
 * mls_window_init_new:
 * @self: a window being made
 */
void
mls_window_init_new (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "import", do_import },
    { "begin", do_begin },
    { "demo", do_demo },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
