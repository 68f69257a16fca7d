/* Another program holds an edit, this one writes meanwhile, and then the other one saves: what comes of it is told. The other
 * program is a second connection. */

#include "rules/finding.h"
#include "sample.h"
#include "store/foreign.h"

#include <locale.h>

static const Board board = { 4, 3, 20, 2, 0 };

static void
news_of (const Sample *sample, MlsForeignNews *news)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_store_read_foreign_news (sample->store, 0, news, &error));
  g_assert_no_error (error);
}

static void
assert_news (const Sample *sample, guint n_faces, const gint64 *overtaken, guint n_overtaken)
{
  MlsForeignNews news;

  news_of (sample, &news);
  g_assert_cmpuint (news.n_faces, ==, n_faces);
  g_assert_cmpuint (news.overtaken->len, ==, n_overtaken);
  for (guint i = 0; i < n_overtaken; i++)
    g_assert_cmpint (g_array_index (news.overtaken, MlsFinding, i).fid, ==, overtaken[i]);
  mls_foreign_news_clear (&news);
}

static MlsFace *
face_of (const Sample *sample, gint64 id)
{
  g_autoptr (GError) error = NULL;
  MlsFace *face = mls_store_face (sample->store, id, &error);

  g_assert_no_error (error);

  return face;
}

static void
split (const Sample *sample, gint64 id)
{
  g_autoptr (MlsFace) face = face_of (sample, id);
  g_autoptr (MlsDelta) delta = sample_split (face, 1, 5);

  sample_apply (sample->store, delta);
}

static void
recode (const Sample *sample, gint64 id)
{
  g_autoptr (MlsFace) face = face_of (sample, id);
  g_autoptr (MlsDelta) delta = sample_recode (face, "CS2.1.0", "US1.1.3");

  sample_apply (sample->store, delta);
}

static void
merge (const Sample *sample, gint64 id, gint64 other)
{
  g_autoptr (MlsFace) face = face_of (sample, id);
  g_autoptr (MlsFace) neighbour = face_of (sample, other);
  g_autoptr (MlsDelta) delta = sample_merge (face, neighbour);

  sample_apply (sample->store, delta);
}

/* Of faces that were split, merged and given what the other one gives them, too: they are told, and listed once they are. What
 * each has said of others, or of the same ones without touching what the other one said, is no matter. */
static void
test_overtaken (void)
{
  const gint64 overtaken[] = { 1, 5, 7 };
  Sample sample;
  MlsForeignNews news;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  split (&sample, 5);
  recode (&sample, 6);
  recode (&sample, 7);
  recode (&sample, 12);
  merge (&sample, 1, 2);
  sample_execute (sample.path, "UPDATE coverage SET comment24 = 'seen' WHERE fid IN (5, 6, 8)");
  sample_execute (sample.path, "UPDATE coverage SET cs24 = 'CS5.0.0' WHERE fid IN (1, 7)");
  assert_news (&sample, 5, overtaken, G_N_ELEMENTS (overtaken));

  news_of (&sample, &news);
  g_assert_true (mls_store_tell_foreign_news (sample.store, &news, &error));
  g_assert_no_error (error);
  mls_foreign_news_clear (&news);
  g_assert_cmpint (sample_query (sample.path, "SELECT sum (fid) FROM finding WHERE rule = 'foreign-overtaken'"), ==, 13);
  assert_news (&sample, 0, NULL, 0);
  sample_end (&sample);
}

/* The other order: who edits here after it was saved sees what was saved. */
static void
test_before (void)
{
  Sample sample;
  gboolean changed;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  sample_execute (sample.path, "UPDATE coverage SET comment24 = 'seen' WHERE fid IN (5, 6)");
  g_assert_true (mls_store_notice (sample.store, &changed, &error));
  g_assert_true (changed);
  split (&sample, 5);
  assert_news (&sample, 2, NULL, 0);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage WHERE comment24 = 'seen'"), ==, 2);
  sample_end (&sample);
}

/* Nobody holds an edit for ever. */
static void
test_long_ago (void)
{
  Sample sample;

  sample_begin (&sample, &board);
  split (&sample, 5);
  sample_execute (sample.path, "UPDATE operation SET at = strftime ('%Y-%m-%dT%H:%M:%fZ', at, '-25 hours')");
  sample_execute (sample.path, "UPDATE coverage SET comment24 = 'seen' WHERE fid = 5");
  assert_news (&sample, 1, NULL, 0);
  sample_end (&sample);
}

/* A face that was made here can only have been taken for what it is. */
static void
test_made (void)
{
  Sample sample;

  sample_begin (&sample, &board);
  split (&sample, 5);
  sample_execute (sample.path, "UPDATE coverage SET comment24 = 'seen' WHERE fid = 13");
  assert_news (&sample, 1, NULL, 0);
  sample_end (&sample);
}

/* Who may only read is told as well. */
static void
test_read_only (void)
{
  const gint64 overtaken[] = { 5 };
  Sample sample;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  split (&sample, 5);
  sample_execute (sample.path, "UPDATE coverage SET comment24 = 'seen' WHERE fid = 5");
  mls_store_close (g_steal_pointer (&sample.store), &error);
  g_assert_no_error (error);
  sample.store = mls_store_open (sample.path, MLS_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_news (&sample, 1, overtaken, 1);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/foreign-news/overtaken", test_overtaken);
  g_test_add_func ("/store/foreign-news/before", test_before);
  g_test_add_func ("/store/foreign-news/long-ago", test_long_ago);
  g_test_add_func ("/store/foreign-news/made", test_made);
  g_test_add_func ("/store/foreign-news/read-only", test_read_only);

  return g_test_run ();
}
