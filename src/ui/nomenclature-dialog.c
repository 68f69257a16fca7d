#include "ui/nomenclature-dialog.h"

#include "base/text.h"
#include "ui/class-form.h"
#include "ui/class-item.h"
#include "ui/code-row.h"
#include "ui/favourites-form.h"
#include "ui/language.h"
#include "ui/list-row.h"
#include "ui/migration-page.h"
#include "ui/pair-page.h"
#include "ui/toast.h"
#include "ui/transition-table.h"

#include <glib/gi18n.h>
#include <string.h>

/* Below its parent a class stands so much to the right. */
#define INDENT 14

struct _MlsNomenclatureDialog
{
  AdwWindow parent_instance;

  /* template */
  AdwToastOverlay    *toasts;
  GtkButton          *undo;
  GtkBox             *classes;
  GtkWidget          *dimensions;
  GtkToggleButton    *cover;
  GtkToggleButton    *use;
  GtkEditable        *search;
  GtkListView        *list;
  MlsClassForm       *form;
  MlsFavouritesForm  *favourites;
  GtkStackPage       *pairs_page;
  MlsPairPage        *pairs;
  MlsTransitionTable *transitions;
  MlsMigrationPage   *migration;

  /* owned */
  GListStore         *listed;   /* (element-type MlsClassItem) */
  GtkSingleSelection *selection;
  MlsNomenclature    *nomenclature; /* (nullable): that is shown */
  GArray             *steps;    /* (element-type Step): what can be taken back */

  MlsProject         *project;  /* (nullable): borrowed, as long as the window has it */
  gboolean            listing;  /* the list is being made: nothing is chosen by that */
};

G_DEFINE_FINAL_TYPE (MlsNomenclatureDialog, mls_nomenclature_dialog, ADW_TYPE_WINDOW)

enum
{
  REPLACED,
  FAVOURITE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Something that was changed here. */
typedef struct _Step Step;
struct _Step
{
  MlsNomenclature *before;
  gboolean       (*set_back) (const Step *step, MlsProject *project, GError **error);
  MlsDimension     dimension; /* of a class */
  MlsText          code;
  MlsPairChange    pair;      /* as it is taken back */
};

static void
step_clear (gpointer data)
{
  mls_nomenclature_unref (((Step *) data)->before);
}

/**
 * mls_nomenclature_dialog_tell:
 * @self: the dialog
 * @text: what was not done, or was done at last; what is done at once shows by itself
 */
void
mls_nomenclature_dialog_tell (MlsNomenclatureDialog *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, mls_toast_new (text));
}

/* Classes */

static MlsDimension
shown_dimension (MlsNomenclatureDialog *self)
{
  return gtk_toggle_button_get_active (self->cover) ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE;
}

static const MlsClass *
chosen_class (MlsNomenclatureDialog *self)
{
  MlsClassItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? mls_class_item_get_class (item) : NULL;
}

static gboolean
is_sought (const MlsClass *klass, const char *folded)
{
  g_autofree char *label = mls_text_fold (mls_class_label (klass, mls_ui_language ()));
  g_autofree char *code = mls_text_fold (g_quark_to_string (klass->code));

  return strstr (label, folded) != NULL || strstr (code, folded) != NULL;
}

static void
list_classes (MlsNomenclatureDialog *self, MlsDimension dimension)
{
  g_autofree char *sought = mls_text_fold (gtk_editable_get_text (self->search));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  const MlsClass *const *classes;
  guint n_classes;

  classes = mls_nomenclature_classes (self->nomenclature, dimension, &n_classes);
  for (guint i = 0; i < n_classes; i++)
    if (is_sought (classes[i], sought))
      g_ptr_array_add (items, mls_class_item_new (self->nomenclature, classes[i]));

  g_list_store_splice (self->listed, 0, g_list_model_get_n_items (G_LIST_MODEL (self->listed)), items->pdata, items->len);
}

