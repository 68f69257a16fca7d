#include "ui/area-list.h"

#include "base/format.h"
#include "ui/area-item.h"

#include <glib/gi18n.h>

struct _MlsAreaList
{
  AdwBin          parent_instance;

  /* owned */
  MlsTransitions *transitions;
  GListStore     *items;     /* (element-type MlsAreaItem) */
  char           *layout;    /* (nullable): which columns there are */

  GtkStack       *stack;
  GtkColumnView  *view;
};

G_DEFINE_FINAL_TYPE (MlsAreaList, mls_area_list, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Cells */

/* Which figure of a row a column has; the name is none. */
static guint
figure_of (GtkListItemFactory *factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "figure"));
}

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), figure_of (GTK_LIST_ITEM_FACTORY (factory)) == MLS_AREA_NAME ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (cell, label);
}

static void
show_cell (MlsAreaItem *item, GParamSpec *spec, GtkListItem *cell)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (cell));
  g_autofree char *text = mls_area_item_dup_text (item, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (label), "figure")));

  gtk_label_set_text (label, text);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  MlsAreaItem *item = gtk_list_item_get_item (cell);

  g_object_set_data (G_OBJECT (gtk_list_item_get_child (cell)), "figure",
                     GUINT_TO_POINTER (figure_of (GTK_LIST_ITEM_FACTORY (factory))));
  g_signal_connect (item, "notify::row", G_CALLBACK (show_cell), cell);
  show_cell (item, NULL, cell);
}

static void
unbind_cell (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (cell), show_cell, cell);
}

static int
compare_items (gconstpointer left, gconstpointer right, gpointer figure)
{
  return mls_area_item_compare ((MlsAreaItem *) left, (MlsAreaItem *) right, GPOINTER_TO_UINT (figure));
}

/* Columns */

static void
add_column (MlsAreaList *self, const char *title, guint figure)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  g_autoptr (GtkSorter) sorter =
    GTK_SORTER (gtk_custom_sorter_new (compare_items, GUINT_TO_POINTER (figure), NULL));

  g_object_set_data (G_OBJECT (factory), "figure", GUINT_TO_POINTER (figure));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell), NULL);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, figure == MLS_AREA_NAME);
  gtk_column_view_append_column (self->view, column);
}

static void
remove_columns (MlsAreaList *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

static char *
dup_layout (MlsAreaList *self, const MlsAreaTable *table)
{
  const MlsMatrixQuery *query = mls_transitions_get_query (self->transitions);
  GString *layout = g_string_new (NULL);

  g_string_printf (layout, "%d %d %d", query->vintages[query->from].year, query->vintages[query->to].year, table->has_take);
  for (guint i = 0; i < table->classes->len; i++)
    g_string_append_printf (layout, " %s", ((MlsCounted *) g_ptr_array_index (table->classes, i))->code);

  return g_string_free (layout, FALSE);
}

static void
add_class_columns (MlsAreaList *self, const MlsAreaTable *table)
{
  const MlsMatrixQuery *query = mls_transitions_get_query (self->transitions);

  for (guint i = 0; i < table->classes->len; i++)
    {
      g_autofree char *code = mls_counted_dup_code (g_ptr_array_index (table->classes, i));
      g_autofree char *before = g_strdup_printf ("%s %d", code, query->vintages[query->from].year);
      g_autofree char *after = g_strdup_printf ("%s %d", code, query->vintages[query->to].year);

      add_column (self, before, MLS_AREA_FIRST_CLASS + 2 * i);
      add_column (self, after, MLS_AREA_FIRST_CLASS + 2 * i + 1);
    }
}

/* Columns stay as somebody has made them while they are the same. */
static void
lay_out (MlsAreaList *self, const MlsAreaTable *table)
{
  g_autofree char *layout = dup_layout (self, table);

  if (g_strcmp0 (self->layout, layout) == 0)
    return;

  remove_columns (self);
  add_column (self, _("Name"), MLS_AREA_NAME);
  add_column (self, _("Total, ha"), MLS_AREA_ALL);
  add_column (self, _("Changed"), MLS_AREA_CHANGED);
  if (table->has_take)
    {
      add_column (self, _("Land taken"), MLS_AREA_TAKEN);
      add_column (self, _("Given back"), MLS_AREA_GIVEN_BACK);
    }
  add_class_columns (self, table);
  g_free (self->layout);
  self->layout = g_steal_pointer (&layout);
}

/* Rows */

static void
fill (MlsAreaList *self, const MlsAreaTable *table)
{
  gboolean are_same = g_list_model_get_n_items (G_LIST_MODEL (self->items)) == table->rows->len;

  if (!are_same)
    g_list_store_remove_all (self->items);
  for (guint i = 0; i < table->rows->len; i++)
    {
      g_autoptr (MlsAreaItem) item = are_same ? g_list_model_get_item (G_LIST_MODEL (self->items), i) : mls_area_item_new ();

      mls_area_item_set_row (item, g_ptr_array_index (table->rows, i), table->classes->len);
      if (!are_same)
        g_list_store_append (self->items, item);
    }
}

static void
show (MlsAreaList *self)
{
  g_autoptr (MlsAreaTable) table = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  table = mls_transitions_make_areas (self->transitions);
  gtk_stack_set_visible_child_name (self->stack, table != NULL ? "table" : "none");
  if (table == NULL)
    return;

  lay_out (self, table);
  fill (self, table);
}

static void
on_activate (GtkColumnView *view, guint position, MlsAreaList *self)
{
  g_autoptr (MlsAreaItem) item = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), position);
  guint area = mls_area_item_get_area (item);

  if (area != MLS_AREA_ELSEWHERE)
    g_signal_emit (self, signals[CHOSEN], 0, area);
}

/* Making */

static GtkWidget *
view_new (MlsAreaList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkSortListModel *sorted;
  GtkSingleSelection *selection;

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  gtk_column_view_set_single_click_activate (self->view, TRUE);
  gtk_column_view_set_show_column_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Figures of each area"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activate), self, 0);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));

  return scroller;
}

static GtkWidget *
none_new (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "view-list-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Areas Chosen"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("Choose a reference layer of areas above, such as communes, in place of Everywhere"));

  return page;
}

static void
mls_area_list_dispose (GObject *object)
{
  MlsAreaList *self = MLS_AREA_LIST (object);

  g_clear_object (&self->transitions);
  g_clear_object (&self->items);
  g_clear_pointer (&self->layout, g_free);

  G_OBJECT_CLASS (mls_area_list_parent_class)->dispose (object);
}

static void
mls_area_list_class_init (MlsAreaListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_area_list_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", MLS_TYPE_AREA_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_UINT);
}

static void
mls_area_list_init (MlsAreaList *self)
{
  self->items = g_list_store_new (MLS_TYPE_AREA_ITEM);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, none_new (), "none");
  gtk_stack_add_named (self->stack, view_new (self), "table");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  g_signal_connect (self, "map", G_CALLBACK (show), NULL);
}

/**
 * mls_area_list_new:
 * @transitions: what it shows
 *
 * Returns: (transfer floating): a list
 */
GtkWidget *
mls_area_list_new (MlsTransitions *transitions)
{
  MlsAreaList *self = g_object_new (MLS_TYPE_AREA_LIST, NULL);

  self->transitions = g_object_ref (transitions);
  g_signal_connect_object (transitions, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
