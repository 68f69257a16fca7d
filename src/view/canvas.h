#pragma once

#include "document/viewport.h"
#include "imagery/tile-loader.h"
#include "paint/mark.h"
#include "view/canvas-input.h"
#include "view/pane-content.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One pane of the map: photo and faces, over them the marks it is given, and what pointer and keys do
 * in terms of the map.
 *
 * It moves its viewport itself: wheel, middle button, Space and pointer, arrows, plus and minus. All
 * else is for "input" (#MlsCanvasInput), whose handlers return whether they made use of it; of keys
 * the canvas takes only what they leave. "problem" (#GError) tells what could not be read, once for
 * each message, and "mended" that a server that did not answer has given all of it. The property "complete" is whether all in view is up to date. */
#define MLS_TYPE_CANVAS (mls_canvas_get_type ())
G_DECLARE_FINAL_TYPE (MlsCanvas, mls_canvas, MLS, CANVAS, GtkWidget)

GtkWidget    *mls_canvas_new           (MlsViewport    *viewport,
                                        MlsTileLoader  *loader);
MlsViewport  *mls_canvas_get_viewport  (MlsCanvas      *self);
void          mls_canvas_set_viewport  (MlsCanvas      *self,
                                        MlsViewport    *viewport);
void          mls_canvas_set_content   (MlsCanvas      *self,
                                        MlsPaneContent *content);
void          mls_canvas_refresh       (MlsCanvas      *self);
gboolean      mls_canvas_is_complete   (MlsCanvas      *self);

void          mls_canvas_set_marks     (MlsCanvas      *self,
                                        MlsMark *const *marks,
                                        guint           n_marks);
void          mls_canvas_set_patience  (MlsCanvas      *self,
                                        guint           ms);
void          mls_canvas_set_ghost     (MlsCanvas      *self,
                                        const MlsPoint *point);

MlsPaneSize   mls_canvas_get_size      (MlsCanvas      *self);
MlsTransform  mls_canvas_get_transform (MlsCanvas      *self);
gint64        mls_canvas_face_at       (MlsCanvas      *self,
                                        double          x,
                                        double          y);

G_END_DECLS
