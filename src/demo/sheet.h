#pragma once

#include "demo/land.h"
#include "demo/mesh.h"

G_BEGIN_DECLS

/* A map over a mesh: the land each of its faces is taken for at each date, and how large each is.
 * It is the truth, or what an interpreter made of it. */
typedef struct
{
  const MlsMesh *mesh;
  guint8        *lands[MLS_DEMO_N_DATES]; /* MlsLand, by face */
  MlsArea2      *areas;                   /* by face */
} MlsSheet;

/* A face that lies in a region under its minimum. */
typedef struct
{
  guint face;
  guint date;
} MlsShortfall;

MlsSheet *mls_sheet_new     (const MlsMesh  *mesh);
MlsSheet *mls_sheet_copy    (const MlsSheet *sheet);
void      mls_sheet_free    (MlsSheet       *sheet);
guint    *mls_sheet_regions (const MlsSheet *sheet,
                             guint           date,
                             MlsDimension    dimension);
GArray   *mls_sheet_check   (const MlsSheet *sheet);
void      mls_sheet_settle  (MlsSheet       *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSheet, mls_sheet_free)

G_END_DECLS
