#include "ui/layer-row.h"

#include "base/format.h"
#include "paint/figure-style.h"
#include "ui/choose-file.h"
#include "ui/swatch.h"

#include <glib/gi18n.h>

/* What is told apart from borders, from what is selected, and from each other. */
static const struct
{
  guint32     colour;
  const char *name;
} colours[] = {
  { 0x7db8ff, N_("Blue") },   { 0xff9ecb, N_("Pink") },  { 0x00d2a8, N_("Turquoise") }, { 0xffc14d, N_("Sand") },
  { 0xd6a8ff, N_("Lilac") },  { 0xb4e600, N_("Lime") },  { 0xffffff, N_("White") },     { 0x101820, N_("Black") },
};

#define LEAST_WIDTH 0.5
#define WIDTH_STEP  0.5

struct _MlsLayerRow
{
  AdwExpanderRow    parent_instance;

  /* owned */
  MlsReferenceLink *link;
  GStrv             fields;  /* (nullable): once the layer is read */

  MlsSwatch        *swatch;
  AdwComboRow      *naming;
  AdwActionRow     *file;
  GtkWidget        *locate;  /* for one whose file is missing */
  gboolean          filling; /* what changes now is no wish */
};

G_DEFINE_FINAL_TYPE (MlsLayerRow, mls_layer_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  MOVED,
  RAISED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
change (MlsLayerRow *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0, self->link);
}

static void
set_title (MlsLayerRow *self)
{
  g_autofree char *title = g_markup_escape_text (self->link->title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
}

/* To be told from those of other layers. */
static void
set_name (MlsLayerRow *self, GtkWidget *widget, const char *name)
{
  g_autofree char *label = g_strdup_printf ("%s: %s", name, self->link->title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Rows below its name */

static GtkWidget *
add_row (MlsLayerRow *self, const char *title, GtkWidget *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  set_name (self, suffix, title);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return row;
}

static void
on_title (AdwEntryRow *row, MlsLayerRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  if (*text == '\0')
    return;

  g_free (self->link->title);
  self->link->title = g_strdup (text);
  set_title (self);
  change (self);
}

static void
add_title (MlsLayerRow *self)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Title"));
  gtk_editable_set_text (GTK_EDITABLE (row), self->link->title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect (row, "apply", G_CALLBACK (on_title), self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
on_colour (GtkButton *button, MlsLayerRow *self)
{
  self->link->colour = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "colour"));
  mls_swatch_set_colour (self->swatch, self->link->colour);
  change (self);
}

static void
add_colours (MlsLayerRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      GtkWidget *button = gtk_button_new ();
      GtkWidget *swatch = g_object_new (MLS_TYPE_SWATCH, NULL);

      mls_swatch_set_colour (MLS_SWATCH (swatch), colours[i].colour);
      gtk_button_set_child (GTK_BUTTON (button), swatch);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, _(colours[i].name));
      set_name (self, button, _(colours[i].name));
      g_object_set_data (G_OBJECT (button), "colour", GUINT_TO_POINTER (colours[i].colour));
      g_signal_connect (button, "clicked", G_CALLBACK (on_colour), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  add_row (self, _("Colour"), box);
}

static void
on_width (GtkSpinButton *spin, MlsLayerRow *self)
{
  self->link->width = gtk_spin_button_get_value (spin);
  change (self);
}

static void
on_fill (GtkRange *scale, MlsLayerRow *self)
{
  self->link->fill = gtk_range_get_value (scale) / 100;
  change (self);
}

static void
add_measures (MlsLayerRow *self)
{
  GtkWidget *width = gtk_spin_button_new_with_range (LEAST_WIDTH, MLS_FIGURE_MAX_WIDTH, WIDTH_STEP);
  GtkWidget *fill = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 100, 5);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (width), self->link->width);
  g_signal_connect (width, "value-changed", G_CALLBACK (on_width), self);
  add_row (self, _("Width of lines"), width);

  gtk_scale_set_draw_value (GTK_SCALE (fill), FALSE);
  gtk_widget_set_size_request (fill, 180, -1);
  gtk_range_set_value (GTK_RANGE (fill), 100 * self->link->fill);
  g_signal_connect (fill, "value-changed", G_CALLBACK (on_fill), self);
  add_row (self, _("Fill of areas"), fill);
}

static void
on_place (GtkDropDown *choice, GParamSpec *pspec, MlsLayerRow *self)
{
  self->link->over = gtk_drop_down_get_selected (choice) == 0;
  change (self);
}

static void
add_place (MlsLayerRow *self)
{
  const char *const places[] = { _("Over the map"), _("Under the map"), NULL };
  GtkWidget *choice = gtk_drop_down_new_from_strings (places);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), self->link->over ? 0 : 1);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (on_place), self);
  add_row (self, _("It lies"), choice);
}

