#include "ui/favourites-form.h"

#include "rules/pair-text.h"
#include "ui/field.h"
#include "ui/keys.h"
#include "ui/pair-palette.h"
#include "ui/swatch.h"

#include <glib/gi18n.h>

typedef struct
{
  AdwEntryRow *field;
  MlsSwatch   *swatch;
  MlsPair      kept;
} Place;

struct _MlsFavouritesForm
{
  AdwPreferencesGroup parent_instance;

  Place            places[MLS_N_PAIRS];

  /* owned */
  MlsNomenclature *nomenclature; /* (nullable) */

  int              year;         /* that pairs are offered for */
};

G_DEFINE_FINAL_TYPE (MlsFavouritesForm, mls_favourites_form, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_none (MlsPair pair)
{
  return pair.cover == 0 && pair.use == 0;
}

static gboolean
is_empty (const Place *place)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (place->field))));

  return *text == '\0';
}

static MlsPair
written_pair (MlsFavouritesForm *self, const Place *place)
{
  return mls_pair_text_read (self->nomenclature, gtk_editable_get_text (GTK_EDITABLE (place->field)));
}

/* What is wrong with what is written there, or NULL. */
static char *
dup_problem (MlsFavouritesForm *self, const Place *place)
{
  MlsPair pair = written_pair (self, place);

  if (is_empty (place))
    return NULL;

  if (is_none (pair))
    return g_strdup (_("These are no codes of the nomenclature"));

  return mls_nomenclature_pair_state (self->nomenclature, pair, self->year) == MLS_CODE_VALID
           ? NULL
           : g_strdup_printf (_("These codes do not go together in %d"), self->year);
}

static void
check (MlsFavouritesForm *self)
{
  for (guint i = 0; self->nomenclature != NULL && i < MLS_N_PAIRS; i++)
    {
      const Place *place = &self->places[i];
      g_autofree char *problem = dup_problem (self, place);

      mls_field_tell (place->field, problem);
      mls_swatch_set_pair (place->swatch, self->nomenclature, written_pair (self, place));
    }
}

/**
 * mls_favourites_form_settle:
 * @self: the form
 *
 * What is written there and good is taken.
 */
void
mls_favourites_form_settle (MlsFavouritesForm *self)
{
  for (guint i = 0; self->nomenclature != NULL && i < MLS_N_PAIRS; i++)
    {
      Place *place = &self->places[i];
      MlsPair pair = written_pair (self, place);
      g_autofree char *problem = dup_problem (self, place);

      if (mls_pair_equal (pair, place->kept) || problem != NULL)
        continue;

      place->kept = pair;
      g_signal_emit (self, signals[CHANGED], 0, i, &pair);
    }
}

/**
 * mls_favourites_form_drop:
 * @self: the form
 *
 * What is written there and was not taken is not meant: what is kept stands there again.
 */
void
mls_favourites_form_drop (MlsFavouritesForm *self)
{
  for (guint i = 0; i < MLS_N_PAIRS; i++)
    {
      g_autofree char *text = mls_pair_text_write (self->places[i].kept);

      gtk_editable_set_text (GTK_EDITABLE (self->places[i].field), text);
    }
}

static gboolean
shows (MlsFavouritesForm *self, MlsNomenclature *nomenclature, int year, const MlsPair *pairs)
{
  for (guint i = 0; i < MLS_N_PAIRS; i++)
    if (!mls_pair_equal (self->places[i].kept, pairs[i]))
      return FALSE;

  return self->nomenclature == nomenclature && self->year == year;
}

/**
 * mls_favourites_form_show:
 * @self: the form
 * @nomenclature: what the pairs are of
 * @year: that of the edited vintage, whose pairs are offered
 * @pairs: (array fixed-size=8): what is kept at each place, %MLS_N_PAIRS of them
 */
void
mls_favourites_form_show (MlsFavouritesForm *self, MlsNomenclature *nomenclature, int year, const MlsPair *pairs)
{
  MlsNomenclature *old = self->nomenclature;

  if (shows (self, nomenclature, year, pairs))
    return;

  self->nomenclature = mls_nomenclature_ref (nomenclature);
  self->year = year;
  for (guint i = 0; i < MLS_N_PAIRS; i++)
    self->places[i].kept = pairs[i];
  mls_favourites_form_drop (self);
  check (self);
  g_clear_pointer (&old, mls_nomenclature_unref);
}

static void
add_place (MlsFavouritesForm *self, guint index)
{
  g_autofree char *action = g_strdup_printf ("win.favourite(%u)", index);
  const MlsKey *key = mls_keys_of_action (action);
  g_autofree char *label = key != NULL ? mls_key_get_label (key) : g_strdup_printf ("%u", index + 1);
  g_autofree char *title = g_strdup_printf ("%s %s", _("Favourite"), label);
  GtkWidget *field = adw_entry_row_new ();
  GtkWidget *swatch = g_object_new (MLS_TYPE_SWATCH, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (field), swatch);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (field), title);
  g_signal_connect_object (focus, "leave", G_CALLBACK (mls_favourites_form_settle), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (field, focus);
  g_signal_connect_object (field, "entry-activated", G_CALLBACK (mls_favourites_form_settle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), field);
  self->places[index] = (Place){ ADW_ENTRY_ROW (field), MLS_SWATCH (swatch), { 0, 0 } };
}

static void
mls_favourites_form_finalize (GObject *object)
{
  g_clear_pointer (&MLS_FAVOURITES_FORM (object)->nomenclature, mls_nomenclature_unref);

  G_OBJECT_CLASS (mls_favourites_form_parent_class)->finalize (object);
}

static void
mls_favourites_form_class_init (MlsFavouritesFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_favourites_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_FAVOURITES_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_UINT, G_TYPE_POINTER);
}

static void
mls_favourites_form_init (MlsFavouritesForm *self)
{
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    _("Codes at hand with a key each, as you like them in every project of this nomenclature. A place left empty gets what the "
      "nomenclature begins with."));
  for (guint i = 0; i < MLS_N_PAIRS; i++)
    add_place (self, i);
}
