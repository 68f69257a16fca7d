#include "sample.h"

#include "remove-tree.h"

#include "store/bulk.h"

#include <string.h>

const MlsVintage sample_vintages[2] = { { "21", 2021, NULL, 0 }, { "24", 2024, "2024, provisional", 0 } };

const MlsOperationFacts sample_facts = {
  .author = "tester",
  .verb = "recode",
  .kind = "change",
  .vintages = MLS_VINTAGE (1),
  .dimension = "cover",
  .scale = 2500,
  .summary = "a summary",
};

static void
add_class (MlsNomenclature *nomenclature, MlsDimension dimension, const char *code)
{
  const MlsClass klass = { .dimension = dimension, .code = g_quark_from_string (code), .level = 1,
                           .label = { "libellé", "label" }, .colour = 0x20c0ff, .minimum_m2 = 300,
                           .family = g_quark_from_static_string ("wooded") };

  g_assert_true (mls_nomenclature_add_class (nomenclature, &klass, NULL));
}

static void
add_pair (MlsNomenclature *nomenclature, const char *cover, const char *use, int valid_until)
{
  const MlsPairRule rule = { .pair = { g_quark_from_string (cover), g_quark_from_string (use) },
                             .valid_until = valid_until };

  g_assert_true (mls_nomenclature_add_pair (nomenclature, &rule, NULL));
}

/* Any of four covers goes with US1.1.3; CS1.1.1 went with US5.4.0 until 2021. */
MlsNomenclature *
sample_nomenclature (void)
{
  static const char *const covers[] = { "CS1.1.1", "CS2.1.0", "CS5.0.0", "CS6.3.0" };
  const MlsDefinition definition = { { "Ce qui est nu", "What is bare" }, "https://example.org/CS2.1.0" };
  MlsNomenclature *nomenclature = mls_nomenclature_new ();

  add_class (nomenclature, MLS_DIMENSION_USE, "US1.1.3");
  add_class (nomenclature, MLS_DIMENSION_USE, "US5.4.0");
  for (gsize i = 0; i < G_N_ELEMENTS (covers); i++)
    {
      add_class (nomenclature, MLS_DIMENSION_COVER, covers[i]);
      add_pair (nomenclature, covers[i], "US1.1.3", 0);
    }
  add_pair (nomenclature, "CS1.1.1", "US5.4.0", 2021);
  g_assert_true (mls_nomenclature_define (nomenclature, MLS_DIMENSION_COVER, g_quark_from_string ("CS2.1.0"), &definition));

  return nomenclature;
}

void
sample_begin (Sample *sample, const Board *board)
{
  g_autoptr (MlsNomenclature) nomenclature = sample_nomenclature ();
  const MlsStoreOptions options = { .vintages = sample_vintages, .n_vintages = 2,
                                    .nomenclature = nomenclature, .author = "tester" };
  g_autoptr (GError) error = NULL;

  sample->folder = g_dir_make_tmp ("mls-store-XXXXXX", &error);
  g_assert_no_error (error);
  sample->path = g_build_filename (sample->folder, "board.gpkg", NULL);
  sample->store = mls_store_create (sample->path, &options, &error);
  g_assert_no_error (error);
  if (board != NULL)
    sample_fill (sample->store, board);
}

void
sample_end (Sample *sample)
{
  g_clear_pointer (&sample->store, mls_store_free);
  remove_tree (sample->folder);
  g_clear_pointer (&sample->folder, g_free);
  g_clear_pointer (&sample->path, g_free);
}

