#include "store/vintage-import.h"

#include "assembly/clean.h"
#include "assembly/match.h"
#include "coverage/dissolve.h"
#include "geometry/cut.h"
#include "geometry/trace.h"
#include "rules/sliver.h"
#include "store/error.h"
#include "store/finding.h"
#include "store/nomenclature.h"
#include "store/proof.h"
#include "store/schema.h"
#include "store/vintage-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Which share of the work each part is. */
#define SHARE_READING 0.2
#define SHARE_FITTING 0.5

/* Faces between two calls of the caller's function. */
#define TELL_EVERY 4096

/* No vintage to compare with. */
#define NONE G_MAXUINT

/* A face as it is in the file. */
typedef struct
{
  gint64  id;
  MlsPair was; /* at the date that is compared with, as far as the source tells codes of that kind */
} Ground;

typedef struct
{
  MlsStore                      *store;
  const MlsImportSource         *source;
  const MlsVintageImportOptions *options;
  const MlsImportProgress       *progress;
  MlsVintageImportReport        *report;

  MlsImportMap      *map;          /* of the one date */
  guint              compared;     /* index of the date that is compared with, or NONE */
  MlsNomenclature   *nomenclature;
  MlsLimits          limits;
  GArray            *grounds;      /* (element-type Ground) */
  MlsSoup           *soup;         /* until it is matched */
  MlsMatch          *match;
  GArray            *labels;       /* (element-type guint): of each piece, in the end */
  GArray            *slivers;      /* (element-type MlsSliver) */

  /* While it is written. */
  guint              place;        /* index of the new date */
  MlsProof          *proof;
  sqlite3_stmt      *set_label;
  gint64             operation;
  gboolean           whole;        /* faces that stay as they are, else those that are cut */
  GError            *error;
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->map, mls_import_map_free);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->grounds, g_array_unref);
  g_clear_pointer (&self->soup, mls_soup_free);
  g_clear_pointer (&self->match, mls_match_free);
  g_clear_pointer (&self->labels, g_array_unref);
  g_clear_pointer (&self->slivers, g_array_unref);
  g_clear_pointer (&self->proof, mls_proof_free);
  g_clear_pointer (&self->set_label, sqlite3_finalize);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static gboolean
go_on (const Import *self, double fraction, const char *what)
{
  if (self->progress->func != NULL)
    self->progress->func (fraction, what, self->progress->user_data);

  return !g_cancellable_is_cancelled (self->progress->cancellable);
}

/* What is read */

/* The columns of the date: those that bear its code, or the only ones there are. */
static gboolean
pick_columns (Import *self, GError **error)
{
  const char *code = self->options->vintage.code;
  GArray *vintages;
  guint found = 0;

  self->map = mls_import_map_copy (self->source->map);
  vintages = self->map->vintages;
  while (found < vintages->len && !g_str_equal (g_array_index (vintages, MlsImportVintage, found).code, code))
    found++;
  if (found == vintages->len && vintages->len == 1)
    found = 0;

  if (found == vintages->len)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_MAP,
                   _("Which columns of “%s” hold the codes of %d has to be given"),
                   mls_import_layer_get_name (self->source->layer), self->options->vintage.year);
      return FALSE;
    }

  g_array_index (vintages, MlsImportVintage, 0) = g_array_index (vintages, MlsImportVintage, found);
  g_array_set_size (vintages, 1);
  return TRUE;
}

/* The date before the new one, or that after it. */
static guint
find_compared (const Import *self)
{
  guint n, best = NONE;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n);
  int year = self->options->vintage.year;

  for (guint v = 0; v < n; v++)
    {
      gboolean is_before = vintages[v].year <= year;
      gboolean best_is_before = best != NONE && vintages[best].year <= year;

      if (best == NONE || (is_before && !best_is_before) ||
          (is_before == best_is_before && ABS (vintages[v].year - year) < ABS (vintages[best].year - year)))
        best = v;
    }

  return best;
}

static gboolean
has_column (const Import *self, MlsField field)
{
  return g_array_index (self->map->vintages, MlsImportVintage, 0).column[field] != MLS_NO_COLUMN;
}

static Ground
ground_of (const Import *self, const MlsFace *face)
{
  Ground ground = { .id = face->id };

  if (self->compared == NONE)
    return ground;

  ground.was = mls_label_pair (&face->labels[self->compared]);
  if (!has_column (self, MLS_FIELD_COVER))
    ground.was.cover = 0;
  if (!has_column (self, MLS_FIELD_USE))
    ground.was.use = 0;

  return ground;
}

