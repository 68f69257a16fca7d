#include "imagery/lanes.h"
#include "imagery/resample.h"

/* Steps a place between two source pixels is told in. */
#define FRACTION_BITS 6
#define N_FRACTIONS (1 << FRACTION_BITS)

/* Weights for each fraction: of the upper and lower row, and of the left and right pixel of a pair. */
typedef struct
{
  Lanes upper[N_FRACTIONS];
  Lanes lower[N_FRACTIONS];
  Lanes pair[N_FRACTIONS];
} Blend;

static const Blend *
get_blend (void)
{
  static Blend blend;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (int i = 0; i < N_FRACTIONS; i++)
        {
          gint16 b = to_weight ((double) i / N_FRACTIONS);
          gint16 a = to_weight (1 - (double) i / N_FRACTIONS);

          blend.upper[i] = (Lanes){ 0 } + a;
          blend.lower[i] = (Lanes){ 0 } + b;
          blend.pair[i] = (Lanes){ a, a, a, a, b, b, b, b };
        }
      g_once_init_leave (&ready, 1);
    }

  return &blend;
}

/* Two neighbours of a row; nothing outside the source. */
static inline Lanes
load_pair (const MlsPixels *source, gint64 x, gint64 y, gboolean inside)
{
  const guint8 *row = source->data + y * source->width * 4;
  Bytes bytes = { 0 };

  if (inside)
    memcpy (&bytes, row + x * 4, 8);
  else if (y < 0 || y >= source->height)
    return (Lanes){ 0 };
  else if (x >= 0 && x + 1 < source->width)
    memcpy (&bytes, row + x * 4, 8);
  else if (x >= 0 && x < source->width)
    memcpy (&bytes, row + x * 4, 4);
  else if (x == -1)
    memcpy ((guint8 *) &bytes + 4, row, 4);

  return __builtin_convertvector (bytes, Lanes) << SOURCE_BITS;
}

/* A place in steps from the middle of pixel 0: floor() for any place that a mapping may give, without
 * the call it costs. */
static inline gint64
to_steps (double place)
{
  const double far = 1LL << 40;

  return (gint64) ((place - 0.5) * N_FRACTIONS + 0.5 + far) - (gint64) far;
}

/* The photo at one place of the source, linear between the four pixels around it; the pixel is the sum
 * of both halves. */
static inline Lanes
sample (const MlsPixels *source, const Blend *blend, double x, double y, gboolean inside)
{
  gint64 across = to_steps (x);
  gint64 down = to_steps (y);
  gint64 column = across >> FRACTION_BITS;
  gint64 row = down >> FRACTION_BITS;
  Lanes upper = load_pair (source, column, row, inside);
  Lanes lower = load_pair (source, column, row + 1, inside);
  Lanes both = multiply (upper, blend->upper[down & (N_FRACTIONS - 1)]) +
               multiply (lower, blend->lower[down & (N_FRACTIONS - 1)]) + 1;

  return multiply (both, blend->pair[across & (N_FRACTIONS - 1)]);
}

/* The pixel a place lies in, as it is. */
static inline Lanes
pick (const MlsPixels *source, double x, double y)
{
  union { Lanes lanes; gint16 v[8]; } pixel = { { 0 } };

  if (0 <= x && x < source->width && 0 <= y && y < source->height)
    {
      const guint8 *bytes = source->data + ((gsize) y * source->width + (gsize) x) * 4;

      for (int channel = 0; channel < 4; channel++)
        pixel.v[channel] = (gint16) (bytes[channel] << SUM_BITS);
    }

  return pixel.lanes;
}

/* How a row of pixels within one cell of a mapping runs through the source. */
typedef struct
{
  double x;
  double y;
  double dx; /* to the next pixel */
  double dy;
} Course;

/* Whether the four pixels around every place of the course are there. */
static gboolean
is_inside (const Course *course, const MlsPixels *source, guint n)
{
  double end_x = course->x + course->dx * n;
  double end_y = course->y + course->dy * n;

  return MIN (course->x, end_x) > 1 && MAX (course->x, end_x) < source->width - 1.0 &&
         MIN (course->y, end_y) > 1 && MAX (course->y, end_y) < source->height - 1.0;
}

/* The course @down, in cells, the cell of a @column. %FALSE when it leads out of the world. */
static gboolean
course_init (Course *course, const MlsMapping *mapping, guint column, double down)
{
  guint row = (guint) down;
  const double *upper = mapping->nodes + ((gsize) row * mapping->nodes_across + column) * 2;
  const double *lower = upper + (gsize) mapping->nodes_across * 2;
  double ends[4];

  for (int i = 0; i < 4; i++)
    ends[i] = upper[i] + (down - row) * (lower[i] - upper[i]);

  course->dx = (ends[2] - ends[0]) / mapping->cell;
  course->dy = (ends[3] - ends[1]) / mapping->cell;
  course->x = ends[0];
  course->y = ends[1];

  return isfinite (course->dx) && isfinite (course->dy);
}

static inline Lanes
sample_on (const MlsPixels *source, const Course *course, double along, gboolean inside)
{
  return sample (source, get_blend (), course->x + along * course->dx, course->y + along * course->dy, inside);
}

/* Pixels of one row of the result within one cell: enlarged far, as they are; enlarged, what is at
 * their middle; reduced, the mean of four places in each. */
static void
sample_run (const MlsPixels *source, const MlsMapping *mapping, guint column, guint y, MlsPicture *out)
{
  double down = (y + 0.5) / mapping->cell;
  double quarter = 0.25 / mapping->cell;
  guint n = MIN (mapping->cell, out->width - column * mapping->cell);
  gsize first = (gsize) y * out->width + column * mapping->cell;
  Course middle, upper, lower;
  gboolean inside;

  if (!course_init (&middle, mapping, column, down) ||
      !course_init (&upper, mapping, column, down - quarter) ||
      !course_init (&lower, mapping, column, down + quarter))
    return;

  inside = is_inside (&upper, source, n) && is_inside (&lower, source, n);
  for (guint k = 0; k < n; k++)
    {
      union { Lanes lanes; gint16 v[8]; } sum;

      if (mapping->step < MLS_CRISP_STEP)
        sum.lanes = pick (source, middle.x + (k + 0.5) * middle.dx, middle.y + (k + 0.5) * middle.dy);
      else if (mapping->step <= 1)
        sum.lanes = sample_on (source, &middle, k + 0.5, inside);
      else
        sum.lanes = ((sample_on (source, &upper, k + 0.25, inside) + 1) >> 2) +
                    ((sample_on (source, &upper, k + 0.75, inside) + 1) >> 2) +
                    ((sample_on (source, &lower, k + 0.25, inside) + 1) >> 2) +
                    ((sample_on (source, &lower, k + 0.75, inside) + 1) >> 2);

      for (int channel = 0; channel < 4; channel++)
        sum.v[channel] = (gint16) (sum.v[channel] + sum.v[channel + 4]);
      store_one (out, first + k, sum.v);
    }
}

/**
 * mls_resample_mapped: (skip)
 * @source: pixels of a photo
 * @mapping: where the pixels of @out lie in it
 * @out: a clear picture; it is painted where there is photo
 *
 * For photos that are turned, mirrored or in another projection. Reduction beyond two source pixels
 * per pixel is the caller's to avoid.
 */
void
mls_resample_mapped (const MlsPixels *source, const MlsMapping *mapping, MlsPicture *out)
{
  for (guint y = 0; y < out->height; y++)
    for (guint column = 0; column * mapping->cell < out->width; column++)
      sample_run (source, mapping, column, y, out);
}
