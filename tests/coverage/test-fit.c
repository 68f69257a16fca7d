/* An edit as it is, on a state that has more ground, or that others have led to. */

#include "coverage/fit.h"
#include "fields.h"

static MlsPlan *
recode (MlsPatch *patch, GError **error)
{
  return fields_recode (patch, 1, "heath", error);
}

static MlsPlan *
recode_wood (MlsPatch *patch, GError **error)
{
  const MlsIntent intent = fields_intent (1, "heath");
  const MlsPoint at = { M (150), M (50) };

  return mls_plan_recode (patch, &at, 1, &intent, error);
}

static MlsDelta *
fit (MlsMemory *memory, const MlsDelta *delta)
{
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 2);

  return mls_delta_fit (delta, patch);
}

static void
test_same (void)
{
  g_autoptr (MlsMemory) memory = fields_new ();
  g_autoptr (MlsDelta) delta = fields_plan (memory, fields_split_north);
  g_autoptr (MlsDelta) fitting = fit (memory, delta);
  const MlsEdgeChange *row;

  g_assert_cmpuint (fitting->changes->len, ==, delta->changes->len);
  g_assert_cmpuint (fitting->edges->len, ==, 1);
  row = &g_array_index (fitting->edges, MlsEdgeChange, 0);
  g_assert_cmpint (row->id, ==, 1);
  g_assert_true (mls_edge_points_equal (row->after, g_array_index (delta->edges, MlsEdgeChange, 0).after));
}

/* Where the copy ended, the face beyond gets the vertex that is new there; the rest of its edge is part of another piece. */
static void
test_part (void)
{
  g_autoptr (MlsMemory) copy = fields_new_wheat ();
  g_autoptr (MlsMemory) memory = fields_new ();
  g_autoptr (MlsDelta) delta = fields_plan (copy, fields_split_north);
  g_autoptr (MlsDelta) elsewhere = fields_plan (memory, recode_wood);
  g_autoptr (MlsDelta) fitting = NULL;
  g_autofree char *text = NULL;

  fields_apply (memory, elsewhere);
  fitting = fit (memory, delta);
  g_assert_cmpuint (delta->changes->len, ==, 2);
  g_assert_cmpuint (fitting->changes->len, ==, 3);
  fields_apply (memory, fitting);
  text = fields_describe (memory);
  g_assert_cmpstr (text, ==,
                   "rye wheat: 0,80 100,80 100,100 0,100; wheat wheat: 0,0 100,0 100,80 0,80; "
                   "wood heath: 100,0 200,0 200,100 100,100 100,80");
}

static void
test_changed (void)
{
  g_autoptr (MlsMemory) copy = fields_new_wheat ();
  g_autoptr (MlsMemory) memory = fields_new ();
  g_autoptr (MlsDelta) delta = fields_plan (copy, fields_split_north);
  g_autoptr (MlsDelta) ours = fields_plan (memory, recode);

  fields_apply (memory, ours);
  g_assert_null (fit (memory, delta));
}

/* The border that the copy ended at has got a vertex here. */
static void
test_other_border (void)
{
  g_autoptr (MlsMemory) copy = fields_new_wheat ();
  g_autoptr (MlsMemory) memory = fields_new ();
  g_autoptr (MlsDelta) delta = fields_plan (copy, fields_split_north);
  g_autoptr (MlsDelta) ours = fields_plan (memory, fields_split_north);
  g_autoptr (MlsDelta) back = mls_delta_inverted (ours);

  fields_apply (memory, ours);
  g_assert_null (fit (memory, delta));
  g_assert_null (fit (copy, back));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coverage/fit/same", test_same);
  g_test_add_func ("/coverage/fit/part", test_part);
  g_test_add_func ("/coverage/fit/changed", test_changed);
  g_test_add_func ("/coverage/fit/other-border", test_other_border);

  return g_test_run ();
}
