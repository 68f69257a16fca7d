#include "document/workspace-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MlsWorkspace, mls_workspace, G_TYPE_OBJECT)

guint mls_workspace_signals[MLS_WORKSPACE_N_SIGNALS];

static void
mls_workspace_dispose (GObject *object)
{
  MlsWorkspace *self = MLS_WORKSPACE (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_pointer (&self->proposal, mls_proposal_free);
  g_clear_pointer (&self->edge_guide, mls_edge_guide_free);
  mls_workspace_clear_sweep (self);
  mls_workspace_clear_handles (self);
  g_clear_pointer (&self->selected, g_ptr_array_unref);
  g_clear_object (&self->viewport);
  g_clear_object (&self->references);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mls_workspace_parent_class)->dispose (object);
}

static void
mls_workspace_finalize (GObject *object)
{
  MlsWorkspace *self = MLS_WORKSPACE (object);

  mls_tool_free (self->tool);
  mls_trail_free (self->trail);
  g_array_unref (self->last.points);
  g_array_unref (self->dropped.points);
  g_array_unref (self->asked.points);
  g_array_unref (self->corrected);
  g_array_unref (self->unwanted);
  g_clear_pointer (&self->zone, mls_zone_free);
  g_clear_pointer (&self->aside, mls_set_aside_free);
  g_array_unref (self->dates);
  g_free (self->text);

  G_OBJECT_CLASS (mls_workspace_parent_class)->finalize (object);
}

static guint
signal_new (const char *name, guint n_params, GType first, GType second)
{
  return g_signal_new (name, MLS_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_params, first, second);
}

static void
mls_workspace_class_init (MlsWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  guint *signals = mls_workspace_signals;

  object_class->dispose = mls_workspace_dispose;
  object_class->finalize = mls_workspace_finalize;

  signals[MLS_WORKSPACE_STATE_CHANGED] = signal_new ("state-changed", 0, 0, 0);
  signals[MLS_WORKSPACE_SHARE_CHANGED] = signal_new ("share-changed", 0, 0, 0);
  signals[MLS_WORKSPACE_SKETCH_CHANGED] = signal_new ("sketch-changed", 0, 0, 0);
  signals[MLS_WORKSPACE_SELECTION_CHANGED] = signal_new ("selection-changed", 0, 0, 0);
  signals[MLS_WORKSPACE_REFUSED] = signal_new ("refused", 1, G_TYPE_POINTER, 0);
  signals[MLS_WORKSPACE_SAID] = signal_new ("said", 1, G_TYPE_STRING, 0);
  signals[MLS_WORKSPACE_AUTHOR_WANTED] = signal_new ("author-wanted", 0, 0, 0);
  signals[MLS_WORKSPACE_SHOWN] = signal_new ("shown", 1, G_TYPE_POINTER, 0);
  signals[MLS_WORKSPACE_CLASHED] = signal_new ("clashed", 2, G_TYPE_POINTER, G_TYPE_STRING);
  signals[MLS_WORKSPACE_NAMED] = signal_new ("named", 1, G_TYPE_STRING, 0);
  signals[MLS_WORKSPACE_DATES_CHANGED] = signal_new ("dates-changed", 0, 0, 0);
  signals[MLS_WORKSPACE_DRAFTED] = signal_new ("drafted", 1, G_TYPE_STRING, 0);
  signals[MLS_WORKSPACE_COMMITTED] = signal_new ("committed", 2, G_TYPE_UINT, G_TYPE_POINTER);
}

