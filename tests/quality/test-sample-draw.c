#include "../store/sample.h"
#include "../coverage/quilt.h"
#include "coverage/region.h"
#include "quality/sample-draw.h"
#include "store/bulk.h"
#include "store/error.h"
#include "store/undo.h"

#include <glib/gstdio.h>
#include <locale.h>

/* A hundred thousand faces; few enough codes that regions have several, and holes, and are larger than 10 ha. */
static const QuiltOptions large = { .columns = 400, .rows = 250, .pitch = 40000, .n_segments = 3, .n_codes = 2,
                                    .n_vintages = 2, .seed = 11, .null_in_ten = 1 };

static gboolean
add_edge (const MlsEdge *edge, gpointer bulk)
{
  g_autoptr (GError) error = NULL;

  mls_bulk_add_edge (bulk, edge, &error);
  g_assert_no_error (error);

  return TRUE;
}

static void
quilt_begin (Sample *sample, const QuiltOptions *options)
{
  const MlsStoreOptions store_options = { .vintages = sample_vintages, .n_vintages = 2, .author = "tester" };
  const MlsOperationFacts facts = { .author = "tester", .verb = MLS_VERB_IMPORT };
  const MlsBox everywhere = { -MLS_GRID_LIMIT, -MLS_GRID_LIMIT, MLS_GRID_LIMIT, MLS_GRID_LIMIT };
  g_autoptr (MlsMemory) memory = quilt_new (options);
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);
  MlsSource source = mls_memory_source (memory);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsBulk) bulk = NULL;
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_new ();

  for (guint i = 0; i < options->n_codes; i++)
    for (guint k = 0; k < options->n_codes; k++)
      {
        const MlsPair pair = { quilt_code ('c', i), quilt_code ('u', k) };

        if (i == k)
          for (int d = 0; d < 2; d++)
            mls_nomenclature_add_class (nomenclature,
                                        &(MlsClass){ .dimension = d, .code = d == 0 ? pair.cover : pair.use, .level = 1,
                                                     .label = { "a", "a" } }, &error);
        g_assert_no_error (error);
      }
  for (guint i = 0; i < options->n_codes * options->n_codes; i++)
    mls_nomenclature_add_pair (nomenclature,
                               &(MlsPairRule){ .pair = { quilt_code ('c', i / options->n_codes),
                                                         quilt_code ('u', i % options->n_codes) } }, NULL);

  sample->folder = g_dir_make_tmp ("mls-draw-XXXXXX", &error);
  sample->path = g_build_filename (sample->folder, "quilt.gpkg", NULL);
  sample->store = mls_store_create (sample->path,
                                    &(MlsStoreOptions){ store_options.crs, store_options.vintages, 2, nomenclature, "tester" },
                                    &error);
  g_assert_no_error (error);
  bulk = mls_bulk_begin (sample->store, &facts, &error);
  for (guint i = 0; i < faces->len; i++)
    mls_bulk_add_face (bulk, g_ptr_array_index (faces, i), &error);
  source.funcs->edges (source.self, &everywhere, add_edge, bulk, &error);
  mls_bulk_commit (bulk, NULL, &error);
  g_assert_no_error (error);
}

static MlsSampleDraw *
draw (const Sample *sample, const MlsSampleQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (sample->path, &error);
  gint64 last;
  MlsSampleDraw *drawn;

  mls_store_reader_begin (reader, G_MAXINT64, &last, &error);
  drawn = mls_sample_draw (reader, query, NULL, NULL, &error);
  mls_store_reader_end (reader);
  g_assert_no_error (error);

  return drawn;
}

static void
assert_same_shape (MlsShape *a, MlsShape *b)
{
  g_autoptr (MlsFace) face_a = mls_face_new (0, mls_shape_get_rings (a), mls_shape_n_rings (a), NULL, 0);
  g_autoptr (MlsFace) face_b = mls_face_new (0, mls_shape_get_rings (b), mls_shape_n_rings (b), NULL, 0);

  g_assert_true (mls_face_same_rings (face_a, face_b));
}

