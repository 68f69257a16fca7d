#include "demo/country.h"

#include <math.h>

/* A commune has about this many faces; more of them are more communes. */
#define COMMUNE_FACES 2000

/* The south-west corner of the territory, m in Lambert-93. */
#define ORIGIN_X 652000
#define ORIGIN_Y 6962000

#define ROAD_WIDTH 10

/* The sides of a border begin so far from its ends, m: there the roads meet. */
#define MOUTH 20

/* What lies between two communes, or between one and the outside: a line from one corner of the
 * grid to the next, east or north. Inside the territory it is a road with two sides, vertex for
 * vertex. */
typedef struct
{
  MlsVec    from;
  MlsVec    to;
  gboolean  is_road;
  GArray   *left;  /* (element-type MlsPoint) */
  GArray   *right; /* (element-type MlsPoint) */
} Border;

struct _MlsCountry
{
  guint64  seed;
  guint    n_columns;
  guint    n_rows;
  guint    commune_faces;
  double   side;  /* m, of a commune */
  Border  *east;  /* [n_columns * (n_rows + 1)] */
  Border  *north; /* [(n_columns + 1) * n_rows] */
};

static guint64
key (guint i, guint j, guint what)
{
  return ((guint64) what << 60) + ((guint64) j << 30) + i;
}

static MlsVec
corner_of_grid (const MlsCountry *country, guint i, guint j)
{
  MlsRandom random = mls_random_new (country->seed, key (i, j, 1));
  double x_slack = i == 0 || i == country->n_columns ? 0.03 : 0.08;
  double y_slack = j == 0 || j == country->n_rows ? 0.03 : 0.08;
  double x = i + mls_random_range (&random, -x_slack, x_slack);
  double y = j + mls_random_range (&random, -y_slack, y_slack);

  return (MlsVec){ ORIGIN_X + x * country->side, ORIGIN_Y + y * country->side };
}

static void
draw_border (Border *border, guint64 seed)
{
  MlsVec ends[2] = { border->from, border->to };
  g_autoptr (GArray) straight = mls_curve_new (ends, 2);
  MlsWiggle road = { seed, 5.5, 22, 420 };
  MlsWiggle natural = { seed, 4, 26, 230 };
  g_autoptr (GArray) middle = mls_curve_wiggled (straight, border->is_road ? &road : &natural);
  double half = border->is_road ? ROAD_WIDTH / 2.0 : 0;

  border->left = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  border->right = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint i = 1; i + 1 < middle->len; i++)
    {
      MlsVec at = mls_curve_point (middle, i);
      MlsVec normal = mls_curve_normal (middle, i);
      MlsPoint left = mls_vec_to_grid (mls_vec_along (at, normal, half));
      MlsPoint right = mls_vec_to_grid (mls_vec_along (at, normal, -half));

      if (mls_vec_distance (at, ends[0]) < MOUTH || mls_vec_distance (at, ends[1]) < MOUTH)
        continue;

      g_array_append_val (border->left, left);
      g_array_append_val (border->right, right);
    }
}

static Border *
east_of (const MlsCountry *country, guint i, guint j)
{
  return &country->east[j * country->n_columns + i];
}

static Border *
north_of (const MlsCountry *country, guint i, guint j)
{
  return &country->north[j * (country->n_columns + 1) + i];
}

static void
draw_borders (MlsCountry *country)
{
  for (guint j = 0; j <= country->n_rows; j++)
    for (guint i = 0; i <= country->n_columns; i++)
      {
        if (i < country->n_columns)
          {
            Border *border = east_of (country, i, j);

            border->from = corner_of_grid (country, i, j);
            border->to = corner_of_grid (country, i + 1, j);
            border->is_road = j > 0 && j < country->n_rows;
            draw_border (border, mls_random_mix (country->seed, key (i, j, 2)));
          }
        if (j < country->n_rows)
          {
            Border *border = north_of (country, i, j);

            border->from = corner_of_grid (country, i, j);
            border->to = corner_of_grid (country, i, j + 1);
            border->is_road = i > 0 && i < country->n_columns;
            draw_border (border, mls_random_mix (country->seed, key (i, j, 3)));
          }
      }
}

