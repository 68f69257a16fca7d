#include "golden-private.h"

#include <string.h>

static void
do_vintage (Golden *golden, char **words)
{
  golden->intent.vintage = golden_read_vintage (golden, words[0]);
}

static void
do_kind (Golden *golden, char **words)
{
  golden->intent.correction = g_strcmp0 (words[0], "correction") == 0;
  golden->intent.vintages = MLS_VINTAGE (golden->n_vintages) - 1;
  golden->intent.named = 0;
  for (guint i = 1; words[i] != NULL; i++)
    golden->intent.named |= MLS_VINTAGE (golden_read_vintage (golden, words[i]));
  if (golden->intent.named != 0)
    golden->intent.vintages = golden->intent.named;
}

static void
do_dimension (Golden *golden, char **words)
{
  golden->intent.dimension = golden_read_dimension (golden, words[0]);
}

static void
do_pair (Golden *golden, char **words)
{
  golden->intent.pair = (MlsPair){ golden_read_code (words[0]), golden_read_code (words[1]) };
}

static void
do_side (Golden *golden, char **words)
{
  static const char *const sides[] = {
    [MLS_TAKES_SMALLER] = "smaller",
    [MLS_TAKES_LEFT] = "left",
    [MLS_TAKES_RIGHT] = "right",
    [MLS_TAKES_LARGER] = "larger",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (g_strcmp0 (words[0], sides[i]) == 0)
      {
        golden->intent.takes = (MlsTakes) i;
        return;
      }

  FAIL (golden, "“%s” is no side", words[0]);
}

static void
do_with_cure (Golden *golden, char **words)
{
  golden->cures = TRUE;
}

const GoldenWord golden_edit_words[] = {
  { "vintage", do_vintage }, { "kind", do_kind }, { "dimension", do_dimension },
  { "pair", do_pair },       { "side", do_side }, { "with-cure", do_with_cure },
  { NULL },
};

typedef struct
{
  const char     *word;
  MlsGestureKind  kind;
  const char     *between; /* stands between its points */
  const char     *measure; /* stands before how far, or a number of metres; "" for one that comes first */
} EditWord;

static const EditWord edit_words[] = {
  { "line", MLS_GESTURE_LINE },
  { "polygon", MLS_GESTURE_POLYGON },
  { "move", MLS_GESTURE_MOVE_VERTEX, "to" },
  { "insert-vertex", MLS_GESTURE_INSERT_VERTEX },
  { "remove-vertex", MLS_GESTURE_REMOVE_VERTEX },
  { "merge", MLS_GESTURE_MERGE, "into" },
  { "set", MLS_GESTURE_RECODE },
  { "note", MLS_GESTURE_NOTE },
  { "cure", MLS_GESTURE_CURE },
  { "absorb", MLS_GESTURE_ABSORB },
  { "complete", MLS_GESTURE_COMPLETE },
  { "strip", MLS_GESTURE_STRIP, NULL, "" },
  { "move-vertices", MLS_GESTURE_MOVE_VERTICES, "to", "by" },
  { "remove-vertices", MLS_GESTURE_REMOVE_VERTICES, "to" },
  { "straighten", MLS_GESTURE_STRAIGHTEN, "to" },
  { "simplify", MLS_GESTURE_SIMPLIFY, "to", "by" },
  { "smooth", MLS_GESTURE_SMOOTH, "to", "by" },
};

static const EditWord *
find_edit (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (edit_words); i++)
    if (strcmp (edit_words[i].word, word) == 0)
      return &edit_words[i];

  return NULL;
}

gboolean
golden_is_edit (const char *word)
{
  return find_edit (word) != NULL;
}

/* How far vertices are shifted, or a number of metres. */
static void
read_measure (Golden *golden, const EditWord *edit, char **words, GArray *points, gint64 *measure)
{
  if (edit->kind == MLS_GESTURE_MOVE_VERTICES)
    g_array_append_val (points, ((MlsPoint[]){ { golden_read_mm (golden, words[0]), golden_read_mm (golden, words[1]) } }[0]));
  else
    *measure = golden_read_mm (golden, words[0]);
}

/* The points of a gesture; what else stands among them goes into @intent and @gesture. */
static GArray *
read_gesture (Golden *golden, const EditWord *edit, char **words, MlsIntent *intent, MlsGesture *gesture)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  gboolean one = edit->kind == MLS_GESTURE_RECODE || edit->kind == MLS_GESTURE_NOTE || edit->kind == MLS_GESTURE_CURE;

  if (g_strcmp0 (edit->measure, "") == 0)
    gesture->measure = golden_read_mm (golden, *words++);

  while (*words != NULL && !(one && points->len > 0))
    {
      if (g_strcmp0 (*words, edit->measure) == 0)
        {
          read_measure (golden, edit, words + 1, points, &gesture->measure);
          break;
        }
      if (strcmp (*words, "all") == 0)
        intent->all = TRUE;
      if (strcmp (*words, "all") == 0 || g_strcmp0 (*words, edit->between) == 0)
        {
          words++;
          continue;
        }
      g_array_append_val (points, ((MlsPoint[]){ golden_read_point (golden, words) }[0]));
      words += 2;
    }

  if (edit->kind == MLS_GESTURE_RECODE)
    {
      intent->pair = (MlsPair){ golden_read_code (words[0]), golden_read_code (words[1]) };
      golden_read_note (golden, words + 2, &gesture->note);
      intent->given = gesture->note.label;
    }
  else if (edit->kind == MLS_GESTURE_NOTE)
    golden_read_note (golden, words, &gesture->note);
  else if (edit->kind == MLS_GESTURE_CURE && words[0] != NULL &&
           !mls_finding_rule_from_name (words[0], &gesture->rule))
    FAIL (golden, "“%s” is no rule", words[0]);

  return points;
}

