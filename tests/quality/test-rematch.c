#include "quality/rematch.h"

#include "plot.h"

#include <locale.h>

static const PlotLegend legend[] = { { 'a', "A", "X" }, { 'b', "B", "X" }, { 0 } };

/* Faces are numbered as one reads: the a's are 7, 8, 9 and, apart, 11. */
static const Plot plot = {
  legend,
  { (const char *const[]){ "bbbbbb", "aaabab", NULL }, (const char *const[]){ "bbbbbb", "aaabab", NULL } },
};

static MlsFinding
small_at (guint column, gint64 fid)
{
  return (MlsFinding){ .rule = MLS_FINDING_MMU,
                       .severity = MLS_SEVERITY_ERROR,
                       .vintage = 0,
                       .dimension = MLS_DIMENSION_COVER,
                       .pair = { g_quark_from_static_string ("A"), 0 },
                       .place = plot_centre (&plot, column, 1),
                       .fid = fid };
}

static MlsFinding
known_at (guint column, gint64 fid, gint64 id, MlsFindingState state)
{
  MlsFinding known = small_at (column, fid);

  known.id = id;
  known.found = id;
  known.state = state;

  return known;
}

/* "1 open 1 – –", one for each: id, state, and the operations it was found first, no more, and again in. */
static char *
rematch (const MlsFinding *found, guint n_found, const MlsFinding *known, guint n_known)
{
  g_autoptr (MlsMemory) memory = plot_new (&plot);
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 2);
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  GString *text = g_string_new (NULL);

  g_array_append_vals (all, found, n_found);
  g_array_append_vals (rows, known, n_known);
  g_assert_true (mls_rematch (all, rows, patch, 9, NULL));
  for (guint i = 0; i < all->len; i++)
    {
      const MlsFinding *finding = &g_array_index (all, MlsFinding, i);

      g_string_append_printf (text, "%d %s %d %d %d\n", (int) finding->id, mls_finding_state_name (finding->state),
                              (int) finding->found, (int) finding->gone, (int) finding->again);
    }

  return g_string_free (text, FALSE);
}

#define REMATCH(found, known) rematch (found, G_N_ELEMENTS (found), known, G_N_ELEMENTS (known))

static void
test_place_and_face (void)
{
  const MlsFinding found[] = { small_at (0, 7), small_at (4, 11) };
  const MlsFinding same[] = { known_at (4, 99, 1, MLS_FINDING_OPEN), known_at (1, 7, 2, MLS_FINDING_OPEN) };
  g_autofree char *text = REMATCH (found, same);

  g_assert_cmpstr (text, ==, "2 open 2 0 0\n1 open 1 0 0\n");
}

/* The largest face of the region is another one, and the place is in it; the other region is another one. */
static void
test_region (void)
{
  const MlsFinding found[] = { small_at (4, 11), small_at (0, 7) };
  const MlsFinding known[] = { known_at (2, 99, 1, MLS_FINDING_OPEN) };
  g_autofree char *text = REMATCH (found, known);

  g_assert_cmpstr (text, ==, "0 open 9 0 0\n1 open 1 0 0\n");
}

/* Of two that are one region now one lives on, and the other is over. */
static void
test_joined (void)
{
  const MlsFinding found[] = { small_at (0, 7) };
  const MlsFinding known[] = { known_at (2, 9, 1, MLS_FINDING_OPEN), known_at (0, 7, 2, MLS_FINDING_OPEN) };
  g_autofree char *text = REMATCH (found, known);

  g_assert_cmpstr (text, ==, "2 open 2 0 0\n1 corrected 1 9 0\n");
}

/* What is over stays as it is, or comes back; an exception or a note that is gone is nobody's business. */
static void
test_over (void)
{
  const MlsFinding found[] = { small_at (0, 7) };
  MlsFinding known[] = { known_at (0, 7, 1, MLS_FINDING_VERIFIED), known_at (3, 10, 2, MLS_FINDING_VERIFIED),
                         known_at (3, 10, 3, MLS_FINDING_GONE), known_at (3, 10, 4, MLS_FINDING_OPEN),
                         known_at (3, 10, 5, MLS_FINDING_OPEN) };
  g_autofree char *text = NULL;

  known[0].gone = 5;
  known[2].gone = 6;
  known[3].severity = MLS_SEVERITY_EXCEPTION;
  known[4].rule = MLS_FINDING_MMU_EDGE;
  text = REMATCH (found, known);

  g_assert_cmpstr (text, ==, "1 open 1 5 9\n2 verified 2 0 0\n3 corrected 3 6 0\n");
}

/* Another code, date or rule is another finding, wherever it is. */
static void
test_kin (void)
{
  const MlsFinding found[] = { small_at (0, 7) };
  MlsFinding known[] = { known_at (0, 7, 1, MLS_FINDING_OPEN), known_at (0, 7, 2, MLS_FINDING_OPEN),
                         known_at (0, 7, 3, MLS_FINDING_OPEN) };
  g_autofree char *text = NULL;

  known[0].vintage = 1;
  known[1].pair.cover = g_quark_from_static_string ("B");
  known[2].rule = MLS_FINDING_SLIVER;
  text = REMATCH (found, known);

  g_assert_cmpstr (text, ==, "0 open 9 0 0\n1 corrected 1 9 0\n2 corrected 2 9 0\n3 corrected 3 9 0\n");
}

/* A border has many spikes: one that is gone is not another one that has come. */
static void
test_spikes (void)
{
  MlsFinding found[] = { small_at (0, 7) };
  MlsFinding known[] = { known_at (1, 7, 1, MLS_FINDING_OPEN) };
  g_autofree char *text = NULL;

  found[0].rule = known[0].rule = MLS_FINDING_SPIKE;
  found[0].vintage = known[0].vintage = MLS_NO_VINTAGE;
  text = REMATCH (found, known);

  g_assert_cmpstr (text, ==, "0 open 9 0 0\n1 corrected 1 9 0\n");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/rematch/place-and-face", test_place_and_face);
  g_test_add_func ("/quality/rematch/region", test_region);
  g_test_add_func ("/quality/rematch/joined", test_joined);
  g_test_add_func ("/quality/rematch/over", test_over);
  g_test_add_func ("/quality/rematch/kin", test_kin);
  g_test_add_func ("/quality/rematch/spikes", test_spikes);

  return g_test_run ();
}
