#include "ui/story-popover.h"

#include "base/format.h"
#include "document/vintage-photos.h"
#include "store/verb-title.h"
#include "ui/short-label.h"
#include "ui/story-picture.h"

#include <glib/gi18n.h>

/* Of a picture, px. */
#define WIDTH  196
#define HEIGHT 147

/* As much ground around the regions as lets them be recognised, of their larger side; and never less, m. Of a network of
 * roads what is near the place tells more than all of it. */
#define MARGIN       0.25
#define LEAST_SIDE_M 60
#define MOST_SIDE_M  500

#define MAX_WIDTH  840
#define MAX_HEIGHT 132

struct _MlsStoryPopover
{
  GtkPopover    parent_instance;

  GtkBox       *dates;
  GtkListBox   *operations;

  /* owned */
  MlsStory     *story;    /* (nullable) */
  MlsProject   *project;  /* (nullable) */
  GCancellable *pictures; /* (nullable): being made */
};

G_DEFINE_FINAL_TYPE (MlsStoryPopover, mls_story_popover, GTK_TYPE_POPOVER)

enum
{
  DATE_CHOSEN,
  OPERATION_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
class_text (const MlsRules *rules, MlsDimension dimension, MlsText code)
{
  const MlsClass *klass = mls_nomenclature_class (rules->nomenclature, dimension, code);

  return klass != NULL ? mls_class_label (klass, rules->language) : "";
}

/* "Recode · Anna · 14:02" */
static char *
operation_text (const MlsOperation *operation)
{
  g_autofree char *time = mls_verb_time (operation);

  return g_strdup_printf ("%s · %s%s%s", mls_verb_title_of_name (operation->verb), operation->author,
                          *operation->author != '\0' ? " · " : "", time);
}

/* What is said at a date, each on a line: title and how it is written. */
static void
tell_date (const MlsStoryDate *date, const MlsRules *rules, GPtrArray *lines)
{
  const MlsLabel *label = &date->label;
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (date->area2));

  if (mls_label_is_null (label))
    {
      g_ptr_array_add (lines, g_strdup (_("Not mapped at this date")));
      return;
    }

  if (label->field[MLS_FIELD_COVER] != 0)
    g_ptr_array_add (lines, g_strdup_printf ("%s %s", g_quark_to_string (label->field[MLS_FIELD_COVER]),
                                             class_text (rules, MLS_DIMENSION_COVER, label->field[MLS_FIELD_COVER])));
  if (label->field[MLS_FIELD_USE] != 0)
    g_ptr_array_add (lines, g_strdup_printf ("%s %s", g_quark_to_string (label->field[MLS_FIELD_USE]),
                                             class_text (rules, MLS_DIMENSION_USE, label->field[MLS_FIELD_USE])));
  if (date->area2 != 0)
    /* Translators: an area. */
    g_ptr_array_add (lines, date->at_least ? g_strdup_printf (_("at least %s"), area) : g_steal_pointer (&area));
  if (mls_text_is_yes (label->field[MLS_FIELD_DOUBT]))
    g_ptr_array_add (lines, g_strdup (_("Doubt")));
  if (label->field[MLS_FIELD_SOURCE] != 0)
    g_ptr_array_add (lines, g_strdup_printf (_("Source: %s"), g_quark_to_string (label->field[MLS_FIELD_SOURCE])));
  if (label->field[MLS_FIELD_COMMENT] != 0)
    g_ptr_array_add (lines, g_strdup (g_quark_to_string (label->field[MLS_FIELD_COMMENT])));
  if (date->change != NULL)
    g_ptr_array_add (lines, operation_text (date->change));
}

static void
picture_is_there (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkStack) stack = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = mls_story_picture_read_finish (result, &error);
  GtkWidget *shown;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (texture == NULL)
    {
      gtk_label_set_text (GTK_LABEL (gtk_stack_get_child_by_name (stack, "text")), error->message);
      return;
    }

  shown = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_stack_add_named (stack, shown, "picture");
  gtk_stack_set_visible_child (stack, shown);
}

