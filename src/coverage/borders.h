#pragma once

#include "coverage/patch.h"

G_BEGIN_DECLS

/* The borders of a patch as an edit leads them: each through the nodes it has been given.
 *
 * Leading a border through a point beside it moves it by about a millimetre. Nothing may be swept by
 * that: a vertex in the way becomes a vertex of the border first, a border in the way is led through
 * the same point first. So borders go on meeting at common vertices only. */
typedef struct _MlsBorders MlsBorders;

/* What happened to a border: its ends and the nodes between, in the direction from low to high. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
  GArray  *points; /* (element-type MlsPoint) low … high */
} MlsChain;

/* A piece of a border as it runs now, directed with @face on its left, and the border it is of. */
typedef struct
{
  MlsPoint       a;
  MlsPoint       b;
  const MlsFace *face;
  MlsPoint       low;
  MlsPoint       high;
} MlsBorder;

MlsBorders   *mls_borders_new      (MlsPatch          *patch);
void          mls_borders_free     (MlsBorders        *borders);
void          mls_borders_keep     (MlsBorders        *borders,
                                    MlsPoint           vertex);
GArray       *mls_borders_in       (const MlsBorders  *borders,
                                    const MlsBox      *box);
GArray       *mls_borders_along    (const MlsBorders  *borders,
                                    MlsPoint           a,
                                    MlsPoint           b);
gboolean      mls_borders_lead     (MlsBorders        *borders,
                                    const MlsBorder   *border,
                                    MlsPoint           node,
                                    MlsBox            *moved);
gboolean      mls_borders_add_node (MlsBorders        *borders,
                                    MlsPoint           a,
                                    MlsPoint           b,
                                    MlsPoint           node,
                                    GError           **error);
gboolean      mls_borders_check    (const MlsBorders  *borders,
                                    GError           **error);
gboolean      mls_borders_parts    (const MlsBorders  *borders,
                                    const MlsBorder   *border,
                                    guint              vintage,
                                    MlsDimension       dimension,
                                    gboolean          *edge);
gboolean      mls_borders_part     (const MlsBorders  *borders,
                                    MlsPoint           point,
                                    guint              vintage,
                                    MlsDimension       dimension);
const GArray *mls_borders_chains   (const MlsBorders  *borders);
const GArray *mls_borders_chain_of (const MlsBorders  *borders,
                                    MlsPoint           a,
                                    MlsPoint           b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsBorders, mls_borders_free)

G_END_DECLS
