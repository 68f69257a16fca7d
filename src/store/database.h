#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Whether what a statement does is still wanted. */
typedef gboolean (*MlsDatabaseWatchFunc) (gpointer user_data);

/* One SQLite connection, hardened, with what GeoPackage triggers need. Used on one thread. */
typedef struct
{
  /*< private >*/
  sqlite3 *handle;
  MlsDatabaseWatchFunc watch; /* (nullable) */
  gpointer watch_data;

  /*< public, read only >*/
  char *path; /* absolute, without symbolic links */
  char *file; /* the one that is open: another one where that stands in for it */
  char *name; /* what messages call it */
  gint64 state; /* the operation right after which it is read, 0 for the newest; see mls_store_show_state() */
} MlsDatabase;

typedef enum
{
  MLS_DATABASE_READ_ONLY,
  MLS_DATABASE_READ_ORIGINAL, /* the same, of the file itself though another one stands in for it */
  MLS_DATABASE_READ_WRITE,
  MLS_DATABASE_CREATE,
  MLS_DATABASE_PRIVATE, /* made, by a name that nobody else knows: nothing is locked */
  MLS_DATABASE_MEMORY, /* no file at all, whatever the name */
} MlsDatabaseMode;

/* Makes something of a row. */
typedef gpointer (*MlsRowFunc) (sqlite3_stmt *row);

char         *mls_database_resolve     (const char       *path);
MlsDatabase  *mls_database_open        (const char       *path,
                                        MlsDatabaseMode   mode,
                                        GError          **error);
void          mls_database_free        (MlsDatabase      *self);

gboolean      mls_database_exec        (MlsDatabase      *self,
                                        const char       *sql,
                                        GError          **error);
sqlite3_stmt *mls_database_prepare     (MlsDatabase      *self,
                                        const char       *sql,
                                        GError          **error);
void          mls_database_watch       (MlsDatabase      *self,
                                        MlsDatabaseWatchFunc
                                                          func,
                                        gpointer          user_data);
gboolean      mls_database_step        (MlsDatabase      *self,
                                        sqlite3_stmt     *statement,
                                        gboolean         *row,
                                        GError          **error);
gboolean      mls_database_run         (MlsDatabase      *self,
                                        GError          **error,
                                        const char       *sql,
                                        const char       *types,
                                        ...);
gboolean      mls_database_get_integer (MlsDatabase      *self,
                                        gint64           *out,
                                        GError          **error,
                                        const char       *sql,
                                        const char       *types,
                                        ...);
GPtrArray    *mls_database_list        (MlsDatabase      *self,
                                        const char       *sql,
                                        MlsRowFunc        read,
                                        GDestroyNotify    free,
                                        GError          **error);
char         *mls_database_dup_columns (MlsDatabase      *self,
                                        const char       *table,
                                        const char       *item,
                                        GError          **error);
void          mls_database_set_error   (MlsDatabase      *self,
                                        int               code,
                                        GError          **error);

void          mls_database_name_error  (MlsDatabase      *self,
                                        GError           *error);

gboolean      mls_database_check_there (MlsDatabase      *self,
                                        GError          **error);
gboolean      mls_database_begin       (MlsDatabase      *self,
                                        GError          **error);
gboolean      mls_database_commit      (MlsDatabase      *self,
                                        GError          **error);
void          mls_database_rollback    (MlsDatabase      *self);
gboolean      mls_database_end         (MlsDatabase      *self,
                                        gboolean          done,
                                        GError          **error);

void          mls_statement_bind       (sqlite3_stmt     *statement,
                                        const char       *types,
                                        ...);
char         *mls_statement_dup_text   (sqlite3_stmt     *statement,
                                        int               column);
GQuark        mls_statement_intern     (sqlite3_stmt     *statement,
                                        int               column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsDatabase, mls_database_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
