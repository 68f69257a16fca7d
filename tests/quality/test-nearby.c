/* What lies near, against regions found by comparing every face with every other, and distances that GEOS measures. */

#include "quality/nearby.h"

#include "../geometry/oracle.h"
#include "../store/sample.h"
#include "coverage/memory.h"
#include "quality/census.h"
#include "quality/matrix-count.h"
#include "store/undo.h"

#include <locale.h>
#include <math.h>

#define N_VINTAGES 2
#define N_EDITS    40

/* Crowded enough that regions are of several faces, and that 20 m and 50 m tell them apart. */
static const Board board = { 12, 12, 9, 3, 700 };

/* The ways of lying near, in the order of the rules. */
#define URBAN    (1u << 0)
#define ENVELOPE (1u << 1)

/* Ground by what it has to do with what lies near. */
typedef struct
{
  const char *cover;
  const char *use;
  const char *post4;
  const char *post21;
  const char *enaf;
} Ground;

static const Ground pairs[] = {
  { "CS1.1.1", "US1.1.3", "1", "1", "Uh" },              /* a house */
  { "CS5.0.0", "US1.1.3", "1", "6", "Ue|A" },            /* a barn */
  { "CS2.1.0", "US1.1.3", "1|3", "13|21", "Ua|A|N|Ui" }, /* what it is for, nobody knows */
  { "CS6.3.0", "US1.1.3", "2", "16", "A" },              /* a field */
};

static MlsNomenclature *
nomenclature_new (void)
{
  static const char *const classes[][5] = { { "post4", "1", "2", "3", "4" }, { "post21", "1", "6", "13", "21" }, { "enaf", "Ua", "A", "N", "Ui" } };
  static const char *const rules[][2] = {
    { "near.post4", "20 post4:1" }, { "near.post21", "20 post4:1" }, { "near.enaf", "50 post4:1 enaf" }, { "follow.enaf", "post4" },
  };
  MlsNomenclature *nomenclature = mls_nomenclature_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    for (gsize k = 1; k < G_N_ELEMENTS (classes[i]); k++)
      {
        const MlsIndicatorClass klass = { .indicator = g_quark_from_string (classes[i][0]), .code = g_quark_from_string (classes[i][k]) };

        g_assert_true (mls_nomenclature_add_indicator_class (nomenclature, &klass, NULL));
      }
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    g_assert_true (mls_nomenclature_set_rule (nomenclature, rules[i][0], rules[i][1], NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const MlsIndicatorCode counted[] = { { g_quark_from_string ("post4"), g_quark_from_string (pairs[i].post4) },
                                           { g_quark_from_string ("post21"), g_quark_from_string (pairs[i].post21) },
                                           { g_quark_from_string ("enaf"), g_quark_from_string (pairs[i].enaf) },
                                           { 0 } };
      const MlsPairRule rule = { .pair = { g_quark_from_string (pairs[i].cover), g_quark_from_string (pairs[i].use) },
                                 .counted = counted };
      const MlsClass cover = { .dimension = MLS_DIMENSION_COVER, .code = rule.pair.cover, .level = 1, .label = { "", "" } };
      const MlsClass use = { .dimension = MLS_DIMENSION_USE, .code = rule.pair.use, .level = 1, .label = { "", "" } };

      mls_nomenclature_add_class (nomenclature, &cover, NULL);
      mls_nomenclature_add_class (nomenclature, &use, NULL);
      g_assert_true (mls_nomenclature_add_pair (nomenclature, &rule, NULL));
    }

  return nomenclature;
}

/* The plain way. Which row of the table some ground is of; -1 for none. */
static int
row_of (const MlsFace *face, guint vintage)
{
  MlsPair codes = mls_label_pair (&face->labels[vintage]);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (codes.cover == g_quark_from_string (pairs[i].cover) && codes.use == g_quark_from_string (pairs[i].use))
      return (int) i;

  return -1;
}

static MlsNearness
asked_of (int row)
{
  return row == 1 ? ENVELOPE : row == 2 ? URBAN : 0;
}

static MlsNearness
urban_of (int row)
{
  return row == 0 ? (URBAN | ENVELOPE) : row == 1 ? URBAN : 0;
}

static gboolean
share_segment (const MlsFace *a, const MlsFace *b)
{
  MlsRing one = mls_face_ring (a, 0);
  MlsRing other = mls_face_ring (b, 0);

  for (gsize i = 0; i < one.n_points; i++)
    for (gsize k = 0; k < other.n_points; k++)
      if (mls_point_equal (one.points[i], other.points[(k + 1) % other.n_points]) &&
          mls_point_equal (one.points[(i + 1) % one.n_points], other.points[k]))
        return TRUE;

  return FALSE;
}

static guint
root_of (const guint *parents, guint i)
{
  while (parents[i] != i)
    i = parents[i];

  return i;
}

/* Faces of one row that hang together have one root. */
static void
find_roots (const GPtrArray *faces, guint vintage, guint *parents)
{
  for (guint i = 0; i < faces->len; i++)
    parents[i] = i;
  for (guint i = 0; i < faces->len; i++)
    for (guint k = 0; k < i; k++)
      if (row_of (g_ptr_array_index (faces, i), vintage) == row_of (g_ptr_array_index (faces, k), vintage) &&
          mls_box_intersects (&((MlsFace *) g_ptr_array_index (faces, i))->box, &((MlsFace *) g_ptr_array_index (faces, k))->box) &&
          share_segment (g_ptr_array_index (faces, i), g_ptr_array_index (faces, k)))
        parents[root_of (parents, i)] = root_of (parents, k);
}

static const MlsFace *
largest_of (const GPtrArray *faces, const guint *parents, guint root)
{
  const MlsFace *largest = NULL;

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);

      if (root_of (parents, i) == root &&
          (largest == NULL || mls_face_area2 (face) > mls_face_area2 (largest) ||
           (mls_face_area2 (face) == mls_face_area2 (largest) && face->id < largest->id)))
        largest = face;
    }

  return largest;
}