static void
mls_workspace_init (MlsWorkspace *self)
{
  self->viewport = mls_viewport_new ();
  self->unwanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->dates = g_array_new (FALSE, FALSE, sizeof (MlsText));
  self->trail = mls_trail_new ();
  g_signal_connect_object (self->viewport, "changed", G_CALLBACK (mls_workspace_note_view), self, G_CONNECT_SWAPPED);
  self->strip_width = MLS_STRIP_WIDTH_MM;
  self->tool = mls_tool_new (MLS_TOOL_LINE);
  self->last.points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  self->dropped.points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  self->asked.points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  self->corrected = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  mls_workspace_init_selection (self);
  mls_workspace_init_handles (self);
  mls_workspace_init_sweep (self);
  mls_workspace_init_livewire (self);
  mls_workspace_init_panes (self);
  self->snapping = TRUE;
  self->towards = 1;
  self->referenced = TRUE;
  self->sight = MLS_BOX_EMPTY;
}

/**
 * mls_workspace_emit:
 * @self: a workspace
 * @signal: one without arguments
 */
void
mls_workspace_emit (MlsWorkspace *self, guint signal)
{
  g_signal_emit (self, mls_workspace_signals[signal], 0);
}

/**
 * mls_workspace_say:
 * @self: a workspace
 * @text: what to tell the operator
 */
void
mls_workspace_say (MlsWorkspace *self, const char *text)
{
  g_signal_emit (self, mls_workspace_signals[MLS_WORKSPACE_SAID], 0, text);
}

/* What was tried out is of a state that is past; what is selected may be another region now. */
static void
project_changed (MlsProject *project, MlsDelta *delta, MlsWorkspace *self)
{
  gboolean other_dates = mls_workspace_follow_dates (self);

  mls_workspace_drop_proposal (self);
  mls_workspace_end_sweep (self);
  mls_workspace_find_handles_again (self);
  mls_workspace_find_vertices (self);
  mls_workspace_select_again (self, FALSE);
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);

  /* Classes may be others, too. */
  if (delta == NULL)
    mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
  if (other_dates)
    mls_workspace_emit (self, MLS_WORKSPACE_DATES_CHANGED);
}

/**
 * mls_workspace_new:
 * @project: what is worked on
 *
 * Returns: (transfer full): a workspace on its newest vintage, with the line tool
 */
MlsWorkspace *
mls_workspace_new (MlsProject *project)
{
  MlsWorkspace *self = g_object_new (MLS_TYPE_WORKSPACE, NULL);
  const MlsRules *rules = mls_project_get_rules (project);

  self->project = g_object_ref (project);
  self->references = mls_references_new (project);
  mls_workspace_note_dates (self);
  g_signal_connect_object (project, "changed", G_CALLBACK (project_changed), self, 0);

  mls_workspace_keep_to_classes (self);
  mls_workspace_show_from (self, mls_vintage_newest (rules->vintages, rules->n_vintages));

  return self;
}

/**
 * mls_workspace_get_project:
 * @self: a workspace
 *
 * Returns: (transfer none): what is worked on
 */
MlsProject *
mls_workspace_get_project (MlsWorkspace *self)
{
  return self->project;
}

/**
 * mls_workspace_get_viewport:
 * @self: a workspace
 *
 * Returns: (transfer none): where it looks
 */
MlsViewport *
mls_workspace_get_viewport (MlsWorkspace *self)
{
  return self->viewport;
}

/**
 * mls_workspace_get_references:
 * @self: a workspace
 *
 * Returns: (transfer none): the reference layers of its project, whether they are shown or not
 */
MlsReferences *
mls_workspace_get_references (MlsWorkspace *self)
{
  return self->references;
}

/**
 * mls_workspace_meaning_changed:
 * @self: a workspace
 *
 * Another vintage or dimension is another meaning of all that is under the hand.
 */
void
mls_workspace_meaning_changed (MlsWorkspace *self)
{
  mls_workspace_end_sweep (self);
  mls_workspace_find_handles_again (self);
  mls_workspace_find_vertices (self);
  mls_workspace_select_again (self, TRUE);
  mls_workspace_mean_anew (self);
}

/**
 * mls_workspace_get_correction:
 * @self: a workspace
 *
 * Returns: whether edits are corrections
 */
gboolean
mls_workspace_get_correction (MlsWorkspace *self)
{
  return self->correction;
}

