#pragma once

#include "document/workspace.h"
#include "quality/area-table.h"
#include "quality/series.h"

G_BEGIN_DECLS

/* Of what ground. */
typedef enum
{
  MLS_WHERE_EVERYWHERE,
  MLS_WHERE_ZONE,       /* of whoever edits */
  MLS_WHERE_SELECTED,   /* the regions selected */
  MLS_WHERE_AREA,       /* an area of a reference layer */
  MLS_N_WHERES,
} MlsWhere;

/* What became of what in an open project, as somebody looks at it: between which dates, by which classes, of what
 * ground. It is read once, on a thread of its own, and from then on follows each edit. Main thread.
 *
 * "changed" is emitted when there is another matrix, or none any more, and when what is being read has come further. */
#define MLS_TYPE_TRANSITIONS (mls_transitions_get_type ())
G_DECLARE_FINAL_TYPE (MlsTransitions, mls_transitions, MLS, TRANSITIONS, GObject)

MlsTransitions       *mls_transitions_new          (MlsWorkspace    *workspace);
MlsWorkspace         *mls_transitions_get_workspace
                                                   (MlsTransitions  *self);

const MlsMatrixQuery *mls_transitions_get_query    (MlsTransitions  *self);
void                  mls_transitions_set_vintages (MlsTransitions  *self,
                                                    guint            from,
                                                    guint            to);
void                  mls_transitions_set_classing (MlsTransitions  *self,
                                                    const char      *name,
                                                    guint            level);
MlsWhere              mls_transitions_get_where    (MlsTransitions  *self);
void                  mls_transitions_set_where    (MlsTransitions  *self,
                                                    MlsWhere         where);
MlsFigures           *mls_transitions_get_areas    (MlsTransitions  *self);
guint                 mls_transitions_get_area     (MlsTransitions  *self);
void                  mls_transitions_set_area     (MlsTransitions  *self,
                                                    MlsFigures      *areas,
                                                    guint            i);
gboolean              mls_transitions_has_where    (MlsTransitions  *self,
                                                    MlsWhere         where);
void                  mls_transitions_set_counted  (MlsTransitions  *self,
                                                    gboolean         counted);

const MlsMatrix      *mls_transitions_get_matrix   (MlsTransitions  *self);
const MlsSeries      *mls_transitions_get_series   (MlsTransitions  *self);
gboolean              mls_transitions_is_busy      (MlsTransitions  *self);
const char           *mls_transitions_get_failure  (MlsTransitions  *self);
char                 *mls_transitions_dup_filter   (MlsTransitions  *self,
                                                    guint            row,
                                                    guint            column);
MlsAreaTable         *mls_transitions_make_areas   (MlsTransitions  *self);
char                 *mls_transitions_dup_areas    (MlsTransitions  *self,
                                                    const MlsMatrixStyle *style);

G_END_DECLS
