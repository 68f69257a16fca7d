#include "quality/sample-authors.h"

struct _MlsSampleAuthors
{
  MlsStoreReader *reader;
  guint           vintage;
  GPtrArray      *operations; /* (element-type MlsOperation) */
  GHashTable     *by_id;      /* gint64 → MlsOperation of those that somebody did by hand */
};

/* What came from a file is the work of whoever made that. */
static gboolean
is_by_hand (const MlsOperation *operation)
{
  static const char *const others[] = { MLS_VERB_CREATE, MLS_VERB_IMPORT, MLS_VERB_VINTAGE, NULL };

  return operation->author != NULL && *operation->author != '\0' && !g_strv_contains (others, operation->verb);
}

/**
 * mls_sample_authors_new: (skip)
 * @reader: a reader between begin and end, which stays there as long as this lives
 * @vintage: of which vintage
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): who made what, or %NULL
 */
MlsSampleAuthors *
mls_sample_authors_new (MlsStoreReader *reader, guint vintage, GError **error)
{
  GPtrArray *operations = mls_store_reader_operations (reader, error);
  MlsSampleAuthors *self;

  if (operations == NULL)
    return NULL;

  self = g_new0 (MlsSampleAuthors, 1);
  self->reader = reader;
  self->vintage = vintage;
  self->operations = operations;
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < operations->len; i++)
    {
      MlsOperation *operation = g_ptr_array_index (operations, i);

      if (is_by_hand (operation))
        g_hash_table_insert (self->by_id, &operation->id, operation);
    }

  return self;
}

/**
 * mls_sample_authors_free: (skip)
 * @self: (transfer full): who made what
 */
void
mls_sample_authors_free (MlsSampleAuthors *self)
{
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->operations);
  g_free (self);
}

/**
 * mls_sample_authors_may_have: (skip)
 * @self: who made what
 * @face: a face
 *
 * Returns: whether anybody has touched it by hand
 */
gboolean
mls_sample_authors_may_have (MlsSampleAuthors *self, const MlsFace *face)
{
  return g_hash_table_contains (self->by_id, &face->since);
}

/**
 * mls_sample_authors_add: (skip)
 * @self: who made what
 * @place: a place
 * @names: (element-type utf8): a set that gets who gave that place the cover and the use that it has, for
 *   mls_sample_authors_free() to keep
 * @error: a #MLS_STORE_ERROR
 *
 * Who only moved a border, or wrote a code that was there already, has given none.
 *
 * Returns: whether the past could be read
 */
gboolean
mls_sample_authors_add (MlsSampleAuthors *self, MlsPoint place, GHashTable *names, GError **error)
{
  g_autoptr (GPtrArray) faces = mls_store_reader_faces_at (self->reader, place, error);
  const MlsOperation *made[] = { NULL, NULL };
  MlsText was[] = { 0, 0 };

  if (faces == NULL)
    return FALSE;

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);
      MlsPair pair = mls_label_pair (&face->labels[self->vintage]);
      const MlsText is[] = { pair.cover, pair.use };

      for (guint code = 0; code < G_N_ELEMENTS (is); code++)
        if (i == 0 || is[code] != was[code])
          {
            made[code] = g_hash_table_lookup (self->by_id, &face->since);
            was[code] = is[code];
          }
    }

  for (guint code = 0; code < G_N_ELEMENTS (made); code++)
    if (made[code] != NULL && was[code] != 0)
      g_hash_table_add (names, made[code]->author);

  return TRUE;
}
