#pragma once

#include "store/check-in.h"
#include "store/pass.h"

G_BEGIN_DECLS

/* A project on a network's disk is worked on in a copy on this machine: the original is marked as taken, and what was done is
 * brought back to it, unless it has changed meanwhile. A folder keeps the copies of one user, each in a folder of its own with
 * what is known of it, so that a copy outlives the program.
 *
 * While one stands in, all of this program that opens the project opens the copy. To be used by one thread at a time. */
typedef struct _MlsWorkingCopy MlsWorkingCopy;

MlsWorkingCopy *mls_working_copy_find       (const char            *folder,
                                             const char            *path);
MlsWorkingCopy *mls_working_copy_take       (const char            *folder,
                                             const char            *path,
                                             const char            *author,
                                             MlsStoreProgressFunc   func,
                                             gpointer               user_data,
                                             GError               **error);
void            mls_working_copy_free       (MlsWorkingCopy        *self);

void            mls_working_copy_stand_in   (MlsWorkingCopy        *self);
void            mls_working_copy_stand_down (MlsWorkingCopy        *self);
const char     *mls_working_copy_get_path   (MlsWorkingCopy        *self);
const char     *mls_working_copy_get_file   (MlsWorkingCopy        *self);

gboolean        mls_working_copy_has_work   (MlsWorkingCopy        *self,
                                             gboolean              *has_work,
                                             GError               **error);
gboolean        mls_working_copy_bring_back (MlsWorkingCopy        *self,
                                             MlsStoreProgressFunc   func,
                                             gpointer               user_data,
                                             GError               **error);
gboolean        mls_working_copy_merge      (MlsWorkingCopy        *self,
                                             MlsStoreProgressFunc   func,
                                             gpointer               user_data,
                                             MlsCheckIn            *outcome,
                                             char                 **kept,
                                             GError               **error);
gboolean        mls_working_copy_end        (MlsWorkingCopy        *self,
                                             GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsWorkingCopy, mls_working_copy_free)

G_END_DECLS
