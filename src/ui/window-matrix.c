/* The matrix of what became of what, in a window beside the map. */

#include "ui/window-private.h"

#include "rules/filter.h"

#include <glib/gi18n.h>

/* More corners than that would make a filter that nobody reads. */
#define MAX_CORNERS 400

static char *
dup_box (const MlsBox *box)
{
  g_autoptr (MlsZone) zone = mls_zone_new_box (box);

  return mls_zone_print (zone);
}

/* Its outline, or else the box around it. */
static char *
dup_area (const MlsFigure *area)
{
  g_autofree MlsRing *rings = g_new (MlsRing, area->n_parts);
  g_autoptr (MlsZone) zone = NULL;
  guint n_corners = 0;

  for (guint i = 0; i < area->n_parts; i++)
    {
      rings[i] = (MlsRing){ area->parts[i].points, area->parts[i].n_points };
      n_corners += area->parts[i].n_points;
    }
  zone = n_corners <= MAX_CORNERS ? mls_zone_new (rings, area->n_parts) : NULL;

  return zone != NULL ? mls_zone_print (zone) : dup_box (&area->box);
}

/* The ground that the matrix is of, as a zone; %NULL for everywhere. */
static char *
dup_ground (MlsWindow *self)
{
  MlsTransitions *transitions = mls_matrix_window_get_transitions (self->matrix);
  const MlsZone *zone = mls_project_get_rules (self->project)->zone.ground;
  MlsBox box = mls_workspace_selected_box (self->workspace);

  switch (mls_transitions_get_where (transitions))
    {
    case MLS_WHERE_EVERYWHERE:
      return NULL;
    case MLS_WHERE_ZONE:
      return zone != NULL ? mls_zone_print (zone) : NULL;
    case MLS_WHERE_SELECTED:
      return mls_box_is_empty (&box) ? NULL : dup_box (&box);
    case MLS_WHERE_AREA:
      return dup_area (mls_figures_get (mls_transitions_get_areas (transitions), mls_transitions_get_area (transitions)));
    case MLS_N_WHERES:
      break;
    }

  g_assert_not_reached ();
}

static char *
dup_words (MlsWindow *self, guint row, guint column)
{
  g_autofree char *words = mls_transitions_dup_filter (mls_matrix_window_get_transitions (self->matrix), row, column);
  g_autofree char *ground = dup_ground (self);
  g_autofree char *quoted = ground != NULL ? mls_filter_quote (ground) : NULL;

  if (words == NULL || quoted == NULL)
    return g_steal_pointer (&words);

  return g_strconcat (words, " zone=", quoted, NULL);
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

/* As far out as it takes to see all of it. */
static void
area_chosen (MlsWindow *self, guint area)
{
  MlsTransitions *transitions = mls_matrix_window_get_transitions (self->matrix);
  const MlsFigure *figure = mls_figures_get (mls_transitions_get_areas (transitions), area);

  if (self->project == NULL)
    return;

  mls_map_go_to (self->canvas, &figure->box, MLS_WORKING_SCALE);
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
      g_signal_connect_object (self->matrix, "area-chosen", G_CALLBACK (area_chosen), self, G_CONNECT_SWAPPED);
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
