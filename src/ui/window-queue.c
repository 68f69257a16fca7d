/* Lists of a window that are stepped through: findings, changes between two dates, regions that a filter asks for. */

#include "ui/window-private.h"

#include "rules/finding.h"
#include "store/error.h"

#include <glib/gi18n.h>

/* More marks than that would be the map. What changed has its outline: a mark would hide what is to be looked at. */
#define MAX_MARKS 5000

static gboolean
are_marked (MlsWindow *self, GListModel *places)
{
  switch (mls_queue_panel_get_kind (self->queue))
    {
    case MLS_QUEUE_FINDINGS:
      return TRUE;
    case MLS_QUEUE_FOUND:
      return g_list_model_get_n_items (places) <= MAX_MARKS;
    case MLS_QUEUE_CHANGES:
    case MLS_QUEUE_DIFFERENCES:
    case MLS_N_QUEUES:
      break;
    }

  return FALSE;
}

/* Marks on the map what is listed, while a new list is made what was before. */
static void
places_listed (MlsWindow *self, GListModel *places)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  if (places == NULL)
    return;

  for (guint i = 0; are_marked (self, places) && i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);
      MlsPoint point = mls_place_get_point (place);

      g_array_append_val (points, point);
    }
  mls_map_set_places (self->canvas, points);
}

/* Whether what was found is there, or will not be. */
static void
end_check (MlsWindow *self, gboolean is_there)
{
  if (self->checking && is_there && self->check == MLS_PLACES_CHECK_ALL)
    self->check = MLS_PLACES_CHECK;
  if (self->checking && self->is_stale)
    mls_window_touch_queue (self);
  self->checking = FALSE;
  self->is_stale = FALSE;
}

static void
list_is_there (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFlags) flags = NULL;
  g_autoptr (GListModel) places = mls_places_finish (MLS_PROJECT (source), result, &flags, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->project != MLS_PROJECT (source))
    return;

  end_check (self, places != NULL);
  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED))
    {
      mls_queue_panel_set_stopped (self->queue);
      return;
    }

  if (places == NULL)
    {
      mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
      if (self->listed == MLS_QUEUE_DIFFERENCES)
        mls_window_end_contrast (self);
      return;
    }

  mls_queue_panel_set_list (self->queue, places);
  if (flags != NULL)
    mls_map_set_flags (self->canvas, flags);
}

static void
search_goes_on (double fraction, gpointer user_data)
{
  mls_queue_panel_set_done (((MlsWindow *) user_data)->queue, fraction);
}

/* What is edited and shown, where the filter names nothing else; of changes the edited vintage and the one it is compared
 * with, the older one first. */
static MlsPlacesSearch
search_now (MlsWindow *self, MlsFilter *filter)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  guint edited = mls_workspace_get_vintage (self->workspace);
  MlsPlacesSearch search = { .filter = filter,
                             .vintage = edited,
                             .since = MLS_NO_VINTAGE,
                             .dimension = mls_workspace_get_dimension (self->workspace),
                             .order = mls_queue_panel_get_order (self->queue),
                             .progress = search_goes_on };

  if (mls_queue_panel_get_kind (self->queue) == MLS_QUEUE_CHANGES)
    mls_vintage_compare (rules->vintages, rules->n_vintages, edited, &search.since, &search.vintage);

  return mls_places_search_resolve (&search);
}

/* Without a filter all that changed is listed, but no region. */
static void
search (MlsWindow *self)
{
  g_autoptr (MlsFilter) filter = mls_queue_panel_parse_filter (self->queue);
  const MlsPlacesSearch wanted = search_now (self, filter);
  g_autoptr (GListStore) none = NULL;

  self->searched = wanted;
  self->searched.filter = NULL;
  if (filter != NULL || self->listed == MLS_QUEUE_CHANGES)
    {
      mls_places_search_async (self->project, &wanted, self->listing, list_is_there, g_object_ref (self));
      return;
    }

  none = g_list_store_new (MLS_TYPE_PLACE);
  mls_queue_panel_set_list (self->queue, G_LIST_MODEL (none));
}

static void
compare (MlsWindow *self)
{
  g_autoptr (MlsFilter) filter = mls_queue_panel_parse_filter (self->queue);
  MlsPlacesComparison comparison = self->compared;

  comparison.filter = filter;
  comparison.order = mls_queue_panel_get_order (self->queue);
  comparison.progress = search_goes_on;
  mls_places_compare_async (self->project, &comparison, self->listing, list_is_there, g_object_ref (self));
}

