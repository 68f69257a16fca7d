#include "ui/outlook-menu.h"

#include "store/version.h"
#include "ui/choices.h"

#include <glib/gi18n.h>

typedef enum
{
  ROW_VIEWS,
  ROW_COMPARISON,
  ROW_MOVING,
  ROW_VINTAGE,
  ROW_PHOTO,
  ROW_TIME,
  ROW_MANNER,
  N_ROWS,
} Row;

/* Of the list of versions, px: some of them are seen, all are scrolled to. */
#define TIMES_WIDTH  260
#define TIMES_HEIGHT 110

struct _MlsOutlookMenu
{
  GtkPopover    parent_instance;

  /* owned */
  MlsWorkspace *workspace; /* (nullable) */
  GArray       *by_year;   /* (element-type guint) its vintages */
  GPtrArray    *versions;  /* (element-type MlsVersion) (nullable): the newest last */

  MlsChoices   *choices;
  GtkListBox   *time;      /* now, and then the versions, the newest first */
  gboolean      showing;   /* it follows the workspace, and says nothing to it */
};

G_DEFINE_FINAL_TYPE (MlsOutlookMenu, mls_outlook_menu, GTK_TYPE_POPOVER)

static const MlsChoicesRow rows[N_ROWS] = {
  [ROW_VIEWS] = { N_("Views"), NULL, NULL },
  [ROW_COMPARISON] = { N_("Comparison"), "win.next-comparison", NULL },
  [ROW_MOVING] = { N_("Moving"), NULL, NULL },
  [ROW_VINTAGE] = { N_("Vintage"), "win.newer-vintage", "win.older-vintage" },
  [ROW_PHOTO] = { N_("Photo"), NULL, NULL },
  [ROW_TIME] = { N_("State"), NULL, NULL },
  [ROW_MANNER] = { N_("View and colours"), NULL, NULL },
};

static const char *const comparisons[MLS_N_COMPARISONS] = {
  [MLS_COMPARE_BESIDE] = N_("Side by side"),
  [MLS_COMPARE_SWIPE] = N_("Swipe ↔"),
  [MLS_COMPARE_SWIPE_DOWN] = N_("Swipe ↕"),
  [MLS_COMPARE_FADE] = N_("Fade"),
};

/* Of a row whose buttons stand for vintages, behind @n_before others. */
static guint
vintage_at (MlsOutlookMenu *self, guint i, guint n_before)
{
  return g_array_index (self->by_year, guint, i - n_before);
}

/* Own, each vintage's, none. */
static guint
photo_at (MlsOutlookMenu *self, guint i)
{
  if (i == 0)
    return MLS_PHOTO_OWN;

  return i <= self->by_year->len ? vintage_at (self, i, 1) : MLS_PHOTO_NONE;
}

static const MlsOutlook *
outlook (MlsOutlookMenu *self)
{
  return mls_workspace_get_outlook (self->workspace, mls_workspace_get_pane (self->workspace));
}

static void
choose (guint row, guint i, gpointer user_data)
{
  MlsOutlookMenu *self = user_data;

  if (self->workspace == NULL)
    return;

  switch ((Row) row)
    {
    case ROW_VIEWS:
      mls_workspace_set_n_panes (self->workspace, i + 1);
      break;
    case ROW_COMPARISON:
      mls_workspace_set_comparison (self->workspace, (MlsComparison) i);
      break;
    case ROW_MOVING:
      mls_workspace_set_linked (self->workspace, i == 0);
      break;
    case ROW_VINTAGE:
      mls_workspace_set_vintage (self->workspace, vintage_at (self, i, 0));
      break;
    case ROW_PHOTO:
      mls_workspace_set_photo_of (self->workspace, photo_at (self, i));
      break;
    case ROW_MANNER:
      mls_workspace_set_apart (self->workspace, i == 1);
      break;
    case ROW_TIME:
    case N_ROWS:
      g_assert_not_reached ();
    }
}

static gboolean
is_chosen (guint row, guint i, gpointer user_data)
{
  MlsOutlookMenu *self = user_data;

  switch ((Row) row)
    {
    case ROW_VIEWS:
      return i + 1 == mls_workspace_get_n_panes (self->workspace);
    case ROW_COMPARISON:
      return (MlsComparison) i == mls_workspace_get_comparison (self->workspace);
    case ROW_MOVING:
      return (i == 0) == mls_workspace_get_linked (self->workspace);
    case ROW_VINTAGE:
      return vintage_at (self, i, 0) == outlook (self)->vintage;
    case ROW_PHOTO:
      return photo_at (self, i) == outlook (self)->photo;
    case ROW_MANNER:
      return (i == 1) == outlook (self)->apart;
    case ROW_TIME:
    case N_ROWS:
      break;
    }

  g_assert_not_reached ();
}

/* One view has nothing to go with, nor to be like. */
static gboolean
is_choosable (guint row, guint i, gpointer user_data)
{
  MlsOutlookMenu *self = user_data;
  gboolean is_alone = mls_workspace_get_n_panes (self->workspace) == 1;

  if (row == ROW_MOVING)
    return !is_alone && mls_workspace_get_comparison (self->workspace) == MLS_COMPARE_BESIDE;

  return row != ROW_MANNER || !is_alone;
}

/* The version whose state is shown, as a row of the list behind "now"; the state after another operation is in no row. */
static int
find_time (MlsOutlookMenu *self)
{
  gint64 as_of = outlook (self)->as_of;

  if (as_of == 0)
    return 0;

  for (guint i = 0; self->versions != NULL && i < self->versions->len; i++)
    if (((const MlsVersion *) g_ptr_array_index (self->versions, self->versions->len - 1 - i))->operation == as_of)
      return (int) i + 1;

  return -1;
}

