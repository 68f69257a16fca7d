#pragma once

#include "view/tile-window.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* What a pane shows until the tiles of a new scale are there: the picture of before, stretched once
 * to the new scale. GTK would stretch it for each frame, and takes a tenth of a second to make a
 * window of pixels smaller. */
typedef struct _MlsBackdrop MlsBackdrop;

MlsBackdrop         *mls_backdrop_new         (const MlsTileWindow *window,
                                               guint32              colour);
void                 mls_backdrop_free        (MlsBackdrop         *backdrop);
const MlsTileWindow *mls_backdrop_get_window  (const MlsBackdrop   *backdrop);
void                 mls_backdrop_add         (MlsBackdrop         *backdrop,
                                               const MlsTileWindow *piece,
                                               const guint8        *rgb);
void                 mls_backdrop_add_other   (MlsBackdrop         *backdrop,
                                               const MlsBackdrop   *other);
GdkTexture          *mls_backdrop_get_texture (MlsBackdrop         *backdrop);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsBackdrop, mls_backdrop_free)

G_END_DECLS
