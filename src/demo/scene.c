#include "demo/scene.h"

#include "demo/carve.h"
#include "demo/noise.h"

#include <stdlib.h>

/**
 * mls_scene_new:
 * @extent: of the territory, m in Lambert-93
 *
 * Returns: (transfer full): a scene with nothing in it
 */
MlsScene *
mls_scene_new (const MlsExtent *extent)
{
  MlsScene *scene = g_new0 (MlsScene, 1);

  scene->extent = *extent;
  scene->origin = (MlsVec){ floor (extent->min_x), floor (extent->min_y) };
  scene->plots = g_array_new (FALSE, FALSE, sizeof (MlsPlot));
  scene->edges = g_array_new (FALSE, FALSE, sizeof (MlsSceneEdge));
  scene->rim = g_array_new (FALSE, FALSE, sizeof (MlsVec));
  scene->rim_plots = g_array_new (FALSE, FALSE, sizeof (guint32));
  scene->buildings = g_ptr_array_new_with_free_func (g_free);

  return scene;
}

/**
 * mls_scene_free:
 * @scene: (transfer full): a scene
 */
void
mls_scene_free (MlsScene *scene)
{
  g_array_unref (scene->plots);
  g_array_unref (scene->edges);
  g_array_unref (scene->rim);
  g_array_unref (scene->rim_plots);
  g_ptr_array_unref (scene->buildings);
  g_free (scene);
}

static MlsVec
place_of (const MlsScene *scene, MlsPoint point)
{
  return mls_vec_sub (mls_vec_of_point (point), scene->origin);
}

/* The slopes over one part of a building, between two opposite walls: from corner @a along to @b,
 * and across to @c. */
static MlsGable
gable_over (MlsVec a, MlsVec b, MlsVec c)
{
  MlsVec along = mls_vec_sub (b, a);
  MlsVec across = mls_vec_sub (c, b);
  double length = mls_vec_length (along);
  double width = mls_vec_length (across);
  MlsVec middle = mls_vec_add (a, mls_vec_scale (mls_vec_add (along, across), 0.5));
  MlsVec ridge = mls_vec_unit (length >= width ? along : across);

  return (MlsGable){ .x = (float) middle.x,
                     .y = (float) middle.y,
                     .ux = (float) ridge.x,
                     .uy = (float) ridge.y,
                     .half_length = (float) MAX (length, width) / 2,
                     .half_width = (float) MIN (length, width) / 2 };
}

/* Buildings are rectangles, or have six corners: then the second side is a wing's. */
static MlsBuilding *
raise_building (const MlsVec *at, guint n)
{
  MlsBuilding *building = g_new0 (MlsBuilding, 1);

  building->n_ring = n;
  for (guint i = 0; i < n; i++)
    {
      building->ring[i][0] = (float) at[i].x;
      building->ring[i][1] = (float) at[i].y;
    }

  if (n == 4)
    {
      building->gables[building->n_gables++] = gable_over (at[0], at[1], at[2]);
    }
  else
    {
      MlsVec foot = mls_vec_add (at[1], mls_vec_sub (at[5], at[0]));

      building->gables[building->n_gables++] = gable_over (at[0], at[1], foot);
      building->gables[building->n_gables++] = gable_over (at[1], at[2], at[3]);
    }

  return building;
}

/* The way from a house to the nearest street, if its plot lies on one. */
static void
find_door (const MlsScene *scene,
           const MlsMesh  *mesh,
           guint           face,
           MlsBuilding    *building,
           const guint8   *lands)
{
  guint lot = mls_mesh_across (mesh, mls_mesh_face (mesh, face)->edge);
  guint first, e;
  double best = 26;
  MlsVec house = { building->gables[0].x, building->gables[0].y };

  if (lot == MLS_MESH_NONE)
    return;

  first = e = mls_mesh_face (mesh, lot)->edge;
  do
    {
      guint across = mls_mesh_across (mesh, e);
      MlsVec at = place_of (scene, mls_mesh_point (mesh, e));
      double distance = mls_vec_distance (at, house);

      if (across != MLS_MESH_NONE && mls_land_is_road ((MlsLand) lands[across]) && distance < best)
        {
          best = distance;
          building->has_door = TRUE;
          building->door[1][0] = (float) at.x;
          building->door[1][1] = (float) at.y;
        }
      e = mls_mesh_edge (mesh, e)->next;
    }
  while (e != first);

  building->door[0][0] = (float) house.x;
  building->door[0][1] = (float) house.y;
}

static MlsPlot
plot_of (MlsScene           *scene,
         const MlsMesh      *mesh,
         guint               face,
         const guint8 *const lands[MLS_DEMO_N_DATES])
{
  g_autoptr (MlsOutline) outline = mls_outline_new (mesh, face);
  MlsFrame frame = mls_outline_frame (outline);
  MlsVec middle = mls_vec_sub (frame.centre, scene->origin);
  MlsPoint point = mls_mesh_point (mesh, mls_outline_edge (outline, 0));
  MlsBox box = mls_mesh_box (mesh, face);
  MlsVec low = place_of (scene, (MlsPoint){ box.min_x, box.min_y });
  MlsVec high = place_of (scene, (MlsPoint){ box.max_x, box.max_y });
  MlsPlot plot = { .land = { lands[0][face], lands[1][face] },
                   .seed = mls_hash ((guint32) point.x, (guint32) point.y, face),
                   .x = (float) middle.x,
                   .y = (float) middle.y,
                   .ux = (float) frame.axis.x,
                   .uy = (float) frame.axis.y,
                   .length = (float) frame.length,
                   .width = (float) frame.width,
                   .box = { (float) low.x, (float) low.y, (float) high.x, (float) high.y } };
  guint n = outline->at->len;

  if ((mls_land_is_building ((MlsLand) plot.land[0]) ||
       mls_land_is_building ((MlsLand) plot.land[1])) &&
      (n == 4 || n == 6))
    {
      MlsBuilding *building;
      MlsVec at[6];

      for (guint i = 0; i < n; i++)
        at[i] = mls_vec_sub (mls_outline_at (outline, i), scene->origin);
      building = raise_building (at, n);
      find_door (scene, mesh, face, building, lands[1]);
      g_ptr_array_add (scene->buildings, building);
      plot.building = building;
    }

  return plot;
}

