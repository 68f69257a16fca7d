/* GeoPackages of anybody: opened as a project and imported as a layer, with and without cleaning. Either
 * fails with one line, or what comes of it is a partition. */

#include "fuzz.h"
#include "store/check.h"
#include "store/import.h"
#include "template.h"

#include <string.h>

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
open_project (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);
  g_autoptr (GArray) flaws = store != NULL ? mls_store_check_partition (store, NULL, NULL, &error) : NULL;

  if (flaws == NULL)
    check_error (error);
}

static void
import_layer (const Template *template, const MlsImportCleaning *cleaning)
{
  const MlsImportOptions options = { .author = "tester", .crs = NULL, .reproject = TRUE, .cleaning = cleaning };
  const MlsImportProgress nobody = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsImport) import = mls_import_new (template->beside, NULL, &error);
  g_autoptr (MlsStore) store = NULL;

  if (import == NULL)
    {
      check_error (error);
      return;
    }

  template_copy (template);
  store = mls_store_open (template->path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  if (!mls_import_run (import, store, &options, &nobody, &error))
    check_error (error);
  g_clear_error (&error);

  mls_store_close (g_steal_pointer (&store), &error);
  g_assert_no_error (error);
  template_check (template);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const MlsImportCleaning cleaning = { .tolerance_m = 0.1 };
  const Template *template = template_empty ();
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (template->beside, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);

  open_project (template->beside);
  import_layer (template, NULL);
  import_layer (template, &cleaning);

  return 0;
}
