#include "paint/legend.h"

static void
entry_clear (gpointer data)
{
  g_free (((MlsLegendEntry *) data)->text);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (g_quark_to_string (((const MlsLegendEntry *) a)->code),
                    g_quark_to_string (((const MlsLegendEntry *) b)->code));
}

/* Which faces have a pixel. */
static gboolean *
find_seen (const MlsIdTile *tile)
{
  gboolean *seen = g_new0 (gboolean, tile->n_faces + 1);
  gsize n_pixels = (gsize) tile->lattice.width * tile->lattice.height;

  for (gsize i = 0; i < n_pixels; i++)
    seen[tile->raster[i]] = TRUE;

  return seen;
}

static MlsLegendEntry
entry_of (const MlsColouring *colouring, const MlsLabel *label, MlsText code, MlsLanguage language)
{
  const MlsClass *klass = mls_colouring_class (colouring, label);
  MlsText shown = klass != NULL ? klass->code : code;

  return (MlsLegendEntry){ mls_colouring_fill (colouring, label), shown,
                           g_strdup_printf ("%s %s", g_quark_to_string (shown),
                                            klass != NULL ? mls_class_label (klass, language) : "") };
}

/**
 * mls_legend_new:
 * @colouring: how the tile is shown
 * @tile: a tile
 * @language: of the labels
 *
 * Returns: (transfer full) (element-type MlsLegendEntry): the classes that are seen in the picture of
 *   @tile, in the order of their codes
 */
GArray *
mls_legend_new (const MlsColouring *colouring, const MlsIdTile *tile, MlsLanguage language)
{
  GArray *legend = g_array_new (FALSE, FALSE, sizeof (MlsLegendEntry));
  g_autofree gboolean *seen = find_seen (tile);
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  g_array_set_clear_func (legend, entry_clear);
  for (guint32 i = 1; i <= tile->n_faces; i++)
    {
      const MlsLabel *label = mls_id_tile_label (tile, i, colouring->vintage);
      MlsText code = mls_colouring_code (colouring, label);
      MlsLegendEntry entry;

      if (!seen[i] || code == 0)
        continue;

      entry = entry_of (colouring, label, code, language);
      if (g_hash_table_add (told, GUINT_TO_POINTER (entry.code)))
        g_array_append_val (legend, entry);
      else
        entry_clear (&entry);
    }
  g_array_sort (legend, compare_codes);

  return legend;
}
