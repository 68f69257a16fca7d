/* What a date that is read leaves in the project: its labels, the faces that are cut, the territory's edge, what is found. */

#include "store/vintage-import-private.h"

#include "coverage/dissolve.h"
#include "geometry/cut.h"
#include "geometry/trace.h"
#include "store/error.h"
#include "store/finding.h"
#include "store/nomenclature.h"
#include "store/schema.h"
#include "store/vintage-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Faces between two calls of the caller's function. */
#define TELL_EVERY 4096

static gboolean
bind_label (MlsVintageImport *self, gint64 id, const MlsLabel *label)
{
  sqlite3_bind_int64 (self->set_label, MLS_N_FIELDS + 1, id);
  for (int field = 0; field < MLS_N_FIELDS; field++)
    sqlite3_bind_text (self->set_label, field + 1, g_quark_to_string (label->field[field]), -1, SQLITE_STATIC);

  if (!mls_database_step (self->store->database, self->set_label, NULL, &self->error))
    return FALSE;

  sqlite3_reset (self->set_label);
  return TRUE;
}

static MlsFace *
face_of (MlsShape *shape, gint64 id, const MlsLabel *labels, guint n_vintages)
{
  return mls_face_new (id, mls_shape_get_rings (shape), mls_shape_n_rings (shape), labels, n_vintages);
}

/* What stays as it is only gets its label, without a row of history. */
static gboolean
write_whole (MlsVintageImport *self, guint outline, MlsShape *shape, guint labels)
{
  const MlsLabel *label = mls_vintage_import_label (self, labels);
  g_autoptr (MlsFace) face = face_of (shape, 1, NULL, 0);

  mls_proof_add_face (self->proof, face);

  return mls_label_is_null (label) || bind_label (self, g_array_index (self->grounds, MlsImportGround, outline).id, label);
}

/* The faces that come in the place of one, the largest first: it keeps the id. */
static GPtrArray *
cut_faces (MlsVintageImport *self, const MlsFace *was, GPtrArray *shapes, const GArray *labels)
{
  GPtrArray *faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autofree MlsLabel *all = g_memdup2 (was->labels, was->n_vintages * sizeof (MlsLabel));

  for (guint i = 0; i < shapes->len; i++)
    {
      MlsShape *shape = g_ptr_array_index (shapes, i);
      g_autoptr (GPtrArray) pieces = mls_polygon_cut (mls_shape_get_rings (shape), mls_shape_n_rings (shape),
                                                      MLS_MAX_FACE_POINTS);

      all[self->place] = *mls_vintage_import_label (self, g_array_index (labels, guint, i));
      for (guint k = 0; k < pieces->len; k++)
        g_ptr_array_add (faces, face_of (g_ptr_array_index (pieces, k), -1, all, was->n_vintages));
    }

  return faces;
}

static int
compare_areas (gconstpointer left, gconstpointer right)
{
  MlsArea2 a = mls_face_area2 (*(MlsFace *const *) left);
  MlsArea2 b = mls_face_area2 (*(MlsFace *const *) right);

  return (a < b) - (a > b);
}

