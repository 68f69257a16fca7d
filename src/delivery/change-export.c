/* What differs between two states of a project, for other programs. */

#include "delivery/change-export.h"

#include "base/text.h"
#include "coverage/change-kind.h"
#include "delivery/layer-file.h"
#include "delivery/making.h"
#include "store/error.h"

#define FACE_COLUMN  "face"
#define STATE_COLUMN "state"
#define KIND_COLUMN  "kind"
#define AREA_COLUMN  "surf_m2"
#define N_OWN_VALUES 4

/* As in the project behind its own: "cs21", "us21", …. */
static GPtrArray *
list_columns (MlsStore *store)
{
  GPtrArray *columns = mls_columns_new ();
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);

  mls_columns_add (columns, STATE_COLUMN, "", MLS_COLUMN_TEXT);
  mls_columns_add (columns, KIND_COLUMN, "", MLS_COLUMN_TEXT);
  for (guint v = 0; v < n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      mls_columns_add (columns, mls_field_column ((MlsField) f), vintages[v].code, MLS_COLUMN_TEXT);
  mls_columns_add (columns, AREA_COLUMN, "", MLS_COLUMN_REAL);
  mls_columns_add (columns, FACE_COLUMN, "", MLS_COLUMN_INTEGER);

  return columns;
}

/* (nullable): @face may be none. */
static gboolean
add_face (MlsLayerFile *file, const MlsFace *face, const char *state, MlsChangeKind kind, GError **error)
{
  g_autofree MlsValue *values = NULL;
  MlsValue *value;

  if (face == NULL)
    return TRUE;

  value = values = g_new (MlsValue, N_OWN_VALUES + face->n_vintages * MLS_N_FIELDS);
  *value++ = mls_value_text (g_quark_from_string (state));
  *value++ = mls_value_text (g_quark_from_string (mls_change_kind_name (kind)));
  for (guint v = 0; v < face->n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      *value++ = mls_value_text (face->labels[v].field[f]);
  *value++ = mls_value_real (mls_area2_to_m2 (mls_face_area2 (face)));
  *value = mls_value_integer (face->id);

  return mls_layer_file_add (file, face, values, error);
}

static gboolean
add_change (MlsLayerFile *file, const MlsChange *change, GError **error)
{
  MlsChangeKind kind = mls_change_kind (change);

  return add_face (file, change->before, "before", kind, error) && add_face (file, change->after, "after", kind, error);
}

static gboolean
go_on (MlsStoreProgressFunc func, double fraction, gpointer user_data, GError **error)
{
  if (func == NULL || func (fraction, user_data))
    return TRUE;

  return mls_store_fail_cancelled (error);
}

/**
 * mls_change_export_run:
 * @store: a project
 * @delta: what leads from one state of it to another, in the vintages there are
 * @path: of a file that is not there; its ending tells the format
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_EXISTS, %MLS_STORE_ERROR_ARGUMENT if the name tells no format, %MLS_STORE_ERROR_CANCELLED if @func
 *   gave up, or any other #MLS_STORE_ERROR
 *
 * Writes each face that differs as it was before and as it is after, with the columns of the project, its area, and what
 * became of it.
 *
 * Returns: whether the file is there, whole; if not, nothing is
 */
gboolean
mls_change_export_run (MlsStore              *store,
                       const MlsDelta        *delta,
                       const char            *path,
                       MlsStoreProgressFunc   func,
                       gpointer               user_data,
                       GError               **error)
{
  const MlsFormat *format = mls_format_of_file (path, error);
  g_autofree char *crs = format != NULL ? mls_store_dup_crs (store, error) : NULL;
  g_autofree char *name = mls_text_stem (path);
  g_autoptr (GPtrArray) columns = list_columns (store);
  g_autoptr (MlsMaking) making = crs != NULL ? mls_making_new (path, error) : NULL;
  g_autofree char *inside = making != NULL ? mls_making_path (making, NULL) : NULL;
  g_autoptr (MlsLayerFile) file = inside != NULL ? mls_layer_file_new (format, inside, error) : NULL;

  if (file == NULL || !mls_layer_file_begin_layer (file, &(MlsLayerShape){ name, crs, columns, FALSE, FALSE, NULL }, error))
    return FALSE;

  for (guint i = 0; i < delta->changes->len; i++)
    if (!add_change (file, &g_array_index (delta->changes, MlsChange, i), error) ||
        !go_on (func, (double) i / delta->changes->len, user_data, error))
      return FALSE;

  return mls_layer_file_finish (file, error) && mls_making_put_files (making, error);
}
