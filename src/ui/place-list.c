#include "ui/place-list.h"

struct _MlsPlaceList
{
  GtkBox     parent_instance;

  /* owned */
  GPtrArray *places; /* (nullable) (element-type MlsFoundPlace) */
};

G_DEFINE_FINAL_TYPE (MlsPlaceList, mls_place_list, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mls_place_list_finalize (GObject *object)
{
  g_clear_pointer (&MLS_PLACE_LIST (object)->places, g_ptr_array_unref);

  G_OBJECT_CLASS (mls_place_list_parent_class)->finalize (object);
}

static void
mls_place_list_class_init (MlsPlaceListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_place_list_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", MLS_TYPE_PLACE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_POINTER);
}

static void
mls_place_list_init (MlsPlaceList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

static void
on_clicked (GtkButton *button, MlsPlaceList *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  g_signal_emit (self, signals[CHOSEN], 0, g_ptr_array_index (self->places, i));
}

static GtkWidget *
label_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);

  return label;
}

static void
add_place (MlsPlaceList *self, guint i)
{
  const MlsFoundPlace *place = g_ptr_array_index (self->places, i);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = label_new (place->text);
  GtkWidget *source = label_new (place->source);
  g_autofree char *whole = g_strdup_printf ("%s, %s", place->text, place->source);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (source, "dim-label");
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), source);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (i));
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_box_append (GTK_BOX (self), button);
}

/**
 * mls_place_list_set_places:
 * @self: the list
 * @places: (nullable) (element-type MlsFoundPlace): what it shows from now on
 */
void
mls_place_list_set_places (MlsPlaceList *self, GPtrArray *places)
{
  GtkWidget *child;

  g_return_if_fail (MLS_IS_PLACE_LIST (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  if (places == NULL)
    return;

  self->places = g_ptr_array_ref (places);
  for (guint i = 0; i < places->len; i++)
    add_place (self, i);
}

/**
 * mls_place_list_get_first:
 * @self: the list
 *
 * Returns: (nullable): the place that Enter goes to
 */
const MlsFoundPlace *
mls_place_list_get_first (MlsPlaceList *self)
{
  return self->places != NULL && self->places->len > 0 ? g_ptr_array_index (self->places, 0) : NULL;
}
