#include "cli/command.h"

#include "base/text.h"
#include "cli/areas.h"
#include "cli/progress.h"
#include "report/zone-report.h"
#include "store/store.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static gboolean
tell (double fraction, gpointer progress)
{
  return mls_progress_go_on (progress, fraction, _("Counting"));
}

/* The newest vintage, and the one it is compared with, unless others are named. */
static gboolean
find_dates (MlsStore *store, const char *from, const char *to, MlsZoneReport *report)
{
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);

  if (!mls_command_find_vintage (store, to, &report->to))
    return FALSE;

  report->from = mls_vintage_other (vintages, n_vintages, report->to);

  return from == NULL || mls_command_find_vintage (store, from, &report->from);
}

static MlsExit
write_report (const MlsZoneReport *report, const char *path)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  g_autoptr (GError) error = NULL;
  gboolean written = mls_zone_report_write (report, path, tell, progress, &error);

  mls_progress_clear (progress);
  if (!written)
    return mls_command_fail (error);

  printf ("%s\n", path);

  return MLS_EXIT_DONE;
}

/**
 * mls_command_report:
 * @words: report PROJECT FILE [--from V] [--to V] [--zone ZONE] [--title TEXT]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_report (char **words)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *zone_word = NULL;
  g_autofree char *given_title = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("The older vintage; the one before the newer if not given"), "YY" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_("The newer vintage; the newest if not given"), "YY" },
    { "zone", 0, 0, G_OPTION_ARG_STRING, &zone_word, N_("Only there: an author with a zone, or X1,Y1,X2,Y2,…"), N_("ZONE") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &given_title, N_("What to call it; the name of the project if not given"), N_("TEXT") },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT FILE",
                                  N_("Writes a PDF to be printed of what became of the territory or of a zone between two "
                                     "dates: maps and photos of both, and tables of what became of what."),
                                  2, 2 };
  MlsZoneReport report = { .language = mls_command_language () };
  g_auto (GStrv) operands = NULL;
  g_autofree char *stem = NULL;
  g_autoptr (MlsFigures) zone = NULL;
  g_autoptr (MlsStore) store = NULL;
  g_autoptr (GError) error = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  mls_command_limit_room ();
  store = mls_store_open (operands[0], MLS_STORE_READ_ONLY, &error);
  if (store == NULL)
    return mls_command_fail (error);
  if (!find_dates (store, from, to, &report))
    return MLS_EXIT_USAGE;

  zone = zone_word != NULL ? mls_areas_read_zone (store, zone_word, &error) : NULL;
  if (zone_word != NULL && zone == NULL)
    return mls_command_misuse ("%s", error->message);

  stem = mls_text_stem (operands[0]);
  report.project = operands[0];
  report.title = given_title != NULL ? given_title : stem;
  report.zone = zone;

  return write_report (&report, operands[1]);
}