static void
begin_listing (MlsWindow *self)
{
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  self->listed = mls_queue_panel_get_kind (self->queue);
  self->checking = self->listed == MLS_QUEUE_FINDINGS;
  self->is_stale = FALSE;
}

/**
 * mls_window_fill_queue:
 * @self: a window with a project
 *
 * Makes the list anew, on a thread of its own; what was stopped by hand only as far as that takes no time.
 */
void
mls_window_fill_queue (MlsWindow *self)
{
  begin_listing (self);
  switch (self->listed)
    {
    case MLS_QUEUE_FINDINGS:
      mls_places_find_async (self->project, self->check, search_goes_on, self->listing, list_is_there, g_object_ref (self));
      break;
    case MLS_QUEUE_CHANGES:
    case MLS_QUEUE_FOUND:
      search (self);
      break;
    case MLS_QUEUE_DIFFERENCES:
      compare (self);
      break;
    case MLS_N_QUEUES:
      g_assert_not_reached ();
    }
}

/* A check goes on while somebody edits, or it would never come to an end: what was edited meanwhile is looked at then. */
static gboolean
fill_later (gpointer user_data)
{
  MlsWindow *self = user_data;

  self->fill_source = 0;
  if (self->checking)
    self->is_stale = TRUE;
  else if (self->listed == MLS_QUEUE_DIFFERENCES && self->compared.to != 0)
    return G_SOURCE_REMOVE;
  else if (self->project != NULL && (self->listed == MLS_QUEUE_FINDINGS || !self->search_stopped))
    mls_window_fill_queue (self);

  return G_SOURCE_REMOVE;
}

/**
 * mls_window_touch_queue:
 * @self: a window with a project
 *
 * Says that the list may have become old; it is made anew when the hand rests. One that is being made is older still,
 * and would take back what the panel has been told since.
 */
void
mls_window_touch_queue (MlsWindow *self)
{
  if (self->listed == MLS_QUEUE_CHANGES || self->listed == MLS_QUEUE_FOUND)
    g_cancellable_cancel (self->listing);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  self->fill_source = g_timeout_add (400, fill_later, self);
}

/**
 * mls_window_follow_queue:
 * @self: a window with a project
 *
 * Looks whether the list is still of what is edited and shown.
 */
void
mls_window_follow_queue (MlsWindow *self)
{
  g_autoptr (MlsFilter) filter = NULL;
  MlsPlacesSearch now;

  if (self->listed == MLS_QUEUE_FINDINGS || self->listed == MLS_QUEUE_DIFFERENCES)
    return;

  filter = mls_queue_panel_parse_filter (self->queue);
  now = search_now (self, filter);
  if (now.vintage != self->searched.vintage || now.since != self->searched.since ||
      now.dimension != self->searched.dimension)
    mls_window_touch_queue (self);
}

/**
 * mls_window_list_changes:
 * @self: a window with a project
 * @from: a vintage of it …
 * @to: … and a later one
 * @dimension: in which a change counts
 * @words: the rest of a filter of changes, as "from=CS2 to=CS1" or "from=enaf:A to=enaf:Ue"; "" for all
 *
 * Lists what changed between these dates, whichever is edited and however it is seen, until the filter is another.
 */
void
mls_window_list_changes (MlsWindow *self, guint from, guint to, MlsDimension dimension, const char *words)
{
  const MlsVintage *vintages = mls_project_get_rules (self->project)->vintages;
  g_autofree char *filter = g_strdup_printf ("%s before=%s vintage=%s dimension=%s", words, vintages[from].code,
                                             vintages[to].code, mls_dimension_name (dimension));

  mls_queue_panel_list_changes (self->queue, filter);
}

/* What the last filter found stands out no more, nor what differed. */
static void
kind_chosen (MlsWindow *self, guint kind)
{
  if (self->project == NULL)
    return;

  mls_map_set_imprint (self->canvas, NULL);
  /* Who compares reads, and has the room for it. */
  gtk_widget_set_visible (GTK_WIDGET (self->codes), kind != MLS_QUEUE_DIFFERENCES);
  mls_window_fold_pairs (self);
  if (self->listed != MLS_QUEUE_FINDINGS)
    mls_map_set_flags (self->canvas, NULL);
  mls_window_leave_aside (self);
  self->search_stopped = FALSE;
  mls_window_fill_queue (self);
}

