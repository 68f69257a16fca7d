#include "ui/draw-form.h"

#include "base/text.h"
#include "ui/class-shares.h"
#include "ui/earlier-samples.h"
#include "ui/number-row.h"
#include "ui/project-row.h"

#include <glib/gi18n.h>

typedef enum
{
  SHARE,
  FLOOR,
  CAP,
  LARGEST,
  SETS,
  LIMIT,
  CLASS_LIMIT,
  N_NUMBERS,
} Number;

static const MlsNumberShape numbers[N_NUMBERS] = {
  [SHARE] = { N_("Share of the regions of each class, %"), NULL, 0, 100, 5, 1 },
  [FLOOR] = { N_("Not fewer of a class"), N_("A class that has fewer is judged entirely"), 0, 100000, 12 },
  [CAP] = { N_("Not more of a class"), N_("0 for no limit"), 0, 100000 },
  [LARGEST] = { N_("Largest region, ha"), N_("Larger ones are left out; 0 for none"), 0, 1000000, 100, 1 },
  [SETS] = { N_("Samples at once"), N_("Without a region in common, each a file of its own"), 1, 50, 1 },
  [LIMIT] = { N_("Of all of them, %"), NULL, 0, 100, MLS_AGREED_LIMIT, 1 },
  [CLASS_LIMIT] = { N_("Of those of each class, %"), NULL, 0, 100, MLS_AGREED_CLASS_LIMIT, 1 },
};

struct _MlsDrawForm
{
  AdwBin         parent_instance;

  /* owned */
  MlsProject    *project;
  char          *author;
  GArray        *order;     /* (element-type guint): the vintages as they are offered */
  MlsErrand     *counting;  /* (nullable): what is being counted … */
  GArray        *regions;   /* (nullable) (element-type MlsDrawable): … and what was, as the form is now */
  char          *proposed;  /* (nullable): the title, while nobody has said another one */
  gboolean       is_ready;

  AdwComboRow   *dimension;
  AdwComboRow   *vintage;
  MlsNumberRow  *numbers[N_NUMBERS];
  GtkSwitch     *blind;
  AdwEntryRow   *seed;
  AdwEntryRow   *title;
  MlsEarlierSamples *earlier;
  MlsClassShares *classes;
  MlsProjectRow *file;
  GtkLabel      *state;
};

G_DEFINE_FINAL_TYPE (MlsDrawForm, mls_draw_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is said */

static double
number (MlsDrawForm *self, Number which)
{
  return mls_number_row_get_value (self->numbers[which]);
}

static MlsDimension
dimension_chosen (MlsDrawForm *self)
{
  return (MlsDimension) adw_combo_row_get_selected (self->dimension);
}

static guint
vintage_chosen (MlsDrawForm *self)
{
  guint at = adw_combo_row_get_selected (self->vintage);

  return g_array_index (self->order, guint, at < self->order->len ? at : 0);
}

static gboolean
read_seed (MlsDrawForm *self, guint64 *seed)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->seed))));

  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, seed, NULL);
}

static MlsSampling
read_sampling (MlsDrawForm *self, const GArray *more)
{
  MlsSampling sampling = { .share = number (self, SHARE) / 100,
                           .floor = (guint) number (self, FLOOR),
                           .cap = (guint) number (self, CAP),
                           .largest2 = mls_area2_from_m2 (number (self, LARGEST) * 10000),
                           .n_sets = (guint) number (self, SETS),
                           .more = more };

  read_seed (self, &sampling.seed);

  return sampling;
}

/* A file for each set: the one that was chosen, or several numbered after it. */
static char **
make_paths (MlsDrawForm *self)
{
  guint n = (guint) number (self, SETS);
  const char *path = mls_project_row_get_path (self->file);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char **paths = g_new0 (char *, n + 1);

  if (g_str_has_suffix (name, ".gpkg"))
    name[strlen (name) - strlen (".gpkg")] = '\0';
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *numbered = n > 1 ? g_strdup_printf ("%s-%u.gpkg", name, i + 1) : g_strconcat (name, ".gpkg", NULL);

      paths[i] = g_build_filename (folder, numbered, NULL);
    }

  return paths;
}

