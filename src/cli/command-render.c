#include "cli/command.h"

#include "base/text.h"
#include "document/viewport.h"
#include "imagery/init.h"
#include "paint/map-sheet.h"
#include "report/map-picture.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Points of a PDF to a px. */
#define PT_PER_PX 0.75

#define NO_LEVEL G_MAXINT

/* What was asked for. */
typedef struct
{
  MlsMapWish map;
  double     scale;
} Wish;

static double
m_per_px (double scale)
{
  g_autoptr (MlsViewport) viewport = mls_viewport_new ();

  mls_viewport_set_scale (viewport, scale);

  return mls_viewport_get_m_per_px (viewport);
}

/* Two numbers with one letter between them. */
static gboolean
read_two (const char *text, const char *between, double *first, double *second)
{
  g_auto (GStrv) parts = g_strsplit (text, between, -1);

  return g_strv_length (parts) == 2 && mls_text_to_number (g_strstrip (parts[0]), first) &&
         mls_text_to_number (g_strstrip (parts[1]), second);
}

static gboolean
read_place (const char *at, const char *size, Wish *wish)
{
  double width, height;

  if (at == NULL || !read_two (at, ",", &wish->map.x, &wish->map.y))
    {
      mls_command_misuse (_("--at needs the middle of the map as EASTING,NORTHING"));
      return FALSE;
    }

  if (!read_two (size, "x", &width, &height) || !(width >= 16 && width <= 10000) ||
      !(height >= 16 && height <= 10000))
    {
      mls_command_misuse (_("--size is WIDTHxHEIGHT, each from 16 to 10000 px"));
      return FALSE;
    }

  wish->map.width = (int) width;
  wish->map.height = (int) height;

  return TRUE;
}

static gboolean
read_ranges (const Wish *wish)
{
  const struct
  {
    const char *name;
    double value, least, most;
  } ranges[] = {
    { "--scale", wish->scale, MLS_VIEWPORT_MIN_SCALE, MLS_VIEWPORT_MAX_SCALE },
    { "--opacity", wish->map.manner.opacity, 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (!(ranges[i].value >= ranges[i].least && ranges[i].value <= ranges[i].most))
      {
        mls_command_misuse (_("%s is a number from %g to %g"), ranges[i].name, ranges[i].least, ranges[i].most);
        return FALSE;
      }

  return TRUE;
}

/* What is shown, all that the nomenclature has if nothing else is asked for. */
static gboolean
read_view (const MlsNomenclature *nomenclature, const char *dimension, const char *indicator, Wish *wish)
{
  MlsManner *manner = &wish->map.manner;

  manner->dimension = mls_nomenclature_whole (nomenclature);
  manner->indicator = mls_nomenclature_find_indicator (nomenclature, indicator);
  if (indicator != NULL && manner->indicator == MLS_INDICATOR_NONE)
    {
      mls_command_misuse (_("The nomenclature has no indicator “%s”"), indicator);
      return FALSE;
    }
  if (dimension == NULL || mls_dimension_from_name (dimension, &manner->dimension))
    return TRUE;

  mls_command_misuse (_("A dimension is cover, use or pair, not “%s”"), dimension);
  return FALSE;
}

/* The finest, if none is asked for. */
static gboolean
read_level (const MlsNomenclature *nomenclature, int level, Wish *wish)
{
  guint finest = mls_nomenclature_n_levels (nomenclature);

  wish->map.manner.level = level != NO_LEVEL ? (guint) MAX (level, 0) : finest;
  if (wish->map.manner.level >= 1 && wish->map.manner.level <= finest)
    return TRUE;

  mls_command_misuse (_("%s is a number from %g to %g"), "--level", 1.0, (double) finest);
  return FALSE;
}

static gboolean
ends_in (const char *path, const char *ending)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ending);
}

static cairo_status_t
write_sheet (const MlsMapSheet *sheet, const char *path)
{
  int width = mls_map_sheet_width (sheet);
  int height = mls_map_sheet_height (sheet);
  gboolean as_pdf = ends_in (path, ".pdf");
  gboolean as_png = ends_in (path, ".png");
  cairo_surface_t *surface = as_pdf   ? cairo_pdf_surface_create (path, width * PT_PER_PX, height * PT_PER_PX)
                             : as_png ? cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height)
                                      : cairo_svg_surface_create (path, width, height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  if (as_pdf)
    cairo_scale (cr, PT_PER_PX, PT_PER_PX);
  else if (!as_png)
    cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);

  mls_map_sheet_draw (sheet, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && as_png)
    status = cairo_surface_write_to_png (surface, path);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return status;
}

static void
tell_missing (const GPtrArray *missing)
{
  for (guint i = 0; i < missing->len; i++)
    fprintf (stderr, "%s: %s\n", g_get_prgname (), (const char *) g_ptr_array_index (missing, i));
}