void
sample_reopen (Sample *sample)
{
  g_autoptr (GError) error = NULL;

  if (sample->store != NULL)
    mls_store_close (g_steal_pointer (&sample->store), &error);
  g_assert_no_error (error);
  sample->store = mls_store_open (sample->path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
}

guint
sample_count_files (const Sample *sample)
{
  g_autoptr (GDir) dir = g_dir_open (sample->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static gboolean
collect (const MlsFace *face, gpointer faces)
{
  g_ptr_array_add (faces, mls_face_ref (face));

  return TRUE;
}

/* All of them, by id. */
GPtrArray *
sample_faces (MlsStore *store)
{
  GPtrArray *faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (GError) error = NULL;

  mls_store_each_face (store, collect, faces, &error);
  g_assert_no_error (error);

  return faces;
}

MlsLabel
sample_label (const char *cover, const char *use)
{
  MlsLabel label = { { 0 } };

  label.field[MLS_FIELD_COVER] = g_quark_from_string (cover);
  label.field[MLS_FIELD_USE] = g_quark_from_string (use);

  return label;
}

/* The points of a straight run, but its last. */
static void
append_run (GArray *points, MlsPoint from, MlsPoint to, guint n_segments)
{
  for (guint i = 0; i < n_segments; i++)
    {
      MlsPoint point = { from.x + (to.x - from.x) * i / n_segments,
                         from.y + (to.y - from.y) * i / n_segments };

      g_array_append_val (points, point);
    }
}

static GArray *
rectangle (MlsPoint low, MlsPoint high, guint across, guint up)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  append_run (points, low, (MlsPoint){ high.x, low.y }, across);
  append_run (points, (MlsPoint){ high.x, low.y }, high, up);
  append_run (points, high, (MlsPoint){ low.x, high.y }, across);
  append_run (points, (MlsPoint){ low.x, high.y }, low, up);

  return points;
}

/* Moves what does not lie on the edge, the same point always to the same place. */
static void
wiggle (const Board *board, GArray *points)
{
  gint64 width = (gint64) board->columns * board->side_m * MLS_MM_PER_M;
  gint64 height = (gint64) board->rows * board->side_m * MLS_MM_PER_M;

  for (guint i = 0; i < points->len && board->wiggle_mm > 0; i++)
    {
      MlsPoint *point = &g_array_index (points, MlsPoint, i);
      guint hash = mls_point_hash (*point);

      if (point->x > BOARD_X && point->x < BOARD_X + width && point->y > BOARD_Y &&
          point->y < BOARD_Y + height)
        {
          point->x += hash % board->wiggle_mm;
          point->y += (hash >> 16) % board->wiggle_mm;
        }
    }
}

static MlsPoint
corner (const Board *board, guint column, guint row)
{
  return (MlsPoint){ BOARD_X + (gint64) column * board->side_m * MLS_MM_PER_M,
                     BOARD_Y + (gint64) row * board->side_m * MLS_MM_PER_M };
}

MlsFace *
sample_cell (const Board *board, guint column, guint row)
{
  static const char *const covers[] = { "CS1.1.1", "CS6.3.0", "CS5.0.0" };
  MlsLabel labels[2] = { sample_label (covers[(column + row) % 3], "US1.1.3"),
                         sample_label (covers[(column + 2 * row) % 3], "US1.1.3") };
  g_autoptr (GArray) points = rectangle (corner (board, column, row), corner (board, column + 1, row + 1),
                                         board->n_segments, board->n_segments);
  MlsRing ring;

  wiggle (board, points);
  ring = (MlsRing){ (MlsPoint *) (gpointer) points->data, points->len };

  return mls_face_new ((gint64) row * board->columns + column + 1, &ring, 1, labels, 2);
}

void
sample_each_cell (const Board *board, MlsFaceFunc func, gpointer user_data)
{
  for (guint row = 0; row < board->rows; row++)
    for (guint column = 0; column < board->columns; column++)
      {
        g_autoptr (MlsFace) face = sample_cell (board, column, row);

        if (!func (face, user_data))
          return;
      }
}

GArray *
sample_edge (const Board *board)
{
  MlsPoint start = corner (board, 0, 0);
  GArray *points = rectangle (start, corner (board, board->columns, board->rows),
                              board->columns * board->n_segments, board->rows * board->n_segments);

  g_array_append_val (points, start);

  return points;
}

static gboolean
add_cell (const MlsFace *face, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  mls_bulk_add_face (user_data, face, &error);
  g_assert_no_error (error);

  return TRUE;
}

void
sample_fill (MlsStore *store, const Board *board)
{
  const MlsOperationFacts facts = { .author = "tester", .verb = MLS_VERB_IMPORT };
  g_autoptr (GArray) points = sample_edge (board);
  MlsEdge edge = { 0, (MlsPoint *) (gpointer) points->data, points->len };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsBulk) bulk = mls_bulk_begin (store, &facts, &error);

  g_assert_no_error (error);
  sample_each_cell (board, add_cell, bulk);
  mls_bulk_add_edge (bulk, &edge, &error);
  g_assert_no_error (error);
  mls_bulk_commit (bulk, NULL, &error);
  g_assert_no_error (error);
}

MlsDelta *
sample_recode (const MlsFace *face, const char *cover, const char *use)
{
  MlsDelta *delta = mls_delta_new ();
  MlsLabel labels[2] = { face->labels[0], sample_label (cover, use) };

  mls_delta_add (delta, mls_face_ref (face), mls_face_with (face, face->id, 0, labels, 2));

  return delta;
}

/* Cuts a convex face without holes along the chord between two of its vertices; %NULL if the chord
 * runs along a side. */
MlsDelta *
sample_split (const MlsFace *face, gsize from, gsize to)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  MlsRing ring = mls_face_ring (face, 0);
  MlsRing halves[2];
  MlsLabel labels[MLS_MAX_VINTAGES];
  MlsDelta *delta;

  memcpy (labels, face->labels, face->n_vintages * sizeof *labels);
  labels[1] = sample_label ("CS2.1.0", "US1.1.3");

  for (gsize i = from; i != to; i = (i + 1) % ring.n_points)
    g_array_append_val (right, ring.points[i]);
  g_array_append_val (right, ring.points[to]);
  for (gsize i = to; i != from; i = (i + 1) % ring.n_points)
    g_array_append_val (left, ring.points[i]);
  g_array_append_val (left, ring.points[from]);

  halves[0] = (MlsRing){ (MlsPoint *) (gpointer) left->data, left->len };
  halves[1] = (MlsRing){ (MlsPoint *) (gpointer) right->data, right->len };
  if (mls_ring_area2 (halves[0]) == 0 || mls_ring_area2 (halves[1]) == 0)
    return NULL;

  delta = mls_delta_new ();
  mls_delta_add (delta, mls_face_ref (face), mls_face_new (face->id, &halves[0], 1, face->labels, face->n_vintages));
  mls_delta_add (delta, NULL, mls_face_new (-1, &halves[1], 1, labels, face->n_vintages));

  return delta;
}

