#pragma once

#include "cluster.h"
#include "quilt.h"
#include "store/store.h"
#include "team/team.h"

G_BEGIN_DECLS

/* A project that is shared through a database of its own, on a server that all tests of a program have. */
typedef struct
{
  const Cluster *cluster;
  char          *folder;
  char          *database;
  char          *first; /* the file it was made from */
} Crew;

extern const QuiltOptions crew_quilt;

void      crew_begin      (Crew           *crew,
                           const Cluster  *cluster,
                           const char     *database);
void      crew_end        (Crew           *crew);

char     *crew_file       (const Crew     *crew,
                           const char     *name);
char     *crew_clone      (const Crew     *crew,
                           const char     *name,
                           const char     *user);
MlsStore *crew_open       (const char     *path);
void      crew_close      (MlsStore       *store);

void      crew_recode     (MlsStore       *store,
                           const char     *author,
                           const char     *kind,
                           gint64          face,
                           guint           further);
MlsTeamPush crew_push     (MlsStore       *store);
MlsCatchUp crew_pull      (MlsStore       *store);
void      crew_check      (MlsStore       *store);
void      crew_same       (MlsStore       *one,
                           MlsStore       *other);

G_END_DECLS
