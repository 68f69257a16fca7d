#pragma once

#include "demo/demo.h"

G_BEGIN_DECLS

/* A directed segment, and the face on its left. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
  gboolean forward;
  guint    face; /* index; G_MAXUINT for the territory's edge, walked the other way round */
} Walk;

/* A map of a demo territory, whole in memory. */
typedef struct
{
  GPtrArray *faces;
  GArray    *walks; /* (element-type Walk), sorted: the two sides of a segment are neighbours */
} Map;

Map           *map_new     (MlsDemo      *demo,
                            MlsDemoMap    which);
void           map_free    (Map          *map);
const MlsFace *map_face    (const Map    *map,
                            guint         i);
guint         *map_regions (const Map    *map,
                            guint         date,
                            MlsDimension  dimension);
guint          map_locate  (const Map    *map,
                            MlsPoint      point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Map, map_free)

G_END_DECLS