static gboolean
write_faces (MlsVintageImport *self, gint64 id, GPtrArray *faces)
{
  MlsWriting *writing = self->store->writing;

  if (faces->len == 0)
    return mls_writing_delete_face (writing, id, &self->error);

  g_ptr_array_sort (faces, compare_areas);
  for (guint i = 0; i < faces->len; i++)
    {
      g_autoptr (MlsFace) kept = i == 0 ? mls_face_with (g_ptr_array_index (faces, 0), id, 0, NULL, 0) : NULL;
      const MlsFace *face = g_ptr_array_index (faces, i);

      mls_proof_add_face (self->proof, face);
      if (kept != NULL ? !mls_writing_update_face (writing, kept, self->operation, &self->error)
                       : !mls_writing_insert_face (writing, face, self->operation, NULL, &self->error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_cut (MlsVintageImport *self, guint outline, GPtrArray *shapes, const GArray *labels)
{
  gint64 id = g_array_index (self->grounds, MlsImportGround, outline).id;
  g_autoptr (MlsFace) was = mls_reading_face (self->store->reading, id, &self->error);
  g_autoptr (GPtrArray) faces = NULL;

  if (was == NULL)
    return FALSE;

  faces = cut_faces (self, was, shapes, labels);
  self->report->n_cut += faces->len > 1;
  self->report->n_added += faces->len - 1;

  return write_faces (self, id, faces);
}

static gboolean
write_outline (guint outline, GPtrArray *shapes, GArray *labels, gboolean is_whole, gpointer user_data)
{
  MlsVintageImport *self = user_data;
  double done = (double) outline / self->grounds->len;
  double before = MLS_VINTAGE_IMPORT_READING + MLS_VINTAGE_IMPORT_FITTING;

  if (outline % TELL_EVERY == 0 &&
      !mls_vintage_import_go_on (self, before + (1 - before) * (self->whole ? done : 1 + done) / 2, N_("Writing the project")))
    return mls_store_fail_cancelled (&self->error);
  if (is_whole != self->whole)
    return TRUE;

  return is_whole ? write_whole (self, outline, g_ptr_array_index (shapes, 0), g_array_index (labels, guint, 0))
                  : write_cut (self, outline, shapes, labels);
}

static gboolean
write_outlines (MlsVintageImport *self, gboolean whole, GError **error)
{
  self->whole = whole;
  if (mls_match_each (self->match, write_outline, self))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/* A piece of the territory's edge. */
typedef struct
{
  gint64   id;
  GArray  *points;
  gboolean changed;
} Edge;

typedef struct
{
  MlsVintageImport     *self;
  GArray     *edges;    /* (element-type Edge) */
  GHashTable *segments; /* (element-type MlsTraceSegment): of all of them */
} Edges;

static void
edge_clear (gpointer data)
{
  g_array_unref (((Edge *) data)->points);
}

static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  Edges *edges = user_data;
  Edge taken = { edge->id, g_array_new (FALSE, FALSE, sizeof (MlsPoint)), FALSE };

  g_array_append_vals (taken.points, edge->points, (guint) edge->n_points);
  taken.changed = mls_match_lead (edges->self->match, taken.points);
  g_array_append_val (edges->edges, taken);
  for (guint i = 1; i < taken.points->len; i++)
    g_hash_table_add (edges->segments, g_memdup2 (&g_array_index (taken.points, MlsPoint, i - 1), 2 * sizeof (MlsPoint)));

  return TRUE;
}

/* Where a strip outside the territory is narrower than a millimetre, noding may close it: its sides are no edge then. */
static gboolean
is_closed (const Edges *edges, const MlsPoint *segment)
{
  const MlsTraceSegment back = { segment[1], segment[0] };

  return g_hash_table_contains (edges->segments, &back);
}

/* The first run of an edge takes its place, the others are new. */
static gboolean
write_run (MlsVintageImport *self, const Edge *edge, guint n_runs, const MlsPoint *points, guint n_points, GError **error)
{
  MlsWriting *writing = self->store->writing;
  g_autoptr (GArray) run = NULL;

  mls_proof_add_edge (self->proof, &(MlsEdge){ edge->id, points, n_points });
  if (n_runs > 1)
    return mls_writing_insert_edge (writing, points, n_points, self->operation, error);
  if (!edge->changed && n_points == edge->points->len)
    return TRUE;

  run = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_array_append_vals (run, points, n_points);

  return mls_writing_update_edge (writing, edge->id, run, self->operation, error);
}

static gboolean
write_edge (const Edges *edges, const Edge *edge, GError **error)
{
  const MlsPoint *points = (const MlsPoint *) (gpointer) edge->points->data;
  guint n_runs = 0;
  guint first = 0;

  for (guint i = 1; i <= edge->points->len; i++)
    {
      if (i < edge->points->len && !is_closed (edges, points + i - 1))
        continue;
      if (i - first > 1 && !write_run (edges->self, edge, ++n_runs, points + first, i - first, error))
        return FALSE;

      first = i;
    }

  return n_runs > 0 || mls_writing_delete_edge (edges->self->store->writing, edge->id, error);
}

static gboolean
write_edges (MlsVintageImport *self, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Edge));
  g_autoptr (GHashTable) segments = g_hash_table_new_full (mls_trace_segment_hash, mls_trace_segment_equal, g_free, NULL);
  Edges edges = { self, list, segments };

  g_array_set_clear_func (list, edge_clear);
  if (!mls_store_each_edge (self->store, take_edge, &edges, error))
    return FALSE;

  for (guint i = 0; i < list->len; i++)
    if (!write_edge (&edges, &g_array_index (list, Edge, i), error))
      return FALSE;

  return TRUE;
}

static MlsFinding
finding_of (const MlsVintageImport *self, const MlsSliver *sliver)
{
  const MlsMatchPiece *piece = &g_array_index (mls_match_pieces (self->match), MlsMatchPiece, sliver->first);
  MlsRepair repair = sliver->cured ? MLS_REPAIR_FOLLOWED : MLS_REPAIR_SLIVER;

  return (MlsFinding){ .rule = (MlsFindingRule) (MLS_FINDING_REPAIR + repair), .severity = MLS_SEVERITY_NOTE,
                       .vintage = self->place, .dimension = MLS_DIMENSION_PAIR,
                       .pair = mls_label_pair (mls_vintage_import_label (self, piece->labels)), .area2 = sliver->area2,
                       .place = mls_match_place (self->match, sliver->first), .feature = { -1, 0 }, .other = { -1, 0 } };
}

static gboolean
write_findings (MlsVintageImport *self, GError **error)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, TRUE, sizeof (MlsFinding));

  for (guint i = 0; i < self->slivers->len; i++)
    {
      MlsFinding finding = finding_of (self, &g_array_index (self->slivers, MlsSliver, i));

      g_array_append_val (findings, finding);
    }
  mls_finding_sort (findings);

  return mls_findings_add (self->store->database, mls_store_layout (self->store), findings, error);
}

