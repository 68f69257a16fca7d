/* What other programs are given, read back through GDAL, and what comes back when it is imported. */

#include "../store/sample.h"
#include "delivery/change-export.h"
#include "store/error.h"
#include "delivery/export.h"
#include "store/import.h"
#include "store/reader.h"
#include "store/state.h"
#include "store/undo.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <ogr_api.h>

/* Four faces, of which the two in the west are one region of the cover in 2024. */
static const Board board = { .columns = 2, .rows = 2, .side_m = 30, .n_segments = 4, .wiggle_mm = 900 };

typedef struct
{
  Sample sample;
  char  *path;
} Fixture;

static void
fixture_begin (Fixture *fixture, const Board *filled, const char *name)
{
  sample_begin (&fixture->sample, filled);
  fixture->path = g_build_filename (fixture->sample.folder, name, NULL);
}

static void
fixture_end (Fixture *fixture)
{
  g_clear_pointer (&fixture->path, g_free);
  sample_end (&fixture->sample);
}

static void
recode (Fixture *fixture, gint64 fid, const char *cover)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFace) face = mls_store_face (fixture->sample.store, fid, &error);
  g_autoptr (MlsDelta) delta = sample_recode (face, cover, "US1.1.3");

  g_assert_no_error (error);
  sample_apply (fixture->sample.store, delta);
}

static void
export (Fixture *fixture, const MlsExportOptions *asked, guint n_faces, guint n_polygons)
{
  MlsExportOptions options = *asked;
  g_auto (MlsExportResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  options.path = fixture->path;
  mls_export_run (fixture->sample.store, &options, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_faces, ==, n_faces);
  g_assert_cmpuint (result.n_polygons, ==, n_polygons);
  g_assert_null (result.warning);
}

static char *
field_names (OGRLayerH layer)
{
  GString *text = g_string_new (NULL);
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)));

  return g_string_free (text, FALSE);
}

static int
compare_texts (gconstpointer left, gconstpointer right)
{
  return g_strcmp0 (*(const char *const *) left, *(const char *const *) right);
}

static char *
feature_text (OGRFeatureH feature, gboolean with_id)
{
  GString *text = g_string_new (NULL);

  if (with_id)
    g_string_append_printf (text, "%d: ", (int) OGR_F_GetFID (feature));
  for (int i = 0; i < OGR_F_GetFieldCount (feature); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            OGR_F_IsFieldSetAndNotNull (feature, i) ? OGR_F_GetFieldAsString (feature, i) : "-");

  return g_string_free (text, FALSE);
}

/* Each feature as its fields, in the order of these: some formats have an order of their own. */
static char *
field_values (OGRLayerH layer, gboolean with_ids)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  OGRFeatureH feature;

  OGR_L_ResetReading (layer);
  while ((feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      g_ptr_array_add (texts, feature_text (feature, with_ids));
      OGR_F_Destroy (feature);
    }
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);

  return g_strjoinv ("\n", (char **) texts->pdata);
}

typedef struct
{
  const char *names;
  const char *values;
  gboolean    ids;
} Expected;

static void
assert_layer (const char *path, const char *name, const Expected *expected)
{
  GDALDatasetH dataset = GDALOpenEx (path, GDAL_OF_VECTOR, NULL, NULL, NULL);
  OGRLayerH layer;
  g_autofree char *names = NULL;
  g_autofree char *values = NULL;

  g_assert_nonnull (dataset);
  layer = GDALDatasetGetLayerByName (dataset, name);
  g_assert_nonnull (layer);
  g_assert_nonnull (OGR_L_GetSpatialRef (layer));
  names = field_names (layer);
  values = field_values (layer, expected->ids);
  g_assert_cmpstr (names, ==, expected->names);
  g_assert_cmpstr (values, ==, expected->values);
  GDALClose (dataset);
}

