#include "drawn.h"
#include "sample.h"
#include "store/error.h"
#include "store/sample-merge.h"

#include <locale.h>
#include <string.h>

#define T1 "2026-01-03T08:00:00.000Z"
#define T2 "2026-01-03T09:00:00.000Z"
#define T3 "2026-01-03T10:00:00.000Z"

static void
merge_as (const char *into, const char *from, const char *controller, const char *expected)
{
  g_autoptr (MlsSampleFile) file = drawn_open (into);
  g_auto (MlsMergeOutcome) outcome;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;

  mls_merge_outcome_init (&outcome);
  if (from != NULL)
    mls_sample_file_merge (file, from, drawn_text (controller), &outcome, &error);
  else
    mls_sample_file_claim (file, drawn_text (controller), &outcome, &error);
  g_assert_no_error (error);

  told = drawn_tell_outcome (&outcome);
  g_assert_cmpstr (told, ==, expected);
  g_assert_cmpint (sample_query (into, "SELECT rtreecheck ('rtree_controle_geom') = 'ok'"), ==, 1);
  g_assert_cmpint (sample_query (into, "SELECT count (DISTINCT unite) FROM controle"), ==, 5);
}

static void
merge (const char *into, const char *from, const char *expected)
{
  merge_as (into, from, NULL, expected);
}

/* Two who have judged half each, and one unit twice: all of it is there, and a second time changes nothing. */
static void
test_unite (void)
{
  static const char told[] = "1 Eve right right\n2 Eve wrong>CS2.1.0 right\n3 Eve right right\n3 Noé wrong right\n4 Noé right right\n";
  Drawn drawn;
  g_autofree char *noe = NULL;
  g_autofree char *eve = NULL;

  drawn_begin (&drawn, 5, MLS_DIMENSION_COVER, FALSE);
  noe = drawn_copy (&drawn, drawn.path, "noe.gpkg");
  eve = drawn_copy (&drawn, drawn.path, "eve.gpkg");
  drawn_judge (noe, 3, drawn_wrong ("Noé", T1, NULL));
  drawn_judge (noe, 4, drawn_right ("Noé", T1));
  drawn_judge (eve, 1, drawn_right ("Eve", T1));
  drawn_judge (eve, 2, drawn_wrong ("Eve", T1, "CS2.1.0"));
  drawn_judge (eve, 3, drawn_right ("Eve", T2));

  merge (drawn.path, noe, "2 0 0 0 0 0");
  merge (drawn.path, eve, "3 0 0 0 0 0");
  drawn_assert_told (drawn.path, told);
  g_assert_cmpint (sample_query (drawn.path, "SELECT count (*) FROM controle"), ==, 6);
  merge (drawn.path, noe, "0 0 2 0 0 0");
  merge (drawn.path, eve, "0 0 3 0 0 0");
  merge (drawn.path, drawn.path, "0 0 5 0 0 0");
  drawn_assert_told (drawn.path, told);
  merge (noe, drawn.path, "3 0 2 0 0 0");
  drawn_assert_told (noe, told);
  drawn_end (&drawn);
}

/* What was made from the other follows it, whichever way it is merged and whatever the clocks say. */
static void
test_follow (void)
{
  Drawn drawn;
  g_autofree char *noe = NULL;
  g_autofree char *old = NULL;

  drawn_begin (&drawn, 5, MLS_DIMENSION_COVER, FALSE);
  noe = drawn_copy (&drawn, drawn.path, "noe.gpkg");
  drawn_judge (noe, 3, drawn_wrong ("Noé", T3, NULL));
  merge (drawn.path, noe, "1 0 0 0 0 0");
  old = drawn_copy (&drawn, noe, "old.gpkg");
  drawn_judge (noe, 3, drawn_right ("Noé", T1));
  merge (drawn.path, noe, "0 1 0 0 0 0");
  drawn_assert_told (drawn.path, "3 Noé right right\n");
  merge (drawn.path, old, "0 0 0 1 0 0");
  drawn_assert_told (drawn.path, "3 Noé right right\n");

  drawn_judge (drawn.path, 3, (MlsJudgement){ .controller = drawn_text ("Noé") });
  merge (drawn.path, old, "0 0 0 1 0 0");
  merge (drawn.path, noe, "0 0 0 1 0 0");
  drawn_assert_told (drawn.path, "");
  drawn_end (&drawn);
}

