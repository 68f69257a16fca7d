#pragma once

#include "document/history-entry.h"
#include "document/project.h"
#include "rules/filter.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What was done to a project, the newest first, as far as a filter asks for it: a list of MlsHistoryEntry that grows while
 * the history is searched, on a thread, and of which only what is looked at is made. Main thread.
 *
 * "searched": the search has come further, or to its end. */
#define MLS_TYPE_HISTORY (mls_history_get_type ())
G_DECLARE_FINAL_TYPE (MlsHistory, mls_history, MLS, HISTORY, GObject)

MlsHistory *mls_history_new         (MlsProject      *project);
void        mls_history_search      (MlsHistory      *self,
                                     MlsFilter       *filter);
void        mls_history_stop        (MlsHistory      *self);
gboolean    mls_history_is_stopped  (MlsHistory      *self);
void        mls_history_follow      (MlsHistory      *self);
guint       mls_history_find        (MlsHistory      *self,
                                     gint64           id);
gboolean    mls_history_is_done     (MlsHistory      *self);
double      mls_history_get_done    (MlsHistory      *self);
const char *mls_history_get_failure (MlsHistory      *self);
void        mls_history_want        (MlsHistory      *self,
                                     MlsHistoryEntry *entry);
void        mls_history_forgo       (MlsHistory      *self,
                                     MlsHistoryEntry *entry);

G_END_DECLS
