#include "store/bulk.h"

#include "store/error.h"
#include "store/finding.h"
#include "store/nomenclature.h"
#include "store/proof.h"
#include "store/schema.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* The territory's edge is kept in pieces of at most so many points, so that an edit that adds one
 * to it rewrites little. */
#define MAX_EDGE_POINTS 128

struct _MlsBulk
{
  MlsStore        *store;        /* borrowed */
  MlsNomenclature *nomenclature; /* the file's, with what the faces bring */
  GHashTable      *known;        /* labels seen, by vintage and codes */
  MlsProof        *proof;
  sqlite3_stmt    *insert_box;
  gint64           operation;
  gboolean         columns_changed;
  gint64           n_faces;
  gint64           n_edges;
  MlsBox           box;
};

static gboolean
check_empty (MlsDatabase *database, GError **error)
{
  gint64 last;

  if (!mls_database_get_integer (database, &last, error,
                                 "SELECT seq FROM sqlite_sequence WHERE name = 'coverage'", NULL))
    return FALSE;

  if (last == 0)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” has faces already"),
               database->name);
  return FALSE;
}

static gboolean
begin (MlsBulk *self, const MlsOperationFacts *facts, GError **error)
{
  MlsStore *store = self->store;
  MlsDatabase *database = store->database;

  if (!mls_database_begin (database, error))
    return FALSE;

  self->nomenclature = mls_nomenclature_read (database, error);
  if (self->nomenclature == NULL || !mls_schema_drop_triggers (database, error))
    return FALSE;

  self->operation = mls_operation_append (database, mls_store_layout (store), facts, NULL, error);
  if (self->operation == 0)
    return FALSE;

  self->insert_box =
    mls_database_prepare (database, "INSERT INTO rtree_coverage_geom VALUES (?, ?, ?, ?, ?)",
                          error);

  return self->insert_box != NULL;
}

/**
 * mls_bulk_check:
 * @store: a project
 * @error: as mls_bulk_begin()
 *
 * Returns: whether the project can be given its first faces
 */
gboolean
mls_bulk_check (MlsStore *store, GError **error)
{
  return mls_store_check_writable (store, error) && check_empty (store->database, error);
}

/**
 * mls_bulk_begin:
 * @store: (transfer none): a project open for writing that has never had a face
 * @facts: what the operation says of itself
 * @error: %MLS_STORE_ERROR_EXISTS if it has faces, or any other #MLS_STORE_ERROR
 *
 * Returns: (transfer full): what takes the faces, or %NULL
 */