/* Faces are outlines, in the order of their ids. */
static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  static const MlsLabel none = { 0 };
  Import *self = user_data;
  const MlsSoupFeature feature = { face->id, MLS_OUTLINE, 0, &none };
  g_autofree MlsSourceRing *rings = g_new (MlsSourceRing, face->n_rings);
  g_autofree double *xy = g_new (double, 2 * face->n_points);
  Ground ground = ground_of (self, face);
  guint first = 0;

  for (guint i = 0; i < face->n_points; i++)
    {
      xy[2 * i] = mls_grid_to_metres (face->points[i].x);
      xy[2 * i + 1] = mls_grid_to_metres (face->points[i].y);
    }
  for (guint r = 0; r < face->n_rings; first = face->ring_end[r++])
    rings[r] = (MlsSourceRing){ xy + 2 * first, face->ring_end[r] - first };

  g_array_append_val (self->grounds, ground);

  return mls_soup_add (self->soup, &feature, rings, face->n_rings, &self->error);
}

static gboolean
read_coverage (Import *self, GError **error)
{
  if (!mls_store_each_face (self->store, take_face, self, error))
    return FALSE;

  if (self->error == NULL && self->grounds->len == 0)
    g_set_error_literal (&self->error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                         _("The project has no faces yet: import the file as its first date"));
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

static void
tell_reading (double fraction, const char *what, gpointer user_data)
{
  go_on (user_data, SHARE_READING * fraction, what);
}

static gboolean
read_source (Import *self, GError **error)
{
  const guint place[] = { 0 };
  const MlsImportReading reading = { self->map, place, 1, 0, MLS_NO_COLUMN, self->nomenclature, NULL, self->soup };
  const MlsImportOptions options = { .author = self->options->author, .crs = self->options->crs, .reproject = TRUE };
  const MlsImportProgress progress = { self->progress->cancellable, tell_reading, self };

  return mls_import_source_read (self->source, self->store, &options, &reading, &progress, &self->report->counts, error);
}

static gboolean
tell_fitting (double fraction, gpointer user_data)
{
  return go_on (user_data, SHARE_READING + SHARE_FITTING * fraction, N_("Laying the file over the map"));
}

static gboolean
match (Import *self, GError **error)
{
  double tolerance = self->options->tolerance_m * MLS_MM_PER_M;

  self->match = mls_match_new (g_steal_pointer (&self->soup));
  if (!mls_match_run (self->match, llround (tolerance), tell_fitting, self))
    return mls_import_fail_cancelled (error);

  self->report->source = mls_match_account (self->match)->lines[MLS_ACCOUNT_SOURCE];
  self->report->n_moved = mls_match_count (self->match, MLS_REMARK_MOVED);
  return TRUE;
}

/* What is decided */

static const MlsLabel *
label_at (const Import *self, guint labels)
{
  return mls_match_labels (self->match, labels);
}

static GArray *
list_pieces (const Import *self)
{
  const GArray *pieces = mls_match_pieces (self->match);
  GArray *list = g_array_sized_new (FALSE, FALSE, sizeof (MlsSliverPiece), pieces->len);

  for (guint i = 0; i < pieces->len; i++)
    {
      const MlsMatchPiece *piece = &g_array_index (pieces, MlsMatchPiece, i);
      MlsSliverPiece listed = { .was = g_array_index (self->grounds, Ground, piece->outline).was,
                                .is = mls_label_pair (label_at (self, piece->labels)),
                                .label = piece->labels, .area2 = piece->area2 };

      listed.parted = (i > 0 && piece[-1].outline == piece->outline) ||
                      (i + 1 < pieces->len && piece[1].outline == piece->outline);
      g_array_append_val (list, listed);
    }

  return list;
}

static GArray *
list_borders (const Import *self, GArray *pieces)
{
  g_autoptr (GArray) found = mls_match_borders (self->match);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (MlsSliverBorder));

  for (guint i = 0; i < found->len; i++)
    {
      const MlsMatchBorder *border = &g_array_index (found, MlsMatchBorder, i);

      g_array_append_val (list, ((MlsSliverBorder){ border->a, border->b, border->length }));
    }
  for (guint i = 0; i < pieces->len; i++)
    g_array_index (pieces, MlsSliverPiece, i).edge = g_array_index (mls_match_pieces (self->match), MlsMatchPiece, i).edge;

  return list;
}

static MlsArea2 *
line_of (MlsVintageImportReport *report, const MlsSliverPiece *piece)
{
  gboolean was_coded = piece->was.cover != 0 || piece->was.use != 0;
  gboolean is_coded = piece->is.cover != 0 || piece->is.use != 0;

  if (!is_coded)
    return &report->uncoded;
  if (!was_coded)
    return &report->first_coded;

  return mls_sliver_changed (piece) ? &report->changed : &report->same;
}

