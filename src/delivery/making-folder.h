#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A hidden folder that something is made in. The kernel holds it for its maker, however that one ends, so that what one that
 * was killed has left can be told from what is being made. */
typedef struct _MlsMakingFolder MlsMakingFolder;

/* What its name begins with; six letters more end it. */
#define MLS_MAKING_PREFIX ".millesime-making-"

/* What anybody may do with a folder that is handed over, as far as the user's mask lets them. */
#define MLS_MAKING_MODE 0777

MlsMakingFolder *mls_making_folder_new      (const char            *above,
                                             GError               **error);
void             mls_making_folder_free     (MlsMakingFolder       *self);
const char      *mls_making_folder_get_path (const MlsMakingFolder *self);
GPtrArray       *mls_making_folder_list     (const MlsMakingFolder *self);
gboolean         mls_making_folder_move     (MlsMakingFolder       *self,
                                             const char            *to,
                                             GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMakingFolder, mls_making_folder_free)

G_END_DECLS
