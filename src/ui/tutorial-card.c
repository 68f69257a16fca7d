#include "ui/tutorial-card.h"

#include <glib/gi18n.h>

/* About how long a line of the card is. */
#define LINE_CHARS 34

/* What the digits of the second step are short for. */
#define COVER "CS6.1.1"
#define USE   "US1.1.1"

typedef struct
{
  const char       *title;   /* (N_) */
  MlsTutorialStep   first;   /* of its steps */
  MlsTutorialStep   end;     /* behind its last */
  MlsTutorialPlace  place;
} Chapter;

static const Chapter chapters[] = {
  { N_("Draw and code"), MLS_TUTORIAL_DRAW, MLS_TUTORIAL_CURE, MLS_TUTORIAL_FIELD },
  { N_("Correct"), MLS_TUTORIAL_CURE, MLS_TUTORIAL_REACH, MLS_TUTORIAL_FIELD },
  { N_("Vertices"), MLS_TUTORIAL_REACH, MLS_TUTORIAL_HOLD, MLS_TUTORIAL_FIELD },
  { N_("Compare dates"), MLS_TUTORIAL_HOLD, MLS_TUTORIAL_GO, MLS_TUTORIAL_VIEW },
  { N_("Findings"), MLS_TUTORIAL_GO, MLS_TUTORIAL_SAMPLE, MLS_TUTORIAL_NOWHERE },
  { N_("Control"), MLS_TUTORIAL_SAMPLE, MLS_TUTORIAL_NAME, MLS_TUTORIAL_NOWHERE },
  { N_("Deliver"), MLS_TUTORIAL_NAME, MLS_N_TUTORIAL_STEPS, MLS_TUTORIAL_NOWHERE },
};

static const char *const texts[MLS_N_TUTORIAL_STEPS] = {
  [MLS_TUTORIAL_DRAW] = N_("Draw a line across the outlined field; right-click to finish"),
  [MLS_TUTORIAL_CODE] = N_("Type 6 1 1 1 1 1: the hatched side becomes meadow"),
  [MLS_TUTORIAL_CURE] = N_("Cut off a corner under 300 m², see why it is refused, press Enter for the cure"),
  [MLS_TUTORIAL_UNDO] = N_("Take it back with Ctrl+Z"),
  [MLS_TUTORIAL_REACH] = N_("Press W and go to a vertex of the field: a larger square has it when it is in reach"),
  [MLS_TUTORIAL_MOVE] = N_("Come nearer with the wheel and drag a vertex: both sides of the border move together"),
  [MLS_TUTORIAL_HOLD] = N_("Hold B: the photo of the other date, under the same borders"),
  [MLS_TUTORIAL_BESIDE] = N_("Press Ctrl+2: both dates side by side; Ctrl+1 leads back"),
  [MLS_TUTORIAL_GO] = N_("Click Findings above the list and press →: the map goes to the next one"),
  [MLS_TUTORIAL_SETTLE] = N_("Enter cures it where a cure is shown, Y writes a comment that is missing; Shift+Enter keeps it as an exception"),
  [MLS_TUTORIAL_SAMPLE] = N_("Open a sample of the village, to be judged"),
  [MLS_TUTORIAL_RIGHT] = N_("Look at the outlined unit; O says that it is right"),
  [MLS_TUTORIAL_WRONG] = N_("G says that the outline of the next one is off, then O that the rest is right"),
  [MLS_TUTORIAL_NAME] = N_("Press Ctrl+Shift+S and give this version a name"),
  [MLS_TUTORIAL_SEAL] = N_("Menu, Deliveries and reports, Versions and deliveries…: seal a delivery"),
};

typedef struct
{
  GtkWidget *box;
  GtkImage  *mark;
  GtkLabel  *text;
} Row;

struct _MlsTutorialCard
{
  GtkBox parent_instance;

  /* template */
  GtkLabel  *title;
  GtkBox    *list;
  GtkButton *sample;
  GtkLabel  *then;
  GtkButton *back;
  GtkLabel  *place;
  GtkButton *where;
  GtkButton *next;

  Row   rows[MLS_N_TUTORIAL_STEPS];
  guint done;    /* a bit a step */
  guint chapter;
};

G_DEFINE_FINAL_TYPE (MlsTutorialCard, mls_tutorial_card, GTK_TYPE_BOX)

enum
{
  PROP_DONE = 1,
  PROP_CHAPTER,
  N_PROPS
};

