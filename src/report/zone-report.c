#include "report/zone-report.h"

#include "base/format.h"
#include "geometry/crs.h"
#include "imagery/init.h"
#include "paint/legend.h"
#include "paint/pen.h"
#include "quality/census.h"
#include "report/chart.h"
#include "report/map-picture.h"
#include "report/matrix-page.h"
#include "report/paper.h"
#include "store/error.h"
#include "store/reader.h"

#include <glib/gi18n-lib.h>

/* Two maps beside each other, points. */
#define GAP        18
#define MAP_WIDTH  ((MLS_PAPER_ROOM - GAP) / 2)
#define MAP_HEIGHT 330

/* Pixels are printed as fine as this. */
#define DPI          192
#define PX_PER_PT    (DPI / 72.0)
#define M_PER_INCH   0.0254

/* Of the legend below the maps. */
#define LEGEND_COLUMNS 4
#define LEGEND_ROW     13
#define LEGEND_SCALE   0.62
#define LEGEND_SIZE    12

/* From here on borders are as fine as the printer draws: there are too many. */
#define FINE_SCALE 10000

/* How much of a map is left free around the zone. */
#define MARGIN_SHARE 0.04

/* How opaque fills are where they are what one looks for. */
#define OPACITY 0.6

/* Charts are drawn for a picture as wide as this, and made smaller; and the room above each, points. */
#define CHART_PX  960
#define CHART_GAP 14

/* How much of the work counting is; the rest are so many maps. */
#define COUNTING 0.5
#define N_MAPS   4

/* Dates that a balance has anyway. */
#define N_MAPPED 2

/* Coarser than this no matrix is made. */
#define COARSEST_LEVEL 1

/* More classes of an indicator than these make no chart that can be read. */
#define MAX_PRINTED_CLASSES 12

typedef struct
{
  const MlsZoneReport *report;
  MlsStore            *store;
  MlsNomenclature     *nomenclature;
  MlsCensus           *census;
  MlsPaper            *paper;
  MlsBox               box;
  double               scale;   /* n of 1:n of the maps */
  MlsStoreProgressFunc func;    /* (nullable) */
  gpointer             user_data;
  guint                n_maps;  /* that are drawn */
} Printer;

static void
printer_clear (Printer *printer)
{
  g_clear_pointer (&printer->paper, mls_paper_free);
  g_clear_pointer (&printer->census, mls_census_free);
  g_clear_pointer (&printer->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&printer->store, mls_store_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Printer, printer_clear)

static const MlsVintage *
vintages_of (const Printer *printer)
{
  guint n_vintages;

  return mls_store_get_vintages (printer->store, &n_vintages);
}

/* How far it is: counting is half of it, maps are the rest. */
static gboolean
go_on (Printer *printer, double fraction, GError **error)
{
  if (printer->func == NULL || printer->func (fraction, printer->user_data))
    return TRUE;

  return mls_store_fail_cancelled (error);
}

static gboolean
tell_counting (double fraction, gpointer user_data)
{
  return go_on (user_data, COUNTING * fraction, NULL);
}

/* The ground */

static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  MlsBox own = mls_box_of_points (edge->points, edge->n_points);

  *(MlsBox *) user_data = mls_box_union (user_data, &own);

  return TRUE;
}

static gboolean
find_box (Printer *printer, GError **error)
{
  printer->box = MLS_BOX_EMPTY;
  if (printer->report->zone != NULL)
    printer->box = mls_figures_get_box (printer->report->zone);
  else if (!mls_store_each_edge (printer->store, take_edge, &printer->box, error))
    return FALSE;

  if (!mls_box_is_empty (&printer->box))
    return TRUE;

  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("There is no ground to report on"));

  return FALSE;
}

