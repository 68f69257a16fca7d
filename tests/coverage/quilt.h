#pragma once

#include "coverage/memory.h"

/* A made-up coverage for tests: a grid of cells with shaken nodes and crooked borders. */
typedef struct
{
  guint   columns;
  guint   rows;
  gint64  pitch;      /* mm from node to node */
  guint   n_segments; /* of a border between two nodes */
  guint   n_codes;    /* codes per dimension; fewer make larger regions */
  guint   n_vintages;
  guint32 seed;
  guint   null_in_ten; /* labels of ten that are missing */
  gint64  stretch[4];  /* leads x, y to s₀x + s₁y, s₂x + s₃y, unless it is all 0: squares become needles */
} QuiltOptions;

/* Where its south-west corner lies: coordinates as large as Lambert-93's. */
#define QUILT_X 600000000
#define QUILT_Y 6700000000

MlsMemory *quilt_new     (const QuiltOptions *options);
MlsPoint   quilt_stretch (const QuiltOptions *options,
                          MlsPoint            point);
MlsText    quilt_code    (char dimension, guint i);
