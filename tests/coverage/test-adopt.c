/* An edit of another state is made of this one, whatever others have done to the same ground. */

#include "coverage/redraw.h"
#include "coverage/relabelling.h"
#include "fields.h"
#include "hand.h"

#include <locale.h>

static MlsPlan *
adopt (MlsMemory *memory, const MlsDelta *theirs, GError **error)
{
  const MlsIntent intent = { 0 };
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 2);

  return mls_plan_adopt (patch, theirs, &intent, error);
}

/* Ours and theirs are both made of the fields; theirs is then adopted where ours is. */
static void
expect (FieldsPlan ours, FieldsPlan theirs, const char *expected)
{
  MlsMemory *memory = fields_new ();
  g_autoptr (MlsDelta) first = fields_plan (memory, ours);
  g_autoptr (MlsDelta) second = fields_plan (memory, theirs);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) plan = NULL;
  g_autoptr (MlsPlan) again = NULL;
  g_autofree char *text = NULL;

  fields_apply (memory, first);
  plan = adopt (memory, second, &error);
  g_assert_no_error (error);
  fields_apply (memory, plan->delta);
  text = fields_describe (memory);
  g_assert_cmpstr (text, ==, expected);

  again = adopt (memory, second, &error);
  g_assert_error (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT);
  g_assert_null (again);
  mls_memory_free (memory);
}

static MlsPlan *
join_wood (MlsPatch *patch, GError **error)
{
  const MlsIntent intent = fields_intent (0, "wheat");
  const MlsPoint regions[] = { { M (150), M (50) }, { M (50), M (50) } };

  return mls_plan_merge (patch, regions, G_N_ELEMENTS (regions), &intent, error);
}

/* The border between wheat and wood is led over @x at its middle, at both dates. */
static MlsPlan *
move_border (MlsPatch *patch, gint64 x, GError **error)
{
  const MlsIntent intent = { .vintage = 0, .dimension = MLS_DIMENSION_COVER, .correction = TRUE, .vintages = 3 };
  const MlsPoint was[] = { { M (100), 0 }, { M (100), M (100) } };
  const MlsPoint is[] = { { M (100), 0 }, { M (x), M (50) }, { M (100), M (100) } };
  g_autoptr (MlsRedraw) redraw = mls_redraw_new (patch);

  g_assert_true (mls_redraw_add (redraw, was, 2, is, 3, error));

  return mls_redraw_plan (redraw, MLS_VERB_RESHAPE, is[1], &intent, error);
}

static MlsPlan *
move_east (MlsPatch *patch, GError **error)
{
  return move_border (patch, 110, error);
}

static MlsPlan *
move_farther_east (MlsPatch *patch, GError **error)
{
  return move_border (patch, 130, error);
}

static MlsPlan *
move_west (MlsPatch *patch, GError **error)
{
  return move_border (patch, 90, error);
}

static void
test_labels (void)
{
  expect (fields_rye_first, fields_oats_first,
          "oats wheat: 0,0 100,0 100,100 0,100; wood wood: 100,0 200,0 200,100 100,100");
}

static void
test_cuts (void)
{
  /* The strip that they cut off is theirs across both of our parts; what they left alone stays ours. */
  expect (fields_split_across, fields_split_north,
          "oats wheat: 0,0 40,0 40,80 0,80; rye wheat: 0,80 40,80 100,80 100,100 40,100 0,100; "
          "wheat wheat: 40,0 100,0 100,80 40,80; wood wood: 100,0 200,0 200,100 100,100 100,80");
  expect (fields_rye_first, fields_split_across,
          "oats wheat: 0,0 40,0 40,100 0,100; rye wheat: 40,0 100,0 100,100 40,100; "
          "wood wood: 100,0 200,0 200,100 100,100");
}