/* The place of a class in the list, or else the first. */
static guint
find_class (MlsNomenclatureDialog *self, MlsText code)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->listed)); i++)
    {
      g_autoptr (MlsClassItem) item = g_list_model_get_item (G_LIST_MODEL (self->listed), i);

      if (mls_class_item_get_class (item)->code == code)
        return i;
    }

  return 0;
}

static void
show_class (MlsNomenclatureDialog *self)
{
  mls_class_form_show (self->form, self->nomenclature, chosen_class (self));
}

static void
on_selected (MlsNomenclatureDialog *self)
{
  if (self->listing)
    return;

  mls_class_form_settle (self->form);
  show_class (self);
}

/* What is chosen stays so. */
static void
show_classes (MlsNomenclatureDialog *self)
{
  const MlsClass *chosen = chosen_class (self);
  MlsText code = chosen != NULL ? chosen->code : 0;

  self->listing = TRUE;
  list_classes (self, shown_dimension (self));
  gtk_single_selection_set_selected (self->selection, find_class (self, code));
  self->listing = FALSE;
  show_class (self);
}

static void
on_sought (MlsNomenclatureDialog *self)
{
  if (self->nomenclature == NULL)
    return;

  mls_class_form_settle (self->form);
  show_classes (self);
}

static void
on_row_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, mls_code_row_new ());
}

static void
on_row_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  MlsClassItem *of = gtk_list_item_get_item (item);
  const MlsClass *klass = mls_class_item_get_class (of);
  GtkWidget *row = gtk_list_item_get_child (item);

  mls_code_row_set_class (MLS_CODE_ROW (row), mls_class_item_get_nomenclature (of), klass);
  gtk_widget_set_margin_start (row, (int) (klass->level - 1) * INDENT);
  mls_list_row_tell (item);
}

/* What is shown */

static void
show_dimensions (MlsNomenclatureDialog *self)
{
  gboolean both = mls_nomenclature_has_dimension (self->nomenclature, MLS_DIMENSION_PAIR);

  gtk_widget_set_visible (self->dimensions, both);
  if (!both)
    gtk_toggle_button_set_active (
      mls_nomenclature_has_dimension (self->nomenclature, MLS_DIMENSION_COVER) ? self->cover : self->use, TRUE);
}

static void
show_nomenclature (MlsNomenclatureDialog *self)
{
  MlsNomenclature *now = (MlsNomenclature *) mls_project_get_rules (self->project)->nomenclature;

  if (now == self->nomenclature)
    return;

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  self->nomenclature = mls_nomenclature_ref (now);
  show_dimensions (self);
  show_classes (self);
  gtk_stack_page_set_visible (self->pairs_page, mls_nomenclature_tells_pairs (now));
  gtk_widget_set_visible (GTK_WIDGET (self->pairs), mls_nomenclature_tells_pairs (now));
  mls_pair_page_show (self->pairs, now);
  mls_transition_table_show (self->transitions, now);
}

static void
show_steps (MlsNomenclatureDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->undo), self->steps->len > 0);
}

/* What is changed */

static void
note_step (MlsNomenclatureDialog *self, const Step *step)
{
  g_array_append_val (self->steps, *step);
  mls_nomenclature_ref (step->before);
  show_steps (self);
}

/* What is changed, and what it was before. @done: whether it is in the file; else @error says why not. */
static void
end_step (MlsNomenclatureDialog *self, const Step *step, gboolean done, const GError *error)
{
  if (done)
    note_step (self, step);
  else
    mls_nomenclature_dialog_tell (self, error->message);
}

/* All that the form changes of it. */
static gboolean
set_class_back (const Step *step, MlsProject *project, GError **error)
{
  const MlsClass *klass = mls_nomenclature_class (step->before, step->dimension, step->code);
  const MlsClassChange change = { step->dimension, step->code, { klass->label[0], klass->label[1] }, klass->colour,
                                  klass->minimum_m2 };

  return mls_project_change_class (project, &change, error);
}

