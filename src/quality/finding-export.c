/* Findings for other programs: a table, or a map. */

#include "quality/finding-export.h"

#include "coverage/region.h"
#include "rules/finding-table.h"
#include "store/error.h"
#include "store/finding-file.h"
#include "store/state.h"

#include <glib/gi18n-lib.h>

/* What has been looked at of the coverage is let go of now and then. */
#define STEP 256

/* A region of more vertices is shown by its place alone. */
#define MAX_POINTS 1000000

typedef struct
{
  MlsStoreReader      *reader;
  MlsRules             rules;
  MlsFindingFile      *file;
  MlsStoreProgressFunc func; /* (nullable) */
  gpointer             user_data;
} Export;

/* FALSE where a finding is of no region, or of none any more. */
static gboolean
find_outline (MlsOverlay *overlay, const MlsFinding *finding, MlsShape *outline)
{
  const MlsRegionLimit limit = { .n_points = MAX_POINTS };
  MlsCell *cell = NULL;
  g_autoptr (MlsRegion) region = NULL;
  guint since;

  if (finding->vintage != MLS_NO_VINTAGE && !mls_finding_is_over (finding))
    cell = mls_overlay_cell_at (overlay, finding->place);
  if (cell == NULL)
    return FALSE;

  since = mls_finding_is_change (finding) ? finding->from_vintage : finding->vintage;
  region = mls_region_new_changed (overlay, cell, since, finding->vintage, finding->dimension, limit);
  mls_shape_clear (outline);
  if (!region->at_least)
    mls_region_outline (overlay, region, outline);

  return !region->at_least;
}

static gboolean
add_some (Export *self, const GArray *findings, guint first, GError **error)
{
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_store_reader_source (self->reader), self->rules.n_vintages);
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsShape) outline = mls_shape_new ();

  for (guint i = first; i < findings->len && i < first + STEP; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);
      gboolean has_region = find_outline (overlay, finding, outline);

      if (!mls_patch_check (patch, error) ||
          !mls_finding_file_add (self->file, finding, &self->rules, has_region ? outline : NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_all (Export *self, const GArray *findings, GError **error)
{
  for (guint first = 0; first < findings->len; first += STEP)
    {
      if (self->func != NULL && !self->func ((double) first / findings->len, self->user_data))
        return mls_store_fail_cancelled (error);

      if (!add_some (self, findings, first, error))
        return FALSE;
    }

  return mls_finding_file_finish (self->file, error);
}

static gboolean
write_map (Export *self, MlsStore *store, const GArray *findings, const char *path, GError **error)
{
  g_autofree char *crs = mls_store_dup_crs (store, error);
  g_autoptr (MlsStoreReader) reader = crs != NULL ? mls_store_reader_of (store, error) : NULL;
  g_autoptr (MlsFindingFile) file = reader != NULL ? mls_finding_file_new (path, crs, error) : NULL;
  gboolean written;

  if (file == NULL || !mls_store_reader_begin (reader, 0, NULL, error))
    return FALSE;

  self->reader = reader;
  self->file = file;
  written = add_all (self, findings, error);
  mls_store_reader_end (reader);

  return written;
}

/**
 * mls_finding_export:
 * @store: a project
 * @findings: (element-type MlsFinding): findings of it as it is
 * @path: where to, replaced if it is there; its ending, .gpkg or .csv, tells the format
 * @func: (scope call) (nullable): told how far that is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_ARGUMENT for any other ending, %MLS_STORE_ERROR_CANCELLED, or another #MLS_STORE_ERROR
 *
 * Writes a table; or a map of the places of findings, and of the regions that some are of.
 *
 * Returns: whether the file is there, whole
 */
gboolean
mls_finding_export (MlsStore            *store,
                    const GArray        *findings,
                    const char          *path,
                    MlsStoreProgressFunc func,
                    gpointer             user_data,
                    GError             **error)
{
  Export self = { .func = func, .user_data = user_data };
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *csv = NULL;

  self.rules.vintages = mls_store_get_vintages (store, &self.rules.n_vintages);
  if (g_str_has_suffix (lower, ".gpkg"))
    return write_map (&self, store, findings, path, error);

  if (g_str_has_suffix (lower, ".csv"))
    {
      csv = mls_findings_to_csv (findings, &self.rules);
      return g_file_set_contents (path, csv, -1, error);
    }

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
               _("The name of “%s” does not tell its format: it should end in .gpkg or .csv"), path);
  return FALSE;
}
