/* Work packages that are not what they should be: of two people with one name, made while a clock was wrong, of a project
 * that was put back meanwhile, damaged on their way. What can be brought back is, once; what cannot is refused in one line,
 * and the project is as it was. */

#include "sample.h"

#include "store/check-in.h"
#include "store/error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static const Board board = { 8, 4, 20, 2, 0 };

#define COVERS(code) "SELECT count (*) FROM coverage WHERE cs24 = '" code "'"

/* The half of the board from so many metres on. */
static char *
check_out (Sample *sample, const char *name, gint64 from_m)
{
  const gint64 west = BOARD_X + from_m * MLS_MM_PER_M;
  const MlsBox box = { west, BOARD_Y, west + 60 * MLS_MM_PER_M, BOARD_Y + 80 * MLS_MM_PER_M };
  char *path = g_build_filename (sample->folder, name, NULL);
  g_autoptr (MlsZone) zone = mls_zone_new_box (&box);
  g_autoptr (GError) error = NULL;

  mls_store_check_out (sample->store, path, zone, "Anna", &error);
  g_assert_no_error (error);

  return path;
}

static void
recode (const char *path, gint64 id, const char *cover)
{
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_WRITE, NULL);
  g_autoptr (MlsFace) face = mls_store_face (store, id, NULL);
  g_autoptr (MlsDelta) delta = sample_recode (face, cover, "US1.1.3");
  MlsOperationFacts facts = sample_facts;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GError) error = NULL;

  facts.author = "Anna";
  applied = mls_store_apply (store, delta, &facts, NULL, &error);
  g_assert_no_error (error);
}

static void
check_in (Sample *sample, const char *path, guint n_new, guint n_known)
{
  g_autoptr (GError) error = NULL;
  MlsCheckIn outcome;

  mls_store_check_in (sample->store, path, NULL, NULL, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.n_as_is, ==, n_new);
  g_assert_cmpuint (outcome.n_made_anew + outcome.n_set_aside, ==, 0);
  g_assert_cmpuint (outcome.n_known, ==, n_known);
}

static gint64
ask (Sample *sample, const char *sql)
{
  return sample_query (sample->path, sql);
}

/* A name tells nobody from a namesake; a package does: its operations are never taken for those of another one, whatever
 * their numbers, authors and times are. */
static void
test_namesakes (void)
{
  Sample sample;
  g_autofree char *west = NULL;
  g_autofree char *east = NULL;

  sample_begin (&sample, &board);
  west = check_out (&sample, "west.gpkg", 0);
  east = check_out (&sample, "east.gpkg", 100);
  recode (west, 1, "CS5.0.0");
  recode (east, 8, "CS2.1.0");
  sample_execute (west, "UPDATE operation SET at = '2026-05-01T10:00:00.000Z' WHERE id = 3");
  sample_execute (east, "UPDATE operation SET at = '2026-05-01T10:00:00.000Z' WHERE id = 3");

  check_in (&sample, west, 1, 0);
  check_in (&sample, east, 1, 0);
  check_in (&sample, west, 0, 1);
  g_assert_cmpint (ask (&sample, COVERS ("CS5.0.0") " AND fid = 1"), ==, 1);
  g_assert_cmpint (ask (&sample, COVERS ("CS2.1.0") " AND fid = 8"), ==, 1);
  g_assert_cmpint (ask (&sample, "SELECT count (*) FROM operation WHERE author = 'Anna'"), ==, 2);
  g_assert_cmpint (ask (&sample, "SELECT count (DISTINCT substr (origin, 1, 36)) FROM operation"), ==, 2);
  sample_end (&sample);
}

