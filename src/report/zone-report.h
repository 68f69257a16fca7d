#pragma once

#include "geometry/figures.h"
#include "rules/nomenclature.h"
#include "store/pass.h"

G_BEGIN_DECLS

/* What became of a piece of ground between two dates, to be printed: maps and photos of both, what changed into what in
 * numbers and charts. Borrowed. */
typedef struct
{
  const char  *project;   /* its file */
  const char  *title;
  MlsFigures  *zone;      /* (nullable): an area; the whole territory if not given */
  guint        from;      /* vintages */
  guint        to;
  MlsLanguage  language;  /* of labels */
} MlsZoneReport;

gboolean mls_zone_report_write (const MlsZoneReport   *report,
                                const char            *path,
                                MlsStoreProgressFunc   func,
                                gpointer               user_data,
                                GError               **error);

G_END_DECLS
