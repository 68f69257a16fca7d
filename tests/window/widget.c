#include "widget.h"

#include "tree.h"
#include "wait.h"

/* What is waited for, as one value for mls_wait_for(). */
typedef struct
{
  MlsProgram      *program;
  AtspiRole        role;
  const char      *name;
  AtspiAccessible *found;
} Search;

/* What a node is looked for by. */
typedef struct
{
  AtspiRole   role;
  const char *name;
  GPtrArray  *found; /* (nullable) (element-type MlsNode): all that were met */
} Wanted;

static gboolean
matches (const MlsNode *node, int depth, gpointer user_data)
{
  const Wanted *wanted = user_data;

  if (wanted->role != ATSPI_ROLE_INVALID && node->role != wanted->role)
    return FALSE;
  if (wanted->name != NULL && g_strcmp0 (node->name, wanted->name) != 0)
    return FALSE;
  if (wanted->found == NULL)
    return TRUE;

  g_ptr_array_add (wanted->found, (gpointer) node);
  return FALSE;
}

/**
 * mls_widget_find_below:
 * @accessible: a widget
 * @role: a role, or %ATSPI_ROLE_INVALID for any
 * @name: (nullable): an accessible name, or %NULL for any
 *
 * Returns: (transfer full) (nullable): the first such widget inside it that is visible, in reading order
 */
AtspiAccessible *
mls_widget_find_below (AtspiAccessible *accessible, AtspiRole role, const char *name)
{
  g_autoptr (MlsNode) tree = mls_tree_read (accessible);
  Wanted wanted = { role, name, NULL };
  const MlsNode *node = mls_tree_each (tree, matches, &wanted);

  return node != NULL ? mls_node_get_widget (node, accessible) : NULL;
}

/**
 * mls_widget_find:
 * @program: a program
 * @role: its role, or %ATSPI_ROLE_INVALID for any
 * @name: (nullable): its accessible name, or %NULL for any
 *
 * Returns: (transfer full) (nullable): the first such widget that is visible, in reading order
 */
AtspiAccessible *
mls_widget_find (MlsProgram *program, AtspiRole role, const char *name)
{
  return mls_widget_find_below (mls_program_get_accessible (program), role, name);
}

/**
 * mls_widget_find_all:
 * @program: a program
 * @role: their role, or %ATSPI_ROLE_INVALID for any
 * @name: (nullable): their accessible name, or %NULL for any
 *
 * Returns: (transfer full) (element-type AtspiAccessible): such widgets that are visible, in reading
 *   order
 */
GPtrArray *
mls_widget_find_all (MlsProgram *program, AtspiRole role, const char *name)
{
  AtspiAccessible *root = mls_program_get_accessible (program);
  g_autoptr (MlsNode) tree = mls_tree_read (root);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  Wanted wanted = { role, name, nodes };

  mls_tree_each (tree, matches, &wanted);
  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (found, mls_node_get_widget (nodes->pdata[i], root));

  return found;
}

static gboolean
is_there (gpointer user_data)
{
  Search *search = user_data;

  search->found = mls_widget_find (search->program, search->role, search->name);
  return search->found != NULL;
}

static gboolean
is_gone (gpointer user_data)
{
  Search *search = user_data;
  gboolean gone = !is_there (search);

  g_clear_object (&search->found);
  return gone;
}

/**
 * mls_widget_wait:
 * @program: a program
 * @role: its role, or %ATSPI_ROLE_INVALID for any
 * @name: (nullable): its accessible name, or %NULL for any
 *
 * As mls_widget_find(), but waits for the widget. The test fails if it does not come.
 *
 * Returns: (transfer full): the widget
 */
AtspiAccessible *
mls_widget_wait (MlsProgram *program, AtspiRole role, const char *name)
{
  Search search = { program, role, name, NULL };

  if (!mls_wait_for (MLS_WAIT_SECONDS, is_there, &search))
    {
      g_autofree char *tree = mls_widget_describe (program);

      g_error ("No %s called \"%s\" (the screen is in %s) among\n%s",
               role == ATSPI_ROLE_INVALID ? "widget" : atspi_role_get_name (role), name,
               mls_screen_save (mls_program_get_screen (program), "missing"), tree);
    }

  return search.found;
}