/* The same ground at every date, of the shape of a picture. */
static MlsExtent
extent_of (const MlsStory *story)
{
  MlsBox box = mls_story_box (story);
  MlsBox most = mls_box_grown (&(MlsBox){ story->place.x, story->place.y, story->place.x, story->place.y },
                               MOST_SIDE_M * MLS_MM_PER_M / 2);
  MlsExtent whole = mls_extent_of_box (&box);
  MlsExtent near = mls_extent_of_box (&most);
  MlsExtent ground = mls_extent_intersection (&whole, &near);
  double middle_x = (ground.min_x + ground.max_x) / 2;
  double middle_y = (ground.min_y + ground.max_y) / 2;
  double margin = MARGIN * MAX (mls_extent_width (&ground), mls_extent_height (&ground));
  double width = MAX (mls_extent_width (&ground) + 2 * margin, LEAST_SIDE_M);
  double height = MAX (mls_extent_height (&ground) + 2 * margin, LEAST_SIDE_M);
  double m_per_px = MAX (width / WIDTH, height / HEIGHT);

  return (MlsExtent){ middle_x - m_per_px * WIDTH / 2, middle_y - m_per_px * HEIGHT / 2, middle_x + m_per_px * WIDTH / 2,
                      middle_y + m_per_px * HEIGHT / 2 };
}

/* Twice as fine, for screens that are. */
static GtkWidget *
picture_new (MlsStoryPopover *self, const MlsStoryDate *date)
{
  MlsStore *store = mls_project_get_store (self->project);
  const MlsVintage *vintage = &mls_project_get_rules (self->project)->vintages[date->vintage];
  g_autoptr (GPtrArray) links = mls_store_list_image_links (store, NULL);
  g_autofree char *crs = mls_store_dup_crs (store, NULL);
  g_autoptr (MlsImagery) imagery = mls_vintage_photos_find (links, crs, vintage->code, FALSE, NULL);
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *text = gtk_label_new (NULL);
  MlsExtent extent = extent_of (self->story);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  gtk_widget_set_size_request (stack, WIDTH, HEIGHT);
  gtk_widget_set_overflow (stack, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (stack, "photo");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 1);
  gtk_widget_add_css_class (text, "dim-label");
  gtk_stack_add_named (GTK_STACK (stack), text, "text");
  if (mls_imagery_get_n_sources (imagery) == 0)
    gtk_label_set_text (GTK_LABEL (text), _("No photo of this date"));
  else
    mls_story_picture_read_async (imagery, &extent, WIDTH * scale, HEIGHT * scale, date->outline, self->pictures,
                                  picture_is_there, g_object_ref (stack));

  return stack;
}

static void
on_date_clicked (GtkButton *button, MlsStoryPopover *self)
{
  guint vintage = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "vintage"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[DATE_CHOSEN], 0, vintage);
}

static void
add_date (MlsStoryPopover *self, const MlsStoryDate *date, gboolean edited)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autofree char *year = g_strdup_printf ("%d", rules->vintages[date->vintage].year);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), picture_new (self, date));
  gtk_box_append (GTK_BOX (box), mls_short_label_new (year, "heading"));
  g_string_append (whole, year);
  tell_date (date, rules, lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);
      GtkWidget *label = mls_short_label_new (line, i >= 2 || lines->len == 1 ? "dim-label" : NULL);

      gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
      gtk_label_set_width_chars (GTK_LABEL (label), 1);
      gtk_box_append (GTK_BOX (box), label);
      g_string_append_printf (whole, "\n%s", line);
    }

  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, edited ? "edited" : "flat");
  gtk_widget_set_tooltip_text (button, whole->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole->str, -1);
  g_object_set_data (G_OBJECT (button), "vintage", GUINT_TO_POINTER (date->vintage));
  g_signal_connect (button, "clicked", G_CALLBACK (on_date_clicked), self);
  gtk_box_append (self->dates, button);
}

