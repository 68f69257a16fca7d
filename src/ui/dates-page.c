#include "ui/dates-page.h"

#include "rules/vintage.h"
#include "store/import-map.h"
#include "store/link.h"
#include "ui/choose-file.h"
#include "ui/photo-choice.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MlsDatesPage
{
  MlsRecipePage        parent_instance;

  /* template */
  AdwEntryRow         *vintages;
  AdwActionRow        *brought_row;
  AdwPreferencesGroup *photos;
  GtkButton           *add_photos;

  /* owned */
  GStrv                brought;  /* years that come with what is there already */
  char                *proposed; /* what was written before anybody typed */

  /* borrowed children */
  GPtrArray           *choices;  /* (element-type MlsPhotoChoice) of @photos */
};

G_DEFINE_FINAL_TYPE (MlsDatesPage, mls_dates_page, MLS_TYPE_RECIPE_PAGE)

static void
mls_dates_page_finalize (GObject *object)
{
  MlsDatesPage *self = MLS_DATES_PAGE (object);

  g_strfreev (self->brought);
  g_free (self->proposed);
  g_ptr_array_unref (self->choices);

  G_OBJECT_CLASS (mls_dates_page_parent_class)->finalize (object);
}

/* Years */

/* The years that are written, or NULL if any word is none. */
static GStrv
read_years (MlsDatesPage *self)
{
  g_auto (GStrv) words = g_strsplit_set (gtk_editable_get_text (GTK_EDITABLE (self->vintages)), " ,;", -1);
  g_autoptr (GStrvBuilder) years = g_strv_builder_new ();

  for (char **word = words; *word != NULL; word++)
    {
      MlsVintage vintage;
      g_autofree char *year = NULL;

      if (**word == '\0')
        continue;
      if (!mls_vintage_read (*word, &vintage))
        return NULL;

      year = g_strdup_printf ("%d", vintage.year);
      g_strv_builder_add (years, year);
    }

  return g_strv_builder_end (years);
}

static const char *
get_missing (MlsRecipePage *page)
{
  MlsDatesPage *self = MLS_DATES_PAGE (page);
  g_auto (GStrv) years = read_years (self);

  if (years == NULL)
    return _("A vintage is a year of two or four digits.");
  if (years[0] == NULL && self->brought[0] == NULL)
    return _("A project needs a vintage.");

  for (guint i = 0; years[i] != NULL; i++)
    for (guint k = 0; k < i; k++)
      if (g_str_equal (years[i], years[k]))
        return _("Two vintages have the same year.");

  for (guint i = 0; i < self->choices->len; i++)
    {
      const char *missing = mls_photo_choice_get_missing (g_ptr_array_index (self->choices, i));

      if (missing != NULL)
        return missing;
    }

  return NULL;
}

static int
compare_years (gconstpointer left, gconstpointer right)
{
  return strcmp (*(const char *const *) left, *(const char *const *) right);
}

/* Of the project: what is written, and what comes by itself. */
static void
show_photo_vintages (MlsDatesPage *self)
{
  g_auto (GStrv) years = read_years (self);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; years != NULL && years[i] != NULL; i++)
    g_ptr_array_add (all, years[i]);
  for (guint i = 0; self->brought[i] != NULL; i++)
    if (years == NULL || !g_strv_contains ((const char *const *) years, self->brought[i]))
      g_ptr_array_add (all, self->brought[i]);
  g_ptr_array_sort (all, compare_years);
  g_ptr_array_add (all, NULL);

  for (guint i = 0; years != NULL && i < self->choices->len; i++)
    mls_photo_choice_set_vintages (g_ptr_array_index (self->choices, i), (const char *const *) all->pdata);
}

static void
on_changed (MlsDatesPage *self)
{
  show_photo_vintages (self);
  mls_recipe_page_changed (MLS_RECIPE_PAGE (self));
}

static GStrv
years_of (const MlsRecipeCoverage *coverage)
{
  g_autoptr (GArray) years = mls_import_map_list_years (coverage != NULL && coverage->map != NULL ? coverage->map : "");
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; i < years->len; i++)
    {
      g_autofree char *word = g_strdup_printf ("%d", g_array_index (years, int, i));

      g_strv_builder_add (words, word);
    }

  return g_strv_builder_end (words);
}

/* As long as nobody has written years, those of what is there already do. */
static void
propose (MlsDatesPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *before = g_steal_pointer (&self->proposed);

  self->proposed = self->brought[0] != NULL ? g_strjoinv (" ", self->brought) : g_date_time_format (now, "%Y");
  if (before == NULL || g_str_equal (before, gtk_editable_get_text (GTK_EDITABLE (self->vintages))))
    gtk_editable_set_text (GTK_EDITABLE (self->vintages), self->proposed);
}