/**
 * mls_draw_form_dup_job:
 * @self: the form
 *
 * Returns: (transfer full): what it says, to be counted or filled
 */
MlsSampleJob *
mls_draw_form_dup_job (MlsDrawForm *self)
{
  g_auto (GStrv) paths = make_paths (self);
  g_auto (GStrv) earlier = mls_earlier_samples_dup_paths (self->earlier);
  g_autoptr (GArray) more = mls_class_shares_dup_more (self->classes);
  MlsSampleOrder order = { .project = mls_project_get_path (self->project),
                           .query = { .vintage = vintage_chosen (self), .dimension = dimension_chosen (self),
                                      .sampling = read_sampling (self, more) },
                           .facts = { gtk_editable_get_text (GTK_EDITABLE (self->title)), self->author,
                                      gtk_switch_get_active (self->blind),
                                      { number (self, LIMIT), number (self, CLASS_LIMIT) },
                                      (const char *const *) earlier },
                           .paths = (const char *const *) paths };

  return mls_sample_job_new (&order);
}

/* How many that will be */

static void
tell (MlsDrawForm *self, const char *text, gboolean is_ready, gboolean is_problem)
{
  gtk_label_set_text (self->state, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
  self->is_ready = is_ready;
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
dup_summary (guint n_drawn, guint n_regions, guint n_classes, guint n_sets)
{
  g_autofree char *classes = g_strdup_printf (ngettext ("%u class", "%u classes", n_classes), n_classes);

  return n_sets == 1
           /* Translators: a number, a number, "3 classes". */
           ? g_strdup_printf (ngettext ("To be drawn: %u region of %u, in %s", "To be drawn: %u regions of %u, in %s", n_drawn),
                              n_drawn, n_regions, classes)
           /* Translators: a number of samples, of regions of each, of regions there are, "3 classes". */
           : g_strdup_printf (_("To be drawn: %u samples of %u regions each, of %u regions in %s"), n_sets, n_drawn,
                              n_regions, classes);
}

/* From what was counted: this is arithmetic alone. */
static void
plan (MlsDrawForm *self)
{
  g_autoptr (GArray) more = mls_class_shares_dup_more (self->classes);
  MlsSampling sampling;
  g_autoptr (GArray) strata = g_array_new (FALSE, TRUE, sizeof (MlsStratum));
  g_autofree char *summary = NULL;
  guint n_drawn = 0, n_regions = 0;
  guint64 seed;

  if (self->regions == NULL)
    return;

  sampling = read_sampling (self, more);
  mls_sampling_plan (&sampling, self->regions, strata);
  for (guint i = 0; i < strata->len; i++)
    {
      n_drawn += g_array_index (strata, MlsStratum, i).n_drawn;
      n_regions += g_array_index (strata, MlsStratum, i).n_regions + g_array_index (strata, MlsStratum, i).n_left;
    }
  mls_class_shares_show (self->classes, mls_project_get_rules (self->project)->nomenclature, dimension_chosen (self), strata);
  if (!read_seed (self, &seed))
    {
      tell (self, _("A seed is a whole number"), FALSE, TRUE);
      return;
    }

  summary = dup_summary (n_drawn, n_regions, strata->len, sampling.n_sets);
  tell (self, n_drawn > 0 ? summary : _("There is no region to draw"), n_drawn > 0, n_drawn == 0);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsDrawForm) self = user_data;
  MlsSampleJob *job = mls_errand_get_data (MLS_ERRAND (source));
  g_autoptr (GError) error = NULL;
  gboolean done = mls_errand_run_finish (MLS_ERRAND (source), result, &error);

  if (MLS_ERRAND (source) != self->counting)
    return;

  if (done)
    {
      self->regions = g_steal_pointer (&job->regions);
      gtk_widget_set_sensitive (GTK_WIDGET (self->classes), TRUE);
      plan (self);
    }
  else
    tell (self, error->message, FALSE, TRUE);
  g_clear_object (&self->counting);
}

static void
stop_counting (MlsDrawForm *self)
{
  if (self->counting != NULL)
    mls_errand_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->regions, g_array_unref);
}

