#pragma once

#include "rules/gesture.h"

G_BEGIN_DECLS

/* An edit that somebody proposes for another one to make: a place that is to have a code, or a line or an outline to be
 * drawn. Written as lines of an edit script, it outlives the project it was made beside. Whether it becomes a change or a
 * correction is up to who makes it. */
typedef struct
{
  MlsGestureKind kind;      /* a line, a polygon, or to recode */
  MlsText        vintage;   /* its code */
  MlsDimension   dimension; /* in which the pair is given */
  MlsPair        pair;
  gboolean       all;       /* the line cuts every region it crosses */
  GArray        *points;    /* (element-type MlsPoint): one to recode, two or more of a line, three or more of a polygon */
} MlsDraft;

MlsDraft  *mls_draft_new       (MlsGestureKind   kind,
                                MlsText          vintage,
                                MlsDimension     dimension,
                                MlsPair          pair,
                                const MlsPoint  *points,
                                gsize            n_points);
void       mls_draft_free      (MlsDraft        *self);
char      *mls_draft_to_text   (const MlsDraft  *self);
MlsDraft  *mls_draft_from_text (const char      *text);
MlsGesture mls_draft_gesture   (const MlsDraft  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsDraft, mls_draft_free)

G_END_DECLS
