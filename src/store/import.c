#include "store/import.h"

#include "store/bulk.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

/* Which share of the work each part is, as measured on a million polygons. */
#define SHARE_READING  0.15
#define SHARE_ASSEMBLY 0.50

/* Faces between two calls of the caller's function. */
#define TELL_EVERY 4096

struct _MlsImport
{
  MlsImportLayer  *layer;
  MlsImportMap    *map;
  MlsImportReport *report;

  /* Of the run. */
  MlsStore                *store;
  const MlsImportProgress *progress;
  MlsNomenclature         *nomenclature;
  MlsSoup                 *soup;
  MlsAssembly             *assembly;
  MlsBulk                 *bulk;
  guint                   *place;      /* [vintages of the map]: index among the project's */
  MlsLabel                *labels;     /* [vintages of the project]: of a face */
  guint                    n_labels;
  GError                  *error;      /* of the bulk, while faces are given */
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
  self->layer = mls_import_layer_open (path, layer, error);
  if (self->layer == NULL)
    return NULL;

  self->map = mls_import_map_guess (mls_import_layer_columns (self->layer),
                                    mls_import_layer_cuts_names (self->layer));

  return g_steal_pointer (&self);
}

static void
clear_run (MlsImport *self)
{
  g_clear_pointer (&self->bulk, mls_bulk_free);
  g_clear_pointer (&self->assembly, mls_assembly_free);
  g_clear_pointer (&self->soup, mls_soup_free);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->labels, g_free);
  g_clear_error (&self->error);
}

/**
 * mls_import_free:
 * @self: (transfer full): an import
 */
void
mls_import_free (MlsImport *self)
{
  clear_run (self);
  g_clear_pointer (&self->map, mls_import_map_free);
  g_clear_pointer (&self->layer, mls_import_layer_free);
  g_clear_pointer (&self->report, mls_import_report_free);
  g_free (self);
}

/**
 * mls_import_set_map:
 * @self: an import
 * @text: "cs21=COLUMN,us21=COLUMN,…"
 * @error: %MLS_STORE_ERROR_ARGUMENT, and the map stays as it was
 *
 * Returns: whether it is the map now
 */
gboolean
mls_import_set_map (MlsImport *self, const char *text, GError **error)
{
  MlsImportMap *map = mls_import_map_parse (mls_import_layer_columns (self->layer), text, error);

  if (map == NULL)
    return FALSE;

  mls_import_map_free (self->map);
  self->map = map;
  return TRUE;
}

/**
 * mls_import_get_map:
 * @self: an import
 *
 * Returns: (transfer none): which columns it reads, valid until another map is set
 */
const MlsImportMap *
mls_import_get_map (const MlsImport *self)
{
  return self->map;
}

/**
 * mls_import_get_layer:
 * @self: an import
 *
 * Returns: (transfer none): what it reads, valid while @self is
 */
MlsImportLayer *
mls_import_get_layer (const MlsImport *self)
{
  return self->layer;
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

static char *
join_columns (const MlsImport *self)
{
  const GPtrArray *columns = mls_import_layer_columns (self->layer);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (columns, i));

  return g_string_free (text, FALSE);
}

static gboolean
check_map (const MlsImport *self, GError **error)
{
  const GArray *vintages = self->map->vintages;
  guint n_vintages;

  if (vintages->len == 0)
    {
      g_autofree char *columns = join_columns (self);

      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_MAP,
                   _("Which columns of “%s” hold the codes has to be given; it has %s"),
                   mls_import_layer_get_name (self->layer), columns);
      return FALSE;
    }

  mls_store_get_vintages (self->store, &n_vintages);
  if (g_array_index (vintages, MlsImportVintage, 0).year == 0 && n_vintages != 1)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_MAP,
                   _("The columns of “%s” do not tell of which year they are; it has to be given"),
                   mls_import_layer_get_name (self->layer));
      return FALSE;
    }

  return TRUE;
}

/* The system that was named for the layer. */
static MlsCrs *
read_given_crs (const MlsImportOptions *options, GError **error)
{
  g_autoptr (GError) reason = NULL;
  MlsCrs *given = mls_crs_new (options->crs, &reason);

  if (given == NULL)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, reason->message);

  return given;
}

