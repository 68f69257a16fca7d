#pragma once

#include "view/canvas.h"
#include "view/tile-set.h"

G_BEGIN_DECLS

struct _MlsCanvas
{
  GtkWidget    parent_instance;

  /* owned */
  MlsViewport *viewport;
  MlsTileSet  *tiles;
  char        *problem;     /* (nullable): the message told last */
  gboolean     is_waiting;  /* it was that a server does not answer */
  guint        show_source; /* until what has come is drawn; 0 for nothing to draw */

  /* what lies over the map, see canvas-marks.c */
  GPtrArray   *marks;       /* (element-type MarkItem), back to front */
  GPtrArray   *next_marks;  /* (nullable) (element-type MlsMark): while marks are held */
  MlsMark     *ghost;       /* (nullable) */
  guint        patience_ms; /* how long they are held at most */
  guint        hold_source;

  /* pointer and keys, see canvas-input.c; logical px of the widget */
  double       pointer_x;
  double       pointer_y;
  double       press_x;
  double       press_y;
  double       scrolled;    /* steps of the wheel not yet made */
  guint        button;      /* pressed, of those that are not for panning; 0 for none */
  int          n_press;
  guint        is_inside : 1;
  guint        is_dragging : 1;
  guint        is_space_down : 1;
  guint        is_middle_down : 1;
  guint        was_complete : 1;
};

/* canvas-marks.c: what lies over the map */
void     mls_canvas_init_marks      (MlsCanvas            *self);
void     mls_canvas_clear_marks     (MlsCanvas            *self);
void     mls_canvas_forget_marks    (MlsCanvas            *self);
void     mls_canvas_hold_marks      (MlsCanvas            *self);
void     mls_canvas_release_marks   (MlsCanvas            *self);
void     mls_canvas_snapshot_marks  (MlsCanvas            *self,
                                     GtkSnapshot          *snapshot);

/* canvas-input.c: pointer and keys */
void     mls_canvas_add_controllers (MlsCanvas            *self);
gboolean mls_canvas_emit_input      (MlsCanvas            *self,
                                     const MlsCanvasInput *input);

G_END_DECLS
