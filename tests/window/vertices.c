#include "vertices.h"

#include <math.h>

static double
distance (MlsGround a, MlsGround b)
{
  return hypot (a.east - b.east, a.north - b.north);
}

/**
 * mls_vertices_passes:
 * @ring: (element-type MlsGround): the outline of a face
 * @vertex: a place
 *
 * Returns: whether it is one of its vertices
 */
gboolean
mls_vertices_passes (const GArray *ring, MlsGround vertex)
{
  for (guint i = 0; i < ring->len; i++)
    if (distance (g_array_index (ring, MlsGround, i), vertex) < 0.0005)
      return TRUE;

  return FALSE;
}

/* Whether just two faces have the vertex. */
static gboolean
is_within_border (MlsJob *job, MlsGround vertex)
{
  const MlsGround low = { vertex.east - 1, vertex.north - 1 }, high = { vertex.east + 1, vertex.north + 1 };
  g_autoptr (GPtrArray) rings = mls_project_file_rings (job->path, low, high);
  guint n = 0;

  for (guint i = 0; i < rings->len; i++)
    n += mls_vertices_passes (g_ptr_array_index (rings, i), vertex);

  return n == 2;
}

/**
 * mls_vertices_find:
 * @job: a job
 *
 * Returns: the run around the field whose vertices are furthest from each other
 */
MlsVertices
mls_vertices_find (MlsJob *job)
{
  g_autoptr (GPtrArray) rings = mls_project_file_rings (job->path, job->sides[0], job->sides[0]);
  const GArray *ring = g_ptr_array_index (rings, 0);
  MlsVertices found = { { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0, 0 } };
  double widest = 0;

  for (guint i = 0; i + 3 < ring->len; i++)
    {
      const MlsGround *p = &g_array_index (ring, MlsGround, i);
      double width = MIN (distance (p[0], p[1]), MIN (distance (p[1], p[2]), distance (p[2], p[3])));

      if (width > widest && is_within_border (job, p[1]) && is_within_border (job, p[2]))
        {
          found = (MlsVertices){ p[0], p[1], p[2], p[3] };
          widest = width;
        }
    }
  g_assert_cmpfloat (widest, >, 0);

  return found;
}
