#include "quality/recheck.h"

#include "store/exception.h"
#include "store/state.h"

/* Where much has changed all of it is looked at. */
static MlsChecked *
find (MlsStoreReader       *reader,
      const MlsCheckRules  *rules,
      gint64                since,
      gint64                last,
      MlsStoreProgressFunc  func,
      gpointer              user_data,
      GError              **error)
{
  g_autoptr (MlsChecked) nothing = mls_checked_new (since);
  MlsChecked *checked = NULL;

  if (!mls_recheck (reader, rules, nothing, last, &checked, error))
    return NULL;

  return checked != NULL ? checked : mls_check_find (reader, rules, last, func, user_data, error);
}

static GArray *
errors_among (const GArray *findings)
{
  GArray *errors = g_array_new (FALSE, TRUE, sizeof (MlsFinding));

  for (guint i = 0; i < findings->len; i++)
    if (g_array_index (findings, MlsFinding, i).severity == MLS_SEVERITY_ERROR)
      g_array_append_val (errors, g_array_index (findings, MlsFinding, i));
  mls_finding_sort (errors);

  return errors;
}

/**
 * mls_check_since:
 * @store: a project
 * @operation: an operation of it
 * @func: (scope call) (nullable): told how far a check of everything is, where that is made
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR
 *
 * Checks the ground that was touched since, and what else is of its regions; everything where that is much. What nobody
 * has judged as it came together, as edits of several people, is so known to keep the rules or not. Nothing is kept of it.
 *
 * Returns: (transfer full) (element-type MlsFinding): the errors there, in order, or %NULL
 */
GArray *
mls_check_since (MlsStore *store, gint64 operation, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (store, error);
  g_autoptr (GArray) exceptions = nomenclature != NULL ? mls_store_list_exceptions (store, error) : NULL;
  g_autoptr (MlsStoreReader) reader = NULL;
  g_autoptr (MlsChecked) checked = NULL;
  MlsRules rules = { .nomenclature = nomenclature };
  gint64 last;

  if (exceptions != NULL && mls_store_read_limits (store, &rules.limits, error))
    reader = mls_store_reader_of (store, error);
  if (reader == NULL || !mls_store_reader_begin (reader, 0, &last, error))
    return NULL;

  rules.vintages = mls_store_get_vintages (store, &rules.n_vintages);
  checked = find (reader, &(MlsCheckRules){ &rules, exceptions }, operation, last, func, user_data, error);
  mls_store_reader_end (reader);

  return checked != NULL ? errors_among (checked->findings) : NULL;
}
