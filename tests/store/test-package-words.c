/* What is said of ground goes with it into a work package and comes back from there: leave to break a rule, what a reviewer
 * thinks, and that somebody has looked at a correction, each with who said it and when. */

#include "sample.h"

#include "store/check-in.h"
#include "store/decision.h"
#include "store/exception.h"
#include "store/finding.h"
#include "store/undo.h"

#include <locale.h>

static const Board board = { 4, 4, 20, 2, 0 };
static const MlsBox everywhere = { BOARD_X, BOARD_Y, BOARD_X + 80 * MLS_MM_PER_M, BOARD_Y + 80 * MLS_MM_PER_M };

typedef struct
{
  Sample    sample;
  char     *path;
  MlsStore *package;
} Desk;

static MlsPoint
centre_of (MlsStore *store, gint64 id)
{
  g_autoptr (MlsFace) face = mls_store_face (store, id, NULL);

  return mls_face_inner_point (face);
}

static gint64
apply (MlsStore *store, const MlsDelta *delta, const MlsOperationFacts *facts)
{
  g_autoptr (MlsDelta) nothing = mls_delta_new ();
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operation;

  applied = mls_store_apply (store, delta != NULL ? delta : nothing, facts, &operation, &error);
  g_assert_no_error (error);

  return operation;
}

static gint64
excuse (MlsStore *store, gint64 face, const char *author)
{
  const MlsException exception = { .rule = g_quark_from_string ("mmu"),
                                   .dimension = MLS_DIMENSION_COVER,
                                   .code = g_quark_from_string ("CS2.1.0"),
                                   .place = centre_of (store, face),
                                   .reason = g_quark_from_string ("a tower") };
  const MlsOperationFacts facts = { .author = author, .verb = MLS_VERB_EXCEPT, .exceptions = &exception, .n_exceptions = 1 };

  return apply (store, NULL, &facts);
}

static gint64
decide (MlsStore *store, gint64 face, const char *author)
{
  const MlsDecision decision = { .review = MLS_REVIEW_SENT_BACK,
                                 .ground = { .vintage = 1, .dimension = MLS_DIMENSION_COVER },
                                 .place = centre_of (store, face) };
  const MlsOperationFacts facts = { .author = author, .verb = MLS_VERB_SEND_BACK, .decisions = &decision, .n_decisions = 1 };

  return apply (store, NULL, &facts);
}

static MlsFinding
finding_at (MlsStore *store, gint64 face)
{
  return (MlsFinding){ .rule = MLS_FINDING_MMU,
                       .severity = MLS_SEVERITY_ERROR,
                       .vintage = 1,
                       .dimension = MLS_DIMENSION_COVER,
                       .pair = { g_quark_from_string ("CS2.1.0"), 0 },
                       .area2 = mls_area2_from_m2 (200),
                       .minimum = mls_area2_from_m2 (300),
                       .place = centre_of (store, face),
                       .fid = face };
}

/* A check that finds that of a face, or finds no more what is known. */
static void
check (MlsStore *store, gint64 face)
{
  g_autoptr (GArray) known = mls_store_list_findings (store, NULL, NULL);
  MlsFinding finding = finding_at (store, face);

  for (guint i = 0; i < known->len; i++)
    {
      g_array_index (known, MlsFinding, i).state = MLS_FINDING_GONE;
      g_array_index (known, MlsFinding, i).gone = mls_store_last_operation (store, NULL);
    }
  finding.found = mls_store_last_operation (store, NULL);
  if (known->len == 0)
    g_array_append_val (known, finding);

  g_assert_true (mls_store_write_findings (store, known, mls_store_last_operation (store, NULL), NULL));
}

static gint64
verify (MlsStore *store, const char *author)
{
  g_autoptr (GArray) findings = mls_store_list_findings (store, NULL, NULL);
  const MlsOperationFacts facts = { .author = author, .verb = MLS_VERB_VERIFY,
                                    .kept = &g_array_index (findings, MlsFinding, 0), .n_kept = 1 };

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (facts.kept->state, ==, MLS_FINDING_GONE);

  return apply (store, NULL, &facts);
}

static void
undo (MlsStore *store)
{
  g_autoptr (MlsDelta) undone = mls_store_undo (store, "Dan", NULL, NULL);

  g_assert_nonnull (undone);
}

static void
redo (MlsStore *store)
{
  g_autoptr (MlsDelta) redone = mls_store_redo (store, "Dan", NULL, NULL);

  g_assert_nonnull (redone);
}

static void
desk_begin (Desk *desk, gconstpointer data)
{
  sample_begin (&desk->sample, &board);
  desk->path = g_build_filename (desk->sample.folder, "package.gpkg", NULL);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_clear_pointer (&desk->package, mls_store_free);
  g_free (desk->path);
  sample_end (&desk->sample);
}

