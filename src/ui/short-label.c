#include "ui/short-label.h"

/**
 * mls_short_label_new:
 * @text: what it says
 * @css_class: (nullable): how it is to look
 *
 * Returns: (transfer floating): a label that begins at its left end and is cut short where there is no room
 */
GtkWidget *
mls_short_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}
