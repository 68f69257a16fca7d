/* What the workspace says back, shown in the window. */

#include "ui/window-private.h"

#include "base/format.h"
#include "rules/cure.h"

#include <glib/gi18n.h>

/* What is being chosen goes on: the panel is told only what has become otherwise. */
static void
show_codes (MlsWindow *self, const MlsNomenclature *nomenclature, int year)
{
  MlsPair pair = mls_workspace_get_pair (self->workspace);
  gboolean begins = self->coded_year == 0;

  mls_code_panel_set_nomenclature (self->codes, (MlsNomenclature *) nomenclature, year);
  mls_window_show_pairs (self, (MlsNomenclature *) nomenclature, year);
  self->coded_year = year;

  if (self->asked_code != MLS_DIMENSION_PAIR)
    return;
  if (begins || pair.cover != self->coded_pair.cover || pair.use != self->coded_pair.use)
    {
      mls_code_panel_set_pair (self->codes, pair);
      mls_window_follow_pair (self);
    }
  self->coded_pair = pair;
  mls_code_panel_set_view (self->codes, mls_workspace_get_dimension (self->workspace));
}

/* "2024 · change · cover and use" */
static void
show_state (MlsWindow *self)
{
  static const char *const views[] = { N_("cover"), N_("use"), N_("cover and use") };
  g_autofree char *edited = mls_workspace_describe (self->workspace, mls_workspace_get_pane (self->workspace));
  g_autofree char *text =
      g_strdup_printf ("%s · %s", edited, _(views[mls_workspace_get_dimension (self->workspace)]));

  gtk_label_set_text (self->state, text);
  if (mls_workspace_get_correction (self->workspace))
    gtk_widget_add_css_class (GTK_WIDGET (self->state_button), "correction");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_button), "correction");
}

/* Beside @at, on the one side of it or the other. */
static float
place_beside (float at, int size, gboolean before)
{
  const int gap = 22;

  return before ? at - (float) (gap + size) : at + (float) gap;
}

/* Where a tip of @size stands beside @at: after and below it, or before or above where it would leave the
 * map or cover the card of the tutorial, which tells what to do while the tip tells what comes of it. */
static graphene_point_t
place_of_tip (MlsWindow *self, const graphene_point_t *at, const GtkRequisition *size)
{
  GtkWidget *canvas = GTK_WIDGET (self->canvas);
  GtkWidget *card = GTK_WIDGET (self->tutorial);
  const graphene_rect_t map =
      GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (canvas), (float) gtk_widget_get_height (canvas));
  graphene_rect_t taken;
  gboolean has_card = gtk_widget_get_visible (card) && gtk_widget_compute_bounds (card, canvas, &taken);

  for (guint i = 0; i < 4; i++)
    {
      graphene_rect_t tip = GRAPHENE_RECT_INIT (place_beside (at->x, size->width, (i & 1) != 0),
                                                place_beside (at->y, size->height, (i & 2) != 0),
                                                (float) size->width, (float) size->height);

      if (graphene_rect_contains_rect (&map, &tip) &&
          !(has_card && graphene_rect_intersection (&tip, &taken, NULL)))
        return tip.origin;
    }

  return GRAPHENE_POINT_INIT (MAX (0, MIN (at->x, map.size.width - (float) size->width)),
                              MAX (0, MIN (at->y, map.size.height - (float) size->height)));
}

/* What a tip is about: the vertices chosen while keys move them or something is offered for them, the region selected
 * if that is offered something, else what is under the hand. */
static gboolean
place_in_question (MlsWindow *self, MlsPoint *point)
{
  const MlsSelection *selection = mls_workspace_get_selection (self->workspace);
  MlsSketch sketch = mls_workspace_get_sketch (self->workspace);

  if (sketch.n_run > 0 && sketch.n_placed == 0)
    {
      *point = sketch.run[sketch.n_run / 2];
      return TRUE;
    }

  if (!mls_workspace_is_offering (self->workspace) || selection == NULL)
    return mls_map_get_pointer (self->canvas, point);

  *point = selection->point;
  return TRUE;
}

