/* What differs between two states of a project, for other programs. */

#include "store/change-export.h"

#include "coverage/change-kind.h"
#include "store/error.h"
#include "store/export-layer.h"

#define FACE_COLUMN  "face"
#define STATE_COLUMN "state"
#define KIND_COLUMN  "kind"
#define N_OWN_TEXTS  2 /* the state and the kind */

/* As in the project behind its own: "cs21", "us21", …. */
static GPtrArray *
list_columns (MlsStore *store)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);

  g_ptr_array_add (columns, g_strdup (STATE_COLUMN));
  g_ptr_array_add (columns, g_strdup (KIND_COLUMN));
  for (guint v = 0; v < n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      g_ptr_array_add (columns, g_strconcat (mls_field_column ((MlsField) f), vintages[v].code, NULL));

  return columns;
}

/* (nullable): @face may be none. */
static gboolean
add_face (MlsExportLayer *layer, const MlsFace *face, const char *state, MlsChangeKind kind, GError **error)
{
  g_autofree MlsText *texts = NULL;
  MlsText *text;

  if (face == NULL)
    return TRUE;

  text = texts = g_new (MlsText, N_OWN_TEXTS + face->n_vintages * MLS_N_FIELDS);
  *text++ = g_quark_from_string (state);
  *text++ = g_quark_from_string (mls_change_kind_name (kind));
  for (guint v = 0; v < face->n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      *text++ = face->labels[v].field[f];

  return mls_export_layer_add (layer, face, texts, error);
}

static gboolean
add_change (MlsExportLayer *layer, const MlsChange *change, GError **error)
{
  MlsChangeKind kind = mls_change_kind (change);

  return add_face (layer, change->before, "before", kind, error) && add_face (layer, change->after, "after", kind, error);
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
  g_autofree char *crs = mls_store_dup_crs (store, error);
  g_autoptr (GPtrArray) columns = list_columns (store);
  g_autoptr (MlsExportLayer) layer = NULL;

  if (crs == NULL)
    return FALSE;

  layer = mls_export_layer_new (&(MlsExportShape){ path, NULL, crs, columns, FACE_COLUMN }, error);
  if (layer == NULL)
    return FALSE;

  for (guint i = 0; i < delta->changes->len; i++)
    if (!add_change (layer, &g_array_index (delta->changes, MlsChange, i), error) ||
        !go_on (func, (double) i / delta->changes->len, user_data, error))
      return FALSE;

  return mls_export_layer_finish (layer, error);
}