/* What most of a region is in the other dimension, and whether all of it is. */
static MlsText
most_of (const MlsRegion *region, MlsField field, gboolean *mixed)
{
  MlsArea2 areas[16] = { 0 };
  MlsText codes[16] = { 0 };
  guint n = 0, most = 0;

  for (guint i = 0; i < region->cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (region->cells, i);
      guint code = 0;

      while (code < n && codes[code] != cell->labels[1].field[field])
        code++;
      if (code == n)
        codes[n++] = cell->labels[1].field[field];
      areas[code] += cell->area2;
      g_assert_cmpuint (n, <, 16);
    }
  for (guint i = 1; i < n; i++)
    if (areas[i] > areas[most])
      most = i;
  *mixed = n > 1;

  return codes[most];
}

/* Each unit is a whole region, as it is found by following it from its place. */
static void
assert_regions (const Sample *sample, const GPtrArray *units, MlsDimension dimension)
{
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_store_source (sample->store), 2);
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  guint n_mixed = 0, n_holes = 0;

  for (guint i = 0; i < units->len; i++)
    {
      MlsUnit *unit = g_ptr_array_index (units, i);
      MlsCell *cell = mls_overlay_cell_at (overlay, unit->place);
      g_autoptr (MlsRegion) region = mls_region_new (overlay, cell, 1, dimension, (MlsRegionLimit){ 0 });
      g_autoptr (MlsShape) outline = mls_shape_new ();
      MlsPair pair = mls_label_pair_in (&region->label, dimension);
      gboolean mixed;
      MlsText other;

      g_assert_cmpint (unit->id, ==, i + 1);
      mls_region_outline (overlay, region, outline);
      assert_same_shape (unit->outline, outline);
      g_assert_true (unit->area2 == region->area2 && mls_shape_area2 (unit->outline) == unit->area2);
      n_holes += mls_shape_n_rings (unit->outline) > 1;
      if (dimension == MLS_DIMENSION_PAIR)
        {
          g_assert_true (mls_pair_equal (pair, unit->pair) && !unit->mixed);
          continue;
        }

      other = most_of (region, dimension == MLS_DIMENSION_COVER ? MLS_FIELD_USE : MLS_FIELD_COVER, &mixed);
      g_assert_cmpuint (dimension == MLS_DIMENSION_COVER ? pair.cover : pair.use, ==, unit->stratum);
      g_assert_cmpuint (dimension == MLS_DIMENSION_COVER ? unit->pair.cover : unit->pair.use, ==, unit->stratum);
      g_assert_cmpuint (dimension == MLS_DIMENSION_COVER ? unit->pair.use : unit->pair.cover, ==, other);
      g_assert_cmpint (unit->mixed, ==, mixed);
      n_mixed += mixed;
    }
  g_test_message ("%u units, %u with holes, %u of several codes of the other dimension", units->len, n_holes, n_mixed);
}

static void
test_large (void)
{
  Sample sample;
  MlsSampleQuery query = { .vintage = 1, .dimension = MLS_DIMENSION_COVER,
                           .sampling = { .share = 0.05, .floor = 12, .n_sets = 1, .seed = 1,
                                         .largest2 = (MlsArea2) 100000 * MLS_AREA2_PER_M2 } };
  g_autoptr (MlsSampleDraw) first = NULL;
  g_autoptr (MlsSampleDraw) second = NULL;
  g_autoptr (GTimer) timer = NULL;
  const GPtrArray *units;

  quilt_begin (&sample, &large);
  timer = g_timer_new ();
  first = draw (&sample, &query);
  g_test_message ("drawn in %.1f s", g_timer_elapsed (timer, NULL));
  units = g_ptr_array_index (first->sets, 0);
  for (guint i = 0, n = 0; i < first->strata->len; i++)
    {
      const MlsStratum *stratum = &g_array_index (first->strata, MlsStratum, i);

      g_test_message ("%s: %u of %u regions, %u left out", g_quark_to_string (stratum->code), stratum->n_drawn,
                      stratum->n_regions, stratum->n_left);
      g_assert_cmpuint (stratum->n_left, >, 0);
      g_assert_cmpuint (stratum->n_drawn, ==, MAX (12, (stratum->n_regions + 19) / 20));
      n += stratum->n_drawn;
      g_assert_true (i + 1 < first->strata->len || n == units->len);
    }
  assert_regions (&sample, units, MLS_DIMENSION_COVER);

  /* Two sets from what that one has left: nothing is drawn twice. */
  query.without = units;
  query.sampling.n_sets = 2;
  second = draw (&sample, &query);
  for (guint i = 0; i < first->strata->len; i++)
    {
      const MlsStratum *before = &g_array_index (first->strata, MlsStratum, i);
      const MlsStratum *after = &g_array_index (second->strata, MlsStratum, i);

      g_assert_cmpuint (after->n_regions, ==, before->n_regions - before->n_drawn);
      g_assert_cmpuint (after->n_left, ==, before->n_left + before->n_drawn);
      g_assert_true (after->area2 + after->left2 == before->area2 + before->left2);
    }
  {
    g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

    for (guint set = 0; set < 3; set++)
      {
        const GPtrArray *of = set == 0 ? units : g_ptr_array_index (second->sets, set - 1);

        for (guint i = 0; i < of->len; i++)
          {
            const MlsUnit *unit = g_ptr_array_index (of, i);
            char *key = g_strdup_printf ("%d %d", (int) unit->place.x, (int) (unit->place.y - QUILT_Y));

            g_ptr_array_add (keys, key);
            g_assert_true (g_hash_table_add (places, key));
          }
      }
  }
  sample_end (&sample);
}

