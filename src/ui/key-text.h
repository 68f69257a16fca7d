#pragma once

#include "ui/keys.h"

G_BEGIN_DECLS

/* Keys as they are told to people: on the card, beside a topic, in the guide. */

gboolean  mls_key_is_first  (guint row);
char     *mls_key_dup_text  (guint row);

G_END_DECLS