/**
 * mls_workspace_set_correction:
 * @self: a workspace
 * @correction: whether the limit or code was wrong, at all dates; else the land changed
 */
void
mls_workspace_set_correction (MlsWorkspace *self, gboolean correction)
{
  if (self->correction == !!correction)
    return;

  if (correction && !mls_project_may_correct (self->project))
    {
      g_autofree char *text = mls_project_dup_correctors (self->project);

      mls_workspace_say (self, text);
      return;
    }

  mls_workspace_settle (self);
  self->correction = !!correction;
  mls_workspace_meaning_changed (self);
}

/**
 * mls_workspace_get_named:
 * @self: a workspace
 *
 * Returns: the vintages that corrections are of besides the edited one; none if of all
 */
MlsVintageSet
mls_workspace_get_named (MlsWorkspace *self)
{
  return self->named;
}

/**
 * mls_workspace_set_named:
 * @self: a workspace
 * @named: the vintages that corrections are of besides the edited one; none for all
 */
void
mls_workspace_set_named (MlsWorkspace *self, MlsVintageSet named)
{
  if (self->named == named)
    return;

  mls_workspace_settle (self);
  self->named = named;
  mls_workspace_meaning_changed (self);
}

/* "2021 + 2024", in the order of the file. */
static char *
describe_vintages (const MlsRules *rules, MlsVintageSet set)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint v = 0; v < rules->n_vintages; v++)
    if ((set & MLS_VINTAGE (v)) != 0)
      g_string_append_printf (text, "%s%d", text->len > 0 ? " + " : "", rules->vintages[v].year);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* When the state right after an operation was the newest. */
static char *
dup_time_of (MlsWorkspace *self, gint64 id)
{
  g_autoptr (MlsOperation) operation = mls_store_operation (mls_project_get_store (self->project), id, NULL);
  g_autoptr (GDateTime) at = operation != NULL ? mls_operation_get_time (operation) : NULL;

  return at != NULL ? g_date_time_format (at, "%x %H:%M") : g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

/* "2024 · as on 28/11/2026 14:02" */
static char *
describe_past (MlsWorkspace *self, int year, gint64 operation)
{
  g_autofree char *at = dup_time_of (self, operation);
  /* Translators: the map as it was at a date and time. */
  g_autofree char *then = g_strdup_printf (_("as on %s"), at);

  return g_strdup_printf ("%d · %s", year, then);
}

/* "2024 · theirs: Anna": what a pane is for where somebody is to decide. */
static char *
describe_side (MlsWorkspace *self, int year, const MlsOutlook *outlook)
{
  g_autofree char *theirs = g_strdup_printf (_("theirs: %s"), self->aside->operation->author);

  if (outlook->as_of == 0)
    return g_strdup_printf ("%d · %s", year, _("ours"));

  return g_strdup_printf ("%d · %s", year, outlook->theirs != 0 ? theirs : _("before both"));
}

/**
 * mls_workspace_describe:
 * @self: a workspace
 * @pane: a pane
 *
 * Returns: (transfer full): for people, what an edit in it is of: its vintage and the kind, "2024 ·
 *   change", and of a correction the vintages it is of; of one that shows the past, as of when; that nothing can be
 *   edited, where that is so
 */
char *
mls_workspace_describe (MlsWorkspace *self, guint pane)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  guint vintage = mls_workspace_get_vintage_of (self, pane);
  g_autofree char *vintages = NULL;

  if (self->aside != NULL && pane < self->n_panes)
    return describe_side (self, rules->vintages[vintage].year, &self->outlooks[pane]);
  if (self->outlooks[pane].as_of != 0)
    return describe_past (self, rules->vintages[vintage].year, self->outlooks[pane].as_of);
  if (self->drafting)
    return g_strdup_printf ("%d · %s", rules->vintages[vintage].year, _("control"));
  if (rules->vintages[vintage].state == MLS_VINTAGE_FROZEN)
    return g_strdup_printf ("%d · %s", rules->vintages[vintage].year, _("frozen"));
  if (!self->correction && rules->vintages[vintage].state == MLS_VINTAGE_CLOSED)
    return g_strdup_printf ("%d · %s", rules->vintages[vintage].year, _("closed to changes"));
  if (!self->correction)
    return g_strdup_printf ("%d · %s", rules->vintages[vintage].year, _("change"));
  if (self->named == 0)
    return g_strdup_printf ("%d · %s", rules->vintages[vintage].year, _("correction, all dates"));

  vintages = describe_vintages (rules, self->named | MLS_VINTAGE (vintage));

  return g_strdup_printf ("%d · %s %s", rules->vintages[vintage].year, _("correction"), vintages);
}