/* Of uses and of pairs, on ground some of which has no code. */
static void
test_dimensions (void)
{
  static const QuiltOptions small = { .columns = 30, .rows = 20, .pitch = 40000, .n_segments = 2, .n_codes = 3,
                                      .n_vintages = 2, .seed = 5, .null_in_ten = 2 };
  Sample sample;

  quilt_begin (&sample, &small);
  for (MlsDimension dimension = 0; dimension < MLS_N_DIMENSIONS; dimension++)
    {
      const MlsSampleQuery query = { .vintage = 1, .dimension = dimension, .sampling = { .share = 1, .n_sets = 1 } };
      g_autoptr (MlsSampleDraw) drawn = draw (&sample, &query);

      assert_regions (&sample, g_ptr_array_index (drawn->sets, 0), dimension);
    }
  sample_end (&sample);
}

/* Squares of 20 m; each its own region. */
static const Board board = { 4, 4, 20, 2, 0 };

static const MlsUnit *
unit_at (const GPtrArray *units, const MlsFace *face)
{
  for (guint i = 0; i < units->len; i++)
    {
      const MlsUnit *unit = g_ptr_array_index (units, i);

      if (mls_face_locate (face, unit->place) == MLS_SIDE_INSIDE)
        return unit;
    }

  return NULL;
}

