#pragma once

#include "assembly/faults.h"
#include "assembly/misfit.h"
#include "base/area.h"
#include "coverage/source.h"

G_BEGIN_DECLS

/* Polygons of some source made into a partition: faces in their order along Hilbert's curve, none
 * too large, and the edge of the territory they tile. Nothing is guessed: polygons that do not fit
 * together vertex by vertex are refused, with the places. What rounding to the grid broke is put
 * right and said. */

/* Something the source's owner should know of, though the polygons fit. */
typedef enum
{
  MLS_REMARK_REPAIRED,  /* rounding made a polygon cross itself or another; put right */
  MLS_REMARK_VANISHED,  /* nothing is left of a polygon on the grid */
  MLS_REMARK_PARTS,     /* a polygon fell into parts */
  MLS_REMARK_IDENTICAL, /* two neighbours are equal in every field of every vintage */
  MLS_REMARK_HOLE,      /* the territory has a hole */
  MLS_N_REMARKS,
} MlsRemarkKind;

typedef struct
{
  MlsRemarkKind kind;
  gint64        source;   /* id of the feature; of one of them for identical neighbours, -1 for a hole */
  MlsPoint      place;
  double        area_m2;  /* gained or lost by a repair, lost by what vanished; the hole's; else 0 */
} MlsRemark;

/* Remarks of one kind are kept up to this many, and counted beyond. */
#define MLS_REMARKS_KEPT 10000

typedef struct _MlsAssembly MlsAssembly;

MlsAssembly  *mls_assembly_new     (MlsSoup            *soup,
                                    MlsArea2            smallest_hole);
void          mls_assembly_free    (MlsAssembly        *assembly);
gboolean      mls_assembly_run     (MlsAssembly        *assembly,
                                    MlsAssemblyFunc     func,
                                    gpointer            user_data,
                                    GError            **error);

const GArray *mls_assembly_misfits (const MlsAssembly  *assembly);
const GArray *mls_assembly_remarks (const MlsAssembly  *assembly);
guint         mls_assembly_count   (const MlsAssembly  *assembly,
                                    MlsRemarkKind       kind);
const char   *mls_remark_text      (MlsRemarkKind       kind);

gboolean      mls_assembly_faces   (const MlsAssembly  *assembly,
                                    MlsFaceFunc         func,
                                    gpointer            user_data);
gboolean      mls_assembly_edges   (const MlsAssembly  *assembly,
                                    MlsEdgeFunc         func,
                                    gpointer            user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsAssembly, mls_assembly_free)

G_END_DECLS