enum
{
  CLOSED,
  PLACE_WANTED,
  SAMPLE_WANTED,
  AGAIN_WANTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static guint
steps_of (const Chapter *chapter)
{
  return ((1u << chapter->end) - 1) & ~((1u << chapter->first) - 1);
}

static gboolean
is_chapter_done (MlsTutorialCard *self)
{
  guint steps = steps_of (&chapters[self->chapter]);

  return (self->done & steps) == steps;
}

static void
show_row (MlsTutorialCard *self, guint step)
{
  Row *row = &self->rows[step];
  gboolean done = mls_tutorial_card_is_ticked (self, (MlsTutorialStep) step);
  const Chapter *chapter = &chapters[self->chapter];
  g_autofree char *told =
      done ? g_strdup_printf (_("Step %u is done"), step - chapter->first + 1) : g_strdup ("");

  gtk_widget_set_visible (row->box, step >= chapter->first && step < chapter->end);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->mark), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_image_set_from_icon_name (row->mark, done ? "mls-done-symbolic" : "mls-open-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (row->mark), (const char *[]){ done ? "success" : "dim-label", NULL });
  gtk_widget_set_css_classes (GTK_WIDGET (row->text), (const char *[]){ "code", done ? "dim-label" : NULL, NULL });
}

static void
show (MlsTutorialCard *self)
{
  const Chapter *chapter = &chapters[self->chapter];
  gboolean last = self->chapter == G_N_ELEMENTS (chapters) - 1;
  gboolean done = is_chapter_done (self);
  g_autofree char *place = g_strdup_printf ("%u/%u", self->chapter + 1, (guint) G_N_ELEMENTS (chapters));

  for (guint i = 0; i < MLS_N_TUTORIAL_STEPS; i++)
    show_row (self, i);

  gtk_label_set_text (self->title, _(chapter->title));
  gtk_label_set_text (self->place, place);
  gtk_widget_set_sensitive (GTK_WIDGET (self->back), self->chapter > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->where), chapter->place != MLS_TUTORIAL_NOWHERE);
  gtk_widget_set_visible (GTK_WIDGET (self->sample), mls_tutorial_card_teaches (self, MLS_TUTORIAL_SAMPLE) &&
                                                         !mls_tutorial_card_is_ticked (self, MLS_TUTORIAL_SAMPLE));
  gtk_widget_set_visible (GTK_WIDGET (self->then), last && done);
  gtk_button_set_label (self->next, last ? _("Begin Again") : done ? _("Next") : _("Skip"));
  if (done && !last)
    gtk_widget_add_css_class (GTK_WIDGET (self->next), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->next), "suggested-action");
}

static void
want_place (MlsTutorialCard *self)
{
  g_signal_emit (self, signals[PLACE_WANTED], 0, chapters[self->chapter].place);
}

static void
turn_to (MlsTutorialCard *self, guint chapter)
{
  g_object_set (self, "chapter", chapter, NULL);
  want_place (self);
}

static void
on_close_clicked (GtkButton *button, MlsTutorialCard *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
on_back_clicked (GtkButton *button, MlsTutorialCard *self)
{
  turn_to (self, self->chapter - 1);
}

static void
on_next_clicked (GtkButton *button, MlsTutorialCard *self)
{
  if (self->chapter + 1 < G_N_ELEMENTS (chapters))
    turn_to (self, self->chapter + 1);
  else
    g_signal_emit (self, signals[AGAIN_WANTED], 0);
}

static void
on_where_clicked (GtkButton *button, MlsTutorialCard *self)
{
  want_place (self);
}

static void
on_sample_clicked (GtkButton *button, MlsTutorialCard *self)
{
  g_signal_emit (self, signals[SAMPLE_WANTED], 0);
}

static void
add_row (MlsTutorialCard *self, guint step)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark = gtk_image_new ();
  GtkWidget *text = gtk_label_new (_(texts[step]));

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  /* Were it allowed to be narrower, GTK would lay it out for each width that might do, and take a
   * third of the first frame for it. */
  gtk_label_set_width_chars (GTK_LABEL (text), LINE_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (text), LINE_CHARS);
  gtk_widget_set_hexpand (text, TRUE);

  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (self->list, box);

  self->rows[step] = (Row){ box, GTK_IMAGE (mark), GTK_LABEL (text) };
}

static void
mls_tutorial_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MlsTutorialCard *self = MLS_TUTORIAL_CARD (object);

  g_value_set_uint (value, id == PROP_DONE ? self->done : self->chapter);
}

static void
mls_tutorial_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MlsTutorialCard *self = MLS_TUTORIAL_CARD (object);

  if (id == PROP_DONE)
    self->done = g_value_get_uint (value);
  else
    self->chapter = g_value_get_uint (value);
  show (self);
}

static void
mls_tutorial_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_TUTORIAL_CARD);

  G_OBJECT_CLASS (mls_tutorial_card_parent_class)->dispose (object);
}