/**
 * mls_window_place_tip:
 * @self: a window with a project
 *
 * Puts the tip that is shown beside the pointer, off the line that is being drawn or measured, or beside the
 * region that something is offered for.
 */
void
mls_window_place_tip (MlsWindow *self)
{
  GtkWidget *verdict = GTK_WIDGET (self->verdict);
  GtkWidget *tip = gtk_widget_get_visible (verdict) ? verdict : GTK_WIDGET (self->measure);
  GtkRequisition size;
  graphene_point_t at, place;
  MlsPoint point;

  if (!gtk_widget_get_visible (tip) || !place_in_question (self, &point) ||
      !mls_map_get_px (self->canvas, point, &at))
    return;

  gtk_widget_set_margin_start (tip, 0);
  gtk_widget_set_margin_top (tip, 0);
  gtk_widget_get_preferred_size (tip, NULL, &size);
  place = place_of_tip (self, &at, &size);
  gtk_widget_set_margin_start (tip, (int) place.x);
  gtk_widget_set_margin_top (tip, (int) place.y);
}

/* What is drawn from too far or too near is not forbidden, only not unseen. */
static void
guard_scale (MlsWindow *self)
{
  double scale = mls_viewport_get_scale (mls_workspace_get_viewport (self->workspace));
  gboolean drawing = mls_workspace_get_tool (self->workspace) != MLS_TOOL_MEASURE &&
                     mls_workspace_get_sketch (self->workspace).n_placed > 0;

  mls_bottom_bar_set_outside (self->bottom, drawing && !mls_scale_is_working (scale));
}

/* "25,3 m, angle 90,0°", while there is a straight segment in hand. */
static void
tell_segment (MlsWindow *self)
{
  MlsSegment segment;
  g_autofree char *length = NULL;
  g_autofree char *text = NULL;

  if (mls_workspace_get_segment (self->workspace, &segment))
    {
      length = mls_format_length (segment.length_m);
      /* Translators: a length, and an angle in degrees: from north, or between two segments of a line. */
      text = g_strdup_printf (segment.is_bearing ? _("%s, bearing %.1f°") : _("%s, angle %.1f°"), length, segment.angle);
    }

  mls_bottom_bar_set_segment (self->bottom, text);
}

static void
sketch_changed (MlsWindow *self)
{
  const MlsProposal *proposal = mls_workspace_get_proposal (self->workspace);
  gboolean offering = mls_workspace_is_offering (self->workspace);
  g_autofree char *left = mls_workspace_dup_left (self->workspace);
  MlsSketch sketch = mls_workspace_get_sketch (self->workspace);
  gboolean drawing = offering || sketch.n_placed > 0 || sketch.n_run > 0;
  MlsMeasure measure;
  gboolean measuring = mls_workspace_get_measure (self->workspace, &measure);

  mls_verdict_tip_show (self->verdict, drawing && !mls_workspace_get_blind (self->workspace) ? proposal : NULL, mls_project_get_rules (self->project),
                        mls_workspace_get_vintage (self->workspace),
                        offering ? _("Enter does it, Esc leaves it") : left);
  mls_measure_tip_show (self->measure, measuring ? &measure : NULL);
  tell_segment (self);
  guard_scale (self);
  mls_window_place_tip (self);
}

/* Why, and where no tip beside the hand tells it what Enter would do. */
static char *
describe_refusal (MlsWindow *self, const MlsProposal *proposal)
{
  g_autofree char *cure = NULL;
  g_autofree char *text = NULL;

  if (proposal->cure == NULL || mls_workspace_get_sketch (self->workspace).n_placed > 0)
    return g_strdup (proposal->refusal->message);

  cure = mls_cure_text (proposal->absorptions, mls_project_get_rules (self->project));
  text = g_strdup_printf (_("Enter: %s"), cure);

  return g_strdup_printf ("%s\n%s", proposal->refusal->message, text);
}

