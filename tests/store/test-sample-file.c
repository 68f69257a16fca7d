#include "drawn.h"
#include "sample.h"
#include "store/error.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <ogr_api.h>
#include <sys/wait.h>
#include <string.h>
#include <unistd.h>

#define T1 "2026-01-03T08:00:00.000Z"
#define T2 "2026-01-03T09:00:00.000Z"

static void
assert_unit (const MlsUnit *unit, guint i)
{
  g_autoptr (MlsUnit) drawn = drawn_unit (i);

  g_assert_cmpint (unit->id, ==, drawn->id);
  g_assert_cmpuint (unit->part, ==, drawn->part);
  g_assert_true (mls_pair_equal (unit->pair, drawn->pair));
  g_assert_cmpint (unit->mixed, ==, drawn->mixed);
  g_assert_cmpuint (unit->stratum, ==, drawn->stratum);
  g_assert_true (unit->probability == drawn->probability);
  g_assert_true (unit->area2 == drawn->area2);
  g_assert_true (mls_shape_area2 (unit->outline) == drawn->area2);
  g_assert_true (mls_point_equal (unit->place, drawn->place));
  g_assert_true (mls_box_contains (&unit->box, &drawn->box) && mls_box_contains (&drawn->box, &unit->box));
  g_assert_cmpuint (unit->authors, ==, drawn->authors);
  g_assert_cmpuint (mls_shape_n_rings (unit->outline), ==, mls_shape_n_rings (drawn->outline));
}

static void
assert_contents (MlsSampleFile *file)
{
  const MlsSample *sample = mls_sample_file_get_sample (file);
  const MlsStratum *stratum = &g_array_index (mls_sample_file_get_strata (file), MlsStratum, 0);
  const MlsSamplePhoto *photo = &g_array_index (mls_sample_file_get_photos (file), MlsSamplePhoto, 0);
  g_autoptr (MlsNomenclature) nomenclature = mls_sample_file_read_nomenclature (file, NULL);
  g_autofree char *crs = mls_sample_file_dup_crs (file, NULL);

  g_assert_cmpstr (g_quark_to_string (sample->id), ==, "set-1");
  g_assert_cmpstr (g_quark_to_string (sample->project), ==, "gers.gpkg");
  g_assert_cmpstr (g_quark_to_string (sample->drawing), ==, "--share 5");
  g_assert_true (sample->seed == G_MAXUINT64);
  g_assert_true (sample->agreed.limit == 90 && sample->agreed.class_limit == 80);
  g_assert_cmpint (sample->operation, ==, 42);
  g_assert_cmpint (sample->year, ==, 2024);
  g_assert_cmpint (sample->dimension, ==, MLS_DIMENSION_COVER);
  g_assert_cmpuint (sample->vintage_title, ==, 0);
  g_assert_true (stratum->area2 == G_GINT64_CONSTANT (123456789012345));
  g_assert_cmpuint (stratum->n_left, ==, 3);
  g_assert_true (stratum->left2 == 7);
  g_assert_cmpuint (stratum->n_drawn, ==, 4);
  g_assert_cmpstr (g_quark_to_string (photo->source), ==, "https://example.org/2024.tif");
  g_assert_true (photo->extent.max_x == 3.5);
  g_assert_nonnull (mls_nomenclature_class (nomenclature, MLS_DIMENSION_COVER, drawn_text ("CS6.3.0")));
  g_assert_nonnull (strstr (crs, "Lambert-93"));
  for (guint i = 0; i < 4; i++)
    {
      assert_unit (g_ptr_array_index (mls_sample_file_get_units (file), i), i);
      assert_unit (mls_sample_file_get_unit (file, i + 1), i);
    }
  g_assert_null (mls_sample_file_get_unit (file, 5));
}