typedef struct
{
  MlsPoint a;
  MlsPoint b;
} Segment;

static void
add_or_cancel (GArray *segments, MlsPoint a, MlsPoint b)
{
  Segment segment = { a, b };

  for (guint i = 0; i < segments->len; i++)
    {
      const Segment *other = &g_array_index (segments, Segment, i);

      if (mls_point_equal (other->a, b) && mls_point_equal (other->b, a))
        {
          g_array_remove_index_fast (segments, i);
          return;
        }
    }

  g_array_append_val (segments, segment);
}

/* One face of two neighbours, with the labels of @a; %NULL if they are none, or if they would enclose
 * something. */
MlsDelta *
sample_merge (const MlsFace *a, const MlsFace *b)
{
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  const MlsFace *both[2] = { a, b };
  MlsRing ring;
  MlsPoint where;
  MlsDelta *delta;
  g_autoptr (MlsFace) joined = NULL;

  for (guint f = 0; f < 2; f++)
    for (gsize i = 0, j = mls_face_ring (both[f], 0).n_points - 1; i < mls_face_ring (both[f], 0).n_points;
         j = i++)
      add_or_cancel (segments, both[f]->points[j], both[f]->points[i]);

  if (segments->len == a->n_points + b->n_points || segments->len < 3)
    return NULL;

  for (MlsPoint at = g_array_index (segments, Segment, 0).a; points->len <= segments->len;)
    {
      guint next = 0;

      g_array_append_val (points, at);
      while (next < segments->len && !mls_point_equal (g_array_index (segments, Segment, next).a, at))
        next++;
      g_assert_cmpuint (next, <, segments->len);
      at = g_array_index (segments, Segment, next).b;
      if (mls_point_equal (at, g_array_index (points, MlsPoint, 0)))
        break;
    }

  ring = (MlsRing){ (MlsPoint *) (gpointer) points->data, points->len };
  if (points->len != segments->len)
    return NULL;
  joined = mls_face_new (a->id, &ring, 1, a->labels, a->n_vintages);
  if (mls_face_fault (joined, &where) != MLS_POLYGON_SIMPLE)
    return NULL;

  delta = mls_delta_new ();
  mls_delta_add (delta, mls_face_ref (a), g_steal_pointer (&joined));
  mls_delta_add (delta, mls_face_ref (b), NULL);

  return delta;
}

gint64
sample_apply (MlsStore *store, const MlsDelta *delta)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  gint64 operation = 0;

  applied = mls_store_apply (store, delta, &sample_facts, &operation, &error);
  g_assert_no_error (error);
  g_assert_nonnull (applied);

  return operation;
}

