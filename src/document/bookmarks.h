#pragma once

#include "document/project.h"
#include "document/trail.h"

G_BEGIN_DECLS

/* Views with a name, which the project keeps. Names are their own and told apart by nothing else. */
typedef struct
{
  char    *name;
  MlsView  view;
} MlsBookmark;

GPtrArray *mls_bookmarks_list   (MlsProject     *project);
gboolean   mls_bookmarks_add    (MlsProject     *project,
                                 const char     *name,
                                 const MlsView  *view,
                                 GError        **error);
gboolean   mls_bookmarks_rename (MlsProject     *project,
                                 const char     *name,
                                 const char     *new_name,
                                 GError        **error);
gboolean   mls_bookmarks_remove (MlsProject     *project,
                                 const char     *name,
                                 GError        **error);

G_END_DECLS