/* Switches */

static void
on_switch (GtkSwitch *widget, GParamSpec *pspec, MlsLayerRow *self)
{
  gsize offset = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (widget), "offset"));

  G_STRUCT_MEMBER (gboolean, self->link, offset) = gtk_switch_get_active (widget);
  change (self);
}

/* Of what the link has @offset bytes behind its start. */
static GtkWidget *
switch_new (MlsLayerRow *self, gsize offset)
{
  GtkWidget *widget = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (widget), G_STRUCT_MEMBER (gboolean, self->link, offset));
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (widget), "offset", GSIZE_TO_POINTER (offset));
  g_signal_connect (widget, "notify::active", G_CALLBACK (on_switch), self);

  return widget;
}

/* Names */

static void
on_naming (AdwComboRow *row, GParamSpec *pspec, MlsLayerRow *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;

  g_free (self->link->name_field);
  self->link->name_field = selected > 0 ? g_strdup (self->fields[selected - 1]) : NULL;
  change (self);
}

/* Which field it may be is known once the layer is read. One that the file has no more is none of them. */
static void
fill_naming (MlsLayerRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = self->link->name_field == NULL ? 0 : GTK_INVALID_LIST_POSITION;

  gtk_string_list_append (names, _("None"));
  for (guint i = 0; self->fields != NULL && self->fields[i] != NULL; i++)
    {
      gtk_string_list_append (names, self->fields[i]);
      if (g_strcmp0 (self->fields[i], self->link->name_field) == 0)
        selected = i + 1;
    }

  self->filling = TRUE;
  adw_combo_row_set_model (self->naming, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->naming, selected);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->naming), self->fields != NULL);
}

static gboolean
are_same (GStrv a, GStrv b)
{
  return a != NULL && g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/* A file that has changed, or another in its place, may have others. */
static void
set_fields (MlsLayerRow *self, GStrv fields)
{
  if (fields == NULL || are_same (self->fields, fields))
    return;

  g_strfreev (self->fields);
  self->fields = g_strdupv (fields);
  fill_naming (self);
}

static void
add_naming (MlsLayerRow *self)
{
  self->naming = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->naming), _("Names are in the field"));
  fill_naming (self);
  g_signal_connect (self->naming, "notify::selected", G_CALLBACK (on_naming), self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->naming));
}

/* Where it is */

static void
take_path (gpointer self, const char *path)
{
  g_signal_emit (self, signals[MOVED], 0, path);
}

static void
on_find (GtkButton *button, MlsLayerRow *self)
{
  mls_choose_moved (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->link->title, self->link->source,
                    take_path, self);
}

static void
add_source (MlsLayerRow *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("Choose…"));

  self->file = ADW_ACTION_ROW (add_row (self, _("File"), button));
  g_signal_connect (button, "clicked", G_CALLBACK (on_find), self);
}

/* It may have been found with another. */
static void
set_source (MlsLayerRow *self, const char *source)
{
  g_autofree char *subtitle = g_markup_escape_text (source, -1);

  g_free (self->link->source);
  self->link->source = g_strdup (source);
  adw_action_row_set_subtitle (self->file, subtitle);
}

/* The row itself */

static void
on_raise (MlsLayerRow *self)
{
  g_signal_emit (self, signals[RAISED], 0);
}

static void
on_remove (MlsLayerRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static GtkWidget *
button_new (MlsLayerRow *self, const char *icon, const char *name, GCallback func)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  set_name (self, button, name);
  g_signal_connect_swapped (button, "clicked", func, self);

  return button;
}

