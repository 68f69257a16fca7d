#include "document/named-place.h"

/* What is asked, and of which layers. */
typedef struct
{
  char      *text;
  guint      n_most;
  GPtrArray *indices; /* (element-type MlsNameIndex) the layer on top first */
  GPtrArray *titles;  /* (element-type char *) of each */
} Query;

typedef struct
{
  MlsNameHit  hit;
  guint       order; /* of two that are as close the one found first is first */
  const char *title;
} Ranked;

static void
query_free (gpointer data)
{
  Query *query = data;

  g_ptr_array_unref (query->indices);
  g_ptr_array_unref (query->titles);
  g_free (query->text);
  g_free (query);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Ranked *p = a;
  const Ranked *q = b;

  if (p->hit.rank != q->hit.rank)
    return p->hit.rank < q->hit.rank ? -1 : 1;

  return (p->order > q->order) - (p->order < q->order);
}

static GArray *
rank_all (const Query *query, GCancellable *cancellable)
{
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (MlsNameHit));

  for (guint i = 0; i < query->indices->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_array_set_size (hits, 0);
      mls_name_index_search (g_ptr_array_index (query->indices, i), query->text, hits);
      for (guint k = 0; k < hits->len; k++)
        {
          Ranked one = { g_array_index (hits, MlsNameHit, k), ranked->len, g_ptr_array_index (query->titles, i) };

          g_array_append_val (ranked, one);
        }
    }
  g_array_sort (ranked, compare);

  return ranked;
}

static MlsFoundPlace *
place_of (const Ranked *ranked)
{
  MlsFoundPlace *place = g_new0 (MlsFoundPlace, 1);

  place->box = ranked->hit.box;
  place->text = g_strdup (ranked->hit.name);
  place->source = g_strdup (ranked->title);

  return place;
}

static void
run (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Query *query = task_data;
  g_autoptr (GArray) ranked = rank_all (query, cancellable);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_found_place_free);

  for (guint i = 0; i < MIN (ranked->len, query->n_most); i++)
    g_ptr_array_add (places, place_of (&g_array_index (ranked, Ranked, i)));

  g_task_return_pointer (task, g_steal_pointer (&places), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * mls_named_places_find_async:
 * @references: the layers of a project, as far as they have been read
 * @text: what a person has typed
 * @n_most: how many are wanted
 * @cancellable: (nullable): when it is not wanted any more
 * @callback: (scope async): called on this thread
 * @user_data: for @callback
 *
 * Looks for things that are called so, those that are hidden too.
 */
void
mls_named_places_find_async (MlsReferences       *references,
                             const char          *text,
                             guint                n_most,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (references, cancellable, callback, user_data);
  Query *query = g_new0 (Query, 1);

  query->text = g_strdup (text);
  query->n_most = n_most;
  query->indices = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_name_index_unref);
  query->titles = g_ptr_array_new_with_free_func (g_free);
  for (guint i = mls_references_get_n (references); i > 0; i--)
    {
      const MlsReferenceLayer *layer = mls_references_get (references, i - 1);

      if (layer->names == NULL)
        continue;

      g_ptr_array_add (query->indices, mls_name_index_ref (layer->names));
      g_ptr_array_add (query->titles, g_strdup (layer->link->title));
    }

  g_task_set_task_data (task, query, query_free);
  g_task_run_in_thread (task, run);
}

/**
 * mls_named_places_find_finish:
 * @references: the layers of a project
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type MlsFoundPlace): what was found, the closest to what was typed first, or
 *   %NULL
 */
GPtrArray *
mls_named_places_find_finish (MlsReferences *references, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