/* Shows what somebody proposed for a place, or what would cure it, where something can. */
static gboolean
offer_cure (MlsWindow *self, MlsPlace *place)
{
  if (mls_place_get_draft (place) != NULL)
    return mls_workspace_offer_draft (self->workspace, mls_place_get_draft (place));

  return mls_place_is_curable (place) &&
         mls_workspace_offer_cure (self->workspace, mls_place_get_point (place), mls_place_get_rule (place));
}

/* Whether it is one whose area the file has wrong: no plan cures that, for no face has it. */
static gboolean
is_measurable (MlsPlace *place)
{
  return g_strcmp0 (mls_place_get_rule (place), mls_finding_rule_name (MLS_FINDING_AREA)) == 0 &&
         g_strcmp0 (mls_place_get_state (place), mls_finding_state_name (MLS_FINDING_OPEN)) == 0;
}

/* Says what can be done about a place, where something can. */
static void
offer_what_can_be_done (MlsWindow *self, MlsPlace *place)
{
  const MlsMessageButton cures[] = { { _("Cure (Enter)"), "win.cure" }, { _("Keep… (Shift+Enter)"), "win.except" } };
  const MlsMessageButton *keep = &cures[1];
  const MlsMessageButton notes[] = { { _("Take note (Shift+Enter)"), "win.except" } };
  const MlsMessageButton verify[] = { { _("Verify (Enter)"), "win.cure" } };
  const MlsMessageButton measure[] = { { _("Write the area anew (Enter)"), "win.cure" } };
  gboolean read_only = mls_project_is_read_only (self->project);
  MlsFinding gone;

  if (mls_window_offer_review (self))
    return;

  if (mls_place_get_gone (place, &gone))
    {
      g_autofree char *text = g_strdup_printf (_("%s: %s"), _("Corrected, to be verified"), mls_place_get_title (place));

      mls_message_bar_say (self->messages, MLS_MESSAGE_INFORMATION, text, verify, read_only ? 0 : 1);
      return;
    }

  if (is_measurable (place))
    mls_message_bar_say (self->messages, MLS_MESSAGE_INFORMATION, mls_place_get_title (place), measure, read_only ? 0 : 1);
  else if (offer_cure (self, place))
    mls_message_bar_say (self->messages, MLS_MESSAGE_INFORMATION, mls_place_get_title (place), cures,
                         mls_place_is_exceptable (place) ? 2 : 1);
  else if (mls_place_is_exceptable (place))
    mls_message_bar_say (self->messages, MLS_MESSAGE_INFORMATION, mls_place_get_title (place), keep, read_only ? 0 : 1);
  else if (mls_place_is_note (place))
    mls_message_bar_say (self->messages, MLS_MESSAGE_INFORMATION, mls_place_get_title (place), notes,
                         read_only ? 0 : G_N_ELEMENTS (notes));
  else if (mls_place_get_remark (place) != NULL)
    mls_message_bar_say (self->messages, MLS_MESSAGE_INFORMATION, mls_place_get_title (place), NULL, 0);
  else
    mls_message_bar_close (self->messages);
}

static void
place_chosen (MlsWindow *self, MlsPlace *place)
{
  MlsBox box = mls_place_get_box (place);
  MlsPoint point = mls_place_get_point (place);

  if (self->workspace == NULL || mls_window_look_at_aside (self, place))
    return;

  if (mls_place_is_of_states (place))
    {
      mls_window_go_to_difference (self, place);
      return;
    }

  if (mls_place_get_vintage (place) != MLS_NO_VINTAGE)
    mls_workspace_set_vintage (self->workspace, mls_place_get_vintage (place));
  if (mls_place_get_dimension (place) != MLS_N_DIMENSIONS)
    mls_workspace_set_dimension (self->workspace, mls_place_get_dimension (place));
  mls_map_go_to (self->canvas, &box, MLS_WORKING_SCALE);
  if (mls_place_get_since (place) != MLS_NO_VINTAGE)
    mls_workspace_select_change (self->workspace, point, mls_place_get_since (place));
  else
    mls_workspace_select (self->workspace, &point);
  offer_what_can_be_done (self, place);
}

static void
do_previous (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (!mls_window_step_unit (self, -1) && !mls_window_step_history (self, -1))
    mls_queue_panel_step (self->queue, -1);
}

static void
do_next (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (!mls_window_step_unit (self, 1) && !mls_window_step_history (self, 1))
    mls_queue_panel_step (self->queue, 1);
}

