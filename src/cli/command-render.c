#include "cli/command.h"

#include "base/text.h"
#include "cli/reference-picture.h"
#include "document/vintage-photos.h"
#include "document/viewport.h"
#include "imagery/init.h"
#include "paint/legend.h"
#include "paint/lettering.h"
#include "paint/map-sheet.h"
#include "rules/flags.h"
#include "store/error.h"
#include "store/finding.h"
#include "store/link.h"
#include "store/reader.h"
#include "store/version.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* A pixel of paper without a photo. */
#define PAPER 0xf4f4f4

/* Points of a PDF to a px. */
#define PT_PER_PX 0.75

/* What was asked for. */
typedef struct
{
  double       x;         /* of the middle, m */
  double       y;
  double       scale;
  int          width;     /* of the map, px */
  int          height;
  guint        vintage;
  MlsDimension dimension;
  guint        level;
  MlsIndicator indicator;
  double       opacity;
  gint64       operation; /* the state after it; 0 for the newest */
  gboolean     bare;      /* no photo */
  gboolean     lettered;  /* with codes in the regions */
  gboolean     plain;     /* no patterns */
  gboolean     alone;     /* no reference layers */
} Wish;

/* What the picture is made of. */
typedef struct
{
  guint8    *rgb;
  MlsFlags  *flags;
  GArray    *legend;
  char      *caption;
} Content;

static void
content_clear (Content *content)
{
  g_free (content->rgb);
  g_clear_pointer (&content->flags, mls_flags_unref);
  g_clear_pointer (&content->legend, g_array_unref);
  g_free (content->caption);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Content, content_clear)

static double
m_per_px (const Wish *wish)
{
  g_autoptr (MlsViewport) viewport = mls_viewport_new ();

  mls_viewport_set_scale (viewport, wish->scale);

  return mls_viewport_get_m_per_px (viewport);
}

static MlsExtent
extent_of (const Wish *wish)
{
  double half_width = wish->width * m_per_px (wish) / 2;
  double half_height = wish->height * m_per_px (wish) / 2;

  return (MlsExtent){ wish->x - half_width, wish->y - half_height, wish->x + half_width, wish->y + half_height };
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

  if (at == NULL || !read_two (at, ",", &wish->x, &wish->y))
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

  wish->width = (int) width;
  wish->height = (int) height;

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
    { "--level", wish->level, 1, 3 },
    { "--opacity", wish->opacity, 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (!(ranges[i].value >= ranges[i].least && ranges[i].value <= ranges[i].most))
      {
        mls_command_misuse (_("%s is a number from %g to %g"), ranges[i].name, ranges[i].least, ranges[i].most);
        return FALSE;
      }

  return TRUE;
}

static gboolean
read_indicator (const char *name, Wish *wish)
{
  if (name == NULL || mls_indicator_from_name (name, &wish->indicator))
    return TRUE;

  mls_command_misuse (_("An indicator is post4, post21 or enaf, not “%s”"), name);
  return FALSE;
}

static gboolean
read_view (MlsStore *store, const char *vintage, const char *dimension, Wish *wish)
{
  if (mls_dimension_from_name (dimension, &wish->dimension))
    return mls_command_find_vintage (store, vintage, &wish->vintage);

  mls_command_misuse (_("A dimension is cover, use or pair, not “%s”"), dimension);
  return FALSE;
}

static void
tell_missing (const GPtrArray *links, const char *vintage)
{
  for (guint i = 0; i < links->len; i++)
    {
      const MlsImageLink *link = g_ptr_array_index (links, i);
      g_autofree char *text = mls_link_dup_missing (link->title, link->source);

      if (link->missing && g_strcmp0 (link->vintage, vintage) == 0 && g_strcmp0 (link->kind, MLS_IMAGE_INFRARED) != 0)
        fprintf (stderr, "%s: %s\n", g_get_prgname (), text);
    }
}

/* A photo that is not there or cannot be read is missing from the picture, and that is said. */
static char *
read_photo (MlsStore *store, const Wish *wish, guint8 *rgb)
{
  g_autoptr (GPtrArray) links = mls_store_list_image_links (store, NULL);
  g_autofree char *crs = mls_store_dup_crs (store, NULL);
  g_autoptr (MlsPicture) photo = mls_picture_new ((guint) wish->width, (guint) wish->height);
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsImagery) imagery = NULL;
  g_autoptr (GError) error = NULL;
  MlsExtent extent = extent_of (wish);
  const MlsImageLink *top = NULL;
  guint n_vintages;
  const char *vintage = mls_store_get_vintages (store, &n_vintages)[wish->vintage].code;

  if (!wish->bare)
    imagery = mls_vintage_photos_find (links, crs, vintage, FALSE, &top);
  if (!wish->bare && links != NULL)
    tell_missing (links, vintage);
  if (imagery != NULL && !mls_imagery_reader_read (reader, imagery, &extent, photo, NULL, &error))
    fprintf (stderr, "%s: %s\n", g_get_prgname (), error->message);
  mls_picture_lay_on (photo, PAPER);
  memcpy (rgb, photo->rgb, 3 * (gsize) wish->width * (gsize) wish->height);

  return top != NULL ? g_strdup (top->title) : NULL;
}

