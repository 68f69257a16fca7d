#pragma once

#include "rules/judge.h"
#include "rules/verdict.h"

G_BEGIN_DECLS

/* A plan being judged. */
typedef struct
{
  const MlsPlan  *plan;
  const MlsRules *rules;
  MlsArea2        cap;
  gboolean        warn;    /* warnings are wanted, too */
  MlsOverlay     *before;  /* the coverage as it is */
  MlsVerdict     *verdict;
  GArray         *found;   /* (element-type MlsFinding) what judges say, for a moment */

  /* Of the vintage and dimension looked at. */
  guint           vintage;
  MlsDimension    dimension;
  GHashTable     *judged;  /* cells of regions judged already */
  GHashTable     *suspect; /* cells whose region may have changed */
  guint64         lost;    /* the code that a changed cell had */
} MlsJudging;

static inline const MlsGround *
mls_ground_at (const MlsCell *cell, guint i)
{
  return &g_array_index (cell->ground, MlsGround, i);
}

void mls_judge_regions (MlsJudging *judging);
void mls_judge_labels  (MlsJudging *judging);
void mls_judge_changes (MlsJudging *judging);
void mls_judge_zone    (MlsJudging *judging);
void mls_judge_vintage (MlsJudging *judging);
void mls_judge_carry_over
                       (MlsJudging *judging);

gboolean mls_verb_gives_pair (MlsVerb verb);

G_END_DECLS
