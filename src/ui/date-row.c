#include "ui/date-row.h"

#include "base/format.h"

#include <glib/gi18n.h>

struct _MlsDateRow
{
  AdwExpanderRow parent_instance;

  const char *code;     /* interned */
  int         year;
  guint       n_photos;
  guint       state;
  double      share;    /* of the ground that is coded; below 0 while that is not known */
};

G_DEFINE_FINAL_TYPE (MlsDateRow, mls_date_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  TITLED,
  STATED,
  PHOTOS,
  DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const states[MLS_N_VINTAGE_STATES + 1] = {
  [MLS_VINTAGE_OPEN] = N_("Open"),
  [MLS_VINTAGE_CLOSED] = N_("Closed: corrections alone"),
  [MLS_VINTAGE_FROZEN] = N_("Frozen: nothing is written"),
};

static void
mls_date_row_class_init (MlsDateRowClass *klass)
{
  signals[TITLED] = g_signal_new ("titled", MLS_TYPE_DATE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
  signals[STATED] = g_signal_new ("stated", MLS_TYPE_DATE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_UINT);
  signals[PHOTOS] = g_signal_new ("photos", MLS_TYPE_DATE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DROPPED] = g_signal_new ("dropped", MLS_TYPE_DATE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_date_row_init (MlsDateRow *self)
{
  self->share = -1;
}

/* What the row says when it is closed: state, photos, how much is coded. */
static void
describe (MlsDateRow *self)
{
  g_autofree char *count = mls_format_count (self->n_photos);
  g_autofree char *photos = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s photo", "%s photos", self->n_photos), count);
  g_autofree char *share = self->share >= 0 ? g_strdup_printf (_("%.0f %% coded"), 100 * self->share) : NULL;
  g_autofree char *text = g_strjoin (" · ", _(states[self->state]), photos, share, NULL);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
}

static void
on_titled (AdwEntryRow *row, MlsDateRow *self)
{
  g_signal_emit (self, signals[TITLED], 0, gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
on_stated (AdwComboRow *row, GParamSpec *spec, MlsDateRow *self)
{
  guint state = adw_combo_row_get_selected (row);

  if (state != self->state)
    g_signal_emit (self, signals[STATED], 0, state);
}

static void
on_photos (AdwActionRow *row, MlsDateRow *self)
{
  g_signal_emit (self, signals[PHOTOS], 0);
}

static void
on_dropped (GtkButton *button, MlsDateRow *self)
{
  g_signal_emit (self, signals[DROPPED], 0);
}

static GtkWidget *
title_row_new (MlsDateRow *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Title"));
  gtk_editable_set_text (GTK_EDITABLE (row), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect (row, "apply", G_CALLBACK (on_titled), self);

  return row;
}

static GtkWidget *
state_row_new (MlsDateRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  for (guint i = 0; i < MLS_N_VINTAGE_STATES; i++)
    gtk_string_list_append (names, _(states[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("What may be written"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), self->state);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_stated), self);

  return row;
}

static GtkWidget *
photos_row_new (MlsDateRow *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Photos…"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (on_photos), self);

  return row;
}

static GtkWidget *
drop_row_new (MlsDateRow *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Take out"));
  g_autofree char *name = g_strdup_printf (_("Take %d out"), self->year);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Take the date out of the project"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Only one that holds no work"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect (button, "clicked", G_CALLBACK (on_dropped), self);

  return row;
}

/**
 * mls_date_row_new:
 * @vintage: a date of a project
 * @n_photos: how many it has
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
mls_date_row_new (const MlsVintage *vintage, guint n_photos)
{
  MlsDateRow *self = g_object_new (MLS_TYPE_DATE_ROW, NULL);
  g_autofree char *year = g_strdup_printf ("%d", vintage->year);
  gboolean tells_year = g_str_has_prefix (vintage->title, year);
  g_autofree char *title = tells_year ? g_strdup (vintage->title) : g_strdup_printf ("%s · %s", year, vintage->title);

  self->code = vintage->code;
  self->year = vintage->year;
  self->state = vintage->state;
  self->n_photos = n_photos;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), title_row_new (self, vintage->title));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), state_row_new (self));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), photos_row_new (self));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), drop_row_new (self));
  describe (self);

  return GTK_WIDGET (self);
}

/**
 * mls_date_row_get_code:
 * @self: a row
 *
 * Returns: (transfer none): the code of its date
 */
const char *
mls_date_row_get_code (MlsDateRow *self)
{
  return self->code;
}

/**
 * mls_date_row_get_year:
 * @self: a row
 *
 * Returns: the year of its date
 */
int
mls_date_row_get_year (MlsDateRow *self)
{
  return self->year;
}

/**
 * mls_date_row_set_share:
 * @self: a row
 * @share: how much of the ground is coded at its date, from 0 to 1
 */
void
mls_date_row_set_share (MlsDateRow *self, double share)
{
  self->share = share;
  describe (self);
}
