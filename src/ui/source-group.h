#pragma once

#include "document/recipe-look.h"
#include "geometry/crs.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Where something is read from: a file, which layer of it, which of its features, and its reference system where it does
 * not tell. A file may be dropped on it.
 *
 * "changed" is emitted when any of it is. */
#define MLS_TYPE_SOURCE_GROUP (mls_source_group_get_type ())

G_DECLARE_FINAL_TYPE (MlsSourceGroup, mls_source_group, MLS, SOURCE_GROUP, AdwPreferencesGroup)

void                  mls_source_group_ask       (MlsSourceGroup  *self,
                                                  const char      *name,
                                                  gboolean         optional);
void                  mls_source_group_ask_plainly
                                                 (MlsSourceGroup  *self);
void                  mls_source_group_look_at   (MlsSourceGroup  *self,
                                                  const char      *path);
void                  mls_source_group_recall    (MlsSourceGroup  *self,
                                                  const char      *path,
                                                  const char      *layer);
void                  mls_source_group_forget    (MlsSourceGroup  *self);
void                  mls_source_group_show      (MlsSourceGroup  *self,
                                                  const MlsRecipeSource *source,
                                                  const MlsRecipeLook *look);
const MlsGroundFacts *mls_source_group_get_facts (MlsSourceGroup  *self);
MlsCrs               *mls_source_group_dup_crs   (MlsSourceGroup  *self);
const char           *mls_source_group_get_missing
                                                 (MlsSourceGroup  *self);
void                  mls_source_group_fill      (MlsSourceGroup  *self,
                                                  MlsRecipeSource *source);

G_END_DECLS