/* The system of the layer: what it tells, else what was named. */
static MlsCrs *
find_crs (MlsImport *self, const MlsImportOptions *options, GError **error)
{
  g_autofree char *text = mls_import_layer_dup_crs (self->layer);
  g_autoptr (MlsCrs) given = options->crs != NULL ? read_given_crs (options, error) : NULL;
  g_autoptr (MlsCrs) told = NULL;

  if (options->crs != NULL && given == NULL)
    return NULL;

  if (text == NULL && given == NULL)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_CRS,
                 _("“%s” does not tell its coordinate reference system"), mls_import_layer_get_name (self->layer));
  if (text == NULL)
    return g_steal_pointer (&given);

  told = mls_crs_new (text, error);
  if (told == NULL || given == NULL || mls_crs_equal (told, given))
    return g_steal_pointer (&told);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” is in %s, as it says itself, not in %s"),
               mls_import_layer_get_name (self->layer), mls_crs_get_name (told), mls_crs_get_name (given));
  return NULL;
}

/* Sets @transform to the way from the layer's system to the project's, NULL if they are one. */
static gboolean
find_transform (MlsImport *self, const MlsImportOptions *options, MlsCrsTransform **transform, GError **error)
{
  g_autofree char *to_text = mls_store_dup_crs (self->store, error);
  g_autoptr (MlsCrs) to = to_text != NULL ? mls_crs_new (to_text, error) : NULL;
  g_autoptr (MlsCrs) from = to != NULL ? find_crs (self, options, error) : NULL;

  if (from == NULL)
    return FALSE;

  if (mls_crs_equal (from, to))
    return TRUE;

  if (!options->reproject)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_OTHER_CRS,
                   _("“%s” is in %s and the project in %s: reprojecting it has to be asked for"),
                   mls_import_layer_get_name (self->layer), mls_crs_get_name (from), mls_crs_get_name (to));
      return FALSE;
    }

  *transform = mls_crs_transform_new (from, to, error);
  return *transform != NULL;
}

static void
tell (const MlsImport *self, double fraction, const char *what)
{
  if (self->progress->func != NULL)
    self->progress->func (fraction, what, self->progress->user_data);
}

static void
tell_reading (double fraction, const char *what, gpointer user_data)
{
  tell (user_data, fraction * SHARE_READING, what);
}

static gboolean
tell_assembly (double fraction, gpointer user_data)
{
  const MlsImport *self = user_data;

  tell (self, SHARE_READING + fraction * SHARE_ASSEMBLY, N_("Fitting polygons together"));

  return !g_cancellable_is_cancelled (self->progress->cancellable);
}

static gboolean
read_layer (MlsImport *self, const MlsImportOptions *options, GError **error)
{
  g_autoptr (MlsCrsTransform) transform = NULL;
  MlsImportProgress progress = { self->progress->cancellable, tell_reading, self };
  MlsImportReading reading;

  if (!find_transform (self, options, &transform, error))
    return FALSE;

  self->soup = mls_soup_new (self->map->vintages->len);
  reading = (MlsImportReading){ self->map, self->nomenclature, transform, self->soup };
  if (!mls_import_layer_read (self->layer, &reading, &progress, &self->report->counts, error))
    return FALSE;

  if (self->report->counts.n_polygons > 0)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN,
               self->report->counts.n_features == 0 ? _("“%s” is empty") : _("None of the features of “%s” has a polygon"),
               mls_import_layer_get_name (self->layer));
  return FALSE;
}

/* What is smaller than anything the map may show is no hole of the territory. */
static MlsArea2
highest_minimum (const MlsNomenclature *nomenclature)
{
  static const MlsDimension dimensions[] = { MLS_DIMENSION_COVER, MLS_DIMENSION_USE };
  MlsArea2 highest = 0;

  for (gsize d = 0; d < G_N_ELEMENTS (dimensions); d++)
    {
      guint n_classes;
      const MlsClass *const *classes = mls_nomenclature_classes (nomenclature, dimensions[d], &n_classes);

      for (guint i = 0; i < n_classes; i++)
        highest = MAX (highest, classes[i]->minimum);
    }

  return highest;
}

static gboolean
assemble (MlsImport *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean done;

  self->assembly = mls_assembly_new (self->soup, highest_minimum (self->nomenclature));
  done = mls_assembly_run (self->assembly, tell_assembly, self, &reason);
  mls_import_report_assembly (self->report, self->assembly);

  if (!done && g_cancellable_is_cancelled (self->progress->cancellable))
    mls_import_fail_cancelled (error);
  else if (!done)
    g_propagate_prefixed_error (error, g_steal_pointer (&reason), "“%s”: ",
                                mls_import_layer_get_name (self->layer));

  return done;
}

