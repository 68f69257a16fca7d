#include "fixture.h"
#include "hand-borders.h"
#include "trial.h"

#include "imagery/init.h"

#include <locale.h>

/* Lines led along edges of real photos, against borders that were digitised by hand on them: clicks on every fourth
 * vertex of these, and how far what is drawn between them is from all of them. What leads was tuned on every other one
 * of the table, from the first on, and on some of the demo's; the others were held out, and must do as well. */

#define CLICK_EVERY 4

typedef struct
{
  const char *path;
  const char *crs;
  double      west;
  double      north;
  double      m_per_px;
} Photo;

static const Photo photos[HAND_N_PHOTOS] = {
  [HAND_ORTHO] = { "img_bdortho20/test_data_rgb.tif", "EPSG:2154", 770549.8, 6277600.2, 0.2 },
  [HAND_NAIP] = { "img_naip10/m_4709963_se_14_1_20150926.tif", "EPSG:26914", 485900, 5209245, 5 },
};

static GArray *
take_border (const HandBorder *hand, const Photo *photo)
{
  GArray *border = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint i = 0; i < hand->n_points; i++)
    {
      MlsPoint point;

      g_assert_true (mls_grid_from_metres (photo->west + hand->points[i][0] * photo->m_per_px,
                                           photo->north - hand->points[i][1] * photo->m_per_px, &point));
      g_array_append_val (border, point);
    }

  return border;
}

/* The last stretch may be half as long again, so that none is much shorter. */
static GArray *
take_clicks (guint n_points)
{
  GArray *clicks = g_array_new (FALSE, FALSE, sizeof (guint));
  guint at = 0;

  g_array_append_val (clicks, at);
  while (at < n_points - 1)
    {
      at = at + CLICK_EVERY + CLICK_EVERY / 2 < n_points ? at + CLICK_EVERY : n_points - 1;
      g_array_append_val (clicks, at);
    }

  return clicks;
}

static void
tell (const char *what, const Trial *trial, guint n, double m_per_px)
{
  double straight = trial->straight_m / n, led = trial->led_m / n;

  g_test_message ("%-30s straight %6.2f m (%.2f px), led %6.2f m (%.2f px), %u of %u segments", what, straight,
                  straight / m_per_px, led, led / m_per_px, trial->n_led, trial->n_segments);
}

static void
test_photo (gconstpointer data)
{
  HandPhoto which = GPOINTER_TO_INT (data);
  const Photo *photo = &photos[which];
  g_autofree char *path = fixture_shared (photo->path);
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsImagery) imagery = NULL;
  Trial sums[2] = { { 0 }, { 0 } };
  guint n[2] = { 0, 0 };

  if (path == NULL)
    return;

  imagery = mls_imagery_new (photo->crs, &(MlsImagerySource){ path }, 1);
  for (guint i = 0; i < HAND_N_BORDERS; i++)
    {
      g_autoptr (GArray) border = take_border (&hand_borders[i], photo);
      g_autoptr (GArray) clicks = take_clicks (hand_borders[i].n_points);
      Trial trial;

      if (hand_borders[i].photo != which)
        continue;

      trial = trial_of (reader, imagery, photo->m_per_px, border, clicks);
      tell (hand_borders[i].name, &trial, 1, photo->m_per_px);
      g_assert_cmpfloat (trial.led_m, <=, trial.straight_m + 0.05 * photo->m_per_px);
      trial_add (&sums[i % 2], &trial);
      n[i % 2]++;
    }

  tell ("mean of those tuned on", &sums[0], n[0], photo->m_per_px);
  tell ("mean of those held out", &sums[1], n[1], photo->m_per_px);
  for (guint half = 0; half < 2; half++)
    g_assert_cmpfloat (sums[half].led_m, <, 0.65 * sums[half].straight_m);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  mls_imagery_init ();

  g_test_add_data_func ("/imagery/livewire-real/ortho", GINT_TO_POINTER (HAND_ORTHO), test_photo);
  g_test_add_data_func ("/imagery/livewire-real/naip", GINT_TO_POINTER (HAND_NAIP), test_photo);

  return g_test_run ();
}
