#include "sample.h"

#include "rules/repair.h"
#include "store/error.h"
#include "store/integrity.h"
#include "store/mend.h"
#include "store/state.h"
#include "store/undo.h"

#include <cpl_error.h>
#include <gdal.h>
#include <locale.h>
#include <string.h>

/* Another program has drawn faces anew, once the triggers that keep the map one were gone: GDAL, as QGIS does. */

static const Board board = { 4, 3, 20, 2, 0 };

#define NO_GUARDS "DROP TRIGGER coverage_insert; DROP TRIGGER coverage_update; DROP TRIGGER coverage_delete"

static OGRGeometryH
parse (const char *wkt)
{
  char *text = (char *) wkt;
  OGRGeometryH geometry = NULL;

  g_assert_cmpint (OGR_G_CreateFromWkt (&text, NULL, &geometry), ==, OGRERR_NONE);

  return geometry;
}

/* Metres from the corner of the board are metres of the map. */
static void
shift (OGRGeometryH geometry)
{
  for (int i = 0; i < OGR_G_GetPointCount (geometry); i++)
    {
      double x, y, z;

      OGR_G_GetPoint (geometry, i, &x, &y, &z);
      if (OGR_G_Is3D (geometry))
        OGR_G_SetPoint (geometry, i, x + BOARD_X / 1000, y + BOARD_Y / 1000, z);
      else
        OGR_G_SetPoint_2D (geometry, i, x + BOARD_X / 1000, y + BOARD_Y / 1000);
    }
  for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
    shift (OGR_G_GetGeometryRef (geometry, i));
}

/* "3 POLYGON (…)" draws a face anew, "+3 POLYGON (…)" a new one that looks like it, "-3" takes it away. */
static void
draw (OGRLayerH layer, const char *line)
{
  char *wkt;
  gint64 fid = g_ascii_strtoll (line + (*line == '+' || *line == '-'), &wkt, 10);
  OGRFeatureH feature;
  OGRGeometryH geometry = NULL;

  if (*line == '-')
    {
      g_assert_cmpint (OGR_L_DeleteFeature (layer, fid), ==, OGRERR_NONE);
      return;
    }

  feature = OGR_L_GetFeature (layer, fid);
  if (*wkt != '\0')
    shift (geometry = parse (wkt + 1));
  OGR_F_SetGeometryDirectly (feature, geometry);
  if (*line == '+')
    {
      OGR_F_SetFID (feature, OGRNullFID);
      OGR_F_SetFieldNull (feature, OGR_F_GetFieldIndex (feature, "surf_m2"));
      OGR_F_SetFieldNull (feature, OGR_F_GetFieldIndex (feature, "since"));
    }
  g_assert_cmpint (*line == '+' ? OGR_L_CreateFeature (layer, feature) : OGR_L_SetFeature (layer, feature), ==, OGRERR_NONE);
  OGR_F_Destroy (feature);
}

static void
draw_all (const char *path, const char *const *lines)
{
  GDALDatasetH dataset = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL);
  OGRLayerH layer = GDALDatasetGetLayerByName (dataset, "coverage");

  for (gsize i = 0; lines[i] != NULL; i++)
    draw (layer, lines[i]);
  GDALClose (dataset);
}

static MlsMending *
mend (const Sample *sample, MlsMendOutlines outlines)
{
  g_autoptr (MlsMending) mending = mls_mending_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_store_mend (sample->path, "mender", outlines, NULL, NULL, mending, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < mending->findings->len; i++)
    {
      g_autofree char *text = mls_repair_text (&g_array_index (mending->findings, MlsFinding, i));

      g_test_message ("%s", text);
    }

  return g_steal_pointer (&mending);
}

static void
assert_whole (const Sample *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = mls_store_check_integrity (sample->store, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);
}

/* "1 CS1.1.1 400; …": faces, their newest covers and their areas. */
static char *
describe (const Sample *sample)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) faces = sample_faces (sample->store);

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);
      const char *cover = g_quark_to_string (face->labels[1].field[MLS_FIELD_COVER]);

      g_string_append_printf (text, "%s%d %s %.6g", i > 0 ? "; " : "", (int) face->id, cover != NULL ? cover : "-",
                              mls_area2_to_m2 (mls_face_area2 (face)));
    }

  return g_string_free (text, FALSE);
}

/* What was drawn, what comes of it, and how the map is then where it is another one. */
typedef struct
{
  const char *name;
  const char *drawn[5];
  guint       n_restored;
  guint       n_lost;     /* once taken back */
  guint       n_uncoded;  /* once brought in */
  guint       n_drawn;
  guint       n_left_out;
  const char *changed; /* (nullable): of the texts above, those that are not as they were; NULL if all are */
} Case;

