#pragma once

#include "base/box.h"

G_BEGIN_DECLS

/* Segments led on the grid so that they meet at common vertices only, each moved by less than a
 * millimetre. Segments that meet well already are left alone, however near they are. */
typedef struct _MlsRounding MlsRounding;

MlsRounding *mls_rounding_new        (void);
void         mls_rounding_free       (MlsRounding  *rounding);
void         mls_rounding_add        (MlsRounding  *rounding,
                                      MlsPoint      a,
                                      MlsPoint      b);
gboolean     mls_rounding_run        (MlsRounding  *rounding);
void         mls_rounding_run_within (MlsRounding  *rounding,
                                      const MlsBox *window);
void         mls_rounding_chain      (MlsRounding  *rounding,
                                      guint         i,
                                      GArray       *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsRounding, mls_rounding_free)

G_END_DECLS
