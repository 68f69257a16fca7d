#include "ui/product-group.h"

#include "ui/language.h"

#include <glib/gi18n.h>

struct _MlsProductGroup
{
  AdwPreferencesGroup parent_instance;

  GtkCheckButton     *kinds[MLS_MAX_PRODUCT_KINDS]; /* (nullable): of what the nomenclature has */
  AdwExpanderRow     *dates;
  GPtrArray          *vintages;                     /* (element-type GtkCheckButton): of each of the project's, below @dates */
};

G_DEFINE_FINAL_TYPE (MlsProductGroup, mls_product_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * mls_product_group_get_kinds:
 * @self: the group
 *
 * Returns: MLS_PRODUCT() of each that is chosen
 */
guint
mls_product_group_get_kinds (MlsProductGroup *self)
{
  guint chosen = 0;

  for (MlsProductKind kind = 0; kind < MLS_MAX_PRODUCT_KINDS; kind++)
    if (self->kinds[kind] != NULL && gtk_check_button_get_active (self->kinds[kind]))
      chosen |= MLS_PRODUCT (kind);

  return chosen;
}

/**
 * mls_product_group_get_vintages:
 * @self: the group
 *
 * Returns: the dates that are chosen
 */
MlsVintageSet
mls_product_group_get_vintages (MlsProductGroup *self)
{
  MlsVintageSet chosen = 0;

  for (guint v = 0; v < self->vintages->len; v++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->vintages, v)))
      chosen |= MLS_VINTAGE (v);

  return chosen;
}

/* Some product is of one date. */
static gboolean
asks_for_dates (MlsProductGroup *self)
{
  return (mls_product_group_get_kinds (self) & ~MLS_PRODUCT (MLS_PRODUCT_MULTIDATE)) != 0;
}

/**
 * mls_product_group_get_missing:
 * @self: the group
 *
 * Returns: (nullable): what is missing, in words; %NULL if nothing is
 */
const char *
mls_product_group_get_missing (MlsProductGroup *self)
{
  if (mls_product_group_get_kinds (self) == 0)
    return _("Choose what is handed over.");
  if (asks_for_dates (self) && mls_product_group_get_vintages (self) == 0)
    return _("Choose a date.");

  return NULL;
}

static void
show_dates (MlsProductGroup *self)
{
  GString *chosen = g_string_new (NULL);

  for (guint v = 0; v < self->vintages->len; v++)
    {
      GtkCheckButton *button = g_ptr_array_index (self->vintages, v);

      if (gtk_check_button_get_active (button))
        g_string_append_printf (chosen, "%s%s", chosen->len > 0 ? ", " : "", (const char *) g_object_get_data (G_OBJECT (button), "title"));
    }
  adw_expander_row_set_subtitle (self->dates, chosen->len > 0 ? chosen->str : _("None"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->dates), asks_for_dates (self));
  g_string_free (chosen, TRUE);
}

static void
on_toggled (MlsProductGroup *self)
{
  show_dates (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
new_row (MlsProductGroup *self, const char *title, GtkCheckButton **button)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  *button = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (*button), GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (row, GTK_WIDGET (*button));
  adw_action_row_set_activatable_widget (row, GTK_WIDGET (*button));
  g_signal_connect_object (*button, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (row);
}

static void
add_kind (MlsProductGroup *self, const MlsNomenclature *nomenclature, MlsProductKind kind)
{
  g_autofree char *title = mls_product_kind_dup_title (nomenclature, kind, mls_ui_language ());

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), new_row (self, title, &self->kinds[kind]));
  gtk_check_button_set_active (self->kinds[kind], kind == MLS_PRODUCT_MULTIDATE);
}

static void
add_vintage (MlsProductGroup *self, const MlsVintage *vintage)
{
  GtkCheckButton *button;

  adw_expander_row_add_row (self->dates, new_row (self, vintage->title, &button));
  g_object_set_data_full (G_OBJECT (button), "title", g_strdup (vintage->title), g_free);
  g_ptr_array_add (self->vintages, button);
  gtk_check_button_set_active (button, TRUE);
}

/**
 * mls_product_group_offer:
 * @self: the group, empty
 * @nomenclature: of a project
 * @vintages: (array length=n_vintages): its dates
 * @n_vintages: how many
 *
 * Offers what there may be of such a project. The layer of all dates is chosen, and of others all dates would be.
 */
void
mls_product_group_offer (MlsProductGroup *self, const MlsNomenclature *nomenclature, const MlsVintage *vintages, guint n_vintages)
{
  for (MlsProductKind kind = 0; kind < mls_product_n_kinds (nomenclature); kind++)
    if (mls_product_kind_is_in (nomenclature, kind))
      add_kind (self, nomenclature, kind);

  for (guint v = 0; v < n_vintages; v++)
    add_vintage (self, &vintages[v]);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->dates));
}

/**
 * mls_product_group_choose:
 * @self: a group that offers something
 * @kinds: MLS_PRODUCT() of each that is to be chosen; what is chosen stays if none of them is offered
 * @of: dates that are to be chosen; 0 for all
 */
void
mls_product_group_choose (MlsProductGroup *self, guint kinds, MlsVintageSet of)
{
  guint offered = 0;

  for (MlsProductKind kind = 0; kind < MLS_MAX_PRODUCT_KINDS; kind++)
    if (self->kinds[kind] != NULL)
      offered |= MLS_PRODUCT (kind);

  for (MlsProductKind kind = 0; kind < MLS_MAX_PRODUCT_KINDS; kind++)
    if (self->kinds[kind] != NULL && (kinds & offered) != 0)
      gtk_check_button_set_active (self->kinds[kind], (kinds & MLS_PRODUCT (kind)) != 0);
  for (guint v = 0; v < self->vintages->len; v++)
    gtk_check_button_set_active (g_ptr_array_index (self->vintages, v), of == 0 || (of & MLS_VINTAGE (v)) != 0);
}

static void
mls_product_group_finalize (GObject *object)
{
  g_ptr_array_unref (MLS_PRODUCT_GROUP (object)->vintages);

  G_OBJECT_CLASS (mls_product_group_parent_class)->finalize (object);
}

static void
mls_product_group_class_init (MlsProductGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_product_group_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_PRODUCT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_product_group_init (MlsProductGroup *self)
{
  self->vintages = g_ptr_array_new ();
  self->dates = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->dates), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->dates), _("Which dates"));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("What"));
}
