/* bench-nearby PROJECT: what it costs to tell what became of what in that project, by covers and by each indicator, the
 * first time and after an edit that is written and taken back. Medians, on stdout. */

#include "quality/census.h"
#include "quality/matrix.h"
#include "store/undo.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#define N_FIRST 3
#define N_EDITS 51

static const MlsOperationFacts facts = { .author = "bench", .verb = "recode" };

static int
compare_times (gconstpointer left, gconstpointer right)
{
  gint64 a = *(const gint64 *) left;
  gint64 b = *(const gint64 *) right;

  return (a > b) - (a < b);
}

static double
median_ms (gint64 *times, guint n)
{
  qsort (times, n, sizeof *times, compare_times);

  return (double) times[n / 2] / 1e3;
}

static MlsCensus *
take (MlsStore *store, const MlsMatrixQuery *query)
{
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (mls_store_get_path (store), NULL);
  const MlsCensusQuery wanted = { query->classing.nomenclature, mls_nearness_asked_for (query->classing.indicator), NULL };

  mls_store_reader_begin (reader, 0, NULL, NULL);

  return mls_census_take (reader, &wanted, NULL, NULL, NULL);
}

static void
time_first (MlsStore *store, const MlsMatrixQuery *query)
{
  gint64 times[N_FIRST];

  for (guint i = 0; i < N_FIRST; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (MlsCensus) census = take (store, query);
      g_autoptr (MlsMatrix) matrix = mls_matrix_new (mls_census_get_whole (census), query);

      times[i] = g_get_monotonic_time () - start;
    }
  printf ("%s, first time: %.0f ms\n", mls_classing_name (&query->classing), median_ms (times, N_FIRST));
}

/* A face becomes what a house is, here and there. */
static MlsDelta *
build_on (MlsStore *store, guint i)
{
  g_autoptr (MlsFace) face = mls_store_face (store, 1 + (i * 17471) % 900000, NULL);
  MlsDelta *delta = mls_delta_new ();
  MlsLabel labels[MLS_MAX_VINTAGES] = { 0 };

  if (face == NULL)
    return delta;

  for (guint v = 0; v < face->n_vintages; v++)
    labels[v] = face->labels[v];
  labels[face->n_vintages - 1].field[MLS_FIELD_COVER] = g_quark_from_static_string ("CS1.1.1");
  labels[face->n_vintages - 1].field[MLS_FIELD_USE] = g_quark_from_static_string ("US5.1.2");
  mls_delta_add (delta, mls_face_ref (face), mls_face_with (face, face->id, 0, labels, face->n_vintages));

  return delta;
}

/* From the delta to the table. */
static void
time_edits (MlsStore *store, const MlsMatrixQuery *query)
{
  g_autoptr (MlsCensus) census = take (store, query);
  gint64 times[2 * N_EDITS];
  guint n = 0;

  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (MlsDelta) delta = build_on (store, i);
      MlsDelta *applied = mls_store_apply (store, delta, &facts, NULL, NULL);

      for (int way = 0; way < 2 && applied != NULL; way++)
        {
          gint64 start = g_get_monotonic_time ();
          g_autoptr (MlsMatrix) matrix = NULL;

          g_assert_true (mls_census_change (census, applied, mls_store_source (store), NULL));
          matrix = mls_matrix_new (mls_census_get_whole (census), query);
          times[n++] = g_get_monotonic_time () - start;
          mls_delta_unref (applied);
          applied = way == 0 ? mls_store_undo (store, "bench", NULL, NULL) : NULL;
        }
    }
  printf ("%s, after %u edits: %.2f ms, %.2f ms at most\n", mls_classing_name (&query->classing), n, median_ms (times, n),
          (double) times[n - 1] / 1e3);
}

int
main (int argc, char *argv[])
{
  static const char *const names[] = { "cover", "post4", "post21", "enaf" };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = argc > 1 ? mls_store_open (argv[1], MLS_STORE_READ_WRITE, &error) : NULL;
  g_autoptr (MlsNomenclature) nomenclature = store != NULL ? mls_store_read_nomenclature (store, &error) : NULL;
  MlsMatrixQuery query = { .classing = { .nomenclature = nomenclature, .level = 3 } };
  guint n_vintages;

  setlocale (LC_ALL, "");
  if (nomenclature == NULL)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "bench-nearby PROJECT");
      return 2;
    }

  query.vintages = mls_store_get_vintages (store, &n_vintages);
  query.to = n_vintages - 1;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      mls_classing_set_name (&query.classing, names[i]);
      time_first (store, &query);
      time_edits (store, &query);
    }

  return 0;
}
