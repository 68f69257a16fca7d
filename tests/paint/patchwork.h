#pragma once

#include "coverage/face.h"
#include "coverage/source.h"

G_BEGIN_DECLS

/* A made-up coverage: columns × rows faces with crooked borders that never cross, in a square of
 * land. Uses g_test_rand_*(). */
typedef struct
{
  int      columns;
  int      rows;
  int      cell;       /* mm */
  int      bends;      /* vertices between the corners of a border */
  guint    n_vintages; /* in v, face i has the cover "c" + (i / (v + 1)) % 7 and the use "u" + i % 5 */
  MlsPoint origin;     /* of its south-west corner, more or less */
} PatchworkOptions;

GPtrArray *patchwork_new    (const PatchworkOptions *options);
MlsSource  patchwork_source (GPtrArray              *faces);

G_END_DECLS