static void
recode (const Sample *sample, gint64 id, const char *cover, const char *author)
{
  MlsOperationFacts facts = sample_facts;
  g_autoptr (MlsFace) face = mls_store_face (sample->store, id, NULL);
  g_autoptr (MlsDelta) delta = sample_recode (face, cover, "US1.1.3");
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GError) error = NULL;

  facts.author = author;
  applied = mls_store_apply (sample->store, delta, &facts, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_authors (const Sample *sample, const GPtrArray *units, gint64 id, const char *expected)
{
  g_autoptr (MlsFace) face = mls_store_face (sample->store, id, NULL);
  const MlsUnit *unit = unit_at (units, face);

  g_assert_nonnull (unit);
  g_assert_cmpstr (unit->authors != 0 ? g_quark_to_string (unit->authors) : NULL, ==, expected);
}

/* Who gave a region its code is its author: not who imported it, nor who gave it one that it no longer has, nor who only
 * cut it in two. */
static void
test_authors (void)
{
  static const MlsSampleQuery query = { .vintage = 1, .dimension = MLS_DIMENSION_COVER, .sampling = { .share = 1, .n_sets = 1 } };
  Sample sample;
  g_autoptr (MlsSampleDraw) drawn = NULL;
  const GPtrArray *units;
  g_autoptr (MlsFace) cut = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  MlsOperationFacts facts = sample_facts;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  recode (&sample, 3, "CS2.1.0", "Ada");
  recode (&sample, 6, "CS2.1.0", "Ada");
  recode (&sample, 6, "CS1.1.1", "Bea");
  recode (&sample, 7, "CS2.1.0", "Zoé");
  recode (&sample, 8, "CS2.1.0", "Bea");
  cut = mls_store_face (sample.store, 3, NULL);
  delta = sample_split (cut, 0, mls_face_ring (cut, 0).n_points / 2);
  facts.author = "Max";
  applied = mls_store_apply (sample.store, delta, &facts, NULL, &error);
  g_assert_no_error (error);

  drawn = draw (&sample, &query);
  units = g_ptr_array_index (drawn->sets, 0);
  assert_authors (&sample, units, 1, NULL);
  assert_authors (&sample, units, 6, "Bea");
  {
    const MlsUnit *joined = unit_at (units, cut);
    g_autoptr (MlsFace) seventh = mls_store_face (sample.store, 7, NULL);
    g_autoptr (MlsFace) eighth = mls_store_face (sample.store, 8, NULL);

    joined = joined != NULL ? joined : unit_at (units, seventh);
    joined = joined != NULL ? joined : unit_at (units, eighth);
    g_assert_cmpstr (g_quark_to_string (joined->authors), ==, "Ada\nBea\nZoé");
    g_assert_true (joined->area2 == (MlsArea2) 1200 * MLS_AREA2_PER_M2);
  }
  sample_end (&sample);
}

/* An earlier unit is left out also where it was edited since: most of it, or of what became of it, is the same ground;
 * a neighbour that gained a strip is not it. */
static void
test_without (void)
{
  Sample sample;
  g_autoptr (MlsFace) old = NULL;
  g_autoptr (GPtrArray) earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_unit_free);
  MlsUnit *unit = mls_unit_new ();
  MlsSampleQuery query = { .vintage = 1, .dimension = MLS_DIMENSION_COVER, .sampling = { .share = 1, .n_sets = 1 }, .without = earlier };
  g_autoptr (MlsSampleDraw) drawn = NULL;
  MlsPoint corners[4];

  sample_begin (&sample, &board);
  old = mls_store_face (sample.store, 6, NULL);
  /* The sixth square, half a metre too far east: 2.5 % of the seventh. */
  corners[0] = (MlsPoint){ old->box.min_x + 500, old->box.min_y };
  corners[1] = (MlsPoint){ old->box.max_x + 500, old->box.min_y };
  corners[2] = (MlsPoint){ old->box.max_x + 500, old->box.max_y };
  corners[3] = (MlsPoint){ old->box.min_x + 500, old->box.max_y };
  mls_shape_add_ring (unit->outline, (MlsRing){ corners, 4 });
  unit->area2 = mls_shape_area2 (unit->outline);
  g_ptr_array_add (earlier, unit);

  drawn = draw (&sample, &query);
  g_assert_cmpuint (((GPtrArray *) g_ptr_array_index (drawn->sets, 0))->len, ==, 15);
  g_assert_null (unit_at (g_ptr_array_index (drawn->sets, 0), old));
  sample_end (&sample);
}

static gboolean
refuse (double fraction, gpointer user_data)
{
  return FALSE;
}

static void
test_cancel (void)
{
  static const QuiltOptions some = { .columns = 80, .rows = 60, .pitch = 40000, .n_segments = 1, .n_codes = 3,
                                     .n_vintages = 2, .seed = 5 };
  static const MlsSampleQuery query = { .vintage = 1, .dimension = MLS_DIMENSION_COVER, .sampling = { .share = 1, .n_sets = 1 } };
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = NULL;
  gint64 last;

  quilt_begin (&sample, &some);
  reader = mls_store_reader_new (sample.path, &error);
  mls_store_reader_begin (reader, G_MAXINT64, &last, &error);
  g_assert_null (mls_sample_draw (reader, &query, refuse, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  mls_store_reader_end (reader);
  g_clear_pointer (&reader, mls_store_reader_free);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/sample-draw/large", test_large);
  g_test_add_func ("/quality/sample-draw/dimensions", test_dimensions);
  g_test_add_func ("/quality/sample-draw/authors", test_authors);
  g_test_add_func ("/quality/sample-draw/without", test_without);
  g_test_add_func ("/quality/sample-draw/cancel", test_cancel);

  return g_test_run ();
}
