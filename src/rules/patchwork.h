#pragma once

#include "base/area.h"
#include "coverage/label.h"

G_BEGIN_DECLS

/* Pieces of ground side by side, numbered from 0 on, before any of them is a face. */

/* What two pieces have in common. */
typedef struct
{
  guint  a;
  guint  b;
  double length; /* mm */
} MlsPieceBorder;

typedef struct
{
  guint  other;
  double length; /* mm */
} MlsNeighbour;

typedef struct
{
  guint         n_pieces;
  guint        *start;      /* [n_pieces + 1]: of the neighbours of each */
  MlsNeighbour *neighbours;
} MlsPatchwork;

/* Pieces connected by equal codes; of each region the smallest stands for it. */
typedef struct
{
  guint    *parent;  /* [n_pieces] */
  MlsArea2 *area2;   /* [n_pieces]: of the region that the piece stands for */
  gboolean *on_edge; /* [n_pieces]: as well */
} MlsPieceRegions;

void  mls_patchwork_init       (MlsPatchwork       *self,
                                guint               n_pieces,
                                const GArray       *borders);
void  mls_patchwork_clear      (MlsPatchwork       *self);

void  mls_piece_regions_init   (MlsPieceRegions    *self,
                                guint               n_pieces);
void  mls_piece_regions_clear  (MlsPieceRegions    *self);
void  mls_piece_regions_set    (MlsPieceRegions    *self,
                                guint               piece,
                                MlsArea2            area2,
                                gboolean            on_edge);
void  mls_piece_regions_find   (MlsPieceRegions    *self,
                                const MlsPatchwork *patchwork,
                                const MlsText      *codes);
guint mls_piece_regions_root   (MlsPieceRegions    *self,
                                guint               piece);

G_END_DECLS
