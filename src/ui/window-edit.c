/* What is done with a project in a window: keys and buttons on the one side, the workspace on the
 * other, and what it says back. */

#include "ui/window-private.h"

#include "base/format.h"
#include "ui/application.h"

#include <glib/gi18n.h>
#include <string.h>

/* Actions of the header, the tool column and the keys; all of them need a project. */

static void
do_undo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_undo (self->workspace);
}

static void
do_redo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
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
do_panes (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_set_n_panes (self->workspace, (guint) g_variant_get_int32 (parameter));
}

/* Vintages by year, whatever their order in the file. */
static void
step_vintage (MlsWindow *self, int direction)
{
  const MlsRules *rules;
  guint now, best = G_MAXUINT;

  if (self->workspace == NULL)
    return;

  rules = mls_project_get_rules (self->project);
  now = mls_workspace_get_vintage (self->workspace);
  for (guint v = 0; v < rules->n_vintages; v++)
    {
      int ahead = (rules->vintages[v].year - rules->vintages[now].year) * direction;

      if (ahead > 0 && (best == G_MAXUINT || ahead < (rules->vintages[best].year - rules->vintages[now].year) * direction))
        best = v;
    }

  if (best != G_MAXUINT)
    mls_workspace_set_vintage (self->workspace, best);
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
    mls_workspace_set_dimension (self->workspace,
                                 (mls_workspace_get_dimension (self->workspace) + 1) % MLS_N_DIMENSIONS);
}

static void
do_fills (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  double opacity = mls_map_get_opacity (self->canvas);

  /* Borders alone, a veil, a map. */
  mls_map_set_opacity (self->canvas, opacity < 0.2 ? 0.35 : opacity < 0.6 ? 0.8 : 0);
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
}

static void
do_zoom_to_selection (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  const MlsSelection *selection = self->workspace != NULL ? mls_workspace_get_selection (self->workspace) : NULL;

  if (selection != NULL && !mls_box_is_empty (&selection->box))
    mls_map_go_to (self->canvas, &selection->box, 500);
}

static void
do_other_side (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_exchange_sides (self->workspace);
}

static void
do_snapping (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  gboolean snapping;

  if (self->workspace == NULL)
    return;

  snapping = !mls_workspace_get_snapping (self->workspace);
  mls_workspace_set_snapping (self->workspace, snapping);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (snapping ? _("Snapping is on") : _("Snapping is off")));
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

  give_hand (self, MLS_INPUT_CANCEL);
  mls_message_bar_close (self->messages);
}

static void
do_cure (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace == NULL)
    return;

  if (mls_workspace_get_proposal (self->workspace) == NULL &&
      mls_workspace_get_sketch (self->workspace).n_placed == 0 && mls_window_cure_place (self))
    return;

  mls_workspace_accept (self->workspace);
}

static void
do_favourite (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsPair pair = mls_favourites_get_pair (self->favourites, (guint) g_variant_get_int32 (parameter));

  if (self->workspace != NULL && (pair.cover != 0 || pair.use != 0))
    mls_workspace_give_pair (self->workspace, pair);
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
do_saved (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *time = self->saved_at != NULL ? g_date_time_format (self->saved_at, "%X") : NULL;
  g_autofree char *text = time != NULL ? g_strdup_printf (_("All saved, %s"), time) : g_strdup (_("All saved"));

  if (self->project != NULL)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
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

  if (self->workspace != NULL)
    mls_workspace_except (self->workspace, reason);
}

static void
do_except (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  const MlsProposal *proposal = self->workspace != NULL ? mls_workspace_get_proposal (self->workspace) : NULL;

  if (proposal != NULL && proposal->verdict != NULL && mls_verdict_is_exceptable (proposal->verdict))
    mls_ask_bar_ask (self->ask, _("Reason for the exception"), NULL, except_for, self);
}

static const GActionEntry entries[] = {
  { "undo", do_undo },
  { "redo", do_redo },
  { "tool", NULL, "s", "'line'", change_tool },
  { "panes", do_panes, "i" },
  { "newer-vintage", do_newer },
  { "older-vintage", do_older },
  { "toggle-kind", do_kind },
  { "next-dimension", do_dimension },
  { "next-fills", do_fills },
  { "hold-photo", NULL, NULL, "false", change_look },
  { "hold-vintage", NULL, NULL, "false", change_look },
  { "hold-bare", NULL, NULL, "false", change_look },
  { "zoom-to-selection", do_zoom_to_selection },
  { "other-side", do_other_side },
  { "snapping", do_snapping },
  { "remove-last-vertex", do_remove_last_vertex },
  { "drop-sketch", do_drop_sketch },
  { "cure", do_cure },
  { "except", do_except },
  { "show-refused", show_refused },
  { "favourite", do_favourite, "i" },
  { "pick-here", do_pick },
  { "saved", do_saved },
};

/* What the workspace says back. */

/* What is being typed goes on: the panel is told only what it does not know. */
static void
show_codes (MlsWindow *self, const MlsNomenclature *nomenclature, int year)
{
  MlsPair pair = mls_workspace_get_pair (self->workspace);
  MlsPair shown = mls_code_panel_get_pair (self->codes);

  if (self->coded_year != year)
    mls_code_panel_set_nomenclature (self->codes, (MlsNomenclature *) nomenclature, year);
  self->coded_year = year;

  if (pair.cover != shown.cover || pair.use != shown.use)
    mls_code_panel_set_pair (self->codes, pair);
}

/* Vintage, kind, view and pair as they are now. */
static void
update_state (MlsWindow *self)
{
  static const char *const views[] = { N_("cover"), N_("use"), N_("cover and use") };
  const MlsRules *rules = mls_project_get_rules (self->project);
  gboolean correction = mls_workspace_get_correction (self->workspace);
  int year = rules->vintages[mls_workspace_get_vintage (self->workspace)].year;
  g_autofree char *subtitle =
      g_strdup_printf ("%d · %s · %s", year, correction ? _("correction") : _("change"),
                       _(views[mls_workspace_get_dimension (self->workspace)]));

  adw_window_title_set_subtitle (self->title, subtitle);
  if (correction)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "correction");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "correction");

  show_codes (self, rules->nomenclature, year);
  mls_bottom_bar_set_photo (self->bottom, mls_map_get_photo_title (self->canvas));
}

