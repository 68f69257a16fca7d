#pragma once

#include "store/clone.h"
#include "team/connection.h"
#include "team/team.h"

G_BEGIN_DECLS

/* What is shared, with a connection to it. */
typedef struct
{
  MlsConnection *connection;
  char          *id;
  char          *title;
  gint64         first; /* the operation that the start ends with */
  gint64         head;  /* the newest one when it was opened */
  MlsTeamRights  rights;
} MlsShared;

/* The format of the tables that this program makes and reads. */
#define MLS_SHARED_FORMAT 1

MlsShared *mls_shared_open     (const char  *address,
                                GError     **error);
MlsShared *mls_shared_open_for (MlsStore    *store,
                                GError     **error);
void       mls_shared_free     (MlsShared   *self);

GPtrArray *mls_shared_read_records
                               (MlsShared   *self,
                                gint64      *last,
                                GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsShared, mls_shared_free)

G_END_DECLS
