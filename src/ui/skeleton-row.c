#include "ui/skeleton-row.h"

#include "base/format.h"
#include "base/text.h"
#include "geometry/crs.h"
#include "rules/vintage.h"
#include "store/ground-layer.h"
#include "ui/choose-file.h"
#include "ui/import-form.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_DIMENSIONS 2

struct _MlsSkeletonRow
{
  AdwExpanderRow parent_instance;

  AdwComboRow    *code[N_DIMENSIONS];
  AdwComboRow    *column;       /* (nullable): of layers that may have lines */
  AdwEntryRow    *width;        /* (nullable) */
  AdwEntryRow    *where;
  AdwEntryRow    *years;
  AdwEntryRow    *crs;          /* (nullable): of layers that do not tell */
  GtkButton      *up;
  GtkButton      *down;

  /* owned */
  GPtrArray      *classes[N_DIMENSIONS]; /* (element-type utf8): their codes, as in the lists */
  GPtrArray      *columns;
  MlsRecipeLayer *layer;        /* what does not change: its name and file */
  char           *fault;        /* (nullable): why there is no such layer */
  GPtrArray      *lost;         /* (element-type utf8): what of a recipe cannot be chosen here, until something else is */

  const MlsGroundFacts *facts;  /* (nullable), borrowed */
};

G_DEFINE_FINAL_TYPE (MlsSkeletonRow, mls_skeleton_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  REMOVED,
  MOVED,
  LOCATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mls_skeleton_row_finalize (GObject *object)
{
  MlsSkeletonRow *self = MLS_SKELETON_ROW (object);

  for (int d = 0; d < N_DIMENSIONS; d++)
    g_ptr_array_unref (self->classes[d]);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->lost);
  mls_recipe_layer_free (self->layer);
  g_free (self->fault);

  G_OBJECT_CLASS (mls_skeleton_row_parent_class)->finalize (object);
}

static void
mls_skeleton_row_class_init (MlsSkeletonRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_skeleton_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_SKELETON_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", MLS_TYPE_SKELETON_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", MLS_TYPE_SKELETON_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_INT);
  signals[LOCATED] = g_signal_new ("located", MLS_TYPE_SKELETON_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
mls_skeleton_row_init (MlsSkeletonRow *self)
{
  self->lost = g_ptr_array_new_with_free_func (g_free);
  for (int d = 0; d < N_DIMENSIONS; d++)
    self->classes[d] = g_ptr_array_new_with_free_func (g_free);
}

/* What it says now */

/* The first choice of each list is none. */
static const char *
chosen_of (AdwComboRow *row, const GPtrArray *values)
{
  guint selected = row != NULL ? adw_combo_row_get_selected (row) : 0;

  return selected > 0 && selected <= values->len ? g_ptr_array_index (values, selected - 1) : NULL;
}

/* The years that are written; any words. */
static GStrv
read_years (MlsSkeletonRow *self)
{
  g_auto (GStrv) words = g_strsplit_set (gtk_editable_get_text (GTK_EDITABLE (self->years)), " ,;", -1);
  g_autoptr (GStrvBuilder) years = g_strv_builder_new ();

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_strv_builder_add (years, *word);

  return g_strv_builder_end (years);
}

static gboolean
check_years (MlsSkeletonRow *self)
{
  g_auto (GStrv) years = read_years (self);
  MlsVintage vintage;
  guint i = 0;

  while (years[i] != NULL && mls_vintage_read (years[i], &vintage))
    i++;

  return years[i] == NULL;
}

static const char *
code_of (MlsSkeletonRow *self, int dimension)
{
  return chosen_of (self->code[dimension], self->classes[dimension]);
}

/* Metres with a point or a comma; nothing is 0. */
static gboolean
read_width (MlsSkeletonRow *self, double *width_m)
{
  g_autofree char *text = NULL;

  *width_m = 0;
  if (self->width == NULL)
    return TRUE;

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->width))));
  g_strdelimit (text, ",", '.');

  return *text == '\0' || (mls_text_to_number (text, width_m) && *width_m >= 0 && *width_m <= MLS_WIDTH_MAX_M);
}

/**
 * mls_skeleton_row_get_missing:
 * @self: the row
 *
 * Returns: (nullable): what is missing, in words; %NULL if nothing is
 */
const char *
mls_skeleton_row_get_missing (MlsSkeletonRow *self)
{
  g_autoptr (MlsCrs) crs = self->crs != NULL ? mls_crs_new (gtk_editable_get_text (GTK_EDITABLE (self->crs)), NULL) : NULL;
  double width_m;

  if (self->fault != NULL)
    return self->fault;
  if (self->lost->len > 0)
    return g_ptr_array_index (self->lost, 0);
  if (code_of (self, MLS_DIMENSION_COVER) == NULL && code_of (self, MLS_DIMENSION_USE) == NULL)
    return _("What each layer becomes has to be chosen: a cover, a use, or both.");
  if (!read_width (self, &width_m))
    return _("A width is a number of metres, 500 at most.");
  if (self->facts->kind == MLS_GROUND_LINE && width_m == 0 && chosen_of (self->column, self->columns) == NULL)
    return _("How wide lines are has to be said: a column, or metres.");
  if (!check_years (self))
    return _("A vintage is a year of two or four digits.");

  return self->crs != NULL && crs == NULL ? _("The reference system of the layer is none that is known.") : NULL;
}