static void
no_geometry (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
}

/* A program that knows SQLite, and nothing of geometries but the names of the functions that a
 * GeoPackage wants. */
sqlite3 *
sample_connect (const char *path)
{
  static const char *const functions[] = { "ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY" };
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    sqlite3_create_function (handle, functions[i], 1, SQLITE_UTF8, NULL, no_geometry, NULL, NULL);

  return handle;
}

static const char *const covers[] = { "CS1.1.1", "CS2.1.0", "CS5.0.0", "CS6.3.0" };

static const MlsFace *
any (const GPtrArray *faces)
{
  return g_ptr_array_index (faces, (guint) g_test_rand_int_range (0, (gint32) faces->len));
}

/* A split, a merge or another code somewhere; NULL where the dice found none. */
MlsDelta *
sample_random_delta (MlsStore *store)
{
  g_autoptr (GPtrArray) faces = sample_faces (store);
  const MlsFace *face = any (faces);
  gint32 n = (gint32) mls_face_ring (face, 0).n_points;
  MlsDelta *delta = NULL;

  switch (g_test_rand_int_range (0, 3))
    {
    case 0:
      return sample_recode (face, covers[g_test_rand_int_range (0, 4)], "US1.1.3");
    case 1:
      delta = sample_split (face, (gsize) g_test_rand_int_range (0, n / 2),
                            (gsize) (g_test_rand_int_range (0, n / 2) + n / 2));
      break;
    default:
      for (int tries = 0; tries < 20 && delta == NULL; tries++)
        {
          const MlsFace *other = any (faces);

          if (other->id != face->id)
            delta = sample_merge (face, other);
        }
    }

  if (delta != NULL && !mls_delta_prove (delta, NULL))
    g_clear_pointer (&delta, mls_delta_unref);

  return delta;
}

/* Everything a reader of the map can see of it, but for when it was written. */
char *
sample_fingerprint (const char *path)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3 *handle = sample_connect (path);
  static const char *const queries[] = {
    "SELECT fid, geom, cs21, us21, doute21, source21, comment21, photovol21, cs24, us24, doute24, source24, "
    "comment24, photovol24, surf_m2 FROM coverage ORDER BY fid",
    "SELECT id, geom FROM territory ORDER BY id",
    "SELECT * FROM rtree_coverage_geom ORDER BY id",
    "SELECT feature_count FROM gpkg_ogr_contents",
  };

  for (gsize q = 0; q < G_N_ELEMENTS (queries); q++)
    {
      sqlite3_stmt *query;

      g_assert_cmpint (sqlite3_prepare_v2 (handle, queries[q], -1, &query, NULL), ==, SQLITE_OK);
      while (sqlite3_step (query) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count (query); i++)
          {
            const guint8 *bytes = sqlite3_column_blob (query, i);

            g_checksum_update (sum, (const guint8 *) "|", 1);
            g_checksum_update (sum, bytes, sqlite3_column_bytes (query, i));
          }
      sqlite3_finalize (query);
    }
  sqlite3_close (handle);

  return g_strdup (g_checksum_get_string (sum));
}

void
sample_execute (const char *path, const char *sql)
{
  sqlite3 *handle = sample_connect (path);
  char *message = NULL;

  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

/* Behind the back of a trigger, which comes back as it was. */
void
sample_execute_behind (const char *path, const char *trigger, const char *sql)
{
  g_autofree char *kept = NULL;
  g_autofree char *all = NULL;
  sqlite3 *handle = sample_connect (path);
  sqlite3_stmt *query;

  sqlite3_prepare_v2 (handle, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?1", -1, &query, NULL);
  sqlite3_bind_text (query, 1, trigger, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (query), ==, SQLITE_ROW);
  kept = g_strdup ((const char *) sqlite3_column_text (query, 0));
  sqlite3_finalize (query);
  sqlite3_close (handle);

  all = g_strdup_printf ("DROP TRIGGER %s; %s; %s", trigger, sql, kept);
  sample_execute (path, all);
}

gint64
sample_query (const char *path, const char *sql)
{
  sqlite3 *handle = sample_connect (path);
  sqlite3_stmt *query;
  gint64 value;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &query, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (query), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (query, 0);
  sqlite3_finalize (query);
  sqlite3_close (handle);

  return value;
}