/**
 * mls_widget_wait_gone:
 * @program: a program
 * @role: its role, or %ATSPI_ROLE_INVALID for any
 * @name: (nullable): its accessible name, or %NULL for any
 *
 * Waits until no such widget is visible. The test fails if one stays.
 */
void
mls_widget_wait_gone (MlsProgram *program, AtspiRole role, const char *name)
{
  Search search = { program, role, name, NULL };

  if (!mls_wait_for (MLS_WAIT_SECONDS, is_gone, &search))
    g_error ("\"%s\" still shows; the screen is in %s", name,
             mls_screen_save (mls_program_get_screen (program), "still"));

  /* What is no more for whoever asks may have the keys a moment longer. */
  mls_wait_idle (0.2);
}

static AtspiRect *
get_place (AtspiAccessible *accessible)
{
  g_autoptr (GObject) component = G_OBJECT (atspi_accessible_get_component_iface (accessible));

  if (component == NULL)
    return NULL;

  return atspi_component_get_extents (ATSPI_COMPONENT (component), ATSPI_COORD_TYPE_WINDOW, NULL);
}

/* The window that @widget is in. */
static AtspiAccessible *
frame_of (AtspiAccessible *widget)
{
  AtspiAccessible *above = g_object_ref (widget);

  while (above != NULL && atspi_accessible_get_role (above, NULL) != ATSPI_ROLE_FRAME)
    {
      AtspiAccessible *below = above;

      above = atspi_accessible_get_parent (below, NULL);
      g_object_unref (below);
    }

  return above;
}

/**
 * mls_widget_get_extents:
 * @program: the program of @widget
 * @widget: a widget in the program's first window, or in a dialog in the middle of it
 * @out: (out): where it is on the screen
 *
 * The bus gives places within the content of a window. Where the first window is, the display knows;
 * what is wider than the content is equal on all sides: the frame GTK draws around it, or what a dialog
 * leaves free.
 *
 * Returns: %FALSE when the widget is gone
 */
gboolean
mls_widget_get_extents (MlsProgram *program, AtspiAccessible *widget, cairo_rectangle_int_t *out)
{
  g_autoptr (GObject) frame = G_OBJECT (frame_of (widget));
  g_autofree AtspiRect *content = frame != NULL ? get_place (ATSPI_ACCESSIBLE (frame)) : NULL;
  g_autofree AtspiRect *place = get_place (widget);
  cairo_rectangle_int_t window;

  if (content == NULL || place == NULL || !mls_program_get_extents (program, &window))
    return FALSE;

  out->x = window.x + (window.width - content->width) / 2 + place->x;
  out->y = window.y + (window.height - content->height) / 2 + place->y;
  out->width = place->width;
  out->height = place->height;
  return TRUE;
}

/**
 * mls_widget_click:
 * @program: the program of @widget
 * @widget: a widget that mls_widget_get_extents() finds
 *
 * Clicks in its middle with the pointer.
 */
void
mls_widget_click (MlsProgram *program, AtspiAccessible *widget)
{
  cairo_rectangle_int_t extents;

  if (!mls_widget_get_extents (program, widget, &extents))
    g_error ("The widget to click is gone");

  mls_screen_click (mls_program_get_screen (program), extents.x + extents.width / 2.0,
                    extents.y + extents.height / 2.0, 1);
}

/**
 * mls_widget_press:
 * @widget: a button, a switch, or anything else with an action
 *
 * Does its first action through the bus, wherever the widget is. Menu buttons keep theirs on an
 * inner button.
 */