static MlsNearness
look_around (const GPtrArray *faces, guint vintage, MlsPoint place, MlsNearness asked)
{
  double reach = asked == ENVELOPE ? 50000 : 20000;

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);
      const MlsRing ring = mls_face_ring (face, 0);

      if ((urban_of (row_of (face, vintage)) & asked) != 0 && oracle_distance (&ring, 1, place) <= reach)
        return asked;
    }

  return 0;
}

static MlsNearness
plain_near (const GPtrArray *faces, guint vintage, const guint *parents, guint i)
{
  MlsNearness asked = asked_of (row_of (g_ptr_array_index (faces, i), vintage));
  const MlsFace *largest = largest_of (faces, parents, root_of (parents, i));

  return asked != 0 ? look_around (faces, vintage, mls_face_inner_point (largest), asked) : 0;
}

static void
note (const MlsSite *sites, MlsArea2 area2, gpointer lines)
{
  g_autofree char *area = mls_area2_to_text (area2);

  g_ptr_array_add (lines, g_strdup_printf ("%s %s %u · %s %s %u · %s", g_quark_to_string (sites[0].codes.cover),
                                           g_quark_to_string (sites[0].codes.use), sites[0].near,
                                           g_quark_to_string (sites[1].codes.cover),
                                           g_quark_to_string (sites[1].codes.use), sites[1].near, area));
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static char *
text_of (const MlsTally *tally)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  mls_tally_each (tally, note, lines);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (GStrv) lines->pdata);
}

/* @n_near: (inout): how often something was near */
static MlsTally *
plain_tally (MlsStore *store, guint *n_near)
{
  g_autoptr (GPtrArray) faces = sample_faces (store);
  g_autofree guint *older = g_new (guint, faces->len);
  g_autofree guint *newer = g_new (guint, faces->len);
  guint *const parents[N_VINTAGES] = { older, newer };
  MlsTally *tally = mls_tally_new (N_VINTAGES);

  for (guint v = 0; v < N_VINTAGES; v++)
    find_roots (faces, v, parents[v]);
  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);
      MlsNearness near[N_VINTAGES];

      for (guint v = 0; v < N_VINTAGES; v++)
        {
          near[v] = plain_near (faces, v, parents[v], i);
          *n_near += near[v] != 0;
        }
      mls_tally_add_face (tally, face, near, mls_face_area2 (face));
    }

  return tally;
}

/* The project */