static void
refused (MlsWindow *self, const MlsProposal *proposal)
{
  MlsMessageButton buttons[3];
  guint n_buttons = 0;
  g_autofree char *text = NULL;

  if (mls_proposal_is_pending (proposal))
    {
      mls_window_say (self, MLS_MESSAGE_INFORMATION, _("Pick a code for this side: type it, or take a favourite"));
      return;
    }

  if (proposal->verdict != NULL && proposal->verdict->breaches->len > 0)
    buttons[n_buttons++] = (MlsMessageButton){ _("Show"), "win.show-refused" };
  if (proposal->cure != NULL)
    buttons[n_buttons++] = (MlsMessageButton){ _("Cure (Enter)"), "win.cure" };
  if (proposal->verdict != NULL && mls_verdict_is_exceptable (proposal->verdict))
    buttons[n_buttons++] = (MlsMessageButton){ _("Keep… (Shift+Enter)"), "win.except" };

  text = describe_refusal (self, proposal);
  mls_message_bar_say (self->messages, MLS_MESSAGE_REFUSAL, text, buttons, n_buttons);
}

static void
author_given (const char *name, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project == NULL)
    return;

  if (name == NULL)
    {
      mls_workspace_give_up (self->workspace);
      return;
    }

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

  mls_window_ask (self, "preferences", _("Your name, written with each edit"), person ? guess : NULL, author_given);
}

static void
said (MlsWindow *self, const char *text)
{
  mls_window_say (self, MLS_MESSAGE_WARNING, text);
}

/* What Ctrl+Z would take back, out of sight or not of today's own work. */
static void
shown (MlsWindow *self, const MlsOperation *operation)
{
  g_autoptr (GDateTime) at = mls_operation_get_time (operation);
  g_autofree char *when = at != NULL ? g_date_time_format (at, "%x %X") : g_strdup (operation->at);
  const char *who = *operation->author != '\0' ? operation->author : _("another program");
  g_autofree char *text =
      /* Translators: a time, and a person. */
      g_strdup_printf (_("Done here on %s by %s: Ctrl+Z once more takes it back"), when, who);

  if (!mls_box_is_empty (&operation->box))
    mls_map_go_to (self->canvas, &operation->box, MLS_WORKING_SCALE);
  mls_window_say (self, MLS_MESSAGE_INFORMATION, text);
}

static void
named (MlsWindow *self, const char *name)
{
  g_autofree char *text = g_strdup_printf (_("This version is named “%s”"), name);

  mls_window_toast (self, mls_toast_new (text));
}

/**
 * mls_window_dup_saved:
 * @self: a window with a project
 *
 * Returns: (transfer full): how the work is kept: there is nothing to save
 */
char *
mls_window_dup_saved (MlsWindow *self)
{
  g_autofree char *time = NULL;

  if (mls_project_is_read_only (self->project))
    return g_strdup (_("Read only"));
  if (self->saved_at == NULL)
    return g_strdup (self->copy != NULL ? _("Saved on this computer") : _("All saved"));

  time = g_date_time_format (self->saved_at, "%X");

  return g_strdup_printf (self->copy != NULL ? _("Saved on this computer, %s") : _("All saved, %s"), time);
}

static void
show_saved (MlsWindow *self)
{
  g_autofree char *text = mls_window_dup_saved (self);

  mls_bottom_bar_set_saved (self->bottom, text);
}

/* A correction that other dates may need as well. */
static void
offer_carry_over (MlsWindow *self, MlsVintageSet vintages)
{
  const MlsMessageButton button = { _("Carry over (Ctrl+Enter)"), "win.carry-over" };
  const MlsRules *rules = mls_project_get_rules (self->project);
  g_autoptr (GString) years = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint v = 0; v < rules->n_vintages; v++)
    if ((vintages & MLS_VINTAGE (v)) != 0)
      g_string_append_printf (years, "%s%d", years->len > 0 ? ", " : "", rules->vintages[v].year);

  /* Translators: one year or several. */
  text = g_strdup_printf (_("The same was there in %s, and stays as it was"), years->str);
  mls_message_bar_say (self->messages, MLS_MESSAGE_INFORMATION, text, &button, 1);
}

static gboolean
gives_pair (MlsVerb verb)
{
  return verb == MLS_VERB_SPLIT || verb == MLS_VERB_ISLAND || verb == MLS_VERB_COMPLETE || verb == MLS_VERB_STRIP ||
         verb == MLS_VERB_RECODE;
}

