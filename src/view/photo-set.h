#pragma once

#include "document/project.h"
#include "view/photo-layer.h"

G_BEGIN_DECLS

/* The photos of a project: of each vintage those in colour, and those in infrared where it has some. */
typedef struct _MlsPhotoSet MlsPhotoSet;

MlsPhotoSet   *mls_photo_set_new          (MlsProject         *project,
                                           const GPtrArray    *links,
                                           const MlsPhotoSet  *previous);
void           mls_photo_set_free         (MlsPhotoSet        *set);
gboolean       mls_photo_set_has_infrared (const MlsPhotoSet  *set,
                                           guint               vintage);
MlsPhotoLayer *mls_photo_set_get_layer    (const MlsPhotoSet  *set,
                                           guint               vintage,
                                           gboolean            infrared);
const char    *mls_photo_set_get_title    (const MlsPhotoSet  *set,
                                           guint               vintage,
                                           gboolean            infrared);
gint64         mls_photo_set_get_top      (const MlsPhotoSet  *set,
                                           guint               vintage,
                                           gboolean            infrared);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPhotoSet, mls_photo_set_free)

G_END_DECLS