typedef struct
{
  Sample           sample;
  MlsNomenclature *nomenclature;
  MlsFigures      *areas;
  MlsCensus       *census;
} Fixture;

static MlsCensus *
take (Fixture *fixture)
{
  const MlsCensusQuery query = { fixture->nomenclature, (URBAN | ENVELOPE), fixture->areas };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (fixture->sample.path, &error);
  MlsCensus *census;

  g_assert_no_error (error);
  g_assert_true (mls_store_reader_begin (reader, 0, NULL, &error));
  census = mls_census_take (reader, &query, NULL, NULL, &error);
  g_assert_no_error (error);

  return census;
}

/* Mostly fields, so that not everything is near something. */
static const Ground *
random_ground (void)
{
  static const guint rows[] = { 0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3 };

  return &pairs[rows[g_test_rand_int_range (0, G_N_ELEMENTS (rows))]];
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MlsZone) zone = mls_zone_read ("700013,6600007,700061,6600084");
  g_autoptr (GString) sql = g_string_new (NULL);

  sample_begin (&fixture->sample, &board);
  for (guint fid = 1; fid <= board.columns * board.rows; fid++)
    for (guint v = 0; v < N_VINTAGES; v++)
      {
        const Ground *ground = random_ground ();

        g_string_append_printf (sql, "UPDATE coverage SET cs%s = '%s', us%s = '%s' WHERE fid = %u;", sample_vintages[v].code,
                                ground->cover, sample_vintages[v].code, ground->use, fid);
      }
  sample_execute (fixture->sample.path, sql->str);
  sample_reopen (&fixture->sample);
  fixture->nomenclature = nomenclature_new ();
  fixture->areas = mls_zone_to_figures (zone);
  fixture->census = take (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  mls_census_free (fixture->census);
  mls_figures_unref (fixture->areas);
  mls_nomenclature_unref (fixture->nomenclature);
  sample_end (&fixture->sample);
}

/* What is followed, what is taken anew and what is found the plain way are the same, and all of the territory. */
static void
assert_true (Fixture *fixture)
{
  g_autoptr (MlsCensus) anew = take (fixture);
  guint n_near = 0;
  g_autoptr (MlsTally) plain = plain_tally (fixture->sample.store, &n_near);
  g_autofree char *followed = text_of (mls_census_get_whole (fixture->census));
  g_autofree char *taken = text_of (mls_census_get_whole (anew));
  g_autofree char *expected = text_of (plain);
  g_autofree char *followed_area = text_of (mls_census_get_area (fixture->census, 0));
  g_autofree char *taken_area = text_of (mls_census_get_area (anew, 0));

  g_assert_cmpstr (taken, ==, expected);
  g_assert_cmpstr (followed, ==, expected);
  g_assert_cmpstr (followed_area, ==, taken_area);
  g_assert_true (mls_tally_total (mls_census_get_whole (fixture->census)) == mls_area2_from_m2 (12 * 12 * 81));
  g_assert_cmpuint (n_near, >, 0);
}

static void
test_taken (Fixture *fixture, gconstpointer data)
{
  assert_true (fixture);
}

static MlsDelta *
random_edit (Fixture *fixture)
{
  g_autoptr (GPtrArray) faces = sample_faces (fixture->sample.store);
  const MlsFace *face = g_ptr_array_index (faces, (guint) g_test_rand_int_range (0, (int) faces->len));
  const MlsFace *other = g_ptr_array_index (faces, (guint) g_test_rand_int_range (0, (int) faces->len));
  const Ground *ground = random_ground ();
  MlsDelta *delta = NULL;

  if (g_test_rand_int_range (0, 4) == 0 && face->n_points > 8)
    delta = sample_split (face, 0, 5);
  else if (g_test_rand_int_range (0, 4) == 0 && face != other)
    delta = sample_merge (face, other);

  return delta != NULL ? delta : sample_recode (face, ground->cover, ground->use);
}

static void
follow (Fixture *fixture, const MlsDelta *delta)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_census_change (fixture->census, delta, mls_store_source (fixture->sample.store), &error));
  g_assert_no_error (error);
}

/* FALSE where it would change nothing. */
static gboolean
apply (Fixture *fixture)
{
  g_autoptr (MlsDelta) delta = random_edit (fixture);
  g_autoptr (MlsDelta) applied = mls_store_apply (fixture->sample.store, delta, &sample_facts, NULL, NULL);

  if (applied != NULL)
    follow (fixture, applied);

  return applied != NULL;
}

