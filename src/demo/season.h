#pragma once

#include "demo/land.h"
#include "demo/tint.h"

G_BEGIN_DECLS

/* How ground looks: two tints that mix in patches, grain, and stripes along its rows. */
typedef struct
{
  MlsTint base;
  MlsTint other;
  float   patch_m;  /* size of the patches */
  float   patch;    /* how far the other tint comes in, 0 to 1 */
  float   grain;    /* share by which the tint varies from metre to metre */
  float   stripe_m; /* from row to row; 0 for none */
  float   stripe;   /* share by which rows differ */
} MlsSurface;

/* A crop of the day: how it looks, and whether the ways of the tractor show in it. */
typedef struct
{
  MlsSurface surface;
  gboolean   has_ways;
} MlsCrop;

#define MLS_N_CROPS 6

/* A day the photo was taken on. */
typedef struct
{
  const char *taken;               /* as TIFF has it */
  float       sun[3];              /* towards it, east, north and up */
  float       shadow[2];           /* m east and north of the shadow of a metre's height */
  MlsTint     cast;                /* what the air and the film make of white, 1 for nothing */
  MlsTint     leaves;
  MlsTint     dry_leaves;
  MlsTint     needles;
  MlsCrop     crops[MLS_N_CROPS];  /* of arable ground, by chance */
  MlsSurface  surfaces[MLS_N_LANDS];
  double      origin[2];           /* m the grid of pixels is shifted by */
} MlsSeason;

const MlsSeason *mls_season (guint date);

G_END_DECLS