static void
committed (MlsWindow *self, guint verb, const MlsProposal *proposal)
{
  mls_message_bar_close (self->messages);
  if (proposal->verdict != NULL && proposal->verdict->carry_over != 0)
    offer_carry_over (self, proposal->verdict->carry_over);
  if (proposal->refusal == NULL && gives_pair ((MlsVerb) verb))
    mls_window_note_pair (self);
}

static void
project_changed (MlsWindow *self, MlsDelta *delta)
{
  g_autoptr (MlsOperation) last = NULL;
  gint64 operation = mls_store_last_operation (mls_project_get_store (self->project), NULL);

  g_clear_pointer (&self->saved_at, g_date_time_unref);
  self->saved_at = g_date_time_new_now_local ();
  show_saved (self);
  mls_window_touch_queue (self);
  mls_window_follow_history (self);
  mls_window_follow_aside (self);
  last = mls_store_operation (mls_project_get_store (self->project), operation, NULL);
  if (last != NULL)
    mls_window_tell_travel (self, last);
}

static void
set_action_state (MlsWindow *self, const char *action, GVariant *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), action)), state);
}

/* The states of actions follow the workspace, which may be changed by other ways too. */
static void
state_changed (MlsWindow *self)
{
  const MlsRules *rules = mls_project_get_rules (self->project);

  set_action_state (self, "tool", g_variant_new_string (mls_tool_name (mls_workspace_get_tool (self->workspace))));
  set_action_state (self, "snapping", g_variant_new_boolean (mls_workspace_get_snapping (self->workspace)));
  set_action_state (self, "tracing", g_variant_new_boolean (mls_workspace_get_tracing (self->workspace)));
  set_action_state (self, "livewire", g_variant_new_boolean (mls_workspace_get_livewire (self->workspace)));
  set_action_state (self, "square", g_variant_new_boolean (mls_workspace_get_square (self->workspace)));
  set_action_state (self, "gauge", g_variant_new_boolean (mls_workspace_get_gauged (self->workspace)));
  set_action_state (self, "strips",
                    g_variant_new_boolean (mls_workspace_get_meaning (self->workspace) == MLS_MEANS_STRIP));
  set_action_state (self, "completing",
                    g_variant_new_boolean (mls_workspace_get_meaning (self->workspace) == MLS_MEANS_OUTLINE));
  show_state (self);
  show_codes (self, rules->nomenclature, rules->vintages[mls_workspace_get_vintage (self->workspace)].year);
  mls_bottom_bar_set_photo (self->bottom, mls_map_get_photo_title (self->canvas));
  if (mls_workspace_get_selection (self->workspace) == NULL)
    mls_window_show_region (self);
  mls_window_follow_queue (self);
}

static void
viewport_changed (MlsWindow *self)
{
  mls_bottom_bar_set_scale (self->bottom, mls_viewport_get_scale (mls_workspace_get_viewport (self->workspace)));
  guard_scale (self);
}

/**
 * mls_window_connect_edit:
 * @self: a window whose project has just been opened
 */
void
mls_window_connect_edit (MlsWindow *self)
{
  static const struct
  {
    const char *signal;
    GCallback   callback;
  } signals[] = {
    { "state-changed", G_CALLBACK (state_changed) },         { "sketch-changed", G_CALLBACK (sketch_changed) },
    { "selection-changed", G_CALLBACK (mls_window_show_region) }, { "refused", G_CALLBACK (refused) },
    { "said", G_CALLBACK (said) },                           { "committed", G_CALLBACK (committed) },
    { "author-wanted", G_CALLBACK (author_wanted) },         { "shown", G_CALLBACK (shown) },
    { "named", G_CALLBACK (named) },                         { "clashed", G_CALLBACK (mls_window_show_clash) },
  };

  mls_window_connect_judge (self);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (self->workspace, signals[i].signal, signals[i].callback, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "changed", G_CALLBACK (project_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mls_workspace_get_viewport (self->workspace), "changed", G_CALLBACK (viewport_changed),
                           self, G_CONNECT_SWAPPED);

  g_clear_pointer (&self->saved_at, g_date_time_unref);
  self->coded_year = 0;
  show_saved (self);
  state_changed (self);
  mls_window_show_region (self);
  viewport_changed (self);
}
