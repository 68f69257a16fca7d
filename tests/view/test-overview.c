#include "../store/sample.h"
#include "store/undo.h"
#include "view/overview.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* 4 km of crooked faces: some tiles of level 0, none of them whole. */
static const Board board = { 40, 40, 100, 4, 900 };

#define PX 128

typedef struct
{
  Sample          sample;
  char           *cache;
  MlsStoreReader *reader;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  sample_begin (&f->sample, &board);
  f->cache = g_build_filename (f->sample.folder, "cache", "overview", NULL);
  f->reader = mls_store_reader_new (f->sample.path, NULL);
  g_assert_nonnull (f->reader);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (f->cache);

  mls_store_reader_free (f->reader);
  g_unlink (f->cache);
  g_rmdir (folder);
  g_free (f->cache);
  sample_end (&f->sample);
}

/* The board at 25 m a pixel: what is seen of it is of level 1. */
static const MlsExtent view = { 700400 - 25 * PX / 2, 6602000 - 25 * PX / 2, 700400 + 25 * PX / 2,
                                6602000 + 25 * PX / 2 };

static MlsIdTile *
read_through (Fixture *f, const char *cache)
{
  g_autoptr (MlsOverview) overview = mls_overview_new (cache);
  g_autoptr (GError) error = NULL;
  MlsIdTile *tile;
  gint64 operation;

  tile = mls_overview_read (overview, f->reader, &view, PX, &operation, &error);
  g_assert_no_error (error);
  g_assert_cmpint (operation, <=, mls_store_last_operation (f->sample.store, NULL));

  return tile;
}

static MlsPair
pair_at (const MlsIdTile *tile, int column, int row, guint vintage)
{
  return mls_label_pair (mls_id_tile_label (tile, mls_id_tile_index_at (tile, column, row), vintage));
}

static void
assert_same (const MlsIdTile *a, const MlsIdTile *b)
{
  g_assert_cmpint (a->lattice.width, ==, b->lattice.width);
  for (int row = 0; row < a->lattice.height; row++)
    for (int column = 0; column < a->lattice.width; column++)
      for (guint v = 0; v < 2; v++)
        {
          MlsPair s = pair_at (a, column, row, v);
          MlsPair t = pair_at (b, column, row, v);

          g_assert_cmpuint (s.cover, ==, t.cover);
          g_assert_cmpuint (s.use, ==, t.use);
        }
}

/* What the cache gives is what there is without it. */
static void
assert_true_to_file (Fixture *f)
{
  g_autofree char *fresh = g_strconcat (f->cache, "-fresh", NULL);
  g_autoptr (MlsIdTile) kept = read_through (f, f->cache);
  g_autoptr (MlsIdTile) made = read_through (f, fresh);

  assert_same (kept, made);
  g_unlink (fresh);
}

/* Vertices and pixels' centres as whole numbers of a 64th of a millimetre. */
static MlsFace *
finer (const MlsFace *face)
{
  g_autofree MlsPoint *points = g_new (MlsPoint, face->n_points);

  for (guint i = 0; i < face->n_points; i++)
    points[i] = (MlsPoint){ face->points[i].x * 64, face->points[i].y * 64 };

  return mls_face_new (face->id, &(MlsRing){ points, face->n_points }, 1, face->labels, face->n_vintages);
}

/* Looks at every face for every pixel. */
static MlsPair
slow_pair (GPtrArray *faces, MlsLabelTileKey key, int column, int row)
{
  double px = MLS_LABEL_TILE_M * 64000 * (1 << key.level);
  MlsPair quarter[4];

  if (key.level == 0)
    {
      MlsPoint centre = { (gint64) ((key.column * MLS_LABEL_TILE_PX + column + 0.5) * px),
                          (gint64) (-(key.row * MLS_LABEL_TILE_PX + row + 0.5) * px) };

      for (guint i = 0; i < faces->len; i++)
        {
          const MlsFace *face = g_ptr_array_index (faces, i);

          if (mls_box_contains_point (&face->box, centre) && mls_face_locate (face, centre) == MLS_SIDE_INSIDE)
            return mls_label_pair (&face->labels[1]);
        }
      return (MlsPair){ 0, 0 };
    }

  for (int i = 0; i < 4; i++)
    {
      int c = 2 * (key.column * MLS_LABEL_TILE_PX + column) + i % 2;
      int r = 2 * (key.row * MLS_LABEL_TILE_PX + row) + i / 2;

      quarter[i] = slow_pair (faces, (MlsLabelTileKey){ key.level - 1, 0, 0 }, c, r);
    }

  for (int n = 4; n > 1; n--)
    for (int i = 0; i < 4; i++)
      {
        int n_same = 0;

        for (int j = 0; j < 4; j++)
          n_same += quarter[i].cover == quarter[j].cover && quarter[i].use == quarter[j].use;
        if (n_same == n)
          return quarter[i];
      }

  return quarter[0];
}

