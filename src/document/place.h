#pragma once

#include "document/project.h"
#include "quality/changes.h"
#include "rules/flags.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One place of a list that is stepped through: a finding, or ground that changed between two dates.
 * Immutable. */
#define MLS_TYPE_PLACE (mls_place_get_type ())
G_DECLARE_FINAL_TYPE (MlsPlace, mls_place, MLS, PLACE, GObject)

const char  *mls_place_get_title   (MlsPlace      *self);
const char  *mls_place_get_detail  (MlsPlace      *self);
MlsPoint     mls_place_get_point   (MlsPlace      *self);
MlsBox       mls_place_get_box     (MlsPlace      *self);
guint        mls_place_get_vintage (MlsPlace      *self);
guint        mls_place_get_since   (MlsPlace      *self);
gboolean     mls_place_is_curable  (MlsPlace      *self);
gboolean     mls_place_is_exceptable
                                     (MlsPlace      *self);
const char  *mls_place_get_rule      (MlsPlace      *self);
gboolean     mls_place_is_note     (MlsPlace      *self);
gboolean     mls_place_equal       (MlsPlace      *self,
                                    MlsPlace      *other);

/* The lists, made on a thread of their own from the file as it is. Each gives a GListModel of
 * #MlsPlace. */
void         mls_places_find_async   (MlsProject           *project,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
void         mls_places_change_async (MlsProject            *project,
                                      const MlsChangesQuery *query,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
GListModel  *mls_places_finish       (MlsProject           *project,
                                      GAsyncResult         *result,
                                      MlsFlags            **flags,
                                      GError              **error);

G_END_DECLS
