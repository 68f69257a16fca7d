#pragma once

#include "geometry/crs.h"

#include <proj.h>

G_BEGIN_DECLS

PJ_CONTEXT *mls_proj_context_new (void);

/* Borrowed, and bound to the context of its system. */
PJ         *mls_crs_get_proj     (const MlsCrs *self);

G_END_DECLS
