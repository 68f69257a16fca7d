#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The display a test runs on: the hand that moves the pointer and presses keys, and the eye.
 * Coordinates are pixels of the root window. */
typedef struct _MlsScreen MlsScreen;

/* What the hand does, as it is counted. */
typedef enum
{
  MLS_ACT_PRESS,  /* of any key or button, but for these: */
  MLS_ACT_VERTEX, /* a click that places one */
  MLS_ACT_DIGIT,  /* of a code that is typed */
  MLS_N_ACTS
} MlsAct;

MlsScreen       *mls_screen_open        (void);
void             mls_screen_free        (MlsScreen             *self);

void             mls_screen_count_as    (MlsScreen             *self,
                                         MlsAct                 act);
void             mls_screen_take_acts   (MlsScreen             *self,
                                         guint                  acts[MLS_N_ACTS]);

void             mls_screen_move        (MlsScreen             *self,
                                         double                 x,
                                         double                 y);
void             mls_screen_press       (MlsScreen             *self,
                                         guint                  button);
void             mls_screen_release     (MlsScreen             *self,
                                         guint                  button);
void             mls_screen_click       (MlsScreen             *self,
                                         double                 x,
                                         double                 y,
                                         guint                  button);
void             mls_screen_drag        (MlsScreen             *self,
                                         double                 from_x,
                                         double                 from_y,
                                         double                 to_x,
                                         double                 to_y,
                                         guint                  button);
void             mls_screen_scroll      (MlsScreen             *self,
                                         int                    clicks);

void             mls_screen_hold_key    (MlsScreen             *self,
                                         const char            *name);
void             mls_screen_release_key (MlsScreen             *self,
                                         const char            *name);
void             mls_screen_key         (MlsScreen             *self,
                                         const char            *keys);
void             mls_screen_key_code    (MlsScreen             *self,
                                         guint                  code);
guint            mls_screen_place_of    (MlsScreen             *self,
                                         const char            *name);
void             mls_screen_type        (MlsScreen             *self,
                                         const char            *text);
void             mls_screen_set_layout  (MlsScreen             *self,
                                         const char            *layout);

gulong           mls_screen_find_window (MlsScreen             *self,
                                         GPid                   pid);
gulong           mls_screen_find_main_window
                                        (MlsScreen             *self,
                                         GPid                   pid);
gboolean         mls_screen_is_active   (MlsScreen             *self,
                                         gulong                 window);
gboolean         mls_screen_is_full     (MlsScreen             *self,
                                         gulong                 window);
gboolean         mls_screen_get_window  (MlsScreen             *self,
                                         gulong                 window,
                                         cairo_rectangle_int_t *out);
void             mls_screen_close       (MlsScreen             *self,
                                         gulong                 window);

cairo_surface_t *mls_screen_look        (MlsScreen             *self);
char            *mls_screen_save        (MlsScreen             *self,
                                         const char            *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsScreen, mls_screen_free)

G_END_DECLS
