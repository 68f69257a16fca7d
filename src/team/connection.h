#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/* One connection to a PostgreSQL database. Used on one thread; its calls wait for the server. */
typedef struct
{
  /*< private >*/
  PGconn *handle;

  /*< public, read only >*/
  char *name; /* what messages call it: "database on host" */
} MlsConnection;

MlsConnection *mls_connection_open     (const char     *address,
                                        GError        **error);
void           mls_connection_free     (MlsConnection  *self);
char          *mls_connection_check_address
                                       (const char     *address,
                                        GError        **error);
char          *mls_connection_strip_address
                                       (const char     *address);

gboolean       mls_connection_exec     (MlsConnection  *self,
                                        const char     *sql,
                                        GError        **error);
PGresult      *mls_connection_query    (MlsConnection  *self,
                                        GError        **error,
                                        const char     *sql,
                                        ...) G_GNUC_NULL_TERMINATED;
gboolean       mls_connection_run      (MlsConnection  *self,
                                        GError        **error,
                                        const char     *sql,
                                        ...) G_GNUC_NULL_TERMINATED;
gboolean       mls_connection_run_bytes
                                       (MlsConnection  *self,
                                        const char     *sql,
                                        gint64          number,
                                        const void     *bytes,
                                        gsize           length,
                                        GError        **error);

gboolean       mls_connection_begin    (MlsConnection  *self,
                                        GError        **error);
gboolean       mls_connection_commit   (MlsConnection  *self,
                                        GError        **error);
void           mls_connection_rollback (MlsConnection  *self);

gboolean       mls_connection_begin_copy
                                       (MlsConnection  *self,
                                        const char     *sql,
                                        GError        **error);
gboolean       mls_connection_put_copy (MlsConnection  *self,
                                        const GString  *text,
                                        GError        **error);
gboolean       mls_connection_end_copy (MlsConnection  *self,
                                        GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsConnection, mls_connection_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

G_END_DECLS
