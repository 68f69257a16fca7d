#pragma once

#include "document/errand.h"
#include "store/import.h"

G_BEGIN_DECLS

/* A project that is to be made from a layer of polygons, and how. */
typedef struct
{
  char            *source;
  char            *layer;
  MlsImportMap    *map;
  char            *layer_crs;   /* (nullable): where the file does not tell */
  char            *project;     /* written over, if it is there */
  char            *project_crs;
  char            *nomenclature; /* (nullable): its name or folder; %NULL for the usual one */
  char            *author;
  gboolean         clean;       /* whether polygons that do not fit together are made to */

  /* What came of it. */
  MlsImportReport *report;      /* (nullable): if it came so far */
} MlsNewProject;

void     mls_new_project_free (MlsNewProject  *self);
gboolean mls_new_project_make (MlsErrand      *errand,
                               gpointer        new_project,
                               GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsNewProject, mls_new_project_free)

G_END_DECLS
