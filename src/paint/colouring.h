#pragma once

#include "paint/id-tile.h"
#include "paint/line.h"
#include "paint/mix.h"
#include "paint/pattern.h"
#include "rules/flags.h"
#include "rules/nomenclature.h"

G_BEGIN_DECLS

/* How a tile is shown. Borders are those of the regions, between different codes of the dimension,
 * whatever the level the fills are of. Seen as pairs, ground has the fill of its cover. */
typedef struct
{
  const MlsNomenclature *nomenclature; /* borrowed */
  guint                  vintage;      /* position in the project */
  MlsDimension           dimension;
  guint                  level;        /* of the classes that give the fills, from 1 */
  double                 opacity;      /* of the fills, 0 to 1 */
  double                 hidpi;        /* device px per logical px: how much wider lines are */
  MlsLineStyle           line;
  guint                  before;       /* a vintage: borders of ground that changed since stand out */
  const MlsFlags        *flags;        /* borrowed (nullable): borders of what was found stand out */
  MlsIndicator           indicator;    /* whose classes give the fills in place of the nomenclature's own */
  int                    year;         /* of the vintage, for these */
  gboolean               patterned;    /* classes have their symbols over their colours */
  gboolean               lettered;     /* regions have their codes written in them, see mls_lettering_blend() */
} MlsColouring;

/* The lines around ground that changed, that is left as it is for a reason, and that is at fault. */
#define MLS_COLOURING_CHANGED   0xd7a8ff
#define MLS_COLOURING_FOUND     0xf4f442
#define MLS_COLOURING_EXCEPTION 0x5cd6e8
#define MLS_COLOURING_WARNING   0xffb02e
#define MLS_COLOURING_ERROR     0xff3b4e

/* Codes the nomenclature gives no colour: unknown or tolerated ones. */
#define MLS_COLOURING_UNKNOWN 0x9a9a9a

MlsText mls_colouring_code  (const MlsColouring *colouring,
                             const MlsLabel     *label);
const MlsClass *
        mls_colouring_class (const MlsColouring *colouring,
                             const MlsLabel     *label);
guint32 mls_colouring_fill  (const MlsColouring *colouring,
                             const MlsLabel     *label);
MlsMix  mls_colouring_mix   (const MlsColouring *colouring,
                             const MlsLabel     *label);
MlsPattern *
        mls_colouring_pattern
                            (const MlsColouring *colouring,
                             const MlsLabel     *label);
void    mls_colouring_blend (const MlsColouring *colouring,
                             const MlsIdTile    *tile,
                             guint8             *rgb,
                             gsize               stride);

G_END_DECLS
