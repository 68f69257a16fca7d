#include "ui/pair-page.h"

#include "base/text.h"
#include "rules/pair-text.h"
#include "ui/list-row.h"
#include "ui/pair-form.h"
#include "ui/pair-item.h"
#include "ui/swatch.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _MlsPairPage
{
  GtkBox parent_instance;

  GtkEditable        *search;
  GtkWidget          *form;

  /* owned */
  GListStore         *listed;       /* (element-type MlsPairItem) */
  GtkSingleSelection *selection;
  MlsNomenclature    *nomenclature; /* (nullable): that is shown */

  MlsPairRule         wanted;       /* what is to be chosen of what is listed next */
  gboolean            listing;      /* the list is being made: nothing is chosen by that */
};

G_DEFINE_FINAL_TYPE (MlsPairPage, mls_pair_page, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MlsPairForm *
form_of (MlsPairPage *self)
{
  return MLS_PAIR_FORM (self->form);
}

static const MlsPairRule *
chosen_rule (MlsPairPage *self)
{
  MlsPairItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? mls_pair_item_get_rule (item) : NULL;
}

/* The list */

/* By codes, by what they are called, or by years. */
static gboolean
is_sought (MlsNomenclature *nomenclature, const MlsPairRule *rule, const char *folded)
{
  g_autofree char *codes = mls_pair_text_write (rule->pair);
  g_autofree char *title = mls_pair_item_dup_title (nomenclature, rule->pair);
  g_autofree char *years = mls_pair_item_dup_years (rule);
  g_autofree char *text = g_strjoin ("\n", codes, title, years, NULL);
  g_autofree char *where = mls_text_fold (text);

  return strstr (where, folded) != NULL;
}

/* By codes, then by years: what is changed stays in its place. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const MlsPairRule *first = mls_pair_item_get_rule (*(MlsPairItem *const *) a);
  const MlsPairRule *second = mls_pair_item_get_rule (*(MlsPairItem *const *) b);
  g_autofree char *one = mls_pair_text_write (first->pair);
  g_autofree char *other = mls_pair_text_write (second->pair);
  int order = strcmp (one, other);

  return order != 0 ? order : first->valid_from - second->valid_from;
}

static void
list_pairs (MlsPairPage *self)
{
  g_autofree char *sought = mls_text_fold (gtk_editable_get_text (self->search));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->nomenclature != NULL && i < mls_nomenclature_n_pair_rules (self->nomenclature); i++)
    {
      const MlsPairRule *rule = mls_nomenclature_pair_rule (self->nomenclature, i);

      if (is_sought (self->nomenclature, rule, sought))
        g_ptr_array_add (items, mls_pair_item_new (self->nomenclature, rule));
    }

  g_ptr_array_sort (items, compare);
  g_list_store_splice (self->listed, 0, g_list_model_get_n_items (G_LIST_MODEL (self->listed)), items->pdata, items->len);
}

/* The place of what is wanted, or else of what was chosen, or else of other years of the pair, or else the first. */
static guint
find_rule (MlsPairPage *self, const MlsPairRule *wanted, const MlsPairRule *chosen)
{
  gboolean is_chosen = FALSE;
  guint found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->listed)); i++)
    {
      g_autoptr (MlsPairItem) item = g_list_model_get_item (G_LIST_MODEL (self->listed), i);
      const MlsPairRule *rule = mls_pair_item_get_rule (item);

      if (mls_pair_rule_equal (rule, wanted))
        return i;
      if (!is_chosen && mls_pair_equal (rule->pair, wanted->pair))
        found = i;
      if (mls_pair_rule_equal (rule, chosen))
        {
          is_chosen = TRUE;
          found = i;
        }
    }

  return found;
}

static void
show_pair (MlsPairPage *self)
{
  mls_pair_form_show (form_of (self), self->nomenclature, chosen_rule (self));
}

static void
show_pairs (MlsPairPage *self)
{
  MlsPairItem *item = gtk_single_selection_get_selected_item (self->selection);
  const MlsPairRule chosen = item != NULL ? *mls_pair_item_get_rule (item) : self->wanted;

  self->listing = TRUE;
  list_pairs (self);
  gtk_single_selection_set_selected (self->selection, find_rule (self, &self->wanted, &chosen));
  self->listing = FALSE;
  show_pair (self);
}

static void
note_chosen (MlsPairPage *self)
{
  const MlsPairRule *chosen = chosen_rule (self);

  if (chosen != NULL)
    self->wanted = *chosen;
  self->wanted.counted = NULL;
}

static void
on_selected (MlsPairPage *self)
{
  if (self->listing)
    return;

  mls_pair_form_settle (form_of (self));
  note_chosen (self);
  show_pair (self);
}

static void
on_sought (MlsPairPage *self)
{
  mls_pair_form_settle (form_of (self));
  show_pairs (self);
}

