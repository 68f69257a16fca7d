#include "coverage/flaw.h"

static const char *const names[MLS_N_FLAWS] = {
  [MLS_FLAW_FACE] = "face",
  [MLS_FLAW_GAP] = "gap",
  [MLS_FLAW_OVERLAP] = "overlap",
  [MLS_FLAW_DUPLICATE] = "duplicate",
  [MLS_FLAW_MISSING_NODE] = "missing-node",
  [MLS_FLAW_UNMATCHED] = "unmatched",
  [MLS_FLAW_TERRITORY] = "territory",
};

/**
 * mls_flaw_name:
 * @kind: a kind of flaw
 *
 * Returns: its name in files and for programs
 */
const char *
mls_flaw_name (MlsFlawKind kind)
{
  g_return_val_if_fail ((guint) kind < MLS_N_FLAWS, NULL);

  return names[kind];
}

/* "faces 12 and 17", "face 12" or "the edge of the territory". */
static char *
faces_text (const MlsFlaw *flaw)
{
  if (flaw->faces[0] == 0)
    return g_strdup ("the edge of the territory");
  if (flaw->faces[1] == 0)
    return g_strdup_printf ("face %" G_GINT64_FORMAT, flaw->faces[0]);

  return g_strdup_printf ("faces %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT, flaw->faces[0],
                          flaw->faces[1]);
}

/**
 * mls_flaw_text:
 * @flaw: a flaw
 *
 * Returns: (transfer full): what is wrong, in one line of English, without the place
 */
char *
mls_flaw_text (const MlsFlaw *flaw)
{
  g_autofree char *faces = faces_text (flaw);

  switch (flaw->kind)
    {
    case MLS_FLAW_FACE:
      return g_strdup_printf ("Face %" G_GINT64_FORMAT " %s", flaw->faces[0],
                              mls_polygon_fault_text (flaw->fault));
    case MLS_FLAW_GAP:
      return g_strdup_printf ("Gap of %.6f m² beside %s", flaw->area_m2, faces);
    case MLS_FLAW_OVERLAP:
      return g_strdup_printf ("Overlap of %.6f m² by %s", flaw->area_m2, faces);
    case MLS_FLAW_DUPLICATE:
      return g_strdup_printf ("The same area twice, as %s", faces);
    case MLS_FLAW_MISSING_NODE:
      return g_strdup_printf ("Vertex that is not shared, between %s", faces);
    case MLS_FLAW_UNMATCHED:
      return g_strdup_printf ("Border without its counterpart, of %s", faces);
    case MLS_FLAW_TERRITORY:
      return g_strdup ("The stored edge of the territory is not made of simple rings");
    case MLS_N_FLAWS:
      break;
    }

  g_assert_not_reached ();
}

/**
 * mls_flaw_compare: (skip)
 * @a: a #MlsFlaw
 * @b: another
 *
 * Returns: their order by kind, then place, for g_array_sort()
 */
int
mls_flaw_compare (gconstpointer a, gconstpointer b)
{
  const MlsFlaw *left = a;
  const MlsFlaw *right = b;

  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;

  return mls_point_compare (left->place, right->place);
}
