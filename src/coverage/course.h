#pragma once

#include "coverage/borders.h"

G_BEGIN_DECLS

/* Where a piece of a line runs. */
typedef enum
{
  MLS_RUNS_INSIDE,  /* through the interior of a face */
  MLS_RUNS_BORDER,  /* along a border */
  MLS_RUNS_OUTSIDE, /* outside the territory */
  MLS_RUNS_AGAIN,   /* where it has already run */
} MlsRuns;

/* A piece of a line's final course between two neighbouring nodes or vertices. */
typedef struct
{
  MlsPoint       a;
  MlsPoint       b;
  guint          line; /* which of several it is of, from 0 */
  MlsRuns        runs;
  const MlsFace *face; /* whose interior it crosses; %NULL on borders and outside */
  MlsPoint       low;  /* along a border: that border's ends as they were */
  MlsPoint       high;
} MlsCourse;

void mls_course_place (GArray           *course,
                       const MlsBorders *borders,
                       MlsPatch         *patch);

G_END_DECLS
