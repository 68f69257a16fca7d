#pragma once

#include "rules/speck.h"
#include "store/ground-layer.h"
#include "store/import-report.h"

G_BEGIN_DECLS

/* What became of one layer of a skeleton. */
typedef struct
{
  char    *name;
  MlsText  cover;
  MlsText  use;
  guint    n_features;
  guint    n[MLS_N_FATES];
  gboolean is_moved;       /* it was brought into the project's system */
} MlsSkeletonLayer;

/* How much ground has a code, at one date. */
typedef struct
{
  guint        vintage;
  MlsDimension dimension;
  MlsText      code;       /* 0: none */
  MlsArea2     area2;
} MlsSkeletonArea;

/* What there is to say of the first map of a territory. */
typedef struct
{
  MlsArea2         territory;
  guint            n_parts;   /* of the territory */
  guint            n_holes;
  GPtrArray       *layers;    /* (element-type MlsSkeletonLayer) in order */
  MlsSpecks        specks;
  GArray          *areas;     /* (element-type MlsSkeletonArea) by vintage, dimension and code */
  GArray          *uncoded;   /* (element-type MlsArea2) at each date, ground without cover and use */
  GPtrArray       *vintages;  /* (element-type utf8) the codes of the dates */
  MlsImportReport *import;    /* of the coverage, and of all faces */
} MlsSkeletonReport;

MlsSkeletonReport *mls_skeleton_report_new       (void);
void               mls_skeleton_report_free      (MlsSkeletonReport  *self);
void               mls_skeleton_report_add_layer (MlsSkeletonReport  *self,
                                                  const MlsRecipeLayer *recipe,
                                                  const MlsGroundLayer *layer);
void               mls_skeleton_report_add_face  (MlsSkeletonReport  *self,
                                                  const MlsFace      *face);
void               mls_skeleton_report_sort      (MlsSkeletonReport  *self);
gboolean           mls_skeleton_report_are_alike (const MlsSkeletonReport *self);

const char        *mls_fate_name                 (MlsFate             fate);
const char        *mls_fate_title                (MlsFate             fate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSkeletonReport, mls_skeleton_report_free)

G_END_DECLS