static void
report_ground (Import *self, const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const MlsSliverPiece *piece = &g_array_index (pieces, MlsSliverPiece, i);

      *line_of (self->report, piece) += piece->area2;
      if (piece->label != g_array_index (mls_match_pieces (self->match), MlsMatchPiece, i).labels)
        self->report->cured += piece->area2;
      g_array_append_val (self->labels, piece->label);
    }

  for (guint i = 0; i < self->slivers->len; i++)
    {
      const MlsSliver *sliver = &g_array_index (self->slivers, MlsSliver, i);

      *(sliver->cured ? &self->report->n_cured : &self->report->n_left) += 1;
      if (!sliver->cured)
        self->report->left += sliver->area2;
    }
}

static void
decide (Import *self)
{
  g_autoptr (GArray) pieces = list_pieces (self);
  g_autoptr (GArray) borders = list_borders (self, pieces);
  MlsArea2 asked = mls_area2_from_m2 (self->options->minimum_m2);
  const MlsSliverRules rules = { self->nomenclature, asked > 0 ? asked : self->limits.change_minimum,
                                 self->options->tolerance_m * MLS_MM_PER_M };

  self->slivers = mls_slivers_cure (pieces, borders, &rules, !self->options->only_lists);
  self->labels = g_array_new (FALSE, FALSE, sizeof (guint));
  report_ground (self, pieces);
  mls_match_join (self->match, (const guint *) (gpointer) self->labels->data);
}

/* What is written */

static gboolean
bind_label (Import *self, gint64 id, const MlsLabel *label)
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
write_whole (Import *self, guint outline, MlsShape *shape, guint labels)
{
  const MlsLabel *label = label_at (self, labels);
  g_autoptr (MlsFace) face = face_of (shape, 1, NULL, 0);

  mls_proof_add_face (self->proof, face);

  return mls_label_is_null (label) || bind_label (self, g_array_index (self->grounds, Ground, outline).id, label);
}

