#pragma once

#include "coverage/imprint.h"
#include "document/workspace.h"
#include "rules/flags.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The panes of a workspace side by side: canvases that move together, over each the marks of what is
 * in hand, what it shows written in a corner. Pointer and keys over a pane are the workspace's hand.
 *
 * "pointer-moved" (double east, double north), in m. "problem" (char *): what could not be read.
 * "presence" (char *): the file of a photo or a reference layer that has gone, or come back.
 * "mended" (char *): what a server did not give has come, of which that was told.
 * "first-frame": all in view is up to date for the first time. "busy" (gboolean): whether some of what
 * is in view is still being read. "preparing" (double): how far the overview is that is made in the
 * background, 1 for all of it. "menu-wanted" (double x, double y), in px of the map: the right button, while no line is
 * in hand; the region there is selected. "outlook-wanted" (double x, double y, double width, double height), in px of the
 * map: the caption of the pane in hand, which was clicked. */
#define MLS_TYPE_MAP (mls_map_get_type ())
G_DECLARE_FINAL_TYPE (MlsMap, mls_map, MLS, MAP, GtkWidget)

/* What is shown for as long as a key is held. */
typedef enum
{
  MLS_LOOK_OWN,     /* what each pane is set to */
  MLS_LOOK_PHOTO,   /* the other date's photo under the same borders */
  MLS_LOOK_VINTAGE, /* the other date's photo and labels */
  MLS_LOOK_BARE,    /* the photo alone */
} MlsLook;

GtkWidget *mls_map_new             (void);
void       mls_map_set_workspace   (MlsMap          *self,
                                    MlsWorkspace    *workspace);
void       mls_map_set_look        (MlsMap          *self,
                                    MlsLook          look);
void       mls_map_set_memory      (MlsMap          *self,
                                    gsize            bytes);
void       mls_map_set_inset       (MlsMap          *self,
                                    gboolean         has_inset);
void       mls_map_set_places      (MlsMap          *self,
                                    GArray          *places);
void       mls_map_set_outline     (MlsMap          *self,
                                    const MlsShape  *outline,
                                    guint32          colour);
void       mls_map_set_imprint     (MlsMap          *self,
                                    const MlsImprint *imprint);
void       mls_map_set_flags       (MlsMap          *self,
                                    MlsFlags        *flags);
gboolean   mls_map_get_pointer     (MlsMap          *self,
                                    MlsPoint        *out);
void       mls_map_hold_pointer    (MlsMap          *self,
                                    gboolean         hold);
gboolean   mls_map_get_px          (MlsMap          *self,
                                    MlsPoint         point,
                                    graphene_point_t *out);
gboolean   mls_map_get_caption     (MlsMap          *self,
                                    graphene_rect_t *out);
gboolean   mls_map_get_sight       (MlsMap          *self,
                                    MlsBox          *out);
void       mls_map_go_to           (MlsMap          *self,
                                    const MlsBox    *box,
                                    double           scale);
void       mls_map_point_out       (MlsMap          *self,
                                    MlsPoint         point,
                                    const MlsFace   *face);
void       mls_map_point_out_faces (MlsMap          *self,
                                    const MlsFace *const *faces,
                                    guint            n_faces);
void       mls_map_reload_images   (MlsMap          *self);
gboolean   mls_map_has_infrared    (MlsMap          *self);
const char *mls_map_get_photo_title (MlsMap         *self);
gint64     mls_map_get_photo       (MlsMap          *self);

G_END_DECLS