/* Edits and their undo flip what they are near of, both ways, and regions that they part or join. */
static void
test_followed (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_EDITS; i++)
    {
      while (!apply (fixture))
        ;
      if (i % 4 == 3)
        assert_true (fixture);
    }

  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsDelta) undone = mls_store_undo (fixture->sample.store, "tester", NULL, &error);

      g_assert_no_error (error);
      follow (fixture, undone);
      if (i % 8 == 7)
        assert_true (fixture);
    }
  assert_true (fixture);
}

/* Several edits that came while the census was taken are followed as one, by the coverage that they left. */
static void
test_joined (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_delta_unref);
  g_autoptr (MlsDelta) all = NULL;

  for (guint i = 0; i < 25; i++)
    {
      g_autoptr (MlsDelta) delta = random_edit (fixture);
      MlsDelta *applied = mls_store_apply (fixture->sample.store, delta, &sample_facts, NULL, NULL);

      if (applied != NULL)
        g_ptr_array_add (deltas, applied);
    }

  all = mls_delta_joined (deltas);
  follow (fixture, all);
  assert_true (fixture);
}

/* Nothing is between two classes any more, and cells count as many pieces as there are. */
static void
test_matrix (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "post4", "post21", "enaf" };
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (fixture->sample.path, NULL);

  mls_store_reader_begin (reader, 0, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      MlsMatrixQuery query = { { .nomenclature = fixture->nomenclature, .level = 1 }, sample_vintages, 0, 1, MLS_LANGUAGE_ENGLISH };
      g_autoptr (MlsMatrix) matrix = NULL;

      g_assert_true (mls_classing_set_name (&query.classing, names[i]));
      matrix = mls_matrix_new (mls_census_get_whole (fixture->census), &query);
      g_assert_true (mls_matrix_cell (matrix, MLS_MATRIX_ALL, MLS_MATRIX_ALL) == mls_area2_from_m2 (12 * 12 * 81));
      g_assert_true (mls_matrix_count (matrix, &query, reader, NULL, NULL, NULL, NULL));
      for (guint row = 0; row < mls_matrix_n (matrix); row++)
        {
          g_assert_null (strchr (mls_matrix_class (matrix, row)->code, '|'));
          for (guint column = 0; column < mls_matrix_n (matrix); column++)
            g_assert_cmpint (mls_matrix_cell (matrix, row, column) > 0, ==, mls_matrix_get_count (matrix, row, column) > 0);
        }
    }
}

/* Distances */

static MlsFace *
box_new (gint64 id, gint64 min_x, gint64 max_x, guint row)
{
  const MlsPoint points[] = { { min_x, 0 }, { max_x, 0 }, { max_x, 10000 }, { min_x, 10000 } };
  const MlsRing ring = { points, G_N_ELEMENTS (points) };
  const MlsLabel labels[N_VINTAGES] = { sample_label (pairs[3].cover, pairs[3].use), sample_label (pairs[row].cover, pairs[row].use) };

  return mls_face_new (id, &ring, 1, labels, N_VINTAGES);
}

static void
count_told (const MlsFace *face, const MlsNearness *was, const MlsNearness *is, gpointer n)
{
  *(guint *) n += 1;
}

