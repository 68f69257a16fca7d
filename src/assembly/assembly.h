#pragma once

#include "assembly/account.h"
#include "assembly/border.h"
#include "assembly/clean.h"
#include "assembly/misfit.h"
#include "assembly/remark.h"
#include "coverage/source.h"

G_BEGIN_DECLS

/* Polygons of some source made into a partition: faces in their order along Hilbert's curve, none
 * too large, and the edge of the territory they tile. Nothing is guessed: unless they are to be
 * cleaned, polygons that do not fit together vertex by vertex are refused, with the places. What
 * rounding to the grid broke is put right and said. */

typedef struct _MlsAssembly MlsAssembly;

/* Looks at polygons that fit together, with what they have in common, and may give them other labels. @edges is what of
 * the border of each is the territory's edge, in mm. */
typedef void (*MlsRelabelFunc) (MlsSoup      *soup,
                                const GArray *borders,
                                const double *edges,
                                gpointer      user_data);

MlsAssembly  *mls_assembly_new     (MlsSoup            *soup,
                                    MlsArea2            smallest_hole);
void          mls_assembly_free    (MlsAssembly        *assembly);
void          mls_assembly_clean   (MlsAssembly        *assembly,
                                    const MlsCleaning  *cleaning);
void          mls_assembly_relabel (MlsAssembly        *assembly,
                                    MlsRelabelFunc      func,
                                    gpointer            user_data);
gboolean      mls_assembly_run     (MlsAssembly        *assembly,
                                    MlsAssemblyFunc     func,
                                    gpointer            user_data,
                                    GError            **error);

const GArray *mls_assembly_misfits (const MlsAssembly  *assembly);
const GArray *mls_assembly_remarks (const MlsAssembly  *assembly);
guint         mls_assembly_count   (const MlsAssembly  *assembly,
                                    MlsRemarkKind       kind);
const MlsAccount *
              mls_assembly_account (const MlsAssembly  *assembly);

gboolean      mls_assembly_faces   (const MlsAssembly  *assembly,
                                    MlsFaceFunc         func,
                                    gpointer            user_data);
gboolean      mls_assembly_edges   (const MlsAssembly  *assembly,
                                    MlsEdgeFunc         func,
                                    gpointer            user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsAssembly, mls_assembly_free)

G_END_DECLS
