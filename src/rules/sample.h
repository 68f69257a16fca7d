#pragma once

#include "base/box.h"
#include "geometry/shape.h"
#include "rules/agreed.h"
#include "rules/decision.h"
#include "rules/judgement.h"

G_BEGIN_DECLS

/* A region of a sample, as it was when that was drawn: whatever is edited afterwards, this is what is judged. */
typedef struct
{
  gint64    id;          /* from 1, as they are to be looked at */
  guint     part;        /* of the sample, each of about a hundred: from 1 */
  MlsPair   pair;        /* its code; in the other dimension what most of it is, or 0 */
  gboolean  mixed;       /* … and not all of it */
  MlsText   stratum;     /* its class, or what the classes it was drawn among are called */
  double    probability; /* that it was drawn: above 0, 1 where all are looked at */
  MlsArea2  area2;
  MlsPoint  place;       /* in it */
  MlsBox    box;
  MlsShape *outline;     /* owned: its outer ring, then its holes */
  MlsText   authors;     /* who gave it its codes, one a line; or 0 */
} MlsUnit;

/* Regions of one class that a sample was drawn among. */
typedef struct
{
  MlsText  code;
  guint    n_regions; /* as could be drawn … */
  MlsArea2 area2;
  guint    n_left;    /* … and as were left out, for their size or because they are of another sample */
  MlsArea2 left2;
  guint    n_drawn;
} MlsStratum;

/* What a sample is of, and how it was drawn. */
typedef struct
{
  MlsText      id;        /* no other sample has it */
  MlsText      title;
  MlsText      project;   /* the name of the file it was drawn from, without its folder */
  gint64       operation; /* the last one there was */
  MlsText      vintage;   /* its code … */
  int          year;
  MlsText      vintage_title;
  MlsDimension dimension;
  guint64      seed;
  gboolean     blind;     /* what a unit is coded is told only once it is judged */
  MlsText      at;        /* when it was drawn, UTC, ISO 8601 … */
  MlsText      author;    /* … and by whom, or 0 */
  MlsText      drawing;   /* how: its options, as `sample` takes them */
  MlsAgreed    agreed;    /* what it has to reach, as it was agreed on then */
} MlsSample;

MlsUnit *mls_unit_new  (void);
void     mls_unit_free (MlsUnit *self);

gboolean mls_unit_is_judged_by (const MlsUnit *self,
                                MlsDimension   set,
                                MlsDimension   code);
gboolean mls_unit_is_all_right (const MlsUnit      *self,
                                MlsDimension        set,
                                const MlsJudgement *judgement);

void     mls_sample_add_errors (const MlsSample    *sample,
                                const MlsUnit      *unit,
                                const MlsJudgement *judgement,
                                guint               vintage,
                                GArray             *decisions);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsUnit, mls_unit_free)

G_END_DECLS
