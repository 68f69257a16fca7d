#include "ui/pair-palette.h"

#include "ui/keys.h"
#include "ui/language.h"
#include "ui/swatch.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_COLUMNS 2

/* As long as "6.3.0 1.1.3", whose points are narrow. */
#define CODES_CHARS 9

typedef struct
{
  MlsPair    pair;
  GtkWidget *button;
  MlsSwatch *swatch;
  GtkLabel  *codes;
} Place;

struct _MlsPairPalette
{
  GtkGrid parent_instance;

  /* owned */
  MlsNomenclature *nomenclature;

  MlsPairKind kind;
  int         year;
  Place       places[MLS_N_PAIRS];
};

G_DEFINE_FINAL_TYPE (MlsPairPalette, mls_pair_palette, GTK_TYPE_GRID)

enum
{
  CHOSEN,
  KEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A code without the letters all codes of its dimension begin with. */
static const char *
digits_of (MlsText code)
{
  const char *text = g_quark_to_string (code);

  while (g_ascii_isalpha (*text))
    text++;

  return text;
}

static char *
dup_digits (MlsPair pair)
{
  if (pair.cover == 0 || pair.use == 0)
    return g_strdup (digits_of (pair.cover != 0 ? pair.cover : pair.use));

  return g_strdup_printf ("%s %s", digits_of (pair.cover), digits_of (pair.use));
}

static char *
describe (MlsPairPalette *self, MlsPair pair)
{
  const MlsText codes[] = { pair.cover, pair.use };
  GString *text = g_string_new (NULL);

  for (int d = MLS_DIMENSION_COVER; d <= MLS_DIMENSION_USE; d++)
    {
      const MlsClass *klass = mls_nomenclature_class (self->nomenclature, (MlsDimension) d, codes[d]);

      if (codes[d] != 0)
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "", g_quark_to_string (codes[d]),
                                klass != NULL ? mls_class_label (klass, mls_ui_language ()) : "");
    }

  return g_string_free (text, FALSE);
}

static const struct
{
  const char *action; /* of a place: takes the pair there */
  const char *name;   /* before the key of a place */
  const char *empty;  /* what can be done with one that is empty */
} kinds[MLS_N_PAIR_KINDS] = {
  [MLS_PAIRS_FAVOURITE] = { "win.favourite", N_("Favourite"), N_("Click to keep the current pair here") },
  [MLS_PAIRS_RECENT] = { "win.recent-pair", N_("Recent pair"), N_("Pairs come here when they are used") },
};

static void
show_place (MlsPairPalette *self, Place *place)
{
  gboolean empty = self->nomenclature == NULL || !mls_nomenclature_is_whole (self->nomenclature, place->pair);
  g_autofree char *codes = NULL;
  g_autofree char *tooltip = NULL;

  if (empty)
    {
      codes = g_strdup (_("Empty"));
      tooltip = g_strdup (_(kinds[self->kind].empty));
    }
  else
    {
      codes = dup_digits (place->pair);
      tooltip = describe (self, place->pair);
    }

  /* A pair that the edited vintage does not know is not offered. */
  gtk_widget_set_sensitive (place->button,
                            empty || mls_nomenclature_pair_state (self->nomenclature, place->pair, self->year) ==
                                       MLS_CODE_VALID);
  mls_swatch_set_pair (place->swatch, self->nomenclature, place->pair);
  gtk_label_set_text (place->codes, codes);
  gtk_widget_set_tooltip_text (place->button, tooltip);
  if (empty)
    gtk_widget_add_css_class (place->button, "dim-label");
  else
    gtk_widget_remove_css_class (place->button, "dim-label");
}

static guint
index_of (MlsPairPalette *self, GtkWidget *button)
{
  guint i = 0;

  while (self->places[i].button != button)
    i++;

  return i;
}

static void
on_clicked (GtkButton *button, MlsPairPalette *self)
{
  guint index = index_of (self, GTK_WIDGET (button));

  MlsPair pair = self->places[index].pair;

  g_signal_emit (self, signals[pair.cover == 0 && pair.use == 0 ? KEPT : CHOSEN], 0, index);
}

static void
on_secondary_click (GtkGestureClick *click, int n_press, double x, double y, MlsPairPalette *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[KEPT], 0, index_of (self, button));
}

static char *
key_label (MlsPairPalette *self, guint index)
{
  g_autofree char *action = g_strdup_printf ("%s(%u)", kinds[self->kind].action, index);
  const MlsKey *key = mls_keys_of_action (action);

  return key != NULL ? mls_key_get_label (key) : g_strdup ("");
}

