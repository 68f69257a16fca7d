#include "ui/nomenclature-row.h"

#include "rules/nomenclature-list.h"
#include "rules/nomenclature-path.h"
#include "ui/language.h"

#include <glib/gi18n.h>

struct _MlsNomenclatureRow
{
  AdwComboRow parent_instance;

  /* owned */
  GPtrArray *entries; /* (element-type MlsNomenclatureEntry) that can be read, in the order of the list */
};

G_DEFINE_FINAL_TYPE (MlsNomenclatureRow, mls_nomenclature_row, ADW_TYPE_COMBO_ROW)

static void
mls_nomenclature_row_finalize (GObject *object)
{
  g_ptr_array_unref (MLS_NOMENCLATURE_ROW (object)->entries);

  G_OBJECT_CLASS (mls_nomenclature_row_parent_class)->finalize (object);
}

static void
mls_nomenclature_row_class_init (MlsNomenclatureRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_nomenclature_row_finalize;
}

/* What cannot be read cannot be chosen; why is told to whoever looks for it here. */
static void
leave_out_broken (MlsNomenclatureRow *self)
{
  GString *problems = g_string_new (NULL);

  for (guint i = self->entries->len; i > 0; i--)
    {
      const MlsNomenclatureEntry *entry = g_ptr_array_index (self->entries, i - 1);

      if (entry->nomenclature != NULL)
        continue;
      g_string_append_printf (problems, "%s%s", problems->len > 0 ? "\n" : "", entry->problem);
      g_ptr_array_remove_index (self->entries, i - 1);
    }

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), problems->len > 0 ? problems->str : NULL);
  g_string_free (problems, TRUE);
}

static void
mls_nomenclature_row_init (MlsNomenclatureRow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->entries = mls_nomenclature_list ();
  leave_out_broken (self);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const MlsNomenclatureEntry *entry = g_ptr_array_index (self->entries, i);
      const char *title = mls_nomenclature_title (entry->nomenclature, mls_ui_language ());

      gtk_string_list_append (titles, *title != '\0' ? title : entry->name);
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Nomenclature"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (titles));
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self), TRUE);
}

/**
 * mls_nomenclature_row_choose:
 * @self: the row
 * @name: of a nomenclature
 *
 * Returns: whether it is one of those that can be chosen; it is chosen then
 */
gboolean
mls_nomenclature_row_choose (MlsNomenclatureRow *self, const char *name)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_str_equal (((const MlsNomenclatureEntry *) g_ptr_array_index (self->entries, i))->name, name))
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (self), i);
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_nomenclature_row_get_name:
 * @self: the row
 *
 * Returns: (transfer none): the name of the one chosen, for mls_nomenclature_load_named()
 */
const char *
mls_nomenclature_row_get_name (MlsNomenclatureRow *self)
{
  guint i = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (i >= self->entries->len)
    return MLS_NOMENCLATURE_DEFAULT;

  return ((const MlsNomenclatureEntry *) g_ptr_array_index (self->entries, i))->name;
}
