#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* A map that a project shows under or over its own: roads, parcels, communes. Its file is known as
 * that of a photo is. */
typedef struct
{
  gint64   id;
  char    *uri;        /* as the file keeps it */
  char    *source;     /* what to open */
  char    *layer;      /* (nullable): which of its layers; %NULL for the only one */
  char    *title;
  guint32  colour;     /* 0xrrggbb */
  double   width;      /* of its lines, px */
  double   fill;       /* how opaque its areas are, from 0 to 1 */
  char    *name_field; /* (nullable): what names its features */
  gboolean over;       /* it lies over the borders of regions, not under their fills */
  gboolean shown;
  gboolean snapping;   /* what is drawn snaps to it while it is shown */
  gboolean labelled;   /* names are written */
  gboolean assume_crs; /* it does not say its system: it is in the project's */
  gboolean missing;    /* it should be on a disk here, and is not */
} MlsReferenceLink;

MlsReferenceLink *
           mls_reference_link_copy         (const MlsReferenceLink  *link);
void       mls_reference_link_free         (MlsReferenceLink        *link);

GPtrArray *mls_store_list_reference_links  (MlsStore                *self,
                                            GError                 **error);
MlsReferenceLink *
           mls_store_find_reference_link   (MlsStore                *self,
                                            gint64                   id,
                                            GError                 **error);
gboolean   mls_store_add_reference_link    (MlsStore                *self,
                                            const MlsReferenceLink  *link,
                                            gint64                  *id,
                                            GError                 **error);
gboolean   mls_store_update_reference_link (MlsStore                *self,
                                            const MlsReferenceLink  *link,
                                            GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsReferenceLink, mls_reference_link_free)

G_END_DECLS
