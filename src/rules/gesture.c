#include "rules/gesture.h"

#include "rules/absorb.h"

static guint
least_points (MlsGestureKind kind)
{
  static const guint least[] = {
    [MLS_GESTURE_LINE] = 0,          [MLS_GESTURE_POLYGON] = 0,       [MLS_GESTURE_MERGE] = 2,
    [MLS_GESTURE_RECODE] = 1,        [MLS_GESTURE_MOVE_VERTEX] = 2,   [MLS_GESTURE_INSERT_VERTEX] = 1,
    [MLS_GESTURE_REMOVE_VERTEX] = 1, [MLS_GESTURE_CURE] = 1,          [MLS_GESTURE_ABSORB] = 1,
    [MLS_GESTURE_MOVE_VERTICES] = 3, [MLS_GESTURE_REMOVE_VERTICES] = 2, [MLS_GESTURE_STRAIGHTEN] = 1,
    [MLS_GESTURE_SIMPLIFY] = 1,      [MLS_GESTURE_SMOOTH] = 1,        [MLS_GESTURE_COMPLETE] = 0,
    [MLS_GESTURE_STRIP] = 0,         [MLS_GESTURE_CARRY_OVER] = 1,     [MLS_GESTURE_NOTE] = 1,
    [MLS_GESTURE_ADOPT] = 0,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (least) == MLS_N_GESTURES);

  return least[kind];
}

/**
 * mls_gesture_plan:
 * @gesture: what is asked for, with the points its kind needs
 * @patch: the coverage
 * @intent: what the operator means besides
 * @rules: what a cure is looked for by
 * @error: a refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): what the gesture would do, not judged yet
 */
MlsPlan *
mls_gesture_plan (const MlsGesture *gesture, MlsPatch *patch, const MlsIntent *intent, const MlsRules *rules, GError **error)
{
  const MlsPoint *p = gesture->points;

  g_return_val_if_fail (gesture->n_points >= least_points (gesture->kind), NULL);

  switch (gesture->kind)
    {
    case MLS_GESTURE_LINE:
      return mls_plan_line (patch, p, gesture->n_points, intent, error);
    case MLS_GESTURE_POLYGON:
      return mls_plan_polygon (patch, p, gesture->n_points, intent, error);
    case MLS_GESTURE_COMPLETE:
      return mls_plan_complete (patch, p, gesture->n_points, intent, error);
    case MLS_GESTURE_STRIP:
      return mls_plan_strip (patch, p, gesture->n_points, gesture->measure, intent, error);
    case MLS_GESTURE_MERGE:
      return mls_plan_merge (patch, p, gesture->n_points, intent, error);
    case MLS_GESTURE_RECODE:
      return mls_plan_recode (patch, p, gesture->n_points, intent, error);
    case MLS_GESTURE_MOVE_VERTEX:
      return mls_plan_move_vertex (patch, p[0], p[1], intent, error);
    case MLS_GESTURE_INSERT_VERTEX:
      return mls_plan_insert_vertex (patch, p[0], intent, error);
    case MLS_GESTURE_REMOVE_VERTEX:
      return mls_plan_remove_vertex (patch, p[0], intent, error);
    case MLS_GESTURE_CURE:
      return mls_remedy_plan (patch, rules, gesture->rule, intent->vintage, p[0], error);
    case MLS_GESTURE_CARRY_OVER:
      return mls_plan_carry_over (patch, p, gesture->n_points, intent, error);
    case MLS_GESTURE_NOTE:
      return mls_plan_note (patch, p, gesture->n_points, &gesture->note, intent, error);
    case MLS_GESTURE_ADOPT:
      return mls_plan_adopt (patch, gesture->theirs, intent, error);
    case MLS_GESTURE_ABSORB:
      return mls_absorb_region (patch, rules, p[0], intent, error);
    case MLS_GESTURE_MOVE_VERTICES:
      return mls_plan_move_vertices (patch, p[0], p[1], p[2], intent, error);
    case MLS_GESTURE_REMOVE_VERTICES:
      return mls_plan_remove_vertices (patch, p[0], p[1], intent, error);
    case MLS_GESTURE_STRAIGHTEN:
      return mls_plan_straighten (patch, p, gesture->n_points, intent, error);
    case MLS_GESTURE_SIMPLIFY:
      return mls_plan_simplify (patch, p, gesture->n_points, gesture->measure, intent, error);
    case MLS_GESTURE_SMOOTH:
      return mls_plan_smooth (patch, p, gesture->n_points, gesture->measure, intent, error);
    case MLS_N_GESTURES:
      break;
    }

  g_assert_not_reached ();
}
