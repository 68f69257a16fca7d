#include "paint/legend.h"

#include "paint/border-blend.h"

#include <glib/gi18n-lib.h>

static void
entry_clear (gpointer data)
{
  MlsLegendEntry *entry = data;

  g_clear_pointer (&entry->pattern, mls_pattern_free);
  g_free (entry->text);
}

/* Codes that are numbers by their value, all others by their text. */
static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const char *first = g_quark_to_string (((const MlsLegendEntry *) a)->code);
  const char *second = g_quark_to_string (((const MlsLegendEntry *) b)->code);
  gint64 number = g_ascii_strtoll (first, NULL, 10);
  gint64 other = g_ascii_strtoll (second, NULL, 10);

  return number != other ? (number < other ? -1 : 1) : g_strcmp0 (first, second);
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

/* "13 Gardens", or "13|21 Gardens / Rocks". */
static char *
text_of_indicator (const MlsColouring *colouring, MlsText code, MlsLanguage language)
{
  g_auto (GStrv) codes = g_strsplit (g_quark_to_string (code), "|", -1);
  GString *text = g_string_new (g_quark_to_string (code));

  for (guint i = 0; codes[i] != NULL; i++)
    {
      const MlsIndicatorClass *klass = mls_nomenclature_indicator_class (colouring->nomenclature, colouring->indicator,
                                                                         codes[i]);

      if (klass != NULL)
        g_string_append_printf (text, "%s%s", i > 0 ? " / " : " ", mls_indicator_class_label (klass, language));
    }

  return g_string_free (text, FALSE);
}

static MlsLegendEntry
entry_of (const MlsColouring *colouring, const MlsLabel *label, MlsText code, MlsLanguage language)
{
  const MlsClass *klass = mls_colouring_class (colouring, label);
  MlsLegendEntry entry = { .colour = mls_colouring_fill (colouring, label),
                           .pattern = mls_colouring_pattern (colouring, label),
                           .code = klass != NULL ? klass->code : code };

  entry.has_rim = colouring->patterned && klass != NULL &&
                  mls_rim_find (colouring->nomenclature, klass->code, &entry.rim);
  if (colouring->indicator != MLS_INDICATOR_NONE)
    entry.text = text_of_indicator (colouring, code, language);
  else
    entry.text = g_strdup_printf ("%s %s", g_quark_to_string (entry.code),
                                  klass != NULL ? mls_class_label (klass, language) : "");

  return entry;
}

static const char *
text_of_kind (MlsBorderKind kind)
{
  switch (kind)
    {
    case MLS_BORDER_CHANGED:
      return _("Changed since the date before");
    case MLS_BORDER_FOUND:
      return _("Found by the filter");
    case MLS_BORDER_EXCEPTION:
      return _("Kept as an exception");
    case MLS_BORDER_WARNING:
      return _("To be looked at");
    case MLS_BORDER_ERROR:
      return _("At fault");
    case MLS_BORDER_HIDDEN:
    case MLS_BORDER_PLAIN:
    case MLS_N_BORDER_KINDS:
      break;
    }

  return NULL;
}

static gboolean
reaches_in (const MlsBorderPiece *border, const MlsLattice *lattice)
{
  return MAX (border->x0, border->x1) >= 0 && MIN (border->x0, border->x1) < (float) lattice->width &&
         MAX (border->y0, border->y1) >= 0 && MIN (border->y0, border->y1) < (float) lattice->height;
}

/* What the borders tell that are seen, the most important first; plain ones need no word. */
static void
add_lines (const MlsColouring *colouring, const MlsIdTile *tile, GArray *legend)
{
  g_autofree MlsBorderKind *kinds = mls_border_kinds (colouring, tile);
  gboolean is_seen[MLS_N_BORDER_KINDS] = { FALSE };

  for (guint i = 0; i < tile->n_borders; i++)
    is_seen[kinds[i]] |= reaches_in (&tile->borders[i], &tile->lattice);

  for (MlsBorderKind kind = MLS_BORDER_ERROR; kind > MLS_BORDER_PLAIN; kind--)
    if (is_seen[kind])
      {
        MlsLineStyle line = mls_border_kind_style (colouring, kind);
        MlsLegendEntry entry = { .is_line = TRUE, .line = line, .colour = line.colour,
                                 .text = g_strdup (text_of_kind (kind)) };

        g_array_append_val (legend, entry);
      }
}

/**
 * mls_legend_new:
 * @colouring: how the tile is shown
 * @tile: a tile
 * @language: of the labels
 *
 * Returns: (transfer full) (element-type MlsLegendEntry): the classes that are seen in the picture of
 *   @tile, in the order of their codes, and before them what its borders tell, the most important first
 */
GArray *
mls_legend_new (const MlsColouring *colouring, const MlsIdTile *tile, MlsLanguage language)
{
  GArray *legend = g_array_new (FALSE, FALSE, sizeof (MlsLegendEntry));
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (MlsLegendEntry));
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
        g_array_append_val (classes, entry);
      else
        entry_clear (&entry);
    }
  g_array_sort (classes, compare_codes);

  if (tile->has_borders)
    add_lines (colouring, tile, legend);
  g_array_append_vals (legend, classes->data, classes->len);

  return legend;
}

/**
 * mls_legend_add_figures:
 * @legend: (element-type MlsLegendEntry): a legend
 * @style: how a map of others is drawn in the picture
 * @title: what it is called
 *
 * Adds it.
 */
void
mls_legend_add_figures (GArray *legend, const MlsFigureStyle *style, const char *title)
{
  MlsLegendEntry entry = { .is_line = TRUE, .line = mls_figure_style_line (style, G_MAXDOUBLE, 1),
                           .colour = style->colour, .text = g_strdup (title) };

  g_array_append_val (legend, entry);
}
