#pragma once


#include <adwaita.h>

G_BEGIN_DECLS

/* What takes how much room in the file of a project. */
#define MLS_TYPE_ROOM_GROUP (mls_room_group_get_type ())

G_DECLARE_FINAL_TYPE (MlsRoomGroup, mls_room_group, MLS, ROOM_GROUP, AdwPreferencesGroup)

void mls_room_group_measure (MlsRoomGroup *self,
                             const char   *path);

G_END_DECLS
