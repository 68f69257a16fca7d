#include "paint/figure-stack.h"

#include "paint/legend.h"

typedef struct
{
  MlsFigures     *figures;
  MlsFigureStyle  style;
  gboolean        over;
  char           *title;
} Layer;

struct _MlsFigureStack
{
  gatomicrefcount ref_count;
  GArray         *layers; /* (element-type Layer) the one at the bottom first */
};

static void
layer_clear (gpointer data)
{
  Layer *layer = data;

  mls_figures_unref (layer->figures);
  g_free (layer->title);
}

/**
 * mls_figure_stack_new:
 *
 * Returns: (transfer full): an empty stack
 */
MlsFigureStack *
mls_figure_stack_new (void)
{
  MlsFigureStack *self = g_new0 (MlsFigureStack, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->layers = g_array_new (FALSE, FALSE, sizeof (Layer));
  g_array_set_clear_func (self->layers, layer_clear);

  return self;
}

/**
 * mls_figure_stack_ref:
 * @self: a stack
 *
 * Returns: (transfer full): @self, counted once more
 */
MlsFigureStack *
mls_figure_stack_ref (MlsFigureStack *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mls_figure_stack_unref:
 * @self: (transfer full): a stack
 */
void
mls_figure_stack_unref (MlsFigureStack *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->layers);
  g_free (self);
}

/**
 * mls_figure_stack_add:
 * @self: a stack that is being made
 * @figures: a map, indexed
 * @style: how it is drawn
 * @over: whether it lies over the own map, or under it
 * @title: what it is called
 *
 * Lays it on top.
 */
void
mls_figure_stack_add (MlsFigureStack       *self,
                      MlsFigures           *figures,
                      const MlsFigureStyle *style,
                      gboolean              over,
                      const char           *title)
{
  Layer layer = { mls_figures_ref (figures), *style, over, g_strdup (title) };

  g_array_append_val (self->layers, layer);
}

static gboolean
layers_equal (const Layer *a, const Layer *b)
{
  return a->figures == b->figures && a->over == b->over && a->style.colour == b->style.colour &&
         a->style.width == b->style.width && a->style.fill == b->style.fill && a->style.labelled == b->style.labelled;
}

/**
 * mls_figure_stack_equal:
 * @a: (nullable): a stack
 * @b: (nullable): another; without is as without layers
 *
 * Returns: whether both look alike
 */
gboolean
mls_figure_stack_equal (const MlsFigureStack *a, const MlsFigureStack *b)
{
  guint n_a = a != NULL ? a->layers->len : 0;
  guint n_b = b != NULL ? b->layers->len : 0;

  if (n_a != n_b)
    return FALSE;

  for (guint i = 0; i < n_a; i++)
    if (!layers_equal (&g_array_index (a->layers, Layer, i), &g_array_index (b->layers, Layer, i)))
      return FALSE;

  return TRUE;
}

/**
 * mls_figure_stack_blend:
 * @self: a stack
 * @over: whether those over the map are wanted, or those under it
 * @canvas: the picture
 *
 * Draws them, but for their names.
 */
void
mls_figure_stack_blend (const MlsFigureStack *self, gboolean over, const MlsFigureCanvas *canvas)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      const Layer *layer = &g_array_index (self->layers, Layer, i);

      if (layer->over == over)
        mls_figures_blend (layer->figures, &layer->style, canvas);
    }
}

/**
 * mls_figure_stack_blend_names:
 * @self: a stack
 * @canvas: the picture
 *
 * Writes the names of all that have some to be written.
 */
void
mls_figure_stack_blend_names (const MlsFigureStack *self, const MlsFigureCanvas *canvas)
{
  g_autoptr (GPtrArray) named = g_ptr_array_new ();

  for (guint i = 0; i < self->layers->len; i++)
    {
      const Layer *layer = &g_array_index (self->layers, Layer, i);

      if (layer->style.labelled)
        g_ptr_array_add (named, layer->figures);
    }

  if (named->len > 0)
    mls_figures_blend_names ((const MlsFigures *const *) named->pdata, named->len, canvas);
}

/**
 * mls_figure_stack_tell:
 * @self: a stack
 * @legend: (element-type MlsLegendEntry): takes those that there is something of, the one on top first
 */
void
mls_figure_stack_tell (const MlsFigureStack *self, GArray *legend)
{
  for (guint i = self->layers->len; i > 0; i--)
    {
      const Layer *layer = &g_array_index (self->layers, Layer, i - 1);

      if (mls_figures_get_n (layer->figures) > 0)
        mls_legend_add_figures (legend, &layer->style, layer->title);
    }
}