/* Index of a vintage among the project's, or -1. */
static int
find_vintage (const MlsImport *self, const MlsImportVintage *wanted)
{
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n_vintages);

  if (wanted->year == 0)
    return 0;

  for (guint i = 0; i < n_vintages; i++)
    if (g_strcmp0 (vintages[i].code, wanted->code) == 0)
      return (int) i;

  return -1;
}

/* Finds the vintages of the map in the project, and adds those it lacks. */
static gboolean
place_vintages (MlsImport *self, GError **error)
{
  const GArray *vintages = self->map->vintages;

  self->place = g_new (guint, vintages->len);

  for (guint i = 0; i < vintages->len; i++)
    {
      const MlsImportVintage *vintage = &g_array_index (vintages, MlsImportVintage, i);
      MlsVintage added = { vintage->code, vintage->year, NULL, 0 };

      if (find_vintage (self, vintage) < 0 && !mls_bulk_add_vintage (self->bulk, &added, error))
        return FALSE;

      self->place[i] = (guint) find_vintage (self, vintage);
    }

  mls_store_get_vintages (self->store, &self->n_labels);
  self->labels = g_new0 (MlsLabel, self->n_labels);
  return TRUE;
}

static void
report_labels (MlsImport *self)
{
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n_vintages);

  for (guint i = 0; i < mls_soup_n_labels (self->soup); i++)
    for (guint k = 0; k < self->map->vintages->len; k++)
      {
        const MlsLabel *label = mls_soup_labels (self->soup, i) + k;

        mls_import_report_label (self->report, self->nomenclature, mls_label_pair (label),
                                 vintages[self->place[k]].year);
      }

  mls_import_report_sort (self->report);
}

static gboolean
give_face (const MlsFace *face, gpointer user_data)
{
  MlsImport *self = user_data;
  g_autoptr (MlsFace) placed = NULL;

  for (guint i = 0; i < face->n_vintages; i++)
    self->labels[self->place[i]] = face->labels[i];

  placed = mls_face_with (face, face->id, 0, self->labels, self->n_labels);
  if (!mls_bulk_add_face (self->bulk, placed, &self->error))
    return FALSE;

  if (++self->report->n_faces % TELL_EVERY == 0)
    {
      double done = (double) self->report->n_faces / mls_soup_n_faces (self->soup);

      tell (self, MIN (SHARE_READING + SHARE_ASSEMBLY + done * (1 - SHARE_READING - SHARE_ASSEMBLY), 1),
            N_("Writing the project"));
      g_cancellable_set_error_if_cancelled (self->progress->cancellable, &self->error);
    }

  return self->error == NULL;
}

static gboolean
give_edge (const MlsEdge *edge, gpointer user_data)
{
  MlsImport *self = user_data;

  return mls_bulk_add_edge (self->bulk, edge, &self->error);
}

static gboolean
write_faces (MlsImport *self, const char *author, GError **error)
{
  g_autofree char *summary = g_strdup_printf ("%s: %u polygons", mls_import_layer_get_name (self->layer),
                                              self->report->counts.n_polygons);
  const MlsOperationFacts facts = { .author = author, .verb = MLS_VERB_IMPORT, .summary = summary };

  self->bulk = mls_bulk_begin (self->store, &facts, error);
  if (self->bulk == NULL || !place_vintages (self, error))
    return FALSE;

  report_labels (self);
  if (!mls_assembly_faces (self->assembly, give_face, self) ||
      !mls_assembly_edges (self->assembly, give_edge, self))
    {
      if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        mls_import_fail_cancelled (error);
      else
        g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  return mls_bulk_commit (self->bulk, NULL, error);
}

/**
 * mls_import_run:
 * @self: an import
 * @store: a project open for writing that has never had a face
 * @options: how to import
 * @progress: who is told how far it is, and may stop it
 * @error: %MLS_COVERAGE_ERROR_SOURCE if the polygons do not fit together; %MLS_STORE_ERROR_NO_MAP,
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

  g_clear_pointer (&self->report, mls_import_report_free);
  self->report = mls_import_report_new ();
  self->store = store;
  self->progress = progress;

  if (!mls_bulk_check (store, error))
    return FALSE;

  self->nomenclature = mls_store_read_nomenclature (store, error);
  done = self->nomenclature != NULL && check_map (self, error) && read_layer (self, options, error) &&
         assemble (self, error) && write_faces (self, options->author, error);
  clear_run (self);

  return done;
}
