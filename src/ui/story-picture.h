#pragma once

#include "imagery/imagery.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A small picture of a photo with an outline on it, made on a thread of its own. */

void        mls_story_picture_read_async  (MlsImagery           *imagery,
                                           const MlsExtent      *extent,
                                           int                   width,
                                           int                   height,
                                           GPtrArray            *outline,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GdkTexture *mls_story_picture_read_finish (GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
