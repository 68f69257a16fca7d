#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One question over the map, answered by typing, that never stops the work: a reason, a name.
 *
 * Enter answers, Esc closes it unanswered; either way "win.focus-map" takes the focus back. */
#define MLS_TYPE_ASK_BAR (mls_ask_bar_get_type ())

G_DECLARE_FINAL_TYPE (MlsAskBar, mls_ask_bar, MLS, ASK_BAR, GtkWidget)

typedef void (*MlsAskFunc) (const char *answer, gpointer user_data);

GtkWidget *mls_ask_bar_new (void);
void       mls_ask_bar_ask (MlsAskBar  *self,
                            const char *page,
                            const char *question,
                            const char *answer,
                            MlsAskFunc  func,
                            gpointer    user_data);
gboolean   mls_ask_bar_is_asking
                           (MlsAskBar  *self);

G_END_DECLS
