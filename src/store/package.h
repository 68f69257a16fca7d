#pragma once

#include "geometry/zone.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Work packages: a part of a project, taken out into a file that is a project of its own, worked on wherever that file goes,
 * and brought back. Nothing is locked: what others do to the project meanwhile is merged. */

/* How it stands with one. */
typedef enum
{
  MLS_PACKAGE_OUT,
  MLS_PACKAGE_BACK,      /* brought back at least once; may be again */
  MLS_PACKAGE_FORGOTTEN, /* nobody waits for it any more */
  MLS_PACKAGE_CLOSED,    /* the history that it is known by was compacted: it cannot be brought back again */
} MlsPackageState;

/* A package as the project remembers it. */
typedef struct
{
  char           *id;      /* of no other one anywhere */
  char           *author;  /* who works on it */
  char           *at;      /* UTC, ISO 8601: when it was taken out */
  char           *zone;    /* where, as mls_zone_print() writes it */
  char           *file;    /* (nullable): what it was called */
  gint64          base;    /* the operation of the project whose state it began with */
  MlsPackageState state;
} MlsPackage;

void        mls_package_free        (MlsPackage         *package);
const char *mls_package_state_name  (MlsPackageState     state);

gboolean    mls_store_check_out     (MlsStore           *self,
                                     const char         *path,
                                     const MlsZone      *zone,
                                     const char         *author,
                                     GError            **error);
GPtrArray  *mls_store_list_packages (MlsStore           *self,
                                     GError            **error);
gboolean    mls_store_forget_package
                                    (MlsStore           *self,
                                     const char         *id,
                                     GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPackage, mls_package_free)

G_END_DECLS