/* Without rules nothing is judged. */
static MlsProposal *
propose_unjudged (const MlsGesture *gesture, MlsPatch *patch, const MlsIntent *intent)
{
  MlsProposal *proposal = g_new0 (MlsProposal, 1);

  proposal->plan = mls_gesture_plan (gesture, patch, intent, NULL, &proposal->refusal);

  return proposal;
}

static MlsProposal *
propose (Golden *golden, MlsSource source, gboolean all_loaded)
{
  MlsRules rules = { golden->nomenclature, golden->vintages, golden->n_vintages, MLS_LANGUAGE_ENGLISH, golden->limits,
                     { "Anna", golden->zone } };
  g_autoptr (MlsPatch) patch = mls_patch_new (source, golden->n_vintages);
  g_auto (GStrv) words = g_strsplit (golden->edit, " ", -1);
  const EditWord *edit = find_edit (words[0]);
  MlsIntent intent = golden->intent;
  MlsGesture gesture = { .kind = edit->kind };
  g_autoptr (GArray) points = read_gesture (golden, edit, words + 1, &intent, &gesture);
  g_autoptr (GError) error = NULL;
  MlsProposal *proposal;

  gesture.points = golden_points (points);
  gesture.n_points = points->len;
  if (all_loaded)
    mls_patch_left_of (patch, (MlsPoint){ -MLS_GRID_LIMIT, -MLS_GRID_LIMIT },
                       (MlsPoint){ MLS_GRID_LIMIT, MLS_GRID_LIMIT });

  proposal = golden->nomenclature != NULL ? mls_proposal_new (&gesture, patch, &intent, &rules, &error)
                                          : propose_unjudged (&gesture, patch, &intent);
  g_assert_no_error (error);

  return proposal;
}

/* What would be written. */
static const MlsPlan *
plan_of (const Golden *golden, const MlsProposal *proposal)
{
  if (golden->cures && proposal->refusal == NULL)
    FAIL (golden, "“%s” needs no cure", golden->edit);
  if (golden->cures)
    return proposal->cure;

  return proposal->refusal == NULL ? proposal->plan : NULL;
}

/* The same coverage, its faces in another order. */
static gboolean
faces_backwards (gpointer self, const MlsBox *box, MlsFaceFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (self);

  for (guint i = faces->len; i-- > 0;)
    {
      g_autoptr (MlsFace) copy = mls_face_with (g_ptr_array_index (faces, i),
                                                ((MlsFace *) g_ptr_array_index (faces, i))->id, 0, NULL, 0);

      if (mls_box_intersects (&copy->box, box) && !func (copy, user_data))
        break;
    }

  return TRUE;
}

static gboolean
edges_as_they_are (gpointer self, const MlsBox *box, MlsEdgeFunc func, gpointer user_data, GError **error)
{
  MlsSource source = mls_memory_source (self);

  return source.funcs->edges (source.self, box, func, user_data, error);
}

gboolean
golden_same_face (const MlsFace *a, const MlsFace *b)
{
  return (a == NULL) == (b == NULL) &&
         (a == NULL || (a->id == b->id && mls_face_same_rings (a, b) && mls_face_same_labels (a, b)));
}

gboolean
golden_same_delta (const MlsDelta *a, const MlsDelta *b)
{
  if (a->changes->len != b->changes->len || a->edges->len != b->edges->len)
    return FALSE;

  for (guint i = 0; i < a->changes->len; i++)
    {
      const MlsChange *p = &g_array_index (a->changes, MlsChange, i);
      const MlsChange *q = &g_array_index (b->changes, MlsChange, i);

      if (!golden_same_face (p->before, q->before) || !golden_same_face (p->after, q->after))
        return FALSE;
    }

  return TRUE;
}

/* What an edit does depends neither on what was loaded nor on the order it came in. */
static void
check_same_from_all (Golden *golden)
{
  static const MlsSourceFuncs funcs = { faces_backwards, edges_as_they_are };
  g_autoptr (MlsProposal) other = propose (golden, (MlsSource){ &funcs, golden->memory }, TRUE);
  const MlsPlan *plan = plan_of (golden, other);

  if ((plan == NULL) != (golden->plan == NULL) ||
      (plan == NULL && mls_proposal_rule (other) != mls_proposal_rule (golden->proposal)) ||
      (plan != NULL && plan->pending != golden->plan->pending) ||
      (plan != NULL && !plan->pending && !golden_same_delta (plan->delta, golden->plan->delta)))
    FAIL (golden, "“%s” depends on what the patch has loaded", golden->edit);
}

void
golden_clear_edit (Golden *golden)
{
  golden->plan = NULL;
  g_clear_pointer (&golden->proposal, mls_proposal_free);
  g_clear_pointer (&golden->applied, mls_delta_unref);
  g_clear_pointer (&golden->after, picture_free);
  golden->edge_told = FALSE;
}

void
golden_expect_judged (Golden *golden)
{
  if (golden->edit != NULL && !golden->judged)
    FAIL (golden, "Nobody said what “%s” must do", golden->edit);
  if (golden->applied != NULL && golden->applied->edges->len > 0 && !golden->edge_told)
    FAIL (golden, "Nobody said that “%s” gives the territory's edge a vertex", golden->edit);
}

void
golden_run_edit (Golden *golden, const char *line)
{
  golden_build (golden);
  golden_expect_judged (golden);
  golden_clear_edit (golden);
  g_free (golden->edit);
  golden->edit = g_strdup (line);
  golden->judged = FALSE;
  golden->proposal = propose (golden, mls_memory_source (golden->memory), FALSE);
  golden->plan = plan_of (golden, golden->proposal);

  check_same_from_all (golden);
  golden->cures = FALSE;
}
