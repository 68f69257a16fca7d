#include "ui/layers-dialog.h"

#include "store/link.h"
#include "ui/choose-file.h"
#include "ui/import-form.h"
#include "ui/layer-row.h"
#include "ui/removals.h"
#include "ui/tell.h"

#include <glib/gi18n.h>

struct _MlsLayersDialog
{
  AdwWindow parent_instance;

  /* owned */
  MlsWorkspace        *workspace;
  MlsRemovals         *removals;
  GPtrArray           *rows;   /* (element-type MlsLayerRow) the one on top first, borrowed */

  AdwPreferencesPage  *page;
  AdwPreferencesGroup *layers; /* (nullable): without layers */
};

G_DEFINE_FINAL_TYPE (MlsLayersDialog, mls_layers_dialog, ADW_TYPE_WINDOW)

enum
{
  ADD,
  LOCATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MlsStore *
store_of (MlsLayersDialog *self)
{
  return mls_project_get_store (mls_workspace_get_project (self->workspace));
}

/* What was done to the project is seen at once; what could not be done is told. */
static void
note_change (gpointer owner, gboolean done, const GError *error)
{
  MlsLayersDialog *self = owner;
  if (done)
    {
      mls_references_reload (mls_workspace_get_references (self->workspace));
      return;
    }

  mls_tell (GTK_WINDOW (self), _("The layer stays as it was"), error->message);
}

static void
on_changed (MlsLayerRow *row, const MlsReferenceLink *link, MlsLayersDialog *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done = mls_store_update_reference_link (store_of (self), link, &error);

  note_change (self, done, error);
}

static void
on_moved (MlsLayerRow *row, const char *path, MlsLayersDialog *self)
{
  g_signal_emit (self, signals[LOCATE], 0, mls_layer_row_get_id (row), path);
}

static void
on_raised (MlsLayerRow *row, MlsLayersDialog *self)
{
  g_autoptr (GError) error = NULL;
  guint place;
  gboolean done;

  g_return_if_fail (g_ptr_array_find (self->rows, row, &place) && place > 0);

  done = mls_store_move_link (store_of (self), MLS_LINK_REFERENCE, mls_layer_row_get_id (row), place - 1, &error);
  note_change (self, done, error);
}

static void
on_removed (MlsLayerRow *row, MlsLayersDialog *self)
{
  mls_removals_remove (self->removals, MLS_LINK_REFERENCE, mls_layer_row_get_id (row));
}

/* The layer of a row from the top. */
static const MlsReferenceLayer *
layer_at (MlsLayersDialog *self, guint row)
{
  MlsReferences *references = mls_workspace_get_references (self->workspace);

  return mls_references_get (references, mls_references_get_n (references) - 1 - row);
}

/* Whether the rows are those of the project's layers, in their order. */
static gboolean
has_same_rows (MlsLayersDialog *self)
{
  if (self->rows->len != mls_references_get_n (mls_workspace_get_references (self->workspace)))
    return FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    if (mls_layer_row_get_id (g_ptr_array_index (self->rows, i)) != layer_at (self, i)->link->id)
      return FALSE;

  return TRUE;
}

static void
add_row (MlsLayersDialog *self, guint i)
{
  GtkWidget *row = mls_layer_row_new (layer_at (self, i), i == 0);

  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (row, "moved", G_CALLBACK (on_moved), self, 0);
  g_signal_connect_object (row, "raised", G_CALLBACK (on_raised), self, 0);
  g_signal_connect_object (row, "removed", G_CALLBACK (on_removed), self, 0);
  gtk_widget_set_sensitive (row, !mls_project_is_read_only (mls_workspace_get_project (self->workspace)));
  adw_preferences_group_add (self->layers, row);
  g_ptr_array_add (self->rows, row);
}

static void
list_layers (MlsLayersDialog *self)
{
  guint n = mls_references_get_n (mls_workspace_get_references (self->workspace));

  if (self->layers != NULL)
    adw_preferences_page_remove (self->page, self->layers);
  self->layers = NULL;
  g_ptr_array_set_size (self->rows, 0);
  if (n == 0)
    return;

  self->layers = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->layers, _("Layers of this project"));
  adw_preferences_group_set_description (self->layers, _("D shows the map without them, and with them again"));
  for (guint i = 0; i < n; i++)
    add_row (self, i);
  adw_preferences_page_add (self->page, self->layers);
}

