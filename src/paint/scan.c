#include "paint/scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 Int128;

struct _MlsScan
{
  MlsLattice lattice;
  double     per_pixel;  /* 1 / lattice.pixel */

  /* where borders of the face at hand meet rows, in the order they are walked: row
   * << 16 | column */
  guint32   *crossings;
  gsize      n_crossings;
  gsize      n_allocated;

  /* the same sorted: columns of row r from row_end[r - 1] up to row_end[r] */
  guint16   *columns;
  gsize     *row_end;
};

/* A vertex seen from the centre of the first pixel. */
typedef struct
{
  gint64 east;   /* lattice units, exact */
  gint64 south;
  double u;      /* the same in px, nearly */
  double v;
  int row; /* first row whose centre is level with it or south of it, exact, within the tile */
} Corner;

/**
 * mls_scan_new:
 * @lattice: where the pixels are
 *
 * Returns: (transfer full): working memory to fill faces into rasters of that size
 */
MlsScan *
mls_scan_new (const MlsLattice *lattice)
{
  MlsScan *scan = g_new0 (MlsScan, 1);

  scan->lattice = *lattice;
  scan->per_pixel = 1.0 / (double) lattice->pixel;
  scan->row_end = g_new (gsize, lattice->height);

  return scan;
}

/**
 * mls_scan_free:
 * @scan: (transfer full): a scan
 */
void
mls_scan_free (MlsScan *scan)
{
  g_free (scan->crossings);
  g_free (scan->columns);
  g_free (scan->row_end);
  g_free (scan);
}

/* Doubles decide, except next to a whole number. There the error of @position, below 2⁻³⁶ px within
 * the tile, could tell, and the exact @offset is asked. */
static inline int
first_at_or_after (gint64 offset, double position, gint64 pixel, int limit)
{
  int nearest;

  if (offset <= 0)
    return 0;
  if (position >= limit)
    return limit;

  nearest = (int) (position + 0.5);
  if (fabs (position - nearest) > 1e-6)
    return (int) position + 1;

  return nearest + (offset > nearest * pixel);
}

static inline Corner
corner_at (const MlsScan *scan, MlsPoint point)
{
  Corner corner;

  corner.east = mls_lattice_from_grid (point.x) - scan->lattice.x;
  corner.south = scan->lattice.y - mls_lattice_from_grid (point.y);
  corner.u = (double) corner.east * scan->per_pixel;
  corner.v = (double) corner.south * scan->per_pixel;
  corner.row =
      first_at_or_after (corner.south, corner.v, scan->lattice.pixel, scan->lattice.height);

  return corner;
}

/* Whether the centre of a pixel lies west of the border that runs south from @top to @bottom. */
static gboolean
is_west (const MlsScan *scan, const Corner *top, const Corner *bottom, int column, int row)
{
  gint64 east = column * scan->lattice.pixel - top->east;
  gint64 south = row * scan->lattice.pixel - top->south;

  return (Int128) east * (bottom->south - top->south) < (Int128) south * (bottom->east - top->east);
}

/* The first column whose centre is not west of a border that runs south, within the tile. */
static int
column_exactly (const MlsScan *scan, const Corner *top, const Corner *bottom, int row)
{
  int first = 0;
  int end = scan->lattice.width;

  while (first < end)
    {
      int middle = (first + end) / 2;

      if (is_west (scan, top, bottom, middle, row))
        first = middle + 1;
      else
        end = middle;
    }

  return first;
}

static void
reserve_crossings (MlsScan *scan, int n_more)
{
  if (scan->n_crossings + n_more <= scan->n_allocated)
    return;

  scan->n_allocated = MAX (2 * scan->n_allocated, scan->n_crossings + n_more + 1024);
  scan->crossings = g_renew (guint32, scan->crossings, scan->n_allocated);
  scan->columns = g_renew (guint16, scan->columns, scan->n_allocated);
}

/* Notes, for every row a border meets, the first column whose centre is not west of it. A row meets
 * the upper end of a border and not the lower one. */