/* Where all keys have a modifier it is told above them, not on each. */
static void
add_place (MlsPairPalette *self, guint index)
{
  Place *place = &self->places[index];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkGesture *click = gtk_gesture_click_new ();
  g_autofree char *key = key_label (self, index);
  const char *modifier_end = strrchr (key, '+');
  GtkWidget *key_widget = gtk_label_new (modifier_end != NULL ? modifier_end + 1 : key);
  g_autofree char *name = g_strdup_printf ("%s %s", _(kinds[self->kind].name), key);

  place->button = gtk_button_new ();
  place->swatch = g_object_new (MLS_TYPE_SWATCH, NULL);
  place->codes = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (place->codes, 0);
  gtk_label_set_ellipsize (place->codes, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (place->codes, CODES_CHARS);
  gtk_widget_set_hexpand (GTK_WIDGET (place->codes), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (place->codes), "code");
  gtk_widget_add_css_class (key_widget, "key");

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (place->swatch));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (place->codes));
  gtk_box_append (GTK_BOX (box), key_widget);
  gtk_button_set_child (GTK_BUTTON (place->button), box);
  gtk_widget_add_css_class (place->button, "flat");
  gtk_widget_set_focus_on_click (place->button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (place->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_secondary_click), self);
  gtk_widget_add_controller (place->button, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (place->button, "clicked", G_CALLBACK (on_clicked), self);

  gtk_grid_attach (GTK_GRID (self), place->button, (int) index % N_COLUMNS, (int) index / N_COLUMNS, 1,
                   1);
  show_place (self, place);
}

static void
mls_pair_palette_finalize (GObject *object)
{
  MlsPairPalette *self = MLS_PAIR_PALETTE (object);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);

  G_OBJECT_CLASS (mls_pair_palette_parent_class)->finalize (object);
}

static void
mls_pair_palette_class_init (MlsPairPaletteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_pair_palette_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", MLS_TYPE_PAIR_PALETTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[KEPT] = g_signal_new ("kept", MLS_TYPE_PAIR_PALETTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "pairs");
}

static void
mls_pair_palette_init (MlsPairPalette *self)
{
  gtk_grid_set_column_homogeneous (GTK_GRID (self), TRUE);
}

/**
 * mls_pair_palette_new:
 * @kind: which pairs it is for
 *
 * Returns: (transfer floating): a palette of empty places
 */
GtkWidget *
mls_pair_palette_new (MlsPairKind kind)
{
  MlsPairPalette *self = g_object_new (MLS_TYPE_PAIR_PALETTE, NULL);

  self->kind = kind;
  for (guint i = 0; i < MLS_N_PAIRS; i++)
    add_place (self, i);

  return GTK_WIDGET (self);
}

/**
 * mls_pair_palette_set_nomenclature:
 * @self: a palette
 * @nomenclature: (nullable): where the colours and labels are from
 * @year: that of the edited vintage, whose pairs are offered
 */
void
mls_pair_palette_set_nomenclature (MlsPairPalette *self, MlsNomenclature *nomenclature, int year)
{
  MlsNomenclature *old = self->nomenclature;

  g_return_if_fail (MLS_IS_PAIR_PALETTE (self));

  if (old == nomenclature && self->year == year)
    return;

  self->nomenclature = nomenclature != NULL ? mls_nomenclature_ref (nomenclature) : NULL;
  self->year = year;
  for (guint i = 0; i < MLS_N_PAIRS; i++)
    show_place (self, &self->places[i]);

  g_clear_pointer (&old, mls_nomenclature_unref);
}

/**
 * mls_pair_palette_get_pair:
 * @self: a palette
 * @index: a place, below %MLS_N_PAIRS
 *
 * Returns: the pair there; both codes are 0 in an empty place
 */
MlsPair
mls_pair_palette_get_pair (MlsPairPalette *self, guint index)
{
  g_return_val_if_fail (index < MLS_N_PAIRS, ((MlsPair){ 0, 0 }));

  return self->places[index].pair;
}

/**
 * mls_pair_palette_set_pair:
 * @self: a palette
 * @index: a place, below %MLS_N_PAIRS
 * @pair: the pair to be there; both codes 0 empties it
 */
void
mls_pair_palette_set_pair (MlsPairPalette *self, guint index, MlsPair pair)
{
  g_return_if_fail (index < MLS_N_PAIRS);

  self->places[index].pair = pair;
  show_place (self, &self->places[index]);
}
