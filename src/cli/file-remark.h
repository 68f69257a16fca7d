#pragma once

#include "base/json.h"
#include "coverage/label.h"

G_BEGIN_DECLS

/* What is told of a feature of a file of others that was read. */

void mls_file_remark_write (MlsJson    *json,
                            const char *kind,
                            gint64      feature,
                            gint64      unit,
                            MlsText     controller,
                            const char *text);
void mls_file_remark_print (gint64      feature,
                            const char *text);

G_END_DECLS
