#include "assembly/faults.h"

#include "assembly/crew.h"

/* Polygons tested in one go: enough to forget what handing them over costs. */
#define BATCH_SIZE 1024

typedef struct
{
  const MlsSoup   *soup;
  gboolean         only_remade;
  guint            n_batches;
  GArray          *places;    /* (element-type MlsFaultPlace) */
  MlsAssemblyFunc  func;
  gpointer         user_data;
} Search;

/* On any thread. */
static gpointer
search_batch (guint batch, gpointer user_data)
{
  const Search *search = user_data;
  g_autoptr (MlsShape) scratch = mls_shape_new ();
  GArray *places = g_array_new (FALSE, FALSE, sizeof (MlsFaultPlace));
  guint end = MIN ((batch + 1) * BATCH_SIZE, mls_soup_n_faces (search->soup));

  for (guint i = batch * BATCH_SIZE; i < end; i++)
    {
      MlsFaultPlace fault = { i, { 0, 0 } };

      if ((!search->only_remade || mls_soup_face (search->soup, i)->remade) &&
          !mls_soup_is_face (search->soup, i, scratch, &fault.place))
        g_array_append_val (places, fault);
    }

  return places;
}

static gboolean
take_places (guint batch, gpointer result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (GArray) places = result;

  g_array_append_vals (search->places, places->data, places->len);

  return search->func ((double) (batch + 1) / search->n_batches, search->user_data);
}

/**
 * mls_soup_find_faults:
 * @soup: a soup; nobody adds or replaces meanwhile
 * @only_remade: to test only the polygons that were remade
 * @places: (element-type MlsFaultPlace): where to add the polygons that are no faces, in their order
 * @func: told how far the search is
 * @user_data: for @func
 *
 * Tests on as many threads as there are processors.
 *
 * Returns: %FALSE if @func gave up
 */
gboolean
mls_soup_find_faults (const MlsSoup   *soup,
                      gboolean         only_remade,
                      GArray          *places,
                      MlsAssemblyFunc  func,
                      gpointer         user_data)
{
  static const MlsCrewFuncs funcs = { search_batch, take_places, (GDestroyNotify) g_array_unref };
  guint n_batches = (mls_soup_n_faces (soup) + BATCH_SIZE - 1) / BATCH_SIZE;
  Search search = { soup, only_remade, n_batches, places, func, user_data };

  return mls_crew_run (n_batches, &funcs, &search);
}
