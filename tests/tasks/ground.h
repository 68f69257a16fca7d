#pragma once

#include "editor.h"

#include <ogr_api.h>

G_BEGIN_DECLS

/* The faces of a demo project as another program reads them, to find places in. */
typedef struct
{
  gint64       fid;
  OGRGeometryH shape;
  OGRGeometryH outline;
  OGREnvelope  reach;
  double       area;  /* m² */
  char        *codes; /* in 2024: "CS6.3.0 US1.1.3" */
} Plot;

GPtrArray *ground_read     (const char    *path);

gboolean   plot_holds      (const Plot    *plot,
                            MlsGround      ground,
                            double         margin);
gboolean   plot_is_near    (const Plot    *plot,
                            MlsGround      ground,
                            double         reach);
MlsGround  plot_middle     (const Plot    *plot);
gboolean   plot_cut        (const Plot    *plot,
                            double         least,
                            MlsGround      line[2],
                            MlsGround      sides[2]);
GArray    *plot_vertices   (const Plot    *plot);

G_END_DECLS
