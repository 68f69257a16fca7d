#pragma once

#include "base/box.h"

G_BEGIN_DECLS

/* Segments led on the grid so that they meet at common vertices only, each moved by less than a
 * millimetre. Segments that meet well already are left alone, however near they are. */
typedef struct _MlsSnap MlsSnap;

MlsSnap *mls_snap_new   (void);
void     mls_snap_free  (MlsSnap  *snap);
void     mls_snap_add   (MlsSnap  *snap,
                         MlsPoint  a,
                         MlsPoint  b);
gboolean mls_snap_run   (MlsSnap  *snap);
void     mls_snap_run_within
                        (MlsSnap      *snap,
                         const MlsBox *window);
void     mls_snap_chain (MlsSnap  *snap,
                         guint     i,
                         GArray   *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSnap, mls_snap_free)

G_END_DECLS