MlsBulk *
mls_bulk_begin (MlsStore *store, const MlsOperationFacts *facts, GError **error)
{
  g_autoptr (MlsBulk) self = NULL;

  g_return_val_if_fail (facts->author != NULL && facts->verb != NULL, NULL);

  if (!mls_bulk_check (store, error))
    return NULL;

  mls_store_leave_wal (store);
  self = g_new0 (MlsBulk, 1);
  self->store = store;
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->proof = mls_proof_new ();
  self->box = MLS_BOX_EMPTY;

  if (!begin (self, facts, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mls_bulk_add_vintage:
 * @self: a bulk that has no face yet
 * @vintage: a date the project does not have yet
 * @error: %MLS_STORE_ERROR_ARGUMENT if it is no vintage or is there already, or any other
 *   #MLS_STORE_ERROR
 *
 * Gives the project one more date, as part of the same operation.
 *
 * Returns: whether it is added
 */
gboolean
mls_bulk_add_vintage (MlsBulk *self, const MlsVintage *vintage, GError **error)
{
  MlsDatabase *database = self->store->database;

  g_return_val_if_fail (self->n_faces == 0, FALSE);

  self->columns_changed = TRUE;

  return mls_vintage_insert (database, vintage, self->operation, error) &&
         mls_schema_add_columns (database, vintage, error) && mls_store_reload (self->store, error);
}

/* The key of a vintage's codes: texts are interned, and far less than 2^29 of them. */
static gint64
known_key (guint vintage, MlsPair pair)
{
  return (gint64) ((guint64) vintage << 58 | (guint64) pair.cover << 29 | pair.use);
}

/* Codes and pairs that the file does not know come in with the data, as tolerated. */
static void
learn_labels (MlsBulk *self, const MlsFace *face)
{
  const MlsLayout *layout = mls_store_layout (self->store);

  for (guint i = 0; i < face->n_vintages; i++)
    {
      MlsPair pair = mls_label_pair (&face->labels[i]);
      gint64 key = known_key (i, pair);

      if (g_hash_table_contains (self->known, &key))
        continue;

      mls_nomenclature_tolerate (self->nomenclature, pair,
                                 g_array_index (layout->vintages, MlsVintage, i).year);
      g_hash_table_add (self->known, g_memdup2 (&key, sizeof key));
    }
}

static gboolean
insert_box (MlsBulk *self, gint64 id, const MlsBox *box, GError **error)
{
  gboolean inserted;

  mls_statement_bind (self->insert_box, "idddd", id, mls_grid_to_metres (box->min_x),
                      mls_grid_to_metres (box->max_x), mls_grid_to_metres (box->min_y),
                      mls_grid_to_metres (box->max_y));
  inserted = mls_database_step (self->store->database, self->insert_box, NULL, error);
  sqlite3_reset (self->insert_box);

  return inserted;
}

/**
 * mls_bulk_add_face:
 * @self: a bulk
 * @face: a face of as many vintages as the project has; without an id above 0 it gets the next one.
 *   Faces near each other should follow each other, as mls_hilbert_index() orders them: a window is
 *   then a run of pages
 * @error: %MLS_STORE_ERROR_REFUSED if its id is taken, or any other #MLS_STORE_ERROR; nothing but
 *   freeing @self is left to do then
 *
 * Returns: whether it is written
 */
gboolean
mls_bulk_add_face (MlsBulk *self, const MlsFace *face, GError **error)
{
  gint64 id;

  learn_labels (self, face);
  if (!mls_writing_insert_face (self->store->writing, face, self->operation, &id, error) ||
      !insert_box (self, id, &face->box, error))
    return FALSE;

  mls_proof_add_face (self->proof, face);
  self->box = mls_box_union (&self->box, &face->box);
  self->n_faces++;
  return TRUE;
}

/**
 * mls_bulk_add_edge:
 * @self: a bulk
 * @edge: a line of the territory's edge, of any length, the territory on its left; its id does not
 *   count
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is written, in one piece or more
 */
gboolean
mls_bulk_add_edge (MlsBulk *self, const MlsEdge *edge, GError **error)
{
  mls_proof_add_edge (self->proof, edge);
  for (gsize first = 0; first + 1 < edge->n_points; first += MAX_EDGE_POINTS - 1)
    {
      gsize n_points = MIN (edge->n_points - first, MAX_EDGE_POINTS);

      if (!mls_writing_insert_edge (self->store->writing, edge->points + first, n_points,
                                    self->operation, error))
        return FALSE;

      self->n_edges++;
    }

  return TRUE;
}

/**
 * mls_bulk_add_findings:
 * @self: a bulk
 * @findings: (element-type MlsFinding): what there is to know of where its faces come from
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether they are written
 */
gboolean
mls_bulk_add_findings (MlsBulk *self, const GArray *findings, GError **error)
{
  return mls_findings_add (self->store->database, mls_store_layout (self->store), findings, error);
}

/* What the triggers would have kept row by row. */
static gboolean
write_totals (MlsBulk *self, GError **error)
{
  static const char count[] = "UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?";
  MlsDatabase *database = self->store->database;
  const MlsBox *box = &self->box;
  double west = mls_grid_to_metres (box->min_x);
  double south = mls_grid_to_metres (box->min_y);
  double east = mls_grid_to_metres (box->max_x);
  double north = mls_grid_to_metres (box->max_y);

  if (!mls_database_run (database, error, count, "is", self->n_faces, "coverage") ||
      !mls_database_run (database, error, count, "is", self->n_edges, "territory") ||
      !mls_database_exec (database,
                          "INSERT INTO rtree_territory_geom SELECT id, ST_MinX (geom), "
                          "ST_MaxX (geom), ST_MinY (geom), ST_MaxY (geom) FROM territory",
                          error))
    return FALSE;

  if (mls_box_is_empty (box))
    return TRUE;

  return mls_database_run (database, error,
                           "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? "
                           "WHERE table_name IN ('coverage', 'territory')",
                           "dddd", west, south, east, north) &&
         mls_database_run (database, error,
                           "UPDATE operation SET min_x = ?, min_y = ?, max_x = ?, max_y = ? "
                           "WHERE id = ?",
                           "ddddi", west, south, east, north, self->operation);
}

/**
 * mls_bulk_commit:
 * @self: a bulk that took all its faces and edges; only freeing it is left to do then
 * @operation: (out) (optional): the operation it became
 * @error: %MLS_COVERAGE_ERROR_OPEN or %MLS_COVERAGE_ERROR_FACE if they are no partition, or a
 *   #MLS_STORE_ERROR
 *
 * Returns: whether all is on disk; if not, the project is as it was
 */
gboolean
mls_bulk_commit (MlsBulk *self, gint64 *operation, GError **error)
{
  MlsDatabase *database = self->store->database;

  if (!mls_proof_check (self->proof, error) || !write_totals (self, error) ||
      !mls_nomenclature_save (database, self->nomenclature, self->operation, error) ||
      !mls_schema_set_triggers (database, mls_store_layout (self->store), error))
    return FALSE;

  if (!mls_database_commit (database, error))
    return FALSE;

  if (operation != NULL)
    *operation = self->operation;
  return TRUE;
}

/**
 * mls_bulk_free:
 * @self: (transfer full) (nullable): a bulk; without mls_bulk_commit() nothing of it stays
 */
void
mls_bulk_free (MlsBulk *self)
{
  gboolean changed;

  if (self == NULL)
    return;

  g_clear_pointer (&self->insert_box, sqlite3_finalize);
  mls_database_rollback (self->store->database);
  if (self->columns_changed)
    mls_store_reload (self->store, NULL);
  mls_store_start_journal (self->store, NULL);

  /* Another journal looks to SQLite as another program's doing. */
  mls_store_notice (self->store, &changed, NULL);
  g_clear_pointer (&self->proof, mls_proof_free);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_hash_table_unref (self->known);
  g_free (self);
}
