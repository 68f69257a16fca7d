#include "rules/patchwork.h"

/**
 * mls_patchwork_init:
 * @self: a patchwork to be filled
 * @n_pieces: how many pieces there are
 * @borders: (element-type MlsPieceBorder): what they have in common
 */
void
mls_patchwork_init (MlsPatchwork *self, guint n_pieces, const GArray *borders)
{
  g_autofree guint *next = NULL;

  self->n_pieces = n_pieces;
  self->start = g_new0 (guint, n_pieces + 1);
  for (guint i = 0; i < borders->len; i++)
    {
      const MlsPieceBorder *border = &g_array_index (borders, MlsPieceBorder, i);

      self->start[border->a + 1]++;
      self->start[border->b + 1]++;
    }
  for (guint i = 0; i < n_pieces; i++)
    self->start[i + 1] += self->start[i];

  next = g_memdup2 (self->start, n_pieces * sizeof (guint));
  self->neighbours = g_new (MlsNeighbour, self->start[n_pieces]);
  for (guint i = 0; i < borders->len; i++)
    {
      const MlsPieceBorder *border = &g_array_index (borders, MlsPieceBorder, i);

      self->neighbours[next[border->a]++] = (MlsNeighbour){ border->b, border->length };
      self->neighbours[next[border->b]++] = (MlsNeighbour){ border->a, border->length };
    }
}

/**
 * mls_patchwork_clear:
 * @self: a patchwork
 */
void
mls_patchwork_clear (MlsPatchwork *self)
{
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->neighbours, g_free);
}

/**
 * mls_piece_regions_init:
 * @self: regions to be found
 * @n_pieces: how many pieces there are
 */
void
mls_piece_regions_init (MlsPieceRegions *self, guint n_pieces)
{
  *self = (MlsPieceRegions){ g_new (guint, n_pieces), g_new (MlsArea2, n_pieces), g_new (gboolean, n_pieces) };
}

/**
 * mls_piece_regions_clear:
 * @self: regions
 */
void
mls_piece_regions_clear (MlsPieceRegions *self)
{
  g_clear_pointer (&self->parent, g_free);
  g_clear_pointer (&self->area2, g_free);
  g_clear_pointer (&self->on_edge, g_free);
}

/**
 * mls_piece_regions_set:
 * @self: regions
 * @piece: a piece
 * @area2: its area
 * @on_edge: whether some of its border is the territory's edge
 *
 * Makes a piece a region of its own. All pieces are set before regions are found.
 */
void
mls_piece_regions_set (MlsPieceRegions *self, guint piece, MlsArea2 area2, gboolean on_edge)
{
  self->parent[piece] = piece;
  self->area2[piece] = area2;
  self->on_edge[piece] = on_edge;
}

/**
 * mls_piece_regions_root:
 * @self: regions
 * @piece: a piece
 *
 * Returns: the piece that stands for its region
 */
guint
mls_piece_regions_root (MlsPieceRegions *self, guint piece)
{
  while (self->parent[piece] != piece)
    piece = self->parent[piece] = self->parent[self->parent[piece]];

  return piece;
}

static void
unite (MlsPieceRegions *self, guint a, guint b)
{
  a = mls_piece_regions_root (self, a);
  b = mls_piece_regions_root (self, b);
  if (a == b)
    return;

  self->parent[MAX (a, b)] = MIN (a, b);
  self->area2[MIN (a, b)] += self->area2[MAX (a, b)];
  self->on_edge[MIN (a, b)] |= self->on_edge[MAX (a, b)];
}

/**
 * mls_piece_regions_find:
 * @self: regions, each piece one of its own
 * @patchwork: the pieces
 * @codes: (array): of each piece
 */
void
mls_piece_regions_find (MlsPieceRegions *self, const MlsPatchwork *patchwork, const MlsText *codes)
{
  for (guint i = 0; i < patchwork->n_pieces; i++)
    for (guint k = patchwork->start[i]; k < patchwork->start[i + 1]; k++)
      if (codes[i] == codes[patchwork->neighbours[k].other])
        unite (self, i, patchwork->neighbours[k].other);
}
