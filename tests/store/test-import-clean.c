#include "coverage/error.h"
#include "sample.h"
#include "store/check.h"
#include "store/error.h"
#include "store/finding.h"
#include "store/import.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* Layers are tables with a column of geometries as text, which GDAL reads. */

/* A polygon of metres counted from a corner in Lambert-93. */
#define RECTANGLE(x0, y0, x1, y1) \
  "\"POLYGON ((70" #x0 " 660" #y0 ", 70" #x1 " 660" #y0 ", 70" #x1 " 660" #y1 ", 70" #x0 " 660" #y1 "))\""

typedef struct
{
  Sample     sample;
  GPtrArray *paths;  /* of the tables */
  MlsImport *import;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sample_begin (&fixture->sample, NULL);
  fixture->paths = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->import, mls_import_free);
  for (guint i = 0; i < fixture->paths->len; i++)
    g_unlink (g_ptr_array_index (fixture->paths, i));
  g_ptr_array_unref (fixture->paths);
  sample_end (&fixture->sample);
}

static const char *
write_table (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->sample.folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_ptr_array_add (fixture->paths, path);

  return path;
}

static void
add_source (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (fixture->import == NULL)
    fixture->import = mls_import_new (path, NULL, &error);
  else
    mls_import_add_source (fixture->import, path, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
run (Fixture *fixture, const MlsImportCleaning *cleaning, GError **error)
{
  const MlsImportOptions options = { "tester", "EPSG:2154", FALSE, cleaning };
  const MlsImportProgress progress = { NULL, NULL, NULL };

  return mls_import_run (fixture->import, fixture->sample.store, &options, &progress, error);
}

/* The codes of each vintage and the area in m². */
static gboolean
describe_face (const MlsFace *face, gpointer user_data)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < face->n_vintages; i++)
    {
      MlsText code = face->labels[i].field[MLS_FIELD_COVER];

      g_string_append_printf (text, "%s ", code != 0 ? g_quark_to_string (code) : "-");
    }
  g_string_append_printf (text, "%d\n", (int) mls_area2_to_m2 (mls_face_area2 (face)));
  g_ptr_array_add (user_data, g_string_free (text, FALSE));

  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
assert_faces (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) flaws = NULL;
  g_autoptr (GError) error = NULL;

  sample_reopen (&fixture->sample);
  mls_store_each_face (fixture->sample.store, describe_face, lines, &error);
  g_assert_no_error (error);
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, g_ptr_array_index (lines, i));
  g_assert_cmpstr (text->str, ==, expected);

  flaws = mls_store_check_partition (fixture->sample.store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);
}

static guint
count (const Fixture *fixture, MlsRemarkKind kind)
{
  return mls_import_get_report (fixture->import)->n_remarks[kind];
}

/* The smaller number keeps the ground, written as a number or as text; none comes last, then the id. */
static void
test_priority (Fixture *fixture, gconstpointer data)
{
  const MlsImportCleaning cleaning = { .tolerance_m = 0.1, .priority = "Rank" };
  g_autoptr (GError) error = NULL;

  add_source (fixture, write_table (fixture, "map.csv",
                                    "WKT,cs21,rank\n" RECTANGLE (0000, 0000, 0010, 0010) ",CS1.1.1,\n"
                                    RECTANGLE (0005, 0000, 0015, 0010) ",CS2.1.0,none\n"
                                    RECTANGLE (0010, 0000, 0020, 0010) ",CS3.1.0,10\n"
                                    RECTANGLE (0015, 0000, 0025, 0010) ",CS4.1.1,9.5\n"));
  run (fixture, &cleaning, &error);
  g_assert_no_error (error);
  assert_faces (fixture, "CS1.1.1 - 100\nCS3.1.0 - 50\nCS4.1.1 - 100\n");
  g_assert_cmpuint (count (fixture, MLS_REMARK_OVERLAP), ==, 3);
  g_assert_cmpuint (count (fixture, MLS_REMARK_GONE), ==, 1);
}

/* Each source comes before those after it, whatever their ids; a vintage that only one has is empty on
 * the ground of the others. */