static void
test_one_border (void)
{
  /* One border, led to two sides: it runs where they led it, and nothing is left in between. */
  expect (move_east, move_west,
          "wheat wheat: 0,0 100,0 90,50 100,100 0,100; wood wood: 90,50 100,0 200,0 200,100 100,100");
  expect (move_west, move_east,
          "wheat wheat: 0,0 100,0 110,50 100,100 0,100; wood wood: 100,0 200,0 200,100 100,100 110,50");

  /* To one side, theirs is where the border runs even where ours had gone farther. */
  expect (move_farther_east, move_east,
          "wheat wheat: 0,0 100,0 110,50 100,100 0,100; wood wood: 100,0 200,0 200,100 100,100 110,50");
  expect (move_east, move_farther_east,
          "wheat wheat: 0,0 100,0 130,50 100,100 0,100; wood wood: 100,0 200,0 200,100 100,100 130,50");

  /* What grows goes on being what it was to them. */
  expect (fields_rye_first, move_east,
          "wheat wheat: 0,0 100,0 110,50 100,100 0,100; wood wood: 100,0 200,0 200,100 100,100 110,50");
}

static void
test_merge (void)
{
  /* All that they joined is joined, whatever it was cut into. */
  expect (fields_split_wood, join_wood,
          "wheat wheat: 0,0 100,0 100,60 100,100 0,100; wheat wood: 100,0 200,0 200,60 200,100 100,100 100,60");
}

/* At random */

typedef struct
{
  const char  *name;
  guint        n_rounds;
  QuiltOptions options;
} Sort;

static MlsDelta *
edit_once (MlsMemory *memory, const QuiltOptions *options)
{
  const HandFaces faces = hand_memory (memory, options);

  while (TRUE)
    {
      g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), options->n_vintages);
      g_autoptr (MlsPlan) plan = NULL;
      HandMove move;

      hand_draw (&move, &faces, options);
      plan = hand_plan (&move, patch, NULL);
      if (plan != NULL && !plan->pending)
        return mls_delta_ref (plan->delta);
    }
}

/* mm */
#define ROUNDING 8

static void
count (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer n)
{
  ++*(guint *) n;
}

/* Where a border is as near as rounding may have moved it nobody can tell what is to be there. */
static gboolean
is_clear (MlsPatch *patch, MlsPoint place)
{
  const MlsPoint end = { place.x + 1, place.y };
  guint n = 0;

  mls_patch_each_segment_along (patch, place, end, ROUNDING, count, &n);

  return n == 0;
}

static gboolean
is_beside_lines (const MlsRelabelling *theirs, MlsPoint place)
{
  for (guint i = 0; i < theirs->lines->len; i++)
    {
      const MlsRelabelLine *line = &g_array_index (theirs->lines, MlsRelabelLine, i);

      if (mls_point_distance_to_segment (place, line->a, line->b) < ROUNDING)
        return TRUE;
    }

  return FALSE;
}

typedef struct
{
  MlsPatch             *base;
  MlsPatch             *ours;
  MlsPatch             *now;
  const MlsRelabelling *theirs;
} Views;

/* What they labelled anew is as they labelled it; beyond their faces all is ours; in the rest of them either. */
static void
check_place (const Views *views, MlsPoint place)
{
  const MlsFace *ours = mls_patch_face_at (views->ours, place), *now = mls_patch_face_at (views->now, place);
  const MlsFace *before, *after;

  if (ours == NULL || !is_clear (views->base, place) || !is_clear (views->ours, place) || !is_clear (views->now, place) ||
      is_beside_lines (views->theirs, place))
    return;

  if (!mls_relabelling_find (views->theirs, place, &before, &after))
    {
      g_assert_true (mls_face_same_labels (ours, now) || before != NULL);
      return;
    }

  for (guint v = 0; v < now->n_vintages; v++)
    g_assert_true (mls_label_equal (&now->labels[v], &after->labels[v]) ||
                   (mls_label_equal (&before->labels[v], &after->labels[v]) &&
                    mls_label_equal (&now->labels[v], &ours->labels[v])));
}

