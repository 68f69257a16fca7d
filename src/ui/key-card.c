#include "ui/key-card.h"

#include "ui/key-row.h"
#include "ui/key-text.h"

#include <glib/gi18n.h>

/* What an editing hand asks for, and the rest. */
#define N_PAGES   2
#define N_COLUMNS 3

struct _MlsKeyCard
{
  AdwWindow parent_instance;

  /* template */
  GtkBox *columns[N_PAGES][N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (MlsKeyCard, mls_key_card, ADW_TYPE_WINDOW)

static GtkWidget *
group_new (MlsKeyGroup group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *heading = gtk_label_new (mls_key_group_name (group));
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (box), heading);

  for (guint i = 0; i < n_keys; i++)
    if (keys[i].group == group && mls_key_is_first (i))
      {
        g_autofree char *text = mls_key_dup_text (i);

        gtk_box_append (GTK_BOX (box), mls_key_row_new (_(keys[i].title), text));
      }

  return box;
}

/* Where a group stands on the card: columns of a page come out about as long. */
static const struct
{
  guint page;
  guint column;
} place_of[MLS_N_KEY_GROUPS] = {
  [MLS_KEY_GROUP_MAP] = { 0, 0 },       [MLS_KEY_GROUP_DRAWING] = { 0, 1 },  [MLS_KEY_GROUP_VERTICES] = { 0, 2 },
  [MLS_KEY_GROUP_CODES] = { 0, 2 },     [MLS_KEY_GROUP_COMPARING] = { 1, 0 }, [MLS_KEY_GROUP_STEPPING] = { 1, 1 },
  [MLS_KEY_GROUP_CONTROL] = { 1, 1 },   [MLS_KEY_GROUP_PROGRAM] = { 1, 2 },
};

static void
mls_key_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_KEY_CARD);

  G_OBJECT_CLASS (mls_key_card_parent_class)->dispose (object);
}

static void
mls_key_card_class_init (MlsKeyCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_key_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/key-card.ui");
  for (guint page = 0; page < N_PAGES; page++)
    for (guint column = 0; column < N_COLUMNS; column++)
      {
        g_autofree char *name = g_strdup_printf ("column_%u_%u", page, column);

        gtk_widget_class_bind_template_child_full (widget_class, name, FALSE,
                                                   G_STRUCT_OFFSET (MlsKeyCard, columns[page][column]));
      }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mls_key_card_init (MlsKeyCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < MLS_N_KEY_GROUPS; i++)
    gtk_box_append (self->columns[place_of[i].page][place_of[i].column], group_new ((MlsKeyGroup) i));
}

/**
 * mls_key_card_new:
 * @parent: the window it belongs to
 *
 * Returns: (transfer none): the card, not yet shown
 */
MlsKeyCard *
mls_key_card_new (GtkWindow *parent)
{
  return g_object_new (MLS_TYPE_KEY_CARD, "transient-for", parent, NULL);
}
