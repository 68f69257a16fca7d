#include "paint/border.h"
#include "paint/line.h"
#include "paint/scan.h"
#include "patchwork.h"

#include <locale.h>

#define SIZE 512

typedef enum
{
  FILL,
  MATCH,
  MEASURE,
  BLEND,
  N_STEPS,
} Step;

static void
measure_lines (MlsLineField *field, GArray *borders)
{
  for (guint i = 0; i < borders->len; i++)
    {
      const MlsBorderPiece *border = &g_array_index (borders, MlsBorderPiece, i);

      mls_line_field_add (field, border->x0, border->y0, border->x1, border->y1);
    }
}

/* One tile, all steps: when each was done, in µs. Returns the number of border pieces. */
static guint
run (const MlsLattice *lattice, GPtrArray *faces, gint64 at[N_STEPS])
{
  const MlsLineStyle style = MLS_LINE_STYLE_BORDER;
  const MlsFace *const *all = (const MlsFace *const *) faces->pdata;
  g_autofree guint32 *raster = g_new0 (guint32, SIZE * SIZE);
  g_autofree guint8 *rgb = g_malloc0 (SIZE * SIZE * 3);
  g_autoptr (MlsScan) scan = mls_scan_new (lattice);
  g_autoptr (GArray) borders = NULL;
  g_autoptr (MlsLineField) field = NULL;

  for (guint i = 0; i < faces->len; i++)
    mls_scan_fill (scan, all[i], i + 1, raster);
  at[FILL] = g_get_monotonic_time ();

  borders = mls_borders_find (lattice, all, faces->len);
  at[MATCH] = g_get_monotonic_time ();

  field = mls_line_field_new (SIZE, SIZE, &style);
  measure_lines (field, borders);
  at[MEASURE] = g_get_monotonic_time ();

  mls_line_field_blend (field, rgb, SIZE * 3);
  at[BLEND] = g_get_monotonic_time ();

  return borders->len;
}

/* A square of land of n × n faces of about 60 vertices, shown whole in one tile: the best ms of
 * some rounds, step by step. */
static void
bench (int n)
{
  PatchworkOptions options = { n, n, 136000, 14, 2 };
  g_autoptr (GPtrArray) faces = patchwork_new (&options);
  double side = mls_grid_to_metres ((gint64) options.cell * n);
  double best[N_STEPS] = { G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE };
  guint n_pieces = 0;
  MlsLattice lattice;

  g_assert_true (mls_lattice_init (&lattice, &(MlsExtent){ 0, 0, side, side }, SIZE, SIZE));

  for (int round = 0; round < 200 / n + 3; round++)
    {
      gint64 at[N_STEPS];
      gint64 start = g_get_monotonic_time ();

      n_pieces = run (&lattice, faces, at);
      for (int step = 0; step < N_STEPS; step++)
        best[step] =
            MIN (best[step], (double) (at[step] - (step > 0 ? at[step - 1] : start)) / 1000);
    }

  g_print ("%5u faces: fill %5.2f ms, match %5.2f, %6u pieces: measure %5.2f, blend %5.2f\n",
           faces->len, best[FILL], best[MATCH], n_pieces, best[MEASURE], best[BLEND]);
}

int
main (int argc, char *argv[])
{
  static const int sides[] = { 2, 7, 22, 71 };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_print ("one tile of %d × %d px\n", SIZE, SIZE);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    bench (sides[i]);

  return 0;
}
