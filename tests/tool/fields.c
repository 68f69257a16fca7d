#include "fields.h"

/* Three fields of 100 m in a row. Between the first two there is a border in the second vintage
 * alone, between the last two in the first alone; by their use they are one field. */
static const char *const covers[2][3] = { { "CS1", "CS1", "CS2" }, { "CS1", "CS2", "CS2" } };

MlsPoint
at (double x, double y)
{
  return (MlsPoint){ (gint64) (x * MLS_MM_PER_M), (gint64) (y * MLS_MM_PER_M) };
}

MlsMemory *
fields_new (void)
{
  MlsMemory *memory = mls_memory_new ();
  const MlsPoint edge[] = { at (0, 0),     at (100, 0),   at (200, 0),   at (300, 0), at (300, 100),
                            at (200, 100), at (100, 100), at (0, 100), at (0, 0) };

  for (int i = 0; i < 3; i++)
    {
      const MlsPoint corners[] = { at (100 * i, 0), at (100 * i + 100, 0), at (100 * i + 100, 100), at (100 * i, 100) };
      MlsRing ring = { corners, G_N_ELEMENTS (corners) };
      MlsLabel labels[2] = { { { 0 } }, { { 0 } } };

      for (int v = 0; v < 2; v++)
        {
          labels[v].field[MLS_FIELD_COVER] = g_quark_from_static_string (covers[v][i]);
          labels[v].field[MLS_FIELD_USE] = g_quark_from_static_string ("US1");
        }
      mls_memory_add (memory, mls_face_new (i + 1, &ring, 1, labels, 2));
    }
  mls_memory_add_edge (memory, 1, edge, G_N_ELEMENTS (edge));

  return memory;
}