/* What is in hand in a row is left alone as long as its layer is there. */
static void
refresh (MlsLayersDialog *self)
{
  if (!has_same_rows (self))
    list_layers (self);

  for (guint i = 0; i < self->rows->len; i++)
    mls_layer_row_set_read (g_ptr_array_index (self->rows, i), layer_at (self, i));
}

static void
take_file (gpointer owner, const char *path)
{
  g_signal_emit (owner, signals[ADD], 0, path);
}

static void
on_file (AdwActionRow *row, MlsLayersDialog *self)
{
  GtkFileChooserNative *chooser = mls_import_form_chooser_new (GTK_WINDOW (self));

  gtk_native_dialog_set_title (GTK_NATIVE_DIALOG (chooser), _("A layer of points, lines or areas"));
  mls_choose_file (chooser, take_file, self);
}

static void
on_path (AdwEntryRow *row, MlsLayersDialog *self)
{
  g_autofree char *path = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*path == '\0')
    return;

  gtk_editable_set_text (GTK_EDITABLE (row), "");
  take_file (self, path);
}

/* What adds stands over what is there, where it does not move when there is more. */
static AdwPreferencesGroup *
adding_group_new (MlsLayersDialog *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *file = adw_action_row_new ();
  GtkWidget *path = adw_entry_row_new ();

  adw_preferences_group_set_title (group, _("Add a layer"));
  adw_preferences_group_set_description (group, _("Roads, parcels, communes: any file of points, lines or areas"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (file), _("A file…"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (file), gtk_image_new_from_icon_name ("x-office-document-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (file), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (file), TRUE);
  g_signal_connect (file, "activated", G_CALLBACK (on_file), self);
  adw_preferences_group_add (group, file);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (path), _("Path of a file or folder"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (path), TRUE);
  g_signal_connect (path, "apply", G_CALLBACK (on_path), self);
  adw_preferences_group_add (group, path);
  gtk_widget_set_sensitive (GTK_WIDGET (group),
                            !mls_project_is_read_only (mls_workspace_get_project (self->workspace)));

  return group;
}

static void
mls_layers_dialog_dispose (GObject *object)
{
  MlsLayersDialog *self = MLS_LAYERS_DIALOG (object);

  g_clear_pointer (&self->removals, mls_removals_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (mls_layers_dialog_parent_class)->dispose (object);
}

static void
mls_layers_dialog_class_init (MlsLayersDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_layers_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);

  signals[ADD] = g_signal_new ("add", MLS_TYPE_LAYERS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_STRING);
  signals[LOCATE] = g_signal_new ("locate", MLS_TYPE_LAYERS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
}

static void
mls_layers_dialog_init (MlsLayersDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = g_ptr_array_new ();
  self->removals = mls_removals_new (note_change, self);
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), mls_removals_wrap (self->removals, GTK_WIDGET (self->page)));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Reference layers"));
  gtk_window_set_default_size (GTK_WINDOW (self), 620, 640);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * mls_layers_dialog_new:
 * @parent: the window whose map it is
 * @workspace: what is worked on
 *
 * Returns: (transfer floating): the dialog
 */
MlsLayersDialog *
mls_layers_dialog_new (GtkWindow *parent, MlsWorkspace *workspace)
{
  MlsLayersDialog *self = g_object_new (MLS_TYPE_LAYERS_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  self->workspace = g_object_ref (workspace);
  mls_removals_set_store (self->removals, store_of (self));
  adw_preferences_page_add (self->page, adding_group_new (self));
  list_layers (self);
  g_signal_connect_object (mls_workspace_get_references (workspace), "changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);

  return self;
}