/* Regions whose place is this far outside of the picture may still reach into it. */
#define FINDINGS_MARGIN_PX 512

/* What the last check found of the regions in the picture. Of a state of the past nothing is known. */
static MlsFlags *
find_flags (MlsStore *store, const MlsSource *source, const MlsLattice *lattice, const Wish *wish, GError **error)
{
  g_autoptr (GArray) findings = mls_store_list_findings (store, NULL, error);
  g_autoptr (GArray) flags = g_array_new (FALSE, FALSE, sizeof (MlsFlag));
  g_autoptr (MlsPatch) patch = NULL;
  MlsBox box = mls_lattice_box (lattice, FINDINGS_MARGIN_PX);
  guint n_vintages;

  if (findings == NULL)
    return NULL;

  mls_store_get_vintages (store, &n_vintages);
  patch = mls_patch_new (*source, n_vintages);
  for (guint i = 0; wish->operation == 0 && i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);

      if (finding->vintage == wish->vintage && finding->severity != MLS_SEVERITY_NOTE &&
          mls_box_contains_point (&box, finding->place) && !mls_flags_add (flags, patch, finding, error))
        return NULL;
    }

  return mls_flags_new (g_steal_pointer (&flags));
}

static MlsIdTile *
read_faces (MlsStore *store, const char *path, const Wish *wish, MlsFlags **flags, GError **error)
{
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (path, error);
  MlsExtent extent = extent_of (wish);
  MlsIdTile *tile;
  MlsLattice lattice;
  MlsSource source;

  if (reader == NULL || !mls_store_reader_begin (reader, wish->operation, NULL, error))
    return NULL;

  if (!mls_lattice_init (&lattice, &extent, wish->width, wish->height))
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("There is no map at that place"));
      mls_store_reader_end (reader);
      return NULL;
    }

  source = mls_store_reader_source (reader);
  tile = mls_id_tile_read (&lattice, &source, error);
  *flags = tile != NULL ? find_flags (store, &source, &lattice, wish, error) : NULL;
  mls_store_reader_end (reader);
  if (*flags == NULL)
    g_clear_pointer (&tile, mls_id_tile_unref);

  return tile;
}

/* "2024, state of 2026-11-28, photo of June 2024". */
static char *
caption_of (MlsStore *store, const Wish *wish, const char *photo)
{
  guint n_vintages;
  int year = mls_store_get_vintages (store, &n_vintages)[wish->vintage].year;
  gint64 id = wish->operation != 0 ? wish->operation : mls_store_last_operation (store, NULL);
  g_autoptr (MlsOperation) operation = mls_store_operation (store, id, NULL);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d", year);
  if (operation != NULL)
    /* Translators: the day of the operation that the map shows the state after. */
    g_string_append_printf (text, _(" · state of %.10s"), operation->at);
  if (photo != NULL)
    g_string_append_printf (text, " · %s", photo);

  return g_string_free (text, FALSE);
}

