#pragma once

#include "document/workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A line through the history of a project: the view in hand shows the map as it was after the operation at which the
 * slider stands. It is there once it was asked for, and as long as a view that is seen shows the past. */
#define MLS_TYPE_TIME_BAR (mls_time_bar_get_type ())
G_DECLARE_FINAL_TYPE (MlsTimeBar, mls_time_bar, MLS, TIME_BAR, AdwBin)

void mls_time_bar_set_workspace (MlsTimeBar   *self,
                                 MlsWorkspace *workspace);
void mls_time_bar_open          (MlsTimeBar   *self);
void mls_time_bar_close         (MlsTimeBar   *self);

G_END_DECLS