/* What is chosen is what was written, once it is there. */
static void
on_changed (MlsPairPage *self, const MlsPairChange *change)
{
  if (change->to.pair.cover != 0)
    self->wanted = change->to;
  g_signal_emit (self, signals[CHANGED], 0, change);
}

/**
 * mls_pair_page_show:
 * @self: the page
 * @nomenclature: whose pairs are shown from now on
 */
void
mls_pair_page_show (MlsPairPage *self, MlsNomenclature *nomenclature)
{
  MlsNomenclature *old = self->nomenclature;

  self->nomenclature = mls_nomenclature_ref (nomenclature);
  show_pairs (self);
  g_clear_pointer (&old, mls_nomenclature_unref);
}

/**
 * mls_pair_page_allow:
 * @self: the page
 * @may_write: whether pairs may be changed, and not just looked through
 */
void
mls_pair_page_allow (MlsPairPage *self, gboolean may_write)
{
  gtk_widget_set_sensitive (self->form, may_write);
}

/**
 * mls_pair_page_settle:
 * @self: the page
 *
 * What is written there and good is taken.
 */
void
mls_pair_page_settle (MlsPairPage *self)
{
  mls_pair_form_settle (form_of (self));
}

/**
 * mls_pair_page_drop:
 * @self: the page
 *
 * What is written there and was not taken is not meant.
 */
void
mls_pair_page_drop (MlsPairPage *self)
{
  mls_pair_form_show (form_of (self), NULL, NULL);
  show_pair (self);
}

/* Rows */

static void
on_row_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *codes = gtk_label_new (NULL);
  GtkWidget *years = gtk_label_new (NULL);

  gtk_widget_add_css_class (codes, "code");
  gtk_label_set_xalign (GTK_LABEL (codes), 0);
  gtk_label_set_ellipsize (GTK_LABEL (codes), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (codes, TRUE);
  gtk_widget_add_css_class (years, "dim-label");
  gtk_box_append (GTK_BOX (row), g_object_new (MLS_TYPE_SWATCH, NULL));
  gtk_box_append (GTK_BOX (row), codes);
  gtk_box_append (GTK_BOX (row), years);
  gtk_list_item_set_child (item, row);
}

static char *
dup_when (const MlsPairRule *rule)
{
  g_autofree char *years = mls_pair_item_dup_years (rule);

  return rule->state == MLS_CODE_VALID ? g_steal_pointer (&years) : g_strdup_printf (_("%s, tolerated"), years);
}

static void
on_row_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  MlsPairItem *of = gtk_list_item_get_item (item);
  MlsNomenclature *nomenclature = mls_pair_item_get_nomenclature (of);
  const MlsPairRule *rule = mls_pair_item_get_rule (of);
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *codes = gtk_widget_get_next_sibling (gtk_widget_get_first_child (row));
  g_autofree char *text = mls_pair_text_write (rule->pair);
  g_autofree char *title = mls_pair_item_dup_title (nomenclature, rule->pair);
  g_autofree char *when = dup_when (rule);

  mls_swatch_set_pair (MLS_SWATCH (gtk_widget_get_first_child (row)), nomenclature, rule->pair);
  gtk_label_set_text (GTK_LABEL (codes), text);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (row)), when);
  gtk_widget_set_tooltip_text (row, title);
  mls_list_row_tell (item);
}

static GtkWidget *
make_list (MlsPairPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_row_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_row_bind), NULL);
  gtk_widget_add_css_class (list, "code-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pairs"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

/* What is looked through, beside what is looked at. */
static void
add_side (MlsPairPage *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->search = GTK_EDITABLE (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _("Codes, label or year"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find a pair"), -1);
  gtk_widget_set_size_request (side, 400, -1);
  gtk_widget_set_margin_top (side, 12);
  gtk_widget_set_margin_bottom (side, 12);
  gtk_widget_set_margin_start (side, 12);
  gtk_widget_set_margin_end (side, 12);
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (side), make_list (self));
  gtk_box_append (GTK_BOX (self), side);
}

static void
add_form (MlsPairPage *self)
{
  GtkWidget *page = adw_preferences_page_new ();

  self->form = mls_pair_form_new ();
  gtk_widget_set_visible (self->form, FALSE);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (self->form));
  gtk_widget_set_hexpand (page, TRUE);
  gtk_box_append (GTK_BOX (self), page);
}

static void
mls_pair_page_finalize (GObject *object)
{
  MlsPairPage *self = MLS_PAIR_PAGE (object);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_object_unref (self->selection);

  G_OBJECT_CLASS (mls_pair_page_parent_class)->finalize (object);
}

static void
mls_pair_page_class_init (MlsPairPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_pair_page_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_PAIR_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_POINTER);
}

static void
mls_pair_page_init (MlsPairPage *self)
{
  self->listed = g_list_store_new (MLS_TYPE_PAIR_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->listed));
  add_side (self);
  add_form (self);

  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (on_sought), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}