/* What one has said twice, each time without the other: both are kept until it is judged again. */
static void
test_conflict (void)
{
  Drawn drawn;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  drawn_begin (&drawn, 5, MLS_DIMENSION_COVER, FALSE);
  here = drawn_copy (&drawn, drawn.path, "here.gpkg");
  there = drawn_copy (&drawn, drawn.path, "there.gpkg");
  drawn_judge (here, 3, drawn_wrong ("Noé", T1, "CS2.1.0"));
  drawn_judge (there, 3, drawn_right ("Noé", T2));
  drawn_judge (there, 4, drawn_right ("Noé", T2));

  merge (here, there, "1 0 0 0 1 0 conflict:3");
  drawn_assert_told (here, "3 Noé wrong>CS2.1.0 right\n3 Noé right right\n4 Noé right right\n");
  merge (here, there, "0 0 2 0 0 0");
  drawn_judge (here, 3, drawn_wrong ("Noé", T3, "CS5.0.0"));
  drawn_assert_told (here, "3 Noé wrong>CS5.0.0 right\n4 Noé right right\n");
  merge (here, there, "0 0 1 1 0 0");
  drawn_assert_told (here, "3 Noé wrong>CS5.0.0 right\n4 Noé right right\n");
  merge (there, here, "0 1 1 0 0 0");
  drawn_assert_told (there, "3 Noé wrong>CS5.0.0 right\n4 Noé right right\n");
  drawn_end (&drawn);
}

/* One who takes back what was merged already has said two things. */
static void
test_taken_back (void)
{
  Drawn drawn;
  g_autofree char *noe = NULL;

  drawn_begin (&drawn, 5, MLS_DIMENSION_COVER, FALSE);
  noe = drawn_copy (&drawn, drawn.path, "noe.gpkg");
  drawn_judge (noe, 3, drawn_right ("Noé", T1));
  drawn_judge (noe, 3, drawn_wrong ("Noé", T2, NULL));
  merge (drawn.path, noe, "1 0 0 0 0 0");
  drawn_judge (noe, 3, drawn_right ("Noé", T1));
  merge (drawn.path, noe, "0 0 0 0 1 0 conflict:3");
  drawn_assert_told (drawn.path, "3 Noé right right\n3 Noé wrong right\n");
  drawn_end (&drawn);
}

static void
confirm (const char *path, MlsConfirmation confirmation, const char *confirmer)
{
  g_autoptr (MlsSampleFile) file = drawn_open (path);
  g_autoptr (GError) error = NULL;

  mls_sample_file_confirm (file, 3, drawn_text ("Noé"), confirmation, drawn_text (confirmer), 0, &error);
  g_assert_no_error (error);
}

