#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What layers of others most likely become in a nomenclature, by their names: a table of its folder, in the order in which
 * layers take ground. A nomenclature may have none. */
typedef struct _MlsSkeletonTable MlsSkeletonTable;

typedef enum
{
  MLS_GROUND_LINE,
  MLS_GROUND_AREA,
  MLS_GROUND_ANY,
} MlsGroundKind;

typedef struct
{
  const char   *cover;    /* (nullable) */
  const char   *use;      /* (nullable) */
  double        width_m;  /* of lines that tell none; 0: unknown */
  guint         order;    /* the first takes ground before all others */
} MlsSkeletonGuess;

MlsSkeletonTable *mls_skeleton_table_new  (void);
MlsSkeletonTable *mls_skeleton_table_load (const char              *nomenclature,
                                           GError                 **error);
void              mls_skeleton_table_free (MlsSkeletonTable        *self);
gboolean          mls_skeleton_table_find (const MlsSkeletonTable  *self,
                                           const char              *layer,
                                           MlsGroundKind            kind,
                                           MlsSkeletonGuess        *guess);
const char       *mls_skeleton_find_width (const GPtrArray         *columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSkeletonTable, mls_skeleton_table_free)

G_END_DECLS
