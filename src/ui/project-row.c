#include "ui/project-row.h"

#include "ui/choose-file.h"

#include <glib/gi18n.h>
#include <unistd.h>

struct _MlsProjectRow
{
  AdwActionRow parent_instance;

  /* owned */
  char     *path;          /* (nullable): none is proposed yet */
  gboolean  may_overwrite; /* the user was asked */
};

G_DEFINE_FINAL_TYPE (MlsProjectRow, mls_project_row, ADW_TYPE_ACTION_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
take (MlsProjectRow *self, char *path, gboolean may_overwrite)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);

  g_free (self->path);
  self->path = path;
  self->may_overwrite = may_overwrite;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), shown);
}

static void
chosen (gpointer owner, const char *path)
{
  gboolean named = g_str_has_suffix (path, ".gpkg");

  take (owner, named ? g_strdup (path) : g_strconcat (path, ".gpkg", NULL), named);
  g_signal_emit (owner, signals[CHANGED], 0);
}

static void
choose (MlsProjectRow *self)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Where it is saved"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  g_autofree char *name = g_path_get_basename (self->path);

  mls_chooser_look_beside (dialog, self->path);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  mls_choose_file (dialog, chosen, self);
}

static void
mls_project_row_finalize (GObject *object)
{
  g_free (MLS_PROJECT_ROW (object)->path);

  G_OBJECT_CLASS (mls_project_row_parent_class)->finalize (object);
}

static void
mls_project_row_class_init (MlsProjectRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_project_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_PROJECT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
mls_project_row_init (MlsProjectRow *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("Save as…"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (choose), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
}

/* Beside the layer, if that is a place to write; else among the user's documents. */
static char *
folder_for (const char *source)
{
  g_autofree char *folder = g_path_get_dirname (source);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (access (folder, W_OK) == 0)
    return g_steal_pointer (&folder);

  return g_strdup (documents != NULL ? documents : g_get_home_dir ());
}

/**
 * mls_project_row_propose:
 * @self: the row
 * @source: the file the project is made from
 * @name: what the project may be called
 *
 * Proposes a file of that name that is not there yet.
 */
void
mls_project_row_propose (MlsProjectRow *self, const char *source, const char *name)
{
  g_autofree char *folder = folder_for (source);
  g_autofree char *stem = g_strdelimit (g_strdup (name), "/\\:", '_');
  g_autofree char *path = NULL;

  for (guint i = 1; i == 1 || g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *base = i == 1 ? g_strdup_printf ("%s.gpkg", stem) : g_strdup_printf ("%s-%u.gpkg", stem, i);

      g_free (path);
      path = g_build_filename (folder, base, NULL);
    }

  take (self, g_steal_pointer (&path), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
}

/**
 * mls_project_row_get_path:
 * @self: the row
 *
 * Returns: (nullable): the file; %NULL before one is proposed
 */
const char *
mls_project_row_get_path (MlsProjectRow *self)
{
  return self->path;
}

/**
 * mls_project_row_is_free:
 * @self: a row with a file
 *
 * Returns: whether it may be written
 */
gboolean
mls_project_row_is_free (MlsProjectRow *self)
{
  return self->may_overwrite || !g_file_test (self->path, G_FILE_TEST_EXISTS);
}