/* The second level goes where the judgement is; two that differ are a conflict, which the next confirmation ends. */
static void
test_confirmations (void)
{
  Drawn drawn;
  g_autofree char *lea = NULL;
  g_autofree char *max = NULL;

  drawn_begin (&drawn, 5, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (drawn.path, 3, drawn_wrong ("Noé", T1, NULL));
  lea = drawn_copy (&drawn, drawn.path, "lea.gpkg");
  max = drawn_copy (&drawn, drawn.path, "max.gpkg");
  confirm (lea, MLS_CONFIRMATION_REJECTED, "Léa");
  merge (drawn.path, lea, "0 1 0 0 0 0");
  drawn_assert_told (drawn.path, "3 Noé wrong right rejected by Léa\n");
  confirm (lea, MLS_CONFIRMATION_CONFIRMED, "Léa");
  merge (drawn.path, lea, "0 1 0 0 0 0");
  merge (drawn.path, lea, "0 0 1 0 0 0");
  drawn_assert_told (drawn.path, "3 Noé wrong right confirmed by Léa\n");
  merge (lea, drawn.path, "0 0 1 0 0 0");

  confirm (max, MLS_CONFIRMATION_REJECTED, "Max");
  merge (drawn.path, max, "0 0 0 0 1 0 conflict:3");
  drawn_assert_told (drawn.path, "3 Noé wrong right confirmed by Léa\n3 Noé wrong right rejected by Max\n");
  confirm (drawn.path, MLS_CONFIRMATION_CONFIRMED, "Ida");
  drawn_assert_told (drawn.path, "3 Noé wrong right confirmed by Ida\n");
  merge (drawn.path, max, "0 0 1 0 0 0");
  drawn_assert_told (drawn.path, "3 Noé wrong right confirmed by Ida\n");
  drawn_end (&drawn);
}

/* What somebody has filled in elsewhere without a name waits for one; nobody is given what they have made. */
static void
test_nobody (void)
{
  static const char fill[] = "UPDATE controle SET etat_cqp = 'ok' WHERE unite IN (1, 3)";
  Drawn drawn;
  g_autofree char *form = NULL;

  drawn_begin (&drawn, 5, MLS_DIMENSION_COVER, FALSE);
  form = drawn_copy (&drawn, drawn.path, "form.gpkg");
  sample_execute (form, fill);
  merge (drawn.path, form, "0 0 0 0 0 2 nobody:1 nobody:3");
  merge_as (drawn.path, form, "Zoé", "1 0 0 0 0 1 own-edit:1");
  drawn_assert_told (drawn.path, "3 Zoé right not-judged\n");
  sample_execute (form, "UPDATE controle SET etat_cqp = 'erreur' WHERE unite = 3");
  merge_as (drawn.path, form, "Zoé", "0 1 0 0 0 1 own-edit:1");
  drawn_assert_told (drawn.path, "3 Zoé wrong not-judged\n");

  merge_as (form, NULL, "Ada", "1 0 0 0 0 1 own-edit:1");
  drawn_assert_told (form, "1 - right not-judged\n3 Ada wrong not-judged\n");
  merge_as (form, NULL, "Eve", "1 0 0 0 0 0");
  drawn_assert_told (form, "1 Eve right not-judged\n3 Ada wrong not-judged\n");
  drawn_end (&drawn);
}

/* A state that has fallen back to “ok” in a form beside another code is told, once, and hides no error. */
static void
test_contradiction (void)
{
  Drawn drawn;
  g_autofree char *form = NULL;

  drawn_begin (&drawn, 5, MLS_DIMENSION_COVER, FALSE);
  form = drawn_copy (&drawn, drawn.path, "form.gpkg");
  drawn_judge (form, 3, drawn_wrong ("Noé", T1, "CS2.1.0"));
  drawn_judge (form, 4, drawn_wrong ("Noé", T1, "CS2.1.0"));
  sample_execute (form, "UPDATE controle SET etat_cqp = 'ok' WHERE unite = 3");
  merge (drawn.path, form, "2 0 0 0 0 0 contradiction:3");
  merge (drawn.path, form, "0 0 2 0 0 0");
  drawn_assert_told (drawn.path, "3 Noé wrong>CS2.1.0 right\n4 Noé wrong>CS2.1.0 right\n");
  drawn_end (&drawn);
}

/* What was said after the codes of a blind sample were told, somewhere else, is taken and remarked; who was told there is
 * known here. */
static void
test_told (void)
{
  Drawn drawn;
  g_autofree char *noe = NULL;
  g_autoptr (MlsSampleFile) file = NULL;
  gboolean told;

  drawn_begin (&drawn, 5, MLS_DIMENSION_COVER, TRUE);
  noe = drawn_copy (&drawn, drawn.path, "noe.gpkg");
  drawn_judge (noe, 3, drawn_right ("Noé", T1));
  drawn_judge (noe, 4, drawn_right ("Noé", "2100-01-01T00:00:00.000Z"));
  file = drawn_open (noe);
  g_assert_true (mls_sample_file_tell (file, drawn_text ("Noé"), NULL));
  g_clear_pointer (&file, mls_sample_file_free);

  merge (drawn.path, noe, "2 0 0 0 0 0 told:4");
  merge (drawn.path, noe, "0 0 2 0 0 0");
  drawn_assert_told (drawn.path, "3 Noé right right\n4 Noé right right\n");
  file = drawn_open (drawn.path);
  g_assert_true (mls_sample_file_was_told (file, drawn_text ("Noé"), &told, NULL));
  g_assert_true (told);
  drawn_end (&drawn);
}

/* A name is whose it is however it is written, and one of blanks is nobody’s. */
static void
test_names (void)
{
  Drawn drawn;
  g_autofree char *form = NULL;

  drawn_begin (&drawn, 5, MLS_DIMENSION_COVER, FALSE);
  form = drawn_copy (&drawn, drawn.path, "form.gpkg");
  drawn_judge (drawn.path, 2, drawn_right ("Noé", T1));
  sample_execute (form, "DROP TRIGGER controle_spelled"); /* as a sample of before it was there */
  sample_execute (form, "UPDATE controle SET etat_cqp = 'erreur', controleur = ' noé' WHERE unite = 2");
  sample_execute (form, "UPDATE controle SET etat_cqp = 'ok', controleur = 'NOÉ' WHERE unite = 3");
  sample_execute (form, "UPDATE controle SET etat_cqp = 'ok', controleur = 'Éve' WHERE unite = 4");
  sample_execute (form, "UPDATE controle SET etat_cqp = 'ok', controleur = '  ' WHERE unite = 5");
  merge (drawn.path, form, "2 0 0 0 1 1 conflict:2 nobody:5");
  drawn_assert_told (drawn.path, "2 Noé right right\n2 Noé wrong not-judged\n3 Noé right not-judged\n4 Éve right not-judged\n");
  merge_as (drawn.path, form, "eve", "1 0 3 0 0 0");
  drawn_assert_told (drawn.path, "2 Noé right right\n2 Noé wrong not-judged\n3 Noé right not-judged\n4 Éve right not-judged\n"
                                 "5 Éve right not-judged\n");

  sample_execute (form, "UPDATE controle SET controleur = '  ' WHERE unite IN (2, 3, 4)");
  merge_as (form, NULL, "Noé", "4 0 0 0 0 0");
  drawn_assert_told (form, "2 Noé wrong not-judged\n3 Noé right not-judged\n4 Noé right not-judged\n5 Noé right not-judged\n");
  drawn_end (&drawn);
}

/* A code is one however it is written; one that there is not is told, once, and kept. */
static void
test_codes (void)
{
  Drawn drawn;
  g_autofree char *form = NULL;

  drawn_begin (&drawn, 5, MLS_DIMENSION_COVER, FALSE);
  form = drawn_copy (&drawn, drawn.path, "form.gpkg");
  sample_execute (form, "DROP TRIGGER controle_spelled");
  sample_execute (form, "UPDATE controle SET etat_cqp = 'erreur', controleur = 'Noé', code_remplac = 'cs2.1.0 ' WHERE unite = 2");
  sample_execute (form, "UPDATE controle SET etat_cqp = 'erreur', controleur = 'Noé', code_remplac = 'CS9.9' WHERE unite = 3");
  sample_execute (form, "UPDATE controle SET controleur = 'Noé', remplac_autre = 'CS2.1.0' WHERE unite = 4");
  merge (drawn.path, form, "3 0 0 0 0 0 unknown-code:3 unknown-code:4");
  drawn_assert_told (drawn.path, "2 Noé wrong>CS2.1.0 not-judged\n3 Noé wrong>CS9.9 not-judged\n4 Noé not-judged wrong>CS2.1.0\n");
  merge (drawn.path, form, "0 0 3 0 0 0");
  drawn_end (&drawn);
}

static void
test_refused (void)
{
  Drawn drawn;
  g_autofree char *other = NULL;
  g_autofree char *part = NULL;
  g_autofree char *newer = NULL;
  g_autoptr (MlsSampleFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (MlsMergeOutcome) outcome;

  drawn_begin (&drawn, 5, MLS_DIMENSION_COVER, FALSE);
  other = g_build_filename (drawn.folder, "other.gpkg", NULL);
  drawn_make (other, "set-2", 5, MLS_DIMENSION_COVER, FALSE);
  newer = drawn_copy (&drawn, drawn.path, "newer.gpkg");
  sample_execute (newer, "PRAGMA user_version = 10302");
  mls_merge_outcome_init (&outcome);
  file = drawn_open (drawn.path);
  g_assert_false (mls_sample_file_merge (file, other, 0, &outcome, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT);
  g_test_message ("%s", error->message);
  g_clear_error (&error);
  g_assert_false (mls_sample_file_merge (file, newer, 0, &outcome, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NEWER);
  g_clear_error (&error);
  g_clear_pointer (&file, mls_sample_file_free);

  part = g_build_filename (drawn.folder, "part.gpkg", NULL);
  drawn_make (part, "set-1", 6, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (part, 6, drawn_right ("Noé", T1));
  drawn_judge (part, 5, drawn_right ("Noé", T1));
  merge (drawn.path, part, "1 0 0 0 0 1 no-unit:6");
  drawn_assert_told (drawn.path, "5 Noé right right\n");
  drawn_end (&drawn);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/sample-merge/unite", test_unite);
  g_test_add_func ("/store/sample-merge/follow", test_follow);
  g_test_add_func ("/store/sample-merge/conflict", test_conflict);
  g_test_add_func ("/store/sample-merge/taken-back", test_taken_back);
  g_test_add_func ("/store/sample-merge/confirmations", test_confirmations);
  g_test_add_func ("/store/sample-merge/nobody", test_nobody);
  g_test_add_func ("/store/sample-merge/contradiction", test_contradiction);
  g_test_add_func ("/store/sample-merge/told", test_told);
  g_test_add_func ("/store/sample-merge/names", test_names);
  g_test_add_func ("/store/sample-merge/codes", test_codes);
  g_test_add_func ("/store/sample-merge/refused", test_refused);

  return g_test_run ();
}
