#include "ui/skeleton-row.h"

#include "base/format.h"
#include "base/text.h"
#include "geometry/crs.h"
#include "store/ground-layer.h"

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
  AdwEntryRow    *crs;          /* (nullable): of layers that do not tell */
  GtkButton      *up;
  GtkButton      *down;

  /* owned */
  GPtrArray      *classes[N_DIMENSIONS]; /* (element-type utf8): their codes, as in the lists */
  GPtrArray      *columns;
  MlsRecipeLayer *layer;        /* what does not change: its name and file */
  MlsGroundKind   kind;
  char           *text;
};

G_DEFINE_FINAL_TYPE (MlsSkeletonRow, mls_skeleton_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  REMOVED,
  MOVED,
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
  mls_recipe_layer_free (self->layer);
  g_free (self->text);

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
}

static void
mls_skeleton_row_init (MlsSkeletonRow *self)
{
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

  if (code_of (self, MLS_DIMENSION_COVER) == NULL && code_of (self, MLS_DIMENSION_USE) == NULL)
    return _("What each layer becomes has to be chosen: a cover, a use, or both.");
  if (!read_width (self, &width_m))
    return _("A width is a number of metres, 500 at most.");
  if (self->kind == MLS_GROUND_LINE && width_m == 0 && chosen_of (self->column, self->columns) == NULL)
    return _("How wide lines are has to be said: a column, or metres.");

  return self->crs != NULL && crs == NULL ? _("The reference system of the layer is none that is known.") : NULL;
}

/**
 * mls_skeleton_row_get_text:
 * @self: the row
 *
 * Returns: what becomes of the layer, in a few words, valid until it changes
 */
const char *
mls_skeleton_row_get_text (MlsSkeletonRow *self)
{
  const char *cover = code_of (self, MLS_DIMENSION_COVER);
  const char *use = code_of (self, MLS_DIMENSION_USE);
  const char *column = chosen_of (self->column, self->columns);
  g_autoptr (GString) text = g_string_new (NULL);
  double width_m;

  if (cover != NULL || use != NULL)
    g_string_append_printf (text, "%s%s%s", cover != NULL ? cover : "", cover != NULL && use != NULL ? " " : "", use != NULL ? use : "");
  else
    g_string_append (text, _("Nothing chosen yet"));
  if (column != NULL)
    g_string_append_printf (text, " · %s", column);
  if (read_width (self, &width_m) && width_m > 0)
    {
      g_autofree char *width = mls_format_length (width_m);

      g_string_append_printf (text, " · %s", width);
    }

  g_free (self->text);
  self->text = g_strdup (text->str);

  return self->text;
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
 * @self: a row where nothing is missing
 *
 * Returns: (transfer full): the layer as a part of a recipe
 */
MlsRecipeLayer *
mls_skeleton_row_dup_layer (MlsSkeletonRow *self)
{
  MlsRecipeLayer *layer = mls_recipe_layer_new ();

  layer->name = g_strdup (self->layer->name);
  layer->source.file = g_strdup (self->layer->source.file);
  layer->source.layer = g_strdup (self->layer->source.layer);
  layer->source.where = dup_entry (self->where);
  layer->source.crs = dup_entry (self->crs);
  layer->cover = g_strdup (code_of (self, MLS_DIMENSION_COVER));
  layer->use = g_strdup (code_of (self, MLS_DIMENSION_USE));
  layer->width_column = g_strdup (chosen_of (self->column, self->columns));
  read_width (self, &layer->width_m);

  return layer;
}

/* Making it */

static void
on_changed (MlsSkeletonRow *self)
{
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), mls_skeleton_row_get_text (self));
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

static AdwComboRow *
add_choice (MlsSkeletonRow *self, const char *title, GtkStringList *names, guint selected)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
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

  gtk_string_list_append (names, "–");
  for (guint i = 0; i < n; i++)
    {
      const char *code = g_quark_to_string (classes[i]->code);
      g_autofree char *text = g_strdup_printf ("%s  %s", code, mls_class_label (classes[i], language));

      if (!mls_class_is_offered (classes[i]))
        continue;

      gtk_string_list_append (names, text);
      g_ptr_array_add (self->classes[dimension], g_strdup (code));
      if (g_strcmp0 (code, guess) == 0)
        selected = self->classes[dimension]->len;
    }

  self->code[dimension] = add_choice (self, title, names, selected);
}

static void
add_widths (MlsSkeletonRow *self, const MlsRecipeLayer *guess)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *width = guess->width_m > 0 ? mls_format_ascii (guess->width_m) : NULL;
  guint selected = 0;

  gtk_string_list_append (names, "–");
  for (guint i = 0; i < self->columns->len; i++)
    {
      gtk_string_list_append (names, g_ptr_array_index (self->columns, i));
      if (g_strcmp0 (guess->width_column, g_ptr_array_index (self->columns, i)) == 0)
        selected = i + 1;
    }

  self->column = add_choice (self, _("Width of lines: a column of metres"), names, selected);
  self->width = add_entry (self, _("Width where no column tells it, m"), width);
}

/**
 * mls_skeleton_row_new:
 * @nomenclature: what there is to become
 * @language: of labels
 * @facts: what is known of the layer; not kept
 * @guess: (transfer full): what it most likely becomes
 *
 * Returns: (transfer floating): the row, open if something is missing
 */
GtkWidget *
mls_skeleton_row_new (const MlsNomenclature *nomenclature,
                      MlsLanguage            language,
                      const MlsGroundFacts  *facts,
                      MlsRecipeLayer        *guess)
{
  MlsSkeletonRow *self = g_object_new (MLS_TYPE_SKELETON_ROW, "use-markup", FALSE, "title", guess->name, NULL);

  self->layer = guess;
  self->kind = facts->kind;
  self->columns = g_ptr_array_ref (facts->columns);
  add_button (self, "user-trash-symbolic", _("Leave this layer out"), G_CALLBACK (on_removed));
  self->down = add_button (self, "go-down-symbolic", _("After the next one"), G_CALLBACK (on_down));
  self->up = add_button (self, "go-up-symbolic", _("Before the one above"), G_CALLBACK (on_up));

  add_code (self, MLS_DIMENSION_COVER, _("Cover"), nomenclature, language, guess->cover);
  add_code (self, MLS_DIMENSION_USE, _("Use"), nomenclature, language, guess->use);
  if (facts->kind != MLS_GROUND_AREA)
    add_widths (self, guess);
  self->where = add_entry (self, _("Only features for which, as SQL has it"), guess->source.where);
  if (facts->crs == NULL)
    self->crs = add_entry (self, _("Reference system of the layer, which does not tell it"), "EPSG:2154");

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), mls_skeleton_row_get_text (self));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), mls_skeleton_row_get_missing (self) != NULL);

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
