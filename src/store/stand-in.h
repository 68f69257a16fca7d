#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files that stand in for others in this program: what is opened by the name of one is another. A project keeps its name,
 * and what lies beside it is found from there. Any thread. */

void  mls_stand_in_begin (const char *path,
                          const char *file);
void  mls_stand_in_end   (const char *path);
char *mls_stand_in_find  (const char *path);

G_END_DECLS
