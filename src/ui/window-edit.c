/* What is done with a project in a window: keys and buttons on the one side, the workspace on the
 * other. */

#include "ui/window-private.h"

#include "base/format.h"
#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Actions of the header, the tool column and the keys; all of them need a project. */

static void
do_undo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsBox sight;

  if (self->workspace == NULL || mls_window_travel_judgement (self, TRUE))
    return;

  if (mls_map_get_sight (self->canvas, &sight))
    mls_workspace_set_sight (self->workspace, &sight);
  mls_workspace_undo (self->workspace);
}

static void
do_redo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL && !mls_window_travel_judgement (self, FALSE))
    mls_workspace_redo (self->workspace);
}

static void
change_tool (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  MlsWindow *self = user_data;
  const char *name = g_variant_get_string (value, NULL);

  for (int kind = 0; self->workspace != NULL && kind < MLS_N_TOOLS; kind++)
    if (strcmp (name, mls_tool_name ((MlsToolKind) kind)) == 0)
      mls_workspace_set_tool (self->workspace, (MlsToolKind) kind);
}

static void
step_vintage (MlsWindow *self, int direction)
{
  const MlsRules *rules;
  guint now;

  if (self->workspace == NULL)
    return;

  rules = mls_project_get_rules (self->project);
  now = mls_workspace_get_vintage (self->workspace);
  mls_workspace_set_vintage (self->workspace,
                             mls_vintage_beside (rules->vintages, rules->n_vintages, now, direction));
}

static void
do_newer (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_vintage (user_data, 1);
}

static void
do_older (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_vintage (user_data, -1);
}

static void
do_kind (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_set_correction (self->workspace, !mls_workspace_get_correction (self->workspace));
}

static void
do_dimension (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_set_next_dimension (self->workspace);
}

static void
do_fills (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  double opacity;

  if (self->workspace == NULL)
    return;

  /* Borders alone, a veil, a map. */
  opacity = mls_workspace_get_opacity (self->workspace);
  mls_workspace_set_opacity (self->workspace, opacity < 0.2 ? 0.35 : opacity < 0.6 ? 0.8 : 0);
}

static void
do_state (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    gtk_menu_button_popup (self->state_button);
}

/* A held key toggles its action when it goes down and when it comes up. */
static void
change_look (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  MlsWindow *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  MlsLook look = strcmp (name, "hold-photo") == 0     ? MLS_LOOK_PHOTO
                 : strcmp (name, "hold-vintage") == 0 ? MLS_LOOK_VINTAGE
                                                      : MLS_LOOK_BARE;

  g_simple_action_set_state (action, value);
  mls_map_set_look (self->canvas, g_variant_get_boolean (value) ? look : MLS_LOOK_OWN);
  if (self->workspace != NULL)
    mls_bottom_bar_set_photo (self->bottom, mls_map_get_photo_title (self->canvas));
}

static void
do_zoom_to_selection (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsBox box = self->workspace != NULL ? mls_workspace_selected_box (self->workspace) : MLS_BOX_EMPTY;

  if (!mls_box_is_empty (&box))
    mls_map_go_to (self->canvas, &box, 500);
}

static void
do_other_side (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_exchange_sides (self->workspace);
}

static void
change_snapping (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  MlsWindow *self = user_data;
  gboolean snapping = g_variant_get_boolean (value);

  if (self->workspace == NULL)
    return;

  mls_workspace_set_snapping (self->workspace, snapping);
  mls_window_toast (self, mls_toast_new (snapping ? _("Snapping is on") : _("Snapping is off")));
}

static void
change_tracing (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  MlsWindow *self = user_data;
  gboolean tracing = g_variant_get_boolean (value);

  if (self->workspace == NULL)
    return;

  mls_workspace_set_tracing (self->workspace, tracing);
  mls_window_toast (self, mls_toast_new (tracing ? _("Lines lead along borders") : _("Lines lead straight again")));
}

static void
change_livewire (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  MlsWindow *self = user_data;
  gboolean livewire = g_variant_get_boolean (value);

  if (self->workspace == NULL)
    return;

  mls_workspace_set_livewire (self->workspace, livewire);
  mls_window_toast (self, mls_toast_new (livewire ? _("Lines follow edges of the photo; straight while Ctrl is held")
                                                  : _("Lines lead straight again")));
}

/* What is said of segments is of lines: who says it takes the tool that draws them. */
static void
hold_line (MlsWindow *self)
{
  if (mls_workspace_get_tool (self->workspace) != MLS_TOOL_LINE)
    mls_workspace_set_tool (self->workspace, MLS_TOOL_LINE);
}