static const Case cases[] = {
  { "smaller", { "6 POLYGON ((20 20, 30 20, 35 20, 35 40, 30 40, 20 40, 20 30, 20 20))" }, 1, 0, 0, 1, 0,
    "6 CS1.1.1 300; 7 CS6.3.0 500" },
  { "larger", { "6 POLYGON ((20 20, 30 20, 45 20, 45 40, 30 40, 20 40, 20 30, 20 20))" }, 1, 0, 0, 1, 0,
    "6 CS1.1.1 500; 7 CS6.3.0 300" },
  { "off-grid", { "6 POLYGON ((20 20, 30 20, 45.0004 20, 44.9996 40, 30 40, 20 40, 20 30.0003, 20 20))" }, 1, 0, 0, 1, 0,
    "6 CS1.1.1 500; 7 CS6.3.0 300" },
  { "elsewhere", { "1 POLYGON ((62 22, 78 22, 78 38, 62 38, 62 22))" }, 1, 0, 0, 1, 0,
    "1 CS6.3.0 800; 8 CS1.1.1 256; 13 CS5.0.0 144" },
  { "two-of-three", { "1 POLYGON ((0 0, 25 0, 25 20, 0 20, 0 0))", "3 POLYGON ((35 0, 60 0, 60 20, 35 20, 35 0))" }, 2, 0, 0, 2, 0,
    "1 CS1.1.1 500; 2 CS6.3.0 200; 3 CS5.0.0 500" },
  { "vertex",
    { "2 POLYGON ((20 0, 40 0, 42 23, 20 20, 20 0))", "3 POLYGON ((40 0, 60 0, 60 20, 42 23, 40 0))",
      "6 POLYGON ((20 20, 42 23, 40 40, 20 40, 20 20))", "7 POLYGON ((42 23, 60 20, 60 40, 40 40, 42 23))" },
    0, 1, 0, 4, 0, "13 CS1.1.1 390; 14 CS6.3.0 450; 15 CS5.0.0 410; 16 CS6.3.0 350" },
  { "merged", { "6 POLYGON ((20 20, 60 20, 60 40, 20 40, 20 20))", "-7" }, 0, 1, 0, 1, 0, "13 CS1.1.1 800" },
  { "taken-away", { "-6" }, 0, 1, 1, 0, 0, "13 - 400" },
  { "split", { "6 POLYGON ((20 20, 30 20, 30 40, 20 40, 20 20))", "+6 POLYGON ((30 20, 40 20, 40 40, 30 40, 30 20))" }, 1, 0, 0, 0, 2, "" },
  { "added", { "+6 POLYGON ((55 25, 65 25, 65 35, 55 35, 55 25))" }, 0, 0, 0, 1, 0, "7 CS6.3.0 350; 8 CS5.0.0 350; 14 CS1.1.1 100" },
  { "heights", { "6 POLYGON Z ((20 20 1, 30 20 2, 40 20 3, 40 30 4, 40 40 5, 30 40 6, 20 40 7, 20 30 8, 20 20 1))" }, 0, 0, 0, 0, 0, "" },
  { "parts", { "6 MULTIPOLYGON (((20 20, 30 20, 40 20, 40 30, 40 40, 30 40, 20 40, 20 30, 20 20)), ((62 22, 78 22, 78 38, 62 38, 62 22)))" },
    1, 0, 0, 1, 0, "8 CS1.1.1 256; 13 CS5.0.0 144" },
  { "hole", { "6 POLYGON ((20 20, 30 20, 40 20, 40 30, 40 40, 30 40, 20 40, 20 30, 20 20), (25 25, 25 35, 35 35, 35 25, 25 25))" },
    1, 0, 0, 0, 1, "" },
  { "bow-tie", { "6 POLYGON ((20 20, 40 40, 40 20, 20 40, 20 20))" }, 1, 0, 0, 1, 0, "2 CS6.3.0 500; 6 CS1.1.1 100; 10 CS5.0.0 500; 13 CS1.1.1 100" },
  { "nothing", { "6" }, 1, 0, 0, 0, 1, "" },
  { "line", { "6 LINESTRING (20 20, 40 40)" }, 1, 0, 0, 0, 1, "" },
  { "outside", { "1 POLYGON ((-50 -50, 25 -50, 25 20, -50 20, -50 -50))" }, 1, 0, 0, 1, 0, "1 CS1.1.1 500; 2 CS6.3.0 300" },
  { "far-away", { "1 POLYGON ((1000 1000, 1010 1000, 1010 1010, 1000 1000))" }, 1, 0, 0, 0, 1, "" },
  { "exchanged", { "1 POLYGON ((20 0, 40 0, 40 20, 20 20, 20 0))", "2 POLYGON ((0 0, 20 0, 20 20, 0 20, 0 0))" }, 0, 1, 0, 2, 0, "13 CS6.3.0 400; 14 CS1.1.1 400" },
  { "slid", { "6 POLYGON ((25 20, 45 20, 45 40, 25 40, 25 20))" }, 1, 0, 0, 1, 0, "5 CS5.0.0 500; 7 CS6.3.0 300" },
  { "all",
    { "1 POLYGON ((0 0, 80 0, 80 60, 0 60, 0 0))" }, 1, 0, 0, 1, 0, "1 CS1.1.1 4800" },
};