/* The action's own state follows the workspace, which may be changed by other ways too. */
static void
state_changed (MlsWindow *self)
{
  GSimpleAction *tool = G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "tool"));

  g_simple_action_set_state (tool, g_variant_new_string (mls_tool_name (mls_workspace_get_tool (self->workspace))));
  update_state (self);
}

/* The tip stands beside the pointer, off the line that is being drawn. */
static void
place_tip (MlsWindow *self)
{
  graphene_point_t at;

  if (mls_map_get_pointer_px (self->canvas, &at))
    {
      gtk_widget_set_margin_start (GTK_WIDGET (self->verdict), MAX (0, (int) at.x + 24));
      gtk_widget_set_margin_top (GTK_WIDGET (self->verdict), MAX (0, (int) at.y + 20));
    }
}

static void
sketch_changed (MlsWindow *self)
{
  const MlsProposal *proposal = mls_workspace_get_proposal (self->workspace);
  gboolean drawing = mls_workspace_get_sketch (self->workspace).n_placed > 0;

  place_tip (self);
  mls_verdict_tip_show (self->verdict, drawing ? proposal : NULL, mls_project_get_rules (self->project),
                        mls_workspace_get_vintage (self->workspace));
  if (drawing && proposal != NULL && proposal->plan != NULL && proposal->plan->pending)
    mls_first_steps_tick (self->first_steps, MLS_FIRST_STEP_DRAW);
}

static void
refused (MlsWindow *self, const MlsProposal *proposal)
{
  MlsMessageButton buttons[3];
  guint n_buttons = 0;

  if (proposal->plan != NULL && proposal->plan->pending)
    {
      mls_window_say (self, MLS_MESSAGE_INFORMATION, _("Pick a code for this side: type it, or take a favourite"));
      mls_first_steps_tick (self->first_steps, MLS_FIRST_STEP_DRAW);
      return;
    }

  if (proposal->verdict != NULL && proposal->verdict->breaches->len > 0)
    buttons[n_buttons++] = (MlsMessageButton){ _("Show"), "win.show-refused" };
  if (proposal->cure != NULL)
    buttons[n_buttons++] = (MlsMessageButton){ _("Cure (Enter)"), "win.cure" };
  if (proposal->verdict != NULL && mls_verdict_is_exceptable (proposal->verdict))
    buttons[n_buttons++] = (MlsMessageButton){ _("Keep… (Shift+Enter)"), "win.except" };

  mls_message_bar_say (self->messages, MLS_MESSAGE_REFUSAL, proposal->refusal->message, buttons, n_buttons);
}

static void
author_given (const char *name, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project == NULL)
    return;

  g_settings_set_string (mls_window_settings (self), "author", name);
  mls_project_set_author (self->project, name);
  mls_workspace_go_on (self->workspace);
}

/* Asked once, over the map, at the first edit. The account's name is a guess to start from; an
 * administrator's is no person's. */
static void
author_wanted (MlsWindow *self)
{
  const char *guess = g_get_real_name ();
  gboolean person = g_strcmp0 (g_get_user_name (), "root") != 0 && g_strcmp0 (guess, "Unknown") != 0;

  mls_ask_bar_ask (self->ask, _("Your name, written with each edit"), person ? guess : NULL, author_given, self);
}

static void
said (MlsWindow *self, const char *text)
{
  mls_window_say (self, MLS_MESSAGE_WARNING, text);
}

static void
update_saved (MlsWindow *self)
{
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  g_clear_pointer (&self->saved_at, g_date_time_unref);
  self->saved_at = g_date_time_new_now_local ();
  time = g_date_time_format (self->saved_at, "%X");
  text = g_strdup_printf (_("All saved, %s"), time);
  mls_bottom_bar_set_saved (self->bottom, text);
}