static void
mls_layer_row_finalize (GObject *object)
{
  MlsLayerRow *self = MLS_LAYER_ROW (object);

  mls_reference_link_free (self->link);
  g_strfreev (self->fields);

  G_OBJECT_CLASS (mls_layer_row_parent_class)->finalize (object);
}

static void
mls_layer_row_class_init (MlsLayerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_layer_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_LAYER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_POINTER);
  signals[MOVED] = g_signal_new ("moved", MLS_TYPE_LAYER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  signals[RAISED] = g_signal_new ("raised", MLS_TYPE_LAYER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", MLS_TYPE_LAYER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
}

static void
mls_layer_row_init (MlsLayerRow *self)
{
}

static void
add_head (MlsLayerRow *self, gboolean is_top)
{
  GtkWidget *shown = switch_new (self, G_STRUCT_OFFSET (MlsReferenceLink, shown));
  GtkWidget *raise = button_new (self, "go-up-symbolic", _("Lay over the one above"), G_CALLBACK (on_raise));

  self->swatch = g_object_new (MLS_TYPE_SWATCH, "valign", GTK_ALIGN_CENTER, NULL);
  mls_swatch_set_colour (self->swatch, self->link->colour);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->swatch));
  set_name (self, shown, _("Show it on the map"));
  gtk_widget_set_sensitive (raise, !is_top);

  self->locate = mls_locate_button_new ();
  set_name (self, self->locate, _("Locate…"));
  g_signal_connect (self->locate, "clicked", G_CALLBACK (on_find), self);

  /* The last one added stands first. */
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), shown);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self),
                               button_new (self, "user-trash-symbolic", _("Remove"), G_CALLBACK (on_remove)));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), raise);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->locate);
}

/**
 * mls_layer_row_new:
 * @layer: a layer
 * @is_top: whether there is none over it
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
mls_layer_row_new (const MlsReferenceLayer *layer, gboolean is_top)
{
  MlsLayerRow *self = g_object_new (MLS_TYPE_LAYER_ROW, NULL);

  self->link = mls_reference_link_copy (layer->link);
  set_title (self);
  add_head (self, is_top);
  add_colours (self);
  add_row (self, _("Snap to it"), switch_new (self, G_STRUCT_OFFSET (MlsReferenceLink, snapping)));
  add_row (self, _("Write its names"), switch_new (self, G_STRUCT_OFFSET (MlsReferenceLink, labelled)));
  add_naming (self);
  add_measures (self);
  add_place (self);
  add_title (self);
  add_source (self);
  mls_layer_row_set_read (self, layer);

  return GTK_WIDGET (self);
}

/**
 * mls_layer_row_get_id:
 * @self: a row
 *
 * Returns: which layer of the project it is of
 */
gint64
mls_layer_row_get_id (MlsLayerRow *self)
{
  return self->link->id;
}

static char *
count (const MlsFigures *figures)
{
  guint n = mls_figures_get_n (figures);
  g_autofree char *number = mls_format_count (n);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s feature", "%s features", n), number);
}

static char *
describe (const MlsReferenceLayer *layer)
{
  g_autofree char *so_far = NULL;

  if (layer->link->missing)
    return g_strdup_printf (_("Not found: %s"), layer->link->source);
  if (layer->failure != NULL)
    return g_strdup (layer->failure);
  if (layer->figures != NULL)
    return count (layer->figures);
  if (!layer->link->shown && layer->link->name_field == NULL)
    return g_strdup (layer->link->source);
  if (layer->so_far == NULL)
    return g_strdup (_("Being read…"));

  so_far = count (layer->so_far);

  /* Translators: "8,192 features". */
  return g_strdup_printf (_("Being read: %s so far"), so_far);
}

/**
 * mls_layer_row_set_read:
 * @self: a row
 * @layer: its layer, of which more may be known now
 */
void
mls_layer_row_set_read (MlsLayerRow *self, const MlsReferenceLayer *layer)
{
  g_autofree char *text = describe (layer);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);

  set_source (self, layer->link->source);
  gtk_widget_set_visible (self->locate, layer->link->missing);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  set_fields (self, layer->fields);
}