static MlsFigureCanvas
canvas_of (const Wish *wish)
{
  MlsExtent extent = extent_of (wish);

  return (MlsFigureCanvas){ NULL, wish->width, wish->height, { extent.min_x, extent.max_y, m_per_px (wish) }, 1 };
}

static gboolean
make_content (MlsStore *store, const char *path, const Wish *wish, Content *content, GError **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (store, error);
  g_autoptr (MlsIdTile) tile = nomenclature != NULL ? read_faces (store, path, wish, &content->flags, error) : NULL;
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);
  const MlsColouring colouring = { nomenclature, wish->vintage, wish->dimension, wish->level, wish->opacity, 1,
                                   mls_line_style_border (m_per_px (wish)),
                                   mls_vintage_beside (vintages, n_vintages, wish->vintage, -1),
                                   content->flags, wish->indicator, vintages[wish->vintage].year,
                                   !wish->plain, wish->lettered };
  const MlsTileBlock block = { { { NULL }, { NULL, tile, NULL }, { NULL } } };
  MlsFigureCanvas canvas = canvas_of (wish);
  g_autoptr (MlsFigureStack) references = NULL;
  g_autofree char *photo = NULL;

  if (tile == NULL)
    return FALSE;

  content->rgb = g_malloc (3 * (gsize) wish->width * (gsize) wish->height);
  canvas.rgb = content->rgb;
  photo = read_photo (store, wish, content->rgb);
  references = mls_reference_picture_read (wish->alone ? NULL : store, &canvas);
  mls_figure_stack_blend (references, FALSE, &canvas);
  mls_colouring_blend (&colouring, tile, content->rgb, 3 * (gsize) wish->width);
  mls_figure_stack_blend (references, TRUE, &canvas);
  if (wish->lettered)
    mls_lettering_blend (&colouring, &block, content->rgb, 3 * (gsize) wish->width);
  mls_figure_stack_blend_names (references, &canvas);
  content->legend = mls_legend_new (&colouring, tile, mls_command_language ());
  mls_figure_stack_tell (references, content->legend);
  content->caption = caption_of (store, wish, photo);

  return TRUE;
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

/* @version: (nullable): what the state was named */
static gboolean
find_state (MlsStore *store, const char *version, Wish *wish, GError **error)
{
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (MlsOperation) operation = NULL;

  if (version == NULL && wish->operation == 0)
    return TRUE;
  if (version == NULL)
    return (operation = mls_store_operation (store, wish->operation, error)) != NULL;

  versions = mls_store_list_versions (store, error);
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const MlsVersion *one = g_ptr_array_index (versions, i);

      if (g_str_equal (one->name, version))
        {
          wish->operation = one->operation;
          return TRUE;
        }
    }

  if (versions != NULL)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("There is no version “%s”"), version);
  return FALSE;
}

static MlsExit
render (MlsStore *store, const char *project, const char *path, const Wish *wish)
{
  g_autofree char *title = mls_text_stem (project);
  g_autoptr (GError) error = NULL;
  g_auto (Content) content = { 0 };
  MlsMapSheet sheet = { .width = wish->width, .height = wish->height, .m_per_px = m_per_px (wish),
                        .scale = wish->scale, .title = title };
  cairo_status_t status;

  if (!make_content (store, project, wish, &content, &error))
    return mls_command_fail (error);

  sheet.rgb = content.rgb;
  sheet.legend = content.legend;
  sheet.caption = content.caption;
  status = write_sheet (&sheet, path);
  if (status != CAIRO_STATUS_SUCCESS)
    return mls_command_break (_("“%s” cannot be written: %s"), path, cairo_status_to_string (status));

  printf (_("%d × %d px: %s\n"), mls_map_sheet_width (&sheet), mls_map_sheet_height (&sheet), path);

  return MLS_EXIT_DONE;
}

