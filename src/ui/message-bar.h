#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the program has to say of the last gesture, over the map and never in its way: why an edit was
 * refused, with a button that shows the place and one that cures it. */
#define MLS_TYPE_MESSAGE_BAR (mls_message_bar_get_type ())

G_DECLARE_FINAL_TYPE (MlsMessageBar, mls_message_bar, MLS, MESSAGE_BAR, GtkWidget)

typedef enum
{
  MLS_MESSAGE_INFORMATION,
  MLS_MESSAGE_WARNING,
  MLS_MESSAGE_REFUSAL,
  MLS_N_MESSAGES,
} MlsMessage;

/* A button of a message. */
typedef struct
{
  const char *label;
  const char *action; /* a detailed action */
} MlsMessageButton;

void mls_message_bar_say   (MlsMessageBar          *self,
                            MlsMessage              message,
                            const char             *text,
                            const MlsMessageButton *buttons,
                            guint                   n_buttons);
void mls_message_bar_close (MlsMessageBar          *self);
void mls_message_bar_withdraw
                           (MlsMessageBar          *self,
                            const char             *text);

G_END_DECLS
