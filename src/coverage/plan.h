#pragma once

#include "coverage/dissolve.h"
#include "coverage/intent.h"
#include "coverage/overlay.h"
#include "coverage/refusal.h"

G_BEGIN_DECLS

/* What an edit is, by what it does. */
typedef enum
{
  MLS_VERB_SPLIT,
  MLS_VERB_RESHAPE,
  MLS_VERB_ISLAND,
  MLS_VERB_COMPLETE,
  MLS_VERB_STRIP,
  MLS_VERB_MERGE,
  MLS_VERB_RECODE,
  MLS_VERB_MOVE_VERTEX,
  MLS_VERB_INSERT_VERTEX,
  MLS_VERB_REMOVE_VERTEX,
  MLS_VERB_MOVE_VERTICES,
  MLS_VERB_REMOVE_VERTICES,
  MLS_VERB_STRAIGHTEN,
  MLS_VERB_SIMPLIFY,
  MLS_VERB_SMOOTH,
  MLS_VERB_CURE,
  MLS_VERB_CARRY_OVER,
  MLS_VERB_NOTE,
  MLS_VERB_ADOPT,
  MLS_N_VERBS,
} MlsVerb;

/* What a gesture would do: made by a planner, judged by rules, written by a store. The same planner
 * makes the live preview and the commit, so that what is seen is what is done. */
typedef struct
{
  MlsVerb     verb;
  MlsIntent   intent;
  MlsOverlay *overlay; /* the coverage as it would be */
  GPtrArray  *given;   /* (element-type MlsCell) what takes the label */
  GPtrArray  *swept;   /* (element-type MlsFace) where whole borders are redrawn, what changes sides */
  MlsDelta   *delta;   /* what to write; %NULL while @pending */
  gboolean    pending; /* a line that divides, but nothing tells its sides apart: it waits for a pair */
} MlsPlan;

const char *mls_verb_name          (MlsVerb           verb);
MlsPlan    *mls_plan_new           (MlsVerb           verb,
                                    const MlsIntent  *intent,
                                    MlsOverlay       *overlay);
void        mls_plan_free          (MlsPlan          *plan);
GPtrArray  *mls_plan_shapes        (const MlsPlan    *plan);
gboolean    mls_plan_finish        (MlsPlan          *plan,
                                    GError          **error);
MlsPlan    *mls_plan_give_or_wait  (MlsPlan          *plan,
                                    GError          **error);

/* The planners, one a file. Each is pure: it reads the patch, and returns what would be done, or a
 * refusal of %MLS_REFUSAL, or the source's error. */
MlsPlan    *mls_plan_line          (MlsPatch         *patch,
                                    const MlsPoint   *points,
                                    gsize             n_points,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_polygon       (MlsPatch         *patch,
                                    const MlsPoint   *points,
                                    gsize             n_points,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_complete      (MlsPatch         *patch,
                                    const MlsPoint   *points,
                                    gsize             n_points,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_strip         (MlsPatch         *patch,
                                    const MlsPoint   *points,
                                    gsize             n_points,
                                    gint64            width,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_merge         (MlsPatch         *patch,
                                    const MlsPoint   *points,
                                    gsize             n_points,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_join          (MlsPatch         *patch,
                                    MlsPoint          at,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_carry_over    (MlsPatch         *patch,
                                    const MlsPoint   *points,
                                    gsize             n_points,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_adopt         (MlsPatch         *patch,
                                    const MlsDelta   *theirs,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_recode        (MlsPatch         *patch,
                                    const MlsPoint   *points,
                                    gsize             n_points,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_note          (MlsPatch         *patch,
                                    const MlsPoint   *points,
                                    gsize             n_points,
                                    const MlsNote    *note,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_move_vertex   (MlsPatch         *patch,
                                    MlsPoint          from,
                                    MlsPoint          to,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_insert_vertex (MlsPatch         *patch,
                                    MlsPoint          at,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_remove_vertex (MlsPatch         *patch,
                                    MlsPoint          at,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_move_vertices (MlsPatch         *patch,
                                    MlsPoint          from,
                                    MlsPoint          to,
                                    MlsPoint          by,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_remove_vertices
                                   (MlsPatch         *patch,
                                    MlsPoint          from,
                                    MlsPoint          to,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_straighten    (MlsPatch         *patch,
                                    const MlsPoint   *places,
                                    gsize             n_places,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_simplify      (MlsPatch         *patch,
                                    const MlsPoint   *places,
                                    gsize             n_places,
                                    gint64            tolerance,
                                    const MlsIntent  *intent,
                                    GError          **error);
MlsPlan    *mls_plan_smooth        (MlsPatch         *patch,
                                    const MlsPoint   *places,
                                    gsize             n_places,
                                    gint64            tolerance,
                                    const MlsIntent  *intent,
                                    GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPlan, mls_plan_free)

G_END_DECLS
