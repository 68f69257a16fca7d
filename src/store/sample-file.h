#pragma once

#include "base/extent.h"
#include "rules/nomenclature.h"
#include "rules/sample.h"
#include "store/store.h"

G_BEGIN_DECLS

/* A sample in a file of its own: a small GeoPackage that leaves a project to be judged elsewhere, in Millésime or in
 * QGIS, and comes back to be merged with the others of that sample. Each judgement is on the disk before it is answered,
 * and there is nothing beside the file meanwhile; several may judge in one file. One thread uses it. */
typedef struct _MlsSampleFile MlsSampleFile;

/* A photo to judge by, and what of it is needed. */
typedef struct
{
  MlsText   vintage; /* the code of the one it was taken for, or 0 */
  MlsText   source;  /* what to open */
  MlsText   title;
  MlsText   kind;    /* %MLS_IMAGE_INFRARED, or 0 */
  MlsExtent extent;  /* of the ground, m in the sample's reference system */
} MlsSamplePhoto;

/* What a new file is made with. Borrowed. */
typedef struct
{
  const MlsSample       *sample;
  const GArray          *strata;       /* (element-type MlsStratum) */
  const GPtrArray       *units;        /* (element-type MlsUnit), their ids from 1 */
  const GArray          *photos;       /* (nullable) (element-type MlsSamplePhoto) */
  const MlsNomenclature *nomenclature; /* (nullable): what the codes mean */
  const char            *crs;          /* WKT, "EPSG:2154", … */
} MlsSampleContents;

/* Somebody who has been told what the map says of a blind sample. */
typedef struct
{
  MlsText controller;
  MlsText at;         /* UTC, ISO 8601 */
} MlsTold;

/* A judgement, and of which unit. */
typedef struct
{
  gint64       unit;
  MlsJudgement judgement;
} MlsSaid;

gboolean         mls_sample_file_create           (const char               *path,
                                                   const MlsSampleContents  *contents,
                                                   GError                  **error);
gboolean         mls_sample_file_hand_out         (MlsSampleFile            *self,
                                                   const char               *path,
                                                   guint                     part,
                                                   MlsText                   controller,
                                                   GError                  **error);
gboolean         mls_sample_file_is_one           (const char               *path);
MlsSampleFile   *mls_sample_file_open             (const char               *path,
                                                   MlsStoreMode              mode,
                                                   GError                  **error);
void             mls_sample_file_free             (MlsSampleFile            *self);

const char      *mls_sample_file_get_path         (const MlsSampleFile      *self);
const MlsSample *mls_sample_file_get_sample       (const MlsSampleFile      *self);
const GArray    *mls_sample_file_get_strata       (const MlsSampleFile      *self);
const GPtrArray *mls_sample_file_get_units        (const MlsSampleFile      *self);
const MlsUnit   *mls_sample_file_get_unit         (const MlsSampleFile      *self,
                                                   gint64                    unit);
const GArray    *mls_sample_file_get_photos       (const MlsSampleFile      *self);
char            *mls_sample_file_dup_crs          (MlsSampleFile            *self,
                                                   GError                  **error);
MlsNomenclature *mls_sample_file_read_nomenclature
                                                  (MlsSampleFile            *self,
                                                   GError                  **error);

GArray          *mls_sample_file_judgements_of    (MlsSampleFile            *self,
                                                   gint64                    unit,
                                                   GError                  **error);
GArray          *mls_sample_file_list_judgements  (MlsSampleFile            *self,
                                                   GError                  **error);
gboolean         mls_sample_file_notice           (MlsSampleFile            *self,
                                                   gboolean                 *changed,
                                                   GError                  **error);

gboolean         mls_sample_file_check_controller (MlsSampleFile            *self,
                                                   gint64                    unit,
                                                   MlsText                   controller,
                                                   GError                  **error);
gboolean         mls_sample_file_judge            (MlsSampleFile            *self,
                                                   gint64                    unit,
                                                   const MlsJudgement       *judgement,
                                                   GError                  **error);
gboolean         mls_sample_file_tell             (MlsSampleFile            *self,
                                                   MlsText                   controller,
                                                   GError                  **error);
GArray          *mls_sample_file_list_told        (MlsSampleFile            *self,
                                                   GError                  **error);
gboolean         mls_sample_file_was_told         (MlsSampleFile            *self,
                                                   MlsText                   controller,
                                                   gboolean                 *told,
                                                   GError                  **error);
gboolean         mls_sample_file_confirm          (MlsSampleFile            *self,
                                                   gint64                    unit,
                                                   MlsText                   controller,
                                                   MlsConfirmation           confirmation,
                                                   MlsText                   confirmer,
                                                   MlsText                   comment,
                                                   GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSampleFile, mls_sample_file_free)

G_END_DECLS