static void
show_state (MlsOutlookMenu *self)
{
  self->showing = TRUE;
  gtk_list_box_select_row (self->time, gtk_list_box_get_row_at_index (self->time, find_time (self)));
  self->showing = FALSE;
  mls_choices_update (self->choices);
}

static void
add_time (MlsOutlookMenu *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_append (self->time, label);
}

/* Versions are named while the menu is closed. They stand in it, a click away, and not in a list that opens over it. */
static void
list_versions (MlsOutlookMenu *self)
{
  GtkListBoxRow *row;

  if (self->workspace == NULL)
    return;

  self->showing = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->time, 0)) != NULL)
    gtk_list_box_remove (self->time, GTK_WIDGET (row));
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = mls_store_list_versions (mls_project_get_store (mls_workspace_get_project (self->workspace)), NULL);
  add_time (self, C_("state", "Now"));
  for (guint i = self->versions != NULL ? self->versions->len : 0; i > 0; i--)
    add_time (self, ((const MlsVersion *) g_ptr_array_index (self->versions, i - 1))->name);
  self->showing = FALSE;
  show_state (self);
}

static void
on_time_chosen (MlsOutlookMenu *self, GtkListBoxRow *row)
{
  int i = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  const MlsVersion *version;

  if (self->showing || self->workspace == NULL || i < 0)
    return;

  version = i > 0 ? g_ptr_array_index (self->versions, self->versions->len - (guint) i) : NULL;
  mls_workspace_set_as_of (self->workspace, version != NULL ? version->operation : 0);
}

static void
list_vintages (MlsOutlookMenu *self)
{
  const MlsRules *of = mls_project_get_rules (mls_workspace_get_project (self->workspace));

  g_clear_pointer (&self->by_year, g_array_unref);
  self->by_year = mls_vintages_by_year (of->vintages, of->n_vintages);

  mls_choices_clear (self->choices, ROW_VINTAGE);
  mls_choices_clear (self->choices, ROW_PHOTO);
  mls_choices_add (self->choices, ROW_PHOTO, _("Same date"));
  for (guint i = 0; i < self->by_year->len; i++)
    {
      g_autofree char *year = g_strdup_printf ("%d", of->vintages[vintage_at (self, i, 0)].year);

      mls_choices_add (self->choices, ROW_VINTAGE, year);
      mls_choices_add (self->choices, ROW_PHOTO, year);
    }
  mls_choices_add (self->choices, ROW_PHOTO, C_("photo", "None"));
}

static GtkWidget *
times_new (MlsOutlookMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Go through history"));

  self->time = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "times");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->time), GTK_ACCESSIBLE_PROPERTY_LABEL, _("State"), -1);
  g_signal_connect_object (self->time, "row-selected", G_CALLBACK (on_time_chosen), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->time));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), TIMES_HEIGHT);
  gtk_widget_set_size_request (scroller, TIMES_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.time");
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static void
add_choices (MlsOutlookMenu *self)
{
  for (guint n = 1; n <= MLS_MAX_PANES; n++)
    {
      g_autofree char *number = g_strdup_printf ("%u", n);

      mls_choices_add (self->choices, ROW_VIEWS, number);
    }
  for (guint i = 0; i < MLS_N_COMPARISONS; i++)
    mls_choices_add (self->choices, ROW_COMPARISON, _(comparisons[i]));
  mls_choices_add (self->choices, ROW_MOVING, C_("views", "Together"));
  mls_choices_add (self->choices, ROW_MOVING, C_("views", "Each by itself"));
  mls_choices_add (self->choices, ROW_MANNER, _("Like the others"));
  mls_choices_add (self->choices, ROW_MANNER, _("Its own"));

  mls_choices_put (self->choices, ROW_TIME, times_new (self));
}

static void
mls_outlook_menu_dispose (GObject *object)
{
  mls_outlook_menu_set_workspace (MLS_OUTLOOK_MENU (object), NULL);

  G_OBJECT_CLASS (mls_outlook_menu_parent_class)->dispose (object);
}

static void
mls_outlook_menu_finalize (GObject *object)
{
  MlsOutlookMenu *self = MLS_OUTLOOK_MENU (object);

  g_clear_pointer (&self->by_year, g_array_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);

  G_OBJECT_CLASS (mls_outlook_menu_parent_class)->finalize (object);
}

static void
mls_outlook_menu_class_init (MlsOutlookMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_outlook_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_outlook_menu_finalize;
}

static void
mls_outlook_menu_init (MlsOutlookMenu *self)
{
  static const MlsChoicesFuncs funcs = { choose, is_chosen, is_choosable };

  self->choices = MLS_CHOICES (mls_choices_new (rows, N_ROWS, &funcs, self));
  add_choices (self);

  mls_choices_fill (self->choices, GTK_POPOVER (self));
  g_signal_connect (self, "show", G_CALLBACK (list_versions), NULL);
}

/**
 * mls_outlook_menu_new:
 *
 * Returns: (transfer floating): a menu of no workspace yet
 */
GtkWidget *
mls_outlook_menu_new (void)
{
  return g_object_new (MLS_TYPE_OUTLOOK_MENU, NULL);
}

/**
 * mls_outlook_menu_set_workspace:
 * @self: the menu
 * @workspace: (nullable): whose views it shows and changes
 */
void
mls_outlook_menu_set_workspace (MlsOutlookMenu *self, MlsWorkspace *workspace)
{
  g_return_if_fail (MLS_IS_OUTLOOK_MENU (self));

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_set_object (&self->workspace, workspace);
  if (workspace == NULL)
    return;

  g_signal_connect_object (workspace, "state-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  list_vintages (self);
  show_state (self);
}