static void
test_round_trip (void)
{
  Drawn drawn;
  g_autoptr (GError) error = NULL;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (MlsSampleFile) file =
        mls_sample_file_open (drawn.path, i == 0 ? MLS_STORE_READ_ONLY : MLS_STORE_READ_WRITE, &error);

      g_assert_no_error (error);
      assert_contents (file);
    }
  drawn_assert_told (drawn.path, "");
  g_assert_cmpint (sample_query (drawn.path, "SELECT count (*) FROM controle WHERE etat_cqp = 'noverif' AND controleur IS NULL"),
                   ==, 4);
  g_assert_cmpint (sample_query (drawn.path, "SELECT rtreecheck ('rtree_controle_geom') = 'ok'"), ==, 1);
  g_assert_cmpint (sample_query (drawn.path, "SELECT max_x - min_x FROM gpkg_contents WHERE table_name = 'controle'"), ==, 80);
  g_assert_cmpint (sample_query (drawn.path, "SELECT surf_m2 FROM controle WHERE unite = 1"), ==, 300);

  mls_sample_file_create (drawn.path, NULL, &error);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS);
  drawn_end (&drawn);
}

static void
assert_agreed (const char *path, double limit, double class_limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsSampleFile) file = mls_sample_file_open (path, MLS_STORE_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_true (mls_sample_file_get_sample (file)->agreed.limit == limit);
  g_assert_true (mls_sample_file_get_sample (file)->agreed.class_limit == class_limit);
}

/* A part has to reach what the sample has; one made before that was kept, what was always asked. */
static void
test_agreed (void)
{
  Drawn drawn;
  g_autofree char *part = NULL;
  g_autoptr (MlsSampleFile) file = NULL;
  g_autoptr (GError) error = NULL;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  sample_execute (drawn.path, "UPDATE sample SET agreed = 92.5");
  part = g_build_filename (drawn.folder, "part.gpkg", NULL);
  file = mls_sample_file_open (drawn.path, MLS_STORE_READ_ONLY, &error);
  g_assert_true (mls_sample_file_hand_out (file, part, 1, 0, &error));
  assert_agreed (part, 92.5, 80);

  sample_execute (part, "UPDATE sample SET agreed = NULL");
  assert_agreed (part, 90, 80);
  sample_execute (part, "ALTER TABLE sample DROP COLUMN agreed; ALTER TABLE sample DROP COLUMN agreed_class");
  assert_agreed (part, 90, 85);

  drawn_end (&drawn);
}

/* What a judgement says, to the last field. */
static void
test_judge (void)
{
  MlsJudgement judgement = { .judged = { MLS_JUDGED_WRONG, MLS_JUDGED_TOO_HARD },
                             .replacement = { drawn_text ("CS2.1.0"), 0 },
                             .geometric = TRUE,
                             .omission = TRUE,
                             .comment = drawn_text ("il manque « un bois »"),
                             .source = drawn_text ("BD TOPO"),
                             .proposal = drawn_text ("vintage 24\npolygon 1 2 3 4 5 6"),
                             .controller = drawn_text ("Noé"),
                             .at = drawn_text (T1) };
  Drawn drawn;
  g_autoptr (MlsSampleFile) file = NULL;
  g_autoptr (GArray) judgements = NULL;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  file = drawn_open (drawn.path);
  g_assert_true (mls_sample_file_judge (file, 2, &judgement, NULL));
  judgements = mls_sample_file_judgements_of (file, 2, NULL);
  g_assert_cmpuint (judgements->len, ==, 1);
  g_assert_cmpmem (judgements->data, sizeof judgement, &judgement, sizeof judgement);
  g_assert_cmpint (sample_query (drawn.path, "SELECT count (*) FROM controle"), ==, 4);
  drawn_end (&drawn);
}

/* Each way to judge both codes, of samples of each dimension, with and without an error of place. */
static void
test_every_judgement (void)
{
  for (MlsDimension dimension = 0; dimension < MLS_N_DIMENSIONS; dimension++)
    {
      Drawn drawn;
      g_autoptr (MlsSampleFile) file = NULL;

      drawn_begin (&drawn, 4, dimension, FALSE);
      file = drawn_open (drawn.path);
      for (int i = 1; i < MLS_N_JUDGED * MLS_N_JUDGED * 4; i++)
        {
          MlsJudgement judgement = { .judged = { i % MLS_N_JUDGED, i / MLS_N_JUDGED % MLS_N_JUDGED },
                                     .geometric = i / 25 % 2 != 0,
                                     .omission = i / 50 != 0,
                                     .controller = drawn_text ("Noé"),
                                     .at = drawn_text (T1) };
          g_autoptr (GArray) judgements = NULL;

          for (int code = 0; code < MLS_N_CODES; code++)
            if (judgement.judged[code] == MLS_JUDGED_WRONG)
              judgement.replacement[code] = drawn_text (code == 0 ? "CS2.1.0" : NULL);
          g_assert_true (mls_sample_file_judge (file, 3, &judgement, NULL));
          judgements = mls_sample_file_judgements_of (file, 3, NULL);
          g_assert_cmpuint (judgements->len, ==, 1);
          g_assert_cmpmem (judgements->data, sizeof judgement, &judgement, sizeof judgement);
        }
      drawn_end (&drawn);
    }
}

