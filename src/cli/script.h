#pragma once

#include "base/grid.h"

G_BEGIN_DECLS

/* The words of a script's line. Words are parted by blanks; "…" holds blanks, with \" and \\ for the
 * two characters themselves. A # where a word could start ends the line. */

char     **mls_script_split  (const char         *line,
                              gsize               length,
                              GError            **error);
gboolean   mls_script_points (const char *const  *words,
                              GArray             *points,
                              GError            **error);
gboolean   mls_script_length (const char         *word,
                              gint64             *out,
                              GError            **error);

G_END_DECLS
