/* What one has done and pushed, the others pull: the same operations, the same map, whatever was done meanwhile. */

#include "crew.h"
#include "quilted-hand.h"
#include "store/clone.h"
#include "store/error.h"
#include "store/set-aside.h"
#include "store/undo.h"
#include "team/error.h"
#include "team/team.h"

#include <locale.h>

static Cluster cluster;

/* Two who share a project. */
typedef struct
{
  Crew      crew;
  MlsStore *ada;
  MlsStore *bob;
} Pair;

static void
pair_begin (Pair *pair, const char *database)
{
  g_autofree char *ada = NULL;
  g_autofree char *bob = NULL;

  crew_begin (&pair->crew, &cluster, database);
  ada = crew_clone (&pair->crew, "ada.gpkg", "tester");
  bob = crew_clone (&pair->crew, "bob.gpkg", "tester");
  pair->ada = crew_open (ada);
  pair->bob = crew_open (bob);
}

static void
pair_end (Pair *pair)
{
  crew_close (pair->ada);
  crew_close (pair->bob);
  crew_end (&pair->crew);
}

static void
verify (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  MlsTeamProof proof;

  mls_team_verify (store, &proof, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proof.n_faces, >, 0);
  g_assert_cmpuint (proof.n_wrong, ==, 0);
  g_assert_cmpuint (proof.n_own_wrong, ==, 0);
  g_assert_cmpuint (proof.n_flaws, ==, 0);
}

static void
test_clone (void)
{
  g_autofree char *count = NULL;
  MlsStore *first;
  Pair pair;

  pair_begin (&pair, "clones");
  first = crew_open (pair.crew.first);
  crew_same (first, pair.ada);
  crew_same (pair.ada, pair.bob);
  count = cluster_ask (&cluster, "clones", "SELECT count (*) || ' ' || sum (ST_Area (geom))::bigint FROM millesime.face");
  g_assert_cmpstr (count, ==, "36 129600");
  verify (pair.ada);
  crew_close (first);
  pair_end (&pair);
}

static void
test_there_and_back (void)
{
  Pair pair;

  pair_begin (&pair, "back");
  crew_recode (pair.ada, "ada", "change", 8, 2);
  g_assert_cmpuint (crew_push (pair.ada).n_pushed, ==, 1);
  g_assert_cmpuint (crew_pull (pair.bob).n_taken, ==, 1);
  crew_same (pair.ada, pair.bob);

  crew_recode (pair.bob, "bob", "change", 8, 2);
  crew_recode (pair.bob, "bob", "change", 20, 2);
  g_assert_cmpuint (crew_push (pair.bob).n_pushed, ==, 2);
  g_assert_cmpuint (crew_push (pair.bob).n_pushed, ==, 0);
  g_assert_cmpuint (crew_pull (pair.ada).n_taken, ==, 2);
  g_assert_cmpuint (crew_pull (pair.ada).n_taken, ==, 0);
  crew_same (pair.ada, pair.bob);
  verify (pair.bob);
  pair_end (&pair);
}

static void
test_apart (void)
{
  MlsTeamPush pushed;
  Pair pair;

  pair_begin (&pair, "apart");
  crew_recode (pair.ada, "ada", "change", 1, 2);
  crew_recode (pair.bob, "bob", "change", 36, 2);
  crew_recode (pair.bob, "bob", "change", 35, 2);
  g_assert_cmpuint (crew_push (pair.ada).n_pushed, ==, 1);
  pushed = crew_push (pair.bob);
  g_assert_cmpuint (pushed.pulled.n_taken, ==, 1);
  g_assert_cmpuint (pushed.pulled.own.n_as_is, ==, 2);
  g_assert_cmpuint (pushed.n_pushed, ==, 2);
  g_assert_cmpuint (crew_pull (pair.ada).n_taken, ==, 2);
  crew_same (pair.ada, pair.bob);
  verify (pair.ada);
  pair_end (&pair);
}

