#include "ui/photos-dialog.h"

#include "imagery/address.h"
#include "store/image-link.h"
#include "store/link.h"
#include "ui/choose-file.h"
#include "ui/removals.h"
#include "ui/tell.h"

#include <glib/gi18n.h>

struct _MlsPhotosDialog
{
  AdwWindow parent_instance;

  /* owned */
  MlsProject         *project;
  MlsRemovals        *removals;
  GPtrArray          *groups;  /* (element-type AdwPreferencesGroup): of the vintages that have photos */

  AdwPreferencesPage *page;
  AdwComboRow        *vintage; /* of what is added */
  AdwEntryRow        *address;
};

G_DEFINE_FINAL_TYPE (MlsPhotosDialog, mls_photos_dialog, ADW_TYPE_WINDOW)

enum
{
  ADD,
  CHANGED,
  LOCATE,
  PREPARE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
note_change (gpointer owner, gboolean done, const GError *error)
{
  MlsPhotosDialog *self = owner;
  if (done)
    {
      mls_photos_dialog_refresh (self);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }

  mls_tell (GTK_WINDOW (self), _("The photo stays as it was"), error->message);
}

/* One photo: what its buttons act on. */
static gint64
id_of (gpointer widget)
{
  return *(const gint64 *) g_object_get_data (widget, "id");
}

static void
set_id (gpointer widget, gint64 id)
{
  g_object_set_data_full (widget, "id", g_memdup2 (&id, sizeof id), g_free);
}

static void
on_remove (GtkButton *button, MlsPhotosDialog *self)
{
  mls_removals_remove (self->removals, MLS_LINK_IMAGE, id_of (button));
}

static void
on_up (GtkButton *button, MlsPhotosDialog *self)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place"));
  g_autoptr (GError) error = NULL;
  gboolean done = mls_store_move_link (mls_project_get_store (self->project), MLS_LINK_IMAGE, id_of (button), place,
                                       &error);

  note_change (self, done, error);
}

static void
on_title (AdwEntryRow *row, MlsPhotosDialog *self)
{
  MlsStore *store = mls_project_get_store (self->project);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsImageLink) link = mls_store_find_image_link (store, id_of (row), &error);
  gboolean done = link != NULL;

  if (done)
    {
      g_free (link->title);
      link->title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
      done = mls_store_update_image_link (store, link, &error);
    }

  note_change (self, done, error);
}