static void
mls_tutorial_card_class_init (MlsTutorialCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mls_tutorial_card_get_property;
  object_class->set_property = mls_tutorial_card_set_property;
  object_class->dispose = mls_tutorial_card_dispose;

  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, (1u << MLS_N_TUTORIAL_STEPS) - 1, 0,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHAPTER] = g_param_spec_uint ("chapter", NULL, NULL, 0, G_N_ELEMENTS (chapters) - 1, 0,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CLOSED] =
      g_signal_new ("closed", MLS_TYPE_TUTORIAL_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PLACE_WANTED] = g_signal_new ("place-wanted", MLS_TYPE_TUTORIAL_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SAMPLE_WANTED] =
      g_signal_new ("sample-wanted", MLS_TYPE_TUTORIAL_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[AGAIN_WANTED] =
      g_signal_new ("again-wanted", MLS_TYPE_TUTORIAL_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/tutorial-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsTutorialCard, title);
  gtk_widget_class_bind_template_child (widget_class, MlsTutorialCard, list);
  gtk_widget_class_bind_template_child (widget_class, MlsTutorialCard, sample);
  gtk_widget_class_bind_template_child (widget_class, MlsTutorialCard, then);
  gtk_widget_class_bind_template_child (widget_class, MlsTutorialCard, back);
  gtk_widget_class_bind_template_child (widget_class, MlsTutorialCard, place);
  gtk_widget_class_bind_template_child (widget_class, MlsTutorialCard, where);
  gtk_widget_class_bind_template_child (widget_class, MlsTutorialCard, next);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_where_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_sample_clicked);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mls_tutorial_card_init (MlsTutorialCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < MLS_N_TUTORIAL_STEPS; i++)
    add_row (self, i);
  show (self);
}

/**
 * mls_tutorial_card_tick:
 * @self: the card
 * @step: what was just done
 *
 * Ticks a step of the chapter that is open; what is done before its turn or after it does not count.
 */
void
mls_tutorial_card_tick (MlsTutorialCard *self, MlsTutorialStep step)
{
  g_return_if_fail (MLS_IS_TUTORIAL_CARD (self));
  g_return_if_fail ((guint) step < MLS_N_TUTORIAL_STEPS);

  if (gtk_widget_get_visible (GTK_WIDGET (self)) && mls_tutorial_card_teaches (self, step) &&
      !mls_tutorial_card_is_ticked (self, step))
    g_object_set (self, "done", self->done | 1u << step, NULL);
}

/**
 * mls_tutorial_card_tick_code:
 * @self: the card
 * @pair: what was just given to a side or a region
 *
 * Ticks the step of codes if @pair is what it asks for.
 */
void
mls_tutorial_card_tick_code (MlsTutorialCard *self, MlsPair pair)
{
  if (g_strcmp0 (g_quark_to_string (pair.cover), COVER) == 0 && g_strcmp0 (g_quark_to_string (pair.use), USE) == 0)
    mls_tutorial_card_tick (self, MLS_TUTORIAL_CODE);
}

/**
 * mls_tutorial_card_is_ticked:
 * @self: the card
 * @step: a step
 *
 * Returns: whether it was done
 */
gboolean
mls_tutorial_card_is_ticked (MlsTutorialCard *self, MlsTutorialStep step)
{
  g_return_val_if_fail (MLS_IS_TUTORIAL_CARD (self), FALSE);

  return (self->done & 1u << step) != 0;
}

/**
 * mls_tutorial_card_teaches:
 * @self: the card
 * @step: a step
 *
 * Returns: whether it is of the chapter that is open
 */
gboolean
mls_tutorial_card_teaches (MlsTutorialCard *self, MlsTutorialStep step)
{
  g_return_val_if_fail (MLS_IS_TUTORIAL_CARD (self), FALSE);

  return step >= chapters[self->chapter].first && step < chapters[self->chapter].end;
}

/**
 * mls_tutorial_card_is_through:
 * @self: the card
 *
 * Returns: whether its last chapter is open and done
 */
gboolean
mls_tutorial_card_is_through (MlsTutorialCard *self)
{
  g_return_val_if_fail (MLS_IS_TUTORIAL_CARD (self), FALSE);

  return self->chapter == G_N_ELEMENTS (chapters) - 1 && is_chapter_done (self);
}

/**
 * mls_tutorial_card_get_place:
 * @self: the card
 *
 * Returns: where the chapter that is open takes place
 */
MlsTutorialPlace
mls_tutorial_card_get_place (MlsTutorialCard *self)
{
  g_return_val_if_fail (MLS_IS_TUTORIAL_CARD (self), MLS_TUTORIAL_NOWHERE);

  return chapters[self->chapter].place;
}

/**
 * mls_tutorial_card_begin:
 * @self: the card
 *
 * Begins anew, with nothing done.
 */
void
mls_tutorial_card_begin (MlsTutorialCard *self)
{
  g_return_if_fail (MLS_IS_TUTORIAL_CARD (self));

  g_object_set (self, "done", 0, NULL);
  turn_to (self, 0);
}
