/* What of a filter holds for the faces of a coverage, as they stream by. */

#include "quality/regions-private.h"

#include "quality/nearby.h"
#include "store/operation.h"

/* Rules that are broken by the regions of a face. */
typedef struct
{
  gint64  fid;
  guint64 rules;
} Broken;

struct _MlsFaceWords
{
  const MlsRegionsQuery *query;
  GHashTable            *of_label;     /* MlsLabel to words: most faces say what many do */
  GHashTable            *of_operation; /* id to words */
  GArray                *broken;       /* (element-type Broken), by face, each once */
  MlsNearby             *nearby;       /* (nullable): if the filter asks for it */
};

static guint
label_hash (gconstpointer data)
{
  const MlsLabel *label = data;
  guint64 h = 0;

  for (int f = 0; f < MLS_N_FIELDS; f++)
    h = (h ^ label->field[f]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (h >> 32);
}

static gboolean
label_equal (gconstpointer left, gconstpointer right)
{
  return mls_label_equal (left, right);
}

static void
remember (GHashTable *table, gconstpointer key, gsize size, MlsFilterWords words)
{
  g_hash_table_insert (table, g_memdup2 (key, size), g_memdup2 (&words, sizeof words));
}

static gboolean
read_operations (MlsFaceWords *self, MlsStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) operations = mls_store_reader_operations (reader, error);

  for (guint i = 0; operations != NULL && i < operations->len; i++)
    {
      const MlsOperation *operation = g_ptr_array_index (operations, i);
      const MlsFilterOperation said = { .author = operation->author, .at = operation->at };

      remember (self->of_operation, &operation->id, sizeof operation->id,
                mls_filter_of_operation (self->query->filter, &said));
    }

  return operations != NULL;
}

static int
compare_broken (gconstpointer left, gconstpointer right)
{
  const Broken *a = left;
  const Broken *b = right;

  return (a->fid > b->fid) - (a->fid < b->fid);
}

static void
add_broken (MlsFaceWords *self, gint64 fid, guint64 rules)
{
  Broken broken = { fid, rules };

  if (fid > 0 && rules != 0)
    g_array_append_val (self->broken, broken);
}

/* One row for each face. */
static void
sort_broken (MlsFaceWords *self)
{
  guint n = 0;

  g_array_sort (self->broken, compare_broken);
  for (guint i = 0; i < self->broken->len; i++)
    {
      Broken broken = g_array_index (self->broken, Broken, i);

      if (n > 0 && g_array_index (self->broken, Broken, n - 1).fid == broken.fid)
        g_array_index (self->broken, Broken, n - 1).rules |= broken.rules;
      else
        g_array_index (self->broken, Broken, n++) = broken;
    }
  g_array_set_size (self->broken, n);
}

/* Faces of regions that break a rule, and faces that do so themselves, at whatever date. */
static gboolean
check (MlsFaceWords *self, MlsStoreReader *reader, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GArray) flags = g_array_new (FALSE, FALSE, sizeof (MlsFlag));
  g_autoptr (GArray) findings = mls_check_labels (reader, self->query->rules, flags, func, user_data, error);

  if (findings == NULL)
    return FALSE;

  for (guint i = 0; i < flags->len; i++)
    {
      const MlsFlag *flag = &g_array_index (flags, MlsFlag, i);

      if (flag->vintage == self->query->vintage)
        add_broken (self, flag->fid, flag->rules);
    }

  for (guint i = 0; i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);

      if (finding->vintage == MLS_NO_VINTAGE && finding->severity < MLS_SEVERITY_NOTE)
        {
          add_broken (self, finding->fid, mls_flag_rules (finding));
          add_broken (self, finding->other_fid, mls_flag_rules (finding));
        }
    }

  sort_broken (self);

  return TRUE;
}

/* What a class of an indicator may depend on. */
static gboolean
take_nearby (MlsFaceWords *self, MlsStoreReader *reader, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  MlsNearness asked = mls_filter_get_asked (self->query->filter);

  if (asked == 0)
    return TRUE;

  self->nearby = mls_nearby_take (reader, self->query->rules->rules->nomenclature, asked, func, user_data, error);

  return self->nearby != NULL;
}

