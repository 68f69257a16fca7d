#include "site.h"

#include "job.h"

#include <math.h>

/* Pieces that are left are well above any minimum, m². */
#define LEAST 1500.0

/* Open ground as there is much, m². */
#define OPEN  "CS6."
#define SMALL 3200.0
#define LARGE 60000.0

/* Further from anything than what draws the hand, m. */
#define CLEAR 8.0

/* As far, but for what a line that is nearly straight strays; a pixel more than what draws the hand. */
#define HELD 7.7

/* How far a border is moved, and over what length, m. */
#define BULGE 12.0
#define SIDE  40.0

/* What draws the hand reaches so far, m. */
#define REACH 6.7

/* Vertices as far from each other are not taken for one another, m. */
#define APART 4.0

/* A new border comes so close to others at the most, m. */
#define CLOSE 0.3

/* How far a vertex is moved, m: further than the border it comes from draws the hand back. */
#define MOVE 9.0

static const Plot *
plot_at (const GPtrArray *plots, MlsGround ground, double margin)
{
  for (guint i = 0; i < plots->len; i++)
    if (plot_holds (g_ptr_array_index (plots, i), ground, margin))
      return g_ptr_array_index (plots, i);

  return NULL;
}

static void
note (Site *site, guint side, MlsGround ground, const Plot *plot)
{
  site->sides[side] = ground;
  g_strlcpy (site->codes[side], plot->codes, sizeof site->codes[side]);
}

static gboolean
is_field (const Plot *plot, double least)
{
  return g_str_has_prefix (plot->codes, OPEN) && OGR_G_GetGeometryCount (plot->shape) == 1 &&
         !g_str_equal (plot->codes, MEADOW) && plot->area >= least && plot->area <= LARGE;
}

/* Whether the region ends there, and not only the face. */
static gboolean
is_beyond (const GPtrArray *plots, const Plot *plot, MlsGround ground)
{
  const Plot *other = plot_at (plots, ground, 0);

  return other == NULL || !g_str_equal (other->codes, plot->codes);
}

static gboolean
cut (const GPtrArray *plots, const Plot *plot, double least, Site *site)
{
  MlsGround sides[2];

  if (!is_field (plot, SMALL) || !plot_cut (plot, least, site->line, sides) ||
      !is_beyond (plots, plot, site->line[0]) || !is_beyond (plots, plot, site->line[1]))
    return FALSE;

  site->n_line = 2;
  site->centre = plot_middle (plot);
  note (site, 0, sides[0], plot);
  note (site, 1, sides[1], plot);

  return TRUE;
}

/**
 * site_split:
 * @plots: all there are
 * @plot: one of them
 * @site: (out): a line across it
 *
 * Returns: whether it is a field that can be divided
 */
gboolean
site_split (const GPtrArray *plots, const Plot *plot, Site *site)
{
  return cut (plots, plot, LEAST, site);
}

/**
 * site_road:
 * @plots: all there are
 * @plot: one of them
 * @site: (out): a line across it, along which a road has the ground that it needs
 *
 * Returns: whether it is a field that a road can cross
 */
gboolean
site_road (const GPtrArray *plots, const Plot *plot, Site *site)
{
  return cut (plots, plot, LEAST, site) && site->line[1].east - site->line[0].east > 65;
}

static MlsGround
along (MlsGround from, MlsGround to, double part, double aside)
{
  double length = hypot (to.east - from.east, to.north - from.north);

  /* To the right, which is outside of a ring that runs counter-clockwise. */
  return (MlsGround){ from.east + (to.east - from.east) * part + (to.north - from.north) / length * aside,
                      from.north + (to.north - from.north) * part - (to.east - from.east) / length * aside };
}

static gboolean
bulge (const GPtrArray *plots, const Plot *plot, MlsGround from, MlsGround to, Site *site)
{
  const Plot *loser = plot_at (plots, along (from, to, 0.5, BULGE), CLEAR);

  if (loser == NULL || loser == plot || loser->area < SMALL || g_str_equal (loser->codes, plot->codes))
    return FALSE;

  site->line[0] = along (from, to, 0.25, -CLEAR);
  site->line[1] = along (from, to, 0.25, BULGE);
  site->line[2] = along (from, to, 0.75, BULGE);
  site->line[3] = along (from, to, 0.75, -CLEAR);
  site->n_line = 4;
  site->centre = along (from, to, 0.5, 0);
  note (site, 0, along (from, to, 0.5, BULGE / 2), loser);
  note (site, 1, along (from, to, 0.5, -CLEAR), plot);

  return plot_holds (plot, site->line[0], HELD) && plot_holds (plot, site->line[3], HELD) &&
         plot_holds (loser, site->line[1], CLEAR) && plot_holds (loser, site->line[2], CLEAR) &&
         plot_holds (loser, site->sides[0], 1);
}

/**
 * site_bulge:
 * @plots: all there are
 * @plot: one of them
 * @site: (out): a line that leaves it and comes back, around ground of a neighbour
 *
 * Returns: whether it has a straight border to move
 */
gboolean
site_bulge (const GPtrArray *plots, const Plot *plot, Site *site)
{
  g_autoptr (GArray) ring = NULL;

  if (!is_field (plot, SMALL))
    return FALSE;

  ring = plot_vertices (plot);
  for (guint i = 0; i < ring->len; i++)
    for (guint n = i + 1; n < ring->len; n++)
      {
        MlsGround from = g_array_index (ring, MlsGround, i);
        MlsGround to = g_array_index (ring, MlsGround, n);

        if (fabs (hypot (to.east - from.east, to.north - from.north) - SIDE) < SIDE / 4 &&
            bulge (plots, plot, from, to, site))
          return TRUE;
      }

  return FALSE;
}