/* The largest round scale at which all of it has room. */
static double
find_scale (const Printer *printer)
{
  static const double steps[] = { 1, 1.5, 2, 2.5, 5, 7.5 };
  double width = mls_grid_to_metres (printer->box.max_x - printer->box.min_x) * (1 + 2 * MARGIN_SHARE);
  double height = mls_grid_to_metres (printer->box.max_y - printer->box.min_y) * (1 + 2 * MARGIN_SHARE);
  double least = MAX (width / (MAP_WIDTH / 72.0 * M_PER_INCH), height / (MAP_HEIGHT / 72.0 * M_PER_INCH));
  double decade = 1000;

  for (;; decade *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      if (steps[i] * decade >= least)
        return steps[i] * decade;
}

/* Maps */

static MlsMapWish
wish_for (const Printer *printer, guint vintage, gboolean bare)
{
  MlsPoint middle = mls_box_centre (&printer->box);

  return (MlsMapWish){
    .x = mls_grid_to_metres (middle.x),
    .y = mls_grid_to_metres (middle.y),
    .m_per_px = printer->scale * M_PER_INCH / DPI,
    .width = (int) (MAP_WIDTH * PX_PER_PT),
    .height = (int) (MAP_HEIGHT * PX_PER_PT),
    .density = printer->scale < FINE_SCALE ? DPI / 96 : 1,
    .vintage = vintage,
    .manner = { .dimension = mls_nomenclature_whole (printer->nomenclature),
                .level = bare ? 1 : 2,
                .opacity = bare ? OPACITY : 0,
                .patterned = FALSE },
    .bare = bare,
    .alone = TRUE,
    .language = printer->report->language,
  };
}

/* Where a point of the ground is on a map, whose corner is at @x, @y. */
static void
lead_to (const Printer *printer, cairo_t *cr, const MlsFigurePart *part, double x, double y)
{
  double pt_per_m = 72 / (printer->scale * M_PER_INCH);
  MlsPoint middle = mls_box_centre (&printer->box);

  for (guint i = 0; i < part->n_points; i++)
    cairo_line_to (cr, x + MAP_WIDTH / 2 + mls_grid_to_metres (part->points[i].x - middle.x) * pt_per_m,
                   y + MAP_HEIGHT / 2 - mls_grid_to_metres (part->points[i].y - middle.y) * pt_per_m);
  cairo_close_path (cr);
}

static void
outline_zone (const Printer *printer, cairo_t *cr, double x, double y)
{
  const MlsFigure *zone = printer->report->zone != NULL ? mls_figures_get (printer->report->zone, 0) : NULL;

  if (zone == NULL)
    return;

  cairo_save (cr);
  cairo_rectangle (cr, x, y, MAP_WIDTH, MAP_HEIGHT);
  cairo_clip (cr);
  for (guint i = 0; i < zone->n_parts; i++)
    {
      cairo_new_sub_path (cr);
      lead_to (printer, cr, &zone->parts[i], x, y);
    }
  mls_pen_set_colour (cr, 0xffffff);
  cairo_set_line_width (cr, 3);
  cairo_stroke_preserve (cr);
  mls_pen_set_colour (cr, 0x1a5fb4);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Rows that say the same are one. */
static void
append_legend (GArray *legend, const MlsMapPicture *picture)
{
  for (guint i = 0; i < picture->legend->len; i++)
    {
      const MlsLegendEntry *entry = &g_array_index (picture->legend, MlsLegendEntry, i);
      gboolean is_there = FALSE;

      for (guint j = 0; j < legend->len && !is_there; j++)
        is_there = g_str_equal (g_array_index (legend, MlsLegendEntry, j).text, entry->text);
      if (!is_there)
        g_array_append_vals (legend, entry, 1);
    }
}

static void
draw_legend (cairo_t *cr, MlsMapPicture *const pictures[2], double top)
{
  g_autoptr (GArray) legend = g_array_new (FALSE, FALSE, sizeof (MlsLegendEntry));
  guint n_rows = (guint) ((MLS_PAPER_BOTTOM - top) / LEGEND_ROW);
  double width = MLS_PAPER_ROOM / (double) LEGEND_COLUMNS;

  append_legend (legend, pictures[0]);
  append_legend (legend, pictures[1]);
  for (guint i = 0; i < MIN (legend->len, n_rows * LEGEND_COLUMNS); i++)
    {
      cairo_save (cr);
      cairo_translate (cr, MLS_PAPER_MARGIN + i / n_rows * width, top + i % n_rows * LEGEND_ROW);
      cairo_scale (cr, LEGEND_SCALE, LEGEND_SCALE);
      mls_pen_set_font (cr, LEGEND_SIZE, FALSE);
      mls_legend_entry_draw (&g_array_index (legend, MlsLegendEntry, i), cr, 0, 0, width / LEGEND_SCALE - 12);
      cairo_restore (cr);
    }
}

static void
draw_map (const Printer *printer, cairo_t *cr, const MlsMapPicture *picture, double x)
{
  double y = MLS_PAPER_TOP + 4;

  mls_pen_picture (cr, picture->rgb, (int) (MAP_WIDTH * PX_PER_PT), (int) (MAP_HEIGHT * PX_PER_PT), x, y, 1 / PX_PER_PT);
  outline_zone (printer, cr, x, y);
  mls_pen_frame (cr, x, y, MAP_WIDTH, MAP_HEIGHT);
  mls_pen_set_font (cr, 9, TRUE);
  mls_pen_text_within (cr, x, y + MAP_HEIGHT + 14, MAP_WIDTH, picture->caption);
}

/* Both dates at the same scale. */
static gboolean
print_maps (Printer *printer, const char *heading, gboolean bare, GError **error)
{
  const guint dates[2] = { printer->report->from, printer->report->to };
  MlsMapPicture *pictures[2] = { NULL };
  g_autofree char *scale = mls_format_scale (printer->scale);
  cairo_t *cr = mls_paper_start (printer->paper, heading);
  gboolean done = TRUE;

  for (int i = 0; i < 2 && done; i++)
    {
      MlsMapWish wish = wish_for (printer, dates[i], bare);

      if (go_on (printer, COUNTING + (1 - COUNTING) * printer->n_maps++ / N_MAPS, error))
        pictures[i] = mls_map_picture_new (printer->store, printer->report->project, &wish, error);
      done = pictures[i] != NULL;
      if (done)
        draw_map (printer, cr, pictures[i], MLS_PAPER_MARGIN + i * (MAP_WIDTH + GAP));
    }

  if (done)
    {
      mls_pen_set_font (cr, 9, FALSE);
      mls_pen_text (cr, MLS_PAPER_MARGIN, MLS_PAPER_TOP + MAP_HEIGHT + 34, scale);
      mls_pen_scale_bar (cr, MLS_PAPER_MARGIN + 60, MLS_PAPER_TOP + MAP_HEIGHT + 27, 160,
                         printer->scale * M_PER_INCH / 72);
      draw_legend (cr, pictures, MLS_PAPER_TOP + MAP_HEIGHT + 44);
    }
  for (int i = 0; i < 2; i++)
    g_clear_pointer (&pictures[i], mls_map_picture_free);

  return done;
}

/* Numbers */

static const MlsTally *
tally_of (const Printer *printer)
{
  return printer->report->zone != NULL ? mls_census_get_area (printer->census, 0) : mls_census_get_whole (printer->census);
}

static MlsMatrixQuery
query_of (const Printer *printer, const MlsClassing *classing)
{
  return (MlsMatrixQuery){ *classing, vintages_of (printer), printer->report->from, printer->report->to,
                           printer->report->language };
}

static MlsMatrix *
matrix_of (const Printer *printer, const MlsClassing *classing)
{
  const MlsMatrixQuery query = query_of (printer, classing);

  return mls_matrix_new (tally_of (printer), &query);
}

/* As fine as there is room for on a page. */
static MlsMatrix *
finest_matrix (const Printer *printer, MlsClassing *classing)
{
  g_autoptr (MlsMatrix) matrix = matrix_of (printer, classing);

  while (mls_matrix_n (matrix) > MLS_MATRIX_PAGE_CLASSES && classing->level > COARSEST_LEVEL)
    {
      g_clear_pointer (&matrix, mls_matrix_free);
      classing->level--;
      matrix = matrix_of (printer, classing);
    }

  return mls_matrix_n (matrix) <= MLS_MATRIX_PAGE_CLASSES ? g_steal_pointer (&matrix) : NULL;
}

/* Rounded as in the tables. */
static char *
dup_hectares (MlsArea2 area2)
{
  g_autofree char *number = mls_format_hectares (mls_area2_to_m2 (area2));

  return g_strdup_printf ("%s\u00a0ha", number);
}

/* "Cover, level 2: 3,4 of 120,5 ha changed" */
static char *
dup_heading (const MlsMatrix *matrix, const char *what, guint level)
{
  g_autofree char *changed = dup_hectares (mls_matrix_changed (matrix));
  g_autofree char *all = dup_hectares (mls_matrix_cell (matrix, MLS_MATRIX_ALL, MLS_MATRIX_ALL));

  if (level == 0)
    /* Translators: classes of an indicator; how much ground changed, of how much. */
    return g_strdup_printf (_("%s: %s of %s changed"), what, changed, all);

  /* Translators: cover or use; how much ground changed, of how much. */
  return g_strdup_printf (_("%s, level %u: %s of %s changed"), what, level, changed, all);
}

/* Below @top if there is room, else on a page of its own. Returns: where it ends */
static double
print_chart (Printer *printer, const MlsChart *chart, const char *heading, double top)
{
  double scale = MLS_PAPER_ROOM / (double) CHART_PX;
  double height = mls_chart_height (chart) * scale;
  cairo_t *cr = mls_paper_get_page (printer->paper);

  if (top + height > MLS_PAPER_BOTTOM)
    {
      cr = mls_paper_start (printer->paper, heading);
      top = MLS_PAPER_TOP;
      scale *= MIN (1, (MLS_PAPER_BOTTOM - top) / height);
      height = mls_chart_height (chart) * scale;
    }

  cairo_save (cr);
  cairo_translate (cr, MLS_PAPER_MARGIN, top);
  cairo_scale (cr, scale, scale);
  mls_chart_draw (chart, cr, CHART_PX, mls_chart_height (chart));
  cairo_restore (cr);

  return top + height;
}

/* What became of what, how much there is of each class, and where it went. */
static void
print_classes (Printer *printer, MlsClassing classing, const char *what)
{
  g_autoptr (MlsMatrix) matrix = finest_matrix (printer, &classing);
  const MlsMatrixQuery query = query_of (printer, &classing);
  g_autoptr (MlsSeries) series = NULL;
  g_autofree char *heading = NULL;
  double end;

  if (matrix == NULL)
    return;

  series = mls_series_new (tally_of (printer), &query);
  heading = dup_heading (matrix, what, classing.indicator == MLS_INDICATOR_NONE ? classing.level : 0);
  end = mls_matrix_page_draw (mls_paper_start (printer->paper, heading), matrix);
  for (int kind = 0; kind < MLS_N_CHARTS; kind++)
    if (kind != MLS_CHART_SERIES || mls_tally_n_vintages (tally_of (printer)) > N_MAPPED)
      end = print_chart (printer, &(MlsChart){ matrix, &query, (MlsChartKind) kind, MLS_PEN_INK, series }, heading, end + CHART_GAP);
}

static void
print_numbers (Printer *printer)
{
  const MlsNomenclature *own = printer->nomenclature;
  const GArray *indicators = mls_nomenclature_indicators (own);
  guint finest = mls_nomenclature_n_levels (own);

  if (mls_nomenclature_has_dimension (own, MLS_DIMENSION_COVER))
    print_classes (printer, (MlsClassing){ own, MLS_DIMENSION_COVER, finest, MLS_INDICATOR_NONE }, _("Cover"));
  if (mls_nomenclature_has_dimension (own, MLS_DIMENSION_USE))
    print_classes (printer, (MlsClassing){ own, MLS_DIMENSION_USE, finest, MLS_INDICATOR_NONE }, _("Use"));
  for (guint i = 0; i < indicators->len; i++)
    {
      MlsIndicator indicator = g_array_index (indicators, MlsIndicatorClass, i).indicator;

      if (mls_nomenclature_n_indicator_classes (own, indicator) <= MAX_PRINTED_CLASSES)
        print_classes (printer, (MlsClassing){ own, MLS_DIMENSION_PAIR, finest, indicator },
                       mls_nomenclature_indicator_title (own, indicator, printer->report->language));
    }
}

/* All together */

static gboolean
take_census (Printer *printer, GError **error)
{
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (printer->report->project, error);
  const MlsCensusQuery query = { printer->nomenclature, MLS_ALL_NEARNESSES, printer->report->zone };

  if (reader == NULL || !mls_store_reader_begin (reader, 0, NULL, error))
    return FALSE;

  printer->census = mls_census_take (reader, &query, tell_counting, printer, error);
  mls_store_reader_end (reader);

  return printer->census != NULL;
}

/* "2021 → 2024 · 123,4 ha" */
static char *
dup_subtitle (const Printer *printer)
{
  const MlsVintage *vintages = vintages_of (printer);
  g_autofree char *area = dup_hectares (mls_tally_total (tally_of (printer)));

  return g_strdup_printf ("%d → %d · %s · %s", vintages[printer->report->from].year, vintages[printer->report->to].year,
                          printer->report->zone != NULL ? _("zone") : _("whole territory"), area);
}

/* "territory.gpkg · RGF93 v1 / Lambert-93 · state of 2026-11-28" */
static char *
dup_foot (const Printer *printer)
{
  g_autofree char *name = g_path_get_basename (printer->report->project);
  g_autofree char *definition = mls_store_dup_crs (printer->store, NULL);
  g_autoptr (MlsCrs) crs = definition != NULL ? mls_crs_new (definition, NULL) : NULL;
  gint64 last = mls_store_last_operation (printer->store, NULL);
  g_autoptr (MlsOperation) operation = mls_store_operation (printer->store, last, NULL);
  g_autoptr (GString) text = g_string_new (name);

  if (crs != NULL)
    g_string_append_printf (text, " · %s", mls_crs_get_name (crs));
  if (operation != NULL)
    g_string_append_printf (text, _(" · state of %.10s"), operation->at);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
open_project (Printer *printer, GError **error)
{
  printer->store = mls_store_open (printer->report->project, MLS_STORE_READ_ONLY, error);
  printer->nomenclature = printer->store != NULL ? mls_store_read_nomenclature (printer->store, error) : NULL;

  return printer->nomenclature != NULL && find_box (printer, error);
}

/* What is half printed is no report. */
static gboolean
print (Printer *printer, const char *path, GError **error)
{
  g_autofree char *subtitle = dup_subtitle (printer);
  g_autofree char *foot = dup_foot (printer);

  printer->paper = mls_paper_new (path, printer->report->title, subtitle, foot);
  if (!print_maps (printer, _("The map at both dates"), TRUE, error) ||
      !print_maps (printer, _("The photos of both dates; what changed is outlined"), FALSE, error))
    return FALSE;

  print_numbers (printer);

  return mls_paper_finish (printer->paper, error);
}

/**
 * mls_zone_report_write:
 * @report: what it is of
 * @path: the PDF file to write, over one that is there
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR, %MLS_STORE_ERROR_CANCELLED if @func gave up; a #G_IO_ERROR if @path cannot be written
 *
 * Reads the project by connections of its own, as it is now. A photo that cannot be read is missing. Any thread.
 *
 * Returns: whether @path is there, whole; if not, what was there before is
 */
gboolean
mls_zone_report_write (const MlsZoneReport  *report,
                       const char           *path,
                       MlsStoreProgressFunc  func,
                       gpointer              user_data,
                       GError              **error)
{
  g_auto (Printer) printer = { .report = report, .func = func, .user_data = user_data };

  mls_imagery_init ();
  if (!open_project (&printer, error) || !take_census (&printer, error))
    return FALSE;

  if (mls_tally_total (tally_of (&printer)) == 0)
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("There is no ground to report on"));
      return FALSE;
    }

  printer.scale = find_scale (&printer);

  return print (&printer, path, error);
}
