#include "ui/transition-table.h"

#include "ui/transition-row.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is typed rests for so long before it is taken. */
#define REST_MS 600

struct _MlsTransitionTable
{
  GtkBox parent_instance;

  GtkLabel        *meaning;      /* of an end */
  GtkWidget       *list;

  /* owned */
  MlsNomenclature *nomenclature; /* (nullable) */
  GPtrArray       *rows;         /* (element-type MlsTransitionRow): borrowed, in order */
  guint            rest;
};

G_DEFINE_FINAL_TYPE (MlsTransitionTable, mls_transition_table, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_said_before (const GArray *rules, const MlsTransitionRule *rule)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const MlsTransitionRule *other = &g_array_index (rules, MlsTransitionRule, i);

      if (other->dimension == rule->dimension && other->from == rule->from && other->to == rule->to)
        return TRUE;
    }

  return FALSE;
}

/* (nullable): all of it, if all is good; what is not is told in its row. */
static GArray *
read_all (MlsTransitionTable *self)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (MlsTransitionRule));
  gboolean good = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      MlsTransitionRow *row = g_ptr_array_index (self->rows, i);
      MlsTransitionRule rule;

      if (!mls_transition_row_read (row, &rule))
        {
          good = FALSE;
          continue;
        }
      if (is_said_before (rules, &rule))
        {
          mls_transition_row_refuse (row, _("A row above says it already, and the first one counts"));
          good = FALSE;
        }
      g_array_append_val (rules, rule);
    }

  return good ? g_steal_pointer (&rules) : NULL;
}

static gboolean
are_same (const GArray *rules, const GArray *others)
{
  gboolean same = rules->len == others->len;

  for (guint i = 0; same && i < rules->len; i++)
    {
      const MlsTransitionRule *a = &g_array_index (rules, MlsTransitionRule, i);
      const MlsTransitionRule *b = &g_array_index (others, MlsTransitionRule, i);

      same = a->dimension == b->dimension && a->from == b->from && a->to == b->to && a->transition == b->transition;
    }

  return same;
}

/**
 * mls_transition_table_settle:
 * @self: the table
 *
 * What is written there is taken, if all of it is good.
 */
void
mls_transition_table_settle (MlsTransitionTable *self)
{
  g_autoptr (GArray) rules = NULL;

  g_clear_handle_id (&self->rest, g_source_remove);
  if (self->nomenclature == NULL)
    return;

  rules = read_all (self);
  if (rules != NULL && !are_same (rules, mls_nomenclature_transitions (self->nomenclature)))
    g_signal_emit (self, signals[CHANGED], 0, rules);
}

static gboolean
on_rest (gpointer user_data)
{
  MlsTransitionTable *self = user_data;

  self->rest = 0;
  mls_transition_table_settle (self);

  return G_SOURCE_REMOVE;
}

/* Half a code is a code, too: what is typed is not taken letter by letter. */
static void
on_changed (MlsTransitionTable *self)
{
  g_autoptr (GArray) rules = read_all (self);

  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_MS, on_rest, self);
}

static void
show_places (MlsTransitionTable *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    mls_transition_row_set_place (g_ptr_array_index (self->rows, i), i, self->rows->len);
}

static GtkWidget *
line_of (gpointer row)
{
  return gtk_widget_get_parent (GTK_WIDGET (row));
}

static void
on_moved (MlsTransitionRow *row, int by, MlsTransitionTable *self)
{
  g_autoptr (GtkWidget) line = g_object_ref (line_of (row));
  guint place;

  if (!g_ptr_array_find (self->rows, row, &place))
    return;

  g_ptr_array_remove_index (self->rows, place);
  g_ptr_array_insert (self->rows, (int) place + by, row);
  gtk_list_box_remove (GTK_LIST_BOX (self->list), line);
  gtk_list_box_insert (GTK_LIST_BOX (self->list), line, (int) place + by);
  show_places (self);
  mls_transition_table_settle (self);
}

/* While it is taken apart its choices change, which nobody means. */
static void
drop_row (MlsTransitionTable *self, guint place)
{
  gpointer row = g_ptr_array_remove_index (self->rows, place);

  g_signal_handlers_disconnect_by_data (row, self);
  gtk_list_box_remove (GTK_LIST_BOX (self->list), line_of (row));
}

static void
on_removed (MlsTransitionRow *row, MlsTransitionTable *self)
{
  guint place;

  if (!g_ptr_array_find (self->rows, row, &place))
    return;

  drop_row (self, place);
  show_places (self);
  mls_transition_table_settle (self);
}