/* To be told from those of other photos. */
static void
set_name (GtkWidget *button, const char *name, const MlsImageLink *link)
{
  g_autofree char *label = g_strdup_printf ("%s: %s", name, link->title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
button_new (MlsPhotosDialog *self, const char *icon, const char *name, const MlsImageLink *link, GCallback func)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  set_name (button, name, link);
  set_id (button, link->id);
  g_signal_connect (button, "clicked", func, self);

  return button;
}

static GtkWidget *
title_row_new (MlsPhotosDialog *self, const MlsImageLink *link)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Title"));
  gtk_editable_set_text (GTK_EDITABLE (row), link->title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  set_id (row, link->id);
  g_signal_connect (row, "apply", G_CALLBACK (on_title), self);

  return row;
}

static void
on_prepare (GtkButton *button, MlsPhotosDialog *self)
{
  const char *source = g_object_get_data (G_OBJECT (button), "source");

  g_signal_emit (self, signals[PREPARE], 0, source);
}

/* A server prepares its own. */
static GtkWidget *
prepare_row_new (MlsPhotosDialog *self, const MlsImageLink *link)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Prepare"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  set_name (button, _("Prepare"), link);
  g_signal_connect (button, "clicked", G_CALLBACK (on_prepare), self);
  g_object_set_data_full (G_OBJECT (button), "source", g_strdup (link->source), g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Make it quick to look at from afar"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Writes overviews beside it, if it has none; the photo is only read"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
locate_at (gpointer button, const char *path)
{
  g_signal_emit (gtk_widget_get_root (button), signals[LOCATE], 0, id_of (button), path);
}

static void
on_locate (GtkButton *button, MlsPhotosDialog *self)
{
  const char *title = g_object_get_data (G_OBJECT (button), "title");
  const char *source = g_object_get_data (G_OBJECT (button), "source");

  mls_choose_moved (GTK_WINDOW (self), title, source, locate_at, button);
}

static GtkWidget *
locate_button_new (MlsPhotosDialog *self, const MlsImageLink *link)
{
  GtkWidget *button = mls_locate_button_new ();

  set_name (button, _("Locate…"), link);
  set_id (button, link->id);
  g_object_set_data_full (G_OBJECT (button), "title", g_strdup (link->title), g_free);
  g_object_set_data_full (G_OBJECT (button), "source", g_strdup (link->source), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_locate), self);

  return button;
}

/* @above: how many photos of any vintage lie over the one that it is to pass, if there is one. */
static GtkWidget *
photo_row_new (MlsPhotosDialog *self, const MlsImageLink *link, gboolean is_top, guint above)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = g_markup_escape_text (link->title, -1);
  g_autofree char *missing = g_strdup_printf (_("Not found: %s"), link->source);
  g_autofree char *source = g_markup_escape_text (link->missing ? missing : link->source, -1);
  GtkWidget *up = button_new (self, "go-up-symbolic", _("Lay over the one above"), link, G_CALLBACK (on_up));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), source);
  g_object_set_data (G_OBJECT (up), "place", GUINT_TO_POINTER (above));
  gtk_widget_set_sensitive (up, !is_top);
  /* The last one added stands first. */
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), button_new (self, "user-trash-symbolic", _("Remove"), link,
                                                                   G_CALLBACK (on_remove)));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), up);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), title_row_new (self, link));
  if (link->missing)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), locate_button_new (self, link));
  else if (!mls_address_is_remote (link->source))
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), prepare_row_new (self, link));

  return row;
}

/* The photos of one vintage, if it has any, over the group that adds. */
static void
add_group (MlsPhotosDialog *self, const GPtrArray *links, const MlsVintage *vintage)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *title = g_strdup_printf ("%d", vintage->year);
  guint n_rows = 0;
  guint last = 0;

  adw_preferences_group_set_title (group, title);
  for (guint i = 0; i < links->len; i++)
    {
      const MlsImageLink *link = g_ptr_array_index (links, links->len - 1 - i);

      if (g_strcmp0 (link->vintage, vintage->code) != 0)
        continue;

      adw_preferences_group_add (group, photo_row_new (self, link, n_rows == 0, last));
      last = i;
      n_rows++;
    }

  g_object_ref_sink (group);
  if (n_rows > 0)
    {
      adw_preferences_page_add (self->page, group);
      g_ptr_array_add (self->groups, group);
    }
  g_object_unref (group);
}

static const MlsVintage *
chosen_vintage (MlsPhotosDialog *self)
{
  return &mls_project_get_rules (self->project)->vintages[adw_combo_row_get_selected (self->vintage)];
}

static void
add_at (gpointer user_data, const char *source)
{
  MlsPhotosDialog *self = user_data;

  g_signal_emit (self, signals[ADD], 0, source, chosen_vintage (self)->code);
}

static void
choose (MlsPhotosDialog *self, GtkFileChooserAction action)
{
  g_autofree char *title = g_strdup_printf (_("A photo of %d"), chosen_vintage (self)->year);
  g_autoptr (GPtrArray) links = mls_store_list_image_links (mls_project_get_store (self->project), NULL);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, _("_Open"), _("_Cancel"));

  if (links != NULL && links->len > 0)
    mls_chooser_look_beside (chooser, ((const MlsImageLink *) g_ptr_array_index (links, links->len - 1))->source);
  mls_choose_file (chooser, add_at, self);
}

