/* The tables, trees and triggers that keep the map of a project true. They are SQL in the file, which other programs run as well,
 * and which a careless one may take away: what there should be is told by a project made in memory, and compared. */

#include "store/structure.h"

#include "store/error.h"
#include "store/schema.h"
#include "store/sql.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Without these an older file is as good as it was; all others are there from its first day on. */
#define CAN_BE_OLDER(name) (g_str_has_prefix (name, "coverage_label_") || g_str_has_prefix (name, "remark"))

/* Something that a file should have. */
typedef struct
{
  char *type;
  char *name;
  char *table;
  char *sql;
} Part;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_free (self->type);
  g_free (self->name);
  g_free (self->table);
  g_free (self->sql);
  g_free (self);
}

static gpointer
part_read (sqlite3_stmt *row)
{
  Part *self = g_new0 (Part, 1);

  self->type = mls_statement_dup_text (row, 0);
  self->name = mls_statement_dup_text (row, 1);
  self->table = mls_statement_dup_text (row, 2);
  self->sql = mls_statement_dup_text (row, 3);

  return self;
}

/* A map of these dates as this program makes it, without a face. */
static MlsDatabase *
make_model (const MlsLayout *layout, GError **error)
{
  g_autoptr (MlsDatabase) model = mls_database_open ("model", MLS_DATABASE_MEMORY, error);

  if (model == NULL || !mls_database_exec (model, mls_sql_geopackage, error) ||
      !mls_database_exec (model, mls_sql_nomenclature, error) || !mls_database_exec (model, mls_sql_schema, error) ||
      !mls_schema_create_remarks (model, error) || !mls_schema_create_tables (model, layout, error) ||
      !mls_schema_set_triggers (model, layout, error))
    return NULL;

  return g_steal_pointer (&model);
}

/* Tables come first, then what is made of them. */
static GPtrArray *
list_parts (MlsDatabase *database, GError **error)
{
  return mls_database_list (database,
                            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql NOT NULL AND "
                            "(tbl_name IN ('coverage', 'territory', 'coverage_history', 'territory_history', 'remark') OR "
                            "name IN ('rtree_coverage_geom', 'rtree_territory_geom', 'rtree_coverage_history', "
                            "'rtree_territory_history')) ORDER BY type = 'trigger', type = 'index', name",
                            part_read, part_free, error);
}

static const Part *
find_part (const GPtrArray *parts, const Part *like)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = g_ptr_array_index (parts, i);

      if (g_str_equal (part->type, like->type) && g_str_equal (part->name, like->name) && g_str_equal (part->table, like->table))
        return part;
    }

  return NULL;
}

static gboolean
is_trigger (const Part *part)
{
  return g_str_equal (part->type, "trigger");
}

/* The text of a table tells how it came about. */
static gboolean
is_other (const Part *part, const Part *wanted)
{
  return part == NULL || (is_trigger (wanted) && strcmp (part->sql, wanted->sql) != 0);
}

static char *
describe_lost (const Part *part)
{
  if (is_trigger (part))
    /* Translators: a trigger of a database, and the table that it guards. */
    return g_strdup_printf (_("the trigger “%s” of “%s” is gone"), part->name, part->table);

  return g_strdup_printf (_("the table “%s” is gone"), part->name);
}

static void
compare_part (const Part *part, const Part *wanted, MlsStructureState *state, GPtrArray *faults)
{
  if (part != NULL || g_str_equal (wanted->type, "index") || CAN_BE_OLDER (wanted->name))
    {
      if (is_other (part, wanted))
        *state = MAX (*state, MLS_STRUCTURE_OUTDATED);
      return;
    }

  *state = MLS_STRUCTURE_BROKEN;
  g_ptr_array_add (faults, describe_lost (wanted));
}

static gpointer
name_read (sqlite3_stmt *row)
{
  return mls_statement_dup_text (row, 0);
}

static GPtrArray *
list_columns (MlsDatabase *database, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s')", table);

  return mls_database_list (database, sql, name_read, g_free, error);
}

/* What of the columns in @these is not in @those. */
static GPtrArray *
columns_beyond (const GPtrArray *these, const GPtrArray *those)
{
  GPtrArray *beyond = g_ptr_array_new ();

  for (guint i = 0; i < these->len; i++)
    if (!g_ptr_array_find_with_equal_func ((GPtrArray *) those, g_ptr_array_index (these, i), g_str_equal, NULL))
      g_ptr_array_add (beyond, g_ptr_array_index (these, i));

  return beyond;
}

static gboolean
look_at_columns (MlsDatabase *model, MlsDatabase *database, const char *table, MlsStructureState *state, GPtrArray *faults,
                 GError **error)
{
  g_autoptr (GPtrArray) ours = list_columns (model, table, error);
  g_autoptr (GPtrArray) theirs = ours != NULL ? list_columns (database, table, error) : NULL;
  g_autoptr (GPtrArray) lost = NULL;

  if (theirs == NULL)
    return FALSE;
  if (theirs->len == 0)
    return TRUE;

  lost = columns_beyond (ours, theirs);
  for (guint i = 0; i < lost->len; i++)
    {
      *state = MLS_STRUCTURE_BROKEN;
      g_ptr_array_add (faults, g_strdup_printf (_("the column “%s” of “%s” is gone"),
                                                (const char *) g_ptr_array_index (lost, i), table));
    }

  return TRUE;
}

