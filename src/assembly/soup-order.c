#include "assembly/soup-order.h"

#include "base/hilbert.h"

/**
 * mls_soup_order:
 * @soup: a soup
 * @n: (out): how many there are
 *
 * Returns: (transfer full) (array length=n): the polygons along Hilbert's curve, so that neighbours follow each other;
 *   without those that have no ring
 */
guint *
mls_soup_order (const MlsSoup *soup, guint *n)
{
  guint n_faces = mls_soup_n_faces (soup);
  g_autofree MlsPoint *centres = g_new (MlsPoint, n_faces);
  g_autofree guint *faces = g_new (guint, n_faces);
  MlsBox whole = MLS_BOX_EMPTY;
  guint *order;

  *n = 0;
  for (guint i = 0; i < n_faces; i++)
    {
      const MlsSoupFace *face = mls_soup_face (soup, i);

      whole = mls_box_union (&whole, &face->box);
      /* One that vanished on the grid still lies between others in the source. */
      if (face->n_raw == 0)
        continue;
      centres[*n] = mls_box_centre (&face->box);
      faces[(*n)++] = i;
    }

  order = mls_hilbert_order (centres, *n, &whole);
  for (guint i = 0; i < *n; i++)
    order[i] = faces[order[i]];

  return order;
}
