#include "document/reference.h"

#include "base/text.h"
#include "vector/error.h"

#include <glib/gi18n-lib.h>

/* One after the other: none is that of a border, of a sketch or of what is selected. */
static const guint32 colours[] = { 0x7db8ff, 0xff9ecb, 0x00d2a8, 0xffc14d, 0xd6a8ff, 0xb4e600 };

#define LINE_WIDTH 1.5

/**
 * mls_reference_check:
 * @source: a file or folder
 * @facts: a layer of it
 * @assume_crs: whether one that does not say its reference system is in the project's
 * @error: a #MLS_VECTOR_ERROR
 *
 * Returns: whether it can be shown on the map
 */
gboolean
mls_reference_check (const char *source, const MlsVectorFacts *facts, gboolean assume_crs, GError **error)
{
  if (facts->n_features == 0)
    {
      g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_EMPTY, _("“%s” is empty"), source);
      return FALSE;
    }
  if (facts->crs == NULL && !assume_crs)
    {
      g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_CRS,
                   _("“%s” does not say in which reference system it is"), source);
      return FALSE;
    }

  return TRUE;
}

/* The colour that the fewest have. */
static guint32
free_colour (const GPtrArray *links)
{
  guint fewest = G_MAXUINT;
  guint32 colour = colours[0];

  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      guint n = 0;

      for (guint k = 0; k < links->len; k++)
        n += ((const MlsReferenceLink *) g_ptr_array_index (links, k))->colour == colours[i];
      if (n < fewest)
        {
          fewest = n;
          colour = colours[i];
        }
    }

  return colour;
}

/* What people call it: the file, and the layer where that has another name. */
static char *
title_of (const char *source, const MlsVectorFacts *facts)
{
  g_autofree char *stem = mls_text_stem (source);

  return g_str_equal (stem, facts->layer) ? g_strdup (stem) : g_strdup_printf ("%s · %s", stem, facts->layer);
}

/**
 * mls_reference_add:
 * @source: a file or folder
 * @facts: a layer of it that mls_reference_check() finds good
 * @store: a project open for writing
 * @title: (nullable): what to call it; %NULL for the name of its file
 * @id: (out) (optional): its id in the project
 * @error: a #MLS_STORE_ERROR
 *
 * Puts it on top of the others, over the map, as lines in a colour of its own. Points have their names: without,
 * they say nothing.
 *
 * Returns: whether it is in the project
 */
gboolean
mls_reference_add (const char           *source,
                   const MlsVectorFacts *facts,
                   MlsStore             *store,
                   const char           *title,
                   gint64               *id,
                   GError              **error)
{
  g_autoptr (GPtrArray) links = mls_store_list_reference_links (store, error);
  g_autofree char *own = title_of (source, facts);

  if (links == NULL)
    return FALSE;

  return mls_store_add_reference_link (
    store,
    &(MlsReferenceLink){ .source = (char *) source, .layer = facts->layer, .title = title != NULL ? (char *) title : own,
                         .colour = free_colour (links), .width = LINE_WIDTH, .name_field = (char *) facts->name_field,
                         .over = TRUE, .shown = TRUE, .labelled = facts->kind == MLS_FIGURE_POINT,
                         .assume_crs = facts->crs == NULL },
    id, error);
}

/**
 * mls_reference_source:
 * @link: a reference layer
 *
 * Returns: how it is read, valid as long as @link
 */
MlsVectorSource
mls_reference_source (const MlsReferenceLink *link)
{
  return (MlsVectorSource){ link->source, link->layer, link->name_field, link->assume_crs };
}