/* In these are faces, and what they were. */
static const char *const map_tables[] = { "coverage", "coverage_history", "territory", "territory_history" };

/**
 * mls_structure_look:
 * @database: a project
 * @layout: its columns
 * @state: (out): what there is of it
 * @faults: (element-type utf8): gets what another program has taken away, each to follow the name of the file
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_structure_look (MlsDatabase       *database,
                    const MlsLayout   *layout,
                    MlsStructureState *state,
                    GPtrArray         *faults,
                    GError           **error)
{
  g_autoptr (MlsDatabase) model = make_model (layout, error);
  g_autoptr (GPtrArray) wanted = model != NULL ? list_parts (model, error) : NULL;
  g_autoptr (GPtrArray) parts = wanted != NULL ? list_parts (database, error) : NULL;

  *state = MLS_STRUCTURE_WHOLE;
  if (parts == NULL)
    return FALSE;

  for (guint i = 0; i < wanted->len; i++)
    compare_part (find_part (parts, g_ptr_array_index (wanted, i)), g_ptr_array_index (wanted, i), state, faults);
  for (gsize i = 0; i < G_N_ELEMENTS (map_tables); i++)
    if (!look_at_columns (model, database, map_tables[i], state, faults, error))
      return FALSE;

  return TRUE;
}

/**
 * mls_structure_check:
 * @database: a project
 * @layout: its columns
 * @state: (out): what there is of it
 * @error: %MLS_STORE_ERROR_BROKEN with what another program has taken away
 *
 * Returns: whether it is not broken
 */
gboolean
mls_structure_check (MlsDatabase *database, const MlsLayout *layout, MlsStructureState *state, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  if (!mls_structure_look (database, layout, state, faults, error))
    return FALSE;
  if (*state != MLS_STRUCTURE_BROKEN)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_BROKEN,
               /* Translators: a file, and what of it is gone. */
               _("Another program has broken “%s”: %s"), database->name, (const char *) g_ptr_array_index (faults, 0));
  return FALSE;
}

static gboolean
make_part (MlsDatabase *database, const Part *part, const Part *wanted, GError **error)
{
  g_autofree char *drop = g_strdup_printf ("DROP %s \"%s\"", wanted->type, wanted->name);

  return (part == NULL || mls_database_exec (database, drop, error)) && mls_database_exec (database, wanted->sql, error);
}

/**
 * mls_structure_renew:
 * @database: a project in a transaction
 * @layout: its columns
 * @error: a #MLS_STORE_ERROR
 *
 * Makes what is missing or is not as this program makes it. Trees are made without a box.
 *
 * Returns: whether it could
 */
gboolean
mls_structure_renew (MlsDatabase *database, const MlsLayout *layout, GError **error)
{
  g_autoptr (MlsDatabase) model = make_model (layout, error);
  g_autoptr (GPtrArray) wanted = model != NULL ? list_parts (model, error) : NULL;
  g_autoptr (GPtrArray) parts = wanted != NULL ? list_parts (database, error) : NULL;

  if (parts == NULL)
    return FALSE;

  for (guint i = 0; i < wanted->len; i++)
    {
      const Part *want = g_ptr_array_index (wanted, i);
      const Part *part = find_part (parts, want);

      if (is_other (part, want) && !make_part (database, part, want, error))
        return FALSE;
    }

  return TRUE;
}

/* A column that was given another name is the one that is too many. */
static gboolean
name_column (MlsDatabase *model, MlsDatabase *database, const char *table, GError **error)
{
  g_autoptr (GPtrArray) ours = list_columns (model, table, error);
  g_autoptr (GPtrArray) theirs = ours != NULL ? list_columns (database, table, error) : NULL;
  g_autoptr (GPtrArray) lost = theirs != NULL ? columns_beyond (ours, theirs) : NULL;
  g_autoptr (GPtrArray) strange = theirs != NULL ? columns_beyond (theirs, ours) : NULL;
  g_autofree char *sql = NULL;

  if (theirs == NULL)
    return FALSE;
  if (lost->len != 1 || strange->len != 1)
    return TRUE;

  sql = g_strdup_printf ("ALTER TABLE %s RENAME COLUMN \"%s\" TO %s", table, (const char *) g_ptr_array_index (strange, 0),
                         (const char *) g_ptr_array_index (lost, 0));

  return mls_database_exec (database, sql, error);
}

/**
 * mls_structure_name_columns:
 * @database: a project in a transaction, without triggers
 * @layout: its columns
 * @error: a #MLS_STORE_ERROR
 *
 * Gives a column its name back, where one alone is gone and one alone is not ours.
 *
 * Returns: whether it could look
 */
gboolean
mls_structure_name_columns (MlsDatabase *database, const MlsLayout *layout, GError **error)
{
  g_autoptr (MlsDatabase) model = make_model (layout, error);

  for (gsize i = 0; model != NULL && i < G_N_ELEMENTS (map_tables); i++)
    if (!name_column (model, database, map_tables[i], error))
      return FALSE;

  return model != NULL;
}
