#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How far a long command is, told on standard error where that is a terminal; and Ctrl+C, which
 * asks it to stop where nothing is half done. There is one at a time. */
typedef struct _MlsProgress MlsProgress;

MlsProgress  *mls_progress_begin           (void);
void          mls_progress_end             (MlsProgress *self);
GCancellable *mls_progress_get_cancellable (MlsProgress *self);
void          mls_progress_tell            (MlsProgress *self,
                                            double       fraction,
                                            const char  *what);
gboolean      mls_progress_go_on           (MlsProgress *self,
                                            double       fraction,
                                            const char  *what);
void          mls_progress_clear           (MlsProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsProgress, mls_progress_end)

G_END_DECLS
