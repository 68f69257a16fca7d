#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long somebody takes over the units of a sample. Kept on their own machine, and told to nobody else. */
typedef struct _MlsPace MlsPace;

MlsPace *mls_pace_new         (const char    *sample);
void     mls_pace_free        (MlsPace       *self);
void     mls_pace_begin       (MlsPace       *self,
                               gint64         now);
void     mls_pace_end         (MlsPace       *self,
                               gint64         now);
guint    mls_pace_get_n       (const MlsPace *self);
double   mls_pace_get_seconds (const MlsPace *self);
double   mls_pace_get_usual   (const MlsPace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPace, mls_pace_free)

G_END_DECLS
