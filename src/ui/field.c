#include "ui/field.h"

#include <string.h>

#define TITLE "field-title"

/* Where the field is a path, problems of what is there begin with it: its folder is read in the field already. */
static const char *
shorten (AdwEntryRow *field, const char *problem)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (field));
  const char *name = strrchr (text, G_DIR_SEPARATOR);
  gsize length = name != NULL ? (gsize) (name + 1 - text) : 0;

  return strncmp (problem, text, length) == 0 ? problem + length : problem;
}

/**
 * mls_field_tell:
 * @field: a field of a form
 * @problem: (nullable): what is wrong with what is written there, in one line; %NULL if nothing is
 *
 * Says it in the place of the field's title, so that it is told where it is, to the eye and to a screen reader.
 */
void
mls_field_tell (AdwEntryRow *field, const char *problem)
{
  AdwPreferencesRow *row = ADW_PREFERENCES_ROW (field);

  if (g_object_get_data (G_OBJECT (field), TITLE) == NULL)
    g_object_set_data_full (G_OBJECT (field), TITLE, g_strdup (adw_preferences_row_get_title (row)), g_free);

  adw_preferences_row_set_use_markup (row, FALSE);
  adw_preferences_row_set_title (row, problem != NULL ? shorten (field, problem) : g_object_get_data (G_OBJECT (field), TITLE));
  gtk_widget_set_tooltip_text (GTK_WIDGET (field), problem);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (field), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (field), "error");
}
