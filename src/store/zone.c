#include "store/zone.h"

#include "store/error.h"
#include "rules/rule.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
take_zone (GHashTable *zones, sqlite3_stmt *row, GError **error)
{
  g_autofree char *name = mls_statement_dup_text (row, 0);
  g_autofree char *text = mls_statement_dup_text (row, 1);
  MlsZone *zone = mls_zone_read (text);

  if (zone == NULL)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED, _("The zone of %s is no polygon"),
                   name + strlen (MLS_RULE_ZONE));
      return FALSE;
    }

  g_hash_table_insert (zones, g_strdup (name + strlen (MLS_RULE_ZONE)), zone);
  return TRUE;
}

/**
 * mls_store_list_zones:
 * @self: a project
 * @error: %MLS_STORE_ERROR_DAMAGED where one is no polygon, or another #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type utf8 MlsZone): who has a zone, and which
 */
GHashTable *
mls_store_list_zones (MlsStore *self, GError **error)
{
  g_autoptr (GHashTable) zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mls_zone_free);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    self->database, "SELECT name, value FROM rule WHERE until IS NULL AND name GLOB '" MLS_RULE_ZONE "?*'", error);
  gboolean row;

  if (query == NULL)
    return NULL;

  while (mls_database_step (self->database, query, &row, error))
    {
      if (!row)
        return g_steal_pointer (&zones);
      if (!take_zone (zones, query, error))
        return NULL;
    }

  return NULL;
}

/**
 * mls_store_set_zone:
 * @self: a project open for writing
 * @author: somebody
 * @zone: (nullable): where they work from the next operation on, %NULL for everywhere
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_set_zone (MlsStore *self, const char *author, const MlsZone *zone, GError **error)
{
  g_autofree char *name = g_strconcat (MLS_RULE_ZONE, author, NULL);
  g_autofree char *text = zone != NULL ? mls_zone_print (zone) : NULL;

  return mls_store_set_rule (self, name, text, error);
}
