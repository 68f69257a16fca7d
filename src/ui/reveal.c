#include "ui/reveal.h"

static void
child_revealed (GtkRevealer *revealer)
{
  gtk_widget_set_visible (gtk_revealer_get_child (revealer), gtk_revealer_get_reveal_child (revealer));
}

/**
 * mls_reveal_init:
 * @revealer: a revealer with its child, which is not revealed yet
 */
void
mls_reveal_init (GtkRevealer *revealer)
{
  gtk_widget_set_visible (gtk_revealer_get_child (revealer), FALSE);
  g_signal_connect (revealer, "notify::child-revealed", G_CALLBACK (child_revealed), NULL);
}

/**
 * mls_reveal:
 * @revealer: one that mls_reveal_init() was called on
 * @reveal: whether its child is to be seen
 */
void
mls_reveal (GtkRevealer *revealer, gboolean reveal)
{
  if (reveal)
    gtk_widget_set_visible (gtk_revealer_get_child (revealer), TRUE);
  gtk_revealer_set_reveal_child (revealer, reveal);
}
