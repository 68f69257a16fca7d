#include "store/import-write.h"

#include "store/bulk.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

/* Faces between two calls of the caller's function. */
#define TELL_EVERY 4096

typedef struct
{
  const MlsImportWriting *writing;
  MlsStore               *store;
  MlsBulk                *bulk;
  guint                  *place;    /* [vintages of the soup]: index among the project's */
  MlsLabel               *labels;   /* [vintages of the project]: of a face */
  guint                   n_labels;
  GError                 *error;    /* while faces are given */
} Writer;

static void
writer_clear (Writer *self)
{
  g_clear_pointer (&self->bulk, mls_bulk_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->labels, g_free);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

/* A vintage of a source without its columns; one that tells no year is the project's only one. */
static MlsImportVintage
bare_vintage (MlsStore *store, const MlsImportVintage *vintage)
{
  MlsImportVintage bare = { .year = vintage->year };
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);

  if (bare.year == 0)
    bare.year = vintages[0].year;
  g_strlcpy (bare.code, vintage->year != 0 ? vintage->code : vintages[0].code, sizeof bare.code);

  return bare;
}

/**
 * mls_import_number_vintage: (skip)
 * @vintages: (element-type MlsImportVintage): those known so far, without columns
 * @store: the project
 * @vintage: a vintage of a source
 *
 * Returns: its number among them; it is added if it is new
 */
guint
mls_import_number_vintage (GArray *vintages, MlsStore *store, const MlsImportVintage *vintage)
{
  MlsImportVintage bare = bare_vintage (store, vintage);
  guint i = 0;

  while (i < vintages->len && !g_str_equal (g_array_index (vintages, MlsImportVintage, i).code, bare.code))
    i++;

  if (i == vintages->len)
    g_array_append_val (vintages, bare);

  return i;
}

static gboolean
find_vintage (const Writer *self, const MlsImportVintage *wanted, guint *out)
{
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n_vintages);

  return mls_vintage_find (vintages, n_vintages, wanted->code, out);
}

/* Finds the vintages of the sources in the project, and adds those it lacks. */
static gboolean
place_vintages (Writer *self, GError **error)
{
  const GArray *vintages = self->writing->vintages;
  guint place;

  self->place = g_new (guint, vintages->len);

  for (guint i = 0; i < vintages->len; i++)
    {
      const MlsImportVintage *vintage = &g_array_index (vintages, MlsImportVintage, i);
      MlsVintage added = { .code = vintage->code, .year = vintage->year };

      if (!find_vintage (self, vintage, &place) && !mls_bulk_add_vintage (self->bulk, &added, error))
        return FALSE;
    }

  /* One that was added has moved others. */
  for (guint i = 0; i < vintages->len; i++)
    find_vintage (self, &g_array_index (vintages, MlsImportVintage, i), &self->place[i]);

  mls_store_get_vintages (self->store, &self->n_labels);
  self->labels = g_new0 (MlsLabel, self->n_labels);
  return TRUE;
}

static void
report_labels (const Writer *self)
{
  const MlsImportWriting *writing = self->writing;
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n_vintages);

  for (guint i = 0; i < mls_soup_n_labels (writing->soup); i++)
    for (guint k = 0; k < writing->vintages->len; k++)
      {
        const MlsLabel *label = mls_soup_labels (writing->soup, i) + k;

        mls_import_report_label (writing->report, writing->nomenclature, mls_label_pair (label),
                                 vintages[self->place[k]].year);
      }

  mls_import_report_sort (writing->report);
}

static void
tell (Writer *self)
{
  const MlsImportWriting *writing = self->writing;
  double done = (double) writing->report->n_faces / mls_soup_n_faces (writing->soup);

  if (writing->progress->func != NULL)
    writing->progress->func (MIN (writing->done + done * (1 - writing->done), 1), N_("Writing the project"),
                             writing->progress->user_data);
  g_cancellable_set_error_if_cancelled (writing->progress->cancellable, &self->error);
}

static gboolean
give_face (const MlsFace *face, gpointer user_data)
{
  Writer *self = user_data;
  const MlsImportWriting *writing = self->writing;
  g_autoptr (MlsFace) placed = NULL;

  for (guint i = 0; i < face->n_vintages; i++)
    self->labels[self->place[i]] = face->labels[i];

  placed = mls_face_with (face, face->id, 0, self->labels, self->n_labels);
  if (!mls_bulk_add_face (self->bulk, placed, &self->error))
    return FALSE;

  if (writing->face != NULL)
    writing->face (placed, writing->face_data);
  if (++writing->report->n_faces % TELL_EVERY == 0)
    tell (self);

  return self->error == NULL;
}

static gboolean
give_edge (const MlsEdge *edge, gpointer user_data)
{
  Writer *self = user_data;

  return mls_bulk_add_edge (self->bulk, edge, &self->error);
}

static gboolean
give_all (Writer *self, GError **error)
{
  if (mls_assembly_faces (self->writing->assembly, give_face, self) &&
      mls_assembly_edges (self->writing->assembly, give_edge, self))
    return TRUE;

  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return mls_store_fail_cancelled (error);

  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/**
 * mls_import_write: (skip)
 * @writing: what is to be written
 * @store: a project that has never had a face
 * @error: %MLS_STORE_ERROR_CANCELLED, or any other #MLS_STORE_ERROR
 *
 * Returns: whether all of it is on disk; if not, the project is as it was
 */
gboolean
mls_import_write (const MlsImportWriting *writing, MlsStore *store, GError **error)
{
  g_auto (Writer) self = { .writing = writing, .store = store };

  self.bulk = mls_bulk_begin (store, &writing->facts, error);
  if (self.bulk == NULL || !place_vintages (&self, error))
    return FALSE;

  report_labels (&self);

  return give_all (&self, error) &&
         (writing->findings == NULL || mls_bulk_add_findings (self.bulk, writing->findings, error)) &&
         mls_bulk_commit (self.bulk, NULL, error);
}
