#include "store/sample-private.h"

#include "store/error.h"

#include <glib/gi18n-lib.h>

static GHashTable *
find_judged_by (const GArray *all, MlsText controller)
{
  GHashTable *judged = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < all->len; i++)
    {
      MlsSaid *said = &g_array_index (all, MlsSaid, i);

      if (said->judgement.controller == controller)
        g_hash_table_add (judged, &said->unit);
    }

  return judged;
}

static GPtrArray *
choose_units (MlsSampleFile *self, guint part, MlsText controller, GError **error)
{
  g_autoptr (GArray) all = mls_sample_file_list_judgements (self, error);
  g_autoptr (GHashTable) judged = all != NULL ? find_judged_by (all, controller) : NULL;
  GPtrArray *units;

  if (all == NULL)
    return NULL;

  units = g_ptr_array_new ();
  for (guint i = 0; i < self->units->len; i++)
    {
      MlsUnit *unit = g_ptr_array_index (self->units, i);

      if ((part == 0 || unit->part == part) &&
          (controller == 0 || (!g_hash_table_contains (judged, &unit->id) &&
                               mls_sample_file_check_controller (self, unit->id, controller, NULL))))
        g_ptr_array_add (units, unit);
    }

  return units;
}

/**
 * mls_sample_file_hand_out:
 * @self: a sample
 * @path: a file that does not exist
 * @part: which part of it, or 0 for all
 * @controller: for whom it is: without what they have made or judged already; or 0 for anybody
 * @error: %MLS_STORE_ERROR_NOTHING if nothing is left to be judged, %MLS_STORE_ERROR_REFUSED if that one was told what the
 *   map says of a blind sample, or any other #MLS_STORE_ERROR
 *
 * Makes a file of the same sample in which nobody has judged anything, so that who judges a second time does not know
 * what was said the first. It comes back by mls_sample_file_merge().
 *
 * Returns: whether it is there
 */
gboolean
mls_sample_file_hand_out (MlsSampleFile *self, const char *path, guint part, MlsText controller, GError **error)
{
  g_autoptr (GPtrArray) units = choose_units (self, part, controller, error);
  g_autoptr (MlsNomenclature) nomenclature = units != NULL ? mls_sample_file_read_nomenclature (self, error) : NULL;
  g_autofree char *crs = nomenclature != NULL ? mls_sample_file_dup_crs (self, error) : NULL;
  const MlsSampleContents contents = { &self->sample, self->strata, units, self->photos, nomenclature, crs };

  if (crs == NULL || (controller != 0 && !mls_sample_file_check_untold (self, controller, error)))
    return FALSE;

  if (units->len == 0)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("“%s” has nothing left to hand out"),
                   self->database->name);
      return FALSE;
    }

  return mls_sample_file_create (path, &contents, error);
}
