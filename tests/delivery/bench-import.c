/* bench-import COLUMNS ROWS: what it costs to export a project of so many faces, 60 vertices each, as a
 * layer, and to import that layer as it is and with cleaning. Seconds of the clock and of all processors,
 * and the peak of memory, on stdout. */

#include "../store/sample.h"
#include "watch.h"

#include "delivery/export.h"
#include "store/import.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

static void
bench_export (const Board *board, const char *path)
{
  g_auto (MlsExportResult) result = { 0 };
  g_autoptr (GError) error = NULL;
  Sample sample;
  Watch watch;

  sample_begin (&sample, board);
  watch = watch_start ();
  mls_export_run (sample.store, &(MlsExportOptions){ .path = path, .vintage = MLS_EXPORT_ALL }, &result, &error);
  g_assert_no_error (error);
  watch_print (&watch, "export");
  sample_end (&sample);
}

static void
bench_import (const char *path, const MlsImportCleaning *cleaning, const char *what)
{
  const MlsImportOptions options = { .author = "tester", .cleaning = cleaning };
  const MlsImportProgress nobody = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsImport) import = mls_import_new (path, NULL, &error);
  Sample sample;
  Watch watch;

  g_assert_no_error (error);
  sample_begin (&sample, NULL);
  watch = watch_start ();
  mls_import_run (import, sample.store, &options, &nobody, &error);
  g_assert_no_error (error);
  watch_print (&watch, what);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  const MlsImportCleaning cleaning = { .tolerance_m = 0.1 };
  Board board = { .side_m = 120, .n_segments = 15, .wiggle_mm = 1500 };
  g_autofree char *folder = g_dir_make_tmp ("mls-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "layer.fgb", NULL);

  setlocale (LC_ALL, "");
  board.columns = argc > 1 ? (guint) atoi (argv[1]) : 100;
  board.rows = argc > 2 ? (guint) atoi (argv[2]) : 100;

  bench_export (&board, path);
  bench_import (path, NULL, "import");
  bench_import (path, &cleaning, "import --clean");

  remove (path);
  remove (folder);
  return 0;
}