static void
change_class (MlsNomenclatureDialog *self, const MlsClassChange *change)
{
  g_autoptr (MlsNomenclature) before = mls_nomenclature_ref (self->nomenclature);
  const Step step = { before, set_class_back, .dimension = change->dimension, .code = change->code };
  g_autoptr (GError) error = NULL;

  end_step (self, &step, mls_project_change_class (self->project, change, &error), error);
}

static gboolean
set_transitions_back (const Step *step, MlsProject *project, GError **error)
{
  return mls_project_set_transitions (project, mls_nomenclature_transitions (step->before), error);
}

static void
change_transitions (MlsNomenclatureDialog *self, const GArray *rows)
{
  g_autoptr (MlsNomenclature) before = mls_nomenclature_ref (self->nomenclature);
  const Step step = { before, set_transitions_back };
  g_autoptr (GError) error = NULL;

  end_step (self, &step, mls_project_set_transitions (self->project, rows, &error), error);
}

static gboolean
set_pair_back (const Step *step, MlsProject *project, GError **error)
{
  return mls_project_change_pair (project, &step->pair, error);
}

static void
change_pair (MlsNomenclatureDialog *self, const MlsPairChange *change)
{
  g_autoptr (MlsNomenclature) before = mls_nomenclature_ref (self->nomenclature);
  const Step step = { before, set_pair_back, .pair = { change->to, change->from } };
  g_autoptr (GError) error = NULL;

  end_step (self, &step, mls_project_change_pair (self->project, change, &error), error);
}

static void
take_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MlsNomenclatureDialog *self = MLS_NOMENCLATURE_DIALOG (widget);
  const Step *step = self->steps->len > 0 ? &g_array_index (self->steps, Step, self->steps->len - 1) : NULL;
  g_autoptr (GError) error = NULL;

  if (self->project == NULL || step == NULL)
    return;

  if (!step->set_back (step, self->project, &error))
    {
      mls_nomenclature_dialog_tell (self, error->message);
      return;
    }

  g_array_set_size (self->steps, self->steps->len - 1);
  show_steps (self);
}

static void
on_undo (MlsNomenclatureDialog *self)
{
  take_back (GTK_WIDGET (self), NULL, NULL);
}

static void
on_favourite (MlsNomenclatureDialog *self, guint place, MlsPair *pair)
{
  g_signal_emit (self, signals[FAVOURITE], 0, place, pair);
}

static void
on_wanted (MlsNomenclatureDialog *self, MlsMigrationJob *job)
{
  g_signal_emit (self, signals[REPLACED], 0, job);
}

/* What is being written is not meant. */
static void
drop (MlsNomenclatureDialog *self)
{
  mls_class_form_show (self->form, NULL, NULL);
  mls_pair_page_drop (self->pairs);
  mls_favourites_form_drop (self->favourites);
}

static void
leave (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MlsNomenclatureDialog *self = MLS_NOMENCLATURE_DIALOG (widget);

  drop (self);
  gtk_window_close (GTK_WINDOW (self));
}

/* What was written last is no less meant for that the window goes. */
static gboolean
on_close (MlsNomenclatureDialog *self)
{
  if (self->project == NULL)
    return FALSE;

  mls_class_form_settle (self->form);
  mls_pair_page_settle (self->pairs);
  mls_favourites_form_settle (self->favourites);
  mls_transition_table_settle (self->transitions);

  return FALSE;
}

/**
 * mls_nomenclature_dialog_show:
 * @self: the dialog
 * @project: (nullable): whose nomenclature it shows from now on; %NULL while nobody may touch it
 */
