/* An edit carried to a state that others have led to. */

#include "coverage/error.h"
#include "coverage/fit.h"
#include "coverage/rebase.h"
#include "coverage/redraw.h"
#include "fields.h"

#include <locale.h>

/* Both edits are made of the fields; @theirs is then carried to what @ours leaves. */
static MlsMemory *
rebase (FieldsPlan ours, FieldsPlan theirs, MlsPoint *where, GError **error)
{
  MlsMemory *memory = fields_new ();
  g_autoptr (MlsDelta) first = fields_plan (memory, ours);
  g_autoptr (MlsDelta) second = fields_plan (memory, theirs);
  g_autoptr (MlsPatch) patch = NULL;
  g_autoptr (MlsDelta) rebased = NULL;

  fields_apply (memory, first);
  patch = mls_patch_new (mls_memory_source (memory), 2);
  rebased = mls_delta_rebase (second, patch, where, NULL, error);
  if (rebased != NULL)
    fields_apply (memory, rebased);

  return memory;
}

static void
expect_one_way (FieldsPlan ours, FieldsPlan theirs, const char *expected)
{
  g_autoptr (GError) error = NULL;
  MlsMemory *memory = rebase (ours, theirs, NULL, &error);
  g_autofree char *text = fields_describe (memory);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  mls_memory_free (memory);
}

static void
expect (FieldsPlan one, FieldsPlan other, const char *expected)
{
  expect_one_way (one, other, expected);
  expect_one_way (other, one, expected);
}

static void
expect_clash (FieldsPlan one, FieldsPlan other, gint64 x, gint64 y)
{
  g_autoptr (GError) error = NULL;
  MlsPoint where = { 0, 0 };
  MlsMemory *memory = rebase (one, other, &where, &error);

  g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_CLASH);
  g_assert_cmpint (where.x, ==, x);
  g_assert_cmpint (where.y, ==, y);
  mls_memory_free (memory);
}

static MlsPlan *
oats_second (MlsPatch *patch, GError **error)
{
  return fields_recode (patch, 1, "oats", error);
}

static MlsPlan *
split_south (MlsPatch *patch, GError **error)
{
  return fields_split (patch, (MlsPoint){ -M (1), M (30) }, (MlsPoint){ M (101), M (30) }, "oats", error);
}

static MlsPlan *
move_corner (MlsPatch *patch, GError **error)
{
  const MlsIntent intent = { .vintage = 0, .dimension = MLS_DIMENSION_COVER, .correction = TRUE, .vintages = 3 };
  const MlsPoint was[] = { { M (100), 0 }, { M (100), M (100) } };
  const MlsPoint is[] = { { M (100), 0 }, { M (110), M (50) }, { M (100), M (100) } };
  g_autoptr (MlsRedraw) redraw = mls_redraw_new (patch);

  g_assert_true (mls_redraw_add (redraw, was, 2, is, 3, error));

  return mls_redraw_plan (redraw, MLS_VERB_RESHAPE, is[1], &intent, error);
}

static void
test_labels (void)
{
  /* Of two dates both stay; of one and the same nobody knows which. */
  expect (fields_rye_first, oats_second,
          "rye oats: 0,0 100,0 100,100 0,100; wood wood: 100,0 200,0 200,100 100,100");
  expect_clash (fields_rye_first, fields_oats_first, M (50), 12500);
}

static void
test_cuts (void)
{
  /* Three strips, and the wood gets the vertices of both. */
  expect (fields_split_north, split_south,
          "oats wheat: 0,0 100,0 100,30 0,30; rye wheat: 0,80 100,80 100,100 0,100; wheat wheat: 0,30 100,30 100,80 0,80; "
          "wood wood: 100,0 200,0 200,100 100,100 100,80 100,30");
  expect_clash (fields_split_across, fields_split_north, 0, M (80));
}

static void
test_one_border (void)
{
  /* A vertex from each side, on the border between. */
  expect (fields_split_north, fields_split_wood,
          "heath wood: 100,60 200,60 200,100 100,100 100,80; rye wheat: 0,80 100,80 100,100 0,100; "
          "wheat wheat: 0,0 100,0 100,60 100,80 0,80; wood wood: 100,0 200,0 200,60 100,60");
  expect (fields_split_wood, split_south,
          "heath wood: 100,60 200,60 200,100 100,100; oats wheat: 0,0 100,0 100,30 0,30; "
          "wheat wheat: 0,30 100,30 100,60 100,100 0,100; wood wood: 100,0 200,0 200,60 100,60 100,30");
}

static void
test_outline (void)
{
  /* The ground that the outline takes in goes with the face, whatever that has become; but not the other way round, where
   * it was told what it is: which comes first matters. */
  expect_one_way (move_corner, fields_rye_first,
                  "rye wheat: 0,0 100,0 110,50 100,100 0,100; wood wood: 100,0 200,0 200,100 100,100 110,50");
  expect_clash (fields_rye_first, move_corner, 54999, M (50));

  /* A border that runs elsewhere takes no vertex. */
  expect_clash (move_corner, fields_split_north, M (100), 0);
}

/* An edit taken back once others have followed. */
static void
test_back (void)
{
  MlsMemory *memory = fields_new ();
  g_autoptr (MlsDelta) first = fields_plan (memory, fields_split_north);
  g_autoptr (MlsPatch) patch = NULL;
  g_autoptr (MlsDelta) applied = mls_memory_apply (memory, first, NULL);
  g_autoptr (MlsDelta) inverse = mls_delta_inverted (applied);
  g_autoptr (MlsDelta) second = fields_plan (memory, split_south);
  g_autoptr (MlsDelta) rebased = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  fields_apply (memory, second);
  patch = mls_patch_new (mls_memory_source (memory), 2);
  g_assert_null (mls_delta_fit (inverse, patch));
  rebased = mls_delta_rebase (inverse, patch, NULL, NULL, &error);
  g_assert_no_error (error);
  fields_apply (memory, rebased);
  text = fields_describe (memory);
  g_assert_cmpstr (text, ==,
                   "oats wheat: 0,0 100,0 100,30 0,30; wheat wheat: 0,30 100,30 100,100 0,100; "
                   "wood wood: 100,0 200,0 200,100 100,100 100,30");
  mls_memory_free (memory);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/rebase/labels", test_labels);
  g_test_add_func ("/coverage/rebase/cuts", test_cuts);
  g_test_add_func ("/coverage/rebase/one-border", test_one_border);
  g_test_add_func ("/coverage/rebase/outline", test_outline);
  g_test_add_func ("/coverage/rebase/back", test_back);

  return g_test_run ();
}
