/* bench-history OPERATIONS: what it costs to look back through a history of so many operations, three faces each of 60
 * vertices, and to make it shorter. Medians, on stdout. */

#include "sample.h"

#include "store/compact.h"
#include "store/operation-search.h"
#include "store/room.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

/* The operation that made the faces; the next ones are ours. */
#define FILLED 2

/* As the window shows at once, and as it looks at before it tells how far it is. */
#define PAGE  200
#define CHUNK 20000

static const Board board = { .columns = 60, .rows = 60, .side_m = 135, .n_segments = 15, .wiggle_mm = 3000 };

static double
ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

/* Operation n recodes three faces, which any earlier one may have written last; one author and one code of a thousand are
 * rare. The rows are those that the triggers would have left. */
static void
write_history (const char *path, gint64 n_operations)
{
  g_autofree char *operations = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (VALUES (%d) UNION ALL SELECT i + 1 FROM n WHERE i < %" G_GINT64_FORMAT ") "
    "INSERT INTO operation (id, at, author, verb, kind, vintages, dimension, min_x, min_y, max_x, max_y) "
    "SELECT i, '2026-11-01T08:00:00.000Z', iif (i %% 1000 = 7, 'Léa', 'Anna ' || (i %% 9)), 'recode', 'change', '24', 'cover', "
    "minx, miny, maxx, maxy FROM n JOIN rtree_coverage_geom ON id = 1 + i %% 1200",
    FILLED + 1, FILLED + n_operations);
  g_autofree char *faces = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (VALUES (%d) UNION ALL SELECT i + 1 FROM n WHERE i < %" G_GINT64_FORMAT ") "
    "INSERT INTO coverage_history (fid, since, until, geom, cs21, us21, cs24, us24) "
    "SELECT fid, max (i - 1200, %d), i, geom, cs21, us21, iif (i %% 1000 = 8, 'CS5.0.0', iif (i / 1200 %% 2, 'CS1.1.1', 'CS2.1.0')), us24 "
    "FROM n JOIN coverage ON fid IN (1 + i %% 1200, 1201 + i %% 1200, 2401 + i %% 1200)",
    FILLED + 1, FILLED + n_operations, FILLED);

  sample_execute (path, operations);
  sample_execute (path, faces);
}

static void
bench_search (const Sample *sample, const MlsRules *rules, const char *title, const char *text)
{
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (sample->path, NULL);
  g_autoptr (MlsFilter) filter =
    text != NULL ? mls_filter_parse (text, MLS_FILTER_OF_OPERATIONS, rules, NULL) : NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 before = 0;
  double first = 0, slowest = 0;
  guint n_found = 0;

  g_assert_true (text == NULL || filter != NULL);
  do
    {
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GError) error = NULL;

      mls_store_reader_begin (reader, 0, NULL, NULL);
      ids = mls_store_reader_find_operations (reader, filter, &before, CHUNK, n_found == 0 ? PAGE : G_MAXUINT, &error);
      g_assert_no_error (error);
      mls_store_reader_end (reader);

      if (n_found == 0 && ids->len > 0)
        first = ms_since (start);
      n_found += ids->len;
      slowest = MAX (slowest, ms_since (begun));
    }
  while (before != 0);

  printf ("%s: first page %.2f ms, all %.0f ms, %u found, longest step %.0f ms\n", title, first, ms_since (start), n_found,
          slowest);
}

/* The last tenth stays, and of the rest the states after each tenth. */
static void
bench_compaction (const Sample *sample, gint64 n_operations)
{
  g_autofree char *versions = g_strdup_printf (
    "INSERT INTO rtree_coverage_history SELECT entry, minx, maxx, miny, maxy, since, until FROM coverage_history "
    "JOIN rtree_coverage_geom ON id = fid;"
    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 8) "
    "INSERT INTO version (name, author, operation_id) SELECT i, 'Anna', %d + i * %" G_GINT64_FORMAT " FROM n",
    FILLED, n_operations / 10);
  gint64 until = FILLED + n_operations / 10 * 9;
  MlsRoom before, compacted, shrunk;
  MlsCompaction compaction;
  double look, compact;
  gint64 start;

  sample_execute (sample->path, versions);
  g_assert_true (mls_store_measure_room (sample->store, &before, NULL));
  start = g_get_monotonic_time ();
  g_assert_true (mls_compaction_look (sample->path, until, NULL, NULL, &compaction, NULL));
  look = ms_since (start) / 1000;
  start = g_get_monotonic_time ();
  g_assert_true (mls_store_compact (sample->store, until, "Anna", NULL, NULL, &compaction, NULL));
  compact = ms_since (start) / 1000;
  g_assert_true (mls_store_measure_room (sample->store, &compacted, NULL));
  start = g_get_monotonic_time ();
  g_assert_true (mls_store_shrink (sample->store, NULL, NULL, NULL));
  g_assert_true (mls_store_measure_room (sample->store, &shrunk, NULL));
  printf ("compaction: look %.2f s, %" G_GINT64_FORMAT " faces dropped in %.2f s, file written anew in %.2f s; "
          "history %.0f MB, then %.0f MB; file %.0f MB, then %.0f MB, told before %.0f MB\n",
          look, compaction.n_faces, compact, ms_since (start) / 1000, (double) before.history / 1e6,
          (double) shrunk.history / 1e6, (double) before.file / 1e6, (double) shrunk.file / 1e6,
          (double) (before.file - compaction.bytes) / 1e6);
}

int
main (int argc, char *argv[])
{
  gint64 n_operations = argc > 1 ? g_ascii_strtoll (argv[1], NULL, 10) : 1000;
  g_autoptr (MlsNomenclature) nomenclature = sample_nomenclature ();
  MlsRules rules = { .nomenclature = nomenclature, .vintages = sample_vintages, .n_vintages = 2 };
  Sample sample;

  setlocale (LC_ALL, "");
  sample_begin (&sample, NULL);
  sample_fill (sample.store, &board);
  sample_reopen (&sample);
  write_history (sample.path, n_operations);

  printf ("%" G_GINT64_FORMAT " operations\n", n_operations);
  bench_search (&sample, &rules, "everything", NULL);
  bench_search (&sample, &rules, "an author", "author=\"Anna 3\"");
  bench_search (&sample, &rules, "a rare author", "author=Léa");
  bench_search (&sample, &rules, "nobody", "author=Zoé");
  bench_search (&sample, &rules, "undone", "undone");
  bench_search (&sample, &rules, "a corner", "zone=700000,6600000,700200,6600200");
  bench_search (&sample, &rules, "a code", "to=CS1.1.1");
  bench_search (&sample, &rules, "a rare code", "code=CS5.0.0");
  bench_search (&sample, &rules, "a code that never was", "code=CS6.3.0");

  bench_compaction (&sample, n_operations);

  sample_end (&sample);
  return 0;
}