void
mls_widget_press (AtspiAccessible *widget)
{
  g_autoptr (GObject) action = G_OBJECT (atspi_accessible_get_action_iface (widget));
  g_autoptr (GError) error = NULL;

  if (action != NULL && atspi_action_get_n_actions (ATSPI_ACTION (action), NULL) > 0)
    {
      if (!atspi_action_do_action (ATSPI_ACTION (action), 0, &error))
        g_error ("The action of a widget failed: %s", error != NULL ? error->message : "refused");
    }
  else
    {
      AtspiAccessible *inner = mls_widget_find_below (widget, ATSPI_ROLE_TOGGLE_BUTTON, NULL);

      if (inner == NULL)
        inner = mls_widget_find_below (widget, ATSPI_ROLE_PUSH_BUTTON, NULL);
      if (inner == NULL)
        g_error ("A widget without action was pressed");

      mls_widget_press (inner);
      g_object_unref (inner);
    }
}

/**
 * mls_widget_is_sensitive:
 * @widget: a widget
 *
 * Returns: whether it can be pressed or written into; a condition to be waited for
 */
gboolean
mls_widget_is_sensitive (gpointer widget)
{
  return mls_widget_has_state (widget, ATSPI_STATE_SENSITIVE);
}

/**
 * mls_widget_press_named:
 * @program: a program
 * @role: a role, or %ATSPI_ROLE_INVALID for any
 * @name: an accessible name
 *
 * Presses the first such widget without the pointer, once it is there and can be pressed: one that has just come may be told
 * of before it answers. Where menus lie on the screen GTK 4.8 does not tell.
 */
void
mls_widget_press_named (MlsProgram *program, AtspiRole role, const char *name)
{
  AtspiAccessible *widget = mls_widget_wait (program, role, name);

  if (!mls_wait_for (MLS_WAIT_SECONDS, mls_widget_is_sensitive, widget))
    g_error ("“%s” cannot be pressed", name);

  mls_widget_press (widget);
  g_object_unref (widget);
}

typedef struct
{
  MlsProgram *program;
  const char *name;
  const char *text;
} Writing;

/* A form that is shown anew has another entry of that name. */
static gboolean
is_written (gpointer user_data)
{
  const Writing *writing = user_data;
  g_autoptr (GObject) entry = G_OBJECT (mls_widget_find (writing->program, ATSPI_ROLE_TEXT, writing->name));
  g_autofree char *text = entry != NULL ? mls_widget_get_text (ATSPI_ACCESSIBLE (entry)) : NULL;

  return g_strcmp0 (text, writing->text) == 0;
}

/**
 * mls_widget_expect_text:
 * @program: a program
 * @name: of an entry
 * @text: what is to stand in it
 *
 * Waits until it does. The test fails if it does not come.
 */
void
mls_widget_expect_text (MlsProgram *program, const char *name, const char *text)
{
  Writing writing = { program, name, text };

  if (!mls_wait_for (MLS_WAIT_SECONDS, is_written, &writing))
    g_error ("“%s” does not say “%s”; the screen is in %s", name, text,
             mls_screen_save (mls_program_get_screen (program), "not-written"));
}

/**
 * mls_widget_reach:
 * @program: a program whose dialog is in the middle of its window
 * @widget: of that dialog
 *
 * Turns the wheel over the dialog until the widget is in sight.
 */
void
mls_widget_reach (MlsProgram *program, AtspiAccessible *widget)
{
  MlsScreen *screen = mls_program_get_screen (program);
  cairo_rectangle_int_t window, place;

  g_assert_true (mls_program_get_extents (program, &window));
  mls_screen_move (screen, window.x + window.width / 2.0, window.y + window.height / 2.0);
  for (int turns = 0; turns < 60; turns++)
    {
      int margin = window.height / 5;

      g_assert_true (mls_widget_get_extents (program, widget, &place));
      if (place.y > window.y + margin && place.y + place.height < window.y + window.height - margin)
        return;
      mls_screen_scroll (screen, place.y <= window.y + margin ? -1 : 1);
      mls_wait_idle (0.1);
    }
}

/* What GTK's own question for a file is called, in any language. */
#define CHOOSER "GtkFileChooserWidget"