static void
committed (MlsWindow *self, guint verb, const MlsProposal *proposal)
{
  mls_message_bar_close (self->messages);
  if (proposal->refusal != NULL)
    mls_first_steps_tick (self->first_steps, MLS_FIRST_STEP_CURE);
  else if (verb == MLS_VERB_SPLIT)
    mls_first_steps_tick (self->first_steps, MLS_FIRST_STEP_CODE);
}

static void
project_changed (MlsWindow *self, MlsDelta *delta)
{
  g_autoptr (MlsOperation) last = NULL;
  gint64 operation = mls_store_last_operation (mls_project_get_store (self->project), NULL);

  update_saved (self);
  mls_window_touch_queue (self);
  last = mls_store_operation (mls_project_get_store (self->project), operation, NULL);
  if (last != NULL && g_strcmp0 (last->verb, MLS_VERB_UNDO) == 0)
    mls_first_steps_tick (self->first_steps, MLS_FIRST_STEP_UNDO);
}

static void
fill_row (MlsWindow *self, MlsOverlay *overlay, MlsPoint point, guint vintage, MlsRegionRow *row)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  MlsCell *cell = mls_overlay_cell_at (overlay, point);

  row->vintage = rules->vintages[vintage].code;
  row->edited = vintage == mls_workspace_get_vintage (self->workspace);
  for (int d = MLS_DIMENSION_COVER; cell != NULL && d <= MLS_DIMENSION_USE; d++)
    {
      MlsRegionCode *code = &row->codes[d];
      MlsPair pair = mls_label_pair (&cell->labels[vintage]);
      g_autoptr (MlsRegion) region =
          mls_region_new (overlay, cell, vintage, (MlsDimension) d, (MlsRegionLimit){ 0, 512 });

      code->code = d == MLS_DIMENSION_COVER ? pair.cover : pair.use;
      code->area_m2 = mls_area2_to_m2 (region->area2);
      code->at_least = region->at_least;
      code->minimum_m2 = code->code == 0 ? 0 : mls_area2_to_m2 (mls_nomenclature_minimum (rules->nomenclature, (MlsDimension) d, pair));
    }
}

static void
selection_changed (MlsWindow *self)
{
  const MlsSelection *selection = mls_workspace_get_selection (self->workspace);
  const MlsRules *rules = mls_project_get_rules (self->project);
  g_autofree MlsRegionRow *rows = g_new0 (MlsRegionRow, rules->n_vintages);
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (mls_project_get_patch (self->project));

  for (guint v = 0; selection != NULL && v < rules->n_vintages; v++)
    fill_row (self, overlay, selection->point, v, &rows[v]);

  mls_region_panel_set_nomenclature (self->region, (MlsNomenclature *) rules->nomenclature);
  mls_region_panel_set_rows (self->region, rows, selection != NULL ? rules->n_vintages : 0);
}

static void
viewport_changed (MlsWindow *self)
{
  mls_bottom_bar_set_scale (self->bottom, mls_viewport_get_scale (mls_workspace_get_viewport (self->workspace)));
}

/**
 * mls_window_connect_edit:
 * @self: a window whose project has just been opened
 */
void
mls_window_connect_edit (MlsWindow *self)
{
  MlsViewport *viewport = mls_workspace_get_viewport (self->workspace);

  g_signal_connect_object (self->workspace, "state-changed", G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "sketch-changed", G_CALLBACK (sketch_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "selection-changed", G_CALLBACK (selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "refused", G_CALLBACK (refused), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "said", G_CALLBACK (said), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "committed", G_CALLBACK (committed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "author-wanted", G_CALLBACK (author_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "changed", G_CALLBACK (project_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (viewport, "changed", G_CALLBACK (viewport_changed), self, G_CONNECT_SWAPPED);
  mls_bottom_bar_set_saved (self->bottom, _("All saved"));

  self->coded_year = 0;
  state_changed (self);
  selection_changed (self);
  viewport_changed (self);
}

/* What widgets of the window say. */

static void
pointer_moved (MlsWindow *self, double east, double north)
{
  mls_bottom_bar_set_pointer (self->bottom, east, north);
  place_tip (self);
}

static void
map_problem (MlsWindow *self, const char *text)
{
  mls_window_say (self, MLS_MESSAGE_WARNING, text);
}

static void
pair_picked (MlsWindow *self, guint cover, guint use)
{
  if (self->workspace != NULL)
    mls_workspace_give_pair (self->workspace, (MlsPair){ cover, use });
}

static void
favourite_chosen (MlsWindow *self, guint index)
{
  g_action_group_activate_action (G_ACTION_GROUP (self), "favourite", g_variant_new_int32 ((gint32) index));
}

static void
favourite_kept (MlsWindow *self, guint index)
{
  if (self->workspace != NULL)
    mls_favourites_set_pair (self->favourites, index, mls_workspace_get_pair (self->workspace));
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
  g_signal_connect_object (self->codes, "pair-picked", G_CALLBACK (pair_picked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->favourites, "chosen", G_CALLBACK (favourite_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->favourites, "kept", G_CALLBACK (favourite_kept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bottom, "scale-chosen", G_CALLBACK (scale_chosen), self, G_CONNECT_SWAPPED);
}
