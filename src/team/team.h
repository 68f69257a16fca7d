#pragma once

#include "geometry/zone.h"
#include "store/catch-up.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A project that a team shares through a PostGIS database. Everybody has a file of their own and works in it, with or
 * without a network; what they did is pushed, operation by operation, and what others did is pulled. Calls wait for the
 * server and belong on a thread of their own, with the store. */

/* What the database lets somebody do besides looking. */
typedef struct
{
  gboolean changes;
  gboolean corrections;
  gboolean verdicts;
} MlsTeamRights;

typedef struct
{
  char         *name;      /* database and server */
  char         *title;     /* of the project */
  char         *user;
  MlsTeamRights rights;
  guint         n_waiting; /* operations of others to be pulled */
  guint         n_own;     /* operations to be pushed */
} MlsTeamStatus;

typedef struct
{
  MlsCatchUp pulled; /* what came first */
  guint      n_pushed;
  guint      n_tries; /* others were quicker all times but the last */
} MlsTeamPush;

/* Ground that somebody has locked. */
typedef struct
{
  gint64   id;
  char    *author;
  char    *zone;   /* well-known text */
  char    *since;  /* UTC, ISO 8601 */
  char    *until;  /* the same */
  gboolean is_own; /* of this user */
} MlsZoneLock;

/* What verifying has found. */
typedef struct
{
  guint n_operations; /* made again since the start */
  guint n_faces;
  guint n_wrong;      /* faces of the database that are not what comes of the operations */
  guint n_own_wrong;  /* faces of the file that are not */
  guint n_flaws;      /* where what comes of the operations is no partition */
} MlsTeamProof;

gboolean   mls_team_create       (MlsStore       *store,
                                  const char     *address,
                                  GError        **error);
gboolean   mls_team_clone        (const char     *address,
                                  const char     *path,
                                  GError        **error);

gboolean   mls_team_pull         (MlsStore       *store,
                                  GCancellable   *cancellable,
                                  MlsCatchUp     *outcome,
                                  GError        **error);
gboolean   mls_team_push         (MlsStore       *store,
                                  GCancellable   *cancellable,
                                  MlsTeamPush    *outcome,
                                  GError        **error);

gboolean   mls_team_look         (MlsStore       *store,
                                  MlsTeamStatus  *status,
                                  GError        **error);
void       mls_team_status_clear (MlsTeamStatus  *status);

gboolean   mls_team_verify       (MlsStore       *store,
                                  MlsTeamProof   *proof,
                                  GError        **error);

void       mls_zone_lock_free    (MlsZoneLock    *lock);
GPtrArray *mls_team_list_locks   (MlsStore       *store,
                                  GError        **error);
gboolean   mls_team_lock         (MlsStore       *store,
                                  const MlsZone  *zone,
                                  const char     *author,
                                  guint           days,
                                  gint64         *id,
                                  GError        **error);
gboolean   mls_team_unlock       (MlsStore       *store,
                                  gint64          id,
                                  GError        **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlsTeamStatus, mls_team_status_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsZoneLock, mls_zone_lock_free)

G_END_DECLS