/* Two judge one unit; one takes back, and the other’s stays; nothing is left of both, and the row is as it was. */
static void
test_take_back (void)
{
  Drawn drawn;
  MlsJudgement nothing = { .controller = drawn_text ("Noé") };

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (drawn.path, 2, drawn_right ("Noé", T1));
  drawn_judge (drawn.path, 2, drawn_wrong ("Noé", T2, "CS2.1.0"));
  drawn_judge (drawn.path, 2, drawn_wrong ("Eve", T2, NULL));
  drawn_assert_told (drawn.path, "2 Eve wrong right\n2 Noé wrong>CS2.1.0 right\n");
  g_assert_cmpint (sample_query (drawn.path, "SELECT count (*) FROM controle"), ==, 5);
  drawn_judge (drawn.path, 2, drawn_right ("Noé", T1));
  drawn_assert_told (drawn.path, "2 Eve wrong right\n2 Noé right right\n");
  drawn_judge (drawn.path, 2, nothing);
  drawn_assert_told (drawn.path, "2 Eve wrong right\n");
  nothing.controller = drawn_text ("Eve");
  drawn_judge (drawn.path, 2, nothing);
  drawn_assert_told (drawn.path, "");
  g_assert_cmpint (sample_query (drawn.path, "SELECT count (*) FROM controle WHERE controleur IS NULL"), ==, 4);
  drawn_end (&drawn);
}

static void
assert_refused (MlsSampleFile *file, gint64 unit, const char *controller, int expected)
{
  const MlsJudgement judgement = drawn_right (controller, T1);
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_sample_file_judge (file, unit, &judgement, &error));
  g_assert_error (error, MLS_STORE_ERROR, expected);
  g_test_message ("%s", error->message);
}

/* Nobody judges what they have made, however they write their name. */
static void
test_own_edits (void)
{
  Drawn drawn;
  g_autoptr (MlsSampleFile) file = NULL;
  g_autoptr (MlsSampleFile) read_only = NULL;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  file = drawn_open (drawn.path);
  assert_refused (file, 1, "Ada", MLS_STORE_ERROR_REFUSED);
  assert_refused (file, 1, "zoe ", MLS_STORE_ERROR_REFUSED);
  assert_refused (file, 2, "ZOÉ", MLS_STORE_ERROR_REFUSED);
  assert_refused (file, 9, "Noé", MLS_STORE_ERROR_NOTHING);
  drawn_assert_told (drawn.path, "");
  drawn_judge (drawn.path, 2, drawn_right ("Ada", T1));
  drawn_assert_told (drawn.path, "2 Ada right right\n");

  read_only = mls_sample_file_open (drawn.path, MLS_STORE_READ_ONLY, NULL);
  assert_refused (read_only, 3, "Noé", MLS_STORE_ERROR_READ_ONLY);
  drawn_end (&drawn);
}

static gboolean
confirm (const char *path, gint64 unit, const char *controller, MlsConfirmation confirmation, const char *confirmer, int expected)
{
  g_autoptr (MlsSampleFile) file = drawn_open (path);
  g_autoptr (GError) error = NULL;

  if (mls_sample_file_confirm (file, unit, drawn_text (controller), confirmation, drawn_text (confirmer), 0, &error))
    return TRUE;

  g_assert_error (error, MLS_STORE_ERROR, expected);
  g_test_message ("%s", error->message);

  return FALSE;
}

