#pragma once

#include "base/grid.h"

G_BEGIN_DECLS

/* Why an edit is not done: the world is well, the gesture asks for what may not be. Planners and
 * rules report these as errors of this domain; the message says which, where and by how much. */
#define MLS_REFUSAL (mls_refusal_quark ())

typedef enum
{
  MLS_REFUSAL_NO_EFFECT,     /* nothing would change */
  MLS_REFUSAL_NOTHING_TO_CUT,/* the line divides no region */
  MLS_REFUSAL_OUTSIDE,       /* the place is outside the territory */
  MLS_REFUSAL_EDGE,          /* the territory's edge would move */
  MLS_REFUSAL_CROSSES,       /* a redrawn border crosses another or leaves its faces */
  MLS_REFUSAL_TOO_FINE,      /* something would collapse on the grid */
  MLS_REFUSAL_TOO_LARGE,     /* the region is too large for this edit */
  MLS_REFUSAL_NOT_ADJACENT,  /* the regions share no border */
  MLS_REFUSAL_NO_VERTEX,     /* no border or vertex there */
  MLS_REFUSAL_NO_WAY,        /* no borders lead from one place to the other */
  MLS_REFUSAL_NO_PAIR,       /* no pair is picked */
  MLS_REFUSAL_MISSING_LABEL, /* coded ground would become uncoded */
  MLS_REFUSAL_MMU,           /* a region would be too small */
  MLS_REFUSAL_PAIR,          /* cover and use may not go together */
  MLS_REFUSAL_CODE,          /* a code is not in the nomenclature */
  MLS_REFUSAL_CHANGE,        /* ground cannot have become that since the date before */
  MLS_REFUSAL_ZONE,          /* the ground is outside of the zone that its author works in */
  MLS_REFUSAL_CLOSED,        /* the date takes corrections alone */
  MLS_REFUSAL_FROZEN,        /* nothing is written to the date any more */
  MLS_REFUSAL_NOT_FLAGGED,   /* nothing to cure or to except there */
  MLS_N_REFUSALS,
} MlsRefusal;

GQuark      mls_refusal_quark (void);
const char *mls_refusal_name  (MlsRefusal refusal);
gboolean    mls_refuse_edge   (MlsPoint   at,
                               GError   **error);

G_END_DECLS
