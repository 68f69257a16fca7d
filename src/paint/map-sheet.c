#include "paint/map-sheet.h"

#include "base/format.h"
#include "paint/legend.h"
#include "paint/pen.h"

#define MARGIN       16
#define LEGEND_WIDTH 264
#define FOOT_HEIGHT  56
#define TEXT_SIZE    12
#define TITLE_SIZE   15
#define ROW_HEIGHT   20
#define CAPTION_DROP 27

/**
 * mls_map_sheet_width:
 * @sheet: a sheet
 *
 * Returns: its width with all that stands around the map, px
 */
int
mls_map_sheet_width (const MlsMapSheet *sheet)
{
  return MARGIN + sheet->width + MARGIN + LEGEND_WIDTH + MARGIN;
}

/**
 * mls_map_sheet_height:
 * @sheet: a sheet
 *
 * Returns: its height with all that stands around the map, px
 */
int
mls_map_sheet_height (const MlsMapSheet *sheet)
{
  return MARGIN + sheet->height + FOOT_HEIGHT;
}

/* As many rows as there is room for: the rest is told by dots. */
static void
draw_legend (const MlsMapSheet *sheet, cairo_t *cr)
{
  double x = MARGIN + sheet->width + MARGIN;
  double y = MARGIN + TITLE_SIZE;
  guint n_rows = (guint) MAX ((sheet->height - TITLE_SIZE - MARGIN) / ROW_HEIGHT, 0);

  mls_pen_set_colour (cr, MLS_PEN_INK);
  mls_pen_set_font (cr, TITLE_SIZE, TRUE);
  mls_pen_text (cr, x, y, sheet->title);
  mls_pen_set_font (cr, TEXT_SIZE, FALSE);
  y += MARGIN;
  for (guint i = 0; i < MIN (sheet->legend->len, n_rows); i++, y += ROW_HEIGHT)
    {
      if (i + 1 == n_rows && sheet->legend->len > n_rows)
        {
          mls_pen_text (cr, x, y + TEXT_SIZE - 1, "…");
          break;
        }

      mls_legend_entry_draw (&g_array_index (sheet->legend, MlsLegendEntry, i), cr, x, y, LEGEND_WIDTH);
    }
}

static void
draw_foot (const MlsMapSheet *sheet, cairo_t *cr)
{
  double y = MARGIN + sheet->height + 12;
  g_autofree char *scale = mls_format_scale (sheet->scale);

  mls_pen_set_font (cr, TEXT_SIZE, FALSE);
  mls_pen_scale_bar (cr, MARGIN, y, sheet->width / 3.0, sheet->m_per_px);
  mls_pen_text (cr, MARGIN + 96, y + CAPTION_DROP, sheet->caption);
  mls_pen_set_font (cr, TEXT_SIZE, TRUE);
  mls_pen_text (cr, MARGIN, y + CAPTION_DROP, scale);
}

/**
 * mls_map_sheet_draw:
 * @sheet: a sheet
 * @cr: where to draw it, from 0, 0 on
 *
 * The map itself lies on whole px and keeps its pixels; all else are lines and text.
 */
void
mls_map_sheet_draw (const MlsMapSheet *sheet, cairo_t *cr)
{
  mls_pen_set_colour (cr, 0xffffff);
  cairo_paint (cr);
  mls_pen_picture (cr, sheet->rgb, sheet->width, sheet->height, MARGIN, MARGIN, 1);
  mls_pen_frame (cr, MARGIN, MARGIN, sheet->width, sheet->height);
  draw_legend (sheet, cr);
  draw_foot (sheet, cr);
}