/**
 * mls_country_new:
 * @seed: which territory
 * @n_faces: how many faces it shall have, about
 * @area: m² a face has on average
 *
 * Returns: (transfer full): the territory at large
 */
MlsCountry *
mls_country_new (guint64 seed, guint n_faces, double area)
{
  MlsCountry *country = g_new0 (MlsCountry, 1);
  double n_communes = MAX (1, (double) n_faces / COMMUNE_FACES);

  country->seed = seed;
  country->n_columns = (guint) MAX (1, nearbyint (sqrt (n_communes)));
  country->n_rows = (guint) MAX (1, nearbyint (n_communes / country->n_columns));
  country->commune_faces = n_faces / (country->n_columns * country->n_rows);
  country->side = sqrt (country->commune_faces * area);
  country->east = g_new0 (Border, country->n_columns * (country->n_rows + 1));
  country->north = g_new0 (Border, (country->n_columns + 1) * country->n_rows);
  draw_borders (country);

  return country;
}

static void
borders_free (Border *borders, guint n_borders)
{
  for (guint i = 0; i < n_borders; i++)
    {
      g_array_unref (borders[i].left);
      g_array_unref (borders[i].right);
    }
  g_free (borders);
}

/**
 * mls_country_free:
 * @country: (transfer full): a country
 */
void
mls_country_free (MlsCountry *country)
{
  borders_free (country->east, country->n_columns * (country->n_rows + 1));
  borders_free (country->north, (country->n_columns + 1) * country->n_rows);
  g_free (country);
}

/**
 * mls_country_n_communes:
 * @country: a country
 *
 * Returns: how many communes there are
 */
guint
mls_country_n_communes (const MlsCountry *country)
{
  return country->n_columns * country->n_rows;
}

/* The four sides of a commune, from the south on, and whether it lies on their left. */
typedef struct
{
  const Border *border;
  gboolean      on_left;
} Side;

static void
sides_of (const MlsCountry *country, guint i, guint j, Side sides[4])
{
  sides[0] = (Side){ east_of (country, i, j), TRUE };
  sides[1] = (Side){ north_of (country, i + 1, j), TRUE };
  sides[2] = (Side){ east_of (country, i, j + 1), FALSE };
  sides[3] = (Side){ north_of (country, i, j), FALSE };
}

/* The line of a side next to its commune, as a point and the unit vector along it, the commune on
 * the left. */
static void
line_of (const Side *side, MlsVec *at, MlsVec *along)
{
  const Border *border = side->border;
  double half = border->is_road ? ROAD_WIDTH / 2.0 : 0;

  *along = mls_vec_unit (mls_vec_sub (border->to, border->from));
  if (!side->on_left)
    *along = mls_vec_scale (*along, -1);
  *at = mls_vec_along (border->from, mls_vec_left (*along), half);
}

/* The corner of a commune where side @k begins: where the lines of two sides cross. */
static MlsPoint
corner_of (const MlsCountry *country, guint i, guint j, guint k)
{
  Side sides[4];
  MlsVec a, b, u, v;
  double cross;

  sides_of (country, i, j, sides);
  line_of (&sides[(k + 3) % 4], &a, &u);
  line_of (&sides[k], &b, &v);
  cross = u.x * v.y - u.y * v.x;

  return mls_vec_to_grid (mls_vec_along (a, u, ((b.x - a.x) * v.y - (b.y - a.y) * v.x) / cross));
}

/* Adds the corner where side @k of a commune begins, then the side itself. */
static void
append_side (const MlsCountry *country, guint i, guint j, guint k, GArray *out)
{
  MlsPoint corner = corner_of (country, i, j, k);
  const GArray *points;
  Side sides[4];

  sides_of (country, i, j, sides);
  points = sides[k].on_left ? sides[k].border->left : sides[k].border->right;

  g_array_append_val (out, corner);
  for (guint n = 0; n < points->len; n++)
    g_array_append_val (
        out, g_array_index (points, MlsPoint, sides[k].on_left ? n : points->len - 1 - n));
}

