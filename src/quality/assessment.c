#include "quality/assessment.h"

#include "base/text.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

static void
add_accuracy (MlsAssessment *self, MlsDimension code, const MlsAssessmentTerms *terms)
{
  const MlsAccuracyQuery query = {
    .sample = mls_sample_file_get_sample (self->file),
    .strata = mls_sample_file_get_strata (self->file),
    .units = mls_sample_file_get_units (self->file),
    .said = self->said,
    .code = code,
    .confirmed = terms->confirmed,
    .agreed = mls_agreed_else (terms->agreed, mls_sample_file_get_sample (self->file)->agreed),
  };

  self->accuracies[self->n_accuracies++] = mls_accuracy_new (&query);
}

/**
 * mls_assessment_new:
 * @path: the file of a sample
 * @terms: what it has to reach
 * @error: a #MLS_STORE_ERROR
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): how right the map is by it, as far as it is judged now
 */
MlsAssessment *
mls_assessment_new (const char *path, const MlsAssessmentTerms *terms, GError **error)
{
  g_autoptr (MlsAssessment) self = g_new0 (MlsAssessment, 1);

  self->file = mls_sample_file_open (path, MLS_STORE_READ_ONLY, error);
  self->nomenclature = self->file != NULL ? mls_sample_file_read_nomenclature (self->file, error) : NULL;
  self->said = self->nomenclature != NULL ? mls_sample_file_list_judgements (self->file, error) : NULL;
  self->told = self->said != NULL ? mls_sample_file_list_told (self->file, error) : NULL;
  if (self->told == NULL)
    return NULL;

  for (MlsDimension code = 0; code < MLS_N_CODES; code++)
    if (mls_judgement_is_of (mls_sample_file_get_sample (self->file)->dimension, code))
      add_accuracy (self, code, terms);

  return g_steal_pointer (&self);
}

/**
 * mls_assessment_free:
 * @self: (transfer full): what was found
 */
void
mls_assessment_free (MlsAssessment *self)
{
  for (guint i = 0; i < self->n_accuracies; i++)
    mls_accuracy_free (self->accuracies[i]);
  g_clear_pointer (&self->told, g_array_unref);
  g_clear_pointer (&self->said, g_array_unref);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->file, mls_sample_file_free);
  g_free (self);
}

static void
free_assessment (gpointer assessment)
{
  mls_assessment_free (assessment);
}

/* Counted twice, a sample would seem to say twice as much. */
static gboolean
check_is_other (const GPtrArray *assessments, const MlsAssessment *assessment, GError **error)
{
  for (guint i = 0; i < assessments->len; i++)
    {
      const MlsAssessment *other = g_ptr_array_index (assessments, i);

      if (mls_sample_file_get_sample (other->file)->id != mls_sample_file_get_sample (assessment->file)->id)
        continue;
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                   _("“%s” and “%s” are of one sample: they have to be merged first"),
                   mls_sample_file_get_path (other->file), mls_sample_file_get_path (assessment->file));
      return FALSE;
    }

  return TRUE;
}

/**
 * mls_assessment_open_all:
 * @paths: (array zero-terminated=1): files of different samples
 * @terms: what each has to reach
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type MlsAssessment): one of each, in that order
 */
GPtrArray *
mls_assessment_open_all (char *const *paths, const MlsAssessmentTerms *terms, GError **error)
{
  g_autoptr (GPtrArray) assessments = g_ptr_array_new_with_free_func (free_assessment);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (MlsAssessment) assessment = mls_assessment_new (paths[i], terms, error);

      if (assessment == NULL || !check_is_other (assessments, assessment, error))
        return NULL;
      g_ptr_array_add (assessments, g_steal_pointer (&assessment));
    }

  return g_steal_pointer (&assessments);
}

/**
 * mls_assessment_dup_title:
 * @self: what was found
 *
 * Returns: (transfer full): what its sample is called, by its file if it has no title
 */
char *
mls_assessment_dup_title (const MlsAssessment *self)
{
  MlsText title = mls_sample_file_get_sample (self->file)->title;

  return title != 0 ? g_strdup (g_quark_to_string (title)) : mls_text_stem (mls_sample_file_get_path (self->file));
}