/* Other regions are to be drawn among. */
static void
count (MlsDrawForm *self)
{
  stop_counting (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->classes), FALSE);
  tell (self, _("Counting the regions…"), FALSE, FALSE);
  self->counting = mls_errand_new (mls_sample_job_count, mls_draw_form_dup_job (self), (GDestroyNotify) mls_sample_job_free);
  mls_errand_run_async (self->counting, on_counted, g_object_ref (self));
}

/* What is proposed follows what is chosen, until somebody says otherwise. */
static void
propose (MlsDrawForm *self)
{
  static const char *const titles[] = { N_("Covers"), N_("Uses"), N_("Covers and uses") };
  /* Translators: parts of names of files. */
  static const char *const names[] = { N_("cover"), N_("use"), N_("pair") };
  const char *path = mls_project_get_path (self->project);
  int year = mls_project_get_rules (self->project)->vintages[vintage_chosen (self)].year;
  MlsDimension dimension = dimension_chosen (self);
  g_autofree char *stem = mls_text_stem (path);
  g_autofree char *title = g_strdup_printf ("%s %d, %s", _(titles[dimension]), year, stem);
  g_autofree char *name = g_strdup_printf ("%s-%s-%d.controle", stem, _(names[dimension]), year);

  if (self->proposed == NULL || g_str_equal (self->proposed, gtk_editable_get_text (GTK_EDITABLE (self->title))))
    {
      g_free (self->proposed);
      self->proposed = g_strdup (title);
      gtk_editable_set_text (GTK_EDITABLE (self->title), title);
    }
  mls_project_row_propose (self->file, path, name);
}

static void
on_kind (MlsDrawForm *self)
{
  propose (self);
  count (self);
}

/* Making it */

static AdwComboRow *
combo_new (const char *title, const char *const *choices)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (choices);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));

  return ADW_COMBO_ROW (row);
}

/* The newest first. */
static void
offer_vintages (MlsDrawForm *self, guint vintage)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  g_autoptr (GStrvBuilder) years = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  g_autoptr (GArray) by_year = mls_vintages_by_year (rules->vintages, rules->n_vintages);
  guint selected = 0;

  for (guint i = by_year->len; i-- > 0;)
    {
      guint v = g_array_index (by_year, guint, i);
      g_autofree char *year = g_strdup_printf ("%d", rules->vintages[v].year);

      if (v == vintage)
        selected = self->order->len;
      g_array_append_val (self->order, v);
      g_strv_builder_add (years, year);
    }
  texts = g_strv_builder_end (years);
  self->vintage = combo_new (_("Date"), (const char *const *) texts);
  adw_combo_row_set_selected (self->vintage, selected);
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);

  return group;
}

static void
add_number (MlsDrawForm *self, AdwPreferencesGroup *group, Number which)
{
  self->numbers[which] = MLS_NUMBER_ROW (mls_number_row_new (&numbers[which]));
  adw_preferences_group_add (group, GTK_WIDGET (self->numbers[which]));
  g_signal_connect_object (self->numbers[which], "changed", G_CALLBACK (plan), self, G_CONNECT_SWAPPED);
}

static AdwEntryRow *
add_entry (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);

  return ADW_ENTRY_ROW (row);
}

static void
add_blind (MlsDrawForm *self, AdwPreferencesGroup *group)
{
  GtkWidget *row = adw_action_row_new ();

  self->blind = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->blind), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Blind"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("No code is told before it is judged"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->blind));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->blind));
  adw_preferences_group_add (group, row);
}

static void
add_what (MlsDrawForm *self, AdwPreferencesPage *page, guint vintage)
{
  const char *const dimensions[] = { _("Covers"), _("Uses"), _("Covers and uses"), NULL };
  AdwPreferencesGroup *group = add_group (page, _("What is judged"));

  self->dimension = combo_new (_("Codes that are judged"), dimensions);
  adw_preferences_group_add (group, GTK_WIDGET (self->dimension));
  offer_vintages (self, vintage);
  adw_preferences_group_add (group, GTK_WIDGET (self->vintage));
  add_blind (self, group);
}

