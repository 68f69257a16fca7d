#pragma once

#include "base/extent.h"
#include "demo/curve.h"
#include "demo/demo.h"
#include "demo/mesh.h"

G_BEGIN_DECLS

#define MLS_PLOT_NONE G_MAXUINT32

/* A piece of a roof: two slopes that meet in a ridge. */
typedef struct
{
  float x, y;       /* middle of the ridge */
  float ux, uy;     /* along the ridge */
  float half_length;
  float half_width;
} MlsGable;

/* What stands on a plot with a building. */
typedef struct
{
  MlsGable gables[2];
  guint    n_gables;
  float    ring[6][2];
  guint    n_ring;
  float    door[2][2]; /* from the wall to the street, where there is one near */
  gboolean has_door;
  guint32  lot;        /* the plot it stands in */
} MlsBuilding;

/* A plot of the ground as a camera sees it: a face of the truth before it is dissolved, so that
 * each garden and each field shows. Places are in m from the scene's origin. */
typedef struct
{
  guint8             land[MLS_DEMO_N_DATES];
  guint32            seed;
  float              x, y;   /* middle */
  float              ux, uy; /* along its longer side */
  float              length;
  float              width;
  float              box[4]; /* min x, min y, max x, max y */
  const MlsBuilding *building; /* (nullable) */
  gboolean           is_built; /* a building stands within */
} MlsPlot;

/* A segment of a border, going up, with the plots on either side of it. */
typedef struct
{
  float   x0, y0, x1, y1;
  guint32 left;
  guint32 right;
} MlsSceneEdge;

/* All that can be seen from the air. Immutable once made; any thread reads it. */
typedef struct
{
  MlsVec    origin; /* m in Lambert-93 */
  MlsExtent extent; /* of the territory, m in Lambert-93 */
  GArray   *plots;  /* (element-type MlsPlot) */
  GArray   *edges;  /* (element-type MlsSceneEdge), sorted by y0 */
  float     tallest_edge; /* m from y0 to y1 at most */
  GArray   *rim;    /* (element-type MlsVec): vertices of the territory's edge */
  GArray   *rim_plots; /* (element-type guint32): the plot inside, by vertex */
  GPtrArray *buildings;
} MlsScene;

MlsScene *mls_scene_new      (const MlsExtent *extent);
void      mls_scene_free     (MlsScene        *scene);
void      mls_scene_add_mesh (MlsScene        *scene,
                              const MlsMesh   *mesh,
                              const guint8    *const lands[MLS_DEMO_N_DATES]);
void      mls_scene_finish   (MlsScene        *scene);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsScene, mls_scene_free)

static inline const MlsPlot *
mls_scene_plot (const MlsScene *scene, guint32 i)
{
  return &g_array_index (scene->plots, MlsPlot, i);
}

G_END_DECLS