static void
test_sources (Fixture *fixture, gconstpointer data)
{
  const MlsImportCleaning cleaning = { .tolerance_m = 0.1 };
  g_autoptr (GError) error = NULL;
  const MlsRemark *remark;

  add_source (fixture, write_table (fixture, "first.csv",
                                    "WKT,cs24\n" RECTANGLE (0900, 0900, 0910, 0910) ",CS3.1.0\n"
                                    RECTANGLE (0000, 0000, 0010, 0010) ",CS1.1.1\n"));
  add_source (fixture, write_table (fixture, "second.csv",
                                    "WKT,cs21,cs24\n" RECTANGLE (0005, 0000, 0015, 0010) ",CS2.1.0,CS4.1.1\n"));
  run (fixture, &cleaning, &error);
  g_assert_no_error (error);
  assert_faces (fixture, "- CS1.1.1 100\n- CS3.1.0 100\nCS2.1.0 CS4.1.1 50\n");

  remark = &g_array_index (mls_import_get_report (fixture->import)->remarks, MlsRemark, 0);
  g_assert_cmpuint (count (fixture, MLS_REMARK_OVERLAP), ==, 1);
  g_assert_cmpint (mls_import_n_sources (fixture->import), ==, 2);
  for (; remark->kind != MLS_REMARK_OVERLAP; remark++)
    g_assert_cmpint (remark->kind, ==, MLS_REMARK_NODED);
  g_assert_cmpuint (remark->layer, ==, 1);
  g_assert_cmpint (remark->source, ==, 1);
  g_assert_cmpuint (remark->other_layer, ==, 0);
  g_assert_cmpint (remark->other, ==, 2);
}

static const struct
{
  MlsRepair      repair;
  MlsAccountLine line;
} itemised[] = {
  { MLS_REPAIR_CROSSED, MLS_ACCOUNT_CROSSED },  { MLS_REPAIR_MOVED, MLS_ACCOUNT_MOVED },
  { MLS_REPAIR_OVERLAP, MLS_ACCOUNT_OVERLAPS }, { MLS_REPAIR_CLIPPED, MLS_ACCOUNT_CLIPPED },
  { MLS_REPAIR_FILLED, MLS_ACCOUNT_FILLED },    { MLS_REPAIR_GAP, MLS_ACCOUNT_GAPS },
};

/* What changed hands is in the project, finding by finding, to the last half mm² of the account. */
static void
assert_itemised (MlsStore *store, const MlsImportReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) findings = mls_store_list_findings (store, NULL, &error);
  MlsArea2 sums[MLS_N_REPAIRS] = { 0 };
  guint counts[MLS_N_REPAIRS] = { 0 };

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);
      int repair = (int) finding->rule - MLS_FINDING_REPAIR;

      g_assert_true (mls_finding_is_repair (finding));
      g_assert_cmpint (finding->severity, ==, MLS_SEVERITY_NOTE);
      sums[repair] += finding->area2;
      counts[repair]++;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (itemised); i++)
    g_assert_true (sums[itemised[i].repair] == report->account.lines[itemised[i].line]);
  for (int i = 0; i < MLS_N_REPAIRS; i++)
    g_assert_cmpuint (counts[i], ==, i < MLS_N_REMARKS && i != MLS_REPAIR_IDENTICAL ? report->n_remarks[i] : 0);
}

