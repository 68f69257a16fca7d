#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How polygons that do not fit together are made to. Whose ground is that several claim is a matter of
 * order: of sources as they were added, then of a column of numbers, then of ids, the smallest first. */
typedef struct
{
  double      tolerance_m;   /* borders nearer than this are one, gaps no wider are a neighbour's */
  const char *priority;      /* (nullable): a column that each source has; who has no number in it comes last */
  const char *outline;       /* (nullable): a file whose polygons the others are clipped to */
  const char *outline_layer; /* (nullable): which layer of it, if there are several */
} MlsImportCleaning;

/* What is put right where nobody says how far: less than photos show. */
#define MLS_IMPORT_TOLERANCE_M 0.1

typedef struct
{
  const char              *author;
  const char              *crs;       /* (nullable): the system of the layers, where a file does not tell */
  gboolean                 reproject; /* whether a layer in another is to be brought into the project's */
  const MlsImportCleaning *cleaning;  /* (nullable): without, polygons that do not fit together are refused */
} MlsImportOptions;

G_END_DECLS
