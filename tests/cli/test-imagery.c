#include "../imagery/fixture.h"
#include "program.h"

#include "imagery/prepare.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* The photos of a project, as the command line adds, lists, changes and forgets them. */

typedef struct
{
  char *folder;
  char *project;
} Case;

static void
set_up (Case *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->project = g_build_filename (self->folder, "map.gpkg", NULL);
  program_do ("new", self->project, "--vintage", "21", "--vintage", "24", "--author", "tester", NULL);
}

static void
tear_down (Case *self, gconstpointer data)
{
  g_free (self->project);
  folder_remove (self->folder);
}

static double
flat (int band, int x, int y, gpointer data)
{
  return 10 * band;
}

static char *
write_photo (const char *name, int n_bands, const char *crs)
{
  static const char *const plain[] = { "PHOTOMETRIC=MINISBLACK", "ALPHA=NO", NULL };
  Fixture fixture = { .width = 16, .height = 16, .n_bands = n_bands, .crs = crs, .pixel = flat,
                      .options = n_bands > 3 ? plain : NULL };

  return fixture_write (name, &fixture);
}

static void
assert_says (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

/* What the project says of its photos, without their sources. */
static void
assert_listed (const Case *self, const char *expected)
{
  g_autoptr (Answer) answer = program_run ("imagery", self->project, NULL);
  g_autoptr (GRegex) source = g_regex_new ("\t/[^\t]*/", 0, 0, NULL);
  g_autofree char *text = g_regex_replace_literal (source, answer->out, -1, 0, "\t", 0, NULL);

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_left (Answer *answer, int status, const char *says)
{
  g_assert_cmpint (answer->status, ==, status);
  assert_says (answer->err, says);
  answer_free (answer);
}

static void
test_photos (Case *self, gconstpointer data)
{
  g_autofree char *first = write_photo ("first.tif", 3, NULL);
  g_autofree char *second = write_photo ("second.tif", 4, NULL);
  g_autofree char *third = write_photo ("third_IRC.tif", 3, NULL);

  assert_listed (self, "");
  program_do ("imagery", self->project, "add", first, second, NULL);
  program_do ("imagery", self->project, "add", third, "--vintage", "21", "--title", "Été", NULL);
  assert_listed (self, "3\t21\tÉté\tinfrared\tthird_IRC.tif\t\n"
                       "2\t24\tsecond\tcolour\tsecond.tif\tinfrared=4,1,2\n"
                       "1\t24\tfirst\tcolour\tfirst.tif\t\n");

  program_do ("imagery", self->project, "set", "1", "gamma=1.5", "opacity=80", "vintage=21", "position=1",
              "title=A title", NULL);
  program_do ("imagery", self->project, "set", "2", "infrared=", "kind=infrared", NULL);
  program_do ("imagery", self->project, "remove", "3", NULL);
  assert_listed (self, "1\t21\tA title\tcolour\tfirst.tif\tgamma=1.5 opacity=80\n"
                       "2\t24\tsecond\tinfrared\tsecond.tif\t\n");
}

/* Words of one "set" say the same in any order, and one that makes no sense leaves all as it was. */
static void
test_order (Case *self, gconstpointer data)
{
  g_autofree char *first = write_photo ("lower.tif", 3, NULL);
  g_autofree char *second = write_photo ("upper.tif", 3, NULL);
  static const char before[] = "2\t24\tupper\tcolour\tupper.tif\t\n1\t24\tlower\tcolour\tlower.tif\t\n";

  program_do ("imagery", self->project, "add", first, second, NULL);
  assert_left (program_run ("imagery", self->project, "set", "1", "position=1", "gamma=0", NULL), 2, "gamma");
  assert_listed (self, before);
  assert_left (program_run ("imagery", self->project, "set", "1", "gamma=2", "position=0", NULL), 2, "position");
  assert_listed (self, before);
  program_do ("imagery", self->project, "set", "1", "position=1", "gamma=2", NULL);
  program_do ("imagery", self->project, "set", "2", "gamma=3", "position=1", NULL);
  assert_listed (self, "2\t24\tupper\tcolour\tupper.tif\tgamma=3\n1\t24\tlower\tcolour\tlower.tif\tgamma=2\n");
}

/* What moved with a photo is found with it, and how much that was is told. */
static void
test_locate (Case *self, gconstpointer data)
{
  g_autofree char *before = fixture_path ("before");
  g_autofree char *after = fixture_path ("after");
  g_autofree char *found = g_build_filename (after, "a.tif", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_cmpint (g_mkdir (before, 0755), ==, 0);
  first = write_photo ("before/a.tif", 3, NULL);
  second = write_photo ("before/b.tif", 3, NULL);
  program_do ("imagery", self->project, "add", first, second, NULL);
  g_assert_cmpint (g_rename (before, after), ==, 0);
  assert_listed (self, "2\t24\tb\tcolour\tb.tif\t\tmissing\n1\t24\ta\tcolour\ta.tif\t\tmissing\n");

  assert_left (program_run ("imagery", self->project, "locate", "1", first, NULL), 1, first);
  assert_left (program_run ("imagery", self->project, "locate", "7", found, NULL), 1, "7");
  assert_left (program_run ("imagery", self->project, "locate", "1", found, found, NULL), 2, "locate");
  assert_left (program_run ("imagery", self->project, "locate", "1", found, NULL), 0, "1 other moved with it");
  assert_listed (self, "2\t24\tb\tcolour\tb.tif\t\n1\t24\ta\tcolour\ta.tif\t\n");
}

/* A date mapped backwards comes last in the file. */
static void
test_newest (Case *self, gconstpointer data)
{
  g_autofree char *photo = write_photo ("photo.tif", 3, NULL);

  g_assert_cmpint (g_unlink (self->project), ==, 0);
  program_do ("new", self->project, "--vintage", "24", "--vintage", "21", "--author", "tester", NULL);
  program_do ("imagery", self->project, "add", photo, NULL);
  assert_listed (self, "1\t24\tphoto\tcolour\tphoto.tif\t\n");
}

static void
test_folder (Case *self, gconstpointer data)
{
  g_autofree char *folder = fixture_path ("tiles");
  g_autofree char *broken = fixture_path ("tiles/broken.tif");
  g_autoptr (Answer) answer = NULL;

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_free (write_photo ("tiles/a.tif", 3, NULL));
  g_free (write_photo ("tiles/b.tif", 3, NULL));
  g_assert_true (g_file_set_contents (broken, "broken", -1, NULL));

  answer = program_run ("imagery", self->project, "add", folder, "--json", NULL);
  g_assert_cmpint (answer->status, ==, 0);
  assert_says (answer->out, "\"title\":\"tiles\"");
  assert_says (answer->out, "\"files\":2,\"left\":1");
  assert_says (answer->err, "broken.tif");
}

static void
test_refused (Case *self, gconstpointer data)
{
  g_autofree char *bare = write_photo ("bare.tif", 3, "");
  g_autofree char *missing = fixture_path ("missing.tif");

  assert_left (program_run ("imagery", self->project, "add", bare, NULL), 2, "bare.tif");
  assert_left (program_run ("imagery", self->project, "add", missing, NULL), 3, "missing.tif");
  assert_left (program_run ("imagery", self->project, "add", "", NULL), 3, "“”");
  assert_left (program_run ("imagery", self->project, "add", bare, "--vintage", "99", NULL), 2, "99");
  assert_left (program_run ("imagery", self->project, "add", NULL), 2, "add");
  assert_left (program_run ("imagery", self->project, "sharpen", NULL), 2, "sharpen");
  assert_left (program_run ("imagery", self->project, "remove", "7", NULL), 1, "7");
  assert_left (program_run ("imagery", self->project, "remove", "x", NULL), 2, "x");
  assert_listed (self, "");

  program_do ("imagery", self->project, "add", bare, "--assume-crs", NULL);
  assert_left (program_run ("imagery", self->project, "set", "1", "gamma=0", NULL), 2, "gamma");
  assert_left (program_run ("imagery", self->project, "set", "1", "sharpness=2", NULL), 2, "sharpness");
  assert_left (program_run ("imagery", self->project, "set", "1", "kind=ultraviolet", NULL), 2, "kind");
  assert_left (program_run ("imagery", self->project, "set", "1", "gamma", NULL), 2, "gamma");
  assert_left (program_run ("imagery", self->project, "set", "8", "gamma=1", NULL), 1, "8");
  assert_listed (self, "1\t24\tbare\tcolour\tbare.tif\tcrs=project\n");
}

/* What only points place is refused, with what would place it; and placed by them when that is asked for. */
static void
test_points (Case *self, gconstpointer data)
{
  static const char text[] =
    "<VRTDataset rasterXSize=\"16\" rasterYSize=\"16\"><GCPList Projection=\"EPSG:2154\">"
    "<GCP Id=\"1\" Pixel=\"0\" Line=\"0\" X=\"700000\" Y=\"6600000\"/>"
    "<GCP Id=\"2\" Pixel=\"16\" Line=\"0\" X=\"700016\" Y=\"6600000\"/>"
    "<GCP Id=\"3\" Pixel=\"0\" Line=\"16\" X=\"700000\" Y=\"6599984\"/></GCPList>"
    "<VRTRasterBand dataType=\"Byte\" band=\"1\"/></VRTDataset>";
  g_autofree char *path = fixture_path ("points.vrt");
  g_autoptr (Answer) answer = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  assert_left (program_run ("imagery", self->project, "add", path, NULL), 2, "--place-by-points");
  assert_listed (self, "");

  answer = program_run ("imagery", self->project, "add", path, "--place-by-points", "--json", NULL);
  g_assert_cmpint (answer->status, ==, 0);
  assert_says (answer->out, "\"points\":3,\"residual_m\":");
  assert_says (answer->err, "3 points");
  assert_listed (self, "1\t24\tpoints\tcolour\tpoints.vrt\tplace=points\n");
}

/* So are the files of a folder; what was found out of them is kept from one run to the next. */
static void
test_folder_points (Case *self, gconstpointer data)
{
  GDAL_GCP points[4];
  Fixture fixture = { .width = 16, .height = 16, .pixel = flat, .points = points, .n_points = G_N_ELEMENTS (points) };
  g_autofree char *folder = fixture_path ("pointed");

  for (int i = 0; i < fixture.n_points; i++)
    points[i] = (GDAL_GCP){ .pszId = (char *) "", .pszInfo = (char *) "", .dfGCPPixel = i % 2 * 16, .dfGCPLine = i / 2 * 16,
                            .dfGCPX = FIXTURE_X + i % 2 * 16 + (i == 3 ? 1 : 0), .dfGCPY = FIXTURE_Y - i / 2 * 16 };
  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_free (fixture_write ("pointed/b.tif", &fixture));
  g_free (fixture_write ("pointed/a.tif", &fixture));

  assert_left (program_run ("imagery", self->project, "add", folder, NULL), 2, "pointed/a.tif”");
  assert_left (program_run ("imagery", self->project, "add", folder, NULL), 2, "--place-by-points");
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (Answer) answer = program_run ("imagery", self->project, "add", folder, "--place-by-points", "--json", NULL);

      g_assert_cmpint (answer->status, ==, 0);
      assert_says (answer->out, "\"files\":2,\"left\":0,\"points\":8,\"residual_m\":0.25}");
    }
  assert_listed (self, "2\t24\tpointed\tcolour\tpointed\tplace=points\n"
                       "1\t24\tpointed\tcolour\tpointed\tplace=points\n");
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return fraction < 0.4;
}

/* What was interrupted is gone on with, and that is said. */
static void
test_prepare_again (Case *self, gconstpointer data)
{
  Fixture fixture = { .width = 700, .height = 3000, .pixel = flat };
  g_autofree char *sheet = fixture_write ("long.tif", &fixture);
  g_autofree char *overviews = g_strconcat (sheet, ".ovr", NULL);
  g_autofree char *part = g_strconcat (sheet, ".ovr-part", NULL);
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) again = NULL;

  g_assert_false (mls_prepare_overviews (sheet, give_up, NULL, NULL));
  g_assert_true (g_file_test (part, G_FILE_TEST_EXISTS));

  answer = program_run ("prepare", sheet, NULL);
  g_assert_cmpint (answer->status, ==, 0);
  assert_says (answer->err, "25\u00a0% is done already: going on from there\n");
  g_assert_true (g_file_test (overviews, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));

  again = program_run ("prepare", sheet, NULL);
  g_assert_cmpint (again->status, ==, 0);
  g_assert_cmpstr (again->err, ==, "");
}

/* Beside each file of a folder come its overviews, and of a file a copy. */
static void
test_prepare (Case *self, gconstpointer data)
{
  Fixture fixture = { .width = 700, .height = 600, .pixel = flat };
  g_autofree char *folder = fixture_path ("sheets");
  g_autofree char *overviews = fixture_path ("sheets/a.tif.ovr");
  g_autofree char *copy = fixture_path ("copy.tif");
  g_autofree char *sheet = NULL;

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  sheet = fixture_write ("sheets/a.tif", &fixture);
  g_free (fixture_write ("sheets/b.tif", &fixture));

  program_do ("prepare", folder, NULL);
  g_assert_true (g_file_test (overviews, G_FILE_TEST_EXISTS));
  program_do ("prepare", sheet, "--copy", copy, "--lossless", NULL);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  assert_left (program_run ("prepare", self->project, NULL), 3, "map.gpkg");
  assert_left (program_run ("prepare", "", NULL), 3, "“”");
  assert_left (program_run ("prepare", sheet, "--lossless", NULL), 2, "--lossless");
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add ("/cli/imagery/photos", Case, NULL, set_up, test_photos, tear_down);
  g_test_add ("/cli/imagery/order", Case, NULL, set_up, test_order, tear_down);
  g_test_add ("/cli/imagery/locate", Case, NULL, set_up, test_locate, tear_down);
  g_test_add ("/cli/imagery/newest", Case, NULL, set_up, test_newest, tear_down);
  g_test_add ("/cli/imagery/folder", Case, NULL, set_up, test_folder, tear_down);
  g_test_add ("/cli/imagery/refused", Case, NULL, set_up, test_refused, tear_down);

  g_test_add ("/cli/imagery/points", Case, NULL, set_up, test_points, tear_down);
  g_test_add ("/cli/imagery/folder-points", Case, NULL, set_up, test_folder_points, tear_down);
  g_test_add ("/cli/imagery/prepare", Case, NULL, set_up, test_prepare, tear_down);
  g_test_add ("/cli/imagery/prepare-again", Case, NULL, set_up, test_prepare_again, tear_down);

  result = g_test_run ();
  fixture_end ();

  return result;
}
