#pragma once

#include "quality/sample-write.h"

G_BEGIN_DECLS

/* A sample that somebody asks for, from the file of a project into files of its own. Borrowed. */
typedef struct
{
  const char        *project;
  MlsSampleQuery     query;   /* among which regions, and how; what is of the facts' earlier samples is left out besides */
  MlsSampleFacts     facts;
  const char *const *paths;   /* (array zero-terminated=1): a file for each set */
} MlsSampleOrder;

GArray   *mls_sample_order_census (const MlsSampleOrder  *order,
                                   MlsStoreProgressFunc   func,
                                   gpointer               user_data,
                                   GError               **error);
gboolean  mls_sample_order_fill   (const MlsSampleOrder  *order,
                                   MlsStoreProgressFunc   func,
                                   gpointer               user_data,
                                   GError               **error);

G_END_DECLS
