#pragma once

#include "store/import-source.h"

G_BEGIN_DECLS

/* How a date is read from a file. */
typedef struct
{
  MlsVintage  vintage;     /* the new date */
  const char *author;
  const char *crs;         /* (nullable): the system of the layer, where the file does not tell */
  double      tolerance_m; /* borders nearer than this to existing ones follow them */
  double      minimum_m2;  /* ground that changed and is less is none; 0: the project's own minima */
  gboolean    only_lists;  /* such ground is told, and stays as the file has it */
} MlsVintageImportOptions;

/* How far borders of two maps of one ground are apart, where nobody says it. */
#define MLS_VINTAGE_TOLERANCE_M 1.0

/* What came of it. The four kinds of ground add up to the territory, to the last half mm². */
typedef struct
{
  MlsImportCounts counts;
  MlsArea2        source;       /* area of the file's polygons, wherever they lie */
  guint           n_moved;      /* of them, whose border was brought onto existing ones */
  const char     *compared;     /* (nullable): the code of the date that it is compared with */
  MlsArea2        same;         /* coded as at that date */
  MlsArea2        changed;
  MlsArea2        first_coded;  /* which that date did not cover */
  MlsArea2        uncoded;      /* which the file does not cover */
  guint           n_cured;      /* changes too little to be believed, given to a neighbour */
  MlsArea2        cured;
  guint           n_left;       /* such changes that stay */
  MlsArea2        left;
  guint           n_faces;      /* there were */
  guint           n_cut;        /* of them, in which the file has borders */
  guint           n_added;      /* faces there are more than before */
} MlsVintageImportReport;

gboolean mls_store_import_vintage (MlsStore                      *store,
                                   const MlsImportSource         *source,
                                   const MlsVintageImportOptions *options,
                                   const MlsImportProgress       *progress,
                                   MlsVintageImportReport        *report,
                                   GError                       **error);

G_END_DECLS
