#pragma once

#include "coverage/patch.h"

G_BEGIN_DECLS

/* The meeting of a drawn line with the borders of a patch, on the grid.
 *
 * A crossing of the line with a border is rounded to the grid, which moves the border by less than
 * a millimetre. Nothing may be swept by that: a vertex in the way becomes a vertex of the border
 * first, a border in the way is led through the same point first, and the crossing is looked for
 * again. The line itself may give way and does: it goes through a vertex that is within a
 * millimetre of where it crosses. In the end the line's course and all borders meet only at common
 * vertices; if that is not reached, the edit is refused as too fine. */
typedef struct _MlsNoding MlsNoding;

/* Where a piece of the line runs. */
typedef enum
{
  MLS_RUNS_INSIDE,  /* through the interior of a face */
  MLS_RUNS_BORDER,  /* along a border */
  MLS_RUNS_OUTSIDE, /* outside the territory */
  MLS_RUNS_AGAIN,   /* where it has already run */
} MlsRuns;

/* A piece of the line's final course between two neighbouring nodes or vertices. */
typedef struct
{
  MlsPoint       a;
  MlsPoint       b;
  MlsRuns        runs;
  const MlsFace *face; /* whose interior it crosses; %NULL on borders and outside */
  guint          line; /* which of the lines inserted it is of, from 0 */
  MlsPoint       low;  /* along a border: that border's ends as they were */
  MlsPoint       high;
} MlsCourse;

/* What happened to a border: its ends and the nodes between, in the direction from low to high. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
  GArray  *points; /* (element-type MlsPoint) low … high */
} MlsChain;

MlsNoding    *mls_noding_new      (MlsPatch         *patch);
void          mls_noding_free     (MlsNoding        *noding);
gboolean      mls_noding_insert   (MlsNoding        *noding,
                                   const MlsPoint   *points,
                                   gsize             n_points,
                                   GError          **error);
gboolean      mls_noding_add_node (MlsNoding        *noding,
                                   MlsPoint          a,
                                   MlsPoint          b,
                                   MlsPoint          node,
                                   GError          **error);
gboolean      mls_noding_follow   (MlsNoding        *noding,
                                   const MlsNoding  *other,
                                   const MlsPoint   *points,
                                   gsize             n_points,
                                   GError          **error);
gboolean      mls_noding_parts    (MlsNoding        *noding,
                                   MlsPoint          point,
                                   guint             vintage,
                                   MlsDimension      dimension);
GArray       *mls_noding_course   (MlsNoding        *noding);
const GArray *mls_noding_chains   (const MlsNoding  *noding);
const GArray *mls_noding_chain_of (const MlsNoding  *noding,
                                   MlsPoint          a,
                                   MlsPoint          b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsNoding, mls_noding_free)

G_END_DECLS
