#include "report/map-picture.h"

#include "document/vintage-photos.h"
#include "paint/legend.h"
#include "paint/lettering.h"
#include "report/reference-picture.h"
#include "rules/flags.h"
#include "store/error.h"
#include "store/finding.h"
#include "store/link.h"
#include "store/state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A pixel of paper without a photo. */
#define PAPER 0xf4f4f4

static MlsExtent
extent_of (const MlsMapWish *wish)
{
  double half_width = wish->width * wish->m_per_px / 2;
  double half_height = wish->height * wish->m_per_px / 2;

  return (MlsExtent){ wish->x - half_width, wish->y - half_height, wish->x + half_width, wish->y + half_height };
}

static void
note_missing (MlsMapPicture *self, const GPtrArray *links, const char *vintage)
{
  for (guint i = 0; i < links->len; i++)
    {
      const MlsImageLink *link = g_ptr_array_index (links, i);
      g_autofree char *text = mls_link_dup_missing (link->title, link->source);

      if (link->missing && g_strcmp0 (link->vintage, vintage) == 0 && g_strcmp0 (link->kind, MLS_IMAGE_INFRARED) != 0)
        g_ptr_array_add (self->missing, g_steal_pointer (&text));
    }
}

/* A photo that is not there or cannot be read is missing from the picture, and that is said. */
static char *
read_photo (MlsMapPicture *self, MlsStore *store, const MlsMapWish *wish)
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
    imagery = mls_vintage_photos_find (links, crs, vintage, wish->manner.infrared, &top);
  if (!wish->bare && links != NULL)
    note_missing (self, links, vintage);
  if (imagery != NULL && !mls_imagery_reader_read (reader, imagery, &extent, photo, NULL, &error))
    g_ptr_array_add (self->missing, g_strdup (error->message));
  mls_picture_lay_on (photo, PAPER);
  memcpy (self->rgb, photo->rgb, 3 * (gsize) wish->width * (gsize) wish->height);

  return top != NULL ? g_strdup (top->title) : NULL;
}

/* Regions whose place is this far outside of the picture may still reach into it. */
#define FINDINGS_MARGIN_PX 512

/* What the last check found of the regions in the picture. Of a state of the past nothing is known. */
static MlsFlags *
find_flags (MlsStore *store, const MlsSource *source, const MlsLattice *lattice, const MlsMapWish *wish, GError **error)
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
  for (guint i = 0; i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);

      if (finding->vintage == wish->vintage && finding->severity != MLS_SEVERITY_NOTE &&
          !mls_finding_is_over (finding) && mls_box_contains_point (&box, finding->place) && !mls_flags_add (flags, patch, finding, error))
        return NULL;
    }

  return mls_flags_new (g_steal_pointer (&flags));
}

static MlsIdTile *
read_faces (MlsStore *store, const MlsMapWish *wish, MlsFlags **flags, GError **error)
{
  g_autoptr (MlsStoreReader) reader = mls_store_reader_of (store, error);
  MlsExtent extent = extent_of (wish);
  MlsIdTile *tile;
  MlsLattice lattice;
  MlsSource source;

  if (reader == NULL || !mls_store_reader_begin (reader, 0, NULL, error))
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
caption_of (MlsStore *store, const MlsMapWish *wish, const char *photo)
{
  guint n_vintages;
  int year = mls_store_get_vintages (store, &n_vintages)[wish->vintage].year;
  g_autoptr (MlsOperation) operation = mls_store_operation (store, mls_store_last_operation (store, NULL), NULL);
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
canvas_of (const MlsMapPicture *self, const MlsMapWish *wish)
{
  MlsExtent extent = extent_of (wish);

  return (MlsFigureCanvas){ self->rgb, wish->width, wish->height, { extent.min_x, extent.max_y, wish->m_per_px }, 1 };
}

/* Lays over the photo what was asked for. */
static void
blend (MlsMapPicture *self, MlsStore *store, const MlsMapWish *wish, const MlsColouring *colouring, const MlsIdTile *tile)
{
  const MlsTileBlock block = { { { NULL }, { NULL, tile, NULL }, { NULL } } };
  MlsFigureCanvas canvas = canvas_of (self, wish);
  gsize stride = 3 * (gsize) wish->width;
  g_autoptr (MlsFigureStack) references = mls_reference_picture_read (wish->alone ? NULL : store, &canvas, self->missing);

  mls_figure_stack_blend (references, FALSE, &canvas);
  mls_colouring_blend (colouring, tile, self->rgb, stride);
  mls_figure_stack_blend (references, TRUE, &canvas);
  if (colouring->lettered)
    mls_lettering_blend (colouring, &block, self->rgb, stride);
  mls_figure_stack_blend_names (references, &canvas);
  self->legend = mls_legend_new (colouring, tile, wish->language);
  mls_figure_stack_tell (references, self->legend);
}

static MlsColouring
colouring_of (const MlsNomenclature *nomenclature, MlsStore *store, const MlsMapWish *wish, const MlsFlags *flags)
{
  int density = MAX (wish->density, 1);
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);

  return (MlsColouring){ nomenclature, wish->vintage, wish->manner.dimension, wish->manner.level, wish->manner.opacity, density,
                         mls_line_style_border (wish->m_per_px * density),
                         mls_vintage_beside (vintages, n_vintages, wish->vintage, -1), flags, wish->manner.indicator,
                         vintages[wish->vintage].year, wish->manner.patterned, wish->manner.lettered };
}

/**
 * mls_map_picture_new:
 * @store: a project
 * @path: its file, which is read by a connection of its own
 * @wish: what is wished for
 * @error: a #MLS_STORE_ERROR
 *
 * Reads the faces themselves at any scale. A photo or a layer that cannot be read is missing from the picture, and
 * noted. Any thread that @store belongs to.
 *
 * Returns: (transfer full): the picture, or %NULL
 */
MlsMapPicture *
mls_map_picture_new (MlsStore *store, const char *path, const MlsMapWish *wish, GError **error)
{
  g_autoptr (MlsMapPicture) self = g_new0 (MlsMapPicture, 1);
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (store, error);
  g_autoptr (MlsFlags) flags = NULL;
  g_autoptr (MlsIdTile) tile = nomenclature != NULL ? read_faces (store, wish, &flags, error) : NULL;
  g_autofree char *photo = NULL;
  MlsColouring colouring;

  if (tile == NULL)
    return NULL;

  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->rgb = g_malloc (3 * (gsize) wish->width * (gsize) wish->height);
  photo = read_photo (self, store, wish);
  colouring = colouring_of (nomenclature, store, wish, flags);
  blend (self, store, wish, &colouring, tile);
  self->caption = caption_of (store, wish, photo);

  return g_steal_pointer (&self);
}

/**
 * mls_map_picture_free:
 * @self: (transfer full): a picture
 */
void
mls_map_picture_free (MlsMapPicture *self)
{
  g_free (self->rgb);
  g_clear_pointer (&self->legend, g_array_unref);
  g_free (self->caption);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_free (self);
}
