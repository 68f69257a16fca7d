#include "plot.h"

#include <string.h>

static guint
count_rows (const Plot *plot)
{
  guint n = 0;

  while (plot->rows[0][n] != NULL)
    n++;

  return n;
}

/* The south-west corner of a square; row 0 is the northernmost. */
static MlsPoint
corner (const Plot *plot, guint column, guint row)
{
  return (MlsPoint){ PLOT_X + (gint64) column * PLOT_SIDE,
                     PLOT_Y + (gint64) (count_rows (plot) - 1 - row) * PLOT_SIDE };
}

MlsPoint
plot_centre (const Plot *plot, guint column, guint row)
{
  MlsPoint low = corner (plot, column, row);

  return (MlsPoint){ low.x + PLOT_SIDE / 2, low.y + PLOT_SIDE / 2 };
}

static MlsText
text (const char *string)
{
  return g_quark_from_string (string);
}

static MlsLabel
label_of (const Plot *plot, char letter)
{
  const PlotLegend *legend = plot->legend;
  MlsLabel label = { { 0 } };

  while (legend->letter != letter)
    {
      g_assert_true (legend->letter != '\0');
      legend++;
    }

  label.field[MLS_FIELD_COVER] = text (legend->cover);
  label.field[MLS_FIELD_USE] = text (legend->use);
  label.field[MLS_FIELD_DOUBT] = text (legend->doubt);
  label.field[MLS_FIELD_COMMENT] = text (legend->comment);

  return label;
}

static gboolean
is_inside (const Plot *plot, int column, int row)
{
  const char *const *rows = plot->rows[0];
  gsize width = strlen (rows[0]);

  return row >= 0 && row < (int) count_rows (plot) && column >= 0 && column < (int) width &&
         rows[row][column] != '.';
}

static void
add_square (MlsMemory *memory, const Plot *plot, guint column, guint row, gint64 id)
{
  MlsPoint low = corner (plot, column, row);
  MlsPoint high = { low.x + PLOT_SIDE, low.y + PLOT_SIDE };
  MlsPoint points[] = { low, { high.x, low.y }, high, { low.x, high.y } };
  MlsLabel labels[2] = { label_of (plot, plot->rows[0][row][column]),
                         label_of (plot, plot->rows[1][row][column]) };
  static const int across[4][2] = { { 0, 1 }, { 1, 0 }, { 0, -1 }, { -1, 0 } };

  mls_memory_add (memory, mls_face_new (id, &(MlsRing){ points, 4 }, 1, labels, 2));

  for (guint side = 0; side < 4; side++)
    if (!is_inside (plot, (int) column + across[side][0], (int) row + across[side][1]))
      {
        MlsPoint edge[2] = { points[side], points[(side + 1) % 4] };

        mls_memory_add_edge (memory, id * 4 + side, edge, 2);
      }
}

/**
 * plot_new:
 * @plot: what to draw
 *
 * Returns: (transfer full): it as a coverage
 */
MlsMemory *
plot_new (const Plot *plot)
{
  MlsMemory *memory = mls_memory_new ();
  gint64 id = 0;

  for (guint row = 0; row < count_rows (plot); row++)
    for (guint column = 0; plot->rows[0][row][column] != '\0'; column++)
      if (is_inside (plot, (int) column, (int) row))
        add_square (memory, plot, column, row, ++id);

  return memory;
}