/* Puts a house so far from the place of some ground, and takes it away. */
static MlsNearness
near_at (guint row, gint64 distance)
{
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  g_autoptr (MlsNearby) nearby = mls_nearby_new (nomenclature, sample_vintages, N_VINTAGES, (URBAN | ENVELOPE));
  g_autoptr (MlsMemory) memory = mls_memory_new ();
  g_autoptr (MlsFace) ground = box_new (1, -500, 500, row);
  g_autoptr (MlsFace) house = box_new (2, mls_face_inner_point (ground).x + distance, 200000, 0);
  g_autoptr (MlsDelta) first = mls_delta_new ();
  g_autoptr (MlsDelta) second = mls_delta_new ();
  g_autoptr (MlsDelta) third = NULL;
  MlsNearness near[N_VINTAGES], after[N_VINTAGES];
  MlsSource source = mls_memory_source (memory);
  guint n_told = 0;

  mls_memory_add (memory, mls_face_ref (ground));
  mls_delta_add (first, NULL, mls_face_ref (ground));
  g_assert_true (mls_nearby_change (nearby, first, source, count_told, &n_told, NULL));
  mls_memory_add (memory, mls_face_ref (house));
  mls_delta_add (second, NULL, mls_face_ref (house));
  g_assert_true (mls_nearby_change (nearby, second, source, count_told, &n_told, NULL));
  mls_nearby_get (nearby, 1, near);
  g_assert_cmpuint (n_told, ==, near[1] != 0);
  g_assert_cmpuint (near[0], ==, 0);

  third = mls_delta_inverted (second);
  g_clear_pointer (&memory, mls_memory_free);
  memory = mls_memory_new ();
  mls_memory_add (memory, mls_face_ref (ground));
  g_assert_true (mls_nearby_change (nearby, third, mls_memory_source (memory), count_told, &n_told, NULL));
  mls_nearby_get (nearby, 1, after);
  g_assert_cmpuint (after[1], ==, 0);

  return near[1];
}

/* To the millimetre. */
static void
test_distances (void)
{
  g_assert_cmpuint (near_at (2, 19999), ==, URBAN);
  g_assert_cmpuint (near_at (2, 20000), ==, URBAN);
  g_assert_cmpuint (near_at (2, 20001), ==, 0);
  g_assert_cmpuint (near_at (1, 49999), ==, ENVELOPE);
  g_assert_cmpuint (near_at (1, 50000), ==, ENVELOPE);
  g_assert_cmpuint (near_at (1, 50001), ==, 0);
  g_assert_cmpuint (near_at (3, 600), ==, 0);
}

/* Two faces are one region, asked of from the larger one: cut off, the smaller is asked of by itself. */
static void
test_parted (void)
{
  g_autoptr (MlsNomenclature) nomenclature = nomenclature_new ();
  g_autoptr (MlsNearby) nearby = mls_nearby_new (nomenclature, sample_vintages, N_VINTAGES, (URBAN | ENVELOPE));
  g_autoptr (MlsMemory) memory = mls_memory_new ();
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) part = mls_delta_new ();
  MlsNearness near[N_VINTAGES];
  guint n_told = 0;

  /* From x 0 on: 60 m, 1 m, 10 m of unknown use, and a house beyond. */
  const struct { gint64 from; gint64 to; guint row; } faces[] = { { 0, 60000, 2 }, { 60000, 61000, 2 }, { 61000, 71000, 2 }, { 71000, 90000, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      mls_memory_add (memory, box_new (i + 1, faces[i].from, faces[i].to, faces[i].row));
      mls_delta_add (delta, NULL, box_new (i + 1, faces[i].from, faces[i].to, faces[i].row));
    }
  g_assert_true (mls_nearby_change (nearby, delta, mls_memory_source (memory), count_told, &n_told, NULL));
  for (gint64 fid = 1; fid <= 4; fid++)
    {
      mls_nearby_get (nearby, fid, near);
      g_assert_cmpuint (near[1], ==, 0);
    }

  mls_delta_add (part, box_new (2, 60000, 61000, 2), box_new (2, 60000, 61000, 3));
  mls_memory_add (memory, box_new (2, 60000, 61000, 3));
  g_assert_true (mls_nearby_change (nearby, part, mls_memory_source (memory), count_told, &n_told, NULL));
  mls_nearby_get (nearby, 1, near);
  g_assert_cmpuint (near[1], ==, 0);
  mls_nearby_get (nearby, 3, near);
  g_assert_cmpuint (near[1], ==, URBAN);
  g_assert_cmpuint (n_told, ==, 1);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/nearby/distances", test_distances);
  g_test_add ("/quality/nearby/followed", Fixture, NULL, set_up, test_followed, tear_down);
  g_test_add ("/quality/nearby/joined", Fixture, NULL, set_up, test_joined, tear_down);
  g_test_add ("/quality/nearby/matrix", Fixture, NULL, set_up, test_matrix, tear_down);
  g_test_add_func ("/quality/nearby/parted", test_parted);
  g_test_add ("/quality/nearby/taken", Fixture, NULL, set_up, test_taken, tear_down);

  return g_test_run ();
}
