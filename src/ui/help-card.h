#pragma once

#include "ui/help-topic.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is at hand, in a few lines: what it does, its keys, and the way to its page of the guide and to all keys. */
#define MLS_TYPE_HELP_CARD (mls_help_card_get_type ())

G_DECLARE_FINAL_TYPE (MlsHelpCard, mls_help_card, MLS, HELP_CARD, AdwWindow)

void mls_help_card_show      (GtkWindow          *parent,
                              const MlsHelpTopic *topic);
void mls_help_card_watch_all (void);

G_END_DECLS
