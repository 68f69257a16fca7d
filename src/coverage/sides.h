#pragma once

#include "coverage/intent.h"
#include "coverage/overlay.h"

G_BEGIN_DECLS

/* The two sides of a line, followed in step so that the smaller is known as soon as it is whole. */
typedef struct
{
  GPtrArray *cells;   /* (element-type MlsCell) */
  MlsArea2   area2;
  gboolean   whole;   /* all of it was followed */
} MlsHalf;

typedef struct
{
  MlsHalf  left;
  MlsHalf  right;
  gboolean meet;      /* they are one: the line does not divide */
} MlsSides;

MlsSides  *mls_sides_new       (MlsOverlay     *overlay,
                                GPtrArray      *left,
                                GPtrArray      *right,
                                const MlsIntent *intent);
gboolean   mls_sides_complete  (MlsOverlay     *overlay,
                                MlsHalf        *half,
                                const MlsIntent *intent,
                                guint           max_cells);
void       mls_sides_free      (MlsSides       *sides);
MlsHalf   *mls_sides_choose    (MlsSides       *sides,
                                MlsTakes        takes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSides, mls_sides_free)

G_END_DECLS
