#pragma once

#include "coverage/plan.h"

G_BEGIN_DECLS

/* Stretches of shared border drawn anew, for all the faces beside them at once. In the vintages
 * written, the ground that the border sweeps changes sides. */
typedef struct _MlsRedraw MlsRedraw;

MlsRedraw *mls_redraw_new  (MlsPatch         *patch);
void       mls_redraw_free (MlsRedraw        *redraw);
gboolean   mls_redraw_add  (MlsRedraw        *redraw,
                            const MlsPoint   *was,
                            guint             n_was,
                            const MlsPoint   *is,
                            guint             n_is,
                            GError          **error);
gboolean   mls_redraw_is_empty
                           (const MlsRedraw  *redraw);
MlsPlan   *mls_redraw_plan (MlsRedraw        *redraw,
                            MlsVerb           verb,
                            MlsPoint          at,
                            const MlsIntent  *intent,
                            GError          **error);
MlsPlan   *mls_redraw_shift (MlsPatch         *patch,
                            const GArray     *run,
                            MlsPoint          by,
                            MlsVerb           verb,
                            const MlsIntent  *intent,
                            GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsRedraw, mls_redraw_free)

G_END_DECLS
