#pragma once

#include "coverage/course.h"

G_BEGIN_DECLS

/* The meeting of drawn lines with the borders of a patch, on the grid.
 *
 * A crossing of the line with a border is rounded to the grid, and the border is led through it: see
 * MlsBorders. The line itself may give way and does: it goes through a vertex that is within a
 * millimetre of where it crosses. In the end the line's course and all borders meet only at common
 * vertices; if that is not reached, the edit is refused as too fine. */
typedef struct _MlsNoding MlsNoding;

MlsNoding  *mls_noding_new     (MlsPatch         *patch);
void        mls_noding_free    (MlsNoding        *noding);
gboolean    mls_noding_insert  (MlsNoding        *noding,
                                const MlsPoint   *points,
                                gsize             n_points,
                                GError          **error);
gboolean    mls_noding_follow  (MlsNoding        *noding,
                                const MlsNoding  *other,
                                const MlsPoint   *points,
                                gsize             n_points,
                                GError          **error);
MlsBorders *mls_noding_borders (MlsNoding        *noding);
GArray     *mls_noding_course  (const MlsNoding  *noding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsNoding, mls_noding_free)

G_END_DECLS
