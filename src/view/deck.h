#pragma once

#include "document/outlook.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Panes laid out: beside each other, or two over one another with a divider to drag between them, or with one that
 * shines through the other. Over each lies its caption.
 *
 * "share-wanted" (double): the divider was dragged, or the fader; mls_deck_set_share() obeys. */
#define MLS_TYPE_DECK (mls_deck_get_type ())
G_DECLARE_FINAL_TYPE (MlsDeck, mls_deck, MLS, DECK, GtkWidget)

GtkWidget *mls_deck_new         (void);
void       mls_deck_add         (MlsDeck       *self,
                                 guint          pane,
                                 GtkWidget     *canvas,
                                 GtkWidget     *caption);
void       mls_deck_remove      (MlsDeck       *self,
                                 guint          pane);
void       mls_deck_arrange     (MlsDeck       *self,
                                 MlsComparison  comparison);
void       mls_deck_set_share   (MlsDeck       *self,
                                 double         share);

G_END_DECLS
