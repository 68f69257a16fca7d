#pragma once

#include "delivery/delivery.h"
#include "document/errand.h"

G_BEGIN_DECLS

/* A map is handed over, or only looked at before that, while a window waits. */
typedef struct
{
  char             *project;
  gint64            operation;    /* of the state after it; 0 for the newest */

  /* What is handed over; without a target it is only looked at: what comes of the zones if there are some, else whether the map
   * is conform. */
  char             *target;       /* (nullable): a folder that is not there, or the address of a database */
  const MlsFormat  *format;
  guint             kinds;
  MlsVintageSet     of;
  MlsLanguage       language;
  gboolean          multi;
  gboolean          all_the_same;
  char             *title;        /* (nullable) */
  char             *by;           /* (nullable) */
  char             *zones;        /* (nullable): a file of areas … */
  char             *zone_layer;   /* (nullable): … which of its layers … */
  char             *zone_names;   /* (nullable): … and which field names them */
  char             *names;        /* (nullable): a file of names */

  /* What came of it. */
  MlsReadiness     *readiness;    /* (nullable): of one that is only looked at */
  MlsDeliveryReport report;
} MlsDeliverJob;

MlsDeliverJob *mls_deliver_job_new  (const char     *project);
void           mls_deliver_job_free (MlsDeliverJob  *self);
gboolean       mls_deliver_job_run  (MlsErrand      *errand,
                                     gpointer        job,
                                     GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsDeliverJob, mls_deliver_job_free)

G_END_DECLS
