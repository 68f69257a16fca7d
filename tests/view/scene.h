#pragma once

#include "screen.h"

#include "view/canvas.h"
#include "view/pane-loader.h"

G_BEGIN_DECLS

/* A canvas in a window of its own on the test's display, over a photo whose colour tells its ground
 * and a coverage of four squares, read through a gate that a test can shut. */
typedef struct
{
  MlsScreen     *screen;
  GtkWidget     *window;
  MlsCanvas     *canvas;
  MlsViewport   *viewport;
  MlsTileLoader *loader;
  MlsTileCache  *cache;
  MlsPhotoLayer *photos;
  MlsFaceLayer  *faces;
  MlsNomenclature *nomenclature;
  char          *photo;
  GPtrArray     *inputs;  /* (element-type MlsCanvasInput): all that came */
  gboolean       uses_keys;

  /* the coverage, for its readers */
  GMutex         gate;
  GMutex         faces_mutex;
  GPtrArray     *squares; /* (element-type MlsFace) */
  gint64         operation;
  int            n_reads;
} Scene;

/* The middle of the four squares of 200 m; the photo is 1024 m around it. */
#define SCENE_X 700512.0
#define SCENE_Y 6599488.0

void             scene_open      (Scene          *scene,
                                  gconstpointer   data);
void             scene_close     (Scene          *scene,
                                  gconstpointer   data);
MlsColouring     scene_colouring (Scene          *scene);
void             scene_show      (Scene          *scene,
                                  MlsColouring    colouring);
void             scene_edit      (Scene          *scene,
                                  int             square,
                                  const char     *cover);
void             scene_settle    (Scene          *scene);
void             scene_frame     (Scene          *scene);
cairo_surface_t *scene_look      (Scene          *scene);
void             scene_to_screen (Scene          *scene,
                                  double          x,
                                  double          y,
                                  double         *screen_x,
                                  double         *screen_y);
guint32          scene_pixel     (cairo_surface_t *picture,
                                  double          x,
                                  double          y);
guint32          scene_photo_at  (double          east,
                                  double          north);

G_END_DECLS