static char *
dup_entry (AdwEntryRow *row)
{
  char *text = row != NULL ? g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)))) : NULL;

  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

/**
 * mls_skeleton_row_dup_layer:
 * @self: the row
 *
 * Returns: (transfer full): the layer as a part of a recipe, with what of it is chosen
 */
MlsRecipeLayer *
mls_skeleton_row_dup_layer (MlsSkeletonRow *self)
{
  MlsRecipeLayer *layer;

  if (self->facts == NULL)
    return mls_recipe_layer_copy (self->layer);

  layer = mls_recipe_layer_new ();
  layer->name = g_strdup (self->layer->name);
  layer->source.file = g_strdup (self->layer->source.file);
  layer->source.layer = g_strdup (self->layer->source.layer);
  layer->source.where = dup_entry (self->where);
  layer->source.crs = dup_entry (self->crs);
  layer->cover = g_strdup (code_of (self, MLS_DIMENSION_COVER));
  layer->use = g_strdup (code_of (self, MLS_DIMENSION_USE));
  layer->width_column = g_strdup (chosen_of (self->column, self->columns));
  read_width (self, &layer->width_m);
  layer->vintages = read_years (self);
  if (layer->vintages[0] == NULL)
    g_clear_pointer (&layer->vintages, g_strfreev);

  return layer;
}

/**
 * mls_skeleton_text:
 * @layer: a layer of a recipe
 *
 * Returns: (transfer full): what becomes of it, in a few words
 */
char *
mls_skeleton_text (const MlsRecipeLayer *layer)
{
  g_autofree char *years = layer->vintages != NULL ? g_strjoinv (" ", layer->vintages) : NULL;
  g_autofree char *width = layer->width_m > 0 ? mls_format_length (layer->width_m) : NULL;
  const char *const parts[] = { layer->cover, layer->use, layer->width_column, width, years };
  GString *text = g_string_new (layer->cover == NULL && layer->use == NULL ? _("Nothing chosen yet") : NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : i == 1 ? " " : " · ", parts[i]);

  return g_string_free (text, FALSE);
}

/**
 * mls_skeleton_row_get_facts:
 * @self: the row
 *
 * Returns: (nullable): what is known of the layer; %NULL if there is none
 */
const MlsGroundFacts *
mls_skeleton_row_get_facts (MlsSkeletonRow *self)
{
  return self->facts;
}

/* Making it */

/* What is wrong with it, else what becomes of it. */
static void
show_text (MlsSkeletonRow *self)
{
  g_autoptr (MlsRecipeLayer) layer = mls_skeleton_row_dup_layer (self);
  g_autofree char *text = mls_skeleton_text (layer);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), self->fault != NULL ? self->fault : text);
}

static void
on_changed (MlsSkeletonRow *self)
{
  show_text (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_removed (MlsSkeletonRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
on_up (MlsSkeletonRow *self)
{
  g_signal_emit (self, signals[MOVED], 0, -1);
}

static void
on_down (MlsSkeletonRow *self)
{
  g_signal_emit (self, signals[MOVED], 0, 1);
}

static void
take_located (gpointer owner, const char *path)
{
  g_signal_emit (owner, signals[LOCATED], 0, path);
}

static void
on_locate (MlsSkeletonRow *self)
{
  GtkFileChooserNative *chooser = mls_import_form_chooser_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));

  gtk_native_dialog_set_title (GTK_NATIVE_DIALOG (chooser), _("Choose layers"));
  mls_choose_file (chooser, take_located, self);
}

static GtkButton *
add_button (MlsSkeletonRow *self, const char *icon, const char *name, GCallback func)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", func, self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), button);

  return GTK_BUTTON (button);
}

/* What of a recipe cannot be had: the choice shows it, and it is missing until something else is chosen. */
static void
lose (MlsSkeletonRow *self, AdwComboRow *row, char *why)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), why);
  g_object_set_data (G_OBJECT (row), "lost", why);
  g_ptr_array_add (self->lost, why);
}

static void
on_chosen (MlsSkeletonRow *self, GParamSpec *pspec, AdwComboRow *row)
{
  g_ptr_array_remove (self->lost, g_object_steal_data (G_OBJECT (row), "lost"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "");
  on_changed (self);
}

static AdwComboRow *
add_choice (MlsSkeletonRow *self, const char *title, GtkStringList *names, guint selected)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return ADW_COMBO_ROW (row);
}

static AdwEntryRow *
add_entry (MlsSkeletonRow *self, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return ADW_ENTRY_ROW (row);
}

