#pragma once

#include "paint/colouring.h"
#include "paint/figure-stack.h"
#include "view/face-layer.h"
#include "view/photo-layer.h"
#include "view/tile-window.h"

G_BEGIN_DECLS

/* What a pane shows, for the threads that make its tiles: photos, faces over them, how the faces
 * are coloured, and maps of others under and over these. Immutable: another vintage or opacity is another content. Any thread. */
typedef struct _MlsPaneContent MlsPaneContent;

/* A tile of a pane, ready to be shown. */
typedef struct
{
  GBytes *rgb;       /* MLS_TILE_PX rows of MLS_TILE_PX pixels, three bytes each */
  gint64  operation; /* the last one its faces know of */
  GError *error;     /* (nullable): what is missing in it */
} MlsPaneTile;

void            mls_pane_tile_free           (MlsPaneTile         *tile);

MlsPaneContent *mls_pane_content_new         (MlsTileCache        *cache,
                                              MlsPhotoLayer       *photos,
                                              MlsFaceLayer        *faces,
                                              const MlsColouring  *colouring,
                                              MlsFigureStack      *references);
MlsPaneContent *mls_pane_content_ref         (MlsPaneContent      *content);
void            mls_pane_content_unref       (MlsPaneContent      *content);
gboolean        mls_pane_content_equal       (const MlsPaneContent *a,
                                              const MlsPaneContent *b);
gboolean        mls_pane_content_is_remote   (const MlsPaneContent *content);
gboolean        mls_pane_content_is_current  (MlsPaneContent      *content,
                                              const MlsTileKey    *key,
                                              gint64               operation);
gint64          mls_pane_content_face_at     (MlsPaneContent      *content,
                                              const MlsTileWindow *window,
                                              int                  x,
                                              int                  y);
MlsPaneTile    *mls_pane_content_make        (MlsPaneContent      *content,
                                              MlsImageryReader    *reader,
                                              const MlsTileKey    *key,
                                              int                  scale_factor,
                                              GCancellable        *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPaneContent, mls_pane_content_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPaneTile, mls_pane_tile_free)

G_END_DECLS
