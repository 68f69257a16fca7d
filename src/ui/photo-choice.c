#include "ui/photo-choice.h"

#include "rules/vintage.h"
#include "ui/choose-file.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MlsPhotoChoice
{
  AdwComboRow parent_instance;

  /* owned */
  char       *path;
  char       *title;    /* (nullable): what a recipe calls it */
  char       *year;     /* (nullable): that a recipe has, until one is chosen */
  char       *fault;    /* (nullable): why it cannot be had */
  gboolean    infrared;

  GtkWidget  *locate;   /* of one that cannot be had */
};

G_DEFINE_FINAL_TYPE (MlsPhotoChoice, mls_photo_choice, ADW_TYPE_COMBO_ROW)

enum
{
  REMOVED,
  LOCATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mls_photo_choice_finalize (GObject *object)
{
  MlsPhotoChoice *self = MLS_PHOTO_CHOICE (object);

  g_free (self->path);
  g_free (self->title);
  g_free (self->year);
  g_free (self->fault);

  G_OBJECT_CLASS (mls_photo_choice_parent_class)->finalize (object);
}

static void
mls_photo_choice_class_init (MlsPhotoChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_photo_choice_finalize;

  signals[REMOVED] = g_signal_new ("removed", MLS_TYPE_PHOTO_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOCATED] = g_signal_new ("located", MLS_TYPE_PHOTO_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
on_removed (MlsPhotoChoice *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
take_located (gpointer owner, const char *path)
{
  g_signal_emit (owner, signals[LOCATED], 0, path);
}

static void
on_locate (MlsPhotoChoice *self)
{
  mls_choose_moved (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), self->path, take_located, self);
}

static void
mls_photo_choice_init (MlsPhotoChoice *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Leave this photo out"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Leave this photo out"), -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_removed), self, G_CONNECT_SWAPPED);
  self->locate = mls_locate_button_new ();
  g_signal_connect_object (self->locate, "clicked", G_CALLBACK (on_locate), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->locate);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
}

/* A recipe's name of it, or that of its file with what is wrong with it. */
static void
show_names (MlsPhotoChoice *self)
{
  g_autofree char *name = g_filename_display_basename (self->path);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->title != NULL ? self->title : name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), self->fault != NULL ? self->fault : self->title != NULL ? name : "");
}

/**
 * mls_photo_choice_get_path:
 * @self: the row
 *
 * Returns: its file or folder
 */
const char *
mls_photo_choice_get_path (MlsPhotoChoice *self)
{
  return self->path;
}

/**
 * mls_photo_choice_set_path:
 * @self: the row
 * @path: where the photo is
 */
void
mls_photo_choice_set_path (MlsPhotoChoice *self, const char *path)
{
  char *before = self->path;

  self->path = g_strdup (path);
  g_free (before);
  g_clear_pointer (&self->fault, g_free);
  if (g_path_is_absolute (path) && !g_str_has_prefix (path, "/vsi") && !g_file_test (path, G_FILE_TEST_EXISTS))
    self->fault = g_strdup_printf (_("There is no file “%s”"), path);
  gtk_widget_set_visible (self->locate, self->fault != NULL);
  show_names (self);
}

/**
 * mls_photo_choice_new:
 * @photo: a photo, or a folder of them; all but its file may be unknown
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
mls_photo_choice_new (const MlsRecipePhoto *photo)
{
  MlsPhotoChoice *self = g_object_new (MLS_TYPE_PHOTO_CHOICE, NULL);
  MlsVintage vintage;

  self->title = g_strdup (photo->title);
  self->infrared = photo->infrared;
  if (photo->vintage != NULL)
    self->year = mls_vintage_read (photo->vintage, &vintage) ? g_strdup_printf ("%d", vintage.year) : g_strdup (photo->vintage);
  mls_photo_choice_set_path (self, photo->file);

  return GTK_WIDGET (self);
}

/**
 * mls_photo_choice_get_missing:
 * @self: the row
 *
 * Returns: (nullable): why the photo cannot be had
 */
const char *
mls_photo_choice_get_missing (MlsPhotoChoice *self)
{
  return self->fault;
}

static const char *
chosen (MlsPhotoChoice *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));

  return item != NULL ? gtk_string_object_get_string (item) : NULL;
}

/**
 * mls_photo_choice_set_vintages:
 * @self: the row
 * @years: (array zero-terminated=1): of the project
 *
 * What was chosen stays so; before that it is the year of the recipe, or that the name of the file tells, else the last.
 */
void
mls_photo_choice_set_vintages (MlsPhotoChoice *self, const char *const *years)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (years);
  g_autofree char *before = g_strdup (self->year != NULL ? self->year : chosen (self));
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  guint selected = g_strv_length ((GStrv) years) - 1;

  if (g_strv_contains (years, self->year != NULL ? self->year : ""))
    g_clear_pointer (&self->year, g_free);
  for (guint i = 0; years[i] != NULL; i++)
    if (before != NULL ? g_str_equal (before, years[i]) : strstr (title, years[i]) != NULL)
      selected = i;

  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  if (years[0] != NULL)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
}

/**
 * mls_photo_choice_dup_photo:
 * @self: the row
 *
 * Returns: (transfer full): the photo as a part of a recipe
 */
MlsRecipePhoto *
mls_photo_choice_dup_photo (MlsPhotoChoice *self)
{
  MlsRecipePhoto *photo = mls_recipe_photo_new ();

  photo->file = g_strdup (self->path);
  photo->title = g_strdup (self->title);
  photo->infrared = self->infrared;
  photo->vintage = g_strdup (chosen (self));

  return photo;
}