/* The faces of a board without wiggle have 900 m² each. */
static void
test_columns (void)
{
  static const char *const names[] = { "out.gpkg", "out.shp", "out.fgb", "out.geojson" };
  const Board plain = { .columns = 2, .rows = 1, .side_m = 30, .n_segments = 2 };
  g_autofree char *values = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gboolean ids = i == 0 || i == 3;
      const char *zeros = i == 1 ? "900.0000000" : "900";
      Fixture fixture;

      g_test_message ("%s", names[i]);
      fixture_begin (&fixture, &plain, names[i]);
      recode (&fixture, 2, "CS2.1.0");
      export (&fixture, &(MlsExportOptions){ .vintage = 1, .dimension = MLS_DIMENSION_PAIR }, 2, 2);
      values = g_strdup_printf ("%sCS1.1.1 US1.1.3 %s\n%sCS2.1.0 US1.1.3 %s", ids ? "1: " : "", zeros,
                                ids ? "2: " : "", zeros);
      assert_layer (fixture.path, "out", &(Expected){ "cs24 us24 surf_m2", values, ids });
      g_clear_pointer (&values, g_free);
      fixture_end (&fixture);
    }
}

static void
test_all_fields (void)
{
  const Board plain = { .columns = 1, .rows = 1, .side_m = 30, .n_segments = 1 };
  Fixture fixture;

  fixture_begin (&fixture, &plain, "out.gpkg");
  export (&fixture, &(MlsExportOptions){ .vintage = MLS_EXPORT_ALL, .layer = "ocs2d" }, 1, 1);
  assert_layer (fixture.path, "ocs2d",
                &(Expected){ "cs21 us21 doute21 source21 comment21 photovol21 "
                             "cs24 us24 doute24 source24 comment24 photovol24 surf_m2",
                             "1: CS1.1.1 US1.1.3 - - - - CS1.1.1 US1.1.3 - - - - 900", TRUE });
  fixture_end (&fixture);
}

static void
show_state_before_last (Fixture *fixture)
{
  gint64 last = mls_store_last_operation (fixture->sample.store, NULL);

  g_assert_true (mls_store_close (fixture->sample.store, NULL));
  fixture->sample.store = mls_store_open (fixture->sample.path, MLS_STORE_READ_ONLY, NULL);
  g_assert_true (mls_store_show_state (fixture->sample.store, last - 1, NULL));
}

/* Faces that differ in 2021 alone are one region of 2024; the id is that of the largest. */
static void
test_regions (void)
{
  const Board plain = { .columns = 3, .rows = 1, .side_m = 10, .n_segments = 1 };
  Fixture fixture;

  fixture_begin (&fixture, &plain, "out.gpkg");
  recode (&fixture, 2, "CS1.1.1");
  export (&fixture, &(MlsExportOptions){ .vintage = 1, .dimension = MLS_DIMENSION_COVER }, 3, 2);
  assert_layer (fixture.path, "out", &(Expected){ "cs24 surf_m2", "1: CS1.1.1 200\n3: CS5.0.0 100", TRUE });

  g_unlink (fixture.path);
  export (&fixture, &(MlsExportOptions){ .vintage = 1, .dimension = MLS_DIMENSION_USE }, 3, 1);
  assert_layer (fixture.path, "out", &(Expected){ "us24 surf_m2", "1: US1.1.3 300", TRUE });

  /* As it was before the last edit. */
  g_unlink (fixture.path);
  show_state_before_last (&fixture);
  export (&fixture, &(MlsExportOptions){ .vintage = 1, .dimension = MLS_DIMENSION_COVER }, 3, 3);
  assert_layer (fixture.path, "out",
                &(Expected){ "cs24 surf_m2", "1: CS1.1.1 100\n2: CS6.3.0 100\n3: CS5.0.0 100", TRUE });
  fixture_end (&fixture);
}

static void
assert_refused (Fixture *fixture, const char *path, MlsStoreError code)
{
  guint n_files = sample_count_files (&fixture->sample);
  g_auto (MlsExportResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_export_run (fixture->sample.store,
                                  &(MlsExportOptions){ .path = path, .vintage = MLS_EXPORT_ALL }, &result, &error));
  g_assert_error (error, MLS_STORE_ERROR, (int) code);
  g_assert_cmpuint (sample_count_files (&fixture->sample), ==, n_files);
}

