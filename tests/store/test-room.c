/* What of a file takes how much room. */

#include "sample.h"
#include "store/compact.h"
#include "store/room.h"

#include <glib/gstdio.h>
#include <locale.h>

static const Board board = { 8, 8, 20, 4, 0 };

static void
recode_all (const Sample *sample, const char *cover)
{
  for (gint64 id = 1; id <= 64; id++)
    {
      g_autoptr (MlsFace) face = mls_store_face (sample->store, id, NULL);
      g_autoptr (MlsDelta) delta = sample_recode (face, cover, "US1.1.3");

      sample_apply (sample->store, delta);
    }
}

static MlsRoom
measure (const Sample *sample)
{
  g_autoptr (GError) error = NULL;
  MlsRoom room;

  mls_store_measure_room (sample->store, &room, &error);
  g_assert_no_error (error);

  return room;
}

/* A table named in the code that is none would be forgotten silently. */
static void
assert_all_counted (const Sample *sample, const MlsRoom *room)
{
  g_assert_cmpint (sample_query (sample->path, "SELECT sum (pgsize) FROM dbstat WHERE aggregate = TRUE AND "
                                               "(name GLOB '*history*' OR name IN ('operation', 'operation_origin', 'folded'))"),
                   ==, room->history);
}

static void
test_measure (void)
{
  Sample sample;
  MlsRoom first, edited, compacted, shrunk;
  MlsCompaction compaction;
  GStatBuf status;

  sample_begin (&sample, &board);
  first = measure (&sample);
  g_assert_cmpint (first.n_operations, ==, 2);
  g_assert_cmpint (first.n_folded, ==, 0);

  recode_all (&sample, "CS2.1.0");
  recode_all (&sample, "CS6.3.0");
  recode_all (&sample, "CS2.1.0");
  edited = measure (&sample);
  g_assert_cmpint (edited.n_operations, ==, 2 + 3 * 64);
  g_assert_cmpint (edited.history, >, first.history + 3 * 64 * 300);
  assert_all_counted (&sample, &edited);

  g_assert_true (mls_store_compact (sample.store, 2 + 3 * 64, "tester", NULL, NULL, &compaction, NULL));
  compacted = measure (&sample);
  g_assert_cmpint (compacted.n_operations, ==, 3);
  g_assert_cmpint (compacted.n_folded, ==, 3 * 64);
  g_assert_cmpint (compacted.free, >, edited.free);
  g_assert_cmpint (compacted.history, <, edited.history);

  g_assert_true (mls_store_shrink (sample.store, NULL, NULL, NULL));
  shrunk = measure (&sample);
  g_assert_cmpint (shrunk.free, ==, 0);
  g_assert_cmpint (shrunk.file, ==, compacted.file - compacted.free);

  /* What other programs are told of it is written when it is closed for the first time. */
  sample_reopen (&sample);
  g_assert_cmpint (g_stat (sample.path, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, measure (&sample).file);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/room/measure", test_measure);

  return g_test_run ();
}