/* Every repair is kept in the project, in the language of who reads it, and names its features. */
static void
test_findings (Fixture *fixture, gconstpointer data)
{
  MlsImportCleaning cleaning = { .tolerance_m = 0.1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) findings = NULL;
  const MlsRules rules = { .nomenclature = NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  cleaning.outline = write_table (fixture, "outline.csv", "WKT,name\n" RECTANGLE (0000, 0000, 0030, 0008) ",a\n");
  add_source (fixture, write_table (fixture, "map.csv",
                                    "WKT,cs21\n" RECTANGLE (0000, 0000, 0010, 0010) ",CS1.1.1\n"
                                    RECTANGLE (0005, 0000, 0015, 0010) ",CS2.1.0\n"
                                    RECTANGLE (0020, 0000, 0030, 0010) ",CS3.1.0\n"));
  run (fixture, &cleaning, &error);
  g_assert_no_error (error);
  assert_itemised (fixture->sample.store, mls_import_get_report (fixture->import));

  sample_reopen (&fixture->sample);
  findings = mls_store_list_findings (fixture->sample.store, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);
      g_autofree char *line = mls_finding_text (finding, &rules);
      g_autofree char *area = mls_area2_to_text (finding->area2);

      if ((int) finding->rule != MLS_FINDING_REPAIR + MLS_REPAIR_NODED)
        g_string_append_printf (text, "%s %s: %s\n", mls_finding_rule_name (finding->rule), area, line);
    }
  g_assert_cmpstr (text->str, ==,
                   "import-overlap -40.0000000: Feature 2 lost 40\u00a0m² to feature 1\n"
                   "import-clipped -20.0000000: Feature 1 lost 20\u00a0m² outside the outline\n"
                   "import-clipped -20.0000000: Feature 2 lost 20\u00a0m² outside the outline\n"
                   "import-clipped -20.0000000: Feature 3 lost 20\u00a0m² outside the outline\n");
}

/* Sources that fit together need no cleaning. */
static void
test_sources_that_fit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_source (fixture, write_table (fixture, "first.csv", "WKT,cs21\n" RECTANGLE (0000, 0000, 0010, 0010) ",CS1.1.1\n"));
  add_source (fixture, write_table (fixture, "second.csv", "WKT,cs21\n" RECTANGLE (0010, 0000, 0020, 0010) ",CS2.1.0\n"));
  run (fixture, NULL, &error);
  g_assert_no_error (error);
  assert_faces (fixture, "CS1.1.1 - 100\nCS2.1.0 - 100\n");
}

static void
test_outline (Fixture *fixture, gconstpointer data)
{
  MlsImportCleaning cleaning = { .tolerance_m = 0.1 };
  g_autoptr (GError) error = NULL;

  cleaning.outline = write_table (fixture, "outline.csv",
                                  "WKT,name\n" RECTANGLE (0005, 0000, 0015, 0005) ",a\n"
                                  RECTANGLE (0015, 0000, 0030, 0005) ",b\n");
  add_source (fixture, write_table (fixture, "map.csv",
                                    "WKT,cs21\n" RECTANGLE (0000, 0000, 0010, 0010) ",CS1.1.1\n"
                                    RECTANGLE (0010, 0000, 0020, 0010) ",CS2.1.0\n"));
  run (fixture, &cleaning, &error);
  g_assert_no_error (error);
  assert_faces (fixture, "CS1.1.1 - 25\nCS2.1.0 - 50\n");
  g_assert_true (mls_import_get_report (fixture->import)->account.lines[MLS_ACCOUNT_CLIPPED] ==
                 -125 * (MlsArea2) MLS_AREA2_PER_M2);
}

