#pragma once

#include "store/link.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What a list of files that a project shows has lost while it is open, and the toast that puts it back, the last one
 * first. */
typedef struct _MlsRemovals MlsRemovals;

/* Called when something has been removed or put back, or could not be. */
typedef void (*MlsRemovalsFunc) (gpointer owner, gboolean done, const GError *error);

MlsRemovals *mls_removals_new       (MlsRemovalsFunc  func,
                                     gpointer         owner);
void         mls_removals_free      (MlsRemovals     *self);
void         mls_removals_set_store (MlsRemovals     *self,
                                     MlsStore        *store);
GtkWidget   *mls_removals_wrap      (MlsRemovals     *self,
                                     GtkWidget       *content);
void         mls_removals_remove    (MlsRemovals     *self,
                                     MlsLinkKind      kind,
                                     gint64           id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsRemovals, mls_removals_free)

G_END_DECLS
