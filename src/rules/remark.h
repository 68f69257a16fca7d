#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* What is said of ground that is sent back, part after part: "CS1.1.1 → CS2.1.0 · outline off · a street". */

void mls_remark_append       (GString    *text,
                              const char *part);
void mls_remark_append_codes (GString    *text,
                              MlsText     is,
                              MlsText     should_be);

G_END_DECLS
