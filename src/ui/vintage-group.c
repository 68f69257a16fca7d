#include "ui/vintage-group.h"

#include "document/column-look.h"
#include "ui/vintage-row.h"

#include <glib/gi18n.h>

struct _MlsVintageGroup
{
  AdwPreferencesGroup parent_instance;

  GtkButton       *add;

  /* owned */
  MlsErrand       *look;         /* (nullable): reads what the columns hold */
  MlsColumnValues *values;       /* (nullable): once it is read */
  MlsNomenclature *nomenclature; /* (nullable): what codes are known by */
  GPtrArray       *columns;      /* (nullable) (element-type utf8): of the layer */
  gboolean         one;          /* vintage is read at a time */

  /* borrowed children */
  GPtrArray       *rows;         /* (element-type MlsVintageRow) */
};

G_DEFINE_FINAL_TYPE (MlsVintageGroup, mls_vintage_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stop_look (MlsVintageGroup *self)
{
  if (self->look != NULL)
    mls_errand_cancel (self->look);
  g_clear_object (&self->look);
}

static void
mls_vintage_group_dispose (GObject *object)
{
  stop_look (MLS_VINTAGE_GROUP (object));

  G_OBJECT_CLASS (mls_vintage_group_parent_class)->dispose (object);
}

static void
mls_vintage_group_finalize (GObject *object)
{
  MlsVintageGroup *self = MLS_VINTAGE_GROUP (object);

  g_clear_pointer (&self->values, mls_column_values_free);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (mls_vintage_group_parent_class)->finalize (object);
}

static void
mls_vintage_group_class_init (MlsVintageGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_vintage_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_vintage_group_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", MLS_TYPE_VINTAGE_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* Rows */

static void
on_changed (MlsVintageGroup *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_removed (MlsVintageGroup *self, GtkWidget *row)
{
  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
  on_changed (self);
}

static void
add_row (MlsVintageGroup *self, const MlsImportVintage *guess)
{
  GtkWidget *row = mls_vintage_row_new (self->columns, guess);

  mls_vintage_row_show_values (MLS_VINTAGE_ROW (row), self->values, self->nomenclature);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (on_removed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
on_add (MlsVintageGroup *self)
{
  if (self->columns == NULL)
    return;

  add_row (self, NULL);
  on_changed (self);
}

static void
show_values (MlsVintageGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    mls_vintage_row_show_values (g_ptr_array_index (self->rows, i), self->values, self->nomenclature);
}

static void
mls_vintage_group_init (MlsVintageGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->add = GTK_BUTTON (gtk_button_new_from_icon_name ("list-add-symbolic"));
  gtk_widget_set_valign (GTK_WIDGET (self->add), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add), _("Add a vintage"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a vintage"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->add), "flat");
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->add));
}

/* What the columns hold */

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsVintageGroup) self = user_data;
  MlsColumnLook *look = mls_errand_get_data (MLS_ERRAND (source));
  gboolean done = mls_errand_run_finish (MLS_ERRAND (source), result, NULL);

  /* Another layer was chosen meanwhile, or the user has left. */
  if (MLS_ERRAND (source) != self->look)
    return;

  if (done)
    self->values = g_steal_pointer (&look->values);
  show_values (self);
  g_clear_object (&self->look);
}

/**
 * mls_vintage_group_forget:
 * @self: the group
 *
 * Leaves it without a layer.
 */
void
mls_vintage_group_forget (MlsVintageGroup *self)
{
  stop_look (self);
  while (self->rows->len > 0)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_steal_index (self->rows, self->rows->len - 1));
  g_clear_pointer (&self->values, mls_column_values_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
}

/**
 * mls_vintage_group_set_layer:
 * @self: the group
 * @path: a file
 * @layer: a layer of it
 * @map: what is guessed, or was chosen before, of its columns
 *
 * Shows what is chosen, and what columns hold as soon as that is read.
 */
void
mls_vintage_group_set_layer (MlsVintageGroup *self, const char *path, const char *layer, const MlsImportMap *map)
{
  mls_vintage_group_forget (self);
  self->columns = g_ptr_array_ref (map->columns);
  for (guint i = 0; i < map->vintages->len; i++)
    add_row (self, &g_array_index (map->vintages, MlsImportVintage, i));
  if (self->rows->len == 0 && self->columns->len > 0)
    add_row (self, NULL);

  self->look = mls_column_look_new (path, layer);
  mls_errand_run_async (self->look, on_looked, g_object_ref (self));
}

/**
 * mls_vintage_group_set_nomenclature:
 * @self: the group
 * @nomenclature: (nullable): what codes are to be known by; without, only what columns hold is shown
 */
void
mls_vintage_group_set_nomenclature (MlsVintageGroup *self, const MlsNomenclature *nomenclature)
{
  g_autoptr (MlsNomenclature) before = g_steal_pointer (&self->nomenclature);

  self->nomenclature = nomenclature != NULL ? mls_nomenclature_ref ((MlsNomenclature *) nomenclature) : NULL;
  show_values (self);
}

/**
 * mls_vintage_group_ask_one:
 * @self: the group
 *
 * There has to be one vintage, and no more.
 */
void
mls_vintage_group_ask_one (MlsVintageGroup *self)
{
  self->one = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->add), FALSE);
}

/**
 * mls_vintage_group_get_missing:
 * @self: a group with a layer
 *
 * Returns: (nullable): what is missing, in words; %NULL if nothing is
 */
const char *
mls_vintage_group_get_missing (MlsVintageGroup *self)
{
  if (self->columns->len == 0)
    return _("This layer has no columns, so no codes.");
  if (self->rows->len == 0)
    return _("A project needs a vintage.");
  if (self->one && self->rows->len > 1)
    return _("One date is read at a time: take the others out.");

  for (guint i = 0; i < self->rows->len; i++)
    {
      MlsVintageRow *row = g_ptr_array_index (self->rows, i);

      if (!mls_vintage_row_has_code (row))
        return _("Each vintage needs a column for the cover or for the use.");

      for (guint k = 0; k < i; k++)
        if (mls_vintage_row_get_year (g_ptr_array_index (self->rows, k)) == mls_vintage_row_get_year (row))
          return _("Two vintages have the same year.");
    }

  return NULL;
}

/**
 * mls_vintage_group_dup_map:
 * @self: a group with a layer
 *
 * Returns: (transfer full): what is chosen
 */
MlsImportMap *
mls_vintage_group_dup_map (MlsVintageGroup *self)
{
  MlsImportMap *map = mls_import_map_new (self->columns);

  for (guint i = 0; i < self->rows->len; i++)
    mls_vintage_row_add_to_map (g_ptr_array_index (self->rows, i), map);

  return map;
}
