#include "rules/skeleton-table.h"

#include "base/text.h"
#include "rules/csv.h"
#include "rules/nomenclature-path.h"

#include <string.h>

typedef struct
{
  GStrv            names;  /* of layers, folded */
  MlsGroundKind    kind;
  MlsSkeletonGuess guess;
} Row;

struct _MlsSkeletonTable
{
  MlsCsv *csv;  /* (nullable): has the texts */
  GArray *rows; /* (element-type Row) */
};

/* What columns with the width of a line in metres are called, folded, the surest first. */
static const char *const width_names[] = { "largeur_de_chaussee", "largeur", "larg_chauss", "larg", "width", "largeur_m" };

static void
row_clear (gpointer data)
{
  g_strfreev (((Row *) data)->names);
}

/**
 * mls_skeleton_table_free:
 * @self: (transfer full): a table
 */
void
mls_skeleton_table_free (MlsSkeletonTable *self)
{
  g_clear_pointer (&self->csv, mls_csv_free);
  g_array_unref (self->rows);
  g_free (self);
}

/**
 * mls_skeleton_table_new:
 *
 * Returns: (transfer full): a table that knows no layer
 */
MlsSkeletonTable *
mls_skeleton_table_new (void)
{
  MlsSkeletonTable *self = g_new0 (MlsSkeletonTable, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);

  return self;
}

static const char *
text_at (const MlsCsv *csv, guint row, guint column)
{
  const char *text = mls_csv_get (csv, row, column);

  return *text != '\0' ? text : NULL;
}

static MlsGroundKind
kind_of (const char *text)
{
  return g_str_equal (text, "line") ? MLS_GROUND_LINE : g_str_equal (text, "area") ? MLS_GROUND_AREA : MLS_GROUND_ANY;
}

static gboolean
read_rows (MlsSkeletonTable *self, GError **error)
{
  const MlsCsv *csv = self->csv;
  guint layer, kind, cover, use, width;

  if (!mls_csv_column (csv, "layer", &layer, error) || !mls_csv_column (csv, "kind", &kind, error) ||
      !mls_csv_column (csv, "cover", &cover, error) || !mls_csv_column (csv, "use", &use, error) ||
      !mls_csv_column (csv, "default_width", &width, error))
    return FALSE;

  for (guint i = 0; i < mls_csv_n_rows (csv); i++)
    {
      Row row = { .kind = kind_of (mls_csv_get (csv, i, kind)),
                  .guess = { text_at (csv, i, cover), text_at (csv, i, use), 0, i } };

      if (text_at (csv, i, width) != NULL && !mls_csv_number (csv, i, width, &row.guess.width_m, error))
        return FALSE;

      row.names = g_strsplit (mls_csv_get (csv, i, layer), "|", -1);
      g_array_append_val (self->rows, row);
    }

  return TRUE;
}

/**
 * mls_skeleton_table_load:
 * @nomenclature: the name of a nomenclature that comes with the program, or a folder
 * @error: #MlsRulesError
 *
 * Returns: (transfer full): its table, which is empty if its folder has none; %NULL if it cannot be read
 */
MlsSkeletonTable *
mls_skeleton_table_load (const char *nomenclature, GError **error)
{
  g_autoptr (MlsSkeletonTable) self = mls_skeleton_table_new ();
  g_autofree char *folder = mls_nomenclature_path (nomenclature);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "skeleton.csv", NULL) : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&self);

  self->csv = mls_csv_load (path, error);

  return self->csv != NULL && read_rows (self, error) ? g_steal_pointer (&self) : NULL;
}

/* Letters and digits, all else one stroke: "BDTOPO Tronçon-de-route" is "_bdtopo_troncon_de_route_". */
static char *
plain_name (const char *name)
{
  g_autofree char *folded = mls_text_fold (name);
  GString *plain = g_string_new ("_");

  for (const char *c = folded; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (plain, *c);
    else if (plain->str[plain->len - 1] != '_')
      g_string_append_c (plain, '_');
  if (plain->str[plain->len - 1] != '_')
    g_string_append_c (plain, '_');

  return g_string_free (plain, FALSE);
}

static gsize
match (const char *plain, const char *const *names)
{
  gsize longest = 0;

  for (; *names != NULL; names++)
    {
      g_autofree char *word = g_strdup_printf ("_%s_", *names);

      if (strstr (plain, word) != NULL)
        longest = MAX (longest, strlen (*names));
    }

  return longest;
}

/**
 * mls_skeleton_table_find:
 * @self: a table
 * @layer: what a layer is called
 * @kind: what it is made of
 * @guess: (out): what it most likely becomes
 *
 * The longest name that @layer contains as whole words tells.
 *
 * Returns: whether anything does
 */
gboolean
mls_skeleton_table_find (const MlsSkeletonTable *self, const char *layer, MlsGroundKind kind, MlsSkeletonGuess *guess)
{
  g_autofree char *plain = plain_name (layer);
  gsize longest = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      gsize length = match (plain, (const char *const *) row->names);
      gboolean fits = row->kind == MLS_GROUND_ANY || kind == MLS_GROUND_ANY || row->kind == kind;

      if (!fits || length <= longest)
        continue;

      longest = length;
      *guess = row->guess;
    }

  return longest > 0;
}

/**
 * mls_skeleton_find_width:
 * @columns: (element-type utf8): of a layer
 *
 * Returns: (nullable): the one that most likely tells how wide its lines are, valid as long as @columns is
 */
const char *
mls_skeleton_find_width (const GPtrArray *columns)
{
  for (gsize n = 0; n < G_N_ELEMENTS (width_names); n++)
    for (guint i = 0; i < columns->len; i++)
      {
        g_autofree char *folded = mls_text_fold (g_ptr_array_index (columns, i));

        if (g_str_equal (folded, width_names[n]))
          return g_ptr_array_index (columns, i);
      }

  return NULL;
}
