#pragma once

#include "document/place.h"
#include "document/project.h"
#include "quality/changes.h"
#include "rules/filter.h"
#include "rules/flags.h"

G_BEGIN_DECLS

/* Told on the main thread now and then how far a list is, from 0 to 1. */
typedef void (*MlsPlacesProgressFunc) (double fraction, gpointer user_data);

/* The regions that a filter asks for; what it does not name is as shown. Borrowed. */
typedef struct
{
  MlsFilter            *filter;
  guint                 vintage;
  MlsDimension          dimension;
  MlsPlacesProgressFunc progress; /* (nullable) */
} MlsPlacesSearch;

/* The lists, made on a thread of their own from the file as it is. Each gives a GListModel of
 * #MlsPlace. */
void         mls_places_find_async   (MlsProject            *project,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
void         mls_places_change_async (MlsProject            *project,
                                      const MlsChangesQuery *query,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
void         mls_places_search_async (MlsProject            *project,
                                      const MlsPlacesSearch *search,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
GListModel  *mls_places_finish       (MlsProject            *project,
                                      GAsyncResult          *result,
                                      MlsFlags             **flags,
                                      GError               **error);
guint        mls_places_find_like    (GListModel            *places,
                                      MlsPlace              *wanted);

G_END_DECLS
