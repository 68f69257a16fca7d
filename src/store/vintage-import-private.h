#pragma once

#include "assembly/match.h"
#include "assembly/soup.h"
#include "rules/sliver.h"
#include "store/proof.h"
#include "store/store-private.h"
#include "store/vintage-import.h"

G_BEGIN_DECLS

/* Which share of the work each part is; the rest is writing. */
#define MLS_VINTAGE_IMPORT_READING 0.2
#define MLS_VINTAGE_IMPORT_FITTING 0.5

/* A face as it is in the file. */
typedef struct
{
  gint64  id;
  MlsPair was; /* at the date that is compared with, as far as the source tells codes of that kind */
} MlsImportGround;

/* A date that is read, and what is known of it so far. */
typedef struct
{
  MlsStore                      *store;
  const MlsImportSource         *source;
  const MlsVintageImportOptions *options;
  const MlsImportProgress       *progress;
  MlsVintageImportReport        *report;

  MlsImportMap      *map;          /* of the one date */
  guint              compared;     /* index of the date that is compared with, or NONE */
  MlsNomenclature   *nomenclature;
  MlsLimits          limits;
  GArray            *grounds;      /* (element-type MlsImportGround) */
  MlsSoup           *soup;         /* until it is matched */
  MlsMatch          *match;
  GArray            *labels;       /* (element-type guint): of each piece, in the end */
  GArray            *slivers;      /* (element-type MlsSliver) */

  /* While it is written. */
  guint              place;        /* index of the new date */
  MlsProof          *proof;
  sqlite3_stmt      *set_label;
  gint64             operation;
  gboolean           whole;        /* faces that stay as they are, else those that are cut */
  GError            *error;
} MlsVintageImport;

gboolean        mls_vintage_import_go_on (const MlsVintageImport *self,
                                          double                  fraction,
                                          const char             *what);
const MlsLabel *mls_vintage_import_label (const MlsVintageImport *self,
                                          guint                   labels);

/* vintage-import-write.c */
gboolean        mls_vintage_import_write (MlsStore               *store,
                                          gint64                  operation,
                                          gpointer                user_data,
                                          GError                **error);

G_END_DECLS
