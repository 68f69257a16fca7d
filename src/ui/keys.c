#include "ui/keys.h"

#include <glib/gi18n.h>

#define MODIFIERS (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK)

#define KEY(mode, group, accelerator, action, title) \
  { MLS_KEY_MODE_##mode, MLS_KEY_GROUP_##group, accelerator, action, FALSE, NULL, title, accelerator }
#define HELD(group, accelerator, action, title) \
  { MLS_KEY_MODE_MAP, MLS_KEY_GROUP_##group, accelerator, action, TRUE, NULL, title, accelerator }
#define GESTURE(group, gesture, title) \
  { MLS_KEY_MODE_MAP, MLS_KEY_GROUP_##group, NULL, NULL, FALSE, gesture, title, NULL }

/* Only their accelerators change. */
static MlsKey keys[] = {
  GESTURE (MAP, N_("Space and move"), N_("Pan")),
  GESTURE (MAP, N_("Middle button"), N_("Pan")),
  GESTURE (MAP, N_("Wheel"), N_("Zoom at the pointer")),
  KEY (MAP, MAP, "p", "win.previous-view", N_("View before, and after")),
  KEY (MAP, MAP, "<Shift>p", "win.next-view", N_("View before, and after")),
  GESTURE (MAP, N_("Back and forward buttons"), N_("Previous and next view")),
  KEY (ALWAYS, MAP, "<Control>g", "win.go-to", N_("Go to coordinates, a face or a name")),
  KEY (ALWAYS, MAP, "<Control>b", "win.bookmarks", N_("Bookmarks of the project")),
  KEY (MAP, MAP, "z", "win.zoom-to-selection", N_("Zoom to the selection")),
  KEY (MAP, MAP, "Page_Up", "win.newer-vintage", N_("Edit the newer, older vintage")),
  KEY (MAP, MAP, "Page_Down", "win.older-vintage", N_("Edit the newer, older vintage")),
  KEY (MAP, MAP, "k", "win.toggle-kind", N_("Change or correction")),
  KEY (MAP, MAP, "<Shift>k", "win.state", N_("Choose vintage, dates of a correction, view and fills")),
  KEY (MAP, MAP, "a", "win.next-dimension", N_("Show cover, use or both")),
  KEY (MAP, MAP, "i", "win.infrared", N_("Photo in infrared or in colour")),
  KEY (MAP, MAP, "f", "win.next-fills", N_("Borders alone, light fills, full fills")),
  HELD (MAP, "h", "win.hold-bare", N_("Photo alone, while held")),
  KEY (MAP, MAP, "m", "win.tool::measure", N_("Measure; Esc leaves")),
  KEY (MAP, MAP, "g", "win.other-map(0)", N_("Open the place in another map")),
  KEY (MAP, MAP, "<Control>c", "win.copy-place", N_("Copy the coordinates")),
  KEY (MAP, MAP, "<Alt>c", "win.copy-degrees", N_("Copy latitude and longitude")),
  KEY (MAP, MAP, "o", "win.overview", N_("The whole territory in a corner")),
  KEY (MAP, MAP, "d", "win.references", N_("Reference layers, or none")),

  KEY (MAP, DRAWING, "l", "win.tool::line", N_("Line")),
  KEY (MAP, DRAWING, "v", "win.tool::select", N_("Select")),
  KEY (MAP, DRAWING, "w", "win.tool::vertex", N_("Vertex")),
  KEY (MAP, DRAWING, "c", "win.tool::merge", N_("Merge by hand, or what is selected")),
  KEY (MAP, DRAWING, "<Shift>c", "win.merge-selected", N_("Merge by hand, or what is selected")),
  KEY (MAP, DRAWING, "e", "win.tool::paint", N_("Paint codes")),
  KEY (MAP, DRAWING, "q", "win.pick-here", N_("Pick the pair under the pointer")),
  KEY (MAP, DRAWING, "x", "win.other-side", N_("Give the code to the other side")),
  KEY (MAP, DRAWING, "s", "win.snapping", N_("Snapping")),
  KEY (MAP, DRAWING, "t", "win.tracing", N_("Draw along borders, edges of the photo")),
  KEY (MAP, DRAWING, "<Shift>t", "win.livewire", N_("Draw along borders, edges of the photo")),
  KEY (MAP, DRAWING, "<Shift>a", "win.square", N_("Draw at right angles")),
  KEY (MAP, DRAWING, "r", "win.strips", N_("Roads and hedges as strips, their width")),
  KEY (MAP, DRAWING, "<Shift>r", "win.strip-width", N_("Roads and hedges as strips, their width")),
  KEY (MAP, DRAWING, "<Shift>x", "win.completing", N_("Close by borders what is drawn in part")),
  KEY (MAP, DRAWING, "<Shift>q", "win.parallel", N_("The next segment parallel to the border under the pointer")),
  KEY (MAP, DRAWING, "<Shift>d", "win.segment", N_("Type the length and the angle of the next segment")),
  KEY (MAP, DRAWING, "n", "win.gauge", N_("The smallest a region may be, at the pointer")),
  GESTURE (DRAWING, N_("Ctrl held"), N_("Do not snap, nor follow edges, nor keep to angles")),
  GESTURE (DRAWING, N_("Shift and last click"), N_("Cut every region the line crosses")),
  GESTURE (DRAWING, N_("Left button held"), N_("Draw freehand")),
  GESTURE (DRAWING, N_("Right click"), N_("Finish the line, or a menu")),
  GESTURE (DRAWING, N_("Drag across"), N_("Merge, paint or select what is crossed")),
  GESTURE (DRAWING, N_("Shift and click"), N_("Select one region more, or less")),
  KEY (MAP, DRAWING, "BackSpace", "win.remove-last-vertex", N_("Remove the last vertex")),
  KEY (MAP, DRAWING, "<Alt>Left", "win.nudge((-1,0))", N_("Move the vertex by a pixel")),
  KEY (MAP, DRAWING, "<Alt>Right", "win.nudge((1,0))", N_("Move the vertex by a pixel")),
  KEY (MAP, DRAWING, "<Alt>Up", "win.nudge((0,1))", N_("Move the vertex by a pixel")),
  KEY (MAP, DRAWING, "<Alt>Down", "win.nudge((0,-1))", N_("Move the vertex by a pixel")),
  KEY (MAP, DRAWING, "Escape", "win.drop-sketch", N_("Drop the line; Ctrl+Z brings it back")),
  KEY (MAP, DRAWING, "Delete", "win.absorb", N_("Let the closest neighbour absorb the region")),
  KEY (MAP, DRAWING, "Return", "win.cure", N_("Take the cure that is offered")),
  KEY (MAP, DRAWING, "<Shift>Return", "win.except", N_("Keep as an exception, with a reason")),
  KEY (MAP, DRAWING, "<Control>Return", "win.carry-over", N_("Carry the last correction over to the other dates")),
  KEY (ALWAYS, DRAWING, "<Control>z", "win.undo", N_("Undo, redo")),
  KEY (ALWAYS, DRAWING, "<Control><Shift>z", "win.redo", N_("Undo, redo")),
  KEY (ALWAYS, DRAWING, "<Control>y", "win.redo", N_("Undo, redo")),
  KEY (ALWAYS, DRAWING, "<Control>h", "win.history", N_("What can be undone; twice, all that was done")),

  GESTURE (VERTICES, N_("Click, Shift and click"), N_("Choose a vertex, then a run")),
  GESTURE (VERTICES, N_("Shift and drag"), N_("Choose vertices along a border")),
  GESTURE (VERTICES, N_("Double click"), N_("Insert a vertex")),
  KEY (VERTICES, VERTICES, "<Control>Right", "win.extend(1)", N_("One vertex more, or less")),
  KEY (VERTICES, VERTICES, "<Control>Left", "win.extend(-1)", N_("One vertex more, or less")),
  KEY (VERTICES, VERTICES, "Left", "win.nudge((-1,0))", N_("Move the vertices by a pixel")),
  KEY (VERTICES, VERTICES, "Right", "win.nudge((1,0))", N_("Move the vertices by a pixel")),
  KEY (VERTICES, VERTICES, "Up", "win.nudge((0,1))", N_("Move the vertices by a pixel")),
  KEY (VERTICES, VERTICES, "Down", "win.nudge((0,-1))", N_("Move the vertices by a pixel")),
  KEY (VERTICES, VERTICES, "<Shift>Left", "win.nudge((-10,0))", N_("By ten pixels")),
  KEY (VERTICES, VERTICES, "<Shift>Right", "win.nudge((10,0))", N_("By ten pixels")),
  KEY (VERTICES, VERTICES, "<Shift>Up", "win.nudge((0,10))", N_("By ten pixels")),
  KEY (VERTICES, VERTICES, "<Shift>Down", "win.nudge((0,-10))", N_("By ten pixels")),
  KEY (VERTICES, VERTICES, "Delete", "win.remove-vertices", N_("Remove the vertices")),
  KEY (VERTICES, VERTICES, "<Shift>l", "win.straighten", N_("Straighten the border between them")),
  KEY (VERTICES, VERTICES, "<Shift>s", "win.simplify", N_("Simplify it, by two pixels")),
  KEY (VERTICES, VERTICES, "<Shift>o", "win.smooth", N_("Smooth it, by four pixels")),

  GESTURE (CODES, N_("Three digits"), N_("Type the cover")),
  GESTURE (CODES, N_("Three more digits"), N_("Type the use")),
  GESTURE (CODES, N_("/ and three digits"), N_("Type the use alone")),
  KEY (ALWAYS, CODES, "<Control>f", "win.search-code", N_("Search a code by name")),
  KEY (ALWAYS, CODES, "<Control>i", "win.explain-codes", N_("What the codes mean")),
  KEY (MAP, CODES, "j", "win.toggle-note::doubt", N_("Doubt, photovoltaic in the region, or none")),
  KEY (MAP, CODES, "<Shift>j", "win.toggle-note::photovoltaic", N_("Doubt, photovoltaic in the region, or none")),
  KEY (MAP, CODES, "u", "win.write-note::source", N_("Write its source, its comment")),
  KEY (MAP, CODES, "y", "win.write-note::comment", N_("Write its source, its comment")),
  KEY (MAP, CODES, "F2", "win.favourite(0)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "F3", "win.favourite(1)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "F4", "win.favourite(2)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "F5", "win.favourite(3)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "F6", "win.favourite(4)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "F7", "win.favourite(5)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "F8", "win.favourite(6)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "F9", "win.favourite(7)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "<Alt>1", "win.favourite(0)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "<Alt>2", "win.favourite(1)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "<Alt>3", "win.favourite(2)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "<Alt>4", "win.favourite(3)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "<Alt>5", "win.favourite(4)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "<Alt>6", "win.favourite(5)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "<Alt>7", "win.favourite(6)", N_("Take a favourite pair")),
  KEY (MAP, CODES, "<Alt>8", "win.favourite(7)", N_("Take a favourite pair")),

  KEY (MAP, CODES, "<Shift>F2", "win.recent-pair(0)", N_("Take a pair used before")),
  KEY (MAP, CODES, "<Shift>F3", "win.recent-pair(1)", N_("Take a pair used before")),
  KEY (MAP, CODES, "<Shift>F4", "win.recent-pair(2)", N_("Take a pair used before")),
  KEY (MAP, CODES, "<Shift>F5", "win.recent-pair(3)", N_("Take a pair used before")),
  KEY (MAP, CODES, "<Shift>F6", "win.recent-pair(4)", N_("Take a pair used before")),
  KEY (MAP, CODES, "<Shift>F7", "win.recent-pair(5)", N_("Take a pair used before")),
  KEY (MAP, CODES, "<Shift>F8", "win.recent-pair(6)", N_("Take a pair used before")),
  KEY (MAP, CODES, "<Shift>F9", "win.recent-pair(7)", N_("Take a pair used before")),

  KEY (ALWAYS, COMPARING, "<Control>1", "win.panes(1)", N_("One to four views")),
  KEY (ALWAYS, COMPARING, "<Control>2", "win.panes(2)", N_("One to four views")),
  KEY (ALWAYS, COMPARING, "<Control>3", "win.panes(3)", N_("One to four views")),
  KEY (ALWAYS, COMPARING, "<Control>4", "win.panes(4)", N_("One to four views")),
  KEY (MAP, COMPARING, "<Shift>w", "win.next-comparison", N_("Swipe, fade, or side by side")),
  KEY (MAP, COMPARING, "<Shift>Left", "win.share(-1)", N_("Move the divider, fade")),
  KEY (MAP, COMPARING, "<Shift>Right", "win.share(1)", N_("Move the divider, fade")),
  KEY (MAP, COMPARING, "<Control><Shift>c", "win.copy-picture", N_("Copy the views as a picture")),
  KEY (MAP, COMPARING, "<Shift>v", "win.outlook", N_("Choose what a view shows, and how many there are")),
  KEY (ALWAYS, COMPARING, "<Control>m", "win.matrix", N_("What became of what: the matrix of changes")),
  KEY (MAP, COMPARING, "<Shift>h", "win.story", N_("The place under the pointer through time")),
  GESTURE (COMPARING, N_("Enter"), N_("Accept the change gone to, and go on")),
  GESTURE (COMPARING, N_("Shift and Enter"), N_("Send it back with a remark, and go on")),
  KEY (ALWAYS, COMPARING, "<Control>d", "win.dates", N_("Dates of the project")),
  HELD (COMPARING, "b", "win.hold-photo", N_("Other photo, while held")),
  HELD (COMPARING, "<Shift>b", "win.hold-vintage", N_("Other photo and codes, while held")),

  KEY (MAP, STEPPING, "Left", "win.previous-place", N_("Place before, next in the list")),
  KEY (MAP, STEPPING, "Right", "win.next-place", N_("Place before, next in the list")),
  KEY (MAP, STEPPING, "Home", "win.next-square", N_("Next square of the zone to do")),
  KEY (MAP, STEPPING, "End", "win.mark-square::done", N_("Square of the zone done, checked, or not")),
  KEY (MAP, STEPPING, "<Shift>End", "win.mark-square::checked", N_("Square of the zone done, checked, or not")),
  KEY (ALWAYS, STEPPING, "<Control><Shift>f", "win.filter", N_("Filter regions, or the changes listed")),

  KEY (CONTROL, CONTROL, "o", "win.judge::right", N_("Right, or the rest of it, and go on")),
  KEY (CONTROL, CONTROL, "e", "win.judge::cover", N_("Cover, use wrong; type what it should be")),
  KEY (CONTROL, CONTROL, "u", "win.judge::use", N_("Cover, use wrong; type what it should be")),
  KEY (CONTROL, CONTROL, "g", "win.judge::outline", N_("Outline off")),
  KEY (CONTROL, CONTROL, "m", "win.judge::omission", N_("Something left out, which can be drawn")),
  KEY (CONTROL, CONTROL, "n", "win.judge::no-opinion", N_("No opinion, too hard, and go on")),
  KEY (CONTROL, CONTROL, "d", "win.judge::too-hard", N_("No opinion, too hard, and go on")),
  KEY (CONTROL, CONTROL, "<Shift>u", "win.write-source", N_("Write what told, besides the photo")),
  KEY (CONTROL, CONTROL, "<Control>Right", "win.next-unit", N_("Next unit that is not judged")),

  KEY (ALWAYS, PROGRAM, "<Control>s", "win.saved", N_("Say when all was saved")),
  KEY (ALWAYS, PROGRAM, "<Control><Shift>s", "win.name-version", N_("Name this version")),
  KEY (ALWAYS, PROGRAM, "<Control>o", "win.open", N_("Open a project")),
  KEY (ALWAYS, PROGRAM, "<Control>n", "app.new-window", N_("New window")),
  KEY (ALWAYS, PROGRAM, "<Control>l", "win.layers", N_("Choose reference layers")),
  KEY (ALWAYS, PROGRAM, "<Control>comma", "app.preferences", N_("Preferences")),
  KEY (ALWAYS, PROGRAM, "F1", "win.help", N_("Help with what is at hand; twice, all keys")),
  KEY (ALWAYS, PROGRAM, "F11", "win.fullscreen", N_("Full screen")),
  KEY (ALWAYS, PROGRAM, "<Control>w", "window.close", N_("Close the window, quit")),
  KEY (ALWAYS, PROGRAM, "<Control>q", "app.quit", N_("Close the window, quit")),
};

/**
 * mls_keys:
 * @n_keys: (out): how many there are
 *
 * Returns: (array length=n_keys): the table, in the order of the card
 */
const MlsKey *
mls_keys (guint *n_keys)
{
  *n_keys = G_N_ELEMENTS (keys);

  return keys;
}

/* One value for what is one key to the hand: letters without their case, keys of the number pad as
 * their twins. */
static guint
fold_keyval (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return GDK_KEY_Return;
    case GDK_KEY_KP_Delete:
      return GDK_KEY_Delete;
    case GDK_KEY_KP_Home:
      return GDK_KEY_Home;
    case GDK_KEY_KP_End:
      return GDK_KEY_End;
    case GDK_KEY_KP_Page_Up:
      return GDK_KEY_Page_Up;
    case GDK_KEY_KP_Page_Down:
      return GDK_KEY_Page_Down;
    case GDK_KEY_KP_Left:
      return GDK_KEY_Left;
    case GDK_KEY_KP_Right:
      return GDK_KEY_Right;
    case GDK_KEY_KP_Up:
      return GDK_KEY_Up;
    case GDK_KEY_KP_Down:
      return GDK_KEY_Down;
    default:
      return gdk_keyval_to_lower (keyval);
    }
}

/* Shift tells letters and named keys apart; for digits and signs it is how a layout writes them. */
static GdkModifierType
fold_state (guint keyval, GdkModifierType state)
{
  gunichar character = gdk_keyval_to_unicode (keyval);

  state &= MODIFIERS;
  if (g_unichar_isprint (character) && !g_unichar_isalpha (character) && character != ' ')
    state &= ~GDK_SHIFT_MASK;

  return state;
}

static gboolean
matches (const MlsKey *key, guint keyval, GdkModifierType state)
{
  guint own_keyval;
  GdkModifierType own_state;

  if (key->accelerator == NULL)
    return FALSE;

  return gtk_accelerator_parse (key->accelerator, &own_keyval, &own_state) &&
         fold_keyval (own_keyval) == keyval && own_state == state;
}

/**
 * mls_keys_find:
 * @mode: whether a text is being typed, vertices are chosen, or a sample is judged
 * @keyval: what the layout writes on the key
 * @state: the modifiers that are down
 *
 * Returns: (nullable): what the key does, among the keys of @mode, those obeyed always and, while vertices are
 *   chosen or a sample is judged, those of the map
 */
const MlsKey *
mls_keys_find (MlsKeyMode mode, guint keyval, GdkModifierType state)
{
  state = fold_state (keyval, state);
  keyval = fold_keyval (keyval);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if ((keys[i].mode == mode || keys[i].mode == MLS_KEY_MODE_ALWAYS)
        && matches (&keys[i], keyval, state))
      return &keys[i];

  return mode == MLS_KEY_MODE_VERTICES || mode == MLS_KEY_MODE_CONTROL ? mls_keys_find (MLS_KEY_MODE_MAP, keyval, state)
                                                                       : NULL;
}

/**
 * mls_keys_in_the_way:
 * @key: a row of the table
 * @keyval: a key
 * @state: the modifiers that are down
 *
 * Returns: (nullable): another row that this would be the key of at the same time
 */
const MlsKey *
mls_keys_in_the_way (const MlsKey *key, guint keyval, GdkModifierType state)
{
  state = fold_state (keyval, state);
  keyval = fold_keyval (keyval);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (&keys[i] != key && matches (&keys[i], keyval, state) &&
        (keys[i].mode == key->mode || keys[i].mode == MLS_KEY_MODE_ALWAYS || key->mode == MLS_KEY_MODE_ALWAYS))
      return &keys[i];

  return NULL;
}

/**
 * mls_keys_replace:
 * @key: a row of the table
 * @accelerator: (nullable): its accelerator from now on; %NULL for the one it was delivered with
 *
 * Whether anything else has it is for mls_keys_in_the_way() to tell.
 */
void
mls_keys_replace (const MlsKey *key, const char *accelerator)
{
  MlsKey *row = &keys[key - keys];

  row->accelerator = accelerator != NULL ? g_intern_string (accelerator) : row->delivered;
}

/**
 * mls_keys_of_action:
 * @action: a detailed action, as the table has it
 *
 * Returns: (nullable): its first key
 */
const MlsKey *
mls_keys_of_action (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (keys[i].action, action) == 0)
      return &keys[i];

  return NULL;
}

/**
 * mls_key_get_label:
 * @key: a row of the table
 *
 * Returns: (transfer full): what is pressed, for people
 */
char *
mls_key_get_label (const MlsKey *key)
{
  /* Keys as they are called or written, where GTK has another word. */
  static const struct
  {
    guint       keyval;
    const char *text;
  } written[] = {
    { GDK_KEY_Return, N_("Enter") }, { GDK_KEY_Escape, N_("Esc") }, { GDK_KEY_Left, "←" },
    { GDK_KEY_Right, "→" },          { GDK_KEY_Up, "↑" },           { GDK_KEY_Down, "↓" },
  };
  guint keyval;
  GdkModifierType state;

  if (key->accelerator == NULL)
    return g_strdup (_(key->gesture));

  gtk_accelerator_parse (key->accelerator, &keyval, &state);
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    if (written[i].keyval == keyval)
      {
        g_autofree char *modifiers = gtk_accelerator_get_label (0, state);

        return g_strconcat (modifiers, state != 0 ? "+" : "", _(written[i].text), NULL);
      }

  return gtk_accelerator_get_label (keyval, state);
}

/**
 * mls_key_group_name:
 * @group: a group of the card
 *
 * Returns: its title
 */
const char *
mls_key_group_name (MlsKeyGroup group)
{
  static const char *const names[MLS_N_KEY_GROUPS] = {
    [MLS_KEY_GROUP_MAP] = N_("Map"),
    [MLS_KEY_GROUP_DRAWING] = N_("Drawing"),
    [MLS_KEY_GROUP_VERTICES] = N_("Vertices"),
    [MLS_KEY_GROUP_CODES] = N_("Codes"),
    [MLS_KEY_GROUP_COMPARING] = N_("Comparing dates"),
    [MLS_KEY_GROUP_STEPPING] = N_("Going from place to place"),
    [MLS_KEY_GROUP_CONTROL] = N_("Judging a sample"),
    [MLS_KEY_GROUP_PROGRAM] = N_("Program"),
  };

  g_return_val_if_fail ((guint) group < MLS_N_KEY_GROUPS, NULL);

  return _(names[group]);
}
