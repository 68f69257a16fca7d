#include "view/backdrop.h"

#include <math.h>

struct _MlsBackdrop
{
  MlsTileWindow window;
  guint8       *rgb;
  GBytes       *bytes;   /* owns rgb once there is a texture */
  GdkTexture   *texture;
};

/**
 * mls_backdrop_new:
 * @window: what it covers
 * @colour: of what nothing is known, 0xrrggbb
 *
 * Returns: (transfer full): a backdrop of one colour
 */
MlsBackdrop *
mls_backdrop_new (const MlsTileWindow *window, guint32 colour)
{
  MlsBackdrop *backdrop = g_new0 (MlsBackdrop, 1);
  gsize n_pixels = (gsize) window->width * window->height;

  backdrop->window = *window;
  backdrop->rgb = g_malloc (n_pixels * 3);
  for (gsize i = 0; i < n_pixels; i++)
    {
      backdrop->rgb[3 * i] = colour >> 16 & 0xff;
      backdrop->rgb[3 * i + 1] = colour >> 8 & 0xff;
      backdrop->rgb[3 * i + 2] = colour & 0xff;
    }

  return backdrop;
}

/**
 * mls_backdrop_free:
 * @backdrop: (transfer full): a backdrop
 */
void
mls_backdrop_free (MlsBackdrop *backdrop)
{
  g_clear_object (&backdrop->texture);
  if (backdrop->bytes != NULL)
    g_bytes_unref (backdrop->bytes);
  else
    g_free (backdrop->rgb);
  g_free (backdrop);
}

/**
 * mls_backdrop_get_window:
 * @backdrop: a backdrop
 *
 * Returns: what it covers
 */
const MlsTileWindow *
mls_backdrop_get_window (const MlsBackdrop *backdrop)
{
  return &backdrop->window;
}

/* One axis: the px of the backdrop from first up to end lie in the piece, px i in its pixel
 * (i + offset) × step. */
typedef struct
{
  int    first;
  int    end;
  double offset;
  double step;
} Axis;

static Axis
axis_between (gint64 to, int to_size, double to_px, gint64 from, int from_size, double from_px)
{
  double step = to_px / from_px;
  double start = (double) from / step - (double) to;

  return (Axis){ (int) CLAMP (ceil (start - 0.5), 0, to_size),
                 (int) CLAMP (ceil (start + from_size / step - 0.5), 0, to_size), 0.5 - start,
                 step };
}

static int
axis_pixel (const Axis *axis, int i, int size)
{
  return CLAMP ((int) floor ((i + axis->offset) * axis->step), 0, size - 1);
}

/**
 * mls_backdrop_add:
 * @backdrop: a backdrop whose texture was not asked for yet
 * @piece: a picture at another scale
 * @rgb: (array): its pixels, three bytes each
 *
 * Stretches @piece over its ground in @backdrop, each pixel taken from the one nearest.
 */
void
mls_backdrop_add (MlsBackdrop *backdrop, const MlsTileWindow *piece, const guint8 *rgb)
{
  const MlsTileWindow *window = &backdrop->window;
  Axis across = axis_between (window->x, window->width, window->m_per_px, piece->x, piece->width,
                              piece->m_per_px);
  Axis down = axis_between (window->y, window->height, window->m_per_px, piece->y, piece->height,
                            piece->m_per_px);
  g_autofree gsize *columns = NULL;

  g_return_if_fail (backdrop->texture == NULL);

  if (across.first >= across.end || down.first >= down.end)
    return;

  columns = g_new (gsize, across.end - across.first);
  for (int i = across.first; i < across.end; i++)
    columns[i - across.first] = 3 * (gsize) axis_pixel (&across, i, piece->width);

  for (int row = down.first; row < down.end; row++)
    {
      const guint8 *from = rgb + 3 * (gsize) axis_pixel (&down, row, piece->height) * piece->width;
      guint8 *to = backdrop->rgb + 3 * ((gsize) row * window->width + across.first);

      for (int i = 0; i < across.end - across.first; i++, to += 3)
        {
          to[0] = from[columns[i]];
          to[1] = from[columns[i] + 1];
          to[2] = from[columns[i] + 2];
        }
    }
}

/**
 * mls_backdrop_add_other:
 * @backdrop: a backdrop whose texture was not asked for yet
 * @other: another, at any scale
 *
 * Stretches @other over its ground in @backdrop.
 */
void
mls_backdrop_add_other (MlsBackdrop *backdrop, const MlsBackdrop *other)
{
  mls_backdrop_add (backdrop, &other->window, other->rgb);
}

/**
 * mls_backdrop_get_texture:
 * @backdrop: a backdrop, to which nothing is added from then on
 *
 * Returns: (transfer none): its picture, of as many px as its window
 */
GdkTexture *
mls_backdrop_get_texture (MlsBackdrop *backdrop)
{
  const MlsTileWindow *window = &backdrop->window;

  if (backdrop->texture == NULL)
    {
      gsize stride = 3 * (gsize) window->width;

      backdrop->bytes = g_bytes_new_take (backdrop->rgb, stride * window->height);
      backdrop->texture = gdk_memory_texture_new (window->width, window->height, GDK_MEMORY_R8G8B8,
                                                  backdrop->bytes, stride);
    }

  return backdrop->texture;
}
