#include "imagery/edge-picture.h"

#include <math.h>
#include <string.h>

/* Grain smaller than this, px, is no edge. */
#define GRAIN_PX 1.0

/* Which way an edge runs is told by so much of it, px. */
#define BEARING_PX 1.0

/* An edge is strong or weak beside what is within some twice this, px … */
#define SURROUNDINGS_PX 8.0

/* … and none where it is weaker than this, of 256: that is noise. */
#define NOISE 0.5f

/* Grounds differ in their colour more than in their light, which shadows and furrows change, too. */
#define COLOUR_WEIGHT 2.0f

/* One number for each pixel. */
typedef struct
{
  guint  width;
  guint  height;
  float *values;
} Plane;

static Plane
plane_new (guint width, guint height)
{
  return (Plane){ width, height, g_new0 (float, (gsize) width * height) };
}

static void
plane_clear (Plane *plane)
{
  g_clear_pointer (&plane->values, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plane, plane_clear)

#define MAX_RADIUS 20

/* Half of a bell curve, from its middle on; the whole of it adds up to 1. Returns its radius. */
static guint
make_bell (double sigma, float bell[MAX_RADIUS + 1])
{
  guint radius = MIN ((guint) ceil (2.5 * sigma), MAX_RADIUS);
  float sum = 0;

  for (guint i = 0; i <= radius; i++)
    {
      bell[i] = expf (-0.5f * (float) (i * i) / (float) (sigma * sigma));
      sum += i == 0 ? bell[i] : 2 * bell[i];
    }
  for (guint i = 0; i <= radius; i++)
    bell[i] /= sum;

  return radius;
}

/* Blurs @n values that lie @stride apart; beyond the ends they go on as they are there. */
static void
blur_line (const float *in, float *out, guint n, gsize stride, const float *bell, guint radius)
{
  for (guint i = 0; i < n; i++)
    {
      float sum = bell[0] * in[i * stride];

      for (guint k = 1; k <= radius; k++)
        sum += bell[k] * (in[(i >= k ? i - k : 0) * stride] + in[MIN (i + k, n - 1) * stride]);
      out[i * stride] = sum;
    }
}

static void
blur (Plane *plane, double sigma)
{
  g_auto (Plane) half = plane_new (plane->width, plane->height);
  gsize w = plane->width;
  float bell[MAX_RADIUS + 1];
  guint radius = make_bell (sigma, bell);

  for (guint y = 0; y < plane->height; y++)
    blur_line (plane->values + y * w, half.values + y * w, plane->width, 1, bell, radius);
  for (guint x = 0; x < plane->width; x++)
    blur_line (half.values + x, plane->values + x, plane->height, w, bell, radius);
}

/* How light each step of a byte looks, from 0 to 255. */
static void
make_tones (float tones[256])
{
  for (guint i = 0; i < 256; i++)
    tones[i] = sqrtf (255.0f * (float) i);
}

#define N_CHANNELS 3

/* Light, red against green, yellow against blue: what eyes tell grounds apart by. */
static void
take_channel (const MlsPicture *photo, const float tones[256], guint channel, Plane *out)
{
  static const float weights[N_CHANNELS][3] = {
    { 0.3f, 0.6f, 0.1f },
    { COLOUR_WEIGHT, -COLOUR_WEIGHT, 0 },
    { COLOUR_WEIGHT / 2, COLOUR_WEIGHT / 2, -COLOUR_WEIGHT },
  };
  const float *weight = weights[channel];
  const guint8 *pixel = photo->rgb;

  for (gsize i = 0; i < (gsize) photo->width * photo->height; i++, pixel += 3)
    out->values[i] = weight[0] * tones[pixel[0]] + weight[1] * tones[pixel[1]] + weight[2] * tones[pixel[2]];
}

/* The sums of squares and products of the slopes of all channels, by Di Zenzo (1986). */
typedef struct
{
  Plane xx;
  Plane xy;
  Plane yy;
} Tensor;

static Tensor
tensor_new (guint width, guint height)
{
  return (Tensor){ plane_new (width, height), plane_new (width, height), plane_new (width, height) };
}

static void
tensor_clear (Tensor *tensor)
{
  plane_clear (&tensor->xx);
  plane_clear (&tensor->xy);
  plane_clear (&tensor->yy);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tensor, tensor_clear)

static void
add_slopes (const Plane *channel, Tensor *tensor)
{
  gsize w = channel->width;

  for (guint y = 1; y + 1 < channel->height; y++)
    for (guint x = 1; x + 1 < channel->width; x++)
      {
        gsize i = y * w + x;
        float dx = (channel->values[i + 1] - channel->values[i - 1]) / 2;
        float dy = (channel->values[i + w] - channel->values[i - w]) / 2;

        tensor->xx.values[i] += dx * dx;
        tensor->xy.values[i] += dx * dy;
        tensor->yy.values[i] += dy * dy;
      }
}

static void
measure_slopes (const MlsPicture *photo, Tensor *tensor)
{
  float tones[256];

  make_tones (tones);
  for (guint c = 0; c < N_CHANNELS; c++)
    {
      g_auto (Plane) channel = plane_new (photo->width, photo->height);

      take_channel (photo, tones, c, &channel);
      blur (&channel, GRAIN_PX);
      add_slopes (&channel, tensor);
    }

  blur (&tensor->xx, BEARING_PX);
  blur (&tensor->xy, BEARING_PX);
  blur (&tensor->yy, BEARING_PX);
}

/* Where it is steepest, and how steep it is that way. */
static void
find_edges (const Tensor *tensor, MlsEdgePicture *out)
{
  for (gsize i = 0; i < (gsize) out->width * out->height; i++)
    {
      float xx = tensor->xx.values[i], xy = tensor->xy.values[i], yy = tensor->yy.values[i];
      float angle = atan2f (2 * xy, xx - yy) / 2;

      out->east[i] = cosf (angle);
      out->south[i] = sinf (angle);
      out->strength[i] = sqrtf ((xx + yy + hypotf (xx - yy, 2 * xy)) / 2);
    }
}

/* A faint edge on even ground matters as much as a strong one in a town. */
static void
judge_by_surroundings (MlsEdgePicture *self)
{
  gsize n = (gsize) self->width * self->height;
  g_auto (Plane) around = plane_new (self->width, self->height);

  memcpy (around.values, self->strength, n * sizeof (float));
  blur (&around, SURROUNDINGS_PX);
  for (gsize i = 0; i < n; i++)
    {
      float half = around.values[i] + NOISE;
      float square = self->strength[i] * self->strength[i];

      self->strength[i] = square / (square + half * half);
    }
}

/* Where a photo ends is no edge of it. */
static void
forget_ends (const MlsPicture *photo, MlsEdgePicture *self)
{
  gsize n = (gsize) self->width * self->height;
  g_auto (Plane) there = plane_new (self->width, self->height);

  for (gsize i = 0; i < n; i++)
    there.values[i] = photo->mask[i] == 255 ? 0 : 1;
  blur (&there, GRAIN_PX + BEARING_PX);
  for (gsize i = 0; i < n; i++)
    if (there.values[i] > 0)
      self->strength[i] = 0;
}

/**
 * mls_edge_picture_new:
 * @photo: a photo
 *
 * Any thread. Some 30 ms for 512 px square.
 *
 * Returns: (transfer full): its edges; none where there is no photo
 */
MlsEdgePicture *
mls_edge_picture_new (const MlsPicture *photo)
{
  MlsEdgePicture *self = g_new0 (MlsEdgePicture, 1);
  gsize n = (gsize) photo->width * photo->height;
  g_auto (Tensor) tensor = tensor_new (photo->width, photo->height);

  self->width = photo->width;
  self->height = photo->height;
  self->strength = g_new (float, n);
  self->east = g_new (float, n);
  self->south = g_new (float, n);

  measure_slopes (photo, &tensor);
  find_edges (&tensor, self);
  judge_by_surroundings (self);
  if (photo->cover != MLS_COVER_FULL)
    forget_ends (photo, self);

  return self;
}

/**
 * mls_edge_picture_free:
 * @self: (nullable): a picture
 */
void
mls_edge_picture_free (MlsEdgePicture *self)
{
  if (self == NULL)
    return;

  g_free (self->strength);
  g_free (self->east);
  g_free (self->south);
  g_free (self);
}

/**
 * mls_edge_picture_along:
 * @self: a picture
 * @pixel: one of it
 * @east: a unit vector
 * @south: same
 *
 * Returns: how much who goes that way there goes along an edge, from 0 to 1
 */
float
mls_edge_picture_along (const MlsEdgePicture *self, gsize pixel, float east, float south)
{
  float across = east * self->east[pixel] + south * self->south[pixel];

  return self->strength[pixel] * (1 - across * across);
}

/**
 * mls_edge_picture_at:
 * @self: a picture
 * @x: px from the middle of its first pixel, within it
 * @y: same
 *
 * Returns: how strong an edge is there, between pixels
 */
float
mls_edge_picture_at (const MlsEdgePicture *self, double x, double y)
{
  guint column = MIN ((guint) MAX (x, 0), self->width - 2), row = MIN ((guint) MAX (y, 0), self->height - 2);
  const float *above = self->strength + (gsize) row * self->width + column;
  const float *below = above + self->width;
  float u = CLAMP ((float) x - (float) column, 0, 1), v = CLAMP ((float) y - (float) row, 0, 1);

  return (1 - v) * ((1 - u) * above[0] + u * above[1]) + v * ((1 - u) * below[0] + u * below[1]);
}