static void
check_map (MlsMemory *base, MlsMemory *ours, MlsMemory *now, const MlsDelta *theirs, const QuiltOptions *options)
{
  g_autoptr (MlsRelabelling) made = mls_relabelling_new (theirs);
  g_autoptr (MlsPatch) in_base = mls_patch_new (mls_memory_source (base), options->n_vintages);
  g_autoptr (MlsPatch) in_ours = mls_patch_new (mls_memory_source (ours), options->n_vintages);
  g_autoptr (MlsPatch) is_now = mls_patch_new (mls_memory_source (now), options->n_vintages);
  const Views views = { in_base, in_ours, is_now, made };
  gint64 wide = options->columns * options->pitch, high = options->rows * options->pitch;

  for (guint i = 0; i < 300; i++)
    check_place (&views, (MlsPoint){ QUILT_X + g_test_rand_int_range (0, (gint32) wide),
                                     QUILT_Y + g_test_rand_int_range (0, (gint32) high) });
}

typedef struct
{
  guint n_adopted;
  guint n_without_effect;
  guint n_refused;
} Outcome;

/* One state, twice. */
static void
edit_both (MlsMemory *one, MlsMemory *other, const QuiltOptions *options)
{
  for (gint32 n = g_test_rand_int_range (0, 5); n > 0; n--)
    {
      g_autoptr (MlsDelta) delta = edit_once (one, options);

      fields_apply (one, delta);
      fields_apply (other, delta);
    }
}

static void
one_round (const QuiltOptions *options, Outcome *outcome)
{
  MlsMemory *base = quilt_new (options), *ours = quilt_new (options), *now = quilt_new (options);
  g_autoptr (MlsDelta) theirs = edit_once (base, options);
  g_autoptr (MlsPatch) patch = NULL;
  g_autoptr (MlsPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  const MlsIntent intent = { 0 };

  edit_both (ours, now, options);
  patch = mls_patch_new (mls_memory_source (now), options->n_vintages);
  plan = mls_plan_adopt (patch, theirs, &intent, &error);
  if (plan != NULL)
    {
      fields_apply (now, plan->delta);
      check_map (base, ours, now, theirs, options);
      outcome->n_adopted++;
    }
  else
    {
      g_assert_true (error->domain == MLS_REFUSAL);
      outcome->n_without_effect += error->code == MLS_REFUSAL_NO_EFFECT;
      outcome->n_refused += error->code != MLS_REFUSAL_NO_EFFECT;
    }

  mls_memory_free (base);
  mls_memory_free (ours);
  mls_memory_free (now);
}

static void
test_random (gconstpointer data)
{
  const Sort *sort = data;
  guint n_rounds = g_test_slow () ? 50 * sort->n_rounds : sort->n_rounds;
  Outcome outcome = { 0 };

  for (guint i = 0; i < n_rounds; i++)
    one_round (&sort->options, &outcome);

  g_test_message ("%s: %u adopted, %u there already, %u refused", sort->name, outcome.n_adopted, outcome.n_without_effect,
                  outcome.n_refused);
  g_assert_cmpuint (outcome.n_adopted, >, n_rounds / 2);
}

static const Sort sorts[] = {
  { "small", 150, { 3, 3, 60000, 4, 3, 2, 1 } },
  { "coarse", 150, { 3, 3, 4000, 3, 3, 2, 2 } },
  { "one code", 60, { 4, 4, 60000, 4, 2, 3, 3 } },
};

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/adopt/labels", test_labels);
  g_test_add_func ("/coverage/adopt/cuts", test_cuts);
  g_test_add_func ("/coverage/adopt/one-border", test_one_border);
  g_test_add_func ("/coverage/adopt/merge", test_merge);
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/coverage/adopt/random/%s", sorts[i].name);

      g_test_add_data_func (path, &sorts[i], test_random);
    }

  return g_test_run ();
}
