#include "ui/plain-row.h"

/**
 * mls_plain_row_add:
 * @group: a group
 * @title: what the row tells
 *
 * Returns: (transfer none): a row at the end of @group
 */
AdwActionRow *
mls_plain_row_add (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);

  return ADW_ACTION_ROW (row);
}

/**
 * mls_plain_row_add_button:
 * @row: a row
 * @label: what the button says
 * @clicked: (scope forever): called with @owner when it is pressed
 * @owner: a #GObject
 *
 * Returns: (transfer none): a button at the end of @row
 */
GtkWidget *
mls_plain_row_add_button (AdwActionRow *row, const char *label, GCallback clicked, gpointer owner)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, owner, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);

  return button;
}
