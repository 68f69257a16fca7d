#include "report/chart-private.h"

#include <cairo-svg.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define PAPER 0xffffff

/* A picture made of pixels has that many for each of the drawing. */
#define PIXELS 2

static const char *const names[MLS_N_CHARTS] = { [MLS_CHART_BALANCE] = "balance", [MLS_CHART_FLOWS] = "flows",
                                                  [MLS_CHART_SERIES] = "series" };

/**
 * mls_chart_kind_name:
 * @kind: a kind of charts
 *
 * Returns: its name in files and on the command line
 */
const char *
mls_chart_kind_name (MlsChartKind kind)
{
  return names[kind];
}

/**
 * mls_chart_kind_from_name:
 * @name: a name
 * @out: (out): the kind
 *
 * Returns: whether there is one of that name
 */
gboolean
mls_chart_kind_from_name (const char *name, MlsChartKind *out)
{
  for (int i = 0; i < MLS_N_CHARTS; i++)
    if (g_str_equal (names[i], name))
      {
        *out = (MlsChartKind) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_chart_height:
 * @chart: a chart
 *
 * Returns: how high it should be, logical px
 */
double
mls_chart_height (const MlsChart *chart)
{
  switch (chart->kind)
    {
    case MLS_CHART_BALANCE:
      return mls_chart_balance_height (chart);
    case MLS_CHART_FLOWS:
      return mls_chart_flows_height (chart);
    case MLS_CHART_SERIES:
      return mls_chart_series_height (chart);
    case MLS_N_CHARTS:
      break;
    }

  g_assert_not_reached ();
}

/**
 * mls_chart_draw:
 * @chart: a chart
 * @cr: a drawing
 * @width: how wide it is to be, logical px
 * @height: how high; a balance is as high as it has to be
 */
void
mls_chart_draw (const MlsChart *chart, cairo_t *cr, double width, double height)
{
  switch (chart->kind)
    {
    case MLS_CHART_BALANCE:
      mls_chart_draw_balance (chart, cr, width);
      return;
    case MLS_CHART_FLOWS:
      mls_chart_draw_flows (chart, cr, width, height);
      return;
    case MLS_CHART_SERIES:
      mls_chart_draw_series (chart, cr, width, height);
      return;
    case MLS_N_CHARTS:
      break;
    }

  g_assert_not_reached ();
}

static void
draw_on_paper (const MlsChart *chart, cairo_surface_t *surface, double width, double scale)
{
  cairo_t *cr = cairo_create (surface);

  mls_chart_set_colour (cr, PAPER, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  mls_chart_draw (chart, cr, width, mls_chart_height (chart));
  cairo_destroy (cr);
}

static cairo_surface_t *
surface_new (const char *path, gboolean is_svg, double width, double height)
{
  cairo_surface_t *surface;

  if (!is_svg)
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * PIXELS), (int) ceil (height * PIXELS));

  surface = cairo_svg_surface_create (path, width, height);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);

  return surface;
}

/**
 * mls_chart_save:
 * @chart: a chart
 * @path: a file whose name ends with .svg or .png
 * @width: how wide the picture is to be, logical px
 * @error: %G_IO_ERROR_NOT_SUPPORTED if it ends otherwise, %G_IO_ERROR_FAILED if it cannot be written
 *
 * Returns: whether it is there
 */
gboolean
mls_chart_save (const MlsChart *chart, const char *path, double width, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  gboolean is_svg = g_str_has_suffix (lower, ".svg");
  cairo_surface_t *surface;
  cairo_status_t status;

  if (!is_svg && !g_str_has_suffix (lower, ".png"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("“%s” is neither .svg nor .png"), path);
      return FALSE;
    }

  surface = surface_new (path, is_svg, width, mls_chart_height (chart));
  draw_on_paper (chart, surface, width, is_svg ? 1 : PIXELS);
  status = cairo_surface_status (surface);
  if (status == CAIRO_STATUS_SUCCESS && !is_svg)
    status = cairo_surface_write_to_png (surface, path);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” cannot be written: %s"), path, cairo_status_to_string (status));

  return status == CAIRO_STATUS_SUCCESS;
}
