#pragma once

#include "demo/demo.h"
#include "demo/country.h"
#include "demo/sheet.h"

G_BEGIN_DECLS

/* What can be made of the territory by itself: a commune, or the main roads between them all. */
typedef struct
{
  MlsMesh     *mesh;
  MlsSheet    *truth;
  GPtrArray   *maps[MLS_DEMO_N_MAPS]; /* (element-type MlsFace), in Hilbert order */
  GArray      *faults;                /* (element-type MlsDemoFault) */
  MlsShowcase  showcase;              /* of a commune that has one */
} MlsPiece;

MlsPiece *mls_piece_new_commune (const MlsSite *site);
MlsPiece *mls_piece_new_roads   (MlsMesh       *mesh);
void      mls_piece_free        (MlsPiece      *piece);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPiece, mls_piece_free)

G_END_DECLS