static void
begin (MlsRecipePage *page, const MlsRecipe *before)
{
  MlsDatesPage *self = MLS_DATES_PAGE (page);
  g_autofree char *text = NULL;

  g_strfreev (self->brought);
  self->brought = years_of (before->coverage);
  text = g_strjoinv (" · ", self->brought);
  gtk_widget_set_visible (GTK_WIDGET (self->brought_row), *text != '\0');
  adw_action_row_set_subtitle (self->brought_row, text);
  propose (self);
  on_changed (self);
}

/* Photos */

static void
remove_photo (MlsDatesPage *self, GtkWidget *row)
{
  g_ptr_array_remove (self->choices, row);
  adw_preferences_group_remove (self->photos, row);
  mls_recipe_page_changed (MLS_RECIPE_PAGE (self));
}

/* What is missing of the others and moved as @row did is where that leads. */
static void
locate_photo (MlsPhotoChoice *row, const char *path, MlsDatesPage *self)
{
  g_autofree char *before = g_strdup (mls_photo_choice_get_path (row));

  mls_photo_choice_set_path (row, path);
  for (guint i = 0; i < self->choices->len; i++)
    {
      MlsPhotoChoice *other = g_ptr_array_index (self->choices, i);
      g_autofree char *found
        = mls_photo_choice_get_missing (other) != NULL ? mls_link_follow (mls_photo_choice_get_path (other), before, path) : NULL;

      if (found != NULL)
        mls_photo_choice_set_path (other, found);
    }
  mls_recipe_page_changed (MLS_RECIPE_PAGE (self));
}

static void
add_photo (MlsDatesPage *self, const MlsRecipePhoto *photo)
{
  GtkWidget *row = mls_photo_choice_new (photo);

  g_signal_connect_object (row, "removed", G_CALLBACK (remove_photo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "located", G_CALLBACK (locate_photo), self, 0);
  adw_preferences_group_add (self->photos, row);
  g_ptr_array_add (self->choices, row);
}

static void
take_photo (gpointer owner, const char *path)
{
  add_photo (owner, &(MlsRecipePhoto){ .file = (char *) path });
  on_changed (owner);
}

static void
on_add_photos (MlsDatesPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Choose photos"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  mls_choose_file (chooser, take_photo, self);
}

/* A recipe */

static void
fill (MlsRecipePage *page, MlsRecipe *recipe)
{
  MlsDatesPage *self = MLS_DATES_PAGE (page);

  recipe->vintages = read_years (self);
  for (guint i = 0; i < self->choices->len; i++)
    g_ptr_array_add (recipe->photos, mls_photo_choice_dup_photo (g_ptr_array_index (self->choices, i)));
}

static void
show (MlsRecipePage *page, const MlsRecipeLook *look)
{
  MlsDatesPage *self = MLS_DATES_PAGE (page);
  const MlsRecipe *recipe = look->recipe;
  g_autofree char *years = recipe->vintages != NULL ? g_strjoinv (" ", recipe->vintages) : NULL;

  while (self->choices->len > 0)
    adw_preferences_group_remove (self->photos, g_ptr_array_steal_index (self->choices, self->choices->len - 1));
  gtk_editable_set_text (GTK_EDITABLE (self->vintages), years != NULL ? years : "");
  for (guint i = 0; i < recipe->photos->len; i++)
    add_photo (self, g_ptr_array_index (recipe->photos, i));

  on_changed (self);
}

static void
mls_dates_page_class_init (MlsDatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MlsRecipePageClass *page_class = MLS_RECIPE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mls_dates_page_finalize;
  page_class->begin = begin;
  page_class->get_missing = get_missing;
  page_class->fill = fill;
  page_class->show = show;

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/dates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsDatesPage, vintages);
  gtk_widget_class_bind_template_child (widget_class, MlsDatesPage, brought_row);
  gtk_widget_class_bind_template_child (widget_class, MlsDatesPage, photos);
  gtk_widget_class_bind_template_child (widget_class, MlsDatesPage, add_photos);
}

static void
mls_dates_page_init (MlsDatesPage *self)
{
  self->brought = g_new0 (char *, 1);
  self->choices = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  propose (self);
  g_signal_connect_object (self->vintages, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add_photos, "clicked", G_CALLBACK (on_add_photos), self, G_CONNECT_SWAPPED);
  mls_accept_files (GTK_WIDGET (self), take_photo, self);
}