/* The second level: another one, of an error alone; it lapses with what it was of. */
static void
test_confirm (void)
{
  Drawn drawn;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (drawn.path, 2, drawn_wrong ("Noé", T1, "CS2.1.0"));
  drawn_judge (drawn.path, 3, drawn_right ("Noé", T1));
  g_assert_false (confirm (drawn.path, 2, "Noé", MLS_CONFIRMATION_CONFIRMED, "noé", MLS_STORE_ERROR_REFUSED));
  g_assert_false (confirm (drawn.path, 2, "Noé", MLS_CONFIRMATION_CONFIRMED, "Zoé", MLS_STORE_ERROR_REFUSED));
  g_assert_false (confirm (drawn.path, 3, "Noé", MLS_CONFIRMATION_CONFIRMED, "Léa", MLS_STORE_ERROR_NOTHING));
  g_assert_false (confirm (drawn.path, 4, "Noé", MLS_CONFIRMATION_CONFIRMED, "Léa", MLS_STORE_ERROR_NOTHING));
  drawn_assert_told (drawn.path, "2 Noé wrong>CS2.1.0 right\n3 Noé right right\n");

  g_assert_true (confirm (drawn.path, 2, "Noé", MLS_CONFIRMATION_CONFIRMED, "Léa", 0));
  drawn_assert_told (drawn.path, "2 Noé wrong>CS2.1.0 right confirmed by Léa\n3 Noé right right\n");
  g_assert_true (confirm (drawn.path, 2, "Noé", MLS_CONFIRMATION_NONE, "Léa", 0));
  drawn_assert_told (drawn.path, "2 Noé wrong>CS2.1.0 right\n3 Noé right right\n");
  g_assert_true (confirm (drawn.path, 2, "Noé", MLS_CONFIRMATION_REJECTED, "Léa", 0));
  drawn_assert_told (drawn.path, "2 Noé wrong>CS2.1.0 right rejected by Léa\n3 Noé right right\n");
  sample_execute (drawn.path, "UPDATE controle SET code_remplac = 'CS5.0.0' WHERE unite = 2");
  sample_execute (drawn.path, "UPDATE controle SET cqe_date = '" T2 "' WHERE unite = 2");
  drawn_assert_told (drawn.path, "2 Noé wrong>CS5.0.0 right\n3 Noé right right\n");
  drawn_end (&drawn);
}

static void
test_blind (void)
{
  Drawn drawn;
  g_autoptr (MlsSampleFile) file = NULL;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, TRUE);
  drawn_judge (drawn.path, 2, drawn_right ("Noé", T1));
  g_assert_cmpint (sample_query (drawn.path, "SELECT count (*) FROM controle WHERE coalesce (cs, us, strate, proba) NOT NULL"), ==, 0);
  file = drawn_open (drawn.path);
  g_assert_cmpstr (g_quark_to_string (mls_sample_file_get_unit (file, 2)->pair.cover), ==, "CS1.1.1");
  drawn_end (&drawn);
}

/* Where no code is told who fills in the form writes the one that is there: the map’s own says that it is right. */
static void
test_blind_form (void)
{
  Drawn drawn;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, TRUE);
  sample_execute (drawn.path, "UPDATE controle SET controleur = 'Noé', code_remplac = 'CS1.1.1' WHERE unite = 3");
  sample_execute (drawn.path, "UPDATE controle SET controleur = 'Noé', code_remplac = 'CS2.1.0', etat_cqp = 'erreur' WHERE unite = 4");
  drawn_assert_told (drawn.path, "3 Noé right not-judged\n4 Noé wrong>CS2.1.0 not-judged\n");
  drawn_end (&drawn);
}

static void
assert_was_told (const char *path, const char *controller, gboolean expected)
{
  g_autoptr (MlsSampleFile) file = drawn_open (path);
  g_autoptr (GError) error = NULL;
  gboolean told;

  mls_sample_file_was_told (file, drawn_text (controller), &told, &error);
  g_assert_no_error (error);
  g_assert_cmpint (told, ==, expected);
}

