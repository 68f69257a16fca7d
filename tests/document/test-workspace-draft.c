#include "document/workspace.h"
#include "sample.h"

#include <locale.h>

/* Nine fields of 100 m. In the middle CS1.1.1 at the second date, west and north of it CS5.0.0. */
static const Board board = { 3, 3, 100, 4, 0 };

typedef struct
{
  Sample        sample;
  MlsProject   *project;
  MlsWorkspace *workspace;
  GString      *drafts; /* one after the other */
  GString      *said;   /* same, each on a line */
} Desk;

static void
note_draft (Desk *desk, const char *text)
{
  g_string_append (desk->drafts, text);
}

static void
note_said (Desk *desk, const char *text)
{
  g_string_append_printf (desk->said, "%s\n", text);
}

static void
desk_open (Desk *desk, MlsStoreMode mode)
{
  g_autoptr (GError) error = NULL;

  desk->project = mls_project_open (desk->sample.path, mode, &error);
  g_assert_no_error (error);
  desk->workspace = mls_workspace_new (desk->project);
  mls_workspace_set_snapping (desk->workspace, FALSE);
  g_signal_connect_swapped (desk->workspace, "drafted", G_CALLBACK (note_draft), desk);
  g_signal_connect_swapped (desk->workspace, "said", G_CALLBACK (note_said), desk);
}

static void
desk_close (Desk *desk)
{
  g_clear_object (&desk->workspace);
  g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
}

static void
desk_begin (Desk *desk, gconstpointer data)
{
  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk->drafts = g_string_new (NULL);
  desk->said = g_string_new (NULL);
  desk_open (desk, MLS_STORE_READ_ONLY);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  desk_close (desk);
  g_string_free (desk->drafts, TRUE);
  g_string_free (desk->said, TRUE);
  sample_end (&desk->sample);
}

static void
hand (Desk *desk, MlsInputKind kind, double x, double y)
{
  const MlsPoint point = { BOARD_X + (gint64) (x * MLS_MM_PER_M), BOARD_Y + (gint64) (y * MLS_MM_PER_M) };

  mls_workspace_hand (desk->workspace, &(MlsHand){ .kind = kind, .point = point, .m_per_px = 0.66 });
}

static void
draw (Desk *desk, double x0, double y0, double x1, double y1)
{
  hand (desk, MLS_INPUT_PRESS, x0, y0);
  hand (desk, MLS_INPUT_MOVE, x1, y1);
  hand (desk, MLS_INPUT_PRESS, x1, y1);
  hand (desk, MLS_INPUT_FINISH, x1, y1);
}

static MlsPair
pair_of (const char *cover)
{
  return (MlsPair){ g_quark_from_string (cover), g_quark_from_string ("US1.1.3") };
}

static gint64
n_operations (Desk *desk)
{
  return sample_query (desk->sample.path, "SELECT count(*) FROM operation");
}

#define SPLIT \
  "vintage 24\ndimension cover\npair CS2.1.0 US1.1.3\nline 700090 6600150 700210 6600150\n"

/* Beside a project that is only read, a line that would be allowed becomes words, and may wait for its pair. */
static void
test_draw (Desk *desk, gconstpointer data)
{
  gint64 n = n_operations (desk);

  g_assert_cmpint (BOARD_X, ==, 700000000);
  g_assert_cmpint (BOARD_Y, ==, 6600000000);
  mls_workspace_set_drafting (desk->workspace, TRUE);
  mls_workspace_set_dimension (desk->workspace, MLS_DIMENSION_COVER);
  draw (desk, 90, 150, 210, 150);
  g_assert_cmpstr (desk->drafts->str, ==, "");
  mls_workspace_give_pair (desk->workspace, pair_of ("CS2.1.0"));
  g_assert_cmpstr (desk->drafts->str, ==, SPLIT);
  g_assert_cmpuint (mls_workspace_get_sketch (desk->workspace).n_placed, ==, 0);
  g_assert_null (mls_workspace_get_proposal (desk->workspace));
  g_assert_cmpstr (desk->said->str, ==, "");

  /* What rules do not allow is no proposal: 187 m². */
  draw (desk, 140, 204, 96, 186);
  g_assert_cmpstr (desk->drafts->str, ==, SPLIT);
  g_assert_cmpint (mls_proposal_rule (mls_workspace_get_proposal (desk->workspace)), ==, MLS_REFUSAL_MMU);
  g_assert_cmpint (n_operations (desk), ==, n);
}