static void
add_how_many (MlsDrawForm *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = add_group (page, _("How many"));

  for (Number which = SHARE; which <= SETS; which++)
    add_number (self, group, which);
  self->classes = g_object_new (MLS_TYPE_CLASS_SHARES, NULL);
  g_signal_connect_object (self->classes, "changed", G_CALLBACK (plan), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->classes));
}

/* As it is agreed on for the project, unless this sample is to reach something else. */
static void
add_asked (MlsDrawForm *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = add_group (page, _("How many have to be right"));
  MlsAgreed agreed;

  add_number (self, group, LIMIT);
  add_number (self, group, CLASS_LIMIT);
  if (!mls_store_read_agreed (mls_project_get_store (self->project), &agreed, NULL))
    return;

  mls_number_row_set_value (self->numbers[LIMIT], agreed.limit);
  mls_number_row_set_value (self->numbers[CLASS_LIMIT], agreed.class_limit);
}

static void
add_left_out (MlsDrawForm *self, AdwPreferencesPage *page)
{
  self->earlier = g_object_new (MLS_TYPE_EARLIER_SAMPLES, NULL);
  g_signal_connect_object (self->earlier, "changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (self->earlier));
}

static void
add_where (MlsDrawForm *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = add_group (page, _("The sample"));
  g_autofree char *seed = g_strdup_printf ("%u", g_random_int ());

  self->title = add_entry (group, _("Title"));
  self->seed = add_entry (group, _("Seed: the same number draws the same regions"));
  gtk_editable_set_text (GTK_EDITABLE (self->seed), seed);
  g_signal_connect_object (self->seed, "changed", G_CALLBACK (plan), self, G_CONNECT_SWAPPED);
  self->file = g_object_new (MLS_TYPE_PROJECT_ROW, NULL);
  adw_preferences_group_add (group, GTK_WIDGET (self->file));
}

static void
mls_draw_form_dispose (GObject *object)
{
  MlsDrawForm *self = MLS_DRAW_FORM (object);

  stop_counting (self);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mls_draw_form_parent_class)->dispose (object);
}

static void
mls_draw_form_finalize (GObject *object)
{
  MlsDrawForm *self = MLS_DRAW_FORM (object);

  g_free (self->author);
  g_free (self->proposed);
  g_array_unref (self->order);

  G_OBJECT_CLASS (mls_draw_form_parent_class)->finalize (object);
}

static void
mls_draw_form_class_init (MlsDrawFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mls_draw_form_dispose;
  object_class->finalize = mls_draw_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_DRAW_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_draw_form_init (MlsDrawForm *self)
{
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * mls_draw_form_new:
 * @project: whose regions are drawn
 * @author: (nullable): who draws them
 * @vintage: the date that is proposed
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *
mls_draw_form_new (MlsProject *project, const char *author, guint vintage)
{
  MlsDrawForm *self = g_object_new (MLS_TYPE_DRAW_FORM, NULL);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->project = g_object_ref (project);
  self->author = g_strdup (author);
  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->state, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "matrix-state");
  add_what (self, page, vintage);
  add_how_many (self, page);
  add_asked (self, page);
  add_left_out (self, page);
  add_where (self, page);
  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (page));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->state));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->dimension, "notify::selected", G_CALLBACK (on_kind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->vintage, "notify::selected", G_CALLBACK (on_kind), self, G_CONNECT_SWAPPED);
  on_kind (self);

  return GTK_WIDGET (self);
}

/**
 * mls_draw_form_is_ready:
 * @self: the form
 *
 * Returns: whether something would be drawn
 */
gboolean
mls_draw_form_is_ready (MlsDrawForm *self)
{
  return self->is_ready;
}

/**
 * mls_draw_form_tell:
 * @self: the form
 * @problem: why nothing could be drawn
 */
void
mls_draw_form_tell (MlsDrawForm *self, const char *problem)
{
  tell (self, problem, self->is_ready, TRUE);
}
