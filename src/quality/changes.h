#pragma once

#include "coverage/source.h"
#include "store/check.h"

G_BEGIN_DECLS

/* Ground that is one thing at one date and another at another: the connected faces with the same
 * codes before and after, in one dimension. */
typedef struct
{
  MlsPair  from;
  MlsPair  to;      /* in one dimension only its own code */
  MlsArea2 area2;
  guint    n_faces;
  gint64   fid;     /* its largest face */
  MlsPoint place;   /* in that */
  MlsBox   box;
} MlsChangedArea;

/* Which changes are asked for; a vintage is an index among the project's. */
typedef struct
{
  guint        from;
  guint        to;
  MlsDimension dimension;
} MlsChangesQuery;

typedef enum
{
  MLS_CHANGES_BY_AREA,  /* the largest first */
  MLS_CHANGES_BY_PLACE, /* so that each is near the one before */
} MlsChangesOrder;

GArray *mls_changes_list (MlsStoreReader         *reader,
                          const MlsChangesQuery  *query,
                          MlsStoreProgressFunc    func,
                          gpointer                user_data,
                          GError                **error);
void    mls_changes_sort (GArray                 *changes,
                          MlsChangesOrder         order);

G_END_DECLS
