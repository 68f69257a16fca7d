#pragma once

#include "paint/figure-blend.h"

G_BEGIN_DECLS

/* Maps of others that lie under or over the own one, each drawn in a style of its own. One thread adds them;
 * from then on it is immutable, for any thread. */
typedef struct _MlsFigureStack MlsFigureStack;

MlsFigureStack *mls_figure_stack_new         (void);
MlsFigureStack *mls_figure_stack_ref         (MlsFigureStack        *self);
void            mls_figure_stack_unref       (MlsFigureStack        *self);
void            mls_figure_stack_add         (MlsFigureStack        *self,
                                              MlsFigures            *figures,
                                              const MlsFigureStyle  *style,
                                              gboolean               over,
                                              const char            *title);
gboolean        mls_figure_stack_equal       (const MlsFigureStack  *a,
                                              const MlsFigureStack  *b);
void            mls_figure_stack_blend       (const MlsFigureStack  *self,
                                              gboolean               over,
                                              const MlsFigureCanvas *canvas);
void            mls_figure_stack_blend_names (const MlsFigureStack  *self,
                                              const MlsFigureCanvas *canvas);
void            mls_figure_stack_tell        (const MlsFigureStack  *self,
                                              GArray                *legend);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFigureStack, mls_figure_stack_unref)

G_END_DECLS
