#include "store/mending.h"

#include <glib/gi18n-lib.h>

/**
 * mls_mending_new:
 *
 * Returns: (transfer full): that nothing was mended
 */
MlsMending *
mls_mending_new (void)
{
  MlsMending *self = g_new0 (MlsMending, 1);

  self->gone = g_ptr_array_new_with_free_func (g_free);
  self->findings = g_array_new (FALSE, FALSE, sizeof (MlsFinding));

  return self;
}

/**
 * mls_mending_free:
 * @self: (transfer full) (nullable): what was mended
 */
void
mls_mending_free (MlsMending *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->gone);
  g_array_unref (self->findings);
  g_free (self);
}

static void
add_line (GPtrArray *lines, char *line, guint n)
{
  if (n > 0)
    g_ptr_array_add (lines, line);
  else
    g_free (line);
}

/**
 * mls_mending_describe:
 * @self: what was mended
 *
 * Returns: (transfer full) (element-type utf8): that for a person, a line each; none if nothing was
 */
GPtrArray *
mls_mending_describe (const MlsMending *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  guint n;

  for (guint i = 0; i < self->gone->len; i++)
    /* Translators: what was gone. */
    g_ptr_array_add (lines, g_strdup_printf (_("%s; it was made again"), (const char *) g_ptr_array_index (self->gone, i)));

  n = self->n_restored;
  add_line (lines, g_strdup_printf (ngettext ("The ground of %u polygon was found again", "The ground of %u polygons was found again", n), n), n);
  n = self->n_drawn;
  add_line (lines, g_strdup_printf (ngettext ("%u outline of the other program was brought in: undo takes it back",
                                              "%u outlines of the other program were brought in: undo takes them back", n), n), n);
  n = self->n_left_out;
  add_line (lines, g_strdup_printf (ngettext ("%u of its outlines was left out", "%u of its outlines were left out", n), n), n);
  n = self->n_lost;
  add_line (lines, g_strdup_printf (ngettext ("%u piece of ground has no code any more", "%u pieces of ground have no code any more", n), n), n);
  add_line (lines, g_strdup (_("What lies inside that ground may have been moved with it: compare it with the newest backup")),
            self->enclosed2 > 0 ? 1 : 0);

  return lines;
}
