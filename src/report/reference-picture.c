#include "report/reference-picture.h"

#include "document/reference.h"

static void
note (GPtrArray *missing, const MlsReferenceLink *link, const char *message)
{
  g_ptr_array_add (missing, g_strdup_printf ("%s: %s", link->title, message));
}

/* What cannot be read is missing from the picture, and noted. */
static void
read_layer (MlsFigureStack *stack, const MlsReferenceLink *link, const char *crs, const MlsBox *box, GPtrArray *missing)
{
  const MlsFigureStyle style = { link->colour, link->width, link->fill, link->labelled };
  MlsVectorSource source = mls_reference_source (link);
  g_auto (MlsVectorOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFigures) figures = mls_vector_read (&source, crs, box, &outcome, NULL, NULL, NULL, &error);

  if (figures == NULL)
    {
      note (missing, link, error->message);
      return;
    }

  if (outcome.failure != NULL)
    note (missing, link, outcome.failure);
  mls_figure_stack_add (stack, figures, &style, link->over, link->title);
}

/**
 * mls_reference_picture_read:
 * @store: (nullable): a project; %NULL for a picture without reference layers
 * @canvas: the picture
 * @missing: (element-type utf8): takes what could not be read
 *
 * Returns: (transfer full): what the layers of the project that are shown have there
 */
MlsFigureStack *
mls_reference_picture_read (MlsStore *store, const MlsFigureCanvas *canvas, GPtrArray *missing)
{
  MlsFigureStack *stack = mls_figure_stack_new ();
  g_autoptr (GPtrArray) links = store != NULL ? mls_store_list_reference_links (store, NULL) : NULL;
  g_autofree char *crs = store != NULL ? mls_store_dup_crs (store, NULL) : NULL;
  MlsBox box;

  for (guint i = 0; links != NULL && crs != NULL && mls_figures_ground (canvas, &box) && i < links->len; i++)
    {
      const MlsReferenceLink *link = g_ptr_array_index (links, i);

      if (link->shown)
        read_layer (stack, link, crs, &box, missing);
    }

  return stack;
}
