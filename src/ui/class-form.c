#include "ui/class-form.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/field.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* As the store has it. */
#define MAX_MINIMUM_M2 1e12

struct _MlsClassForm
{
  AdwPreferencesGroup parent_instance;

  AdwEntryRow     *label[MLS_N_LANGUAGES];
  AdwEntryRow     *colour;
  GtkColorButton  *picker;
  AdwEntryRow     *minimum;

  /* owned */
  MlsNomenclature *nomenclature; /* (nullable) */

  const MlsClass  *klass;        /* (nullable): of the nomenclature */
};

G_DEFINE_FINAL_TYPE (MlsClassForm, mls_class_form, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_written (AdwEntryRow *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (field))));
}

/* What is written */

/* "#rrggbb", or the six digits alone. */
static gboolean
read_colour (const char *text, guint32 *colour)
{
  const char *digits = *text == '#' ? text + 1 : text;
  guint64 value;

  if (strlen (digits) != 6 || !g_ascii_string_to_unsigned (digits, 16, 0, 0xffffff, &value, NULL))
    return FALSE;

  *colour = (guint32) value;
  return TRUE;
}

/* Square metres with a point or a comma; nothing is 0. */
static gboolean
read_minimum (const char *text, double *minimum_m2)
{
  g_autofree char *number = g_strdelimit (g_strdup (text), ",", '.');

  *minimum_m2 = 0;

  return *number == '\0' || (mls_text_to_number (number, minimum_m2) && *minimum_m2 >= 0 && *minimum_m2 <= MAX_MINIMUM_M2);
}

static gboolean
check_colour (MlsClassForm *self, guint32 *colour)
{
  g_autofree char *text = dup_written (self->colour);
  gboolean good = read_colour (text, colour);

  mls_field_tell (self->colour, good ? NULL : _("A colour is # and six digits or letters from a to f"));

  return good;
}

static gboolean
check_minimum (MlsClassForm *self, double *minimum_m2)
{
  g_autofree char *text = dup_written (self->minimum);
  gboolean good = read_minimum (text, minimum_m2);

  mls_field_tell (self->minimum, good ? NULL : _("A minimum is a number of square metres, from 0 on"));

  return good;
}

/* What is good of it, and differs from what the class is. */
static gboolean
read_change (MlsClassForm *self, MlsClassChange *change, char *labels[MLS_N_LANGUAGES])
{
  double minimum_m2;
  guint32 colour;

  *change = (MlsClassChange){ MLS_CLASS_CHANGE_NONE, .dimension = self->klass->dimension, .code = self->klass->code };
  for (int language = 0; language < MLS_N_LANGUAGES; language++)
    {
      labels[language] = dup_written (self->label[language]);
      if (strcmp (labels[language], self->klass->label[language]) != 0)
        change->label[language] = labels[language];
    }
  if (check_colour (self, &colour) && colour != self->klass->colour)
    change->colour = colour;
  if (check_minimum (self, &minimum_m2) && fabs (minimum_m2 - self->klass->minimum_m2) > 1e-9)
    change->minimum_m2 = minimum_m2;

  return change->label[MLS_LANGUAGE_FRENCH] != NULL || change->label[MLS_LANGUAGE_ENGLISH] != NULL || change->colour >= 0 ||
         change->minimum_m2 >= 0;
}

/**
 * mls_class_form_settle:
 * @self: the form
 *
 * What is written there and good is taken.
 */
void
mls_class_form_settle (MlsClassForm *self)
{
  char *labels[MLS_N_LANGUAGES] = { NULL };
  MlsClassChange change;

  if (self->klass != NULL && read_change (self, &change, labels))
    g_signal_emit (self, signals[CHANGED], 0, &change);
  for (int language = 0; language < MLS_N_LANGUAGES; language++)
    g_free (labels[language]);
}

/* What it shows */

static void
show_colour (MlsClassForm *self, guint32 colour)
{
  const GdkRGBA rgba = { (float) (colour >> 16) / 255, (float) (colour >> 8 & 0xff) / 255, (float) (colour & 0xff) / 255, 1 };

  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (self->picker), &rgba);
}

/* What means the same stays as it was typed. So does what was written for the class as it was before, @old, and is not taken
 * yet: whatever made that another, here or in another program, did not mean to undo it. */
static gboolean
keeps_label (MlsClassForm *self, const MlsClass *old, int language)
{
  g_autofree char *text = dup_written (self->label[language]);

  return strcmp (text, self->klass->label[language]) == 0 || (old != NULL && strcmp (text, old->label[language]) != 0);
}

static gboolean
keeps_colour (MlsClassForm *self, const MlsClass *old)
{
  g_autofree char *text = dup_written (self->colour);
  guint32 written;

  if (!read_colour (text, &written))
    return old != NULL;

  return written == self->klass->colour || (old != NULL && written != old->colour);
}

