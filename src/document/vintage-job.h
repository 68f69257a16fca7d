#pragma once

#include "document/errand.h"
#include "store/vintage-import.h"

G_BEGIN_DECLS

/* What is to be done with the dates of a project that nobody has open meanwhile: it may take long. */
typedef enum
{
  MLS_VINTAGE_ADDED,    /* empty, or as a copy */
  MLS_VINTAGE_IMPORTED,
  MLS_VINTAGE_DROPPED,
} MlsVintageJobKind;

typedef struct
{
  MlsVintageJobKind kind;
  char             *project;
  char             *author;
  char             *code;
  int               year;
  char             *copied_from; /* (nullable): the code of the date that the new one begins as */

  /* From a file. */
  char             *source;
  char             *layer;
  MlsImportMap     *map;
  char             *layer_crs;   /* (nullable): where the file does not tell */
  double            tolerance_m;
  double            minimum_m2;

  /* What came of it. */
  MlsVintageImportReport report;
} MlsVintageJob;

MlsVintageJob *mls_vintage_job_new  (MlsVintageJobKind  kind,
                                     const char        *project,
                                     const char        *author,
                                     int                year);
void           mls_vintage_job_free (MlsVintageJob     *self);
gboolean       mls_vintage_job_run  (MlsErrand         *errand,
                                     gpointer           job,
                                     GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsVintageJob, mls_vintage_job_free)

G_END_DECLS
