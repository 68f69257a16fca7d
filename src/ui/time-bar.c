#include "ui/time-bar.h"

#include "store/compact.h"
#include "store/verb-title.h"
#include "store/version.h"

#include <glib/gi18n.h>

/* How often the map follows a slider that is dragged, ms: as often as it can draw. */
#define FOLLOW_MS 40

/* Of a page of the slider: so many make up the history. */
#define N_PAGES 20

struct _MlsTimeBar
{
  AdwBin           parent_instance;

  /* template */
  GtkLabel        *what;
  GtkLabel        *number;
  GtkWidget       *bring_back;
  GtkWidget       *scale;
  GtkAdjustment   *place;    /* an operation */

  /* owned */
  MlsWorkspace    *workspace; /* (nullable) */
  GPtrArray       *versions;  /* (element-type MlsVersion) (nullable) */
  guint            source;    /* a motion that the map is to follow */
  gboolean         wanted;
  gboolean         showing;   /* it follows the workspace, and says nothing to it */
};

G_DEFINE_FINAL_TYPE (MlsTimeBar, mls_time_bar, ADW_TYPE_BIN)

static MlsStore *
store_of (MlsTimeBar *self)
{
  return mls_project_get_store (mls_workspace_get_project (self->workspace));
}

static gint64
shown_operation (MlsTimeBar *self)
{
  return mls_workspace_get_outlook (self->workspace, mls_workspace_get_pane (self->workspace))->as_of;
}

/* The panes of a clash are of two times whatever anybody does. */
static gboolean
shows_past (MlsTimeBar *self)
{
  if (mls_workspace_get_aside (self->workspace) != NULL)
    return FALSE;

  for (guint i = 0; i < MLS_MAX_PANES; i++)
    if (mls_workspace_is_seen (self->workspace, i) && mls_workspace_get_outlook (self->workspace, i)->as_of != 0)
      return TRUE;

  return FALSE;
}

static const char *
version_name (MlsTimeBar *self, gint64 operation)
{
  for (guint i = self->versions != NULL ? self->versions->len : 0; i > 0; i--)
    {
      const MlsVersion *version = g_ptr_array_index (self->versions, i - 1);

      if (version->operation == operation)
        return version->name;
    }

  return NULL;
}

/* "28/11/2026 14:02 · Split · Anna · “Delivery”" */
static char *
dup_description (MlsTimeBar *self, gint64 id)
{
  g_autoptr (MlsOperation) operation = mls_store_operation (store_of (self), id, NULL);
  g_autoptr (GDateTime) time = operation != NULL ? mls_operation_get_time (operation) : NULL;
  g_autofree char *at = time != NULL ? g_date_time_format (time, "%x %H:%M") : NULL;
  const char *name = version_name (self, id);
  GString *text = g_string_new (at);

  if (operation != NULL)
    g_string_append_printf (text, " · %s · %s", mls_verb_title_of_name (operation->verb), operation->author);
  if (name != NULL)
    g_string_append_printf (text, _(" · “%s”"), name);

  return g_string_free (text, FALSE);
}

/* Where the history was compacted the slider stands for the next state that there is. */
static gint64
state_at_place (MlsTimeBar *self)
{
  gint64 at = (gint64) gtk_adjustment_get_value (self->place), state;

  return mls_store_find_state (store_of (self), at, &state, NULL) ? state : at;
}