static void
on_file (AdwActionRow *row, MlsPhotosDialog *self)
{
  choose (self, GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
on_folder (AdwActionRow *row, MlsPhotosDialog *self)
{
  choose (self, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

static void
on_address (AdwEntryRow *row, MlsPhotosDialog *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*address == '\0')
    return;

  gtk_editable_set_text (GTK_EDITABLE (row), "");
  add_at (self, address);
}

static void
add_choice (MlsPhotosDialog *self, AdwPreferencesGroup *group, const char *title, const char *icon, GCallback func)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", func, self);
  adw_preferences_group_add (group, row);
}

static GtkWidget *
vintage_row_new (MlsPhotosDialog *self, guint vintage)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  g_autoptr (GtkStringList) years = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  for (guint v = 0; v < rules->n_vintages; v++)
    {
      g_autofree char *year = g_strdup_printf ("%d", rules->vintages[v].year);

      gtk_string_list_append (years, year);
    }

  self->vintage = ADW_COMBO_ROW (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Vintage"));
  adw_combo_row_set_model (self->vintage, G_LIST_MODEL (years));
  adw_combo_row_set_selected (self->vintage, vintage);

  return row;
}

/* What adds stands over what is there, where it does not move when there is more. */
static AdwPreferencesGroup *
adding_group_new (MlsPhotosDialog *self, guint vintage)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *address = adw_entry_row_new ();

  adw_preferences_group_set_title (group, _("Add a photo"));
  adw_preferences_group_add (group, vintage_row_new (self, vintage));
  add_choice (self, group, _("A file…"), "image-x-generic-symbolic", G_CALLBACK (on_file));
  add_choice (self, group, _("A folder of files, seen as one…"), "folder-symbolic", G_CALLBACK (on_folder));

  self->address = ADW_ENTRY_ROW (address);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (address), _("Address of a file, a WMS or WMTS, or tiles {z}/{x}/{y}"));
  adw_entry_row_set_show_apply_button (self->address, TRUE);
  gtk_editable_set_enable_undo (GTK_EDITABLE (address), TRUE);
  g_signal_connect (address, "apply", G_CALLBACK (on_address), self);
  adw_preferences_group_add (group, address);
  gtk_widget_set_sensitive (GTK_WIDGET (group), !mls_project_is_read_only (self->project));

  return group;
}

static void
mls_photos_dialog_dispose (GObject *object)
{
  MlsPhotosDialog *self = MLS_PHOTOS_DIALOG (object);

  g_clear_pointer (&self->removals, mls_removals_free);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mls_photos_dialog_parent_class)->dispose (object);
}

static void
mls_photos_dialog_class_init (MlsPhotosDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_photos_dialog_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  signals[ADD] = g_signal_new ("add", MLS_TYPE_PHOTOS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               G_TYPE_STRING, G_TYPE_STRING);
  signals[PREPARE] = g_signal_new ("prepare", MLS_TYPE_PHOTOS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LOCATE] = g_signal_new ("locate", MLS_TYPE_PHOTOS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_PHOTOS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
mls_photos_dialog_init (MlsPhotosDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->groups = g_ptr_array_new ();
  self->removals = mls_removals_new (note_change, self);
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), mls_removals_wrap (self->removals, GTK_WIDGET (self->page)));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Photos"));
  gtk_window_set_default_size (GTK_WINDOW (self), 620, 640);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * mls_photos_dialog_new:
 * @parent: the window whose project it is
 * @project: the project
 * @vintage: what is added is of that one, until another is chosen
 *
 * Returns: (transfer floating): the dialog
 */
MlsPhotosDialog *
mls_photos_dialog_new (GtkWindow *parent, MlsProject *project, guint vintage)
{
  MlsPhotosDialog *self = g_object_new (MLS_TYPE_PHOTOS_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  self->project = g_object_ref (project);
  mls_removals_set_store (self->removals, mls_project_get_store (project));
  adw_preferences_page_add (self->page, adding_group_new (self, vintage));
  mls_photos_dialog_refresh (self);

  return self;
}

/**
 * mls_photos_dialog_refresh:
 * @self: the dialog
 *
 * Lists the photos the project has now.
 */
void
mls_photos_dialog_refresh (MlsPhotosDialog *self)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  g_autoptr (GPtrArray) links = mls_store_list_image_links (mls_project_get_store (self->project), NULL);

  g_return_if_fail (MLS_IS_PHOTOS_DIALOG (self));

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);

  for (guint v = 0; links != NULL && v < rules->n_vintages; v++)
    add_group (self, links, &rules->vintages[v]);
}