/**
 * mls_face_words_new:
 * @reader: a reader between begin and end
 * @query: a query with a filter; must outlive what is returned
 * @func: (scope call) (nullable): told how far that is which a filter may need
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what is to be known before faces are looked at
 */
MlsFaceWords *
mls_face_words_new (MlsStoreReader        *reader,
                    const MlsRegionsQuery *query,
                    MlsStoreProgressFunc   func,
                    gpointer               user_data,
                    GError               **error)
{
  g_autoptr (MlsFaceWords) self = g_new0 (MlsFaceWords, 1);

  self->query = query;
  self->of_label = g_hash_table_new_full (label_hash, label_equal, g_free, g_free);
  self->of_operation = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->broken = g_array_new (FALSE, FALSE, sizeof (Broken));
  if (!read_operations (self, reader, error) || !take_nearby (self, reader, func, user_data, error) ||
      (mls_filter_has (query->filter, MLS_FILTER_FINDING) && !check (self, reader, func, user_data, error)))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mls_face_words_free:
 * @self: (transfer full): what is known
 */
void
mls_face_words_free (MlsFaceWords *self)
{
  g_hash_table_unref (self->of_label);
  g_hash_table_unref (self->of_operation);
  g_array_unref (self->broken);
  g_clear_pointer (&self->nearby, mls_nearby_free);
  g_free (self);
}

static MlsFilterWords
words_of_label (MlsFaceWords *self, const MlsLabel *label)
{
  const MlsFilterWords *known = g_hash_table_lookup (self->of_label, label);

  if (known == NULL)
    {
      remember (self->of_label, label, sizeof *label,
                mls_filter_of_label (self->query->filter, label, self->query->dimension));
      known = g_hash_table_lookup (self->of_label, label);
    }

  return *known;
}

static guint64
rules_of (const MlsFaceWords *self, gint64 fid)
{
  const Broken wanted = { fid, 0 };
  guint found;

  if (!g_array_binary_search (self->broken, &wanted, compare_broken, &found))
    return 0;

  return g_array_index (self->broken, Broken, found).rules;
}

/* What became of it, where that is asked for. */
static MlsFilterWords
words_of_change (const MlsFaceWords *self, const MlsFace *face)
{
  const MlsRegionsQuery *query = self->query;
  MlsNearness near[MLS_MAX_VINTAGES] = { 0 };

  if (query->since == MLS_NO_VINTAGE)
    return 0;
  if (self->nearby != NULL)
    mls_nearby_get (self->nearby, face->id, near);

  return mls_filter_of_change (query->filter, &(MlsFilterChange){ &face->labels[query->since], &face->labels[query->vintage],
                                                                  near[query->since], near[query->vintage],
                                                                  query->dimension, query->rules->rules->nomenclature });
}

/**
 * mls_face_words_of:
 * @self: what is known
 * @face: a face
 *
 * Returns: the words of the filter that hold for it
 */
MlsFilterWords
mls_face_words_of (MlsFaceWords *self, const MlsFace *face)
{
  const MlsFilter *filter = self->query->filter;
  const MlsFilterWords *written = g_hash_table_lookup (self->of_operation, &face->since);

  return words_of_label (self, &face->labels[self->query->vintage]) | (written != NULL ? *written : 0) |
         words_of_change (self, face) | mls_filter_of_ground (filter, face) | mls_filter_of_rules (filter, rules_of (self, face->id));
}

/**
 * mls_face_words_rule:
 * @self: what is known
 * @fid: a face
 *
 * Returns: the first rule broken there that the filter asks for, MLS_N_FINDING_RULES for none
 */
MlsFindingRule
mls_face_words_rule (MlsFaceWords *self, gint64 fid)
{
  guint64 rules = rules_of (self, fid);
  int rule = 0;

  while (rule < MLS_N_FINDING_RULES &&
         mls_filter_of_rules (self->query->filter, rules & G_GUINT64_CONSTANT (1) << rule) == 0)
    rule++;

  return (MlsFindingRule) rule;
}
