#include "ui/import-outcome.h"

#include "base/format.h"
#include "ui/language.h"

#include <glib/gi18n.h>

/* Places listed of one kind: more are of no use to a reader, and make the list slow. */
#define MAX_PLACES 100

/* Places listed of a layer that was refused. */
#define MAX_MISFITS 10

struct _MlsImportOutcome
{
  AdwBin parent_instance;

  /* template */
  GtkImage            *icon;
  GtkLabel            *title;
  GtkLabel            *text;
  AdwPreferencesGroup *details;

  /* borrowed children of @details */
  GPtrArray           *rows; /* (element-type GtkWidget) */
};

G_DEFINE_FINAL_TYPE (MlsImportOutcome, mls_import_outcome, ADW_TYPE_BIN)

static void
mls_import_outcome_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_IMPORT_OUTCOME);

  G_OBJECT_CLASS (mls_import_outcome_parent_class)->dispose (object);
}

static void
mls_import_outcome_finalize (GObject *object)
{
  g_ptr_array_unref (MLS_IMPORT_OUTCOME (object)->rows);

  G_OBJECT_CLASS (mls_import_outcome_parent_class)->finalize (object);
}

static void
mls_import_outcome_class_init (MlsImportOutcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mls_import_outcome_dispose;
  object_class->finalize = mls_import_outcome_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/import-outcome.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsImportOutcome, icon);
  gtk_widget_class_bind_template_child (widget_class, MlsImportOutcome, title);
  gtk_widget_class_bind_template_child (widget_class, MlsImportOutcome, text);
  gtk_widget_class_bind_template_child (widget_class, MlsImportOutcome, details);
}

static void
mls_import_outcome_init (MlsImportOutcome *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
say (MlsImportOutcome *self, const char *icon, const char *title, const char *text)
{
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0');

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->details, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_row (MlsImportOutcome *self, GtkWidget *row)
{
  adw_preferences_group_add (self->details, row);
  g_ptr_array_add (self->rows, row);
}

static char *
place_text (MlsPoint place)
{
  g_autofree char *x = mls_format_ascii (mls_grid_to_metres (place.x));
  g_autofree char *y = mls_format_ascii (mls_grid_to_metres (place.y));

  return g_strdup_printf ("%s %s", x, y);
}

static GtkWidget *
row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

static GtkWidget *
count_label_new (guint n)
{
  g_autofree char *text = mls_format_count (n);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "code");

  return label;
}

static void
add_count (MlsImportOutcome *self, const char *title, guint n)
{
  GtkWidget *row;

  if (n == 0)
    return;

  row = row_new (title, "");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), count_label_new (n));
  add_row (self, row);
}

static guint
count_remarks (const MlsImportReport *report, guint kinds)
{
  guint n = 0;

  for (int kind = 0; kind < MLS_N_REMARKS; kind++)
    if ((kinds & 1u << kind) != 0)
      n += report->n_remarks[kind];

  return n;
}

/* Remarks of some kinds, behind their number. */
static void
add_remarks (MlsImportOutcome *self, const MlsImportReport *report, const char *title, guint kinds)
{
  GtkWidget *expander;
  guint n = count_remarks (report, kinds);
  guint n_listed = 0;

  if (n == 0)
    return;

  expander = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (expander), count_label_new (n));

  for (guint i = 0; i < report->remarks->len && n_listed < MAX_PLACES; i++)
    {
      const MlsRemark *remark = &g_array_index (report->remarks, MlsRemark, i);
      g_autofree char *text = mls_import_report_remark_text (report, remark);
      g_autofree char *place = place_text (remark->place);

      if ((kinds & 1u << remark->kind) == 0)
        continue;

      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row_new (text, place));
      n_listed++;
    }

  add_row (self, expander);
}

static void
add_codes (MlsImportOutcome *self, const MlsImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (report->codes->len == 0)
    return;

  for (guint i = 0; i < report->codes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "  " : "",
                            g_quark_to_string (g_array_index (report->codes, MlsImportCode, i).code));

  add_row (self, row_new (_("Codes kept as tolerated"), text->str));
}

/**
 * mls_import_outcome_show_done:
 * @self: the page
 * @report: of an import that is done; not kept
 */
void
mls_import_outcome_show_done (MlsImportOutcome *self, const MlsImportReport *report)
{
  g_autofree char *count = mls_format_count (report->n_faces);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s face imported", "%s faces imported",
                                                         report->n_faces), count);
  const guint mended = (1u << MLS_N_REMARKS) - 1 - (1u << MLS_REMARK_IDENTICAL) - (1u << MLS_REMARK_HOLE);

  say (self, "emblem-ok-symbolic", title,
       count_remarks (report, mended) == 0 ? _("They are an exact partition; nothing had to be put right.") : _("They are an exact partition."));
  add_remarks (self, report, _("Repairs"), mended);
  add_remarks (self, report, _("Neighbours with the same labels"), 1u << MLS_REMARK_IDENTICAL);
  add_remarks (self, report, _("Holes of the territory"), 1u << MLS_REMARK_HOLE);
  add_count (self, _("Features without a geometry"), report->counts.n_without_ground);
  add_codes (self, report);
  add_count (self, _("Pairs kept as tolerated"), report->n_pairs);
}

/**
 * mls_import_outcome_show_refused:
 * @self: the page
 * @report: (nullable): of the import, if it came so far; not kept
 * @message: why it was refused
 */