/* Where roads end across a commune's side, no line of the commune may end: at the first and the
 * last vertex of each road, and at corners on the territory's edge. */
static void
append_taken (const MlsCountry *country, guint i, guint j, guint k, GArray *out)
{
  gboolean before_is_road, is_road;
  Side sides[4];
  guint n;

  sides_of (country, i, j, sides);
  before_is_road = sides[(k + 3) % 4].border->is_road;
  is_road = sides[k].border->is_road;
  n = sides[k].border->left->len;

  for (guint v = 0; v <= n; v++)
    {
      gboolean taken = v == 0 ? before_is_road != is_road : is_road && (v == 1 || v == n);

      g_array_append_val (out, taken);
    }
}

static MlsVec
point_along (const Border *border, double share)
{
  guint i = (guint) (share * (border->left->len - 1));

  return mls_vec_of_point (g_array_index (border->left, MlsPoint, i));
}

/**
 * mls_country_site:
 * @country: a country
 * @commune: below mls_country_n_communes()
 *
 * Returns: (transfer full): the ground of a commune; mls_site_clear() frees what it holds
 */
MlsSite
mls_country_site (const MlsCountry *country, guint commune)
{
  guint i = commune % country->n_columns;
  guint j = commune / country->n_columns;
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (gboolean));
  /* A column has a stream all the way or not at all. */
  MlsRandom column = mls_random_new (country->seed, key (i, 0, 4));
  MlsSite site = { .seed = mls_random_mix (country->seed, key (i, j, 5)),
                   .ring = ring,
                   .taken = taken,
                   .has_stream = i == 0 || mls_random_chance (&column, 0.7),
                   .n_faces = country->commune_faces,
                   .thrift = 1 };
  Side sides[4];

  sides_of (country, i, j, sides);
  for (guint k = 0; k < 4; k++)
    {
      MlsRandom where =
          mls_random_new ((guint64) sides[k].border->from.x, (guint64) sides[k].border->from.y);
      double road = mls_random_range (&where, 0.42, 0.58);
      double spring = mls_random_chance (&where, 0.5) ? road - 0.27 : road + 0.27;

      append_side (country, i, j, k, ring);
      append_taken (country, i, j, k, taken);
      site.gates[(k + 1) % MLS_N_GATES] = point_along (sides[k].border, road);
      if (k % 2 == 0)
        site.springs[k / 2] = point_along (sides[k].border, spring);
    }

  return site;
}

/**
 * mls_site_clear:
 * @site: what mls_country_site() returned
 */
void
mls_site_clear (MlsSite *site)
{
  g_array_unref ((GArray *) site->ring);
  g_array_unref ((GArray *) site->taken);
}

/* A ring being made, for a mesh. */
static void
close_ring (GArray *ends, const GArray *points)
{
  g_array_append_val (ends, points->len);
}

static void
append_road (const MlsCountry *country,
             const Border     *border,
             const MlsPoint    corners[4],
             GArray           *out)
{
  g_array_append_vals (out, border->right->data, border->right->len);
  for (int c = 0; c < 2; c++)
    if (corners[c].x != 0)
      g_array_append_val (out, corners[c]);
  for (guint n = border->left->len; n-- > 0;)
    g_array_append_val (out, g_array_index (border->left, MlsPoint, n));
  for (int c = 2; c < 4; c++)
    if (corners[c].x != 0)
      g_array_append_val (out, corners[c]);
}

/* The roads that run east, then those that run north. Where one ends on the territory's edge, it
 * has the corners of the communes on either side of it. */
