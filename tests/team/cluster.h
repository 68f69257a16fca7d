#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A PostgreSQL server of a test's own, in a folder of its own, that ends with the test however that ends. Its superuser is
 * "tester"; over its socket it believes who says who they are, on 127.0.0.1 it asks for a password. */
typedef struct
{
  char    *folder;
  char    *bin;  /* where PostgreSQL's programs are */
  GPid     pid;  /* 0 while it is down */
  guint16  port;
} Cluster;

gboolean cluster_begin   (Cluster        *cluster);
int      cluster_skip    (void);
void     cluster_end     (Cluster        *cluster);

void     cluster_start   (Cluster        *cluster);
void     cluster_stop    (Cluster        *cluster);
void     cluster_kill    (Cluster        *cluster);

char    *cluster_address (const Cluster  *cluster,
                          const char     *database,
                          const char     *user);
void     cluster_make    (const Cluster  *cluster,
                          const char     *database);
void     cluster_exec    (const Cluster  *cluster,
                          const char     *database,
                          const char     *sql);
char    *cluster_ask     (const Cluster  *cluster,
                          const char     *database,
                          const char     *sql);

G_END_DECLS