static void
add_code (MlsSkeletonRow           *self,
          MlsDimension              dimension,
          const char               *title,
          const MlsNomenclature    *nomenclature,
          MlsLanguage               language,
          const char               *guess)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n, selected = 0;
  const MlsClass *const *classes = mls_nomenclature_classes (nomenclature, dimension, &n);
  const char *wanted = guess != NULL ? g_quark_to_string (mls_nomenclature_read_code (nomenclature, dimension, guess)) : NULL;

  gtk_string_list_append (names, "–");
  for (guint i = 0; i < n; i++)
    {
      const char *code = g_quark_to_string (classes[i]->code);
      g_autofree char *text = g_strdup_printf ("%s  %s", code, mls_class_label (classes[i], language));

      if (!mls_class_is_offered (classes[i]))
        continue;

      gtk_string_list_append (names, text);
      g_ptr_array_add (self->classes[dimension], g_strdup (code));
      if (g_strcmp0 (code, wanted) == 0)
        selected = self->classes[dimension]->len;
    }

  self->code[dimension] = add_choice (self, title, names, selected);
  if (guess != NULL && selected == 0)
    lose (self, self->code[dimension], g_strdup_printf (_("The nomenclature has no class “%s”."), guess));
}

static void
add_widths (MlsSkeletonRow *self, const MlsRecipeLayer *layer)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *width = layer->width_m > 0 ? mls_format_ascii (layer->width_m) : NULL;
  guint selected = 0;

  gtk_string_list_append (names, "–");
  for (guint i = 0; i < self->columns->len; i++)
    {
      gtk_string_list_append (names, g_ptr_array_index (self->columns, i));
      if (layer->width_column != NULL && g_ascii_strcasecmp (layer->width_column, g_ptr_array_index (self->columns, i)) == 0)
        selected = i + 1;
    }

  self->column = add_choice (self, _("Width of lines: a column of metres"), names, selected);
  if (layer->width_column != NULL && selected == 0)
    lose (self, self->column, g_strdup_printf (_("The layer has no column “%s”."), layer->width_column));
  self->width = add_entry (self, _("Width where no column tells it, m"), width);
}

/* All that can be chosen of a layer that is there. */
static void
add_choices (MlsSkeletonRow *self, const MlsNomenclature *nomenclature, MlsLanguage language)
{
  const MlsRecipeLayer *layer = self->layer;
  g_autofree char *years = layer->vintages != NULL ? g_strjoinv (" ", layer->vintages) : NULL;

  add_code (self, MLS_DIMENSION_COVER, _("Cover"), nomenclature, language, layer->cover);
  add_code (self, MLS_DIMENSION_USE, _("Use"), nomenclature, language, layer->use);
  if (self->facts->kind != MLS_GROUND_AREA)
    add_widths (self, layer);
  self->where = add_entry (self, _("Only features for which, as SQL has it"), layer->source.where);
  self->years = add_entry (self, _("Only at these dates; empty for all"), years);
  if (self->facts->crs == NULL)
    self->crs = add_entry (self, _("Reference system of the layer, which does not tell it"),
                           layer->source.crs != NULL ? layer->source.crs : "EPSG:2154");

  show_text (self);
}

/* What is not there can only be told, and looked for. */
static void
show_fault (MlsSkeletonRow *self)
{
  GtkWidget *locate = mls_locate_button_new ();

  gtk_widget_set_tooltip_text (locate, _("Say where it is now"));
  g_signal_connect_object (locate, "clicked", G_CALLBACK (on_locate), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), locate);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), self->fault);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), FALSE);
}

/**
 * mls_skeleton_row_new:
 * @nomenclature: what there is to become
 * @language: of labels
 * @facts: (nullable): what is known of the layer; has to stay
 * @layer: (transfer full): what it most likely becomes
 * @fault: (nullable): why there is no such layer, where @facts is %NULL
 *
 * Returns: (transfer floating): the row, open if something is missing
 */
GtkWidget *
mls_skeleton_row_new (const MlsNomenclature *nomenclature,
                      MlsLanguage            language,
                      const MlsGroundFacts  *facts,
                      MlsRecipeLayer        *layer,
                      const char            *fault)
{
  MlsSkeletonRow *self = g_object_new (MLS_TYPE_SKELETON_ROW, "use-markup", FALSE, "title", layer->name, NULL);

  self->layer = layer;
  self->facts = facts;
  self->fault = g_strdup (fault);
  self->columns = facts != NULL ? g_ptr_array_ref (facts->columns) : g_ptr_array_new ();
  add_button (self, "user-trash-symbolic", _("Leave this layer out"), G_CALLBACK (on_removed));
  self->down = add_button (self, "go-down-symbolic", _("After the next one"), G_CALLBACK (on_down));
  self->up = add_button (self, "go-up-symbolic", _("Before the one above"), G_CALLBACK (on_up));
  if (facts != NULL)
    add_choices (self, nomenclature, language);
  else
    show_fault (self);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), facts != NULL && mls_skeleton_row_get_missing (self) != NULL);

  return GTK_WIDGET (self);
}

/**
 * mls_skeleton_row_set_place:
 * @self: the row
 * @is_first: whether none stands above it
 * @is_last: whether none stands below
 */
void
mls_skeleton_row_set_place (MlsSkeletonRow *self, gboolean is_first, gboolean is_last)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->up), !is_first);
  gtk_widget_set_sensitive (GTK_WIDGET (self->down), !is_last);
}
