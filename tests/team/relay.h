#pragma once

#include "cluster.h"

G_BEGIN_DECLS

/* What lies between a client and the server and breaks: it hands on what both say, until it is told to lose an answer. */
typedef struct _Relay Relay;

Relay *relay_new     (const Cluster *cluster);
void   relay_free    (Relay         *relay);

char  *relay_address (const Relay   *relay,
                      const char    *database,
                      const char    *user);
void   relay_break   (Relay         *relay);

G_END_DECLS
