#pragma once

#include "screen.h"

#include <atspi/atspi.h>

G_BEGIN_DECLS

/* A program under test, started with a window, and what the accessibility bus tells of it. */
typedef struct _MlsProgram MlsProgram;

MlsProgram      *mls_program_start          (MlsScreen             *screen,
                                             const char *const     *argv);
MlsProgram      *mls_program_launch         (MlsScreen             *screen,
                                             const char *const     *argv);
void             mls_program_meet           (MlsProgram            *self);
void             mls_program_free           (MlsProgram            *self);
GPid             mls_program_get_pid        (MlsProgram            *self);
double           mls_program_get_age        (MlsProgram            *self);
double           mls_program_get_clock      (MlsProgram            *self);
MlsScreen       *mls_program_get_screen     (MlsProgram            *self);
gboolean         mls_program_get_extents    (MlsProgram            *self,
                                             cairo_rectangle_int_t *out);
AtspiAccessible *mls_program_get_accessible (MlsProgram            *self);
void             mls_program_kill           (MlsProgram            *self);
int              mls_program_close          (MlsProgram            *self);
gboolean         mls_program_has_exited     (MlsProgram            *self,
                                             int                   *status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsProgram, mls_program_free)

G_END_DECLS