static gboolean
has_focus (const MlsNode *node, int depth, gpointer user_data)
{
  return mls_node_has_state (node, ATSPI_STATE_FOCUSED);
}

/* A slash opens the entry for a path, unless it comes too early or too late: then it is looked for, and that is left. */
static gboolean
asks_for_path (gpointer user_data)
{
  MlsProgram *program = user_data;
  g_autoptr (MlsNode) tree = mls_tree_read (mls_program_get_accessible (program));
  const MlsNode *focus = mls_tree_each (tree, has_focus, NULL);

  if (focus != NULL && focus->role == ATSPI_ROLE_TEXT)
    return TRUE;

  mls_screen_key (mls_program_get_screen (program), focus != NULL && focus->role == ATSPI_ROLE_ENTRY ? "Escape" : "slash");
  mls_wait_idle (0.3);

  return FALSE;
}

/**
 * mls_widget_choose_file:
 * @program: a program that is about to ask for a file that is there
 * @path: a file
 *
 * Answers, and waits until the question is gone.
 */
void
mls_widget_choose_file (MlsProgram *program, const char *path)
{
  MlsScreen *screen = mls_program_get_screen (program);

  g_object_unref (mls_widget_wait (program, ATSPI_ROLE_INVALID, CHOOSER));
  if (!mls_wait_for (MLS_WAIT_SECONDS, asks_for_path, program))
    g_error ("The question for a file takes no path");

  mls_screen_key (screen, "Control_L+a");
  mls_screen_type (screen, path);
  mls_screen_key (screen, "Return");
  mls_widget_wait_gone (program, ATSPI_ROLE_INVALID, CHOOSER);
}

/**
 * mls_widget_has_state:
 * @widget: a widget
 * @state: a state such as %ATSPI_STATE_SENSITIVE or %ATSPI_STATE_PRESSED
 *
 * Returns: whether the widget is in @state
 */
gboolean
mls_widget_has_state (AtspiAccessible *widget, AtspiStateType state)
{
  g_autoptr (GObject) states = G_OBJECT (atspi_accessible_get_state_set (widget));

  return states != NULL && atspi_state_set_contains (ATSPI_STATE_SET (states), state);
}

/**
 * mls_widget_get_text:
 * @widget: an entry or a label
 *
 * Returns: (transfer full): what it shows
 */
char *
mls_widget_get_text (AtspiAccessible *widget)
{
  g_autoptr (GObject) text = G_OBJECT (atspi_accessible_get_text_iface (widget));

  if (text == NULL)
    return atspi_accessible_get_name (widget, NULL);

  /* GTK does not take -1 for the end. */
  return atspi_text_get_text (ATSPI_TEXT (text), 0,
                              atspi_text_get_character_count (ATSPI_TEXT (text), NULL), NULL);
}

/**
 * mls_widget_set_text:
 * @widget: an entry
 * @text: what it is to hold
 */
void
mls_widget_set_text (AtspiAccessible *widget, const char *text)
{
  g_autoptr (GObject) editable = G_OBJECT (atspi_accessible_get_editable_text_iface (widget));

  if (editable == NULL
      || !atspi_editable_text_set_text_contents (ATSPI_EDITABLE_TEXT (editable), text, NULL))
    g_error ("A widget took no text");
}

static gboolean
describe (const MlsNode *node, int depth, gpointer user_data)
{
  g_string_append_printf (user_data, "%*s%s \"%s\"%s\n", depth * 2, "", atspi_role_get_name (node->role), node->name,
                          mls_node_has_state (node, ATSPI_STATE_PRESSED) ? " pressed" : "");

  return FALSE;
}

/**
 * mls_widget_describe:
 * @program: a program
 *
 * Returns: (transfer full): its visible widgets, roles, names and whether pressed, one a line
 */
char *
mls_widget_describe (MlsProgram *program)
{
  g_autoptr (MlsNode) tree = mls_tree_read (mls_program_get_accessible (program));
  GString *out = g_string_new (NULL);

  mls_tree_each (tree, describe, out);
  return g_string_free (out, FALSE);
}