/* Who was told what the map says of a blind sample gets no other file of it to judge. */
static void
test_told (void)
{
  Drawn drawn;
  g_autoptr (MlsSampleFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *part = NULL;
  g_autoptr (GArray) told = NULL;
  const MlsJudgement judgement = drawn_right ("Noé", T1);

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, TRUE);
  part = g_build_filename (drawn.folder, "part.gpkg", NULL);
  assert_was_told (drawn.path, "Noé", FALSE);
  file = drawn_open (drawn.path);
  g_assert_true (mls_sample_file_tell (file, drawn_text ("Noé"), NULL));
  g_assert_true (mls_sample_file_tell (file, drawn_text ("Noé"), NULL));
  told = mls_sample_file_list_told (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (told->len, ==, 1);
  g_assert_cmpstr (g_quark_to_string (g_array_index (told, MlsTold, 0).controller), ==, "Noé");
  g_assert_cmpuint (strlen (g_quark_to_string (g_array_index (told, MlsTold, 0).at)), ==, strlen (T1));
  assert_was_told (drawn.path, " NOÉ", TRUE);
  assert_was_told (drawn.path, "Eve", FALSE);
  g_assert_false (mls_sample_file_judge (file, 3, &judgement, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (mls_sample_file_hand_out (file, part, 0, drawn_text ("Noé"), &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED);
  g_assert_true (mls_sample_file_hand_out (file, part, 0, drawn_text ("Eve"), NULL));
  assert_was_told (part, "Noé", FALSE);
  drawn_end (&drawn);
}

/* Somebody fills in the form in another program, which knows its columns alone. */
static void
test_form (void)
{
  Drawn drawn;
  GDALDatasetH dataset;
  OGRLayerH layer;
  OGRFeatureH feature;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (drawn.path, 3, drawn_right ("Noé", T1));
  GDALAllRegister ();
  dataset = GDALOpenEx (drawn.path, GDAL_OF_VECTOR | GDAL_OF_UPDATE | GDAL_OF_VERBOSE_ERROR, NULL, NULL, NULL);
  g_assert_nonnull (dataset);
  layer = GDALDatasetGetLayerByName (dataset, "controle");
  g_assert_nonnull (layer);
  g_assert_cmpint (OGR_L_GetFeatureCount (layer, TRUE), ==, 4);
  g_assert_cmpint (GDALDatasetGetLayerCount (dataset), ==, 3);
  for (int fid = 1; fid <= 3; fid++)
    {
      feature = OGR_L_GetFeature (layer, fid);
      OGR_F_SetFieldString (feature, OGR_F_GetFieldIndex (feature, "etat_cqp"), fid == 2 ? "ok" : "erreur");
      if (fid == 1)
        OGR_F_SetFieldInteger (feature, OGR_F_GetFieldIndex (feature, "omission"), 1);
      if (fid == 3)
        OGR_F_SetFieldString (feature, OGR_F_GetFieldIndex (feature, "code_remplac"), "CS2.1.0");
      OGR_F_SetFieldString (feature, OGR_F_GetFieldIndex (feature, "com_cqp"), fid == 1 ? "un étang" : NULL);
      g_assert_cmpint (OGR_L_SetFeature (layer, feature), ==, OGRERR_NONE);
      OGR_F_Destroy (feature);
    }
  GDALClose (dataset);

  drawn_assert_told (drawn.path, "1 - not-judged not-judged omission (un étang)\n"
                                 "2 - right not-judged\n"
                                 "3 Noé wrong>CS2.1.0 right\n");
  g_assert_cmpint (sample_query (drawn.path, "SELECT count (*) FROM controle WHERE date > '" T2 "'"), ==, 3);
  g_assert_cmpint (sample_query (drawn.path, "SELECT count (*) FROM former WHERE date = '" T1 "' AND controleur = 'Noé'"), ==, 1);
  g_assert_cmpint (sample_query (drawn.path, "SELECT rtreecheck ('rtree_controle_geom') = 'ok'"), ==, 1);
  g_assert_cmpint (sample_query (drawn.path, "SELECT styleQML LIKE '%255,23,68%' FROM layer_styles"), ==, 1);
  drawn_end (&drawn);
}

/* Who types into a form leaves blanks, and takes small letters for large ones. */
static void
test_spelling (void)
{
  Drawn drawn;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  sample_execute (drawn.path, "UPDATE controle SET etat_cqp = 'erreur', code_remplac = ' cs2.1.0', controleur = 'Noé ', "
                              "valid_cqe = 'erreur', cqe_par = ' Léa ' WHERE unite = 1");
  sample_execute (drawn.path, "UPDATE controle SET remplac_autre = 'us9', controleur = '  ' WHERE unite = 2");
  sample_execute (drawn.path, "UPDATE controle SET etat_cqp = 'ok', code_remplac = '  ' WHERE unite = 3");
  drawn_assert_told (drawn.path, "1 Noé wrong>CS2.1.0 not-judged confirmed by Léa\n2 - not-judged wrong>US9\n3 - right not-judged\n");
  drawn_judge (drawn.path, 1, drawn_right ("Noé", NULL));
  drawn_assert_told (drawn.path, "1 Noé right right\n2 - not-judged wrong>US9\n3 - right not-judged\n");
  drawn_end (&drawn);
}

/* A state that has fallen back to “ok” hides no error. */
static void
test_contradiction (void)
{
  Drawn drawn;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (drawn.path, 2, drawn_wrong ("Noé", T1, "CS2.1.0"));
  sample_execute (drawn.path, "UPDATE controle SET etat_cqp = 'ok' WHERE unite = 2");
  sample_execute (drawn.path, "UPDATE controle SET etat_cqp = NULL, us = 'x', geom = NULL WHERE unite = 3");
  drawn_assert_told (drawn.path, "2 Noé wrong>CS2.1.0 right\n");
  drawn_end (&drawn);
}

/* Nobody confirms what they have found themselves, by whatever way. */
static void
test_self (void)
{
  Drawn drawn;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (drawn.path, 2, drawn_wrong ("Noé", T1, NULL));
  sample_execute (drawn.path, "UPDATE controle SET valid_cqe = 'erreur', cqe_par = 'NOÉ' WHERE unite = 2");
  drawn_assert_told (drawn.path, "2 Noé wrong right\n");
  sample_execute (drawn.path, "UPDATE controle SET cqe_par = NULL WHERE unite = 2");
  drawn_assert_told (drawn.path, "2 Noé wrong right confirmed by -\n");
  drawn_end (&drawn);
}

/* Another program that has the file open, in a journal mode of its own, is in nobody’s way. */
static void
test_beside_another (void)
{
  Drawn drawn;
  sqlite3 *other;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  other = sample_connect (drawn.path);
  g_assert_cmpint (sqlite3_exec (other, "PRAGMA journal_mode = WAL; BEGIN; SELECT * FROM controle", NULL, NULL, NULL), ==, SQLITE_OK);
  drawn_judge (drawn.path, 2, drawn_right ("Noé", T1));
  drawn_assert_told (drawn.path, "2 Noé right right\n");
  sqlite3_close (other);
  drawn_assert_told (drawn.path, "2 Noé right right\n");
  drawn_end (&drawn);
}

/* A sample of nothing can be read all the same. */
static void
test_empty (void)
{
  Drawn drawn;
  g_autoptr (MlsSampleFile) file = NULL;

  drawn_begin (&drawn, 0, MLS_DIMENSION_COVER, FALSE);
  file = drawn_open (drawn.path);
  g_assert_cmpuint (mls_sample_file_get_units (file)->len, ==, 0);
  assert_refused (file, 1, "Noé", MLS_STORE_ERROR_NOTHING);
  drawn_assert_told (drawn.path, "");
  drawn_end (&drawn);
}

static void
test_notice (void)
{
  Drawn drawn;
  g_autoptr (MlsSampleFile) file = NULL;
  const MlsJudgement judgement = drawn_right ("Noé", T1);
  gboolean changed;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  file = drawn_open (drawn.path);
  g_assert_true (mls_sample_file_judge (file, 2, &judgement, NULL));
  g_assert_true (mls_sample_file_notice (file, &changed, NULL));
  g_assert_false (changed);
  drawn_judge (drawn.path, 3, drawn_right ("Eve", T1));
  g_assert_true (mls_sample_file_notice (file, &changed, NULL));
  g_assert_true (changed);
  drawn_end (&drawn);
}

static void
assert_unreadable (const char *path, int expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_sample_file_open (path, MLS_STORE_READ_ONLY, &error));
  g_assert_error (error, MLS_STORE_ERROR, expected);
  g_test_message ("%s", error->message);
}

/* Who opens one as a project is told what it is. */
static void
assert_no_project (const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_store_open (path, MLS_STORE_READ_ONLY, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN);
  g_assert_nonnull (strstr (error->message, " is a sample: it is judged in the project that it was drawn from"));
}

static void
test_unreadable (void)
{
  static const struct
  {
    const char *sql;
    int         expected;
  } harms[] = {
    { "PRAGMA user_version = 10302", MLS_STORE_ERROR_NEWER },
    { "PRAGMA application_id = 1", MLS_STORE_ERROR_FOREIGN },
    { "DROP TABLE former", MLS_STORE_ERROR_FOREIGN },
    { "DELETE FROM sample", MLS_STORE_ERROR_DAMAGED },
    { "UPDATE sample SET dimension = 'colour'", MLS_STORE_ERROR_DAMAGED },
    { "UPDATE unit SET geom = x'4750' WHERE id = 3", MLS_STORE_ERROR_DAMAGED },
    { "UPDATE unit SET probability = 0 WHERE id = 3", MLS_STORE_ERROR_DAMAGED },
    { "UPDATE unit SET x = 9e30 WHERE id = 3", MLS_STORE_ERROR_DAMAGED },
    { "ALTER TABLE unit DROP COLUMN authors", MLS_STORE_ERROR_DAMAGED },
  };
  Drawn drawn;
  Sample project;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      g_autofree char *copy = drawn_copy (&drawn, drawn.path, "harmed.gpkg");

      sample_execute (copy, harms[i].sql);
      assert_unreadable (copy, harms[i].expected);
    }
  assert_unreadable ("/nowhere/x.gpkg", MLS_STORE_ERROR_MISSING);
  sample_begin (&project, NULL);
  assert_unreadable (project.path, MLS_STORE_ERROR_FOREIGN);
  assert_no_project (drawn.path);
  sample_end (&project);
  drawn_end (&drawn);
}

/* All that can be done with a file that may be damaged; what cannot be is told in one line. */
static void
use_damaged (const char *path)
{
  const MlsJudgement judgement = drawn_right ("Eve", T1);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsSampleFile) file = mls_sample_file_open (path, MLS_STORE_READ_WRITE, &error);
  g_autoptr (GArray) all = file != NULL ? mls_sample_file_list_judgements (file, &error) : NULL;

  if (all != NULL)
    mls_sample_file_judge (file, 3, &judgement, &error);
  if (error != NULL)
    {
      g_assert_true (error->domain == MLS_STORE_ERROR);
      g_assert_null (strchr (error->message, '\n'));
    }
}

/* What would be written where nobody finds it again is refused: the file was removed, or is another one by now. */
static void
test_taken_away (void)
{
  const MlsJudgement judgement = drawn_wrong ("Noé", T1, "CS2.1.0");
  Drawn drawn;
  g_autofree char *moved = NULL;
  g_autoptr (MlsSampleFile) file = NULL;
  g_autoptr (GError) error = NULL;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  moved = g_build_filename (drawn.folder, "moved.gpkg", NULL);
  file = drawn_open (drawn.path);
  g_assert_true (mls_sample_file_judge (file, 2, &judgement, NULL));
  g_assert_cmpint (g_rename (drawn.path, moved), ==, 0);
  g_assert_false (mls_sample_file_judge (file, 3, &judgement, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_GONE);
  g_clear_error (&error);
  g_assert_false (mls_sample_file_confirm (file, 2, drawn_text ("Noé"), MLS_CONFIRMATION_CONFIRMED, drawn_text ("Eve"), 0, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_GONE);

  g_assert_cmpint (g_rename (moved, drawn.path), ==, 0);
  g_assert_true (mls_sample_file_judge (file, 3, &judgement, NULL));
  g_clear_pointer (&file, mls_sample_file_free);
  drawn_end (&drawn);
}

/* Bytes that are not what they were, anywhere. */
static void
test_damaged (void)
{
  Drawn drawn;
  g_autofree char *whole = NULL;
  g_autofree char *path = NULL;
  gsize length;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (drawn.path, 2, drawn_wrong ("Noé", T1, "CS2.1.0"));
  g_assert_true (g_file_get_contents (drawn.path, &whole, &length, NULL));
  path = g_build_filename (drawn.folder, "damaged.gpkg", NULL);
  for (int round = 0; round < (g_test_slow () ? 5000 : 200); round++)
    {
      g_autofree char *damaged = g_memdup2 (whole, length);

      for (gint32 n = g_test_rand_int_range (1, 40); n > 0; n--)
        damaged[g_test_rand_int_range (0, (gint32) length)] = (char) g_test_rand_int_range (0, 256);
      g_assert_true (g_file_set_contents (path, damaged, (gssize) length, NULL));
      use_damaged (path);
    }
  drawn_end (&drawn);
}

/* One that judges the same unit over and over is killed: what is left is before or after, and sound. */
static void
judge_for_ever (const char *path, int out)
{
  g_autoptr (MlsSampleFile) file = drawn_open (path);

  for (gint64 i = 1;; i++)
    {
      g_autofree char *number = g_strdup_printf ("CS%d", (int) i);
      MlsJudgement judgement = drawn_wrong ("Noé", T1, number);

      judgement.comment = judgement.replacement[0];
      if (!mls_sample_file_judge (file, 2, &judgement, NULL) || write (out, &i, sizeof i) != sizeof i)
        _exit (1);
    }
}

static void
test_kill (void)
{
  Drawn drawn;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  for (int round = 0; round < (g_test_slow () ? 100 : 12); round++)
    {
      gint64 last = 0;
      int pipes[2];
      pid_t pid;
      g_autoptr (MlsSampleFile) file = NULL;
      g_autoptr (GArray) judgements = NULL;
      const MlsJudgement *judgement;

      g_assert_cmpint (pipe (pipes), ==, 0);
      pid = fork ();
      if (pid == 0)
        judge_for_ever (drawn.path, pipes[1]);
      close (pipes[1]);
      for (gint32 n = g_test_rand_int_range (1, 12); n > 0; n--)
        g_assert_cmpint (read (pipes[0], &last, sizeof last), ==, sizeof last);
      g_usleep ((gulong) g_test_rand_int_range (0, 4000));
      kill (pid, SIGKILL);
      waitpid (pid, NULL, 0);
      while (read (pipes[0], &last, sizeof last) == sizeof last)
        ;
      close (pipes[0]);

      file = drawn_open (drawn.path);
      judgements = mls_sample_file_judgements_of (file, 2, NULL);
      g_assert_cmpuint (judgements->len, ==, 1);
      judgement = &g_array_index (judgements, MlsJudgement, 0);
      g_assert_cmpuint (judgement->comment, ==, judgement->replacement[0]);
      g_assert_cmpint (g_ascii_strtoll (g_quark_to_string (judgement->comment) + 2, NULL, 10), >=, last);
      g_assert_cmpint (g_ascii_strtoll (g_quark_to_string (judgement->comment) + 2, NULL, 10), <=, last + 1);
      g_assert_cmpint (sample_query (drawn.path, "SELECT count (*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), ==, 0);
      g_assert_cmpint (sample_query (drawn.path, "SELECT rtreecheck ('rtree_controle_geom') = 'ok'"), ==, 1);
    }
  drawn_end (&drawn);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/sample-file/round-trip", test_round_trip);
  g_test_add_func ("/store/sample-file/agreed", test_agreed);
  g_test_add_func ("/store/sample-file/judge", test_judge);
  g_test_add_func ("/store/sample-file/every-judgement", test_every_judgement);
  g_test_add_func ("/store/sample-file/take-back", test_take_back);
  g_test_add_func ("/store/sample-file/own-edits", test_own_edits);
  g_test_add_func ("/store/sample-file/confirm", test_confirm);
  g_test_add_func ("/store/sample-file/blind", test_blind);
  g_test_add_func ("/store/sample-file/blind-form", test_blind_form);
  g_test_add_func ("/store/sample-file/told", test_told);
  g_test_add_func ("/store/sample-file/form", test_form);
  g_test_add_func ("/store/sample-file/spelling", test_spelling);
  g_test_add_func ("/store/sample-file/contradiction", test_contradiction);
  g_test_add_func ("/store/sample-file/self", test_self);
  g_test_add_func ("/store/sample-file/beside-another", test_beside_another);
  g_test_add_func ("/store/sample-file/empty", test_empty);
  g_test_add_func ("/store/sample-file/notice", test_notice);
  g_test_add_func ("/store/sample-file/unreadable", test_unreadable);
  g_test_add_func ("/store/sample-file/damaged", test_damaged);
  g_test_add_func ("/store/sample-file/taken-away", test_taken_away);
  g_test_add_func ("/store/sample-file/kill", test_kill);

  return g_test_run ();
}
