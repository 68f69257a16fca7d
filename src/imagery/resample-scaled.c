#include "imagery/lanes.h"
#include "imagery/resample.h"

/* For every pixel of the result along one axis, the source pixels it is a sum of. */
typedef struct
{
  guint   n;       /* how many each has; even */
  guint  *first;   /* the first of them */
  gint16 *weights; /* n for each */
} Taps;

/* Catmull and Rom's cubic: goes through the samples, and keeps sharp what is sharp. */
static double
kernel (double x)
{
  x = fabs (x);

  if (x < 1)
    return 1 + x * x * (1.5 * x - 2.5);
  if (x < 2)
    return 2 + x * (-4 + x * (2.5 - 0.5 * x));

  return 0;
}

#define KERNEL_RADIUS 2.0

/* Reduced more than this, sums over the kernel are its integral to within what a weight can tell. */
#define LARGE_STRETCH 32

/* What the kernel adds up to over all source pixels there could be. */
static double
sum_kernel (double centre, double stretch)
{
  double sum = 0;

  if (stretch > LARGE_STRETCH)
    return stretch;

  for (double k = ceil (centre - KERNEL_RADIUS * stretch - 0.5);
       k <= floor (centre + KERNEL_RADIUS * stretch - 0.5); k++)
    sum += kernel ((k + 0.5 - centre) / stretch);

  return sum;
}

/* Weights of the source pixels around @centre, which sum to one over all pixels there could be;
 * those outside the source are left out, so that the sum tells how much of the pixel is there. */
static void
weigh (const Taps *taps, guint i, double centre, double stretch, guint n_source)
{
  double first = ceil (centre - KERNEL_RADIUS * stretch - 0.5);
  guint start = (guint) CLAMP (first, 0, (double) n_source - MIN (n_source, taps->n));
  gint16 *weights = taps->weights + (gsize) i * taps->n;
  double sum = sum_kernel (centre, stretch);

  taps->first[i] = start;
  for (guint k = 0; k < taps->n && start + k < n_source; k++)
    weights[k] = to_weight (kernel ((start + k + 0.5 - centre) / stretch) / sum);
}

static void
taps_init (Taps *taps, MlsAxis axis, guint n_out, guint n_source)
{
  double stretch = MAX (axis.step, 1);
  gboolean crisp = axis.step < MLS_CRISP_STEP;
  double reach = crisp ? 1 : MIN (ceil (2 * KERNEL_RADIUS * stretch) + 1, n_source);

  taps->n = ((guint) reach + 1) & ~1u;
  taps->first = g_new0 (guint, n_out);
  taps->weights = g_new0 (gint16, (gsize) n_out * taps->n);

  for (guint i = 0; i < n_out; i++)
    {
      double centre = axis.start + (i + 0.5) * axis.step;

      if (!crisp)
        weigh (taps, i, centre, stretch, n_source);
      else if (0 <= centre && centre < n_source)
        {
          taps->first[i] = (guint) centre;
          taps->weights[(gsize) i * 2] = G_MAXINT16;
        }
    }
}

static void
taps_clear (Taps *taps)
{
  g_free (taps->first);
  g_free (taps->weights);
}

/* Rows of the source as lanes, each made once and kept while the rows of the result need it. */
typedef struct
{
  const MlsPixels *source;
  gsize            n_lanes; /* in a row, two pixels each; a multiple of four */
  guint            n_kept;
  Lanes           *kept;    /* row k is at k modulo n_kept */
  gint64          *numbers; /* which row that is */

  /* of the sum in hand */
  const Lanes    **lanes;
  Lanes           *weights;
} Rows;

static void
rows_init (Rows *rows, const MlsPixels *source, guint n_kept)
{
  rows->source = source;
  rows->n_lanes = ((gsize) source->width + 7) / 8 * 4;
  rows->n_kept = n_kept;
  rows->kept = g_aligned_alloc0 (n_kept * rows->n_lanes, sizeof (Lanes), sizeof (Lanes));
  rows->numbers = g_new (gint64, n_kept);
  rows->lanes = g_new (const Lanes *, n_kept);
  rows->weights = g_aligned_alloc (n_kept, sizeof (Lanes), sizeof (Lanes));
  for (guint i = 0; i < n_kept; i++)
    rows->numbers[i] = -1;
}

static void
rows_clear (Rows *rows)
{
  g_aligned_free (rows->kept);
  g_free (rows->numbers);
  g_free (rows->lanes);
  g_aligned_free (rows->weights);
}

