#pragma once


#include <adwaita.h>

G_BEGIN_DECLS

/* Whether the file of a project is sound, and what is wrong with it. */
#define MLS_TYPE_SOUNDNESS_GROUP (mls_soundness_group_get_type ())

G_DECLARE_FINAL_TYPE (MlsSoundnessGroup, mls_soundness_group, MLS, SOUNDNESS_GROUP, AdwPreferencesGroup)

void mls_soundness_group_set_path (MlsSoundnessGroup *self,
                                   const char        *path);

G_END_DECLS
