#include "store/import.h"

#include "store/bulk.h"
#include "store/error.h"
#include "store/import-source.h"
#include "store/import-write.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Which share of the work each part is, as measured on a million polygons. */
#define SHARE_READING  0.15
#define SHARE_ASSEMBLY 0.50
#define SHARE_CLEANING 0.75 /* and assembly */

struct _MlsImport
{
  GPtrArray       *sources;  /* (element-type MlsImportSource), in order of priority */
  MlsImportReport *report;

  /* Of the run. */
  MlsStore                *store;
  const MlsImportOptions  *options;
  const MlsImportProgress *progress;
  double                   done;       /* fraction of the work before the layer that is read */
  double                   share;      /* that reading it is */
  MlsNomenclature         *nomenclature;
  GArray                  *vintages;   /* (element-type MlsImportVintage): of all sources, without columns */
  MlsSoup                 *soup;
  MlsAssembly             *assembly;
};

/**
 * mls_import_new:
 * @path: a file that GDAL reads
 * @layer: (nullable): which of its layers; %NULL for the only one of polygons
 * @error: as mls_import_layer_open()
 *
 * Returns: (transfer full): an import with a guessed map, or %NULL
 */
MlsImport *
mls_import_new (const char *path, const char *layer, GError **error)
{
  g_autoptr (MlsImport) self = g_new0 (MlsImport, 1);

  self->report = mls_import_report_new ();
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_import_source_free);
  if (!mls_import_add_source (self, path, layer, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mls_import_add_source:
 * @self: an import
 * @path: one more file that GDAL reads
 * @layer: (nullable): which of its layers; %NULL for the only one of polygons
 * @error: as mls_import_layer_open()
 *
 * Adds a source that is to fit beside those added before it; where it is cleaned, it comes after them.
 *
 * Returns: whether it was added, with a guessed map
 */
gboolean
mls_import_add_source (MlsImport *self, const char *path, const char *layer, GError **error)
{
  MlsImportSource *source = mls_import_source_open (path, layer, error);

  if (source != NULL)
    g_ptr_array_add (self->sources, source);

  return source != NULL;
}

/**
 * mls_import_n_sources:
 * @self: an import
 *
 * Returns: how many sources it has
 */
guint
mls_import_n_sources (const MlsImport *self)
{
  return self->sources->len;
}

static MlsImportSource *
source_at (const MlsImport *self, guint i)
{
  return g_ptr_array_index (self->sources, i);
}

static void
clear_run (MlsImport *self)
{
  g_clear_pointer (&self->assembly, mls_assembly_free);
  g_clear_pointer (&self->soup, mls_soup_free);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->vintages, g_array_unref);
}

/**
 * mls_import_free:
 * @self: (transfer full): an import
 */
void
mls_import_free (MlsImport *self)
{
  clear_run (self);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->report, mls_import_report_free);
  g_free (self);
}

/**
 * mls_import_set_map:
 * @self: an import
 * @source: the number of one of its sources, from 0
 * @text: "cs21=COLUMN,us21=COLUMN,…"
 * @error: %MLS_STORE_ERROR_ARGUMENT, and the map stays as it was
 *
 * Returns: whether it is the map of the source now
 */
gboolean
mls_import_set_map (MlsImport *self, guint source, const char *text, GError **error)
{
  return mls_import_source_set_map (source_at (self, source), text, error);
}

/**
 * mls_import_take_map:
 * @self: an import
 * @source: the number of one of its sources, from 0
 * @map: (transfer full): a map of the same columns
 */
void
mls_import_take_map (MlsImport *self, guint source, MlsImportMap *map)
{
  mls_import_source_take_map (source_at (self, source), map);
}

/**
 * mls_import_get_map:
 * @self: an import
 * @source: the number of one of its sources, from 0
 *
 * Returns: (transfer none): which columns it reads, valid until another map is set
 */
const MlsImportMap *
mls_import_get_map (const MlsImport *self, guint source)
{
  return source_at (self, source)->map;
}

/**
 * mls_import_get_layer:
 * @self: an import
 * @source: the number of one of its sources, from 0
 *
 * Returns: (transfer none): what it reads, valid while @self is
 */
MlsImportLayer *
mls_import_get_layer (const MlsImport *self, guint source)
{
  return source_at (self, source)->layer;
}

/**
 * mls_import_steal_report:
 * @self: an import that is not to be used further
 *
 * Returns: (transfer full): what there is to say of the last run
 */
