#include "ui/favourites.h"

#include "ui/keys.h"
#include "ui/language.h"
#include "ui/swatch.h"

#include <glib/gi18n.h>

#define N_COLUMNS 2

/* As long as "6.3.0 1.1.3", whose points are narrow. */
#define CODES_CHARS 9

typedef struct
{
  MlsPair    pair;
  GtkWidget *button;
  MlsSwatch *swatch;
  GtkLabel  *codes;
} Favourite;

struct _MlsFavourites
{
  GtkGrid parent_instance;

  /* owned */
  MlsNomenclature *nomenclature;

  int       year;
  Favourite favourites[MLS_N_FAVOURITES];
};

G_DEFINE_FINAL_TYPE (MlsFavourites, mls_favourites, GTK_TYPE_GRID)

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
describe (MlsFavourites *self, MlsPair pair)
{
  const MlsClass *cover = mls_nomenclature_class (self->nomenclature, MLS_DIMENSION_COVER, pair.cover);
  const MlsClass *use = mls_nomenclature_class (self->nomenclature, MLS_DIMENSION_USE, pair.use);

  return g_strdup_printf ("%s %s\n%s %s", g_quark_to_string (pair.cover),
                          cover != NULL ? mls_class_label (cover, mls_ui_language ()) : "",
                          g_quark_to_string (pair.use),
                          use != NULL ? mls_class_label (use, mls_ui_language ()) : "");
}

static void
show_favourite (MlsFavourites *self, Favourite *favourite)
{
  gboolean empty = favourite->pair.cover == 0 || favourite->pair.use == 0 || self->nomenclature == NULL;
  g_autofree char *codes = NULL;
  g_autofree char *tooltip = NULL;

  if (empty)
    {
      codes = g_strdup (_("Empty"));
      tooltip = g_strdup (_("Click to keep the current pair here"));
    }
  else
    {
      codes = g_strdup_printf ("%s %s", digits_of (favourite->pair.cover), digits_of (favourite->pair.use));
      tooltip = describe (self, favourite->pair);
    }

  /* A pair that the edited vintage does not know is not offered. */
  gtk_widget_set_sensitive (favourite->button,
                            empty || mls_nomenclature_pair_state (self->nomenclature, favourite->pair, self->year) ==
                                       MLS_CODE_VALID);
  mls_swatch_set_pair (favourite->swatch, self->nomenclature, favourite->pair);
  gtk_label_set_text (favourite->codes, codes);
  gtk_widget_set_tooltip_text (favourite->button, tooltip);
  if (empty)
    gtk_widget_add_css_class (favourite->button, "dim-label");
  else
    gtk_widget_remove_css_class (favourite->button, "dim-label");
}

static guint
index_of (MlsFavourites *self, GtkWidget *button)
{
  guint i = 0;

  while (self->favourites[i].button != button)
    i++;

  return i;
}

static void
on_clicked (GtkButton *button, MlsFavourites *self)
{
  guint index = index_of (self, GTK_WIDGET (button));
  gboolean empty = self->favourites[index].pair.cover == 0;

  g_signal_emit (self, signals[empty ? KEPT : CHOSEN], 0, index);
}

static void
on_secondary_click (GtkGestureClick *click, int n_press, double x, double y, MlsFavourites *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[KEPT], 0, index_of (self, button));
}

static char *
key_label (guint index)
{
  g_autofree char *action = g_strdup_printf ("win.favourite(%u)", index);
  const MlsKey *key = mls_keys_of_action (action);

  return key != NULL ? mls_key_get_label (key) : g_strdup ("");
}

static void
add_favourite (MlsFavourites *self, guint index)
{
  Favourite *favourite = &self->favourites[index];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkGesture *click = gtk_gesture_click_new ();
  g_autofree char *key = key_label (index);
  GtkWidget *key_widget = gtk_label_new (key);
  g_autofree char *name = g_strdup_printf (_("Favourite %s"), key);

  favourite->button = gtk_button_new ();
  favourite->swatch = g_object_new (MLS_TYPE_SWATCH, NULL);
  favourite->codes = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (favourite->codes, 0);
  gtk_label_set_ellipsize (favourite->codes, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (favourite->codes, CODES_CHARS);
  gtk_widget_set_hexpand (GTK_WIDGET (favourite->codes), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (favourite->codes), "code");
  gtk_widget_add_css_class (key_widget, "key");

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (favourite->swatch));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (favourite->codes));
  gtk_box_append (GTK_BOX (box), key_widget);
  gtk_button_set_child (GTK_BUTTON (favourite->button), box);
  gtk_widget_add_css_class (favourite->button, "flat");
  gtk_widget_set_focus_on_click (favourite->button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (favourite->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_secondary_click), self);
  gtk_widget_add_controller (favourite->button, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (favourite->button, "clicked", G_CALLBACK (on_clicked), self);

  gtk_grid_attach (GTK_GRID (self), favourite->button, (int) index % N_COLUMNS, (int) index / N_COLUMNS, 1,
                   1);
  show_favourite (self, favourite);
}

static void
mls_favourites_finalize (GObject *object)
{
  MlsFavourites *self = MLS_FAVOURITES (object);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);

  G_OBJECT_CLASS (mls_favourites_parent_class)->finalize (object);
}

static void
mls_favourites_class_init (MlsFavouritesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_favourites_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", MLS_TYPE_FAVOURITES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[KEPT] = g_signal_new ("kept", MLS_TYPE_FAVOURITES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "favourites");
}

static void
mls_favourites_init (MlsFavourites *self)
{
  gtk_grid_set_column_homogeneous (GTK_GRID (self), TRUE);

  for (guint i = 0; i < MLS_N_FAVOURITES; i++)
    add_favourite (self, i);
}

/**
 * mls_favourites_set_nomenclature:
 * @self: the favourites
 * @nomenclature: (nullable): where the colours and labels are from
 * @year: that of the edited vintage, whose pairs are offered
 */
void
mls_favourites_set_nomenclature (MlsFavourites *self, MlsNomenclature *nomenclature, int year)
{
  MlsNomenclature *old = self->nomenclature;

  g_return_if_fail (MLS_IS_FAVOURITES (self));

  self->nomenclature = nomenclature != NULL ? mls_nomenclature_ref (nomenclature) : NULL;
  self->year = year;
  for (guint i = 0; i < MLS_N_FAVOURITES; i++)
    show_favourite (self, &self->favourites[i]);

  g_clear_pointer (&old, mls_nomenclature_unref);
}

/**
 * mls_favourites_get_pair:
 * @self: the favourites
 * @index: a place, below %MLS_N_FAVOURITES
 *
 * Returns: the pair kept there; both codes are 0 in an empty place
 */
MlsPair
mls_favourites_get_pair (MlsFavourites *self, guint index)
{
  g_return_val_if_fail (index < MLS_N_FAVOURITES, ((MlsPair){ 0, 0 }));

  return self->favourites[index].pair;
}

/**
 * mls_favourites_set_pair:
 * @self: the favourites
 * @index: a place, below %MLS_N_FAVOURITES
 * @pair: the pair to keep there; both codes 0 empties it
 */
void
mls_favourites_set_pair (MlsFavourites *self, guint index, MlsPair pair)
{
  g_return_if_fail (index < MLS_N_FAVOURITES);

  self->favourites[index].pair = pair;
  show_favourite (self, &self->favourites[index]);
}