/* What was done first comes first, though the clock says otherwise, in the package and beside what was done here. */
static void
test_clock (void)
{
  Sample sample;
  g_autofree char *path = NULL;

  sample_begin (&sample, &board);
  path = check_out (&sample, "package.gpkg", 0);
  recode (path, 1, "CS5.0.0");
  recode (path, 1, "CS6.3.0");
  recode (path, 1, "CS2.1.0");
  sample_execute (path, "UPDATE operation SET at = '2020-01-0' || (9 - id) || 'T00:00:00.000Z' WHERE id > 2");

  check_in (&sample, path, 3, 0);
  g_assert_cmpint (ask (&sample, COVERS ("CS2.1.0") " AND fid = 1"), ==, 1);
  g_assert_cmpint (ask (&sample, "SELECT count (*) FROM operation AS a JOIN operation AS b ON b.id = a.id + 1 "
                                 "WHERE a.origin NOT NULL AND b.origin NOT NULL AND a.at > b.at"), ==, 2);

  /* It goes on there, earlier still. */
  recode (path, 1, "CS5.0.0");
  sample_execute (path, "UPDATE operation SET at = '2019-01-01T00:00:00.000Z' WHERE id = 6");
  check_in (&sample, path, 1, 3);
  g_assert_cmpint (ask (&sample, COVERS ("CS5.0.0") " AND fid = 1"), ==, 1);
  sample_end (&sample);
}

static void
expect_refused (Sample *sample, const char *path, const char *why)
{
  g_autofree char *before = sample_fingerprint (sample->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  MlsCheckIn outcome;

  g_assert_false (mls_store_check_in (sample->store, path, NULL, NULL, &outcome, &error));
  g_assert_cmpint (error->domain, ==, MLS_STORE_ERROR);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_nonnull (strstr (error->message, "package.gpkg"));
  if (why != NULL)
    g_assert_nonnull (strstr (error->message, why));
  after = sample_fingerprint (sample->path);
  g_assert_cmpstr (before, ==, after);
}

/* A copy of the project from before, in which another operation has the number that the package begins with, or none. */
static void
test_put_back (void)
{
  Sample sample;
  g_autofree char *path = NULL;
  g_autofree char *old = NULL;
  gsize length;

  sample_begin (&sample, &board);
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  g_assert_true (g_file_get_contents (sample.path, &old, &length, NULL));
  recode (sample.path, 30, "CS2.1.0");
  sample_reopen (&sample);
  path = check_out (&sample, "package.gpkg", 0);
  recode (path, 1, "CS6.3.0");
  mls_store_close (g_steal_pointer (&sample.store), NULL);

  g_assert_true (g_file_set_contents (sample.path, old, (gssize) length, NULL));
  sample_reopen (&sample);
  expect_refused (&sample, path, "of another project");
  mls_store_close (g_steal_pointer (&sample.store), NULL);
  recode (sample.path, 30, "CS2.1.0");
  sample_reopen (&sample);
  expect_refused (&sample, path, "of another project");
  sample_end (&sample);
}

/* Noise in any page of it: either it does not matter, or nothing is taken. */
static void
test_damaged (void)
{
  Sample sample;
  g_autofree char *path = NULL;
  g_autofree char *whole = NULL;
  gsize length;
  guint n_refused = 0;

  sample_begin (&sample, &board);
  path = check_out (&sample, "package.gpkg", 0);
  recode (path, 1, "CS5.0.0");
  recode (path, 2, "CS2.1.0");
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  mls_store_close (g_steal_pointer (&sample.store), NULL);

  for (gsize at = 4096; at < length; at += 4096)
    {
      g_autofree char *damaged = g_memdup2 (whole, length);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;
      MlsCheckIn outcome;

      for (gsize i = 0; i < 4096; i++)
        damaged[at + i] = (char) g_test_rand_int_range (0, 256);
      g_assert_true (g_file_set_contents_full (path, damaged, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
      before = sample_fingerprint (sample.path);
      sample_reopen (&sample);
      if (!mls_store_check_in (sample.store, path, NULL, NULL, &outcome, &error))
        {
          g_assert_cmpint (error->domain, ==, MLS_STORE_ERROR);
          g_assert_null (strchr (error->message, '\n'));
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          mls_store_close (g_steal_pointer (&sample.store), NULL);
          after = sample_fingerprint (sample.path);
          g_assert_cmpstr (before, ==, after);
          n_refused++;
        }
    }

  g_test_message ("%u of %u refused", n_refused, (guint) (length / 4096 - 1));
  g_assert_cmpuint (n_refused, >, 0);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/package-strange/namesakes", test_namesakes);
  g_test_add_func ("/store/package-strange/clock", test_clock);
  g_test_add_func ("/store/package-strange/put-back", test_put_back);
  g_test_add_func ("/store/package-strange/damaged", test_damaged);

  return g_test_run ();
}
