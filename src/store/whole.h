#pragma once

#include "coverage/grouping.h"
#include "store/pass.h"

G_BEGIN_DECLS

/* Gets a polygon. Returns FALSE with @error set to give up. */
typedef gboolean (*MlsWholeFunc) (const MlsFace *polygon, gpointer user_data, GError **error);

/* A coverage as polygons that something tells apart, neighbours that nothing does being one: faces that were cut because
 * they are large are whole again. */
typedef struct
{
  MlsKeyFunc           key;       /* (nullable): what tells faces apart; %NULL for all that is said of them at all dates */
  MlsWholeFunc         polygon;
  gpointer             data;      /* of both */
  MlsStoreProgressFunc progress;  /* (nullable) */
  gpointer             user_data; /* of that */
} MlsWhole;

/* Where its faces come from, twice the same: those of a project, or what somebody makes of them. Ends early where @func
 * returns FALSE, which is no failure. */
typedef struct
{
  gboolean (*each) (gpointer             self,
                    MlsFaceFunc          func,
                    gpointer             func_data,
                    MlsStoreProgressFunc progress,
                    gpointer             user_data,
                    GError             **error);
  gpointer self;
  guint    n_vintages; /* how many labels they have */
} MlsFaceStream;

gboolean mls_whole_run        (const MlsWhole       *whole,
                               MlsStoreReader       *reader,
                               guint                *n_faces,
                               GError              **error);
gboolean mls_whole_run_stream (const MlsWhole       *whole,
                               const MlsFaceStream  *stream,
                               guint                *n_faces,
                               GError              **error);

G_END_DECLS
