#include "ui/class-card.h"

#include "ui/language.h"
#include "ui/swatch.h"

#include "base/format.h"

#include <glib/gi18n.h>

/* A definition is a few lines long. */
#define WIDTH_CHARS 44

/* "CS6.3.0 Arable land" */
static char *
dup_title (const MlsClass *klass)
{
  return g_strdup_printf ("%s %s", g_quark_to_string (klass->code), mls_class_label (klass, mls_ui_language ()));
}

/* What it is part of, a class a line, the uppermost first; "" at the top. */
static char *
dup_parents (MlsNomenclature *nomenclature, const MlsClass *klass)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const MlsClass *parent = klass; parent->parent != 0;)
    {
      g_autofree char *title = NULL;

      parent = mls_nomenclature_class (nomenclature, klass->dimension, parent->parent);
      title = dup_title (parent);
      g_string_prepend (text, text->len > 0 ? "\n" : "");
      g_string_prepend (text, title);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_minimum (const MlsClass *klass)
{
  g_autofree char *minimum = mls_format_minimum (mls_area2_to_m2 (klass->minimum));

  /* Translators: %s is an area. */
  return klass->minimum > 0 ? g_strdup_printf (_("Minimum %s"), minimum) : g_strdup (_("No minimum"));
}

/**
 * mls_class_card_dup_summary:
 * @nomenclature: a nomenclature
 * @klass: a class of it
 *
 * Returns: (transfer full): its label in full, what it is part of, and its minimum, a line each
 */
char *
mls_class_card_dup_summary (MlsNomenclature *nomenclature, const MlsClass *klass)
{
  g_autofree char *parents = dup_parents (nomenclature, klass);
  g_autofree char *minimum = dup_minimum (klass);

  return g_strdup_printf ("%s\n%s%s%s", mls_class_label (klass, mls_ui_language ()), parents,
                          *parents != '\0' ? "\n" : "", minimum);
}

static void
add_line (GtkWidget *card, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_label_set_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (card), label);
}

static void
add_title (GtkWidget *card, MlsNomenclature *nomenclature, const MlsClass *klass)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = g_object_new (MLS_TYPE_SWATCH, NULL);
  g_autofree char *title = dup_title (klass);

  mls_swatch_set_class (MLS_SWATCH (swatch), nomenclature, klass);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), swatch);
  add_line (row, title, "heading");
  gtk_box_append (GTK_BOX (card), row);
}

static void
add_definition (GtkWidget *card, const MlsClass *klass)
{
  const char *text = mls_class_definition (klass, mls_ui_language ());
  GtkWidget *link;

  if (*text != '\0')
    add_line (card, text, NULL);
  if (*klass->definition.link != '\0')
    {
      link = gtk_link_button_new_with_label (klass->definition.link, _("What is published of it"));
      gtk_widget_set_halign (link, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (card), link);
    }
  else if (*text == '\0')
    add_line (card, _("No definition is published"), "dim-label");
}

/**
 * mls_class_card_new:
 * @nomenclature: a nomenclature
 * @klass: a class of it
 *
 * Returns: (transfer floating): all that is known of @klass
 */
GtkWidget *
mls_class_card_new (MlsNomenclature *nomenclature, const MlsClass *klass)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *parents = dup_parents (nomenclature, klass);
  g_autofree char *minimum = dup_minimum (klass);

  add_title (card, nomenclature, klass);
  if (*parents != '\0')
    add_line (card, parents, "dim-label");
  add_line (card, minimum, NULL);
  add_definition (card, klass);

  return card;
}