static void
assert_refused (Fixture *fixture, const MlsImportCleaning *cleaning, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (run (fixture, cleaning, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, message));
  assert_faces (fixture, "");
  g_assert_cmpint (mls_store_last_operation (fixture->sample.store, NULL), ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const char *elsewhere = write_table (fixture, "elsewhere.csv", "WKT,name\n" RECTANGLE (0900, 0900, 0910, 0910) ",a\n");

  add_source (fixture, write_table (fixture, "map.csv", "WKT,cs21\n" RECTANGLE (0000, 0000, 0010, 0010) ",CS1.1.1\n"));
  assert_refused (fixture, &(MlsImportCleaning){ 0.1, "rank", NULL, NULL }, "“map” has no column “rank”");
  assert_refused (fixture, &(MlsImportCleaning){ 0.1, NULL, "nothing.shp", NULL }, "There is no file “nothing.shp”");
  assert_refused (fixture, &(MlsImportCleaning){ 0.1, NULL, elsewhere, "nothing" }, "has no layer “nothing”");
  assert_refused (fixture, &(MlsImportCleaning){ 0.1, NULL, elsewhere, NULL }, "“map”: Nothing is left of the polygons");
  assert_refused (fixture, &(MlsImportCleaning){ -0.1, NULL, NULL, NULL }, "Tolerances go from 0 to 10 m");
}

static void
cancel_at (double fraction, const char *what, gpointer user_data)
{
  gpointer *call = user_data;

  if (fraction > *(double *) call[1])
    g_cancellable_cancel (call[0]);
}

/* Given up in each step of the work. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  const MlsImportCleaning cleaning = { .tolerance_m = 0.1 };
  const MlsImportOptions options = { "tester", "EPSG:2154", FALSE, &cleaning };

  add_source (fixture, write_table (fixture, "map.csv",
                                    "WKT,cs21\n" RECTANGLE (0000, 0000, 0010, 0010) ",CS1.1.1\n"
                                    RECTANGLE (0005, 0000, 0020, 0010) ",CS2.1.0\n"));

  for (int tenths = 1; tenths < 8; tenths++)
    {
      double from = tenths / 10.0;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      gpointer call[] = { cancellable, &from };
      const MlsImportProgress progress = { cancellable, cancel_at, call };
      g_autoptr (GError) error = NULL;

      g_assert_false (mls_import_run (fixture->import, fixture->sample.store, &options, &progress, &error));
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
      assert_faces (fixture, "");
    }
}

/* Real files, the last of them drawn as if to break programs, beside the project, and what comes of them. */
typedef struct
{
  const char *path;
  const char *layer;
  const char *map;
  const char *crs;      /* of the project */
  double      tolerance_m;
  const char *expected;
} Real;

static const Real reals[] = {
  { "rpg_hdf/rpga_extract_d59.gpkg", NULL, "cs21=CODE_CULTU", "EPSG:2154", 0.1,
    "4605 polygons, 4976 faces, 2 repaired, 10 parts, 281 identical, 47 crossed, 769 moved, 701 noded, "
    "144 overlap, 128 filled, 356 gap" },
  { "rpg_hdf/rpga_extract_d59.gpkg", NULL, "cs21=CODE_CULTU", "EPSG:2154", 1,
    "4605 polygons, 4918 faces, 4 repaired, 19 parts, 372 identical, 53 crossed, 1211 moved, 842 noded, "
    "69 overlap, 1 gone, 152 filled, 293 gap" },
  { "plu_fr/200011781_PLUi_20180101", NULL, "cs21=TYPEZONE", "EPSG:2154", 0.1,
    "223 polygons, 229 faces, 1 vanished, 75 identical, 1 crossed, 27 moved, 18 noded, 33 overlap, 1 filled, 3 gap" },
  { "plu_fr/41175_PLU_20140603", NULL, "cs21=TYPEZONE", "EPSG:2154", 0.1,
    "128 polygons, 268 faces, 3 parts, 97 identical, 46 moved, 95 noded, 140 overlap, 4 gone, 55 filled, 140 gap" },
  { "plu_fr/41175_PLU_20140603", NULL, "cs21=TYPEZONE", "EPSG:2154", 0,
    "128 polygons, 359 faces, 2 parts, 96 identical, 98 noded, 167 overlap, 2 gone, 231 gap" },
  { "clc_malta/clc2018_mt.gpkg", "clc12_mt", "cs12=CODE_12", "EPSG:23033", 0.1,
    "148 polygons, 154 faces" },
  { "clc_malta/clc2018_mt.gpkg", "clc18_mt", "cs18=CODE_18", "EPSG:23033", 0.1,
    "148 polygons, 154 faces" },
  { "clc_malta/clc2024_mt.gpkg", "clc18_mt", "cs18=code_18", "EPSG:32633", 0.1,
    "160 polygons, 161 faces, 35 moved, 8 noded" },
  { "clc_malta/clc2024_mt.gpkg", "clc24_mt", "cs24=code_24", "EPSG:32633", 0.1,
    "160 polygons, 161 faces" },
  { "nasty_mapshaper/geopackage/Oregon.gpkg", "land", "cs21=NAME", "EPSG:2154", 0.1,
    "9 polygons, 10 faces" },
  { "nasty_mapshaper/geopackage/mixed_crs.gpkg", "oregon_2269", "cs21=NAME", "EPSG:3857", 0.1,
    "8 polygons, 8 faces" },
  { "nasty_mapshaper/geopackage/mixed_crs.gpkg", "oregon_4326", "cs21=NAME", "EPSG:3857", 0.1,
    "8 polygons, 8 faces" },
  { "nasty_mapshaper/geopackage/shared_vs_unshared_paths.gpkg", "counties", "cs21=COUNTYFP", "EPSG:3857", 10,
    "39 polygons, 39 faces" },
  { "nasty_mapshaper/issues/166/a_utm.shp", NULL, "cs21=BUS_FID_Ar", "EPSG:3857", 0.1,
    "1 polygons, 1 faces" },
  { "nasty_mapshaper/issues/166/b_utm.shp", NULL, "cs21=BUS_FID_Ar", "EPSG:3857", 0.1,
    "1 polygons, 1 faces" },
  { "nasty_mapshaper/issues/166/d_geo.shp", NULL, "cs21=BUS_FID_Ar", "EPSG:3857", 0.1,
    "1 polygons, 1 faces" },
  { "nasty_mapshaper/issues/595_clip_error/clipper.json", NULL, "cs21=id", "EPSG:3857", 0.1,
    "4 polygons, 6 faces, 2 gap" },
  { "nasty_mapshaper/issues/clip_error/original_shape.json", NULL, "cs21=DN", "EPSG:3857", 0.1,
    "1 polygons, 1 faces" },
};

static void
test_real (gconstpointer data)
{
  const Real *real = data;
  const char *shared = g_getenv ("MLS_SHARED");
  g_autofree char *source = g_build_filename (shared != NULL ? shared : "", "data", real->path, NULL);
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (MlsImport) import = NULL;
  g_autoptr (MlsNomenclature) nomenclature = sample_nomenclature ();
  g_autoptr (GArray) flaws = NULL;
  g_autoptr (GError) error = NULL;
  const MlsImportCleaning cleaning = { .tolerance_m = real->tolerance_m };
  const MlsImportOptions options = { "tester", NULL, TRUE, &cleaning };
  const MlsImportProgress progress = { NULL, NULL, NULL };
  const MlsStoreOptions made = { .nomenclature = nomenclature, .author = "tester", .crs = real->crs };
  g_autoptr (GString) text = g_string_new (NULL);
  const MlsImportReport *report;
  MlsStore *store;

  if (!g_file_test (source, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no shared data");
      return;
    }

  import = mls_import_new (source, real->layer, &error);
  g_assert_no_error (error);
  mls_import_set_map (import, 0, real->map, &error);
  g_assert_no_error (error);
  folder = g_dir_make_tmp ("mls-import-XXXXXX", NULL);
  path = g_build_filename (folder, "real.gpkg", NULL);
  store = mls_store_create (path, &made, &error);
  g_assert_no_error (error);

  mls_import_run (import, store, &options, &progress, &error);
  g_assert_no_error (error);
  report = mls_import_get_report (import);
  g_assert_true (mls_account_adds_up (&report->account));
  g_string_append_printf (text, "%u polygons, %u faces", report->counts.n_polygons, report->n_faces);
  for (int kind = 0; kind < MLS_N_REMARKS; kind++)
    if (report->n_remarks[kind] > 0)
      g_string_append_printf (text, ", %u %s", report->n_remarks[kind], mls_remark_text ((MlsRemarkKind) kind));
  g_assert_cmpstr (text->str, ==, real->expected);
  assert_itemised (store, report);

  flaws = mls_store_check_partition (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);

  mls_store_close (store, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
}

#define ADD(name, func) \
  g_test_add ("/store/import-clean/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("priority", test_priority);
  ADD ("sources", test_sources);
  ADD ("sources-that-fit", test_sources_that_fit);
  ADD ("outline", test_outline);
  ADD ("findings", test_findings);
  ADD ("refused", test_refused);
  ADD ("cancelled", test_cancelled);

  for (gsize i = 0; i < G_N_ELEMENTS (reals); i++)
    {
      int tolerance_mm = (int) (reals[i].tolerance_m * MLS_MM_PER_M);
      g_autofree char *path = g_strdup_printf ("/store/import-clean/%s/%s/%d", reals[i].path,
                                               reals[i].layer != NULL ? reals[i].layer : "only", tolerance_mm);

      g_test_add_data_func (path, &reals[i], test_real);
    }

  return g_test_run ();
}
