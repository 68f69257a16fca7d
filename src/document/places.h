#pragma once

#include "document/place.h"
#include "document/project.h"
#include "quality/contrast.h"
#include "rules/filter.h"
#include "rules/flags.h"

G_BEGIN_DECLS

/* Told on the main thread now and then how far a list is, from 0 to 1. */
typedef void (*MlsPlacesProgressFunc) (double fraction, gpointer user_data);

/* The regions that a filter asks for, or what changed; what it does not name is as shown. Borrowed. */
typedef struct
{
  MlsFilter            *filter;   /* (nullable) for all that changed */
  guint                 vintage;
  guint                 since;    /* of changes the vintage before, or MLS_NO_VINTAGE */
  MlsDimension          dimension;
  MlsRegionsOrder       order;
  MlsPlacesProgressFunc progress; /* (nullable) */
} MlsPlacesSearch;

/* What differs from the state right after one operation to that after another. Borrowed. */
typedef struct
{
  MlsFilter            *filter;   /* (nullable) of differences; for all of it */
  gint64                from;
  gint64                to;       /* 0 for the map as it is now */
  MlsRegionsOrder       order;
  MlsPlacesProgressFunc progress; /* (nullable) */
} MlsPlacesComparison;

MlsPlacesSearch mls_places_search_resolve (const MlsPlacesSearch *search);

/* What a check looks at. */
typedef enum
{
  MLS_PLACES_CHECK,       /* what was done since the last one; everything, where that does not tell all */
  MLS_PLACES_CHECK_SINCE, /* that alone */
  MLS_PLACES_CHECK_ALL,   /* everything, because somebody asks for it */
} MlsPlacesCheck;

/* The lists, made on a thread of their own from the file as it is. Each gives a GListModel of
 * #MlsPlace. */
void         mls_places_find_async   (MlsProject            *project,
                                      MlsPlacesCheck         what,
                                      MlsPlacesProgressFunc  progress,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
void         mls_places_search_async (MlsProject            *project,
                                      const MlsPlacesSearch *search,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
void         mls_places_compare_async (MlsProject           *project,
                                      const MlsPlacesComparison *comparison,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
GListModel  *mls_places_finish       (MlsProject            *project,
                                      GAsyncResult          *result,
                                      MlsFlags             **flags,
                                      GError               **error);
MlsContrast *mls_places_get_contrast (GListModel            *places);
char        *mls_places_dup_summary  (GListModel            *places);
void         mls_places_set_review   (GListModel            *places,
                                      guint                  position,
                                      MlsReview              review,
                                      const char            *remark);
guint        mls_places_next_to_review
                                     (GListModel            *places,
                                      guint                  position);
guint        mls_places_find_like    (GListModel            *places,
                                      MlsPlace              *wanted);

G_END_DECLS
