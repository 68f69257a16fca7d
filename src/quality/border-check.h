#pragma once

#include "coverage/grouping.h"
#include "rules/finding.h"

G_BEGIN_DECLS

/* What rules say of the borders of a whole coverage, vertex by vertex: spikes, and vertices that a border does not need.
 * What lies on either side does not matter. */
typedef struct _MlsBorderCheck MlsBorderCheck;

/* Whether something is to be said of the border between two faces. */
typedef gboolean (*MlsBorderFilter) (guint32 face, guint32 neighbour, gpointer user_data);

MlsBorderCheck *mls_border_check_new  (const MlsLimits       *limits);
void            mls_border_check_free (MlsBorderCheck        *self);
void            mls_border_check_add  (const MlsBorderVertex *vertex,
                                       gpointer               self);
GArray         *mls_border_check_run  (MlsBorderCheck        *self,
                                       const MlsGrouping     *grouping,
                                       MlsBorderFilter        filter,
                                       gpointer               user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsBorderCheck, mls_border_check_free)

G_END_DECLS
