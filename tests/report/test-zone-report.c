#include "report/zone-report.h"

#include "../store/sample.h"
#include "pdf.h"
#include "store/error.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* Four fields of a hectare. */
static const Board board = { 2, 2, 100, 2, 0 };

typedef struct
{
  Sample        sample;
  char         *path;
  MlsZoneReport report;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk->path = g_build_filename (desk->sample.folder, "report.pdf", NULL);
  desk->report = (MlsZoneReport){ desk->sample.path, "Un territoire", NULL, 0, 1, MLS_LANGUAGE_FRENCH };
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_clear_pointer (&desk->report.zone, mls_figures_unref);
  g_free (desk->path);
  sample_end (&desk->sample);
}

static void
give_zone (Desk *desk, gint64 x, gint64 y)
{
  const MlsPoint corners[] = { { BOARD_X + x, BOARD_Y + y }, { BOARD_X + x + 50000, BOARD_Y + y },
                               { BOARD_X + x + 50000, BOARD_Y + y + 50000 }, { BOARD_X + x, BOARD_Y + y + 50000 } };
  const guint length = G_N_ELEMENTS (corners);

  desk->report.zone = mls_figures_new ();
  mls_figures_add (desk->report.zone, MLS_FIGURE_AREA, "Zone", corners, &length, 1);
  mls_figures_index (desk->report.zone);
}

/* Maps, photos, and at least a page each for covers and uses. */
static void
test_whole (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *part = g_strconcat (desk->path, ".part", NULL);

  g_assert_true (mls_zone_report_write (&desk->report, desk->path, NULL, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("%u pages", pdf_count_pages (desk->path));
  g_assert_cmpuint (pdf_count_pages (desk->path), >=, 4);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

static void
test_zone (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  give_zone (desk, 80000, 80000);
  g_assert_true (mls_zone_report_write (&desk->report, desk->path, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (pdf_count_pages (desk->path), >=, 4);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return FALSE;
}

/* What was there stays, and nothing is left lying about. */
static void
expect_nothing (Desk *desk, MlsStoreProgressFunc func, GQuark domain, int code)
{
  g_autofree char *part = g_strconcat (desk->path, ".part", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (desk->path, "before", -1, NULL));
  g_assert_false (mls_zone_report_write (&desk->report, desk->path, func, NULL, &error));
  g_assert_error (error, domain, code);
  g_assert_true (g_file_get_contents (desk->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

static void
test_given_up (Desk *desk, gconstpointer data)
{
  expect_nothing (desk, give_up, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
}

/* Nothing of the territory is there. */
static void
test_elsewhere (Desk *desk, gconstpointer data)
{
  give_zone (desk, 5000000, 0);
  expect_nothing (desk, NULL, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT);
}

/* The folder is a file. */
static void
test_unwritable (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->sample.path, "report.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_zone_report_write (&desk->report, path, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, path));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/report/zone-report/whole", Desk, NULL, set_up, test_whole, tear_down);
  g_test_add ("/report/zone-report/zone", Desk, NULL, set_up, test_zone, tear_down);
  g_test_add ("/report/zone-report/given-up", Desk, NULL, set_up, test_given_up, tear_down);
  g_test_add ("/report/zone-report/elsewhere", Desk, NULL, set_up, test_elsewhere, tear_down);
  g_test_add ("/report/zone-report/unwritable", Desk, NULL, set_up, test_unwritable, tear_down);

  return g_test_run ();
}
