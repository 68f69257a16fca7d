#pragma once

#include "quality/nearby.h"

G_BEGIN_DECLS

/* The connected faces of one pair in one vintage. */
typedef struct
{
  MlsPair     codes;
  guint       vintage;
  MlsPoint    place; /* in its largest face: where it is asked what lies near */
  MlsNearness asked;
  MlsNearness near;
  GArray     *fids;  /* (element-type gint64) its faces */
  guint       spot;  /* which of the spots is its own */
} MlsNearRegion;

/* All regions are looked through after each edit, by their places alone. */
typedef struct
{
  MlsPoint       place;
  MlsNearRegion *region;
} MlsNearSpot;

/* A face of one of these. */
typedef struct
{
  gint64         fid;
  MlsNearRegion *regions[]; /* (nullable) in each vintage */
} MlsNearMember;

struct _MlsNearby
{
  MlsStakes  *stakes;
  guint       n_vintages;
  GHashTable *members; /* (element-type gint64 MlsNearMember) */
  GArray     *spots;   /* (element-type MlsNearSpot) of all regions */
};

/* Of all vintages. */
#define MLS_NEARBY_EVERY G_MAXUINT

MlsNearMember *mls_nearby_find     (const MlsNearby      *self,
                                    gint64                fid);
gboolean       mls_nearby_gather   (MlsNearby            *self,
                                    MlsSource             source,
                                    const GArray         *fids,
                                    guint                 vintage,
                                    GPtrArray            *regions,
                                    GError              **error);
void           mls_nearby_adopt    (MlsNearby            *self,
                                    MlsNearRegion        *region);
void           mls_nearby_dissolve (MlsNearby            *self,
                                    MlsNearRegion        *region);

G_END_DECLS