void
mls_nomenclature_dialog_show (MlsNomenclatureDialog *self, MlsProject *project)
{
  gboolean may_write = project != NULL && !mls_project_is_read_only (project);

  if (self->project != NULL)
    g_signal_handlers_disconnect_by_func (self->project, show_nomenclature, self);
  self->project = project;
  g_array_set_size (self->steps, 0);
  show_steps (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), may_write);
  mls_pair_page_allow (self->pairs, may_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->transitions), may_write);
  mls_migration_page_show (self->migration, project);
  if (project == NULL)
    {
      /* Another nomenclature may come back, of which nothing that is half written is. */
      drop (self);
      mls_transition_table_show (self->transitions, NULL);
      return;
    }

  g_signal_connect_object (project, "changed", G_CALLBACK (show_nomenclature), self, G_CONNECT_SWAPPED);
  show_nomenclature (self);
}

/**
 * mls_nomenclature_dialog_show_favourites:
 * @self: a dialog that shows a nomenclature
 * @year: that of the edited vintage
 * @pairs: (array fixed-size=8): what is at hand there, %MLS_N_PAIRS of them
 */
void
mls_nomenclature_dialog_show_favourites (MlsNomenclatureDialog *self, int year, const MlsPair *pairs)
{
  if (self->nomenclature != NULL)
    mls_favourites_form_show (self->favourites, self->nomenclature, year, pairs);
}

static void
mls_nomenclature_dialog_finalize (GObject *object)
{
  MlsNomenclatureDialog *self = MLS_NOMENCLATURE_DIALOG (object);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_object_unref (self->selection);
  g_array_unref (self->steps);

  G_OBJECT_CLASS (mls_nomenclature_dialog_parent_class)->finalize (object);
}

static void
mls_nomenclature_dialog_class_init (MlsNomenclatureDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mls_nomenclature_dialog_finalize;

  signals[REPLACED] = g_signal_new ("replaced", MLS_TYPE_NOMENCLATURE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    1, G_TYPE_POINTER);
  signals[FAVOURITE] = g_signal_new ("favourite", MLS_TYPE_NOMENCLATURE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                     2, G_TYPE_UINT, G_TYPE_POINTER);

  g_type_ensure (MLS_TYPE_CLASS_FORM);
  g_type_ensure (MLS_TYPE_FAVOURITES_FORM);
  g_type_ensure (MLS_TYPE_MIGRATION_PAGE);
  g_type_ensure (MLS_TYPE_PAIR_PAGE);
  g_type_ensure (MLS_TYPE_TRANSITION_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/nomenclature-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, undo);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, classes);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, dimensions);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, cover);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, use);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, search);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, list);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, form);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, favourites);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, pairs_page);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, pairs);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, transitions);
  gtk_widget_class_bind_template_child (widget_class, MlsNomenclatureDialog, migration);
  gtk_widget_class_bind_template_callback (widget_class, on_row_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_row_bind);
  gtk_widget_class_install_action (widget_class, "nomenclature.undo", NULL, take_back);
  gtk_widget_class_install_action (widget_class, "nomenclature.leave", NULL, leave);
}

static void
mls_nomenclature_dialog_init (MlsNomenclatureDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (self->steps, step_clear);
  self->listed = g_list_store_new (MLS_TYPE_CLASS_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->listed));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cover, "toggled", G_CALLBACK (on_sought), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (on_sought), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (change_class), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pairs, "changed", G_CALLBACK (change_pair), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->transitions, "changed", G_CALLBACK (change_transitions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->favourites, "changed", G_CALLBACK (on_favourite), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->migration, "wanted", G_CALLBACK (on_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo, "clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "close-request", G_CALLBACK (on_close), NULL);
}

/**
 * mls_nomenclature_dialog_new:
 * @parent: the window whose project it is
 *
 * Returns: (transfer none): the dialog, without classes
 */
MlsNomenclatureDialog *
mls_nomenclature_dialog_new (GtkWindow *parent)
{
  return g_object_new (MLS_TYPE_NOMENCLATURE_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
}