static gboolean
keeps_minimum (MlsClassForm *self, const MlsClass *old)
{
  g_autofree char *text = dup_written (self->minimum);
  double written;

  if (!read_minimum (text, &written))
    return old != NULL;

  return fabs (written - self->klass->minimum_m2) <= 1e-9 || (old != NULL && fabs (written - old->minimum_m2) > 1e-9);
}

static char *
dup_minimum (double minimum_m2)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (minimum_m2 > 0 ? g_ascii_formatd (number, sizeof number, "%.10g", minimum_m2) : "");
}

/* Where it has no minimum of its own, which one counts all the same. */
static void
describe (MlsClassForm *self)
{
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (self->klass->minimum));
  g_autofree char *inherited = g_strdup_printf (_("Without a minimum of its own; that of the classes below it: %s"), area);
  g_autofree char *title = g_markup_escape_text (g_quark_to_string (self->klass->code), -1);
  const char *text = NULL;

  if (self->klass->state != MLS_CODE_VALID)
    text = _("Came with the data: it is never offered, and always a finding");
  else if (self->klass->minimum_m2 <= 0 && self->klass->minimum > 0)
    text = inherited;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), text);
}

static void
on_written (MlsClassForm *self)
{
  double minimum_m2;
  guint32 colour;

  if (self->klass == NULL)
    return;

  if (check_colour (self, &colour))
    show_colour (self, colour);
  check_minimum (self, &minimum_m2);
}

static void
fill (MlsClassForm *self, const MlsClass *old)
{
  const MlsClass *klass = self->klass;
  g_autofree char *colour = g_strdup_printf ("#%06x", klass->colour);
  g_autofree char *minimum = dup_minimum (klass->minimum_m2);

  for (int language = 0; language < MLS_N_LANGUAGES; language++)
    if (!keeps_label (self, old, language))
      gtk_editable_set_text (GTK_EDITABLE (self->label[language]), klass->label[language]);
  if (!keeps_colour (self, old))
    gtk_editable_set_text (GTK_EDITABLE (self->colour), colour);
  if (!keeps_minimum (self, old))
    gtk_editable_set_text (GTK_EDITABLE (self->minimum), minimum);
  on_written (self);
  describe (self);
}

/**
 * mls_class_form_show:
 * @self: the form
 * @nomenclature: (nullable): a nomenclature
 * @klass: (nullable): a class of it, that is shown from now on
 *
 * What is being written for that class, and is not taken yet, stays.
 */
void
mls_class_form_show (MlsClassForm *self, MlsNomenclature *nomenclature, const MlsClass *klass)
{
  MlsNomenclature *old = self->nomenclature;
  const MlsClass *before = self->klass;
  gboolean again = klass != NULL && before != NULL && klass->code == before->code && klass->dimension == before->dimension;

  self->nomenclature = nomenclature != NULL ? mls_nomenclature_ref (nomenclature) : NULL;
  self->klass = klass;
  gtk_widget_set_visible (GTK_WIDGET (self), klass != NULL);
  if (klass != NULL)
    fill (self, again ? before : NULL);

  g_clear_pointer (&old, mls_nomenclature_unref);
}

static void
on_picked (MlsClassForm *self)
{
  g_autofree char *text = NULL;
  GdkRGBA rgba;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (self->picker), &rgba);
  text = g_strdup_printf ("#%02x%02x%02x", (guint) lround (rgba.red * 255), (guint) lround (rgba.green * 255),
                          (guint) lround (rgba.blue * 255));
  gtk_editable_set_text (GTK_EDITABLE (self->colour), text);
  mls_class_form_settle (self);
}

static void
mls_class_form_finalize (GObject *object)
{
  g_clear_pointer (&MLS_CLASS_FORM (object)->nomenclature, mls_nomenclature_unref);

  G_OBJECT_CLASS (mls_class_form_parent_class)->finalize (object);
}

static void
mls_class_form_class_init (MlsClassFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_class_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_CLASS_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_POINTER);
}

static AdwEntryRow *
add_field (MlsClassForm *self, const char *title)
{
  GtkWidget *field = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (field), title);
  g_signal_connect_object (focus, "leave", G_CALLBACK (mls_class_form_settle), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (field, focus);
  g_signal_connect_object (field, "entry-activated", G_CALLBACK (mls_class_form_settle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "changed", G_CALLBACK (on_written), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), field);

  return ADW_ENTRY_ROW (field);
}

static void
mls_class_form_init (MlsClassForm *self)
{
  self->picker = GTK_COLOR_BUTTON (gtk_color_button_new ());
  gtk_color_button_set_title (self->picker, _("Colour of the class"));
  gtk_widget_set_valign (GTK_WIDGET (self->picker), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picker), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose the colour"), -1);
  g_signal_connect_object (self->picker, "color-set", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);

  self->label[MLS_LANGUAGE_FRENCH] = add_field (self, _("French label"));
  self->label[MLS_LANGUAGE_ENGLISH] = add_field (self, _("English label"));
  self->colour = add_field (self, _("Colour"));
  adw_entry_row_add_suffix (self->colour, GTK_WIDGET (self->picker));
  self->minimum = add_field (self, _("Minimum area, m²"));
}
