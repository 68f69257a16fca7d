#include "assembly/soup-order.h"

#include "base/hilbert.h"

#include <stdlib.h>

typedef struct
{
  guint64 key;
  guint   face;
} Placed;

static int
compare_placed (gconstpointer a, gconstpointer b)
{
  const Placed *p = a;
  const Placed *q = b;

  if (p->key != q->key)
    return p->key < q->key ? -1 : 1;

  return (p->face > q->face) - (p->face < q->face);
}

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
  g_autofree Placed *placed = g_new (Placed, n_faces);
  guint *order = g_new (guint, n_faces);
  MlsBox whole = MLS_BOX_EMPTY;

  for (guint i = 0; i < n_faces; i++)
    whole = mls_box_union (&whole, &mls_soup_face (soup, i)->box);

  *n = 0;
  for (guint i = 0; i < n_faces; i++)
    {
      const MlsSoupFace *face = mls_soup_face (soup, i);

      /* One that vanished on the grid still lies between others in the source. */
      if (face->n_raw > 0)
        placed[(*n)++] = (Placed){ mls_hilbert_index (mls_box_centre (&face->box), &whole), i };
    }

  if (*n > 0)
    qsort (placed, *n, sizeof *placed, compare_placed);
  for (guint i = 0; i < *n; i++)
    order[i] = placed[i].face;

  return order;
}