/* The faces that come in the place of one, the largest first: it keeps the id. */
static GPtrArray *
cut_faces (Import *self, const MlsFace *was, GPtrArray *shapes, const GArray *labels)
{
  GPtrArray *faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autofree MlsLabel *all = g_memdup2 (was->labels, was->n_vintages * sizeof (MlsLabel));

  for (guint i = 0; i < shapes->len; i++)
    {
      MlsShape *shape = g_ptr_array_index (shapes, i);
      g_autoptr (GPtrArray) pieces = mls_polygon_cut (mls_shape_get_rings (shape), mls_shape_n_rings (shape),
                                                      MLS_MAX_FACE_POINTS);

      all[self->place] = *label_at (self, g_array_index (labels, guint, i));
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
write_faces (Import *self, gint64 id, GPtrArray *faces)
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
write_cut (Import *self, guint outline, GPtrArray *shapes, const GArray *labels)
{
  gint64 id = g_array_index (self->grounds, Ground, outline).id;
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
  Import *self = user_data;
  double done = (double) outline / self->grounds->len;
  double before = SHARE_READING + SHARE_FITTING;

  if (outline % TELL_EVERY == 0 &&
      !go_on (self, before + (1 - before) * (self->whole ? done : 1 + done) / 2, N_("Writing the project")))
    return mls_import_fail_cancelled (&self->error);
  if (is_whole != self->whole)
    return TRUE;

  return is_whole ? write_whole (self, outline, g_ptr_array_index (shapes, 0), g_array_index (labels, guint, 0))
                  : write_cut (self, outline, shapes, labels);
}

static gboolean
write_outlines (Import *self, gboolean whole, GError **error)
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
  Import     *self;
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
write_run (Import *self, const Edge *edge, guint n_runs, const MlsPoint *points, guint n_points, GError **error)
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
write_edges (Import *self, GError **error)
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
finding_of (const Import *self, const MlsSliver *sliver)
{
  const MlsMatchPiece *piece = &g_array_index (mls_match_pieces (self->match), MlsMatchPiece, sliver->first);
  MlsRepair repair = sliver->cured ? MLS_REPAIR_FOLLOWED : MLS_REPAIR_SLIVER;

  return (MlsFinding){ .rule = (MlsFindingRule) (MLS_FINDING_REPAIR + repair), .severity = MLS_SEVERITY_NOTE,
                       .vintage = self->place, .dimension = MLS_DIMENSION_PAIR,
                       .pair = mls_label_pair (label_at (self, piece->labels)), .area2 = sliver->area2,
                       .place = mls_match_place (self->match, sliver->first), .feature = { -1, 0 }, .other = { -1, 0 } };
}

static gboolean
write_findings (Import *self, GError **error)
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
place_of (const Import *self)
{
  guint n, v = 0;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n);

  while (v < n && !g_str_equal (vintages[v].code, self->options->vintage.code))
    v++;

  return v;
}

/* Labels of faces that stay, while there are no triggers; then the faces that are cut, whose past triggers keep. */
static gboolean
write_labels (Import *self, GError **error)
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
write_new_faces (Import *self, GError **error)
{
  return mls_writing_mark (self->store->writing, self->operation, error) && write_outlines (self, FALSE, error) &&
         write_edges (self, error) && mls_proof_check (self->proof, error) && write_findings (self, error) &&
         mls_writing_mark (self->store->writing, 0, error);
}

static void
tolerate (Import *self)
{
  const GArray *pieces = mls_match_pieces (self->match);
  guint last = G_MAXUINT;

  for (guint i = 0; i < pieces->len; i++)
    {
      guint labels = g_array_index (pieces, MlsMatchPiece, i).labels;

      if (labels != last)
        mls_nomenclature_tolerate (self->nomenclature, mls_label_pair (label_at (self, labels)),
                                   self->options->vintage.year);
      last = labels;
    }
}

static gboolean
write_all (MlsStore *store, gint64 operation, gpointer user_data, GError **error)
{
  Import *self = user_data;
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

static gboolean
check (const MlsStore *store, const MlsVintageImportOptions *options, GError **error)
{
  const double max_m = (double) MLS_TOLERANCE_MAX / MLS_MM_PER_M;

  if (!mls_store_check_writable (store, error) || !mls_vintage_check (&options->vintage, error))
    return FALSE;

  if (options->tolerance_m >= 0 && options->tolerance_m <= max_m)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("Tolerances go from 0 to %g m"), max_m);
  return FALSE;
}

/* All that needs no writing. */
static gboolean
prepare (Import *self, GError **error)
{
  guint n;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n);

  self->compared = find_compared (self);
  self->report->compared = self->compared != NONE ? vintages[self->compared].code : NULL;
  self->grounds = g_array_new (FALSE, FALSE, sizeof (Ground));
  self->soup = mls_soup_new (1);
  self->nomenclature = mls_store_read_nomenclature (self->store, error);
  if (self->nomenclature == NULL || !mls_store_read_limits (self->store, &self->limits, error) ||
      !pick_columns (self, error) || !read_coverage (self, error) || !read_source (self, error) || !match (self, error))
    return FALSE;

  self->report->n_faces = self->grounds->len;
  decide (self);
  return TRUE;
}

/**
 * mls_store_import_vintage:
 * @store: a project open for writing, with faces
 * @source: a layer of polygons, in any reference system, that may cover more or less than the territory
 * @options: how to read it
 * @progress: who is told how far it is, and may stop it
 * @report: (out): what came of it
 * @error: %MLS_STORE_ERROR_NO_MAP or %MLS_STORE_ERROR_NO_CRS if something has to be given,
 *   %MLS_STORE_ERROR_ARGUMENT, %MLS_STORE_ERROR_CANCELLED, or any other #MLS_STORE_ERROR
 *
 * Adds a date with the codes of a file, onto the geometry there is. Borders of the file that are near existing ones
 * follow them; others part the faces they run through, which stay what they are at all other dates. Ground that the
 * file does not cover is not coded. Where the file overlaps itself the smaller id has the ground. One operation, or
 * none; the faces are proved to be a partition before it is written.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_import_vintage (MlsStore                      *store,
                          const MlsImportSource         *source,
                          const MlsVintageImportOptions *options,
                          const MlsImportProgress       *progress,
                          MlsVintageImportReport        *report,
                          GError                       **error)
{
  g_auto (Import) self = { .store = store, .source = source, .options = options, .progress = progress, .report = report };
  const char *name = mls_import_layer_get_name (source->layer);
  g_autofree char *summary = g_strdup_printf ("%s: imported from %s", options->vintage.code, name);
  gboolean changed, written;

  *report = (MlsVintageImportReport){ 0 };
  if (!check (store, options, error) || !prepare (&self, error))
    return FALSE;

  mls_store_leave_wal (store);
  written = mls_store_do_with_vintage (store, options->vintage.code, summary, options->author, write_all, &self, NULL, error);
  g_clear_pointer (&self.set_label, sqlite3_finalize);
  if (!written)
    mls_store_reload (store, NULL);
  mls_store_start_journal (store, NULL);
  mls_store_notice (store, &changed, NULL);

  return written;
}
