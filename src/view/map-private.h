#pragma once

#include "document/errand.h"
#include "document/photo-watch.h"
#include "view/canvas.h"
#include "view/face-layer.h"
#include "view/inset.h"
#include "view/map.h"
#include "view/photo-set.h"

G_BEGIN_DECLS

/* One pane: a canvas with its own outlook, and what it says of itself. */
typedef struct
{
  MlsCanvas    *canvas;        /* (nullable): while it is not seen */
  GtkWidget    *caption;
  GtkLabel     *text;          /* in that */
  MlsViewport  *viewport;      /* (nullable) (owned): its own, while panes are free and another one is in hand */
  guint         shown_vintage; /* whose labels its content has */
  guint         shown_photo;   /* whose photo, or MLS_PHOTO_NONE */
  MlsFaceLayer *past;          /* (nullable) (owned): what was at some time … */
  gint64        as_of;         /* … right after this operation … */
  gint64        theirs;        /* … with this over it, or 0 */
} MlsPane;

struct _MlsMap
{
  GtkWidget       parent_instance;

  /* owned */
  GtkWidget      *overlay;
  GtkWidget      *deck;
  GtkLabel       *scale_bar;
  MlsWorkspace   *workspace;
  MlsTileLoader  *loader;
  MlsTileCache   *cache;
  gsize           memory; /* bytes: what the cache may take */
  MlsFaceLayer   *faces;
  MlsPhotoSet    *photos;
  MlsPhotoWatch  *photo_watch;
  MlsFigureStack *references;  /* (nullable) maps of others, as they are shown now */
  GArray         *places;      /* (element-type MlsPoint) findings to be marked */
  MlsMark        *outline;     /* (nullable) ground that is judged */
  GPtrArray      *imprint;     /* (nullable) (element-type MlsMark) what an operation did */
  MlsFlags       *flags;       /* (nullable) the faces whose borders are to stand out */

  MlsPane         panes[MLS_MAX_PANES];
  MlsInset       *inset;       /* (nullable) */
  MlsPhotoLayer  *no_photo;    /* what lies under faces where no photo is wanted */
  gboolean        has_inset;   /* it is wanted */
  MlsLook         look;
  MlsPoint        pointer;
  gboolean        has_pointer;
  gboolean        asks;          /* the right button went down with nothing in hand */
  gboolean        holds_pointer; /* where it is, whatever the hand does: a menu is about that place */
  gboolean        announced;   /* the first frame has been */
  MlsErrand      *errand;      /* (nullable): makes the overview */
  guint           rest_source; /* until it is to begin */
  MlsMark        *pointed_out; /* (nullable): where one was led to … */
  guint           point_source; /* … for a moment */
};

/* map-content.c: what the panes show */
const char *
         mls_map_photo_title   (MlsMap               *self,
                                guint                 pane);
void     mls_map_close_past    (MlsMap               *self,
                                MlsPane              *pane);
void     mls_map_open_layers   (MlsMap               *self);
void     mls_map_close_layers  (MlsMap               *self);
void     mls_map_load_photos   (MlsMap               *self);
void     mls_map_update_panes  (MlsMap               *self);
void     mls_map_update_references
                               (MlsMap               *self);
void     mls_map_take_flags    (MlsMap               *self,
                                MlsFlags             *flags);
void     mls_map_note_edit     (MlsMap               *self,
                                const MlsDelta       *delta);

MlsColouring
         mls_map_colouring     (MlsMap               *self,
                                guint                 pane);

/* map-viewports.c: where they look */
void     mls_map_update_viewports
                               (MlsMap               *self);

/* map-inset.c: the whole of it in a corner */
void     mls_map_attach_inset  (MlsMap               *self);
void     mls_map_detach_inset  (MlsMap               *self);
void     mls_map_update_inset  (MlsMap               *self);

/* map-overview.c: what they show from afar */
void     mls_map_prepare_overview
                               (MlsMap               *self);
void     mls_map_stop_overview (MlsMap               *self);

/* map-marks.c: what lies over them */
void     mls_map_update_marks  (MlsMap               *self);

/* map-input.c: what the hand does */
gboolean mls_map_take_input    (MlsMap               *self,
                                guint                 pane,
                                const MlsCanvasInput *input);

G_END_DECLS
