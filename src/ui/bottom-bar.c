#include "ui/bottom-bar.h"

#include "base/format.h"
#include "ui/help-topic.h"

#include <glib/gi18n.h>
#include <math.h>

struct _MlsBottomBar
{
  GtkBox parent_instance;

  /* template */
  GtkMenuButton *scale_button;
  GtkPopover    *scale_popover;
  GtkBox        *scale_box;
  GtkEntry      *scale_entry;
  GtkLabel      *outside;
  GtkMenuButton *go_button;
  MlsGoMenu     *go_menu;
  GtkLabel      *pointer;
  GtkLabel      *segment;
  GtkLabel      *zone;
  GtkSpinner    *busy;
  GtkMenuButton *photo_button;
  MlsPhotoMenu  *photo_menu;
  GtkLabel      *photo;
  GtkLabel      *saved;

  guint          busy_source;
  GtkLabel      *preparing;
};

G_DEFINE_FINAL_TYPE (MlsBottomBar, mls_bottom_bar, GTK_TYPE_BOX)

/* What is read faster than this was not waited for. */
#define BUSY_MS 400

enum
{
  SCALE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The working scales of photo-interpretation, and what lies around them. */
static const int scales[] = { 500, 1000, 1500, 2500, 5000, 10000, 25000, 100000 };

static void
choose (MlsBottomBar *self, double denominator)
{
  gtk_popover_popdown (self->scale_popover);
  g_signal_emit (self, signals[SCALE_CHOSEN], 0, denominator);
}

static void
on_scale_clicked (GtkButton *button, MlsBottomBar *self)
{
  choose (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "scale")));
}

/* What is typed may be "2500", "2 500" or "1:2500". */
static void
on_scale_typed (GtkEntry *entry, MlsBottomBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  const char *colon = strchr (text, ':');
  gint64 denominator = 0;

  for (const char *p = colon != NULL ? colon + 1 : text; *p != '\0' && denominator < G_MAXINT; p++)
    if (g_ascii_isdigit (*p))
      denominator = denominator * 10 + g_ascii_digit_value (*p);

  if (denominator > 0)
    choose (self, (double) denominator);
}

static void
on_scale_closed (GtkPopover *popover, MlsBottomBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

static void
mls_bottom_bar_dispose (GObject *object)
{
  g_clear_handle_id (&MLS_BOTTOM_BAR (object)->busy_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_BOTTOM_BAR);

  G_OBJECT_CLASS (mls_bottom_bar_parent_class)->dispose (object);
}

static void
mls_bottom_bar_class_init (MlsBottomBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_bottom_bar_dispose;
  g_type_ensure (MLS_TYPE_GO_MENU);
  g_type_ensure (MLS_TYPE_PHOTO_MENU);

  signals[SCALE_CHOSEN] = g_signal_new ("scale-chosen", MLS_TYPE_BOTTOM_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/bottom-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, scale_button);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, scale_popover);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, scale_box);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, scale_entry);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, outside);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, go_button);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, go_menu);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, pointer);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, segment);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, zone);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, busy);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, preparing);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, photo_button);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, photo_menu);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, photo);
  gtk_widget_class_bind_template_child (widget_class, MlsBottomBar, saved);
  gtk_widget_class_bind_template_callback (widget_class, on_scale_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_scale_typed);
  gtk_widget_class_set_css_name (widget_class, "bottombar");
}

static void
mls_bottom_bar_init (MlsBottomBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mls_help_topic_set (GTK_WIDGET (self->photo_button), "photos");

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autofree char *label = mls_format_scale (scales[i]);
      GtkWidget *button = gtk_button_new_with_label (label);

      g_object_set_data (G_OBJECT (button), "scale", GINT_TO_POINTER (scales[i]));
      gtk_widget_add_css_class (button, "flat");
      g_signal_connect (button, "clicked", G_CALLBACK (on_scale_clicked), self);
      gtk_box_append (self->scale_box, button);
    }
}

/**
 * mls_bottom_bar_set_scale:
 * @self: the bar
 * @denominator: n of the scale 1:n of the map
 */
