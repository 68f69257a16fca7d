#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* Files beside a project that it shows, which it knows by where they are: what is done alike with all of them. */
typedef enum
{
  MLS_LINK_IMAGE,
  MLS_LINK_REFERENCE,
} MlsLinkKind;

typedef struct
{
  MlsLinkKind kind;
  gint64      id;      /* among those of its kind */
  char       *title;
  char       *source;  /* what to open */
  gboolean    missing; /* it should be on a disk here, and is not */
} MlsLink;

/* One that a project has forgotten, with all that it said of it. */
typedef struct _MlsRemovedLink MlsRemovedLink;

void       mls_link_free         (MlsLink      *link);
char      *mls_link_dup_missing  (const char   *title,
                                  const char   *source);
char      *mls_link_follow       (const char   *source,
                                  const char   *old_path,
                                  const char   *new_path);
gboolean   mls_link_miss         (MlsLinkKind   kind,
                                  gint64        id,
                                  GError      **error);

GPtrArray *mls_store_list_links  (MlsStore     *self,
                                  GError      **error);
gboolean   mls_store_remove_link (MlsStore     *self,
                                  MlsLinkKind   kind,
                                  gint64        id,
                                  MlsRemovedLink **removed,
                                  GError      **error);
gboolean   mls_store_restore_link
                                 (MlsStore     *self,
                                  const MlsRemovedLink *removed,
                                  GError      **error);
gboolean   mls_store_move_link   (MlsStore     *self,
                                  MlsLinkKind   kind,
                                  gint64        id,
                                  guint         place,
                                  GError      **error);
gboolean   mls_links_lead        (MlsDatabase  *database,
                                  const char   *from,
                                  const char   *to,
                                  GError      **error);
gboolean   mls_store_relink      (MlsStore     *self,
                                  MlsLinkKind   kind,
                                  gint64        id,
                                  const char   *path,
                                  guint        *n_relinked,
                                  GError      **error);

void        mls_removed_link_free      (MlsRemovedLink       *removed);
const char *mls_removed_link_get_title (const MlsRemovedLink *removed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLink, mls_link_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsRemovedLink, mls_removed_link_free)

G_END_DECLS
