#include "trial.h"

#include "imagery/livewire.h"

static double
distance_from (MlsPoint point, const GArray *line)
{
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; i + 1 < line->len; i++)
    nearest = MIN (nearest, mls_point_distance_to_segment (point, g_array_index (line, MlsPoint, i),
                                                           g_array_index (line, MlsPoint, i + 1)));

  return nearest;
}

/* The mean distance of places on @line, @step apart, from @other, mm. */
static double
mean_distance (const GArray *line, const GArray *other, double step)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i + 1 < line->len; i++)
    {
      MlsPoint a = g_array_index (line, MlsPoint, i), b = g_array_index (line, MlsPoint, i + 1);
      guint n_steps = 1 + (guint) (mls_point_distance (a, b) / step);

      for (guint k = 0; k < n_steps; k++, n++)
        sum += distance_from ((MlsPoint){ a.x + (b.x - a.x) * k / n_steps, a.y + (b.y - a.y) * k / n_steps }, other);
    }

  return sum / n;
}

/* To and fro, so that what is left out counts as much as what is too much. */
static double
distance_between (const GArray *a, const GArray *b, double m_per_px)
{
  double step = m_per_px * MLS_MM_PER_M / 2;

  return (mean_distance (a, b, step) + mean_distance (b, a, step)) / 2 / MLS_MM_PER_M;
}

/* Appends what is between @from and @to to @line. Returns whether that is anything. */
static gboolean
lead (MlsImageryReader *reader, MlsImagery *photo, double m_per_px, MlsPoint from, MlsPoint to, GArray *line)
{
  MlsExtent extent = mls_livewire_extent (from, m_per_px);
  g_autoptr (MlsPicture) picture = mls_picture_new (MLS_LIVEWIRE_SIDE, MLS_LIVEWIRE_SIDE);
  g_autoptr (MlsLivewire) wire = NULL;
  g_autoptr (GArray) way = NULL;
  g_autoptr (GError) error = NULL;

  mls_imagery_reader_read (reader, photo, &extent, picture, NULL, &error);
  g_assert_no_error (error);
  wire = mls_livewire_new (picture, from, m_per_px);
  way = mls_livewire_lead (wire, to);
  if (way != NULL)
    g_array_append_vals (line, &g_array_index (way, MlsPoint, 1), way->len - 2);

  return way != NULL;
}

/* Draws through @clicks, which are vertices of @border (element-type guint), on @photo as it is seen with pixels of
 * @m_per_px. */
Trial
trial_of (MlsImageryReader *reader, MlsImagery *photo, double m_per_px, const GArray *border, const GArray *clicks)
{
  g_autoptr (GArray) straight = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) led = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  Trial trial = { .n_segments = clicks->len - 1 };

  for (guint i = 0; i < clicks->len; i++)
    {
      MlsPoint click = g_array_index (border, MlsPoint, g_array_index (clicks, guint, i));

      if (i > 0)
        trial.n_led += lead (reader, photo, m_per_px, g_array_index (led, MlsPoint, led->len - 1), click, led);
      g_array_append_val (straight, click);
      g_array_append_val (led, click);
    }

  trial.straight_m = distance_between (straight, border, m_per_px);
  trial.led_m = distance_between (led, border, m_per_px);

  return trial;
}

void
trial_add (Trial *sum, const Trial *trial)
{
  sum->n_segments += trial->n_segments;
  sum->n_led += trial->n_led;
  sum->straight_m += trial->straight_m;
  sum->led_m += trial->led_m;
}