void
mls_bottom_bar_set_scale (MlsBottomBar *self, double denominator)
{
  g_autofree char *text = mls_format_scale (denominator);
  g_autofree char *name = g_strdup_printf (_("Scale: %s"), text);

  g_return_if_fail (MLS_IS_BOTTOM_BAR (self));

  gtk_menu_button_set_label (self->scale_button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * mls_bottom_bar_set_outside:
 * @self: the bar
 * @outside: whether something is drawn at a scale that interpreters do not work at
 *
 * Says so beside the scale; nothing is forbidden.
 */
void
mls_bottom_bar_set_outside (MlsBottomBar *self, gboolean outside)
{
  g_return_if_fail (MLS_IS_BOTTOM_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self->outside), outside);
}

/**
 * mls_bottom_bar_set_pointer:
 * @self: the bar
 * @x: in m of the project's reference system; NaN when the pointer is not over the map
 * @y: in m
 */
void
mls_bottom_bar_set_pointer (MlsBottomBar *self, double x, double y)
{
  g_autofree char *x_text = mls_format_coordinate (x);
  g_autofree char *y_text = mls_format_coordinate (y);
  g_autofree char *text = g_strdup_printf ("X %s   Y %s", x_text, y_text);

  g_return_if_fail (MLS_IS_BOTTOM_BAR (self));

  gtk_label_set_text (self->pointer, isnan (x) || isnan (y) ? _("Go to…") : text);
}

/**
 * mls_bottom_bar_set_segment:
 * @self: the bar
 * @segment: (nullable): what is said of the segment in hand; %NULL while there is none
 */
void
mls_bottom_bar_set_segment (MlsBottomBar *self, const char *segment)
{
  g_return_if_fail (MLS_IS_BOTTOM_BAR (self));

  gtk_label_set_text (self->segment, segment != NULL ? segment : "");
  gtk_widget_set_visible (GTK_WIDGET (self->segment), segment != NULL);
}

/**
 * mls_bottom_bar_set_zone:
 * @self: the bar
 * @zone: (nullable): how far the author has come in their zone; %NULL where they have none
 */
void
mls_bottom_bar_set_zone (MlsBottomBar *self, const char *zone)
{
  g_return_if_fail (MLS_IS_BOTTOM_BAR (self));

  gtk_label_set_text (self->zone, zone != NULL ? zone : "");
  gtk_widget_set_visible (GTK_WIDGET (self->zone), zone != NULL);
}

/**
 * mls_bottom_bar_set_photo:
 * @self: the bar
 * @photo: (nullable): what is said of the photo that is shown, its date among it
 */
void
mls_bottom_bar_set_photo (MlsBottomBar *self, const char *photo)
{
  const char *text = photo != NULL ? photo : _("No photo");
  /* Translators: %s is what is said of the photo that is shown. */
  g_autofree char *name = g_strdup_printf (_("Photo: %s"), text);

  g_return_if_fail (MLS_IS_BOTTOM_BAR (self));

  gtk_label_set_text (self->photo, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->photo_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * mls_bottom_bar_get_photo_menu:
 * @self: the bar
 *
 * Returns: (transfer none): what opens from the photo's name
 */
MlsPhotoMenu *
mls_bottom_bar_get_photo_menu (MlsBottomBar *self)
{
  g_return_val_if_fail (MLS_IS_BOTTOM_BAR (self), NULL);

  return self->photo_menu;
}

/**
 * mls_bottom_bar_get_go_menu:
 * @self: the bar
 *
 * Returns: (transfer none): what opens from the coordinates
 */
MlsGoMenu *
mls_bottom_bar_get_go_menu (MlsBottomBar *self)
{
  g_return_val_if_fail (MLS_IS_BOTTOM_BAR (self), NULL);

  return self->go_menu;
}

/**
 * mls_bottom_bar_open_go_menu:
 * @self: the bar
 */
void
mls_bottom_bar_open_go_menu (MlsBottomBar *self)
{
  g_return_if_fail (MLS_IS_BOTTOM_BAR (self));

  gtk_menu_button_popup (self->go_button);
}

static gboolean
show_busy (gpointer user_data)
{
  MlsBottomBar *self = user_data;

  self->busy_source = 0;
  gtk_spinner_set_spinning (self->busy, TRUE);

  return G_SOURCE_REMOVE;
}

/**
 * mls_bottom_bar_set_busy:
 * @self: the bar
 * @busy: whether some of the map is still being read
 *
 * Shows it once it has lasted long enough to be noticed.
 */
void
mls_bottom_bar_set_busy (MlsBottomBar *self, gboolean busy)
{
  g_return_if_fail (MLS_IS_BOTTOM_BAR (self));

  if (!busy)
    {
      g_clear_handle_id (&self->busy_source, g_source_remove);
      gtk_spinner_set_spinning (self->busy, FALSE);
    }
  else if (self->busy_source == 0 && !gtk_spinner_get_spinning (self->busy))
    self->busy_source = g_timeout_add (BUSY_MS, show_busy, self);
}

/**
 * mls_bottom_bar_set_preparing:
 * @self: the bar
 * @fraction: how far the overview of the map is, from 0 to 1
 */
void
mls_bottom_bar_set_preparing (MlsBottomBar *self, double fraction)
{
  /* Translators: the map as it is seen from afar, made in the background. */
  g_autofree char *text = g_strdup_printf (_("Overview %d %%"), (int) (100 * fraction));

  g_return_if_fail (MLS_IS_BOTTOM_BAR (self));

  gtk_label_set_text (self->preparing, text);
  gtk_widget_set_visible (GTK_WIDGET (self->preparing), fraction < 1);
}

/**
 * mls_bottom_bar_set_saved:
 * @self: the bar
 * @saved: (nullable): how the work is kept: "All saved", "Read only"
 */
void
mls_bottom_bar_set_saved (MlsBottomBar *self, const char *saved)
{
  g_return_if_fail (MLS_IS_BOTTOM_BAR (self));

  gtk_label_set_text (self->saved, saved != NULL ? saved : "");
}