MlsImportReport *
mls_import_steal_report (MlsImport *self)
{
  return g_steal_pointer (&self->report);
}

/**
 * mls_import_get_report:
 * @self: an import
 *
 * Returns: (transfer none): what there is to say of the last run, valid until the next
 */
const MlsImportReport *
mls_import_get_report (const MlsImport *self)
{
  return self->report;
}

static void
tell (const MlsImport *self, double fraction, const char *what)
{
  if (self->progress->func != NULL)
    self->progress->func (fraction, what, self->progress->user_data);
}

static double
share_of_assembly (const MlsImport *self)
{
  return self->options->cleaning != NULL ? SHARE_CLEANING : SHARE_ASSEMBLY;
}

static void
tell_reading (double fraction, const char *what, gpointer user_data)
{
  const MlsImport *self = user_data;

  tell (self, self->done + fraction * self->share, what);
}

static gboolean
tell_assembly (double fraction, gpointer user_data)
{
  const MlsImport *self = user_data;

  tell (self, SHARE_READING + fraction * share_of_assembly (self), N_("Fitting polygons together"));

  return !g_cancellable_is_cancelled (self->progress->cancellable);
}

static gboolean
check_maps (const MlsImport *self, GError **error)
{
  for (guint i = 0; i < self->sources->len; i++)
    if (!mls_import_source_check_map (source_at (self, i), self->store, error))
      return FALSE;

  return TRUE;
}

static void
collect_vintages (MlsImport *self)
{
  self->vintages = g_array_new (FALSE, FALSE, sizeof (MlsImportVintage));

  for (guint i = 0; i < self->sources->len; i++)
    {
      const GArray *vintages = source_at (self, i)->map->vintages;

      for (guint k = 0; k < vintages->len; k++)
        mls_import_number_vintage (self->vintages, self->store, &g_array_index (vintages, MlsImportVintage, k));
    }
}

static gboolean
find_priority (const MlsImport *self, const MlsImportSource *source, int *column, GError **error)
{
  const char *name = self->options->cleaning != NULL ? self->options->cleaning->priority : NULL;

  *column = MLS_NO_COLUMN;
  if (name == NULL)
    return TRUE;

  *column = mls_import_map_find_column (mls_import_layer_columns (source->layer), name);
  if (*column != MLS_NO_COLUMN)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” has no column “%s”"),
               mls_import_layer_get_name (source->layer), name);
  return FALSE;
}

/* Adds the polygons of one layer to the soup. */
static gboolean
read_layer (MlsImport              *self,
            const MlsImportSource  *source,
            const MlsImportReading *reading,
            MlsImportCounts        *counts,
            GError                **error)
{
  MlsImportProgress progress = { self->progress->cancellable, tell_reading, self };

  if (!mls_import_source_read (source, self->store, self->options, reading, &progress, counts, error))
    return FALSE;

  self->done += self->share;
  return TRUE;
}

static gboolean
read_source (MlsImport *self, guint i, GError **error)
{
  const MlsImportSource *source = source_at (self, i);
  const GArray *vintages = source->map->vintages;
  g_autofree guint *place = g_new (guint, vintages->len);
  MlsImportReading reading = { source->map, place, self->vintages->len, i, MLS_NO_COLUMN, self->nomenclature,
                               NULL, self->soup };

  for (guint k = 0; k < vintages->len; k++)
    place[k] = mls_import_number_vintage (self->vintages, self->store, &g_array_index (vintages, MlsImportVintage, k));

  return find_priority (self, source, &reading.priority, error) &&
         read_layer (self, source, &reading, &self->report->counts, error);
}

static gboolean
read_outline (MlsImport *self, GError **error)
{
  const MlsImportCleaning *cleaning = self->options->cleaning;
  g_autoptr (MlsImportSource) source = NULL;
  MlsImportCounts counts = { 0 };
  MlsImportReading reading = { NULL, NULL, self->vintages->len, MLS_OUTLINE, MLS_NO_COLUMN, self->nomenclature,
                               NULL, self->soup };

  if (cleaning == NULL || cleaning->outline == NULL)
    return TRUE;

  source = mls_import_source_open (cleaning->outline, cleaning->outline_layer, error);

  return source != NULL && read_layer (self, source, &reading, &counts, error);
}

static gboolean
read_sources (MlsImport *self, GError **error)
{
  collect_vintages (self);
  self->soup = mls_soup_new (self->vintages->len);
  self->done = 0;
  self->share = SHARE_READING / (self->sources->len + 1);

  for (guint i = 0; i < self->sources->len; i++)
    if (!read_source (self, i, error))
      return FALSE;

  return read_outline (self, error);
}

