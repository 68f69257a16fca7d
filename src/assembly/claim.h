#pragma once

#include "assembly/sheet.h"
#include "assembly/winding.h"

G_BEGIN_DECLS

/* The polygons of a soup that a cell between their borders belongs to, one at each call. A polygon has what its outer
 * ring winds around, whichever way and however often, but nothing that its holes do. */
typedef struct
{
  const MlsTurn *turns;
  guint          n_turns;
  guint          next;   /* turn */

  guint          face;
  gboolean       inside;
  int            times;  /* that its rings wind around the cell */
} MlsClaim;

gboolean mls_claim_next    (MlsClaim       *claim);
void     mls_claims_wind   (MlsWinding     *winding,
                            const MlsSoup  *soup,
                            const MlsSheet *sheet);
guint    mls_soup_n_outlines
                           (const MlsSoup  *soup);

G_END_DECLS