static void
cross_rows (MlsScan *scan, const Corner *a, const Corner *b)
{
  const Corner *top = a->row < b->row ? a : b;
  const Corner *bottom = a->row < b->row ? b : a;
  int width = scan->lattice.width;
  double slope, error;
  guint32 *out;

  if (top->row == bottom->row)
    return;

  reserve_crossings (scan, bottom->row - top->row);
  out = scan->crossings + scan->n_crossings;
  scan->n_crossings += bottom->row - top->row;

  /* u and v are off by 2⁻⁵¹ of themselves at most, which the slope passes on; eight times that. */
  slope = (bottom->u - top->u) / (bottom->v - top->v);
  error = 0x1p-48 * (fabs (top->u) + fabs (bottom->u) +
                     (fabs (top->v) + fabs (bottom->v) + scan->lattice.height) * fabs (slope));

  for (int row = top->row; row < bottom->row; row++)
    {
      double u = top->u + (row - top->v) * slope;
      int column;

      if (u < -error)
        column = 0;
      else if (u > width + error)
        column = width;
      else if (error < 0.25 && fabs (u - (int) (u + 0.5)) > error)
        column = (int) u + 1;
      else
        column = column_exactly (scan, top, bottom, row);

      *out++ = (guint32) row << 16 | (guint32) column;
    }
}

static int
compare_columns (gconstpointer a, gconstpointer b)
{
  return *(const guint16 *) a - *(const guint16 *) b;
}

/* A row of a face is nearly always crossed two or four times. */
static void
sort_columns (guint16 *columns, gsize n)
{
  if (n > 16)
    {
      qsort (columns, n, sizeof *columns, compare_columns);
      return;
    }

  for (gsize i = 1; i < n; i++)
    {
      guint16 column = columns[i];
      gsize j = i;

      for (; j > 0 && columns[j - 1] > column; j--)
        columns[j] = columns[j - 1];
      columns[j] = column;
    }
}

/* Puts the crossings into columns, row by row. */
static void
sort_rows (MlsScan *scan, int first_row, int end_row)
{
  gsize sum = 0;

  memset (scan->row_end + first_row, 0, (end_row - first_row) * sizeof *scan->row_end);
  for (gsize i = 0; i < scan->n_crossings; i++)
    scan->row_end[scan->crossings[i] >> 16]++;

  for (int row = first_row; row < end_row; row++)
    {
      gsize n = scan->row_end[row];

      scan->row_end[row] = sum;
      sum += n;
    }

  for (gsize i = 0; i < scan->n_crossings; i++)
    scan->columns[scan->row_end[scan->crossings[i] >> 16]++] = scan->crossings[i] & 0xffff;
}

static void
fill_rows (MlsScan *scan, int first_row, int end_row, guint32 value, guint32 *raster)
{
  gsize start = 0;

  for (int row = first_row; row < end_row; row++)
    {
      gsize end = scan->row_end[row];
      guint32 *pixels = raster + (gsize) row * scan->lattice.width;

      sort_columns (scan->columns + start, end - start);
      for (gsize i = start; i + 1 < end; i += 2)
        for (int column = scan->columns[i]; column < scan->columns[i + 1]; column++)
          pixels[column] = value;

      start = end;
    }
}

/**
 * mls_scan_fill:
 * @scan: a scan
 * @face: a face; it need not meet the tile
 * @value: what to write
 * @raster: (array): width × height numbers of the lattice of @scan, row by row
 *
 * Writes @value to every pixel of @face.
 */
void
mls_scan_fill (MlsScan *scan, const MlsFace *face, guint32 value, guint32 *raster)
{
  int first_row = scan->lattice.height;
  int end_row = 0;

  scan->n_crossings = 0;
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);
      Corner from = corner_at (scan, ring.points[ring.n_points - 1]);

      for (gsize i = 0; i < ring.n_points; i++)
        {
          Corner to = corner_at (scan, ring.points[i]);

          cross_rows (scan, &from, &to);
          first_row = MIN (first_row, to.row);
          end_row = MAX (end_row, to.row);
          from = to;
        }
    }

  if (scan->n_crossings == 0)
    return;

  sort_rows (scan, first_row, end_row);
  fill_rows (scan, first_row, end_row, value, raster);
}