static void
test_refused (void)
{
  Fixture fixture;
  g_autofree char *beside = NULL;
  g_autofree char *elsewhere = NULL;

  fixture_begin (&fixture, &board, "out.odt");
  assert_refused (&fixture, fixture.path, MLS_STORE_ERROR_ARGUMENT);
  assert_refused (&fixture, "out", MLS_STORE_ERROR_ARGUMENT);
  assert_refused (&fixture, fixture.sample.path, MLS_STORE_ERROR_EXISTS);

  /* One of the files of a Shapefile may be in the way. */
  beside = g_build_filename (fixture.sample.folder, "out.dbf", NULL);
  g_assert_true (g_file_set_contents (beside, "mine", -1, NULL));
  g_free (fixture.path);
  fixture.path = g_build_filename (fixture.sample.folder, "out.shp", NULL);
  assert_refused (&fixture, fixture.path, MLS_STORE_ERROR_EXISTS);

  elsewhere = g_build_filename (fixture.sample.folder, "nowhere", "out.gpkg", NULL);
  assert_refused (&fixture, elsewhere, MLS_STORE_ERROR_IO);
  fixture_end (&fixture);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return fraction < *(double *) user_data;
}

static void
test_given_up (void)
{
  const Board large = { .columns = 100, .rows = 100, .side_m = 10, .n_segments = 1 };

  for (double at = 0; at < 0.9; at += 0.2)
    {
      g_auto (MlsExportResult) result = { 0 };
      g_autoptr (GError) error = NULL;
      Fixture fixture;
      guint n_files;

      fixture_begin (&fixture, &large, "out.gpkg");
      n_files = sample_count_files (&fixture.sample);
      g_assert_false (mls_export_run (fixture.sample.store,
                                      &(MlsExportOptions){ .path = fixture.path, .vintage = MLS_EXPORT_ALL,
                                                           .progress = give_up, .user_data = &at },
                                      &result, &error));
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
      g_assert_cmpuint (sample_count_files (&fixture.sample), ==, n_files);
      fixture_end (&fixture);
    }
}

/* A text of 300 letters is cut in a Shapefile, which is told. */
static void
test_cut_text (void)
{
  g_autofree char *text = g_strnfill (300, 'x');
  g_auto (MlsExportResult) result = { 0 };
  g_autoptr (GError) error = NULL;
  Fixture fixture;
  g_autofree char *sql = g_strdup_printf ("UPDATE coverage SET comment24 = '%s' WHERE fid = 1", text);

  fixture_begin (&fixture, &board, "out.shp");
  sample_execute (fixture.sample.path, sql);
  mls_export_run (fixture.sample.store, &(MlsExportOptions){ .path = fixture.path, .vintage = MLS_EXPORT_ALL },
                  &result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (result.warning);
  g_assert_nonnull (strstr (result.warning, "comment24"));
  fixture_end (&fixture);
}

/* Inverse of each other */

static void
import (Fixture *fixture, const char *source)
{
  const MlsImportOptions options = { .author = "tester" };
  const MlsImportProgress nobody = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsImport) import = mls_import_new (source, NULL, &error);

  g_assert_no_error (error);
  mls_import_run (import, fixture->sample.store, &options, &nobody, &error);
  g_assert_no_error (error);
}

static int
compare_faces (gconstpointer left, gconstpointer right)
{
  const MlsFace *a = *(const MlsFace *const *) left;
  const MlsFace *b = *(const MlsFace *const *) right;

  return mls_ring_compare (mls_face_ring (a, 0), mls_face_ring (b, 0));
}

static void
assert_same (GPtrArray *left, GPtrArray *right)
{
  g_ptr_array_sort (left, compare_faces);
  g_ptr_array_sort (right, compare_faces);
  g_assert_cmpuint (left->len, ==, right->len);
  for (guint i = 0; i < left->len; i++)
    {
      g_assert_true (mls_face_same_rings (g_ptr_array_index (left, i), g_ptr_array_index (right, i)));
      g_assert_true (mls_face_same_labels (g_ptr_array_index (left, i), g_ptr_array_index (right, i)));
    }
}

/* Out as a layer, in as a project, out and in again: the faces are the same, those that were cut at
 * the import included. No neighbours on a board have the same labels. */
