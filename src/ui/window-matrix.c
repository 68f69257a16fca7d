/* The matrix of what became of what, in a window beside the map. */

#include "ui/window-private.h"

#include "rules/filter.h"

#include <glib/gi18n.h>

static char *
dup_box (const MlsBox *box)
{
  const MlsPoint corners[] = { { box->min_x, box->min_y }, { box->max_x, box->min_y },
                               { box->max_x, box->max_y }, { box->min_x, box->max_y } };
  const MlsRing ring = { corners, G_N_ELEMENTS (corners) };
  g_autoptr (MlsZone) zone = mls_zone_new (&ring, 1);

  return mls_zone_print (zone);
}

/* Where the list is to look, in words of a filter. */
static char *
dup_where (MlsWindow *self, MlsWhere where)
{
  const MlsZone *zone = mls_project_get_rules (self->project)->zone.ground;
  MlsBox box = mls_workspace_selected_box (self->workspace);
  g_autofree char *text = NULL;
  g_autofree char *quoted = NULL;

  if (where == MLS_WHERE_EVERYWHERE || (where == MLS_WHERE_ZONE && zone == NULL) ||
      (where == MLS_WHERE_SELECTED && mls_box_is_empty (&box)))
    return g_strdup ("");

  text = where == MLS_WHERE_ZONE ? mls_zone_print (zone) : dup_box (&box);
  quoted = mls_filter_quote (text);

  return g_strdup_printf (" zone=%s", quoted);
}

static char *
dup_words (MlsWindow *self, guint row, guint column)
{
  MlsTransitions *transitions = mls_matrix_window_get_transitions (self->matrix);
  g_autofree char *where = dup_where (self, mls_transitions_get_where (transitions));
  g_autofree char *words = mls_transitions_dup_filter (transitions, row, column);

  return words != NULL ? g_strconcat (words, where, NULL) : NULL;
}

/* The list is of changes forward in time, whichever way the matrix looks. */
static void
list_cell (MlsWindow *self, guint row, guint column)
{
  const MlsMatrixQuery *query = mls_transitions_get_query (mls_matrix_window_get_transitions (self->matrix));
  gboolean is_forward = query->vintages[query->from].year <= query->vintages[query->to].year;
  g_autofree char *words = dup_words (self, row, column);

  if (words == NULL)
    mls_window_say (self, MLS_MESSAGE_INFORMATION,
                    _("Ground without a class at one of the dates is not known to have changed"));
  else
    mls_window_list_changes (self, is_forward ? query->from : query->to, is_forward ? query->to : query->from,
                             mls_classing_get_dimension (&query->classing), words);
}

/* The map comes forward: what was asked for is there, and stepped through with the arrows. */
static void
cell_chosen (MlsWindow *self, guint row, guint column)
{
  if (self->project == NULL)
    return;

  list_cell (self, row, column);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
do_matrix (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace == NULL)
    return;

  if (self->matrix == NULL)
    {
      g_set_weak_pointer (&self->matrix,
                          mls_matrix_window_new (gtk_window_get_application (GTK_WINDOW (self)), self->workspace,
                                                 gtk_window_get_title (GTK_WINDOW (self))));
      g_signal_connect_object (self->matrix, "chosen", G_CALLBACK (cell_chosen), self, G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (self->matrix));
}

/**
 * mls_window_close_matrix:
 * @self: a window
 *
 * To be called before its project goes.
 */
void
mls_window_close_matrix (MlsWindow *self)
{
  if (self->matrix != NULL)
    gtk_window_destroy (GTK_WINDOW (self->matrix));
}

/**
 * mls_window_init_matrix:
 * @self: a window being made
 */
void
mls_window_init_matrix (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "matrix", do_matrix } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
