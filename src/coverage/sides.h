#pragma once

#include "coverage/intent.h"
#include "coverage/overlay.h"

G_BEGIN_DECLS

/* One side of a line, as far as it was followed. */
typedef struct
{
  GPtrArray *cells;    /* (element-type MlsCell) */
  MlsArea2   area2;
  guint      n_points; /* of these cells */
  guint      next;     /* the first of its cells not looked around yet */
} MlsHalf;

/* The two sides of a line, followed in step so that the smaller is known as soon as it is whole. */
typedef struct
{
  MlsOverlay      *overlay; /* borrowed */
  const MlsIntent *intent;  /* borrowed */
  GHashTable      *half_of; /* cell → the half it is of */
  MlsHalf          left;
  MlsHalf          right;
  gboolean         meet;    /* they are one: the line does not divide */
} MlsSides;

MlsSides *mls_sides_new  (MlsOverlay      *overlay,
                          GPtrArray       *left,
                          GPtrArray       *right,
                          const MlsIntent *intent);
void      mls_sides_free (MlsSides        *sides);
gboolean  mls_sides_take (MlsSides        *sides,
                          MlsTakes         takes,
                          GPtrArray       *given,
                          GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSides, mls_sides_free)

G_END_DECLS
