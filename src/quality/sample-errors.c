/* What controllers found to be wrong, for whoever is to put it right. */

#include "quality/sample-errors.h"

static gboolean
has_begun_confirming (const GArray *said)
{
  for (guint i = 0; i < said->len; i++)
    if (g_array_index (said, MlsSaid, i).judgement.confirmation != MLS_CONFIRMATION_NONE)
      return TRUE;

  return FALSE;
}

static gboolean
counts (const MlsJudgement *judgement, gboolean confirmed)
{
  return mls_judgement_is_error (judgement) && judgement->confirmation != MLS_CONFIRMATION_REJECTED &&
         (!confirmed || judgement->confirmation == MLS_CONFIRMATION_CONFIRMED);
}

/**
 * mls_sample_errors_list:
 * @file: a sample
 * @vintage: the index of its vintage among those of a project
 * @error: a #MLS_STORE_ERROR
 *
 * Once anything was confirmed or rejected, only what is confirmed is an error. Where several found the same unit to be
 * wrong, each says so.
 *
 * Returns: (transfer full) (element-type MlsDecision): what is to be sent back, or %NULL
 */
GArray *
mls_sample_errors_list (MlsSampleFile *file, guint vintage, GError **error)
{
  g_autoptr (GArray) said = mls_sample_file_list_judgements (file, error);
  g_autoptr (GArray) decisions = g_array_new (FALSE, FALSE, sizeof (MlsDecision));
  gboolean confirmed;

  if (said == NULL)
    return NULL;

  confirmed = has_begun_confirming (said);
  for (guint i = 0; i < said->len; i++)
    {
      const MlsSaid *one = &g_array_index (said, MlsSaid, i);

      if (counts (&one->judgement, confirmed))
        mls_sample_add_errors (mls_sample_file_get_sample (file), mls_sample_file_get_unit (file, one->unit),
                               &one->judgement, vintage, decisions);
    }

  return g_steal_pointer (&decisions);
}