static char *
differ (const char *before, const char *after)
{
  g_auto (GStrv) was = g_strsplit (before, "; ", -1);
  g_auto (GStrv) is = g_strsplit (after, "; ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; is[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) was, is[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", is[i]);

  return g_string_free (text, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;

  for (int outlines = MLS_MEND_BRING_IN; outlines <= MLS_MEND_TAKE_BACK; outlines++)
    {
      gboolean bring_in = outlines == MLS_MEND_BRING_IN;
      Sample sample;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *changed = NULL;
      g_autofree char *print = NULL;
      g_autofree char *print_after = NULL;
      g_autoptr (MlsMending) mending = NULL;
      g_autoptr (GError) error = NULL;

      sample_begin (&sample, &board);
      before = describe (&sample);
      g_clear_pointer (&sample.store, mls_store_free);
      print = sample_fingerprint (sample.path);
      sample_execute (sample.path, NO_GUARDS);
      draw_all (sample.path, c->drawn);

      mending = mend (&sample, (MlsMendOutlines) outlines);
      g_assert_cmpuint (mending->gone->len, ==, 3);
      sample_reopen (&sample);
      assert_whole (&sample);
      after = describe (&sample);
      changed = differ (before, after);
      g_test_message ("%s: %s", bring_in ? "brought in" : "taken back", changed);
      g_assert_cmpuint (mending->n_restored, ==, c->n_restored);
      g_assert_cmpuint (mending->n_lost, ==, bring_in ? c->n_uncoded : c->n_lost);
      g_assert_cmpuint (mending->n_drawn, ==, bring_in ? c->n_drawn : 0);
      g_assert_cmpuint (mending->n_left_out, ==, bring_in ? c->n_left_out : 0);
      if (bring_in)
        g_assert_cmpstr (changed, ==, c->changed != NULL ? c->changed : "");

      if (mending->operation != 0)
        g_assert_nonnull (mls_store_undo (sample.store, "tester", NULL, &error));
      g_clear_pointer (&sample.store, mls_store_free);
      print_after = sample_fingerprint (sample.path);
      if (c->n_lost == 0)
        g_assert_cmpstr (print_after, ==, print);
      sample_end (&sample);
    }
}

static const Board large = { 12, 12, 20, 2, 0 };

/* As with a selection that is dragged: the faces that are so many columns and rows from the edge, a metre to the east. */
static void
drag (const char *path, guint margin)
{
  GDALDatasetH dataset = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL);
  OGRLayerH layer = GDALDatasetGetLayerByName (dataset, "coverage");

  GDALDatasetStartTransaction (dataset, FALSE);
  for (guint row = margin; row < large.rows - margin; row++)
    for (guint column = margin; column < large.columns - margin; column++)
      {
        OGRFeatureH feature = OGR_L_GetFeature (layer, row * large.columns + column + 1);
        OGRGeometryH ring = OGR_G_GetGeometryRef (OGR_F_GetGeometryRef (feature), 0);

        for (int i = 0; i < OGR_G_GetPointCount (ring); i++)
          OGR_G_SetPoint_2D (ring, i, OGR_G_GetX (ring, i) + 1, OGR_G_GetY (ring, i));
        g_assert_cmpint (OGR_L_SetFeature (layer, feature), ==, OGRERR_NONE);
        OGR_F_Destroy (feature);
      }
  GDALDatasetCommitTransaction (dataset);
  GDALClose (dataset);
}

static gboolean
mend_dragged (Sample *sample, guint margin, MlsMending *mending, GError **error)
{
  sample_begin (sample, &large);
  g_clear_pointer (&sample->store, mls_store_free);
  sample_execute (sample->path, NO_GUARDS);
  drag (sample->path, margin);

  return mls_store_mend (sample->path, "mender", MLS_MEND_TAKE_BACK, NULL, NULL, mending, error);
}

/* Nothing tells what was moved as one piece from what was not, but for where it meets that: what it may have been is said. */
static void
test_block (void)
{
  Sample sample;
  g_autoptr (MlsMending) mending = mls_mending_new ();
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mend_dragged (&sample, 3, mending, &error));
  g_assert_no_error (error);
  g_assert_true (mending->enclosed2 == (MlsArea2) 16 * 400 * MLS_AREA2_PER_M2);
  lines = mls_mending_describe (mending);
  g_assert_cmpstr (g_ptr_array_index (lines, lines->len - 1), ==,
                   "What lies inside that ground may have been moved with it: compare it with the newest backup");
  sample_reopen (&sample);
  assert_whole (&sample);
  sample_end (&sample);
}

/* A map all of which was moved is none to go on with: its backup is. */
static void
test_everything (void)
{
  Sample sample;
  g_autoptr (MlsMending) mending = mls_mending_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (mend_dragged (&sample, 0, mending, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "nobody knows any more what most of its map was"));
  g_assert_cmpint (sample_query (sample.path, "SELECT max (id) FROM operation"), ==, 2);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  GDALAllRegister ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/redrawn/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/store/redrawn/block", test_block);
  g_test_add_func ("/store/redrawn/everything", test_everything);

  return g_test_run ();
}