static void
add_edge (MlsScene *scene, const MlsMesh *mesh, guint e, guint32 first_plot)
{
  guint left = mls_mesh_edge (mesh, e)->face;
  guint right = mls_mesh_across (mesh, e);
  MlsVec a = place_of (scene, mls_mesh_point (mesh, e));
  MlsVec b = place_of (scene, mls_mesh_point (mesh, e ^ 1));
  guint32 plots[2] = { left != MLS_MESH_NONE ? first_plot + left : MLS_PLOT_NONE,
                       right != MLS_MESH_NONE ? first_plot + right : MLS_PLOT_NONE };
  gboolean up = a.y < b.y || (a.y == b.y && a.x < b.x);
  MlsSceneEdge edge = { (float) (up ? a : b).x, (float) (up ? a : b).y, (float) (up ? b : a).x,
                        (float) (up ? b : a).y, plots[!up], plots[up] };

  g_array_append_val (scene->edges, edge);
}

/**
 * mls_scene_add_mesh:
 * @scene: a scene
 * @mesh: a part of the territory
 * @lands: (array): the lands of its faces at each date
 */
void
mls_scene_add_mesh (MlsScene           *scene,
                    const MlsMesh      *mesh,
                    const guint8 *const lands[MLS_DEMO_N_DATES])
{
  guint32 first_plot = scene->plots->len;

  for (guint face = 0; face < mesh->faces->len; face++)
    {
      MlsPlot plot = plot_of (scene, mesh, face, lands);

      g_array_append_val (scene->plots, plot);
    }

  for (guint e = 0; e < mesh->edges->len; e += 2)
    {
      guint inside = mls_mesh_edge (mesh, e)->face;
      guint across = mls_mesh_across (mesh, e);

      add_edge (scene, mesh, e, first_plot);
      if (inside != MLS_MESH_NONE && across != MLS_MESH_NONE &&
          mls_scene_plot (scene, first_plot + inside)->building != NULL)
        {
          ((MlsBuilding *) mls_scene_plot (scene, first_plot + inside)->building)->lot =
              first_plot + across;
          g_array_index (scene->plots, MlsPlot, first_plot + across).is_built = TRUE;
        }
    }
}

static int
compare_floats (float a, float b)
{
  return (a > b) - (a < b);
}

static int
compare_edges (gconstpointer left, gconstpointer right)
{
  const MlsSceneEdge *a = left;
  const MlsSceneEdge *b = right;
  int order = compare_floats (a->y0, b->y0);

  if (order == 0)
    order = compare_floats (a->x0, b->x0);
  if (order == 0)
    order = compare_floats (a->y1, b->y1);

  return order != 0 ? order : compare_floats (a->x1, b->x1);
}

/* A segment that two meshes share comes from each of them with the other side open. */
static void
join_edges (MlsScene *scene)
{
  MlsSceneEdge *edges = (MlsSceneEdge *) scene->edges->data;
  guint n = 0;

  g_array_sort (scene->edges, compare_edges);

  for (guint i = 0; i < scene->edges->len; i++)
    {
      if (n > 0 && compare_edges (&edges[n - 1], &edges[i]) == 0)
        {
          if (edges[n - 1].left == MLS_PLOT_NONE)
            edges[n - 1].left = edges[i].left;
          else
            edges[n - 1].right = edges[i].right;
          continue;
        }
      edges[n++] = edges[i];
    }

  g_array_set_size (scene->edges, n);
}

/* What is open still is the territory's edge. The ground beyond it looks like the ground within. */
static void
find_rim (MlsScene *scene)
{
  for (guint i = 0; i < scene->edges->len; i++)
    {
      const MlsSceneEdge *edge = &g_array_index (scene->edges, MlsSceneEdge, i);
      MlsVec middle = { (double) (edge->x0 + edge->x1) / 2, (double) (edge->y0 + edge->y1) / 2 };
      guint32 plot = edge->left == MLS_PLOT_NONE ? edge->right : edge->left;

      if (edge->left != MLS_PLOT_NONE && edge->right != MLS_PLOT_NONE)
        continue;

      g_array_append_val (scene->rim, middle);
      g_array_append_val (scene->rim_plots, plot);
    }
}

/**
 * mls_scene_finish:
 * @scene: a scene to which nothing is added any more
 */
void
mls_scene_finish (MlsScene *scene)
{
  join_edges (scene);

  for (guint i = 0; i < scene->edges->len; i++)
    {
      const MlsSceneEdge *edge = &g_array_index (scene->edges, MlsSceneEdge, i);

      scene->tallest_edge = MAX (scene->tallest_edge, edge->y1 - edge->y0);
    }

  find_rim (scene);
}