static char *
join_names (const MlsImport *self)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->sources->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            mls_import_layer_get_name (source_at (self, i)->layer));

  return g_string_free (names, FALSE);
}

static gboolean
check_rest (const MlsImport *self, GError **error)
{
  if (mls_soup_n_faces (self->soup) > 0)
    return TRUE;

  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                       _("Nothing is left of the polygons; does the outline lie elsewhere?"));
  return FALSE;
}

static gboolean
assemble (MlsImport *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean done;

  /* What is smaller than anything the map may show is no hole of the territory. */
  self->assembly = mls_assembly_new (self->soup, mls_nomenclature_largest_minimum (self->nomenclature));
  if (self->options->cleaning != NULL)
    {
      double tolerance = self->options->cleaning->tolerance_m * MLS_MM_PER_M;

      mls_assembly_clean (self->assembly, &(MlsCleaning){ .tolerance = llround (tolerance) });
    }

  done = mls_assembly_run (self->assembly, tell_assembly, self, &reason) && check_rest (self, &reason);
  mls_import_report_assembly (self->report, self->assembly);

  if (!done && g_cancellable_is_cancelled (self->progress->cancellable))
    mls_store_fail_cancelled (error);
  else if (!done)
    {
      g_autofree char *names = join_names (self);

      g_propagate_prefixed_error (error, g_steal_pointer (&reason), _("“%s”: "), names);
    }

  return done;
}

static gboolean
write_faces (MlsImport *self, GError **error)
{
  g_autofree char *names = join_names (self);
  g_autofree char *summary = g_strdup_printf ("%s: %u polygons", names, self->report->counts.n_polygons);
  g_autoptr (GArray) repairs = mls_import_report_repairs (self->report);
  const MlsImportWriting writing = {
    .facts = { .author = self->options->author, .verb = MLS_VERB_IMPORT, .summary = summary },
    .assembly = self->assembly,
    .soup = self->soup,
    .vintages = self->vintages,
    .nomenclature = self->nomenclature,
    .findings = repairs,
    .report = self->report,
    .progress = self->progress,
    .done = SHARE_READING + share_of_assembly (self),
  };

  return mls_import_write (&writing, self->store, error);
}

static gboolean
check_cleaning (const MlsImportCleaning *cleaning, GError **error)
{
  const double max_m = (double) MLS_TOLERANCE_MAX / MLS_MM_PER_M;

  if (cleaning == NULL || (cleaning->tolerance_m >= 0 && cleaning->tolerance_m <= max_m))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("Tolerances go from 0 to %g m"), max_m);
  return FALSE;
}

/**
 * mls_import_run:
 * @self: an import
 * @store: a project open for writing that has never had a face
 * @options: how to import
 * @progress: who is told how far it is, and may stop it
 * @error: %MLS_COVERAGE_ERROR_SOURCE if the polygons do not fit together and are not to be cleaned; %MLS_STORE_ERROR_NO_MAP,
 *   %MLS_STORE_ERROR_NO_CRS or %MLS_STORE_ERROR_OTHER_CRS if something has to be given;
 *   %MLS_STORE_ERROR_EXISTS if the project has faces, %MLS_STORE_ERROR_CANCELLED, or any other
 *   #MLS_STORE_ERROR
 *
 * What was found is in mls_import_get_report(), whether it was refused or not.
 *
 * Returns: whether all of it is on disk; if not, the project is as it was
 */
gboolean
mls_import_run (MlsImport               *self,
                MlsStore                *store,
                const MlsImportOptions  *options,
                const MlsImportProgress *progress,
                GError                 **error)
{
  gboolean done;

  g_return_val_if_fail (options->author != NULL, FALSE);

  if (!check_cleaning (options->cleaning, error))
    return FALSE;

  g_clear_pointer (&self->report, mls_import_report_free);
  self->report = mls_import_report_new ();
  for (guint i = 0; i < self->sources->len; i++)
    g_ptr_array_add (self->report->layers, g_strdup (mls_import_layer_get_name (source_at (self, i)->layer)));
  self->store = store;
  self->options = options;
  self->progress = progress;

  if (!mls_bulk_check (store, error))
    return FALSE;

  self->nomenclature = mls_store_read_nomenclature (store, error);
  done = self->nomenclature != NULL && check_maps (self, error) && read_sources (self, error) &&
         assemble (self, error) && write_faces (self, error);
  clear_run (self);

  return done;
}
