#include "ui/key-row.h"

/**
 * mls_key_row_new:
 * @title: what is done
 * @keys: by what
 *
 * Beside each other and not in the columns of a grid, which would be as wide as the longest title and the longest keys
 * together: three of them would not stand side by side on a small screen.
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
mls_key_row_new (const char *title, const char *keys)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title_label = gtk_label_new (title);
  GtkWidget *keys_label = gtk_label_new (keys);

  gtk_label_set_xalign (GTK_LABEL (title_label), 0);
  gtk_widget_set_hexpand (title_label, TRUE);
  gtk_widget_add_css_class (keys_label, "key");

  gtk_box_append (GTK_BOX (row), title_label);
  gtk_box_append (GTK_BOX (row), keys_label);

  return row;
}