static void
describe (MlsTimeBar *self)
{
  gint64 last = (gint64) gtk_adjustment_get_upper (self->place);
  gint64 at = state_at_place (self);
  g_autofree char *text = at < last ? dup_description (self, at) : g_strdup (C_("state", "Now"));
  g_autofree char *number = g_strdup_printf ("%'d / %'d", (int) at, (int) last);

  gtk_label_set_text (self->what, text);
  gtk_label_set_text (self->number, number);
  gtk_widget_set_sensitive (self->bring_back, at < last);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

/* Versions may be named while the bar is there. */
static void
mark_versions (MlsTimeBar *self)
{
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = mls_store_list_versions (store_of (self), NULL);
  gtk_scale_clear_marks (GTK_SCALE (self->scale));
  for (guint i = 0; self->versions != NULL && i < self->versions->len; i++)
    {
      const MlsVersion *version = g_ptr_array_index (self->versions, i);

      gtk_scale_add_mark (GTK_SCALE (self->scale), (double) version->operation, GTK_POS_TOP, NULL);
    }
}

/* The newest operation is now, and goes on being it. */
static void
show_place (MlsTimeBar *self)
{
  gint64 last = mls_store_last_operation (store_of (self), NULL);
  gint64 shown = shown_operation (self);

  self->showing = TRUE;
  gtk_adjustment_configure (self->place, (double) (shown != 0 ? shown : last), 1, (double) last, 1,
                            MAX (1, (double) last / N_PAGES), 0);
  self->showing = FALSE;
  describe (self);
}

static void
show_state (MlsTimeBar *self)
{
  gboolean is_open = self->wanted || shows_past (self);

  if (is_open && !gtk_widget_get_visible (GTK_WIDGET (self)))
    mark_versions (self);
  gtk_widget_set_visible (GTK_WIDGET (self), is_open);
  if (is_open && self->source == 0)
    show_place (self);
}

static void
go_to_place (MlsTimeBar *self)
{
  gint64 at = state_at_place (self);

  mls_workspace_set_as_of (self->workspace, (double) at < gtk_adjustment_get_upper (self->place) ? at : 0);
}

static gboolean
follow (gpointer user_data)
{
  MlsTimeBar *self = user_data;

  self->source = 0;
  go_to_place (self);
  describe (self);

  return G_SOURCE_REMOVE;
}

/* However many places the hand passes over, the map goes to the last of them. */
static void
on_moved (GtkAdjustment *place, MlsTimeBar *self)
{
  if (!self->showing && self->workspace != NULL && self->source == 0)
    self->source = g_timeout_add (FOLLOW_MS, follow, self);
}

static void
mls_time_bar_dispose (GObject *object)
{
  mls_time_bar_set_workspace (MLS_TIME_BAR (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_TIME_BAR);

  G_OBJECT_CLASS (mls_time_bar_parent_class)->dispose (object);
}

static void
mls_time_bar_class_init (MlsTimeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_time_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/time-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsTimeBar, what);
  gtk_widget_class_bind_template_child (widget_class, MlsTimeBar, number);
  gtk_widget_class_bind_template_child (widget_class, MlsTimeBar, bring_back);
  gtk_widget_class_bind_template_child (widget_class, MlsTimeBar, scale);
  gtk_widget_class_bind_template_child (widget_class, MlsTimeBar, place);
  gtk_widget_class_bind_template_callback (widget_class, on_moved);
}

static void
mls_time_bar_init (MlsTimeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mls_time_bar_set_workspace:
 * @self: the bar
 * @workspace: (nullable): whose views it takes through time
 */
void
mls_time_bar_set_workspace (MlsTimeBar *self, MlsWorkspace *workspace)
{
  g_return_if_fail (MLS_IS_TIME_BAR (self));

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_set_object (&self->workspace, workspace);
  self->wanted = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (workspace == NULL)
    return;

  g_signal_connect_object (workspace, "state-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
}

/* What was just shown is there once it was laid out, and a menu that closes has given the focus back by then. */
static gboolean
take_focus (gpointer user_data)
{
  MlsTimeBar *self = user_data;

  if (self->scale != NULL && gtk_widget_get_mapped (self->scale))
    gtk_widget_grab_focus (self->scale);

  return G_SOURCE_REMOVE;
}

/**
 * mls_time_bar_open:
 * @self: the bar of a workspace
 *
 * Shows it, with the keys going to the slider.
 */
void
mls_time_bar_open (MlsTimeBar *self)
{
  g_return_if_fail (MLS_IS_TIME_BAR (self) && self->workspace != NULL);

  self->wanted = TRUE;
  show_state (self);
  g_idle_add_full (G_PRIORITY_LOW, take_focus, g_object_ref (self), g_object_unref);
}

/**
 * mls_time_bar_close:
 * @self: the bar
 *
 * The view in hand shows what is; the bar goes unless another one shows the past.
 */
void
mls_time_bar_close (MlsTimeBar *self)
{
  g_return_if_fail (MLS_IS_TIME_BAR (self));

  g_clear_handle_id (&self->source, g_source_remove);
  self->wanted = FALSE;
  if (self->workspace == NULL)
    return;

  mls_workspace_set_as_of (self->workspace, 0);
  show_state (self);
}
