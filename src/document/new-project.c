#include "document/new-project.h"

#include "rules/nomenclature-path.h"
#include "store/error.h"
#include "store/lock.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

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

static gboolean
make_at (MlsNewProject *self, const char *path, MlsErrand *errand, GError **error)
{
  const char *name = self->nomenclature != NULL ? self->nomenclature : MLS_NOMENCLATURE_DEFAULT;
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_load_named (name, error);
  MlsStoreOptions options = { .crs = self->project_crs, .nomenclature = nomenclature, .author = self->author };
  g_autoptr (MlsStore) store = nomenclature != NULL ? mls_store_create (path, &options, error) : NULL;

  return store != NULL && fill (self, store, errand, error) &&
         mls_store_close (g_steal_pointer (&store), error);
}

/* Who wrote the old file last may have left some beside it, which SQLite would take for the new
 * one's. */
static void
remove_leavings (const char *path)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *beside = g_strconcat (path, suffixes[i], NULL);

      g_unlink (beside);
    }
}

static gboolean
put_in_place (const char *from, const char *to, GError **error)
{
  remove_leavings (to);
  if (g_rename (from, to) == 0)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, "“%s”: %s", to, g_strerror (errno));
  return FALSE;
}

/* Whoever gave up in the last moment gets no project either. */
static gboolean
check_wanted (MlsErrand *errand, GError **error)
{
  return !g_cancellable_is_cancelled (mls_errand_get_cancellable (errand)) || mls_store_fail_cancelled (error);
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
  g_autofree char *part = g_strconcat (self->project, ".import", NULL);
  g_autoptr (MlsLock) lock = NULL;
  gboolean made;

  if (!check_paths (self, error) || (lock = mls_lock_take (self->project, error)) == NULL)
    return FALSE;

  remove_leavings (part);
  g_unlink (part);
  made = make_at (self, part, errand, error) && check_wanted (errand, error) &&
         put_in_place (part, self->project, error);
  if (!made)
    g_unlink (part);

  return made;
}
