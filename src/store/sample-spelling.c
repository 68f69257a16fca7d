/* What people typed into forms, as a sample writes it: so that a name is one controller, and a code one class. */

#include "store/sample-spelling.h"

#include "base/text.h"
#include "store/sample-private.h"
#include "store/sample-row.h"

typedef struct
{
  MlsSampleFile   *self;
  MlsNomenclature *nomenclature;
  GHashTable      *names;        /* char * → MlsText: as it is written here, by how anybody could write it */
} Spelling;

static void
spelling_clear (Spelling *spelling)
{
  g_clear_pointer (&spelling->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&spelling->names, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Spelling, spelling_clear)

static MlsText
spell_own_code (Spelling *spelling, const char *text)
{
  return mls_nomenclature_read_code (spelling->nomenclature, mls_sample_row_own (spelling->self->sample.dimension), text);
}

static MlsText
spell_other_code (Spelling *spelling, const char *text)
{
  return mls_nomenclature_read_code (spelling->nomenclature, mls_sample_row_other (spelling->self->sample.dimension), text);
}

/* As it was written first. */
static MlsText
spell_name (Spelling *spelling, const char *text)
{
  g_autofree char *name = g_strstrip (g_strdup (text));
  g_autofree char *folded = mls_text_fold (name);
  gpointer known;

  if (*name == '\0')
    return 0;

  known = g_hash_table_lookup (spelling->names, folded);
  if (known == NULL)
    {
      known = GUINT_TO_POINTER (g_quark_from_string (name));
      g_hash_table_insert (spelling->names, g_steal_pointer (&folded), known);
    }

  return GPOINTER_TO_UINT (known);
}

static const struct
{
  MlsText   (*spell) (Spelling *spelling, const char *text); /* 0 for nothing */
  const char *list;                                          /* texts as they are, each once */
  const char *write;                                         /* the second in place of the first */
} columns[] = {
  { spell_own_code, "SELECT DISTINCT code_remplac FROM incoming WHERE code_remplac NOT NULL",
    "UPDATE incoming SET code_remplac = ?2 WHERE code_remplac = ?1" },
  { spell_other_code, "SELECT DISTINCT remplac_autre FROM incoming WHERE remplac_autre NOT NULL",
    "UPDATE incoming SET remplac_autre = ?2 WHERE remplac_autre = ?1" },
  { spell_name, "SELECT controleur FROM incoming WHERE controleur NOT NULL GROUP BY 1 ORDER BY min (id)",
    "UPDATE incoming SET controleur = ?2 WHERE controleur = ?1" },
  { spell_name, "SELECT DISTINCT controleur FROM incoming_former WHERE controleur <> ''",
    "UPDATE OR IGNORE incoming_former SET controleur = coalesce (?2, '') WHERE controleur = ?1" },
  { spell_name, "SELECT controleur FROM incoming_told",
    "UPDATE OR REPLACE incoming_told SET controleur = coalesce (?2, '') WHERE controleur = ?1" },
  { spell_name, "SELECT cqe_par FROM incoming WHERE cqe_par NOT NULL GROUP BY 1 ORDER BY min (id)",
    "UPDATE incoming SET cqe_par = ?2 WHERE cqe_par = ?1" },
};

/* Texts that a query gives, or %NULL. */
static GPtrArray *
list_texts (MlsDatabase *database, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, sql, error);
  gboolean row;

  while (query != NULL && mls_database_step (database, query, &row, error))
    {
      if (!row)
        return g_steal_pointer (&texts);
      g_ptr_array_add (texts, mls_statement_dup_text (query, 0));
    }

  return NULL;
}

static gboolean
know_names_in (Spelling *spelling, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) names = list_texts (spelling->self->database, sql, error);

  for (guint i = 0; names != NULL && i < names->len; i++)
    spell_name (spelling, g_ptr_array_index (names, i));

  return names != NULL;
}

static gboolean
know_names (Spelling *spelling, GError **error)
{
  static const char judging[] = "SELECT controleur FROM controle WHERE controleur NOT NULL GROUP BY 1 ORDER BY min (fid)";
  gboolean has_told;

  spelling->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return know_names_in (spelling, judging, error) && mls_sample_file_has_told (spelling->self, &has_told, error) &&
         (!has_told || know_names_in (spelling, "SELECT controleur FROM told", error));
}

static gboolean
respell (Spelling *spelling, guint column, GError **error)
{
  MlsDatabase *database = spelling->self->database;
  g_autoptr (GPtrArray) texts = list_texts (database, columns[column].list, error);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);
      const char *spelled = g_quark_to_string (columns[column].spell (spelling, text));

      if (g_strcmp0 (text, spelled) != 0 &&
          !mls_database_run (database, error, columns[column].write, "ss", text, spelled))
        return FALSE;
    }

  return texts != NULL;
}

/**
 * mls_sample_spelling_apply: (skip)
 * @self: a sample, between mls_sample_incoming_begin() and mls_sample_incoming_end(), with all that comes in
 * @error: a #MLS_STORE_ERROR
 *
 * A name is written as it is in the sample already, whatever its blanks, accents and capitals; a code as in the
 * nomenclature.
 *
 * Returns: whether what comes in is written so
 */
gboolean
mls_sample_spelling_apply (MlsSampleFile *self, GError **error)
{
  g_auto (Spelling) spelling = { .self = self };

  spelling.nomenclature = mls_sample_file_read_nomenclature (self, error);
  if (spelling.nomenclature == NULL || !know_names (&spelling, error))
    return FALSE;

  for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
    if (!respell (&spelling, column, error))
      return FALSE;

  return TRUE;
}
