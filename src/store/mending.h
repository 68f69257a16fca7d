#pragma once

#include "rules/finding.h"

G_BEGIN_DECLS

/* What was mended. */
typedef struct
{
  GPtrArray *gone;       /* (element-type utf8): what another program had taken away, and was made again */
  guint      n_restored; /* faces whose ground was found again */
  guint      n_lost;     /* pieces of ground of which nobody knows what they were: without a code now */
  MlsArea2   enclosed2;  /* what such ground surrounds where faces were moved as they were: nothing proves that these were not */
  guint      n_drawn;    /* outlines that were brought in */
  guint      n_left_out; /* and those that could not be */
  gint64     operation;  /* the edit that brought them in, or 0 */
  GArray    *findings;   /* (element-type MlsFinding): what was lost and left out, with its place */
} MlsMending;

MlsMending *mls_mending_new      (void);
void        mls_mending_free     (MlsMending       *self);
GPtrArray  *mls_mending_describe (const MlsMending *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMending, mls_mending_free)

G_END_DECLS
