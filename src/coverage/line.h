#pragma once

#include "coverage/intent.h"
#include "coverage/noding.h"
#include "coverage/plan.h"
#include "coverage/region.h"

G_BEGIN_DECLS

/* A part of a drawn line from one region border to the next. */
typedef struct
{
  guint          first;  /* index of its first piece in the course */
  guint          last;   /* index of its last one */
  const MlsFace *face;   /* a face of the region it runs through; %NULL along borders and outside */
  guint64        code;   /* of that region */
  guint          region; /* its number on the line, from 1; 0 without a face */
  gboolean       loose;  /* the line starts or ends here, in the middle of the region */
  gboolean       loops;  /* it meets itself */
  double         length; /* mm */
} MlsRun;

/* A drawn line, read against the regions of one vintage and dimension. */
typedef struct
{
  MlsNoding *noding;
  GArray    *course; /* (element-type MlsCourse) */
  GArray    *runs;   /* (element-type MlsRun) */
  guint      n_regions;
} MlsLine;

GArray     *mls_line_without_repeats
                             (const MlsPoint  *points,
                              gsize            n_points);
MlsLine    *mls_line_new     (MlsOverlay      *before,
                              const MlsPoint  *points,
                              gsize            n_points,
                              const MlsIntent *intent,
                              GError         **error);
void        mls_line_free    (MlsLine         *line);
GArray     *mls_line_way     (const MlsLine   *line,
                              guint            first,
                              guint            last);
GArray     *mls_line_straight_way
                             (const MlsLine   *line,
                              guint            first,
                              guint            last);
gboolean    mls_line_follow  (const MlsLine   *line,
                              const GArray    *way,
                              MlsNoding       *noding,
                              GError         **error);

/* The readings of a line: mls_plan_line() chooses. */
MlsPlan    *mls_plan_split   (MlsOverlay      *before,
                              const MlsLine   *line,
                              const MlsIntent *intent,
                              GError         **error);
MlsPlan    *mls_plan_reshape (MlsOverlay      *before,
                              const MlsLine   *line,
                              const MlsIntent *intent,
                              GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLine, mls_line_free)

G_END_DECLS
