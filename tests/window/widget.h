#pragma once

#include "program.h"

G_BEGIN_DECLS

/* Widgets of a program, found by what a screen reader would say of them. */

AtspiAccessible *mls_widget_find        (MlsProgram            *program,
                                         AtspiRole              role,
                                         const char            *name);
AtspiAccessible *mls_widget_find_below  (AtspiAccessible       *accessible,
                                         AtspiRole              role,
                                         const char            *name);
GPtrArray       *mls_widget_find_all    (MlsProgram            *program,
                                         AtspiRole              role,
                                         const char            *name);
AtspiAccessible *mls_widget_wait        (MlsProgram            *program,
                                         AtspiRole              role,
                                         const char            *name);
void             mls_widget_wait_gone   (MlsProgram            *program,
                                         AtspiRole              role,
                                         const char            *name);

gboolean         mls_widget_get_extents (MlsProgram            *program,
                                         AtspiAccessible       *widget,
                                         cairo_rectangle_int_t *out);
void             mls_widget_click       (MlsProgram            *program,
                                         AtspiAccessible       *widget);
void             mls_widget_press       (AtspiAccessible       *widget);
gboolean         mls_widget_is_sensitive
                                        (gpointer               widget);
void             mls_widget_expect_text (MlsProgram            *program,
                                         const char            *name,
                                         const char            *text);
void             mls_widget_press_named (MlsProgram            *program,
                                         AtspiRole              role,
                                         const char            *name);
gboolean         mls_widget_has_state   (AtspiAccessible       *widget,
                                         AtspiStateType         state);
void             mls_widget_reach       (MlsProgram            *program,
                                         AtspiAccessible       *widget);
char            *mls_widget_get_text    (AtspiAccessible       *widget);
void             mls_widget_set_text    (AtspiAccessible       *widget,
                                         const char            *text);
void             mls_widget_choose_file (MlsProgram            *program,
                                         const char            *path);
char            *mls_widget_describe    (MlsProgram            *program);

G_END_DECLS
