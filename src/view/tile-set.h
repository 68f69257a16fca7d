#pragma once

#include "imagery/tile-loader.h"
#include "view/pane-content.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The tiles of one pane: those in view are asked for, the nearest to the middle first, and shown as
 * they come; one that an edit or another content made old is shown until its successor is there. At
 * a new scale the picture of before is shown stretched meanwhile. Main thread. */
typedef struct _MlsTileSet MlsTileSet;

/* There is something new to show, or, with an error, something could not be read. */
typedef void (*MlsTileSetFunc) (MlsTileSet *set, const GError *error, gpointer user_data);

MlsTileSet *mls_tile_set_new         (MlsTileLoader       *loader,
                                      MlsTileSetFunc       changed,
                                      gpointer             user_data);
void        mls_tile_set_free        (MlsTileSet          *set);
void        mls_tile_set_set_content (MlsTileSet          *set,
                                      MlsPaneContent      *content);
void        mls_tile_set_look        (MlsTileSet          *set,
                                      const MlsTileWindow *window,
                                      int                  scale_factor);
void        mls_tile_set_refresh     (MlsTileSet          *set);
gboolean    mls_tile_set_is_complete (MlsTileSet          *set);
gboolean    mls_tile_set_is_waiting  (MlsTileSet          *set);
gint64      mls_tile_set_face_at     (MlsTileSet          *set,
                                      double               x,
                                      double               y);
void        mls_tile_set_snapshot    (MlsTileSet          *set,
                                      GtkSnapshot         *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsTileSet, mls_tile_set_free)

G_END_DECLS