static MlsExit
render (MlsStore *store, const char *project, const char *path, const Wish *wish)
{
  g_autofree char *title = mls_text_stem (project);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsMapPicture) picture = mls_map_picture_new (store, project, &wish->map, &error);
  MlsMapSheet sheet = { .width = wish->map.width, .height = wish->map.height, .m_per_px = wish->map.m_per_px,
                        .scale = wish->scale, .title = title };
  cairo_status_t status;

  if (picture == NULL)
    return mls_command_fail (error);

  tell_missing (picture->missing);
  sheet.rgb = picture->rgb;
  sheet.legend = picture->legend;
  sheet.caption = picture->caption;
  status = write_sheet (&sheet, path);
  if (status != CAIRO_STATUS_SUCCESS)
    return mls_command_break (_("“%s” cannot be written: %s"), path, cairo_status_to_string (status));

  printf (_("%d × %d px: %s\n"), mls_map_sheet_width (&sheet), mls_map_sheet_height (&sheet), path);

  return MLS_EXIT_DONE;
}

/**
 * mls_command_render:
 * @words: render PROJECT FILE --at X,Y [--scale N] [--size WxH] [--vintage V] [--dimension D]
 *   [--level N] [--indicator I] [--opacity A] [--as-of STATE] [--codes] [--no-patterns]
 *   [--no-reference] [--no-photo]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_render (char **words)
{
  Wish wish = { .scale = MLS_WORKING_SCALE, .map = { .manner = { .opacity = 0.5 }, .language = mls_command_language () } };
  gboolean plain = FALSE;
  g_autofree char *at = NULL;
  g_autofree char *size = NULL;
  g_autofree char *vintage = NULL;
  g_autofree char *dimension = NULL;
  g_autofree char *indicator = NULL;
  g_autofree char *state = NULL;
  int level = NO_LEVEL;
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, N_("The middle of the map, in the project's coordinates"), "X,Y" },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &wish.scale, N_("Its scale, 1:N at 96 px to the inch; 2500 if not given"), "N" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, N_("Its size in px; 960x720 if not given"), N_("WxH") },
    { "vintage", 0, 0, G_OPTION_ARG_STRING, &vintage, N_("The vintage to show; the newest if not given"), "YY" },
    { "dimension", 0, 0, G_OPTION_ARG_STRING, &dimension, N_("The codes that part regions: cover, use or pair"), "D" },
    { "level", 0, 0, G_OPTION_ARG_INT, &level, N_("The level of the classes that give the colours, from 1; the finest if not said"), "N" },
    { "indicator", 0, 0, G_OPTION_ARG_STRING, &indicator, N_("Colours of an indicator’s classes instead, as post4 of OCS2D"), "I" },
    { "opacity", 0, 0, G_OPTION_ARG_DOUBLE, &wish.map.manner.opacity, N_("How opaque they are, 0 to 1"), "A" },
    MLS_COMMAND_AS_OF (&state),
    { "operation", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &state, NULL, NULL },
    { "version", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &state, NULL, NULL },
    { "codes", 0, 0, G_OPTION_ARG_NONE, &wish.map.manner.lettered, N_("Writes codes into the regions that have room for them"), NULL },
    { "no-patterns", 0, 0, G_OPTION_ARG_NONE, &plain, N_("Colours alone, where classes have symbols over them"), NULL },
    { "no-reference", 0, 0, G_OPTION_ARG_NONE, &wish.map.alone, N_("Without the reference layers of the project"), NULL },
    { "no-photo", 0, 0, G_OPTION_ARG_NONE, &wish.map.bare, N_("The map alone"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT FILE",
                                  N_("Draws the map as a PNG, SVG or PDF picture, with its legend, a scale bar and the "
                                     "date: the end of the name tells which."),
                                  2, 2 };
  g_auto (GStrv) operands = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = NULL;
  g_autoptr (MlsNomenclature) nomenclature = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  wish.map.manner.patterned = !plain;
  if (!read_place (at, size != NULL ? size : "960x720", &wish) || !read_ranges (&wish))
    return MLS_EXIT_USAGE;
  if (!ends_in (operands[1], ".png") && !ends_in (operands[1], ".svg") && !ends_in (operands[1], ".pdf"))
    return mls_command_misuse (_("A picture ends in .png, .svg or .pdf, not “%s”"), operands[1]);

  wish.map.m_per_px = m_per_px (wish.scale);
  mls_imagery_init ();
  mls_command_limit_room ();
  store = mls_command_open_state (operands[0], state, &error);
  if (store == NULL)
    return mls_command_fail (error);

  nomenclature = mls_store_read_nomenclature (store, &error);
  if (nomenclature == NULL)
    return mls_command_fail (error);

  if (!read_view (nomenclature, dimension, indicator, &wish) || !read_level (nomenclature, level, &wish) ||
      !mls_command_find_vintage (store, vintage, &wish.map.vintage))
    return MLS_EXIT_USAGE;

  return render (store, operands[0], operands[1], &wish);
}