static void
check_out (Desk *desk)
{
  g_autoptr (MlsZone) zone = mls_zone_new_box (&everywhere);
  g_autoptr (GError) error = NULL;

  mls_store_check_out (desk->sample.store, desk->path, zone, "Dan", &error);
  g_assert_no_error (error);
  desk->package = mls_store_open (desk->path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
}

static void
check_in (Desk *desk, guint n_new)
{
  g_autoptr (GError) error = NULL;
  MlsCheckIn outcome;

  mls_store_check_in (desk->sample.store, desk->path, NULL, NULL, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.n_as_is, ==, n_new);
}

static void
expect_exception (MlsStore *store, const char *author)
{
  g_autoptr (GArray) exceptions = mls_store_list_exceptions (store, NULL);

  g_assert_cmpuint (exceptions->len, ==, 1);
  g_assert_cmpstr (g_quark_to_string (g_array_index (exceptions, MlsException, 0).author), ==, author);
}

/* In the package it is Anna who gave leave and Bob who sent back, then, and not whoever took it out. */
static void
test_authors (Desk *desk, gconstpointer data)
{
  MlsStore *project = desk->sample.store;
  g_autoptr (MlsOperation) said = NULL;
  g_autoptr (GArray) decisions = NULL;
  const MlsDecision *decision;

  excuse (project, 1, "Anna");
  excuse (project, 2, "Anna");
  undo (project);
  said = mls_store_operation (project, decide (project, 6, "Bob"), NULL);
  check_out (desk);

  expect_exception (desk->package, "Anna");
  decisions = mls_store_decisions_in (desk->package, &everywhere, NULL);
  g_assert_cmpuint (decisions->len, ==, 1);
  decision = &g_array_index (decisions, MlsDecision, 0);
  g_assert_cmpstr (g_quark_to_string (decision->author), ==, "Bob");
  g_assert_cmpstr (g_quark_to_string (decision->at), ==, said->at);

  /* They are no work of the package: nothing is there to take back, nor to bring back. */
  g_assert_null (mls_store_next_undo (desk->package, NULL));
  check_in (desk, 0);
  expect_exception (project, "Anna");
}

/* What undo gives back in a package is whose it was, there and then here. */
static void
test_given_back (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (GArray) exceptions = NULL;
  MlsOperationFacts facts = { .author = "Dan", .verb = "recode", .n_lapsed = 1 };

  excuse (desk->sample.store, 1, "Anna");
  check_out (desk);
  exceptions = mls_store_list_exceptions (desk->package, NULL);
  facts.lapsed = &g_array_index (exceptions, MlsException, 0).id;
  face = mls_store_face (desk->package, 1, NULL);
  delta = sample_recode (face, "CS5.0.0", "US1.1.3");
  apply (desk->package, delta, &facts);
  undo (desk->package);
  expect_exception (desk->package, "Anna");

  check_in (desk, 2);
  expect_exception (desk->sample.store, "Anna");
}

static void
expect_finding (MlsStore *store, MlsFindingState state, const char *author)
{
  g_autoptr (GArray) findings = mls_store_list_findings (store, NULL, NULL);
  const MlsFinding *finding = &g_array_index (findings, MlsFinding, 0);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (finding->state, ==, state);
  g_assert_cmpstr (g_quark_to_string (finding->author), ==, author);
  g_assert_true (finding->area2 == mls_area2_from_m2 (200));
  g_assert_cmpint (finding->fid, ==, 6);
}

/* The finding of the project is the one that was verified in the package. */
static void
test_verified (Desk *desk, gconstpointer data)
{
  check (desk->sample.store, 6);
  check_out (desk);
  check (desk->package, 6);
  check (desk->package, 6);
  verify (desk->package, "Eve");

  check_in (desk, 1);
  expect_finding (desk->sample.store, MLS_FINDING_VERIFIED, "Eve");
  undo (desk->sample.store);
  expect_finding (desk->sample.store, MLS_FINDING_GONE, NULL);
}

/* One that the project has never known comes along. */
static void
test_found_there (Desk *desk, gconstpointer data)
{
  gint64 n_here = mls_store_last_operation (desk->sample.store, NULL);
  g_autoptr (GArray) findings = NULL;

  check_out (desk);
  excuse (desk->package, 11, "Eve");
  check (desk->package, 6);
  excuse (desk->package, 12, "Eve");
  check (desk->package, 6);
  verify (desk->package, "Eve");

  check_in (desk, 3);
  expect_finding (desk->sample.store, MLS_FINDING_VERIFIED, "Eve");
  findings = mls_store_list_findings (desk->sample.store, NULL, NULL);
  g_assert_cmpint (g_array_index (findings, MlsFinding, 0).found, ==, n_here + 1);
  g_assert_cmpint (g_array_index (findings, MlsFinding, 0).gone, ==, n_here + 2);
}

/* Taken back there, and done again, before it comes back or after. */
static void
test_verified_and_undone (Desk *desk, gconstpointer data)
{
  check (desk->sample.store, 6);
  check_out (desk);
  check (desk->package, 6);
  check (desk->package, 6);
  verify (desk->package, "Eve");
  undo (desk->package);
  check_in (desk, 2);
  expect_finding (desk->sample.store, MLS_FINDING_OPEN, NULL);

  redo (desk->package);
  check_in (desk, 1);
  expect_finding (desk->sample.store, MLS_FINDING_VERIFIED, "Dan");

  undo (desk->package);
  check_in (desk, 1);
  expect_finding (desk->sample.store, MLS_FINDING_GONE, NULL);

  redo (desk->package);
  check_in (desk, 1);
  expect_finding (desk->sample.store, MLS_FINDING_VERIFIED, "Dan");
}

#define ADD(name, func) g_test_add ("/store/package-words/" name, Desk, NULL, desk_begin, func, desk_end)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("authors", test_authors);
  ADD ("given-back", test_given_back);
  ADD ("verified", test_verified);
  ADD ("found-there", test_found_there);
  ADD ("verified-and-undone", test_verified_and_undone);

  return g_test_run ();
}
