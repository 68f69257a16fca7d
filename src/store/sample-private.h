#pragma once

#include "store/database.h"
#include "store/sample-file.h"

G_BEGIN_DECLS

/* Who has been told what the map says of a blind sample, and when; made when somebody is. */
#define MLS_SAMPLE_TOLD "CREATE TABLE IF NOT EXISTS told (controleur TEXT PRIMARY KEY NOT NULL, date DATETIME NOT NULL)"

struct _MlsSampleFile
{
  MlsDatabase *database;
  MlsStoreMode mode;
  gint64       data_version; /* SQLite's count of what other connections wrote, as last noticed */
  MlsSample    sample;
  GArray      *strata;       /* (element-type MlsStratum) */
  GPtrArray   *units;        /* (element-type MlsUnit), by their ids */
  GHashTable  *by_id;        /* gint64 → MlsUnit */
  GArray      *photos;       /* (element-type MlsSamplePhoto) */
};

gboolean mls_sample_file_check_writable (const MlsSampleFile  *self,
                                         GError              **error);
GArray  *mls_sample_file_read_said      (MlsSampleFile        *self,
                                         gint64                unit,
                                         GError              **error);
gboolean mls_sample_file_write_said     (MlsSampleFile        *self,
                                         gint64                fid,
                                         gint64                unit,
                                         const MlsJudgement   *judgement,
                                         GError              **error);
gboolean mls_sample_file_has_told       (MlsSampleFile        *self,
                                         gboolean             *has,
                                         GError              **error);
gboolean mls_sample_file_check_untold   (MlsSampleFile        *self,
                                         MlsText               controller,
                                         GError              **error);
char    *mls_sample_now                 (void);
char    *mls_sample_said_sql            (const char           *row);
char    *mls_sample_confirmed_sql       (const char           *row);

G_END_DECLS