static void
assert_inverse (const Board *filled, const char *name, guint n_imported)
{
  Fixture first, second, third;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) cut = NULL;
  g_autoptr (GPtrArray) after = NULL;
  guint n = filled->columns * filled->rows;

  fixture_begin (&first, filled, name);
  before = sample_faces (first.sample.store);
  export (&first, &(MlsExportOptions){ .vintage = MLS_EXPORT_ALL }, n, n);

  fixture_begin (&second, NULL, "again.gpkg");
  import (&second, first.path);
  cut = sample_faces (second.sample.store);
  g_assert_cmpuint (cut->len, ==, n_imported);
  export (&second, &(MlsExportOptions){ .vintage = MLS_EXPORT_ALL }, n_imported, n);

  fixture_begin (&third, NULL, "third.gpkg");
  import (&third, second.path);
  after = sample_faces (third.sample.store);
  assert_same (cut, after);
  if (n_imported == n)
    assert_same (before, after);

  fixture_end (&third);
  fixture_end (&second);
  fixture_end (&first);
}

static void
test_inverse (void)
{
  static const char *const names[] = { "out.gpkg", "out.shp", "out.fgb", "out.geojson" };
  const Board small = { .columns = 6, .rows = 5, .side_m = 40, .n_segments = 8, .wiggle_mm = 1500 };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    assert_inverse (&small, names[i], 30);
}

/* The four faces have 2 400 vertices each: the import cuts them into ten. */
static void
test_inverse_of_cut (void)
{
  const Board large = { .columns = 2, .rows = 2, .side_m = 3000, .n_segments = 600, .wiggle_mm = 1500 };

  assert_inverse (&large, "out.gpkg", 10);
}

static MlsDelta *
difference (Fixture *fixture, gint64 from, gint64 to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (fixture->sample.path, &error);
  MlsDelta *delta;

  g_assert_no_error (error);
  g_assert_true (mls_store_reader_begin (reader, 0, NULL, NULL));
  delta = mls_store_reader_difference (reader, from, to, NULL, NULL, &error);
  g_assert_no_error (error);
  mls_store_reader_end (reader);

  return delta;
}

/* Parts the second of three faces of 900 m² and gives the third another cover. */
static void
edit_two (Fixture *fixture)
{
  g_autoptr (MlsFace) second = mls_store_face (fixture->sample.store, 2, NULL);
  g_autoptr (MlsDelta) split = sample_split (second, 1, 5);

  sample_apply (fixture->sample.store, split);
  recode (fixture, 3, "CS2.1.0");
}

/* Each face as it was and as it is, with what became of it; and the other way round. */
static void
test_changes (void)
{
  static const char *const names[] = { "out.gpkg", "out.fgb", "out.geojson" };
  static const char *const columns = "state kind cs21 us21 doute21 source21 comment21 photovol21 "
                                     "cs24 us24 doute24 source24 comment24 photovol24 surf_m2 face";
  const Board plain = { .columns = 3, .rows = 1, .side_m = 30, .n_segments = 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Fixture fixture;
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsDelta) delta = NULL;
      g_autoptr (MlsDelta) back = NULL;
      gint64 begun;

      fixture_begin (&fixture, &plain, names[i]);
      begun = mls_store_last_operation (fixture.sample.store, NULL);
      edit_two (&fixture);
      delta = difference (&fixture, begun, begun + 2);
      g_assert_true (mls_change_export_run (fixture.sample.store, delta, fixture.path, NULL, NULL, &error));
      assert_layer (fixture.path, "out",
                    &(Expected){ columns,
                                 "after created CS6.3.0 US1.1.3 - - - - CS2.1.0 US1.1.3 - - - - 450 4\n"
                                 "after labels CS5.0.0 US1.1.3 - - - - CS2.1.0 US1.1.3 - - - - 900 3\n"
                                 "after outline CS6.3.0 US1.1.3 - - - - CS6.3.0 US1.1.3 - - - - 450 2\n"
                                 "before labels CS5.0.0 US1.1.3 - - - - CS5.0.0 US1.1.3 - - - - 900 3\n"
                                 "before outline CS6.3.0 US1.1.3 - - - - CS6.3.0 US1.1.3 - - - - 900 2",
                                 FALSE });
      g_assert_false (mls_change_export_run (fixture.sample.store, delta, fixture.path, NULL, NULL, &error));
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS);
      g_clear_error (&error);

      g_assert_cmpint (g_unlink (fixture.path), ==, 0);
      back = difference (&fixture, begun + 1, begun);
      g_assert_true (mls_change_export_run (fixture.sample.store, back, fixture.path, NULL, NULL, &error));
      assert_layer (fixture.path, "out",
                    &(Expected){ columns,
                                 "after outline CS6.3.0 US1.1.3 - - - - CS6.3.0 US1.1.3 - - - - 900 2\n"
                                 "before outline CS6.3.0 US1.1.3 - - - - CS6.3.0 US1.1.3 - - - - 450 2\n"
                                 "before removed CS6.3.0 US1.1.3 - - - - CS2.1.0 US1.1.3 - - - - 450 4",
                                 FALSE });
      fixture_end (&fixture);
    }
}