static void
test_clash (void)
{
  g_autoptr (GPtrArray) asides = NULL;
  const MlsSetAside *aside;
  MlsTeamPush pushed;
  Pair pair;

  pair_begin (&pair, "clash");
  crew_recode (pair.ada, "ada", "change", 8, 2);
  crew_recode (pair.bob, "bob", "change", 8, 1);
  crew_recode (pair.bob, "bob", "change", 30, 1);
  g_assert_cmpuint (crew_push (pair.ada).n_pushed, ==, 1);
  pushed = crew_push (pair.bob);
  g_assert_cmpuint (pushed.pulled.own.n_set_aside, ==, 1);
  g_assert_cmpuint (pushed.n_pushed, ==, 1);
  crew_pull (pair.ada);
  crew_same (pair.ada, pair.bob);

  asides = mls_store_list_set_aside (pair.bob, NULL);
  g_assert_cmpuint (asides->len, ==, 1);
  aside = g_ptr_array_index (asides, 0);
  g_assert_cmpstr (aside->operation->author, ==, "bob");
  pair_end (&pair);
}

static void
undo (MlsStore *store, const char *author)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = mls_store_undo (store, author, NULL, &error);

  g_assert_no_error (error);
}

/* One takes back what all have; the other does the same without knowing. */
static void
test_undo (void)
{
  MlsTeamPush pushed;
  Pair pair;

  pair_begin (&pair, "undo");
  crew_recode (pair.ada, "ada", "change", 8, 2);
  crew_push (pair.ada);
  crew_pull (pair.bob);
  undo (pair.ada, "ada");
  undo (pair.bob, "bob");
  g_assert_cmpuint (crew_push (pair.ada).n_pushed, ==, 1);
  pushed = crew_push (pair.bob);
  g_assert_cmpuint (pushed.pulled.own.n_set_aside, ==, 1);
  g_assert_cmpuint (pushed.n_pushed, ==, 0);
  crew_same (pair.ada, pair.bob);
  pair_end (&pair);
}

/* Edits of any kind, on both sides, meeting everywhere. */
static void
test_random (void)
{
  guint n_rounds = g_test_slow () ? 100 : 12, n_edits = 0, n_pushed = 0, n_aside = 0;
  Pair pair;

  pair_begin (&pair, "random");
  for (guint i = 0; i < n_rounds; i++)
    {
      MlsStore *both[] = { pair.ada, pair.bob };
      MlsStore *first = both[i % 2], *second = both[(i + 1) % 2];
      MlsTeamPush one, other;

      for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
        n_edits += (guint) quilted_edit (first, &crew_quilt, "first");
      for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
        n_edits += (guint) quilted_edit (second, &crew_quilt, "second");
      one = crew_push (first);
      other = crew_push (second);
      crew_pull (first);
      crew_check (first);
      crew_same (first, second);
      n_pushed += one.n_pushed + other.n_pushed;
      n_aside += one.pulled.own.n_set_aside + other.pulled.own.n_set_aside;
    }
  g_test_message ("%u rounds: %u operations, %u pushed, %u set aside", n_rounds, n_edits, n_pushed, n_aside);
  g_assert_cmpuint (n_edits, ==, n_pushed + n_aside);
  g_assert_cmpuint (n_pushed, >, 0);
  verify (pair.ada);
  pair_end (&pair);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  if (!cluster_begin (&cluster))
    return cluster_skip ();

  g_test_add_func ("/team/exchange/clone", test_clone);
  g_test_add_func ("/team/exchange/there-and-back", test_there_and_back);
  g_test_add_func ("/team/exchange/apart", test_apart);
  g_test_add_func ("/team/exchange/clash", test_clash);
  g_test_add_func ("/team/exchange/undo", test_undo);
  g_test_add_func ("/team/exchange/random", test_random);

  result = g_test_run ();
  cluster_end (&cluster);

  return result;
}