void
mls_import_outcome_show_refused (MlsImportOutcome *self, const MlsImportReport *report, const char *message)
{
  say (self, "dialog-warning-symbolic", _("No project was made"), message);

  for (guint i = 0; report != NULL && i < MIN (report->misfits->len, MAX_MISFITS); i++)
    {
      const MlsMisfit *misfit = &g_array_index (report->misfits, MlsMisfit, i);
      g_autofree char *place = place_text (misfit->place);

      add_row (self, row_new (place, _(mls_misfit_text (misfit->kind))));
    }
}

static void
add_area (MlsImportOutcome *self, const char *title, MlsArea2 area2)
{
  g_autofree char *text = mls_format_area (mls_area2_to_m2 (area2));
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *row;

  if (area2 == 0)
    return;

  row = row_new (title, "");
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  add_row (self, row);
}

/**
 * mls_import_outcome_show_date:
 * @self: the page
 * @year: of the date that was read
 * @report: what came of it; not kept
 */
void
mls_import_outcome_show_date (MlsImportOutcome *self, int year, const MlsVintageImportReport *report)
{
  g_autofree char *title = g_strdup_printf (_("%d is there"), year);

  say (self, "emblem-ok-symbolic", title, _("The faces are an exact partition; they are what they were at all other dates."));
  add_area (self, _("Coded as before"), report->same);
  add_area (self, _("Changed"), report->changed);
  add_area (self, _("Coded for the first time"), report->first_coded);
  add_area (self, _("Not covered"), report->uncoded);
  add_count (self, _("Polygons whose border was brought onto existing ones"), report->n_moved);
  add_count (self, _("Faces that were cut"), report->n_cut);
  add_count (self, _("Slight changes dropped"), report->n_cured);
  add_count (self, _("Slight changes that stay"), report->n_left);
}

/* What became of the features of one layer, behind how many are used. */
static void
add_layer (MlsImportOutcome *self, const MlsSkeletonLayer *layer)
{
  GtkWidget *expander = adw_expander_row_new ();
  g_autofree char *used = mls_format_count (layer->n[MLS_FATE_USED]);
  g_autofree char *all = mls_format_count (layer->n_features);
  /* Translators: how many features of a layer are used, of how many. */
  g_autofree char *text = g_strdup_printf (_("%s of %s used"), used, all);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (expander), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), layer->name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), text);
  for (int fate = MLS_FATE_USED - 1; fate >= 0; fate--)
    if (layer->n[fate] > 0)
      {
        GtkWidget *row = row_new (mls_fate_title ((MlsFate) fate), "");

        adw_action_row_add_suffix (ADW_ACTION_ROW (row), count_label_new (layer->n[fate]));
        adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
      }
  if (layer->is_moved)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row_new (_("brought into the project’s reference system"), ""));
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (expander), layer->n[MLS_FATE_USED] < layer->n_features || layer->is_moved);

  add_row (self, expander);
}

static void
add_class (MlsImportOutcome *self, const MlsSkeletonArea *area, const MlsNomenclature *nomenclature)
{
  const MlsClass *klass = mls_nomenclature_class (nomenclature, area->dimension, area->code);
  g_autofree char *title = g_strdup_printf ("%s  %s", g_quark_to_string (area->code),
                                            klass != NULL ? mls_class_label (klass, mls_ui_language ()) : "");

  add_area (self, title, area->area2);
}

/**
 * mls_import_outcome_show_first_map:
 * @self: the page
 * @report: of a first map that was made; not kept
 * @nomenclature: what its codes mean; not kept
 */
void
mls_import_outcome_show_first_map (MlsImportOutcome        *self,
                                   const MlsSkeletonReport *report,
                                   const MlsNomenclature   *nomenclature)
{
  guint newest = report->uncoded->len - 1;

  say (self, "emblem-ok-symbolic", _("The first map is made"),
       report->specks.n[MLS_SPECK_LEFT] == 0 ? _("It is an exact partition, and nothing in it is too small.")
                                             : _("It is an exact partition."));
  for (guint i = 0; i < report->layers->len; i++)
    add_layer (self, g_ptr_array_index (report->layers, i));
  add_count (self, _("Polygons of what was there already"), report->import->counts.n_polygons);

  add_area (self, _("Territory"), report->territory);
  for (guint i = 0; i < report->areas->len; i++)
    {
      const MlsSkeletonArea *area = &g_array_index (report->areas, MlsSkeletonArea, i);

      if (area->vintage == newest && area->code != 0)
        add_class (self, area, nomenclature);
    }
  add_area (self, _("Without a code"), g_array_index (report->uncoded, MlsArea2, newest));
  add_count (self, _("Too small, left without a code"), report->specks.n[MLS_SPECK_FREED]);
  add_count (self, _("Too small, joined a neighbour"), report->specks.n[MLS_SPECK_ABSORBED]);
  add_count (self, _("Small ground without a code, joined a neighbour"), report->specks.n[MLS_SPECK_FILLED]);
  add_count (self, _("Too small, left as it is"), report->specks.n[MLS_SPECK_LEFT]);
  add_codes (self, report->import);
}

/**
 * mls_import_outcome_show_no_date:
 * @self: the page
 * @message: why it was refused
 */
void
mls_import_outcome_show_no_date (MlsImportOutcome *self, const char *message)
{
  say (self, "dialog-warning-symbolic", _("The dates stay as they were"), message);
}
