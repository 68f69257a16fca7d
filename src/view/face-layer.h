#pragma once

#include "imagery/tile-cache.h"
#include "paint/id-tile.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Told now and then how far a preparation is, from 0 to 1, on its thread. */
typedef void (*MlsFaceProgress) (double fraction, gpointer user_data);

/* Where workers read faces: a project's readers, or any other source. open makes a reader, which one
 * thread at a time uses: between begin and end its source shows one state of the coverage, that of
 * the operation begin tells.
 *
 * A source that can be seen from afar without reading all of its faces has an overview, which holds
 * all until the operation it tells, and can prepare it. What takes long comes unfinished at first. */
typedef struct
{
  gpointer (*open)  (gpointer    data,
                     GError    **error);
  gboolean (*begin) (gpointer    reader,
                     MlsSource  *source,
                     gint64     *operation,
                     GError    **error);
  void     (*end)   (gpointer    reader);
  void     (*close) (gpointer    reader);

  MlsIdTile *(*overview) (gpointer          reader,
                          const MlsExtent  *extent,
                          gint64           *operation,
                          GError          **error);
  gboolean   (*prepare)  (gpointer          reader,
                          MlsFaceProgress   progress,
                          gpointer          user_data,
                          GCancellable     *cancellable,
                          GError          **error);
} MlsFaceReaderFuncs;

/* The faces of a project for all panes that show it, as tiles of face ids. It knows the edits of this
 * session, so that no tile older than an edit that meets it is taken for the map. Any thread. */
typedef struct _MlsFaceLayer MlsFaceLayer;

MlsFaceLayer *mls_face_layer_new        (const MlsFaceReaderFuncs  *funcs,
                                         gpointer                   data,
                                         GDestroyNotify             destroy);
gpointer      mls_face_layer_get_data   (MlsFaceLayer              *layer);
MlsFaceLayer *mls_face_layer_ref        (MlsFaceLayer              *layer);
void          mls_face_layer_unref      (MlsFaceLayer              *layer);
void          mls_face_layer_close      (MlsFaceLayer              *layer);
gboolean      mls_face_layer_prepare    (MlsFaceLayer              *layer,
                                         MlsFaceProgress            progress,
                                         gpointer                   user_data,
                                         GCancellable              *cancellable,
                                         GError                   **error);
void          mls_face_layer_edited     (MlsFaceLayer              *layer,
                                         const MlsBox              *box,
                                         gint64                     operation);
void          mls_face_layer_renew      (MlsFaceLayer              *layer,
                                         gint64                     operation);
gboolean      mls_face_layer_is_current (MlsFaceLayer              *layer,
                                         const MlsTileKey          *key,
                                         int                        n_around,
                                         gint64                     operation);
MlsIdTile    *mls_face_layer_peek       (MlsFaceLayer              *layer,
                                         MlsTileCache              *cache,
                                         const MlsTileKey          *key);
MlsIdTile    *mls_face_layer_read       (MlsFaceLayer              *layer,
                                         MlsTileCache              *cache,
                                         const MlsTileKey          *key,
                                         GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFaceLayer, mls_face_layer_unref)

G_END_DECLS
