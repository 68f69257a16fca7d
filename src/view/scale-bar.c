#include "view/scale-bar.h"

#include "paint/bar-length.h"

/* No longer than this, logical px; and no shorter than two fifths of it. */
#define LONGEST_PX 140

/**
 * mls_scale_bar_new:
 *
 * Returns: (transfer floating): a bar, to stand in the south-west of a map
 */
GtkWidget *
mls_scale_bar_new (void)
{
  GtkWidget *bar = gtk_label_new (NULL);

  gtk_widget_add_css_class (bar, "scale-bar");
  gtk_widget_set_halign (bar, GTK_ALIGN_START);
  gtk_widget_set_valign (bar, GTK_ALIGN_END);
  gtk_widget_set_can_target (bar, FALSE);

  return bar;
}

/**
 * mls_scale_bar_show:
 * @bar: a bar
 * @m_per_px: m of ground to a logical px
 */
void
mls_scale_bar_show (GtkLabel *bar, double m_per_px)
{
  double length = mls_bar_length (LONGEST_PX * m_per_px);
  g_autofree char *text = mls_bar_dup_text (length);

  gtk_label_set_text (bar, text);
  gtk_widget_set_size_request (GTK_WIDGET (bar), (int) (length / m_per_px + 0.5), -1);
}
