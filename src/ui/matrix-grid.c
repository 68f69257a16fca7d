#include "ui/matrix-grid-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_NAME 260 /* of a row's heading, px */

G_DEFINE_FINAL_TYPE_WITH_CODE (MlsMatrixGrid, mls_matrix_grid, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static void
mls_matrix_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  mls_matrix_grid_draw (MLS_MATRIX_GRID (widget), snapshot);
}

/* Walking */

static void
tell_cursor (MlsMatrixGrid *self)
{
  g_autofree char *sentence = self->matrix != NULL ? mls_matrix_grid_dup_sentence (self, self->row, self->column) : g_strdup (_("Matrix of changes"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
scroll_to (GtkAdjustment *adjustment, double start, double size, double fixed)
{
  if (adjustment != NULL)
    gtk_adjustment_clamp_page (adjustment, start - fixed, start + size);
}

static void
move_cursor (MlsMatrixGrid *self, guint row, guint column)
{
  self->row = row;
  self->column = column;
  if (row > 0)
    scroll_to (self->adjustments[GTK_ORIENTATION_VERTICAL], (row - 1.0) * MLS_MATRIX_ROW, MLS_MATRIX_ROW, 0);
  if (column > 0)
    scroll_to (self->adjustments[GTK_ORIENTATION_HORIZONTAL],
               mls_matrix_grid_left (self, column) + mls_matrix_grid_offset (self, GTK_ORIENTATION_HORIZONTAL) - mls_matrix_grid_fixed_width (self),
               mls_matrix_grid_column (self, column)->width, 0);
  tell_cursor (self);
}

static guint
step_by (guint at, int by, guint n)
{
  return (guint) CLAMP ((int) at + by, 0, (int) n - 1);
}

/* Of nothing there is nothing to be listed. */
static void
choose (MlsMatrixGrid *self)
{
  if (mls_matrix_grid_area (self, self->row, self->column) <= 0)
    return;

  g_signal_emit (self, signals[CHOSEN], 0, mls_matrix_grid_row (self, self->row)->index, mls_matrix_grid_column (self, self->column)->index);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, MlsMatrixGrid *self)
{
  guint n_rows = self->rows->len;
  guint n_columns = self->columns->len;

  if (self->matrix == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      move_cursor (self, self->row, step_by (self->column, keyval == GDK_KEY_Left ? -1 : 1, n_columns));
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      move_cursor (self, step_by (self->row, keyval == GDK_KEY_Up ? -1 : 1, n_rows), self->column);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_End:
      move_cursor (self, self->row, keyval == GDK_KEY_Home ? 0 : n_columns - 1);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      move_cursor (self, keyval == GDK_KEY_Page_Up ? 0 : n_rows - 1, self->column);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      choose (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_released (GtkGestureClick *gesture, int n, double x, double y, MlsMatrixGrid *self)
{
  guint row = self->matrix != NULL ? mls_matrix_grid_row_under (self, y) : G_MAXUINT;
  guint column = self->matrix != NULL ? mls_matrix_grid_column_under (self, x) : G_MAXUINT;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (row == G_MAXUINT || column == G_MAXUINT)
    return;

  move_cursor (self, row, column);
  choose (self);
}

static gboolean
mls_matrix_grid_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keys, GtkTooltip *tooltip)
{
  MlsMatrixGrid *self = MLS_MATRIX_GRID (widget);
  guint row = self->matrix == NULL ? G_MAXUINT : by_keys ? self->row : mls_matrix_grid_row_under (self, y);
  guint column = self->matrix == NULL ? G_MAXUINT : by_keys ? self->column : mls_matrix_grid_column_under (self, x);
  g_autofree char *text = NULL;

  if (row != G_MAXUINT && column != G_MAXUINT)
    text = mls_matrix_grid_dup_sentence (self, row, column);
  else if (column != G_MAXUINT && y < MLS_MATRIX_HEADING)
    text = mls_matrix_grid_dup_name (self, mls_matrix_grid_column (self, column));
  else if (row != G_MAXUINT && x < self->name_width)
    text = mls_matrix_grid_dup_name (self, mls_matrix_grid_row (self, row));
  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

/* Scrolling */

static void
configure (MlsMatrixGrid *self)
{
  double sizes[2] = { gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)) };
  double fixed[2] = { 0, MLS_MATRIX_FIXED_HEIGHT };
  double contents[2] = { 0, mls_matrix_grid_content_height (self) };

  if (self->columns->len > 0)
    {
      fixed[0] = mls_matrix_grid_fixed_width (self);
      contents[0] = mls_matrix_grid_content_width (self);
    }
  for (int i = 0; i < 2; i++)
    if (self->adjustments[i] != NULL)
      {
        double page = MAX (sizes[i] - fixed[i], 1);

        gtk_adjustment_configure (self->adjustments[i], gtk_adjustment_get_value (self->adjustments[i]), 0,
                                  MAX (contents[i] - fixed[i], page), MLS_MATRIX_ROW, page * 0.9, page);
      }
}

static void
mls_matrix_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  configure (MLS_MATRIX_GRID (widget));
}

static void
mls_matrix_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  MlsMatrixGrid *self = MLS_MATRIX_GRID (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : MLS_MATRIX_HEADING + 3 * MLS_MATRIX_ROW;
  *natural = *minimum;
  if (self->matrix != NULL)
    *natural = (int) (orientation == GTK_ORIENTATION_HORIZONTAL ? mls_matrix_grid_content_width (self) : mls_matrix_grid_content_height (self));
  *natural = MAX (*natural, *minimum);
}

static void
set_adjustment (MlsMatrixGrid *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_set_object (&self->adjustments[orientation], adjustment);
  if (adjustment == NULL)
    return;

  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self);
  configure (self);
}

static void
mls_matrix_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  MlsMatrixGrid *self = MLS_MATRIX_GRID (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = (GtkScrollablePolicy) g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = (GtkScrollablePolicy) g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
mls_matrix_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  MlsMatrixGrid *self = MLS_MATRIX_GRID (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

/* Filling */

static void
list_lines (MlsMatrixGrid *self, GArray *lines, gboolean are_rows)
{
  MlsMatrixLine total = { .index = MLS_MATRIX_ALL };

  g_array_set_size (lines, 0);
  g_array_append_val (lines, total);
  for (guint i = 0; i < mls_matrix_n (self->matrix); i++)
    {
      MlsMatrixLine line = { .index = i, .key = mls_matrix_class (self->matrix, i)->key };

      if (mls_matrix_cell (self->matrix, are_rows ? i : MLS_MATRIX_ALL, are_rows ? MLS_MATRIX_ALL : i) != 0)
        g_array_append_val (lines, line);
    }
}

/* The total of a column is as wide as anything in it. */
static void
measure_lines (MlsMatrixGrid *self)
{
  self->name_width = 0;
  self->largest = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *name = mls_matrix_grid_dup_name (self, mls_matrix_grid_row (self, i));

      self->name_width = MAX (self->name_width, MIN (mls_matrix_grid_text_width (self, name, TRUE), MAX_NAME) + MLS_MATRIX_SWATCH + 2 * MLS_MATRIX_PADDING);
    }

  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *code = mls_matrix_grid_dup_code (self, mls_matrix_grid_column (self, i));
      g_autofree char *total = mls_matrix_grid_dup_number (self, 0, i, self->unit);

      g_array_index (self->columns, MlsMatrixLine, i).width =
        ceil (MAX (mls_matrix_grid_text_width (self, code, TRUE) + (i > 0 ? MLS_MATRIX_SWATCH + 6 : 0), mls_matrix_grid_text_width (self, total, TRUE)) + 2 * MLS_MATRIX_PADDING);
    }

  for (guint row = 1; row < self->rows->len; row++)
    for (guint column = 1; column < self->columns->len; column++)
      if (!mls_matrix_grid_is_same (self, row, column))
        self->largest = MAX (self->largest, mls_matrix_grid_area (self, row, column));
}

/* The line of the same class, or the total. */
static guint
find_line (const GArray *lines, MlsPair key)
{
  for (guint i = 1; i < lines->len; i++)
    if (mls_pair_equal (g_array_index (lines, MlsMatrixLine, i).key, key))
      return i;

  return 0;
}

/**
 * mls_matrix_grid_show:
 * @self: a grid
 * @matrix: (nullable): a matrix, which stays there until the grid is told another
 * @unit: what its numbers are
 * @dates: (nullable): what its rows and its columns are of
 *
 * The cursor stays at the same classes.
 */
void
mls_matrix_grid_show (MlsMatrixGrid *self, const MlsMatrix *matrix, MlsMatrixUnit unit, const char *dates)
{
  MlsPair from = self->rows->len > 0 ? mls_matrix_grid_row (self, self->row)->key : (MlsPair){ 0, 0 };
  MlsPair to = self->columns->len > 0 ? mls_matrix_grid_column (self, self->column)->key : (MlsPair){ 0, 0 };

  self->matrix = matrix;
  self->unit = unit;
  g_free (self->dates);
  self->dates = g_strdup (dates);
  if (matrix == NULL)
    {
      tell_cursor (self);
      return;
    }

  list_lines (self, self->rows, TRUE);
  list_lines (self, self->columns, FALSE);
  measure_lines (self);
  self->row = find_line (self->rows, from);
  self->column = find_line (self->columns, to);
  configure (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  tell_cursor (self);
}

static void
mls_matrix_grid_dispose (GObject *object)
{
  MlsMatrixGrid *self = MLS_MATRIX_GRID (object);

  self->matrix = NULL;
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);

  G_OBJECT_CLASS (mls_matrix_grid_parent_class)->dispose (object);
}

static void
mls_matrix_grid_finalize (GObject *object)
{
  MlsMatrixGrid *self = MLS_MATRIX_GRID (object);

  g_array_unref (self->rows);
  g_array_unref (self->columns);
  g_free (self->dates);

  G_OBJECT_CLASS (mls_matrix_grid_parent_class)->finalize (object);
}

static void
mls_matrix_grid_class_init (MlsMatrixGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = mls_matrix_grid_set_property;
  object_class->get_property = mls_matrix_grid_get_property;
  object_class->dispose = mls_matrix_grid_dispose;
  object_class->finalize = mls_matrix_grid_finalize;
  widget_class->snapshot = mls_matrix_grid_snapshot;
  widget_class->measure = mls_matrix_grid_measure;
  widget_class->size_allocate = mls_matrix_grid_size_allocate;
  widget_class->query_tooltip = mls_matrix_grid_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "matrix");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[CHOSEN] = g_signal_new ("chosen", MLS_TYPE_MATRIX_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_UINT, G_TYPE_UINT);
}

static void
mls_matrix_grid_init (MlsMatrixGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->rows = g_array_new (FALSE, FALSE, sizeof (MlsMatrixLine));
  self->columns = g_array_new (FALSE, FALSE, sizeof (MlsMatrixLine));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * mls_matrix_grid_new:
 *
 * Returns: (transfer floating): a grid without a matrix
 */
GtkWidget *
mls_matrix_grid_new (void)
{
  return g_object_new (MLS_TYPE_MATRIX_GRID, NULL);
}
