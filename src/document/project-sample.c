/* Whether a sample is of a project. */

#include "document/project-private.h"

#include "geometry/crs.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

static gboolean
find_vintage (MlsProject *self, const MlsSample *sample, guint *vintage, GError **error)
{
  if (mls_vintage_find (self->rules.vintages, self->rules.n_vintages, g_quark_to_string (sample->vintage), vintage))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("This sample is of %d, which the project does not have"),
               sample->year);
  return FALSE;
}

static gboolean
is_in_system (MlsProject *self, MlsSampleFile *file, GError **error)
{
  g_autofree char *definition = mls_store_dup_crs (self->store, error);
  g_autofree char *own_definition = definition != NULL ? mls_sample_file_dup_crs (file, error) : NULL;
  g_autoptr (MlsCrs) system = own_definition != NULL ? mls_crs_new (definition, error) : NULL;
  g_autoptr (MlsCrs) own = system != NULL ? mls_crs_new (own_definition, error) : NULL;

  if (own == NULL || mls_crs_equal (own, system))
    return own != NULL;

  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_OTHER_CRS,
                       _("This sample is in another reference system than the project"));
  return FALSE;
}

static gboolean
is_on_ground (MlsProject *self, MlsSampleFile *file)
{
  const GPtrArray *units = mls_sample_file_get_units (file);
  MlsBox territory;

  if (units->len == 0 || !mls_project_get_territory (self, &territory))
    return TRUE;

  for (guint i = 0; i < units->len; i++)
    if (mls_box_intersects (&((const MlsUnit *) g_ptr_array_index (units, i))->box, &territory))
      return TRUE;

  return FALSE;
}

/**
 * mls_project_find_sample:
 * @self: a project
 * @file: a sample
 * @vintage: (out): the index of its vintage among those of @self
 * @error: %MLS_STORE_ERROR_ARGUMENT if @self has no such vintage, or the sample lies elsewhere, %MLS_STORE_ERROR_OTHER_CRS, or
 *   any other #MLS_STORE_ERROR
 *
 * The project may be another copy than the sample was drawn from; only what cannot be of its ground is refused.
 *
 * Returns: whether it can be of @self
 */
gboolean
mls_project_find_sample (MlsProject *self, MlsSampleFile *file, guint *vintage, GError **error)
{
  if (!find_vintage (self, mls_sample_file_get_sample (file), vintage, error) || !is_in_system (self, file, error))
    return FALSE;

  if (is_on_ground (self, file))
    return TRUE;

  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                       _("This sample is of other ground than the project"));
  return FALSE;
}
