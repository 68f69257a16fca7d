#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* A photo that a project shows, by where it is. A photo below the project or beside it is found
 * again when the folder moves; any other is known by its absolute path, or by what GDAL calls
 * it. */
typedef struct
{
  gint64   id;
  char    *vintage;  /* (nullable): the code of the one it was taken for */
  char    *uri;      /* as the file keeps it */
  char    *source;   /* what to open */
  char    *title;
  char    *kind;     /* (nullable): %MLS_IMAGE_INFRARED, or anything else for what the eye sees */
  char    *display;  /* (nullable): how to show it, in the viewer's own words */
  gboolean missing;  /* it should be on a disk here, and is not */
} MlsImageLink;

#define MLS_IMAGE_INFRARED "infrared"

void       mls_image_link_free           (MlsImageLink        *link);

GPtrArray *mls_store_list_image_links    (MlsStore            *self,
                                          GError             **error);
MlsImageLink *
           mls_store_find_image_link     (MlsStore            *self,
                                          gint64               id,
                                          GError             **error);
gboolean   mls_store_add_image_link      (MlsStore            *self,
                                          const MlsImageLink  *link,
                                          gint64              *id,
                                          GError             **error);
gboolean   mls_store_update_image_link   (MlsStore            *self,
                                          const MlsImageLink  *link,
                                          GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsImageLink, mls_image_link_free)

G_END_DECLS
