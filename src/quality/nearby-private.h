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

/* Faces that are to be put together, in the order of their ids. */
typedef struct
{
  GArray *faces; /* (element-type MlsGround) */
  GArray *codes; /* (element-type MlsPair) n_vintages for each */
} MlsNearSeeds;

struct _MlsNearby
{
  MlsStakes    *stakes;
  guint         n_vintages;
  MlsNearSeeds  waiting; /* noted, and not settled yet */
  GArray       *grounds; /* (element-type MlsGround) urbanised, likewise */
  GHashTable   *members; /* (element-type gint64 MlsNearMember) */
  GArray       *spots;   /* (element-type MlsNearSpot) of all regions */
};

/* Of all vintages. */
#define MLS_NEARBY_EVERY G_MAXUINT

void           mls_near_seeds_init  (MlsNearSeeds         *self);
void           mls_near_seeds_clear (MlsNearSeeds         *self);
void           mls_near_seeds_add   (MlsNearSeeds         *self,
                                    gint64                fid,
                                    const MlsBox         *box,
                                    const MlsPair        *codes,
                                    guint                 n_vintages);
MlsNearMember *mls_nearby_find     (const MlsNearby      *self,
                                    gint64                fid);
gboolean       mls_nearby_gather   (MlsNearby            *self,
                                    MlsSource             source,
                                    const MlsNearSeeds   *seeds,
                                    guint                 vintage,
                                    GPtrArray            *regions,
                                    GError              **error);
void           mls_nearby_adopt    (MlsNearby            *self,
                                    MlsNearRegion        *region);
void           mls_nearby_dissolve (MlsNearby            *self,
                                    MlsNearRegion        *region);

G_END_DECLS