static guint
place_of (const MlsVintageImport *self)
{
  guint n, v;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n);

  if (!mls_vintage_find (vintages, n, self->options->vintage.code, &v))
    v = n;

  return v;
}

/* Labels of faces that stay, while there are no triggers; then the faces that are cut, whose past triggers keep. */
static gboolean
write_labels (MlsVintageImport *self, GError **error)
{
  g_autofree char *set = mls_vintage_columns (&self->options->vintage, ", @column@ = ?");
  g_autofree char *sql = g_strdup_printf ("UPDATE coverage SET %s WHERE fid = ?", set + 2);

  self->set_label = mls_database_prepare (self->store->database, sql, error);
  if (self->set_label == NULL || !write_outlines (self, TRUE, error))
    return FALSE;

  g_clear_pointer (&self->set_label, sqlite3_finalize);
  return TRUE;
}

static gboolean
write_new_faces (MlsVintageImport *self, GError **error)
{
  return mls_writing_mark (self->store->writing, self->operation, error) && write_outlines (self, FALSE, error) &&
         write_edges (self, error) && mls_proof_check (self->proof, error) && write_findings (self, error) &&
         mls_writing_mark (self->store->writing, 0, error);
}

static void
tolerate (MlsVintageImport *self)
{
  const GArray *pieces = mls_match_pieces (self->match);
  guint last = G_MAXUINT;

  for (guint i = 0; i < pieces->len; i++)
    {
      guint labels = g_array_index (pieces, MlsMatchPiece, i).labels;

      if (labels != last)
        mls_nomenclature_tolerate (self->nomenclature, mls_label_pair (mls_vintage_import_label (self, labels)),
                                   self->options->vintage.year);
      last = labels;
    }
}

/**
 * mls_vintage_import_write: (skip)
 * @store: the project of the import
 * @operation: the one that writes
 * @user_data: the import, all of which is decided
 * @error: a #MLS_STORE_ERROR
 *
 * Writes the date, its labels, the faces that are cut and what is found, in the transaction that is open.
 *
 * Returns: whether that is done, and is a partition
 */
gboolean
mls_vintage_import_write (MlsStore *store, gint64 operation, gpointer user_data, GError **error)
{
  MlsVintageImport *self = user_data;
  MlsDatabase *database = store->database;
  const MlsVintage *vintage = &self->options->vintage;

  self->operation = operation;
  self->proof = mls_proof_new ();
  tolerate (self);
  if (!mls_vintage_insert (database, vintage, operation, error) || !mls_schema_drop_triggers (database, error) ||
      !mls_schema_add_columns (database, vintage, error) ||
      !mls_nomenclature_save (database, self->nomenclature, operation, error) || !write_labels (self, error) ||
      !mls_store_set_triggers (store, error) || !mls_store_reload (store, error))
    return FALSE;

  self->place = place_of (self);

  return write_new_faces (self, error);
}