static const Lanes *
rows_get (Rows *rows, guint number)
{
  guint slot = number % rows->n_kept;
  Lanes *row = rows->kept + slot * rows->n_lanes;
  const guint8 *bytes = rows->source->data + (gsize) number * rows->source->width * 4;
  gsize n_whole = rows->source->width / 2;

  if (rows->numbers[slot] == number)
    return row;

  for (gsize i = 0; i < n_whole; i++)
    row[i] = to_lanes (bytes + i * 8, 8);
  if (rows->source->width % 2 != 0)
    row[n_whole] = to_lanes (bytes + n_whole * 8, 4);
  rows->numbers[slot] = number;

  return row;
}

/* One row of sums down the columns of the source. */
static void
sum_down (Rows *rows, const Taps *taps, guint y, Lanes *sums)
{
  const gint16 *weights = taps->weights + (gsize) y * taps->n;
  guint n = 0;

  for (guint k = 0; k < taps->n; k++)
    if (weights[k] != 0)
      {
        rows->lanes[n] = rows_get (rows, taps->first[y] + k);
        rows->weights[n++] = (Lanes){ 0 } + weights[k];
      }

  /* Four at a time, so that they stay in registers. Rows are a multiple of four long. */
  for (gsize i = 0; i < rows->n_lanes; i += 4)
    {
      Lanes a = (Lanes){ 0 } + (gint16) (n / 2); /* what the products lose, on the average */
      Lanes b = a;
      Lanes c = a;
      Lanes d = a;

      for (guint k = 0; k < n; k++)
        {
          const Lanes *lanes = rows->lanes[k] + i;
          Lanes weight = rows->weights[k];

          a += multiply (lanes[0], weight);
          b += multiply (lanes[1], weight);
          c += multiply (lanes[2], weight);
          d += multiply (lanes[3], weight);
        }

      sums[i] = a;
      sums[i + 1] = b;
      sums[i + 2] = c;
      sums[i + 3] = d;
    }
}

/* Weights by pairs, each four times: as many as a pixel has numbers. */
static Lanes *
dup_pairs (const Taps *taps, guint n_out)
{
  gsize n_pairs = (gsize) n_out * taps->n / 2;
  Lanes *pairs = g_aligned_alloc (n_pairs, sizeof *pairs, sizeof *pairs);

  for (gsize i = 0; i < n_pairs; i++)
    {
      gint16 a = taps->weights[i * 2];
      gint16 b = taps->weights[i * 2 + 1];

      pairs[i] = (Lanes){ a, a, a, a, b, b, b, b };
    }

  return pairs;
}

/* The sum of pixel x, by even and odd source pixels. */
static inline Lanes
sum_pixel (const gint16 *sums, const Taps *taps, const Lanes *pairs, guint x)
{
  const gint16 *pixels = sums + (gsize) taps->first[x] * 4;
  guint n_pairs = taps->n / 2;
  Lanes sum = (Lanes){ 0 } + (gint16) (n_pairs / 2);

  pairs += (gsize) x * n_pairs;
  for (guint k = 0; k < n_pairs; k++)
    {
      Lanes pixel;

      memcpy (&pixel, pixels + (gsize) k * 8, sizeof pixel);
      sum += multiply (pixel, pairs[k]);
    }

  return sum;
}

/* One row of @out from its row of sums. */
static void
sum_across (const gint16 *sums, const Taps *taps, const Lanes *pairs, MlsPicture *out, guint y)
{
  gsize i = (gsize) y * out->width;
  guint x;

  for (x = 0; x + 1 < out->width; x += 2)
    store_two (out, i + x,
               fold (sum_pixel (sums, taps, pairs, x), sum_pixel (sums, taps, pairs, x + 1)));

  if (x < out->width)
    {
      Lanes last = sum_pixel (sums, taps, pairs, x);

      store_one (out, i + x, fold (last, last));
    }
}

/**
 * mls_resample_scaled: (skip)
 * @source: pixels of a photo
 * @across: how the columns of @out lie over those of @source
 * @down: how the rows do
 * @out: a clear picture; it is painted where there is photo
 *
 * Enlarges or reduces without aliasing: every source pixel has its part in the result.
 */
void
mls_resample_scaled (const MlsPixels *source, MlsAxis across, MlsAxis down, MlsPicture *out)
{
  Taps columns;
  Taps lines;
  Rows rows;
  Lanes *pairs;
  Lanes *sums;

  taps_init (&columns, across, out->width, source->width);
  taps_init (&lines, down, out->height, source->height);
  pairs = dup_pairs (&columns, out->width);
  rows_init (&rows, source, lines.n);
  sums = g_aligned_alloc0 (rows.n_lanes + columns.n, sizeof *sums, sizeof *sums);

  for (guint y = 0; y < out->height; y++)
    {
      sum_down (&rows, &lines, y, sums);
      sum_across ((const gint16 *) sums, &columns, pairs, out, y);
    }

  taps_clear (&columns);
  taps_clear (&lines);
  rows_clear (&rows);
  g_aligned_free (pairs);
  g_aligned_free (sums);
}
