#include "assembly/claim.h"

/* The outer ring and the holes of a polygon wind apart: one takes from the other. */
#define STRAND(face, is_hole) (2 * (face) + ((is_hole) ? 1 : 0))

typedef struct
{
  MlsWinding   *winding;
  const MlsBox *window;
  guint         face;
} Winder;

/**
 * mls_claim_next:
 * @claim: what winds around a cell that mls_claims_wind() has wound
 *
 * Returns: whether there is one more polygon whose rings do; in the order of polygons
 */
gboolean
mls_claim_next (MlsClaim *claim)
{
  const MlsTurn *turns = claim->turns;
  int outer = 0;
  int holes = 0;

  if (claim->next >= claim->n_turns)
    return FALSE;

  claim->face = turns[claim->next].face / 2;
  for (; claim->next < claim->n_turns && turns[claim->next].face / 2 == claim->face; claim->next++)
    *(turns[claim->next].face % 2 == 0 ? &outer : &holes) = turns[claim->next].times;

  claim->inside = outer != 0 && holes == 0;
  claim->times = outer + holes;

  return TRUE;
}

static void
walk_segment (const MlsRingSegment *segment, gpointer user_data)
{
  Winder *self = user_data;
  guint strand = STRAND (self->face, segment->is_hole);
  MlsBox box = mls_box_of_segment (segment->a, segment->b);

  if (mls_box_intersects (&box, self->window))
    mls_winding_walk (self->winding, strand, segment->a, segment->b);
  else
    mls_winding_walk_far (self->winding, strand, segment->a, segment->b);
}

/**
 * mls_claims_wind:
 * @winding: a winding without a border
 * @soup: polygons whose borders meet at common vertices only
 * @sheet: a sheet of them
 *
 * Winds the borders of all polygons on the sheet, so that each cell of it tells who claims it.
 */
void
mls_claims_wind (MlsWinding *winding, const MlsSoup *soup, const MlsSheet *sheet)
{
  const MlsBox west = { -MLS_GRID_LIMIT, sheet->window.min_y, sheet->window.max_x, sheet->window.max_y };
  Winder self = { winding, &sheet->window };

  mls_winding_look_through (winding, &sheet->window);
  for (guint i = 0; i < sheet->n_faces; i++)
    {
      self.face = sheet->faces[i];
      mls_soup_walk (soup, self.face, &west, walk_segment, &self);
    }
}

/**
 * mls_soup_n_outlines:
 * @soup: polygons in the order in which they take ground
 *
 * Returns: how many of them are outlines, which come first
 */
guint
mls_soup_n_outlines (const MlsSoup *soup)
{
  guint n = 0;

  while (n < mls_soup_n_faces (soup) && mls_soup_face (soup, n)->layer == MLS_OUTLINE)
    n++;

  return n;
}
