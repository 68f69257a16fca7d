#pragma once

#include "base/grid.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef enum
{
  MLS_CANVAS_MOVE,    /* the pointer, no button */
  MLS_CANVAS_PRESS,
  MLS_CANVAS_DRAG,    /* the pointer, with a button, once it is no tremble any more */
  MLS_CANVAS_RELEASE,
  MLS_CANVAS_KEY,
  MLS_CANVAS_LEAVE,   /* the pointer is over the map no more */
  MLS_CANVAS_CANCEL,  /* a press will have no release */
} MlsCanvasInputKind;

/* What hand and keyboard do, on the ground. */
typedef struct
{
  MlsCanvasInputKind kind;
  MlsPoint           point;     /* under the pointer; for a key, where it was last */
  double             m_per_px;  /* logical px, to turn what the hand means by near into m */
  GdkModifierType    modifiers;
  guint              button;    /* of press, drag and release: GDK_BUTTON_PRIMARY, … */
  int                n_press;   /* 2 for the second of a double click */
  guint              keyval;    /* of a key */
  guint              keycode;   /* same: the place on the keyboard, whatever is printed on it */
} MlsCanvasInput;

G_END_DECLS