/* A tile over all of the board at each of some levels, against the slow way. */
static void
test_pixels (Fixture *f, gconstpointer data)
{
  g_autoptr (MlsOverview) overview = mls_overview_new (f->cache);
  g_autoptr (GPtrArray) cells = sample_faces (f->sample.store);
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);

  for (guint i = 0; i < cells->len; i++)
    g_ptr_array_add (faces, finer (g_ptr_array_index (cells, i)));

  for (int level = 0; level < 4; level++)
    {
      double px = MLS_LABEL_TILE_M * (1 << level);
      int first = (int) (700000 / px) - 2;
      int top = (int) (-6604000 / px) - 2;
      MlsExtent extent = { first * px, -(top + 32) * px, (first + 32) * px, -top * px };
      gint64 operation;
      g_autoptr (MlsIdTile) tile = mls_overview_read (overview, f->reader, &extent, 16, &operation, NULL);

      for (int i = 0; i < 32 * 32; i++)
        {
          MlsPair slow = slow_pair (faces, (MlsLabelTileKey){ level, 0, 0 }, first + i % 32, top + i / 32);
          MlsPair fast = pair_at (tile, i % 32, i / 32, 1);

          g_assert_cmpuint (fast.cover, ==, slow.cover);
          g_assert_cmpuint (fast.use, ==, slow.use);
        }
    }
}

/* Another code, or a face in two. */
static void
edit_somewhere (Fixture *f)
{
  static const char *const covers[] = { "CS1.1.1", "CS2.1.0", "CS6.3.0" };
  gint32 n_cells = (gint32) (board.columns * board.rows);
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  const char *cover = covers[g_test_rand_int_range (0, 3)];

  do
    {
      g_clear_pointer (&face, mls_face_unref);
      face = mls_store_face (f->sample.store, g_test_rand_int_range (1, n_cells + 1), NULL);
    }
  while (face == NULL || face->labels[1].field[MLS_FIELD_COVER] == g_quark_from_string (cover));

  delta = g_test_rand_bit () ? sample_recode (face, cover, "US1.1.3") : sample_split (face, 0, face->n_points / 2);
  sample_apply (f->sample.store, delta);
}

/* Each look finds what was done since the last one, by hand or by undo, with the cache closed or open. */
static void
test_edits (Fixture *f, gconstpointer data)
{
  for (int i = 0; i < 12; i++)
    {
      gboolean undoes = i % 3 == 2;

      for (int n = g_test_rand_int_range (undoes ? 1 : 0, 4); n > 0; n--)
        edit_somewhere (f);
      if (undoes)
        {
          g_autoptr (MlsDelta) delta = mls_store_undo (f->sample.store, "tester", NULL, NULL);

          g_assert_nonnull (delta);
        }
      assert_true_to_file (f);
    }
}

static void
test_foreign (Fixture *f, gconstpointer data)
{
  assert_true_to_file (f);
  sample_execute (f->sample.path, "UPDATE coverage SET cs21 = 'CS2.1.0' WHERE fid IN (5, 700, 1500)");
  assert_true_to_file (f);
  sample_execute (f->sample.path, "UPDATE coverage SET cs21 = 'CS6.3.0' WHERE fid IN (6, 701, 1501)");
  assert_true_to_file (f);
}