static void
append_roads (const MlsCountry *country, GArray *points, GArray *ends)
{
  for (guint j = 1; j < country->n_rows; j++)
    for (guint i = 0; i < country->n_columns; i++)
      {
        MlsPoint corners[4] = { { 0, 0 } };

        if (i + 1 == country->n_columns)
          {
            corners[0] = corner_of (country, i, j - 1, 2);
            corners[1] = corner_of (country, i, j, 1);
          }
        if (i == 0)
          {
            corners[2] = corner_of (country, i, j, 0);
            corners[3] = corner_of (country, i, j - 1, 3);
          }
        append_road (country, east_of (country, i, j), corners, points);
        close_ring (ends, points);
      }

  for (guint j = 0; j < country->n_rows; j++)
    for (guint i = 1; i < country->n_columns; i++)
      {
        MlsPoint corners[4] = { { 0, 0 } };

        if (j + 1 == country->n_rows)
          {
            corners[0] = corner_of (country, i, j, 3);
            corners[1] = corner_of (country, i - 1, j, 2);
          }
        if (j == 0)
          {
            corners[2] = corner_of (country, i - 1, j, 1);
            corners[3] = corner_of (country, i, j, 0);
          }
        append_road (country, north_of (country, i, j), corners, points);
        close_ring (ends, points);
      }
}

static void
append_crossing (const MlsCountry *country, guint i, guint j, GArray *out)
{
  const Border *east = east_of (country, i, j);
  const Border *north = north_of (country, i, j);
  const Border *west = east_of (country, i - 1, j);
  const Border *south = north_of (country, i, j - 1);
  const MlsPoint ring[12] = {
    g_array_index (east->right, MlsPoint, 0),
    g_array_index (east->left, MlsPoint, 0),
    corner_of (country, i, j, 0),
    g_array_index (north->right, MlsPoint, 0),
    g_array_index (north->left, MlsPoint, 0),
    corner_of (country, i - 1, j, 1),
    g_array_index (west->left, MlsPoint, west->left->len - 1),
    g_array_index (west->right, MlsPoint, west->right->len - 1),
    corner_of (country, i - 1, j - 1, 2),
    g_array_index (south->left, MlsPoint, south->left->len - 1),
    g_array_index (south->right, MlsPoint, south->right->len - 1),
    corner_of (country, i, j - 1, 3),
  };

  g_array_append_vals (out, ring, G_N_ELEMENTS (ring));
}

/**
 * mls_country_roads:
 * @country: a country
 *
 * Returns: (transfer full) (nullable): the roads between communes and their crossings as a mesh,
 * each face a parcel of main road; %NULL for a single commune
 */
MlsMesh *
mls_country_roads (const MlsCountry *country)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree MlsRing *rings = NULL;
  MlsMesh *mesh;

  append_roads (country, points, ends);
  for (guint j = 1; j < country->n_rows; j++)
    for (guint i = 1; i < country->n_columns; i++)
      {
        append_crossing (country, i, j, points);
        close_ring (ends, points);
      }

  if (ends->len == 0)
    return NULL;

  rings = g_new (MlsRing, ends->len);
  for (guint r = 0; r < ends->len; r++)
    {
      guint start = r > 0 ? g_array_index (ends, guint, r - 1) : 0;

      rings[r] = (MlsRing){ &g_array_index (points, MlsPoint, start),
                            g_array_index (ends, guint, r) - start };
    }

  mesh = mls_mesh_new (rings, ends->len);
  for (guint face = 0; face < mesh->faces->len; face++)
    mls_parcel_set (mls_mesh_parcel (mesh, face), MLS_LAND_MAIN_ROAD, MLS_PART_DONE);

  return mesh;
}

/**
 * mls_country_edge:
 * @country: a country
 *
 * Returns: (transfer full) (element-type MlsPoint): the edge of the territory, a ring,
 *   counter-clockwise
 */
GArray *
mls_country_edge (const MlsCountry *country)
{
  GArray *edge = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  guint last_i = country->n_columns - 1;
  guint last_j = country->n_rows - 1;

  for (guint k = 0; k < 4; k++)
    for (guint n = 0; n <= (k % 2 == 0 ? last_i : last_j); n++)
      {
        guint i = k == 0 ? n : k == 1 ? last_i : k == 2 ? last_i - n : 0;
        guint j = k == 0 ? 0 : k == 1 ? n : k == 2 ? last_j : last_j - n;
        MlsPoint corner = corner_of (country, i, j, (k + 1) % 4);

        append_side (country, i, j, k, edge);
        if (n < (k % 2 == 0 ? last_i : last_j))
          g_array_append_val (edge, corner);
      }

  return edge;
}
