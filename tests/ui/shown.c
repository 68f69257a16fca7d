#include "shown.h"

/**
 * shown_says:
 * @widget: a widget
 * @pattern: a text, in which * is anything
 *
 * Returns: whether a label that is shown in it says that
 */
gboolean
shown_says (GtkWidget *widget, const char *pattern)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget))
    return g_pattern_match_simple (pattern, gtk_label_get_text (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shown_says (child, pattern))
      return TRUE;

  return FALSE;
}
