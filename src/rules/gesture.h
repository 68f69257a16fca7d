#pragma once

#include "coverage/plan.h"
#include "rules/remedy.h"

G_BEGIN_DECLS

/* What a hand or a line of a script asks for. */
typedef enum
{
  MLS_GESTURE_LINE,
  MLS_GESTURE_POLYGON,
  MLS_GESTURE_COMPLETE,      /* a line that borders close */
  MLS_GESTURE_STRIP,         /* a line, and how wide */
  MLS_GESTURE_MERGE,         /* the regions that go, the region they join */
  MLS_GESTURE_RECODE,        /* a place in each region */
  MLS_GESTURE_MOVE_VERTEX,   /* from, to */
  MLS_GESTURE_INSERT_VERTEX,
  MLS_GESTURE_REMOVE_VERTEX,
  MLS_GESTURE_CURE,
  MLS_GESTURE_ABSORB,        /* the region goes to the neighbour closest in theme */
  MLS_GESTURE_MOVE_VERTICES, /* from, to, by how far */
  MLS_GESTURE_REMOVE_VERTICES,/* from, to */
  MLS_GESTURE_STRAIGHTEN,    /* a border from one place to another, or all of it */
  MLS_GESTURE_SIMPLIFY,      /* same */
  MLS_GESTURE_SMOOTH,        /* same */
  MLS_GESTURE_CARRY_OVER,    /* places that were corrected */
  MLS_GESTURE_NOTE,          /* a place in each region, and what is said of them */
  MLS_GESTURE_ADOPT,         /* an edit that was made of another state */
  MLS_N_GESTURES,
} MlsGestureKind;

typedef struct
{
  MlsGestureKind  kind;
  const MlsPoint *points;   /* borrowed */
  gsize           n_points; /* as many as the kind needs */
  gint64          measure;  /* mm: the tolerance or width, where the kind has one */
  MlsFindingRule  rule;     /* of a cure: whose breach, or MLS_REMEDY_ERRORS */
  MlsNote         note;
  const MlsDelta *theirs;   /* borrowed: what is adopted */
} MlsGesture;

MlsPlan *mls_gesture_plan (const MlsGesture  *gesture,
                           MlsPatch          *patch,
                           const MlsIntent   *intent,
                           const MlsRules    *rules,
                           GError           **error);

G_END_DECLS