/**
 * site_island:
 * @plots: all there are
 * @plot: one of them
 * @site: (out): a square within it, which ends where it begins
 *
 * Returns: whether it has room for that
 */
gboolean
site_island (const GPtrArray *plots, const Plot *plot, Site *site)
{
  MlsGround middle = plot_middle (plot);
  const double half = 10;

  if (!is_field (plot, SMALL) || !plot_holds (plot, middle, 2 * half + 2))
    return FALSE;

  for (guint i = 0; i < 5; i++)
    site->line[i] = (MlsGround){ middle.east + (i == 1 || i == 2 ? half : -half),
                                 middle.north + (i == 2 || i == 3 ? half : -half) };
  site->n_line = 5;
  site->centre = middle;
  note (site, 0, middle, plot);
  note (site, 1, (MlsGround){ middle.east + half + 5, middle.north }, plot);

  return TRUE;
}

/**
 * site_sliver:
 * @plots: all there are
 * @plot: one of them
 * @site: (out): a place in it
 *
 * Returns: whether it is a building, which is too small for anything else
 */
gboolean
site_sliver (const GPtrArray *plots, const Plot *plot, Site *site)
{
  if (!g_str_has_prefix (plot->codes, "CS1.1.1 ") || plot->area > 120)
    return FALSE;

  site->n_line = 0;
  site->centre = plot_middle (plot);
  note (site, 0, site->centre, plot);
  note (site, 1, site->centre, plot);

  return TRUE;
}

/**
 * site_whole:
 * @plots: all there are
 * @plot: one of them
 * @site: (out): a place in it
 *
 * Returns: whether it is a field
 */
gboolean
site_whole (const GPtrArray *plots, const Plot *plot, Site *site)
{
  if (!is_field (plot, SMALL))
    return FALSE;

  site->n_line = 0;
  site->centre = plot_middle (plot);
  note (site, 0, site->centre, plot);
  note (site, 1, site->centre, plot);

  return TRUE;
}

/* Whether nothing else is near enough to be meant in its place. */
static gboolean
is_alone (const GPtrArray *plots, MlsGround vertex, const Plot *plot, const Plot *other)
{
  for (guint i = 0; i < plots->len; i++)
    {
      const Plot *each = g_ptr_array_index (plots, i);

      if (each != plot && each != other && plot_is_near (each, vertex, REACH))
        return FALSE;
    }

  return TRUE;
}

/* Whether a straight border between the two lies in @plot, but for its ends. */
static gboolean
runs_in (const Plot *plot, MlsGround from, MlsGround to)
{
  for (int i = 2; i <= 14; i++)
    if (!plot_holds (plot, along (from, to, i / 16.0, 0), CLOSE))
      return FALSE;

  return TRUE;
}

/* Whether a vertex, moved by a little, stays among the two plots whose border it is in. */
static gboolean
can_move (const GPtrArray *plots, const Plot *plot, const MlsGround *vertex, double aside, Site *site)
{
  MlsGround before = vertex[-1], after = vertex[1];
  const Plot *loser;
  const Plot *other = plot_at (plots, along (before, *vertex, 0.5, 1), 0.5);

  if (MIN (hypot (vertex->east - before.east, vertex->north - before.north),
           hypot (vertex->east - after.east, vertex->north - after.north)) < APART ||
      other == NULL || other == plot || g_str_equal (other->codes, plot->codes) ||
      other != plot_at (plots, along (*vertex, after, 0.5, 1), 0.5))
    return FALSE;

  site->line[0] = *vertex;
  site->line[1] = along (*vertex, after, 0, aside);
  site->n_line = 2;
  site->centre = *vertex;
  note (site, 0, along (*vertex, site->line[1], 0.5, 0), aside > 0 ? plot : other);

  loser = aside > 0 ? other : plot;

  return other->area >= LEAST && is_alone (plots, *vertex, plot, other) &&
         is_alone (plots, site->line[1], plot, other) && plot_holds (loser, site->line[1], REACH + 1) &&
         runs_in (loser, before, site->line[1]) && runs_in (loser, site->line[1], after);
}

/**
 * site_vertex:
 * @plots: all there are
 * @plot: one of them
 * @site: (out): a vertex, where it goes, and ground between with the codes that it gets
 *
 * Returns: whether it has one within a border, with room around it
 */
gboolean
site_vertex (const GPtrArray *plots, const Plot *plot, Site *site)
{
  g_autoptr (GArray) ring = NULL;

  if (plot->area < LEAST || plot->area > LARGE)
    return FALSE;

  ring = plot_vertices (plot);
  for (guint i = 1; i + 1 < ring->len; i++)
    if (can_move (plots, plot, &g_array_index (ring, MlsGround, i), MOVE, site) ||
        can_move (plots, plot, &g_array_index (ring, MlsGround, i), -MOVE, site))
      return TRUE;

  return FALSE;
}

/**
 * site_list:
 * @plots: all there are
 * @func: which of them
 * @n: how many are wanted
 *
 * Returns: (transfer full) (element-type Site): as many, from all over the territory
 */
GArray *
site_list (const GPtrArray *plots, SiteFunc func, guint n)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Site));
  GArray *sites = g_array_new (FALSE, FALSE, sizeof (Site));

  for (guint i = 0; i < plots->len; i++)
    {
      const Plot *plot = g_ptr_array_index (plots, i);
      Site site = { .fid = plot->fid };

      if (func (plots, plot, &site))
        g_array_append_val (all, site);
    }

  g_assert_cmpuint (all->len, >=, n);
  for (guint i = 0; i < n; i++)
    g_array_append_val (sites, g_array_index (all, Site, (gsize) i * all->len / n));

  return sites;
}
