#include "ui/first-steps.h"

#include <glib/gi18n.h>

/* About how long a line of the card is. */
#define LINE_CHARS 34

typedef struct
{
  GtkImage *mark;
  GtkLabel *text;
} Step;

struct _MlsFirstSteps
{
  GtkBox parent_instance;

  /* template */
  GtkBox   *list;
  GtkLabel *then;

  Step  steps[MLS_N_FIRST_STEPS];
  guint ticked; /* a bit a step */
};

G_DEFINE_FINAL_TYPE (MlsFirstSteps, mls_first_steps, GTK_TYPE_BOX)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What the digits of the second step are short for. */
#define COVER "CS6.1.1"
#define USE   "US1.1.1"

static const char *const texts[MLS_N_FIRST_STEPS] = {
  [MLS_FIRST_STEP_DRAW] = N_("Draw a line across the outlined field; right-click to finish"),
  [MLS_FIRST_STEP_CODE] = N_("Type 6 1 1 1 1 1: it becomes meadow"),
  [MLS_FIRST_STEP_CURE] = N_("Cut off a corner under 300 m², see why it is refused, press Enter for the cure"),
  [MLS_FIRST_STEP_UNDO] = N_("Take it back with Ctrl+Z"),
};

static void
on_close_clicked (GtkButton *button, MlsFirstSteps *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
add_step (MlsFirstSteps *self, MlsFirstStep step)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark = gtk_image_new_from_icon_name ("mls-open-symbolic");
  GtkWidget *text = gtk_label_new (_(texts[step]));

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (mark, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  /* Were it allowed to be narrower, GTK would lay it out for each width that might do, and take a
   * third of the first frame for it. */
  gtk_label_set_width_chars (GTK_LABEL (text), LINE_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (text), LINE_CHARS);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (text, "code");

  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (self->list, box);

  self->steps[step].mark = GTK_IMAGE (mark);
  self->steps[step].text = GTK_LABEL (text);
}

static void
mls_first_steps_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_FIRST_STEPS);

  G_OBJECT_CLASS (mls_first_steps_parent_class)->dispose (object);
}

static void
mls_first_steps_class_init (MlsFirstStepsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_first_steps_dispose;

  signals[CLOSED] = g_signal_new ("closed", MLS_TYPE_FIRST_STEPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/first-steps.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsFirstSteps, list);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstSteps, then);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mls_first_steps_init (MlsFirstSteps *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < MLS_N_FIRST_STEPS; i++)
    add_step (self, (MlsFirstStep) i);
}

/**
 * mls_first_steps_tick:
 * @self: the card
 * @step: what was just done
 *
 * Ticks a step. With the last of them the card tells what else there is.
 */
void
mls_first_steps_tick (MlsFirstSteps *self, MlsFirstStep step)
{
  g_autofree char *done = NULL;

  g_return_if_fail (MLS_IS_FIRST_STEPS (self));
  g_return_if_fail ((guint) step < MLS_N_FIRST_STEPS);

  if (mls_first_steps_is_ticked (self, step))
    return;

  self->ticked |= 1u << step;
  done = g_strdup_printf (_("Step %u is done"), (guint) step + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->steps[step].mark), GTK_ACCESSIBLE_PROPERTY_LABEL, done, -1);
  gtk_image_set_from_icon_name (self->steps[step].mark, "mls-done-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->steps[step].mark), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->steps[step].mark), "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->steps[step].text), "dim-label");

  gtk_widget_set_visible (GTK_WIDGET (self->then), self->ticked == (1u << MLS_N_FIRST_STEPS) - 1);
}

/**
 * mls_first_steps_tick_code:
 * @self: the card
 * @pair: what was just given to a side or a region
 *
 * Ticks the step of codes if @pair is what it asks for.
 */
void
mls_first_steps_tick_code (MlsFirstSteps *self, MlsPair pair)
{
  if (g_strcmp0 (g_quark_to_string (pair.cover), COVER) == 0 && g_strcmp0 (g_quark_to_string (pair.use), USE) == 0)
    mls_first_steps_tick (self, MLS_FIRST_STEP_CODE);
}

/**
 * mls_first_steps_is_ticked:
 * @self: the card
 * @step: a step
 *
 * Returns: whether it was done
 */
gboolean
mls_first_steps_is_ticked (MlsFirstSteps *self, MlsFirstStep step)
{
  g_return_val_if_fail (MLS_IS_FIRST_STEPS (self), FALSE);

  return (self->ticked & 1u << step) != 0;
}
