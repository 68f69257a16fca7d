#pragma once

#include "document/project.h"
#include "document/sample-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What has to be said to draw a sample of a project, and how many regions that will be.
 *
 * "changed" is emitted when any of it is. */
#define MLS_TYPE_DRAW_FORM (mls_draw_form_get_type ())

G_DECLARE_FINAL_TYPE (MlsDrawForm, mls_draw_form, MLS, DRAW_FORM, AdwBin)

GtkWidget    *mls_draw_form_new       (MlsProject  *project,
                                       const char  *author,
                                       guint        vintage);
gboolean      mls_draw_form_is_ready  (MlsDrawForm *self);
void          mls_draw_form_tell      (MlsDrawForm *self,
                                       const char  *problem);
MlsSampleJob *mls_draw_form_dup_job   (MlsDrawForm *self);

G_END_DECLS