static void
add_operation (MlsStoryPopover *self, const MlsOperation *operation)
{
  g_autofree char *text = operation_text (operation);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), mls_short_label_new (text, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (self->operations, row);
}

static void
on_operation (MlsStoryPopover *self, GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[OPERATION_CHOSEN], 0, g_ptr_array_index (self->story->operations, index));
}

static void
drop_story (MlsStoryPopover *self)
{
  GtkWidget *child;

  g_cancellable_cancel (self->pictures);
  g_clear_object (&self->pictures);
  while (self->dates != NULL && (child = gtk_widget_get_first_child (GTK_WIDGET (self->dates))) != NULL)
    gtk_box_remove (self->dates, child);
  while (self->operations != NULL && (child = gtk_widget_get_first_child (GTK_WIDGET (self->operations))) != NULL)
    gtk_list_box_remove (self->operations, child);
  g_clear_pointer (&self->story, mls_story_free);
  g_clear_object (&self->project);
}

static void
mls_story_popover_dispose (GObject *object)
{
  MlsStoryPopover *self = MLS_STORY_POPOVER (object);

  g_cancellable_cancel (self->pictures);
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->story, mls_story_free);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mls_story_popover_parent_class)->dispose (object);
}

static void
mls_story_popover_class_init (MlsStoryPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_story_popover_dispose;

  signals[DATE_CHOSEN] = g_signal_new ("date-chosen", MLS_TYPE_STORY_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[OPERATION_CHOSEN] = g_signal_new ("operation-chosen", MLS_TYPE_STORY_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static GtkWidget *
scroller_new (GtkWidget *child, int max_width, int max_height)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  if (max_width > 0)
    gtk_scrolled_window_set_max_content_width (GTK_SCROLLED_WINDOW (scroller), max_width);
  if (max_height > 0)
    gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), max_height);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), max_width > 0 ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER,
                                  max_height > 0 ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);

  return scroller;
}

static void
mls_story_popover_init (MlsStoryPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->dates = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->operations = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->operations), "code-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->operations), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Edits here"), -1);
  g_signal_connect_swapped (self->operations, "row-activated", G_CALLBACK (on_operation), self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "story");
  gtk_box_append (GTK_BOX (box), scroller_new (GTK_WIDGET (self->dates), MAX_WIDTH, 0));
  gtk_box_append (GTK_BOX (box), mls_short_label_new (_("Edits here"), "heading"));
  gtk_box_append (GTK_BOX (box), scroller_new (GTK_WIDGET (self->operations), 0, MAX_HEIGHT));
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/**
 * mls_story_popover_new:
 *
 * Returns: (transfer floating): a popover that tells of no place yet
 */
GtkWidget *
mls_story_popover_new (void)
{
  return g_object_new (MLS_TYPE_STORY_POPOVER, NULL);
}

/**
 * mls_story_popover_tell:
 * @self: the popover
 * @project: whose story it is
 * @story: (transfer full): the story of a place
 * @edited: the vintage that is edited
 *
 * Its photos come when they are there.
 */
void
mls_story_popover_tell (MlsStoryPopover *self, MlsProject *project, MlsStory *story, guint edited)
{
  g_return_if_fail (MLS_IS_STORY_POPOVER (self));

  drop_story (self);
  self->project = g_object_ref (project);
  self->story = story;
  self->pictures = g_cancellable_new ();
  for (guint i = 0; i < story->dates->len; i++)
    {
      const MlsStoryDate *date = g_ptr_array_index (story->dates, i);

      add_date (self, date, date->vintage == edited);
    }
  for (guint i = 0; i < story->operations->len; i++)
    add_operation (self, g_ptr_array_index (story->operations, i));
}