static void
change_square (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  MlsWindow *self = user_data;
  gboolean square = g_variant_get_boolean (value);

  if (self->workspace == NULL)
    return;

  hold_line (self);
  mls_workspace_set_square (self->workspace, square);
  mls_window_toast (self, mls_toast_new (square ? _("Segments are at right angles to the one before")
                                                : _("Segments are at any angle again")));
}

static void
do_parallel (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace == NULL)
    return;

  hold_line (self);
  mls_window_toast (self, mls_toast_new (mls_workspace_hold_parallel (self->workspace)
                                           ? _("The next segment is parallel to this border")
                                           : _("There is no border under the pointer")));
}

static void
segment_given (const char *answer, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (answer != NULL && self->workspace != NULL && !mls_workspace_hold_segment (self->workspace, answer))
    mls_window_toast (self, mls_toast_new (_("Not understood: type metres, then degrees, as in 25.5 90, or <90 alone")));
}

static void
do_segment (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace == NULL)
    return;

  hold_line (self);
  mls_window_ask (self, "aids", _("Next segment: metres, then degrees; < before degrees alone"), "", segment_given);
}

/* What the square at the pointer is, once it is there. */
static char *
describe_gauge (MlsWorkspace *workspace)
{
  MlsArea2 gauge = mls_workspace_get_gauge (workspace);
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (gauge));

  if (!mls_workspace_get_gauged (workspace))
    return g_strdup (_("No square at the pointer any more"));
  if (gauge == 0)
    return g_strdup (_("These codes have no minimum"));

  /* Translators: %s is an area. */
  return g_strdup_printf (_("The square at the pointer is %s, the least for these codes"), area);
}

static void
change_gauge (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *text = NULL;

  if (self->workspace == NULL)
    return;

  mls_workspace_set_gauged (self->workspace, g_variant_get_boolean (value));
  text = describe_gauge (self->workspace);
  mls_window_toast (self, mls_toast_new (text));
}

static void
tell_strips (MlsWindow *self)
{
  g_autofree char *width = mls_format_length (mls_workspace_get_strip_width (self->workspace));
  /* Translators: %s is a width. */
  g_autofree char *text = g_strdup_printf (_("Lines draw strips of %s; Shift+R changes that"), width);

  mls_window_toast (self, mls_toast_new (text));
}

static void
tell_meaning (MlsWindow *self)
{
  switch (mls_workspace_get_meaning (self->workspace))
    {
    case MLS_MEANS_LINE:
      mls_window_toast (self, mls_toast_new (_("Lines are lines again")));
      return;
    case MLS_MEANS_STRIP:
      tell_strips (self);
      return;
    case MLS_MEANS_OUTLINE:
      mls_window_toast (self, mls_toast_new (_("Existing borders close what is drawn; X takes the other side")));
      return;
    case MLS_N_MEANINGS:
      break;
    }

  g_assert_not_reached ();
}

/* A mode is left for another, or for lines. */
static void
change_meaning (MlsWindow *self, MlsMeaning meaning, gboolean is_on)
{
  if (self->workspace == NULL)
    return;

  mls_workspace_set_meaning (self->workspace, is_on ? meaning : MLS_MEANS_LINE);
  tell_meaning (self);
}

static void
change_strips (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  change_meaning (user_data, MLS_MEANS_STRIP, g_variant_get_boolean (value));
}

static void
change_completing (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  change_meaning (user_data, MLS_MEANS_OUTLINE, g_variant_get_boolean (value));
}

static void
strip_width_given (const char *answer, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *number = answer != NULL ? g_strdelimit (g_strstrip (g_strdup (answer)), ",", '.') : NULL;
  double width;

  if (number == NULL || self->workspace == NULL)
    return;

  if (!mls_text_to_number (number, &width) || !mls_workspace_set_strip_width (self->workspace, width))
    {
      mls_window_toast (self, mls_toast_new (_("A strip is 0.5 to 200 m wide")));
      return;
    }

  change_meaning (self, MLS_MEANS_STRIP, TRUE);
}

static void
do_strip_width (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *width = NULL;

  if (self->workspace == NULL)
    return;

  width = g_strdup_printf ("%g", mls_workspace_get_strip_width (self->workspace));
  mls_window_ask (self, "aids", _("Width of strips, in metres"), width, strip_width_given);
}

static void
give_hand (MlsWindow *self, MlsInputKind kind)
{
  if (self->workspace != NULL)
    mls_workspace_hand (self->workspace, &(MlsHand){ .kind = kind });
}

