#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A coordinate reference system. It carries its own PROJ context, so that one thread at a time may
 * use it, whichever made it. */
typedef struct _MlsCrs MlsCrs;

/* Two systems are one when changing from one to the other moves no place by more than this, in m:
 * no photo and no limit drawn at 1:2 500 can tell. */
#define MLS_CRS_TOLERANCE 0.01

MlsCrs     *mls_crs_new           (const char   *definition,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void        mls_crs_free          (MlsCrs       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsCrs, mls_crs_free)

const char *mls_crs_get_name      (const MlsCrs *self);
char       *mls_crs_dup_authority (const MlsCrs *self);
char       *mls_crs_to_wkt        (const MlsCrs *self);
gboolean    mls_crs_is_metric     (const MlsCrs *self);
gboolean    mls_crs_is_geographic (const MlsCrs *self);
gboolean    mls_crs_equal         (const MlsCrs *a,
                                   const MlsCrs *b);

G_END_DECLS
