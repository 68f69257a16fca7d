#include "ui/photo-menu.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef enum
{
  ROW_BRIGHTNESS,
  ROW_CONTRAST,
  ROW_GAMMA,
  ROW_SATURATION,
  ROW_OPACITY,
  ROW_STRETCH,
  ROW_BANDS,
  ROW_NODATA,
  N_ROWS,
} Row;

#define N_SCALES ROW_STRETCH

struct _MlsPhotoMenu
{
  GtkPopover parent_instance;

  GtkWidget   *box;
  GtkLabel    *title;
  GtkLabel    *source;
  GtkGrid     *grid;
  GtkScale    *scales[N_SCALES];
  GtkButton   *stretch;
  GtkEntry    *bands;
  GtkDropDown *nodata;
  GtkWidget   *resets[N_ROWS];

  gint64       id;             /* of the photo */
  MlsDisplay   display;
  gboolean     infrared;
  gboolean     showing;        /* the rows follow the photo, and say nothing of it */
  guint        changed_source;
};

G_DEFINE_FINAL_TYPE (MlsPhotoMenu, mls_photo_menu, GTK_TYPE_POPOVER)

enum
{
  CHANGED,
  STRETCH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A hand on a slider moves it more often than tiles can follow. */
#define CHANGED_MS 40

/* A slider for gamma is as long on either side of 1: it moves its logarithm. */
static const struct
{
  const char *title;
  const char *key;    /* of the word that says it, see imagery/display.c */
  gsize       offset;
  double      low;
  double      high;
  gboolean    is_log;
} rows[N_ROWS] = {
  [ROW_BRIGHTNESS] = { N_("Brightness"), "brightness", G_STRUCT_OFFSET (MlsDisplay, tone.brightness), -100, 100 },
  [ROW_CONTRAST] = { N_("Contrast"), "contrast", G_STRUCT_OFFSET (MlsDisplay, tone.contrast), -100, 100 },
  [ROW_GAMMA] = { N_("Gamma"), "gamma", G_STRUCT_OFFSET (MlsDisplay, tone.gamma), -0.7, 0.7, TRUE },
  [ROW_SATURATION] = { N_("Saturation"), "saturation", G_STRUCT_OFFSET (MlsDisplay, tone.saturation), -100, 100 },
  [ROW_OPACITY] = { N_("Opacity"), "opacity", G_STRUCT_OFFSET (MlsDisplay, tone.opacity), 0, 100 },
  [ROW_STRETCH] = { N_("Stretch"), "stretch" },
  [ROW_BANDS] = { N_("Bands"), "bands" },
  [ROW_NODATA] = { N_("Nodata"), "nodata" },
};

static const char *const policies[] = {
  [MLS_NODATA_AUTO] = N_("As usual"),
  [MLS_NODATA_IGNORE] = N_("Shown as it is"),
  [MLS_NODATA_HEED] = N_("Left out"),
};

static double *
value_of (MlsDisplay *display, Row row)
{
  return &G_STRUCT_MEMBER (double, display, rows[row].offset);
}

/* Where on its slider a value is, and the other way. */
static double
to_scale (Row row, double value)
{
  return rows[row].is_log ? log10 (value) : value;
}

static double
from_scale (Row row, double position)
{
  return rows[row].is_log ? round (pow (10, position) * 100) / 100 : round (position);
}

static const char *
key_of (MlsPhotoMenu *self, Row row)
{
  return row == ROW_BANDS && self->infrared ? "infrared" : rows[row].key;
}

/* What a row says in words; empty when it is as it is. */
static gboolean
is_as_is (MlsPhotoMenu *self, Row row)
{
  MlsDisplay other = self->display;
  g_autofree char *now = mls_display_dup_text (&self->display);
  g_autofree char *then = NULL;

  mls_display_set (&other, key_of (self, row), "", NULL);
  then = mls_display_dup_text (&other);

  return g_strcmp0 (now, then) == 0;
}

static void
show_bands (MlsPhotoMenu *self)
{
  const guint *bands = self->infrared ? self->display.infrared : self->display.raster.bands;
  g_autofree char *text = g_strdup_printf ("%u,%u,%u", bands[0], bands[1], bands[2]);

  gtk_editable_set_text (GTK_EDITABLE (self->bands), bands[0] > 0 ? text : "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->bands), "error");
}

static void
show_resets (MlsPhotoMenu *self)
{
  for (Row row = ROW_BRIGHTNESS; row < N_ROWS; row++)
    gtk_widget_set_sensitive (self->resets[row], !is_as_is (self, row));
}

static void
show_display (MlsPhotoMenu *self)
{
  self->showing = TRUE;
  for (Row row = ROW_BRIGHTNESS; row < N_SCALES; row++)
    gtk_range_set_value (GTK_RANGE (self->scales[row]), to_scale (row, *value_of (&self->display, row)));
  show_bands (self);
  gtk_drop_down_set_selected (self->nodata, self->display.raster.nodata);
  show_resets (self);
  self->showing = FALSE;
}

static gboolean
emit_changed (gpointer user_data)
{
  MlsPhotoMenu *self = user_data;

  self->changed_source = 0;
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
note_change (MlsPhotoMenu *self)
{
  show_resets (self);
  if (self->changed_source == 0)
    self->changed_source = g_timeout_add (CHANGED_MS, emit_changed, self);
}

static Row
row_of (gpointer widget)
{
  return (Row) GPOINTER_TO_INT (g_object_get_data (widget, "row"));
}

static void
on_moved (GtkRange *range, MlsPhotoMenu *self)
{
  Row row = row_of (range);

  if (self->showing)
    return;

  *value_of (&self->display, row) = from_scale (row, gtk_range_get_value (range));
  note_change (self);
}

static void
on_reset (GtkButton *button, MlsPhotoMenu *self)
{
  mls_display_set (&self->display, key_of (self, row_of (button)), "", NULL);
  show_display (self);
  note_change (self);
}

static void
on_bands (GtkEntry *entry, MlsPhotoMenu *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  if (!mls_display_set (&self->display, key_of (self, ROW_BANDS), g_strstrip (text), NULL))
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      return;
    }

  show_bands (self);
  note_change (self);
}

static void
on_nodata (MlsPhotoMenu *self)
{
  if (self->showing)
    return;

  self->display.raster.nodata = (MlsNodata) gtk_drop_down_get_selected (self->nodata);
  note_change (self);
}

static void
on_stretch (GtkButton *button, MlsPhotoMenu *self)
{
  g_signal_emit (self, signals[STRETCH], 0);
}

static void
on_closed (MlsPhotoMenu *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

static void
set_name (gpointer widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
reset_new (MlsPhotoMenu *self, Row row)
{
  GtkWidget *reset = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  /* Translators: %s is brightness, contrast and so on. */
  g_autofree char *name = g_strdup_printf (_("%s as it is"), _(rows[row].title));

  g_object_set_data (G_OBJECT (reset), "row", GINT_TO_POINTER (row));
  gtk_widget_add_css_class (reset, "flat");
  gtk_widget_set_tooltip_text (reset, name);
  set_name (reset, name);
  g_signal_connect (reset, "clicked", G_CALLBACK (on_reset), self);

  return reset;
}

static void
add_row (MlsPhotoMenu *self, Row row, GtkWidget *content)
{
  GtkWidget *title = gtk_label_new (_(rows[row].title));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_set_hexpand (content, TRUE);
  gtk_widget_set_valign (content, GTK_ALIGN_CENTER);
  self->resets[row] = reset_new (self, row);
  gtk_grid_attach (self->grid, title, 0, (int) row, 1, 1);
  gtk_grid_attach (self->grid, content, 1, (int) row, 1, 1);
  gtk_grid_attach (self->grid, self->resets[row], 2, (int) row, 1, 1);
}

static GtkWidget *
scale_new (MlsPhotoMenu *self, Row row)
{
  static const MlsDisplay as_is = MLS_DISPLAY_AS_IS;
  double low = rows[row].low;
  double high = rows[row].high;
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, low, high, (high - low) / 100);

  self->scales[row] = GTK_SCALE (scale);
  g_object_set_data (G_OBJECT (scale), "row", GINT_TO_POINTER (row));
  gtk_scale_set_draw_value (self->scales[row], FALSE);
  gtk_scale_set_has_origin (self->scales[row], low == 0);
  gtk_scale_add_mark (self->scales[row], to_scale (row, *value_of ((MlsDisplay *) &as_is, row)), GTK_POS_BOTTOM, NULL);
  gtk_widget_set_size_request (scale, 200, -1);
  set_name (scale, _(rows[row].title));
  g_signal_connect (scale, "value-changed", G_CALLBACK (on_moved), self);

  return scale;
}

static GtkWidget *
bands_new (MlsPhotoMenu *self)
{
  GtkWidget *bands = gtk_entry_new ();

  self->bands = GTK_ENTRY (bands);
  gtk_entry_set_placeholder_text (self->bands, "1,2,3");
  gtk_editable_set_width_chars (GTK_EDITABLE (bands), 8);
  gtk_widget_set_tooltip_text (bands, _("Bands shown as red, green and blue; Enter takes them"));
  set_name (bands, _(rows[ROW_BANDS].title));
  g_signal_connect (bands, "activate", G_CALLBACK (on_bands), self);

  return bands;
}

static GtkWidget *
nodata_new (MlsPhotoMenu *self)
{
  const char *texts[G_N_ELEMENTS (policies) + 1] = { NULL };
  GtkWidget *nodata;

  for (gsize i = 0; i < G_N_ELEMENTS (policies); i++)
    texts[i] = _(policies[i]);

  nodata = gtk_drop_down_new_from_strings (texts);
  self->nodata = GTK_DROP_DOWN (nodata);
  gtk_widget_set_tooltip_text (nodata, _("What becomes of the number that the file calls nodata: as usual it is left out, "
                                         "unless it is the white of a photo"));
  set_name (nodata, _(rows[ROW_NODATA].title));
  g_signal_connect_swapped (nodata, "notify::selected", G_CALLBACK (on_nodata), self);

  return nodata;
}

static GtkWidget *
label_new (MlsPhotoMenu *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);

  return label;
}

static void
mls_photo_menu_dispose (GObject *object)
{
  g_clear_handle_id (&MLS_PHOTO_MENU (object)->changed_source, g_source_remove);

  G_OBJECT_CLASS (mls_photo_menu_parent_class)->dispose (object);
}

static void
mls_photo_menu_class_init (MlsPhotoMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_photo_menu_dispose;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_PHOTO_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[STRETCH] = g_signal_new ("stretch", MLS_TYPE_PHOTO_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
mls_photo_menu_init (MlsPhotoMenu *self)
{
  static const MlsDisplay as_is = MLS_DISPLAY_AS_IS;
  GtkWidget *photos = gtk_button_new_with_label (_("Photos…"));

  self->display = as_is;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "state-menu");
  self->title = GTK_LABEL (label_new (self, "heading"));
  self->source = GTK_LABEL (label_new (self, "dim-label"));
  gtk_widget_add_css_class (GTK_WIDGET (self->source), "caption");

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 4);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->grid));
  for (Row row = ROW_BRIGHTNESS; row < N_SCALES; row++)
    add_row (self, row, scale_new (self, row));

