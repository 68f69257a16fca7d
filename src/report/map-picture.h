#pragma once

#include "document/outlook.h"
#include "rules/nomenclature.h"
#include "store/store.h"

G_BEGIN_DECLS

/* A picture of the map as it is printed: photo, faces in their colours, maps of others. */

/* What is wished for. */
typedef struct
{
  double      x;         /* of the middle, m */
  double      y;
  double      m_per_px;
  int         width;     /* px */
  int         height;
  guint       vintage;
  MlsManner   manner;
  int         density;   /* how many px a line of one px is wide; 0 for one */
  gboolean    bare;      /* no photo */
  gboolean    alone;     /* no maps of others */
  MlsLanguage language;  /* of the legend */
} MlsMapWish;

typedef struct
{
  guint8    *rgb;     /* three bytes a pixel */
  GArray    *legend;  /* (element-type MlsLegendEntry) */
  char      *caption; /* of which date, state and photo */
  GPtrArray *missing; /* (element-type utf8): what could not be read */
} MlsMapPicture;

MlsMapPicture *mls_map_picture_new  (MlsStore          *store,
                                     const char        *path,
                                     const MlsMapWish  *wish,
                                     GError           **error);
void           mls_map_picture_free (MlsMapPicture     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMapPicture, mls_map_picture_free)

G_END_DECLS