static void
do_remove_last_vertex (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  give_hand (user_data, MLS_INPUT_BACK);
}

static void
do_drop_sketch (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_leave (self->workspace);
  mls_message_bar_close (self->messages);
}

/* What Enter would do on the map, which is told there. */
static gboolean
is_told (MlsWindow *self)
{
  const MlsProposal *proposal = mls_workspace_get_proposal (self->workspace);

  return mls_workspace_is_offering (self->workspace) || (proposal != NULL && proposal->cure != NULL);
}

static void
do_cure (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace == NULL || mls_window_accept_judgement (self) ||
      (!is_told (self) && mls_code_panel_take_proposed (self->codes)))
    return;

  if (mls_workspace_get_proposal (self->workspace) == NULL &&
      mls_workspace_get_sketch (self->workspace).n_placed == 0 &&
      (mls_window_take_theirs (self) || mls_window_accept_change (self) || mls_window_verify_place (self) ||
       mls_window_cure_place (self)))
    return;

  mls_workspace_accept (self->workspace);
}

static void
do_absorb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  const MlsSelection *selection;
  MlsPoint point;

  if (self->workspace == NULL)
    return;

  /* What is chosen comes first, wherever the hand is. */
  selection = mls_workspace_get_selection (self->workspace);
  if ((selection == NULL || !mls_workspace_absorb_sliver (self->workspace, selection->point)) &&
      (!mls_map_get_pointer (self->canvas, &point) || !mls_workspace_absorb_sliver (self->workspace, point)))
    mls_workspace_absorb (self->workspace);
}

static void
do_merge (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_merge_selected (self->workspace);
}

static void
do_pick (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsPoint point;

  if (self->workspace != NULL && mls_map_get_pointer (self->canvas, &point))
    mls_workspace_pick (self->workspace, point);
}

static void
do_nudge (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  int east, north;

  g_variant_get (parameter, "(ii)", &east, &north);
  if (self->workspace != NULL)
    mls_workspace_nudge (self->workspace, east, north);
}

static void
do_extend (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_extend (self->workspace, g_variant_get_int32 (parameter));
}

static void
do_remove_vertices (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_remove_vertices (self->workspace);
}

static void
do_redraw (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  MlsGestureKind kind = strcmp (name, "straighten") == 0 ? MLS_GESTURE_STRAIGHTEN
                        : strcmp (name, "simplify") == 0 ? MLS_GESTURE_SIMPLIFY
                                                         : MLS_GESTURE_SMOOTH;

  if (self->workspace != NULL)
    mls_workspace_redraw (self->workspace, kind);
}

static void
do_infrared (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  gboolean infrared;

  if (self->workspace == NULL)
    return;

  infrared = !mls_workspace_get_infrared (self->workspace);
  mls_workspace_set_infrared (self->workspace, infrared);
  if (infrared && !mls_map_has_infrared (self->canvas))
    mls_window_toast (self, mls_toast_new (_("There is no photo of this vintage in infrared")));
}

static void
do_saved (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (self->project == NULL)
    return;

  text = mls_window_dup_saved (self);
  toast = mls_toast_new (text);
  if (!mls_project_is_read_only (self->project))
    {
      adw_toast_set_button_label (toast, _("Name this version…"));
      adw_toast_set_action_name (toast, "win.name-version");
    }
  mls_window_toast (self, toast);
}

static void
name_version (const char *name, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (name != NULL && self->workspace != NULL)
    mls_workspace_name_version (self->workspace, name);
}

static void
do_name_version (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project != NULL)
    mls_window_ask (self, "delivery", _("Name of this version of the project"), NULL, name_version);
}

static void
show_refused (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  const MlsProposal *proposal = self->workspace != NULL ? mls_workspace_get_proposal (self->workspace) : NULL;

  if (proposal != NULL && proposal->verdict != NULL && proposal->verdict->breaches->len > 0)
    {
      MlsPoint place = g_array_index (proposal->verdict->breaches, MlsBreach, 0).place;
      MlsBox box = { place.x, place.y, place.x, place.y };

      mls_map_go_to (self->canvas, &box, 1000);
    }
}

static void
except_for (const char *reason, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (reason != NULL && self->workspace != NULL)
    mls_workspace_except (self->workspace, reason);
}