/* A copy of the file goes its own way and takes the other's place: as many operations, other ones. */
static void
test_replaced (Fixture *f, gconstpointer data)
{
  g_autofree char *copy = g_strconcat (f->sample.path, "-copy", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  sample_reopen (&f->sample);
  mls_store_close (g_steal_pointer (&f->sample.store), NULL);
  mls_store_reader_free (f->reader);
  g_assert_true (g_file_get_contents (f->sample.path, &contents, &length, NULL));

  f->sample.store = mls_store_open (f->sample.path, MLS_STORE_READ_WRITE, &error);
  f->reader = mls_store_reader_new (f->sample.path, NULL);
  edit_somewhere (f);
  assert_true_to_file (f);
  mls_store_reader_free (g_steal_pointer (&f->reader));
  mls_store_close (g_steal_pointer (&f->sample.store), NULL);

  g_assert_true (g_file_set_contents (f->sample.path, contents, (gssize) length, NULL));
  f->sample.store = mls_store_open (f->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  f->reader = mls_store_reader_new (f->sample.path, NULL);
  edit_somewhere (f);
  assert_true_to_file (f);
}

static void
write_at (const char *path, gsize at, const char *bytes, gsize n_bytes)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (gsize i = 0; i < n_bytes && at + i < length; i++)
    contents[at + i] = bytes[i];
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

/* Whatever became of what was kept, the map is right. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize length;

  assert_true_to_file (f);
  g_assert_true (g_file_get_contents (f->cache, &contents, &length, NULL));

  for (int i = 0; i < 40; i++)
    {
      char noise[64];

      for (gsize n = 0; n < sizeof noise; n++)
        noise[n] = (char) g_test_rand_int_range (0, 256);
      g_assert_true (g_file_set_contents (f->cache, contents, (gssize) length, NULL));
      write_at (f->cache, (gsize) g_test_rand_int_range (0, (int) length), noise, sizeof noise);
      assert_true_to_file (f);
    }

  g_assert_true (g_file_set_contents (f->cache, contents, (gssize) length / 2, NULL));
  assert_true_to_file (f);
  g_assert_true (g_file_set_contents (f->cache, "not at all what was kept", -1, NULL));
  assert_true_to_file (f);
  g_assert_true (g_file_set_contents (f->cache, "", 0, NULL));
  assert_true_to_file (f);
}

/* Another program's file, an older one's, and no place at all. */
static void
test_elsewhere (Fixture *f, gconstpointer data)
{
  g_autofree char *beneath_a_file = g_build_filename (f->sample.path, "overview", NULL);
  g_autoptr (MlsIdTile) fresh = read_through (f, f->cache);
  g_autoptr (MlsIdTile) nowhere = read_through (f, beneath_a_file);

  assert_same (nowhere, fresh);

  sample_execute (f->cache, "UPDATE shelf SET kind = 'of another time'; UPDATE piece SET bytes = x'00'");
  assert_true_to_file (f);
  g_assert_cmpint (sample_query (f->cache, "SELECT count (*) FROM piece WHERE bytes = x'00'"), ==, 0);
}

/* A tile that takes too long is given as far as it is, and each time a bit further. */
static void
test_impatient (Fixture *f, gconstpointer data)
{
  g_autofree char *fresh = g_strconcat (f->cache, "-fresh", NULL);
  g_autoptr (MlsIdTile) whole = read_through (f, fresh);
  g_autoptr (MlsOverview) overview = mls_overview_new (f->cache);
  g_autoptr (MlsIdTile) tile = NULL;
  gint64 operation = MLS_ID_TILE_UNFINISHED;
  int n_calls = 0;

  mls_overview_set_patience (overview, 1);
  for (; operation == MLS_ID_TILE_UNFINISHED; n_calls++)
    {
      gint64 n_pieces = n_calls > 0 ? sample_query (f->cache, "SELECT count (*) FROM piece") : 0;

      g_clear_pointer (&tile, mls_id_tile_unref);
      tile = mls_overview_read (overview, f->reader, &view, PX, &operation, NULL);
      g_assert_nonnull (tile);
      g_assert_cmpint (sample_query (f->cache, "SELECT count (*) FROM piece"), >, n_pieces);
    }

  g_assert_cmpint (n_calls, >, 1);
  assert_same (tile, whole);
  g_unlink (fresh);
}

static void
cancel_half_way (double fraction, gpointer user_data)
{
  if (fraction >= 0.5)
    g_cancellable_cancel (user_data);
}

static void
count (double fraction, gpointer user_data)
{
  ++*(guint *) user_data;
}

/* What was made before it was given up is not made again. */
static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (MlsOverview) overview = mls_overview_new (f->cache);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 n_made;
  guint n_told = 0;

  g_assert_false (mls_overview_make_all (overview, f->reader, cancel_half_way, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  n_made = sample_query (f->cache, "SELECT count (*) FROM piece");
  g_assert_cmpint (n_made, >, 0);

  sample_execute (f->cache, "CREATE TABLE before AS SELECT * FROM piece; "
                            "CREATE TRIGGER again BEFORE INSERT ON piece WHEN EXISTS (SELECT 1 FROM before "
                            "WHERE level = NEW.level AND \"column\" = NEW.\"column\" AND \"row\" = NEW.\"row\") "
                            "BEGIN UPDATE shelf SET kind = 'made again'; END");
  g_assert_true (mls_overview_make_all (overview, f->reader, count, &n_told, NULL, NULL));
  g_assert_cmpuint (n_told, >, 0);
  g_assert_cmpint (sample_query (f->cache, "SELECT count (*) FROM piece"), >, n_made);
  g_assert_cmpint (sample_query (f->cache, "SELECT count (*) FROM shelf WHERE kind = 'made again'"), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/overview/pixels", Fixture, NULL, set_up, test_pixels, tear_down);
  g_test_add ("/overview/edits", Fixture, NULL, set_up, test_edits, tear_down);
  g_test_add ("/overview/foreign", Fixture, NULL, set_up, test_foreign, tear_down);
  g_test_add ("/overview/replaced", Fixture, NULL, set_up, test_replaced, tear_down);
  g_test_add ("/overview/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/overview/elsewhere", Fixture, NULL, set_up, test_elsewhere, tear_down);
  g_test_add ("/overview/impatient", Fixture, NULL, set_up, test_impatient, tear_down);
  g_test_add ("/overview/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);

  return g_test_run ();
}
