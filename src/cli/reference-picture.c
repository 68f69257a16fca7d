#include "cli/reference-picture.h"

#include "document/reference.h"
#include "paint/legend.h"

#include <stdio.h>

typedef struct
{
  MlsFigures     *figures;
  MlsFigureStyle  style;
  gboolean        over;
  char           *title;
} Layer;

struct _MlsReferencePicture
{
  GArray *layers; /* (element-type Layer) the one at the bottom first */
};

static void
layer_clear (gpointer data)
{
  Layer *layer = data;

  mls_figures_unref (layer->figures);
  g_free (layer->title);
}

static void
complain (const MlsReferenceLink *link, const char *message)
{
  fprintf (stderr, "%s: %s: %s\n", g_get_prgname (), link->title, message);
}

/* What cannot be read is missing from the picture, and that is said. */
static void
read_layer (MlsReferencePicture *self, const MlsReferenceLink *link, const char *crs, const MlsBox *box)
{
  MlsVectorSource source = mls_reference_source (link);
  g_auto (MlsVectorOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  Layer layer = { .style = { link->colour, link->width, link->fill, link->labelled }, .over = link->over };

  layer.figures = mls_vector_read (&source, crs, box, &outcome, NULL, &error);
  if (layer.figures == NULL)
    {
      complain (link, error->message);
      return;
    }

  if (outcome.failure != NULL)
    complain (link, outcome.failure);
  layer.title = g_strdup (link->title);
  g_array_append_val (self->layers, layer);
}

/**
 * mls_reference_picture_new:
 * @store: (nullable): a project; %NULL for a picture without any
 * @canvas: the picture
 *
 * What cannot be read is told on standard error.
 *
 * Returns: (transfer full): what the layers of the project that are shown have there
 */
MlsReferencePicture *
mls_reference_picture_new (MlsStore *store, const MlsFigureCanvas *canvas)
{
  MlsReferencePicture *self = g_new0 (MlsReferencePicture, 1);
  g_autoptr (GPtrArray) links = store != NULL ? mls_store_list_reference_links (store, NULL) : NULL;
  g_autofree char *crs = store != NULL ? mls_store_dup_crs (store, NULL) : NULL;
  MlsBox box;

  self->layers = g_array_new (FALSE, FALSE, sizeof (Layer));
  g_array_set_clear_func (self->layers, layer_clear);
  for (guint i = 0; links != NULL && crs != NULL && mls_figures_ground (canvas, &box) && i < links->len; i++)
    {
      const MlsReferenceLink *link = g_ptr_array_index (links, i);

      if (link->shown)
        read_layer (self, link, crs, &box);
    }

  return self;
}

/**
 * mls_reference_picture_free:
 * @self: (transfer full): layers of a picture
 */
void
mls_reference_picture_free (MlsReferencePicture *self)
{
  g_array_unref (self->layers);
  g_free (self);
}

/**
 * mls_reference_picture_blend:
 * @self: layers of a picture
 * @over: whether those over the map are wanted, or those under it
 * @canvas: the picture
 */
void
mls_reference_picture_blend (const MlsReferencePicture *self, gboolean over, const MlsFigureCanvas *canvas)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      const Layer *layer = &g_array_index (self->layers, Layer, i);

      if (layer->over == over)
        mls_figures_blend (layer->figures, &layer->style, canvas);
    }
}

/**
 * mls_reference_picture_blend_names:
 * @self: layers of a picture
 * @canvas: the picture
 */
void
mls_reference_picture_blend_names (const MlsReferencePicture *self, const MlsFigureCanvas *canvas)
{
  g_autoptr (GPtrArray) named = g_ptr_array_new ();

  for (guint i = 0; i < self->layers->len; i++)
    {
      const Layer *layer = &g_array_index (self->layers, Layer, i);

      if (layer->style.labelled)
        g_ptr_array_add (named, layer->figures);
    }

  mls_figures_blend_names ((const MlsFigures *const *) named->pdata, named->len, canvas);
}

/**
 * mls_reference_picture_legend:
 * @self: layers of a picture
 * @legend: (element-type MlsLegendEntry): takes those that there is something of, the one on top first
 */
void
mls_reference_picture_legend (const MlsReferencePicture *self, GArray *legend)
{
  for (guint i = self->layers->len; i > 0; i--)
    {
      const Layer *layer = &g_array_index (self->layers, Layer, i - 1);

      if (mls_figures_get_n (layer->figures) > 0)
        mls_legend_add_figures (legend, &layer->style, layer->title);
    }
}