static void
add_row (MlsTransitionTable *self, const MlsTransitionRule *rule)
{
  GtkWidget *row = mls_transition_row_new (self->nomenclature, rule);
  GtkWidget *line = gtk_list_box_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (line), FALSE);
  gtk_widget_set_focusable (line, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line), row);
  gtk_widget_add_css_class (line, "transition");
  gtk_list_box_append (GTK_LIST_BOX (self->list), line);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "moved", G_CALLBACK (on_moved), self, 0);
  g_signal_connect_object (row, "removed", G_CALLBACK (on_removed), self, 0);
  g_ptr_array_add (self->rows, row);
}

static void
on_add (MlsTransitionTable *self)
{
  const MlsTransitionRule none = { .dimension = MLS_DIMENSION_COVER, .transition = MLS_TRANSITION_SUSPICIOUS };

  if (self->nomenclature == NULL)
    return;

  add_row (self, &none);
  show_places (self);
  gtk_widget_child_focus (line_of (g_ptr_array_index (self->rows, self->rows->len - 1)), GTK_DIR_TAB_FORWARD);
}

/* What is being written here, and is good or not, stays where the table is what it says, or is what it was. */
static gboolean
is_there (MlsTransitionTable *self, MlsNomenclature *nomenclature)
{
  g_autoptr (GArray) rules = read_all (self);
  const GArray *now = mls_nomenclature_transitions (nomenclature);

  return (rules != NULL && are_same (rules, now)) || are_same (mls_nomenclature_transitions (self->nomenclature), now);
}

static void
set_nomenclature (MlsTransitionTable *self, MlsNomenclature *nomenclature)
{
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  self->nomenclature = nomenclature != NULL ? mls_nomenclature_ref (nomenclature) : NULL;
}

/* Which names of families there are, nobody can know by heart. */
static char *
dup_families (const MlsNomenclature *nomenclature)
{
  const GArray *families = mls_nomenclature_families (nomenclature);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < families->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", g_quark_to_string (g_array_index (families, MlsFamily, i).name));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
explain (MlsTransitionTable *self)
{
  g_autofree char *families = self->nomenclature != NULL ? dup_families (self->nomenclature) : g_strdup ("");
  g_autofree char *ends = *families != '\0'
                            ? g_strdup_printf (_("An end is a code, which stands for those below it, a family (%s), or * for "
                                                 "anything."), families)
                            : g_strdup (_("An end is a code, which stands for those below it, or * for anything."));
  g_autofree char *text =
    g_strdup_printf ("%s %s", _("What is to be thought of ground that changed: the first row that fits decides."), ends);

  gtk_label_set_text (self->meaning, text);
}

/**
 * mls_transition_table_show:
 * @self: the table
 * @nomenclature: (nullable): whose transitions are shown from now on
 */
void
mls_transition_table_show (MlsTransitionTable *self, MlsNomenclature *nomenclature)
{
  const GArray *rules = nomenclature != NULL ? mls_nomenclature_transitions (nomenclature) : NULL;
  gboolean there = nomenclature != NULL && self->nomenclature != NULL && is_there (self, nomenclature);

  set_nomenclature (self, nomenclature);
  explain (self);
  if (there)
    return;

  g_clear_handle_id (&self->rest, g_source_remove);
  while (self->rows->len > 0)
    drop_row (self, self->rows->len - 1);
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    add_row (self, &g_array_index (rules, MlsTransitionRule, i));
  show_places (self);
}

static void
mls_transition_table_dispose (GObject *object)
{
  MlsTransitionTable *self = MLS_TRANSITION_TABLE (object);

  while (self->rows->len > 0)
    drop_row (self, self->rows->len - 1);
  g_clear_handle_id (&self->rest, g_source_remove);

  G_OBJECT_CLASS (mls_transition_table_parent_class)->dispose (object);
}

static void
mls_transition_table_finalize (GObject *object)
{
  MlsTransitionTable *self = MLS_TRANSITION_TABLE (object);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (mls_transition_table_parent_class)->finalize (object);
}

static void
mls_transition_table_class_init (MlsTransitionTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_transition_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_transition_table_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_TRANSITION_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_POINTER);
}

static void
mls_transition_table_init (MlsTransitionTable *self)
{
  GtkWidget *add = gtk_button_new_with_label (_("Add a transition"));

  self->rows = g_ptr_array_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), gtk_label_new (_("Any change is possible")));
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_object (add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);

  self->meaning = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->meaning, TRUE);
  gtk_label_set_xalign (self->meaning, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->meaning), "dim-label");

  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->meaning));
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_box_append (GTK_BOX (self), add);
}

/**
 * mls_transition_table_new:
 *
 * Returns: (transfer floating): the table, empty
 */
GtkWidget *
mls_transition_table_new (void)
{
  return g_object_new (MLS_TYPE_TRANSITION_TABLE, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, NULL);
}
