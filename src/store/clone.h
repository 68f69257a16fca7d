#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* A project that several people share through a database: each has a file of their own, which up to some operation is the
 * same as everybody's, and after it has what they have not given yet. */
typedef struct
{
  char  *team;    /* id of what is shared */
  char  *address; /* how the database is reached, without a password */
  char  *clone;   /* id of this file */
  gint64 head;    /* the operation up to which it is everybody's */
} MlsClone;

#define MLS_SETTING_TEAM_HEAD "team-head"

void       mls_clone_clear           (MlsClone        *clone);

gboolean   mls_store_is_clone        (MlsStore        *self,
                                      gboolean        *is_clone,
                                      GError         **error);
gboolean   mls_store_read_clone      (MlsStore        *self,
                                      MlsClone        *clone,
                                      GError         **error);
gboolean   mls_store_become_clone    (MlsStore        *self,
                                      const char      *team,
                                      const char      *address,
                                      gint64           head,
                                      GError         **error);
gboolean   mls_store_advance_clone   (MlsStore        *self,
                                      gint64           head,
                                      GError         **error);
gboolean   mls_clone_check_pushed    (MlsStore        *self,
                                      GError         **error);
GPtrArray *mls_store_list_own        (MlsStore        *self,
                                      GError         **error);
char      *mls_store_print_own       (MlsStore        *self,
                                      gint64           operation,
                                      GError         **error);
gboolean   mls_store_copy_for_clones (MlsStore        *self,
                                      const char      *path,
                                      GError         **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlsClone, mls_clone_clear)

G_END_DECLS