  self->stretch = GTK_BUTTON (gtk_button_new_with_label (_("To what is in view")));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->stretch), _("Show the darkest of what is in view black, the lightest white"));
  g_signal_connect (self->stretch, "clicked", G_CALLBACK (on_stretch), self);
  add_row (self, ROW_STRETCH, GTK_WIDGET (self->stretch));
  add_row (self, ROW_BANDS, bands_new (self));
  add_row (self, ROW_NODATA, nodata_new (self));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (photos), "win.photos");
  g_signal_connect_swapped (photos, "clicked", G_CALLBACK (gtk_popover_popdown), self);
  gtk_widget_add_css_class (photos, "flat");
  gtk_box_append (GTK_BOX (self->box), photos);

  gtk_popover_set_child (GTK_POPOVER (self), self->box);
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}

/**
 * mls_photo_menu_set_content:
 * @self: the menu
 * @content: (nullable): the photo it is of; %NULL where there is none
 */
void
mls_photo_menu_set_content (MlsPhotoMenu *self, const MlsPhotoMenuContent *content)
{
  static const MlsPhotoMenuContent none = { .display = MLS_DISPLAY_AS_IS };

  g_return_if_fail (MLS_IS_PHOTO_MENU (self));

  g_clear_handle_id (&self->changed_source, g_source_remove);
  if (content == NULL)
    content = &none;

  self->id = content->id;
  self->display = content->display;
  self->infrared = content->infrared;
  gtk_label_set_text (self->title, content->title != NULL ? content->title : _("No photo"));
  gtk_label_set_text (self->source, content->source != NULL ? content->source : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->source), content->source);
  gtk_widget_set_visible (GTK_WIDGET (self->source), content->source != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->grid), content->title != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->grid), content->writable);
  show_display (self);
}

/**
 * mls_photo_menu_get_photo:
 * @self: the menu
 *
 * Returns: the id of the photo it is of, 0 for none
 */
gint64
mls_photo_menu_get_photo (MlsPhotoMenu *self)
{
  g_return_val_if_fail (MLS_IS_PHOTO_MENU (self), 0);

  return self->id;
}

/**
 * mls_photo_menu_get_display:
 * @self: the menu
 *
 * Returns: (transfer none): how the photo is to be shown
 */
const MlsDisplay *
mls_photo_menu_get_display (MlsPhotoMenu *self)
{
  g_return_val_if_fail (MLS_IS_PHOTO_MENU (self), NULL);

  return &self->display;
}