/* What was found before is a check to go on from: its list needs no check of everything. */
static void
do_stop_listing (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project == NULL || mls_window_stop_history (self))
    return;

  g_cancellable_cancel (self->listing);
  if (self->listed == MLS_QUEUE_FINDINGS)
    {
      self->check = MLS_PLACES_CHECK_SINCE;
      mls_window_fill_queue (self);
    }
  else
    {
      self->search_stopped = TRUE;
      mls_queue_panel_set_stopped (self->queue);
    }
}

/* The list that there is stays until there is another one. */
static void
do_check_all (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project == NULL)
    return;

  self->check = MLS_PLACES_CHECK_ALL;
  if (self->listed == MLS_QUEUE_FINDINGS)
    mls_window_fill_queue (self);
  else
    mls_queue_panel_list_findings (self->queue);
  mls_queue_panel_set_done (self->queue, 0);
}

static void
do_list_again (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project == NULL || mls_window_search_history (self))
    return;

  if (self->listed == MLS_QUEUE_FINDINGS)
    {
      do_check_all (action, parameter, user_data);
      return;
    }

  self->search_stopped = FALSE;
  mls_queue_panel_set_done (self->queue, 0);
  mls_window_fill_queue (self);
}

static void
do_filter (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project != NULL && !mls_window_filter_history (self, NULL))
    mls_queue_panel_start_filter (self->queue);
}

static void
do_filter_view (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsBox sight;

  if (self->project != NULL && mls_map_get_sight (self->canvas, &sight) && !mls_window_filter_history (self, &sight))
    mls_queue_panel_limit_filter (self->queue, &sight);
}

/**
 * mls_window_verify_place:
 * @self: a window with a project
 *
 * Says that what the place gone to was listed for is corrected, and goes on to the next.
 *
 * Returns: whether that is in hand: found no more, and verified by nobody
 */
gboolean
mls_window_verify_place (MlsWindow *self)
{
  MlsPlace *place = mls_queue_panel_get_place (self->queue);
  MlsFinding gone;

  if (place == NULL || !mls_place_get_gone (place, &gone))
    return FALSE;

  mls_message_bar_close (self->messages);
  if (mls_workspace_verify (self->workspace, &gone) && !mls_queue_panel_step (self->queue, 1))
    mls_window_say (self, MLS_MESSAGE_INFORMATION, _("All that is listed is verified"));

  return TRUE;
}

/**
 * mls_window_cure_place:
 * @self: a window with a project
 *
 * Shows what would cure the place that was gone to, if anything can. A wrong area is put right at once: there is nothing to
 * show.
 *
 * Returns: whether it is shown, or done
 */
gboolean
mls_window_cure_place (MlsWindow *self)
{
  MlsPlace *place = mls_queue_panel_get_place (self->queue);

  if (place != NULL && is_measurable (place) && !mls_project_is_read_only (self->project))
    {
      mls_message_bar_close (self->messages);
      mls_workspace_mend_area (self->workspace, mls_place_get_point (place));
      return TRUE;
    }

  return place != NULL && offer_cure (self, place);
}

static void
except_there (const char *reason, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsPlace *place = mls_queue_panel_get_place (self->queue);

  if (self->workspace != NULL && place != NULL)
    mls_workspace_except_at (self->workspace, mls_place_get_point (place), mls_place_get_rule (place), reason);
}

/**
 * mls_window_except_place:
 * @self: a window with a project
 *
 * Asks why the place that was gone to is kept as it is, where that can be. What is only to be known
 * needs no reason.
 */
void
mls_window_except_place (MlsWindow *self)
{
  MlsPlace *place = mls_queue_panel_get_place (self->queue);

  if (place != NULL && mls_place_is_exceptable (place))
    mls_window_ask (self, "findings", _("Reason for the exception"), NULL, except_there);
  else if (place != NULL && mls_place_is_note (place) && self->workspace != NULL)
    {
      mls_message_bar_close (self->messages);
      mls_workspace_keep_at (self->workspace, mls_place_get_point (place));
    }
}

/**
 * mls_window_init_queue:
 * @self: a window being made
 */
void
mls_window_init_queue (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "previous-place", do_previous },
    { "next-place", do_next },
    { "check-all", do_check_all },
    { "stop-listing", do_stop_listing },
    { "list-again", do_list_again },
    { "filter", do_filter },
    { "filter-view", do_filter_view },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->queue, "kind-chosen", G_CALLBACK (kind_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "listed", G_CALLBACK (places_listed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "place-chosen", G_CALLBACK (place_chosen), self, G_CONNECT_SWAPPED);
}
