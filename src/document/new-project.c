#include "document/new-project.h"

#include "document/aside.h"
#include "rules/nomenclature-path.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

/**
 * mls_new_project_free:
 * @self: (transfer full): a project that was to be made
 */
void
mls_new_project_free (MlsNewProject *self)
{
  g_clear_pointer (&self->report, mls_import_report_free);
  g_clear_pointer (&self->map, mls_import_map_free);
  g_free (self->source);
  g_free (self->layer);
  g_free (self->layer_crs);
  g_free (self->project);
  g_free (self->project_crs);
  g_free (self->nomenclature);
  g_free (self->author);
  g_free (self);
}

static void
tell (double fraction, const char *what, gpointer user_data)
{
  mls_errand_tell (user_data, fraction, _(what));
}

static gboolean
fill (MlsNewProject *self, MlsStore *store, MlsErrand *errand, GError **error)
{
  const MlsImportCleaning cleaning = { .tolerance_m = MLS_IMPORT_TOLERANCE_M };
  const MlsImportOptions options = { .author = self->author,
                                     .crs = self->layer_crs,
                                     .reproject = TRUE,
                                     .cleaning = self->clean ? &cleaning : NULL };
  const MlsImportProgress progress = { mls_errand_get_cancellable (errand), tell, errand };
  g_autoptr (MlsImport) import = mls_import_new (self->source, self->layer, error);
  gboolean done;

  if (import == NULL)
    return FALSE;

  mls_import_take_map (import, 0, mls_import_map_copy (self->map));
  done = mls_import_run (import, store, &options, &progress, error);
  self->report = mls_import_steal_report (import);

  return done;
}

/* A project under way. */
typedef struct
{
  MlsNewProject *project;
  MlsErrand     *errand;
} Making;

static gboolean
make_at (const char *path, gpointer user_data, GError **error)
{
  const Making *making = user_data;
  MlsNewProject *self = making->project;
  const char *name = self->nomenclature != NULL ? self->nomenclature : MLS_NOMENCLATURE_DEFAULT;
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_load_named (name, error);
  MlsStoreOptions options = { .crs = self->project_crs, .nomenclature = nomenclature, .author = self->author };
  g_autoptr (MlsStore) store = nomenclature != NULL ? mls_store_create (path, &options, error) : NULL;

  return store != NULL && fill (self, store, making->errand, error) &&
         mls_store_close (g_steal_pointer (&store), error);
}

static gboolean
check_paths (const MlsNewProject *self, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (self->source);
  g_autoptr (GFile) project = g_file_new_for_path (self->project);

  if (!g_file_equal (source, project))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” is the layer itself"), self->project);
  return FALSE;
}

/**
 * mls_new_project_make:
 * @errand: whose work this is
 * @new_project: the #MlsNewProject
 * @error: %MLS_STORE_ERROR_LOCKED if somebody writes what is to be replaced, or as mls_store_create()
 *   and mls_import_run()
 *
 * Makes it under another name beside its own: until it is whole, what is there stays as it is.
 *
 * Returns: whether the project is there
 */
gboolean
mls_new_project_make (MlsErrand *errand, gpointer new_project, GError **error)
{
  MlsNewProject *self = new_project;
  Making making = { self, errand };

  return check_paths (self, error) &&
         mls_make_aside (self->project, make_at, &making, mls_errand_get_cancellable (errand), error);
}