/* Also where the project might be written to, nothing is, whatever is tried. */
static void
test_nothing_else (Desk *desk, gconstpointer data)
{
  gint64 n = n_operations (desk);
  const MlsPoint middle = { BOARD_X + 150000, BOARD_Y + 150000 };

  desk_close (desk);
  desk_open (desk, MLS_STORE_READ_WRITE);
  mls_project_set_author (desk->project, "Camille");
  mls_workspace_set_drafting (desk->workspace, TRUE);

  mls_workspace_select (desk->workspace, &middle);
  mls_workspace_absorb (desk->workspace);
  mls_workspace_accept (desk->workspace);
  g_assert_cmpstr (desk->said->str, ==, "While a sample is judged nothing is written to the map: what is proposed is drawn with the line\n");
  mls_workspace_set_tool (desk->workspace, MLS_TOOL_SELECT);
  mls_workspace_select (desk->workspace, &middle);
  mls_workspace_give_pair (desk->workspace, pair_of ("CS2.1.0"));
  draw (desk, 140, 204, 96, 186);
  mls_workspace_accept (desk->workspace);
  mls_workspace_except (desk->workspace, "a reason");
  mls_workspace_except_at (desk->workspace, middle, NULL, "a reason");
  g_assert_cmpint (n_operations (desk), ==, n);
  g_assert_cmpstr (desk->drafts->str, ==, "");

  mls_workspace_set_drafting (desk->workspace, FALSE);
  mls_workspace_except_at (desk->workspace, middle, NULL, "a reason");
  mls_workspace_absorb (desk->workspace);
  mls_workspace_accept (desk->workspace);
  g_assert_cmpint (n_operations (desk), ==, n + 1);
}

/* The line done last is an edit: its sides stay while another one is judged. */
static void
test_last_line (Desk *desk, gconstpointer data)
{
  gint64 n;

  desk_close (desk);
  desk_open (desk, MLS_STORE_READ_WRITE);
  mls_project_set_author (desk->project, "Camille");
  mls_workspace_set_dimension (desk->workspace, MLS_DIMENSION_COVER);
  draw (desk, 90, 150, 210, 150);
  mls_workspace_give_pair (desk->workspace, pair_of ("CS2.1.0"));
  n = n_operations (desk);
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT count(*) FROM coverage WHERE cs24 = 'CS2.1.0'"), ==, 1);

  mls_workspace_set_drafting (desk->workspace, TRUE);
  mls_workspace_exchange_sides (desk->workspace);
  g_assert_cmpint (n_operations (desk), ==, n);
  g_assert_cmpstr (desk->said->str, ==, "While a sample is judged nothing is written to the map: what is proposed is drawn with the line\n");

  mls_workspace_set_drafting (desk->workspace, FALSE);
  mls_workspace_exchange_sides (desk->workspace);
  g_assert_cmpint (n_operations (desk), ==, n + 2);
}

/* Codes that are not to be seen are not picked either. */
static void
test_blind (Desk *desk, gconstpointer data)
{
  const MlsPoint middle = { BOARD_X + 150000, BOARD_Y + 150000 };

  mls_workspace_set_blind (desk->workspace, TRUE);
  g_assert_true (mls_workspace_get_blind (desk->workspace));
  mls_workspace_pick (desk->workspace, middle);
  g_assert_cmpuint (mls_workspace_get_pair (desk->workspace).cover, ==, 0);
  g_assert_cmpstr (desk->said->str, ==, "This sample is blind: nothing tells what the map says\n");

  mls_workspace_set_blind (desk->workspace, FALSE);
  mls_workspace_pick (desk->workspace, middle);
  g_assert_cmpuint (mls_workspace_get_pair (desk->workspace).cover, !=, 0);
}

/* What was proposed is shown to whoever makes the map, and done by Enter. */
static void
test_offer (Desk *desk, gconstpointer data)
{
  static const char *const none[] = { "", "nonsense", "vintage 25\nset 700150 6600150 CS2.1.0 US1.1.3\n" };

  g_assert_false (mls_workspace_offer_draft (desk->workspace, SPLIT));
  desk_close (desk);
  desk_open (desk, MLS_STORE_READ_WRITE);
  mls_project_set_author (desk->project, "Camille");
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_false (mls_workspace_offer_draft (desk->workspace, none[i]));

  g_assert_true (mls_workspace_offer_draft (desk->workspace, SPLIT));
  g_assert_true (mls_workspace_is_offering (desk->workspace));
  g_assert_cmpint (mls_workspace_get_dimension (desk->workspace), ==, MLS_DIMENSION_COVER);
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT count(*) FROM coverage WHERE cs24 = 'CS2.1.0'"), ==, 0);
  mls_workspace_accept (desk->workspace);
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT count(*) FROM coverage WHERE cs24 = 'CS2.1.0'"), ==, 1);

  g_assert_true (
      mls_workspace_offer_draft (desk->workspace, "vintage 24\ndimension cover\nset 700050 6600050 CS2.1.0 US1.1.3\n"));
  mls_workspace_accept (desk->workspace);
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT count(*) FROM coverage WHERE cs24 = 'CS2.1.0'"), ==, 2);

  hand (desk, MLS_INPUT_PRESS, 90, 50);
  g_assert_false (mls_workspace_offer_draft (desk->workspace, SPLIT));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/document/workspace-draft/draw", Desk, NULL, desk_begin, test_draw, desk_end);
  g_test_add ("/document/workspace-draft/nothing-else", Desk, NULL, desk_begin, test_nothing_else, desk_end);
  g_test_add ("/document/workspace-draft/last-line", Desk, NULL, desk_begin, test_last_line, desk_end);
  g_test_add ("/document/workspace-draft/blind", Desk, NULL, desk_begin, test_blind, desk_end);
  g_test_add ("/document/workspace-draft/offer", Desk, NULL, desk_begin, test_offer, desk_end);

  return g_test_run ();
}