/**
 * mls_command_render:
 * @words: render PROJECT FILE --at X,Y [--scale N] [--size WxH] [--vintage V] [--dimension D]
 *   [--level N] [--indicator I] [--opacity A] [--operation N] [--version NAME] [--codes] [--no-patterns]
 *   [--no-reference] [--no-photo]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_render (char **words)
{
  Wish wish = { .scale = MLS_WORKING_SCALE, .opacity = 0.5 };
  g_autofree char *at = NULL;
  g_autofree char *size = NULL;
  g_autofree char *vintage = NULL;
  g_autofree char *dimension = NULL;
  g_autofree char *indicator = NULL;
  g_autofree char *version = NULL;
  int level = 3;
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, N_("The middle of the map, in the project's coordinates"), "X,Y" },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &wish.scale, N_("Its scale, 1:N at 96 px to the inch; 2500 if not given"), "N" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, N_("Its size in px; 960x720 if not given"), N_("WxH") },
    { "vintage", 0, 0, G_OPTION_ARG_STRING, &vintage, N_("The vintage to show; the newest if not given"), "YY" },
    { "dimension", 0, 0, G_OPTION_ARG_STRING, &dimension, N_("The codes that part regions: cover, use or pair"), "D" },
    { "level", 0, 0, G_OPTION_ARG_INT, &level, N_("The level of the classes that give the colours, 1 to 3"), "N" },
    { "indicator", 0, 0, G_OPTION_ARG_STRING, &indicator, N_("Colours of an indicator’s classes instead: post4, post21 or enaf"), "I" },
    { "opacity", 0, 0, G_OPTION_ARG_DOUBLE, &wish.opacity, N_("How opaque they are, 0 to 1"), "A" },
    { "operation", 0, 0, G_OPTION_ARG_INT64, &wish.operation, N_("The state after that operation, not the newest"), "N" },
    { "version", 0, 0, G_OPTION_ARG_STRING, &version, N_("The state of that name, not the newest"), N_("NAME") },
    { "codes", 0, 0, G_OPTION_ARG_NONE, &wish.lettered, N_("Writes codes into the regions that have room for them"), NULL },
    { "no-patterns", 0, 0, G_OPTION_ARG_NONE, &wish.plain, N_("Colours alone, where classes have symbols over them"), NULL },
    { "no-reference", 0, 0, G_OPTION_ARG_NONE, &wish.alone, N_("Without the reference layers of the project"), NULL },
    { "no-photo", 0, 0, G_OPTION_ARG_NONE, &wish.bare, N_("The map alone"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT FILE",
                                  N_("Draws the map as a PNG, SVG or PDF picture, with its legend, a scale bar and the "
                                     "date: the end of the name tells which."),
                                  2, 2 };
  g_auto (GStrv) operands = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  wish.level = (guint) MAX (level, 0);
  if (!read_place (at, size != NULL ? size : "960x720", &wish) || !read_ranges (&wish) || !read_indicator (indicator, &wish))
    return MLS_EXIT_USAGE;
  if (!ends_in (operands[1], ".png") && !ends_in (operands[1], ".svg") && !ends_in (operands[1], ".pdf"))
    return mls_command_misuse (_("A picture ends in .png, .svg or .pdf, not “%s”"), operands[1]);

  mls_imagery_init ();
  mls_command_limit_room ();
  store = mls_store_open (operands[0], MLS_STORE_READ_ONLY, &error);
  if (store == NULL)
    return mls_command_fail (error);

  if (!read_view (store, vintage, dimension != NULL ? dimension : "pair", &wish))
    return MLS_EXIT_USAGE;

  if (!find_state (store, version, &wish, &error))
    return g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING) ? mls_command_misuse ("%s", error->message)
                                                                             : mls_command_fail (error);

  return render (store, operands[0], operands[1], &wish);
}