/**
 * mls_workspace_get_snapping:
 * @self: a workspace
 *
 * Returns: whether points are drawn to vertices and borders
 */
gboolean
mls_workspace_get_snapping (MlsWorkspace *self)
{
  return self->snapping;
}

/**
 * mls_workspace_set_snapping:
 * @self: a workspace
 * @snapping: whether points are drawn to vertices and borders
 */
void
mls_workspace_set_snapping (MlsWorkspace *self, gboolean snapping)
{
  self->snapping = !!snapping;
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_get_tracing:
 * @self: a workspace
 *
 * Returns: whether a line leads along borders from one place on them to the next
 */
gboolean
mls_workspace_get_tracing (MlsWorkspace *self)
{
  return self->tracing;
}

/**
 * mls_workspace_set_tracing:
 * @self: a workspace
 * @tracing: whether a line leads along borders from one place on them to the next, as long as points are
 *   drawn to these
 */
void
mls_workspace_set_tracing (MlsWorkspace *self, gboolean tracing)
{
  self->tracing = !!tracing;
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_get_tool:
 * @self: a workspace
 *
 * Returns: the tool in hand
 */
MlsToolKind
mls_workspace_get_tool (MlsWorkspace *self)
{
  return mls_tool_get_kind (self->tool);
}

/**
 * mls_workspace_set_tool:
 * @self: a workspace
 * @kind: the tool to take in hand; an unfinished sketch is dropped, and comes back with Ctrl+Z
 */
void
mls_workspace_set_tool (MlsWorkspace *self, MlsToolKind kind)
{
  if (mls_tool_get_kind (self->tool) == kind)
    return;

  if (kind == MLS_TOOL_MEASURE)
    {
      self->before_measure = mls_tool_get_kind (self->tool);
      self->interrupted = self->before_measure == MLS_TOOL_LINE && mls_tool_is_busy (self->tool);
    }

  mls_workspace_drop_sketch (self);
  mls_tool_free (self->tool);
  self->tool = mls_tool_new (kind);
  mls_workspace_find_handles_again (self);
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_get_pair:
 * @self: a workspace
 *
 * Returns: the current pair; a code not picked is 0
 */
MlsPair
mls_workspace_get_pair (MlsWorkspace *self)
{
  return self->pair;
}

/**
 * mls_workspace_set_pair:
 * @self: a workspace
 * @pair: the current pair from now on; nothing is given to any region
 */
void
mls_workspace_set_pair (MlsWorkspace *self, MlsPair pair)
{
  self->pair = pair;
  mls_workspace_mean_anew (self);
}

/**
 * mls_workspace_get_sketch:
 * @self: a workspace
 *
 * Returns: what the tool shows, until the next input
 */
MlsSketch
mls_workspace_get_sketch (MlsWorkspace *self)
{
  return mls_tool_get_sketch (self->tool);
}

/**
 * mls_workspace_get_snap:
 * @self: a workspace
 *
 * Returns: what the hand was drawn to
 */
MlsSnap
mls_workspace_get_snap (MlsWorkspace *self)
{
  return self->snap;
}

/**
 * mls_workspace_get_proposal:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): what the sketch would do, until the next input or change
 */
const MlsProposal *
mls_workspace_get_proposal (MlsWorkspace *self)
{
  return self->proposal;
}
