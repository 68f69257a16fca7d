#include "ui/list-row.h"

static void
append_texts (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_visible (widget))
    return;

  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", gtk_label_get_text (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    append_texts (child, text);
}

/**
 * mls_list_row_tell:
 * @item: a row that has just been filled
 *
 * Names the row by what is written in it: a screen reader that comes to it says so. It is the row that has the focus, of
 * which GTK 4.8 says nothing, and which only its child knows.
 */
void
mls_list_row_tell (GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *row = child != NULL ? gtk_widget_get_parent (child) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (row == NULL)
    return;

  append_texts (child, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
}