/* What was refused, else the place that was gone to. */
static void
do_except (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  const MlsProposal *proposal = self->workspace != NULL ? mls_workspace_get_proposal (self->workspace) : NULL;
  gboolean cure = proposal != NULL && proposal->plan != NULL && proposal->plan->verb == MLS_VERB_CURE;

  if (mls_window_reject_judgement (self))
    return;

  if (proposal != NULL && !cure && proposal->verdict != NULL && mls_verdict_is_exceptable (proposal->verdict))
    mls_window_ask (self, "refused", _("Reason for the exception"), NULL, except_for);
  else if ((proposal == NULL || cure) && self->workspace != NULL && !mls_window_keep_ours (self) &&
           !mls_window_send_back_change (self))
    mls_window_except_place (self);
}

static void
do_carry_over (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_carry_over (self->workspace);
}

static void
do_focus_map (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (((MlsWindow *) user_data)->canvas));
}

static const GActionEntry entries[] = {
  { "undo", do_undo },
  { "redo", do_redo },
  { "tool", NULL, "s", "'line'", change_tool },
  { "newer-vintage", do_newer },
  { "older-vintage", do_older },
  { "toggle-kind", do_kind },
  { "next-dimension", do_dimension },
  { "next-fills", do_fills },
  { "state", do_state },
  { "hold-photo", NULL, NULL, "false", change_look },
  { "hold-vintage", NULL, NULL, "false", change_look },
  { "hold-bare", NULL, NULL, "false", change_look },
  { "zoom-to-selection", do_zoom_to_selection },
  { "other-side", do_other_side },
  { "snapping", NULL, NULL, "true", change_snapping },
  { "tracing", NULL, NULL, "false", change_tracing },
  { "livewire", NULL, NULL, "false", change_livewire },
  { "square", NULL, NULL, "false", change_square },
  { "strips", NULL, NULL, "false", change_strips },
  { "completing", NULL, NULL, "false", change_completing },
  { "gauge", NULL, NULL, "false", change_gauge },
  { "parallel", do_parallel },
  { "segment", do_segment },
  { "strip-width", do_strip_width },
  { "remove-last-vertex", do_remove_last_vertex },
  { "drop-sketch", do_drop_sketch },
  { "cure", do_cure },
  { "absorb", do_absorb },
  { "merge-selected", do_merge },
  { "except", do_except },
  { "carry-over", do_carry_over },
  { "show-refused", show_refused },
  { "pick-here", do_pick },
  { "nudge", do_nudge, "(ii)" },
  { "extend", do_extend, "i" },
  { "remove-vertices", do_remove_vertices },
  { "straighten", do_redraw },
  { "simplify", do_redraw },
  { "smooth", do_redraw },
  { "infrared", do_infrared },
  { "saved", do_saved },
  { "name-version", do_name_version },
  { "focus-map", do_focus_map },
};

/* What widgets of the window say. */

static void
pointer_moved (MlsWindow *self, double east, double north)
{
  mls_bottom_bar_set_pointer (self->bottom, east, north);
  mls_window_place_tip (self);
}

static void
map_problem (MlsWindow *self, const char *text)
{
  mls_window_say (self, MLS_MESSAGE_WARNING, text);
}

static void
map_mended (MlsWindow *self, const char *problem)
{
  mls_message_bar_withdraw (self->messages, problem);
  mls_window_toast (self, mls_toast_new (_("The photo is all there again")));
}

static void
map_busy (MlsWindow *self, gboolean busy)
{
  mls_bottom_bar_set_busy (self->bottom, busy);
}

static void
map_preparing (MlsWindow *self, double fraction)
{
  mls_bottom_bar_set_preparing (self->bottom, fraction);
}

static void
pair_picked (MlsWindow *self, guint cover, guint use)
{
  if (self->workspace != NULL && !mls_window_take_code (self, (MlsPair){ cover, use }))
    mls_workspace_give_pair (self->workspace, (MlsPair){ cover, use });
}

static void
scale_chosen (MlsWindow *self, double scale)
{
  if (self->workspace != NULL)
    mls_viewport_set_scale (mls_workspace_get_viewport (self->workspace), scale);
}

/**
 * mls_window_init_edit:
 * @self: a window being made
 */
void
mls_window_init_edit (MlsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  g_signal_connect_object (self->canvas, "pointer-moved", G_CALLBACK (pointer_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "problem", G_CALLBACK (map_problem), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "mended", G_CALLBACK (map_mended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "busy", G_CALLBACK (map_busy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "preparing", G_CALLBACK (map_preparing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->codes, "pair-picked", G_CALLBACK (pair_picked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bottom, "scale-chosen", G_CALLBACK (scale_chosen), self, G_CONNECT_SWAPPED);
}
