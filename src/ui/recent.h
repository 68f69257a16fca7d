#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The projects opened last, and the filters used last, newest first, and the projects that were open when the
 * program ended, kept in the settings. */

void       mls_recent_add          (GSettings  *settings,
                                    GFile      *file);
GPtrArray *mls_recent_list         (GSettings  *settings);
void       mls_recent_set_open     (GSettings  *settings,
                                    GPtrArray  *files);
GPtrArray *mls_recent_list_open    (GSettings  *settings);
void       mls_recent_add_filter   (GSettings  *settings,
                                    const char *text);
GStrv      mls_recent_list_filters (GSettings  *settings);

G_END_DECLS
