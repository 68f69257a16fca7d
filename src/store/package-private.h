#pragma once

#include "store/check-in.h"
#include "store/database.h"

G_BEGIN_DECLS

/* What the file of a package knows of where it comes from. */
typedef struct
{
  char  *id;
  char  *author;
  char  *zone;
  char  *base_at;   /* when the operation was that it begins with: two projects have none at one time */
  gint64 base;      /* the operation of the project that it begins with … */
  gint64 start;     /* … and the one of its own that stands for it */
  gint64 last_face; /* the highest id that a face of the project had had */
} MlsPackageFacts;

gboolean mls_package_write_facts (MlsDatabase            *database,
                                  const MlsPackageFacts  *facts,
                                  GError                **error);
gboolean mls_package_read_facts  (MlsDatabase            *database,
                                  MlsPackageFacts        *facts,
                                  GError                **error);
gboolean mls_package_check_none  (MlsDatabase            *database,
                                  GError                **error);
void     mls_package_facts_clear (MlsPackageFacts        *facts);

gboolean mls_store_bring_in      (MlsStore               *self,
                                  const char             *path,
                                  const MlsPackageFacts  *facts,
                                  MlsCheckInFunc          func,
                                  gpointer                user_data,
                                  MlsCheckIn             *outcome,
                                  GError                **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlsPackageFacts, mls_package_facts_clear)

G_END_DECLS