/* What was taken back is no difference, and leaves a layer without features. */
static void
test_no_changes (void)
{
  const Board plain = { .columns = 3, .rows = 1, .side_m = 30, .n_segments = 2 };
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  gint64 begun;

  fixture_begin (&fixture, &plain, "out.gpkg");
  begun = mls_store_last_operation (fixture.sample.store, NULL);
  recode (&fixture, 3, "CS2.1.0");
  undone = mls_store_undo (fixture.sample.store, "Noa", NULL, NULL);
  delta = difference (&fixture, begun, begun + 2);
  g_assert_true (mls_delta_is_empty (delta));
  g_assert_true (mls_change_export_run (fixture.sample.store, delta, fixture.path, NULL, NULL, &error));
  g_assert_no_error (error);
  fixture_end (&fixture);
}

static gboolean
give_up_after (double fraction, gpointer user_data)
{
  guint *left = user_data;

  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);

  return (*left)-- > 0;
}

/* Whoever gives up, at any of the three faces, has no difference, and no file. */
static void
test_cancelled (void)
{
  const Board plain = { .columns = 3, .rows = 1, .side_m = 30, .n_segments = 2 };
  Fixture fixture;
  g_autoptr (MlsStoreReader) reader = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  gint64 begun;

  fixture_begin (&fixture, &plain, "out.gpkg");
  begun = mls_store_last_operation (fixture.sample.store, NULL);
  edit_two (&fixture);
  delta = difference (&fixture, begun, begun + 2);
  reader = mls_store_reader_new (fixture.sample.path, NULL);
  g_assert_true (mls_store_reader_begin (reader, 0, NULL, NULL));
  for (guint n = 0; n < 3; n++)
    {
      g_autoptr (GError) error = NULL;
      guint left = n;

      g_assert_null (mls_store_reader_difference (reader, begun, begun + 2, give_up_after, &left, &error));
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
      g_clear_error (&error);
      left = n;
      g_assert_false (mls_change_export_run (fixture.sample.store, delta, fixture.path, give_up_after, &left, &error));
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
      g_assert_false (g_file_test (fixture.path, G_FILE_TEST_EXISTS));
    }
  mls_store_reader_end (reader);
  fixture_end (&fixture);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  GDALAllRegister ();

  g_test_add_func ("/store/export/columns", test_columns);
  g_test_add_func ("/store/export/all-fields", test_all_fields);
  g_test_add_func ("/store/export/regions", test_regions);
  g_test_add_func ("/store/export/refused", test_refused);
  g_test_add_func ("/store/export/given-up", test_given_up);
  g_test_add_func ("/store/export/cut-text", test_cut_text);
  g_test_add_func ("/store/export/changes", test_changes);
  g_test_add_func ("/store/export/no-changes", test_no_changes);
  g_test_add_func ("/store/export/cancelled", test_cancelled);
  g_test_add_func ("/store/export/inverse", test_inverse);
  g_test_add_func ("/store/export/inverse-of-cut", test_inverse_of_cut);

  return g_test_run ();
}
