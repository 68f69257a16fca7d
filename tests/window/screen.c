#include "screen.h"

#include "picture.h"
#include "wait.h"

#include <X11/XKBlib.h>
#include <X11/Xatom.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <string.h>

/* A hand does not jump: a drag passes through this many places, so that thresholds are met. */
#define DRAG_STEPS 12
#define STEP_US    (8 * 1000)
#define CLICK_S    0.15

struct _MlsScreen
{
  Display *display;
  Window   root;
  MlsAct   act;                /* what a press counts as */
  guint    n_acts[MLS_N_ACTS];
  guint    n_down;             /* keys: those pressed together are one act */
};

static gboolean
is_managed (gpointer user_data)
{
  MlsScreen *self = user_data;
  Atom check = XInternAtom (self->display, "_NET_SUPPORTING_WM_CHECK", False);
  Atom type;
  int format;
  unsigned long n_items;
  unsigned long left;
  unsigned char *data = NULL;

  XGetWindowProperty (self->display, self->root, check, 0, 1, False, XA_WINDOW, &type, &format,
                      &n_items, &left, &data);
  if (data != NULL)
    XFree (data);

  return n_items == 1;
}

/**
 * mls_screen_open:
 *
 * Returns: (transfer full): the display of the test, once its window manager is there
 */
MlsScreen *
mls_screen_open (void)
{
  MlsScreen *self = g_new0 (MlsScreen, 1);
  int event;
  int error;
  int major;
  int minor;

  self->display = XOpenDisplay (NULL);
  if (self->display == NULL)
    g_error ("No display: run the test through tests/window/with-display");

  if (!XTestQueryExtension (self->display, &event, &error, &major, &minor))
    g_error ("The display has no XTEST extension");

  self->root = DefaultRootWindow (self->display);
  if (!mls_wait_for (MLS_WAIT_SECONDS, is_managed, self))
    g_error ("The display has no window manager");

  return self;
}

/**
 * mls_screen_free:
 * @self: a screen
 */
void
mls_screen_free (MlsScreen *self)
{
  XCloseDisplay (self->display);
  g_free (self);
}

static void
flush (MlsScreen *self)
{
  XSync (self->display, False);
  g_usleep (STEP_US);
}

/**
 * mls_screen_count_as:
 * @self: the screen
 * @act: what each press counts as from now on: a key with those held down together, a button, a notch of the wheel
 */
void
mls_screen_count_as (MlsScreen *self, MlsAct act)
{
  self->act = act;
}

/**
 * mls_screen_take_acts:
 * @self: the screen
 * @acts: (out) (array fixed-size=3): how many there were of each since this was asked last
 */
void
mls_screen_take_acts (MlsScreen *self, guint acts[MLS_N_ACTS])
{
  memcpy (acts, self->n_acts, sizeof self->n_acts);
  memset (self->n_acts, 0, sizeof self->n_acts);
}

/**
 * mls_screen_move:
 * @self: the screen
 * @x: where the pointer goes
 * @y: where the pointer goes
 */
void
mls_screen_move (MlsScreen *self, double x, double y)
{
  XTestFakeMotionEvent (self->display, -1, (int) (x + 0.5), (int) (y + 0.5), 0);
  flush (self);
}

/**
 * mls_screen_press:
 * @self: the screen
 * @button: 1 left, 2 middle, 3 right
 */
void
mls_screen_press (MlsScreen *self, guint button)
{
  XTestFakeButtonEvent (self->display, button, True, 0);
  self->n_acts[self->act]++;
  flush (self);
}

/**
 * mls_screen_release:
 * @self: the screen
 * @button: a pressed button
 */
void
mls_screen_release (MlsScreen *self, guint button)
{
  XTestFakeButtonEvent (self->display, button, False, 0);
  flush (self);
}

/**
 * mls_screen_click:
 * @self: the screen
 * @x: where
 * @y: where
 * @button: 1 left, 2 middle, 3 right
 *
 * For as long as a hand does: when the layout changes GTK asks where the pointer is, and a button that is up again
 * by then, while the program still works on the press, takes the press back.
 */
void
mls_screen_click (MlsScreen *self, double x, double y, guint button)
{
  mls_screen_move (self, x, y);
  mls_screen_press (self, button);
  mls_wait_idle (CLICK_S);
  mls_screen_release (self, button);
}

/**
 * mls_screen_drag:
 * @self: the screen
 * @from_x: where @button goes down
 * @from_y: where @button goes down
 * @to_x: where it comes up
 * @to_y: where it comes up
 * @button: 1 left, 2 middle, 3 right
 */
void
mls_screen_drag (MlsScreen *self,
                 double     from_x,
                 double     from_y,
                 double     to_x,
                 double     to_y,
                 guint      button)
{
  mls_screen_move (self, from_x, from_y);
  mls_screen_press (self, button);
  for (int i = 1; i <= DRAG_STEPS; i++)
    mls_screen_move (self, from_x + (to_x - from_x) * i / DRAG_STEPS,
                     from_y + (to_y - from_y) * i / DRAG_STEPS);
  mls_screen_release (self, button);
}

/**
 * mls_screen_scroll:
 * @self: the screen
 * @clicks: clicks of the wheel under the pointer, towards the user when positive
 */
void
mls_screen_scroll (MlsScreen *self, int clicks)
{
  guint button = clicks < 0 ? 4 : 5;

  for (int i = ABS (clicks); i > 0; i--)
    {
      mls_screen_press (self, button);
      mls_screen_release (self, button);
    }
}

static KeyCode
code_of_name (MlsScreen *self, const char *name)
{
  KeySym symbol = XStringToKeysym (name);
  KeyCode code = symbol != NoSymbol ? XKeysymToKeycode (self->display, symbol) : 0;

  if (code == 0)
    g_error ("No key is called %s in this layout", name);

  return code;
}

/**
 * mls_screen_hold_key:
 * @self: the screen
 * @name: the name of a key as X gives it: "b", "space", "Control_L", "F2", "KP_6"
 *
 * Presses a key and keeps it down until mls_screen_release_key().
 */
void
mls_screen_hold_key (MlsScreen *self, const char *name)
{
  XTestFakeKeyEvent (self->display, code_of_name (self, name), True, 0);
  if (self->n_down++ == 0)
    self->n_acts[self->act]++;
  flush (self);
}

/**
 * mls_screen_release_key:
 * @self: the screen
 * @name: a key that is down
 */
void
mls_screen_release_key (MlsScreen *self, const char *name)
{
  XTestFakeKeyEvent (self->display, code_of_name (self, name), False, 0);
  self->n_down--;
  flush (self);
}

/**
 * mls_screen_key:
 * @self: the screen
 * @keys: a key, or several pressed together, joined by "+": "Control_L+Shift_L+z"
 */
void
mls_screen_key (MlsScreen *self, const char *keys)
{
  g_auto (GStrv) names = g_strsplit (keys, "+", -1);
  guint n_names = g_strv_length (names);

  for (guint i = 0; i < n_names; i++)
    mls_screen_hold_key (self, names[i]);
  for (guint i = n_names; i > 0; i--)
    mls_screen_release_key (self, names[i - 1]);
}

/**
 * mls_screen_key_code:
 * @self: the screen
 * @code: the hardware code of a key, whatever the layout writes on it: 10 is the first of the digits
 */
void
mls_screen_key_code (MlsScreen *self, guint code)
{
  XTestFakeKeyEvent (self->display, code, True, 0);
  XTestFakeKeyEvent (self->display, code, False, 0);
  if (self->n_down == 0)
    self->n_acts[self->act]++;
  flush (self);
}

/* Whether the layout writes @symbol with @code, alone or with Shift; no other level is looked at. */
static gboolean
find_level (MlsScreen *self, KeySym symbol, KeyCode *code, gboolean *shifted)
{
  *code = XKeysymToKeycode (self->display, symbol);

  for (int level = 0; *code != 0 && level < 2; level++)
    if (XkbKeycodeToKeysym (self->display, *code, 0, level) == symbol)
      {
        *shifted = level == 1;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_screen_place_of:
 * @self: the screen
 * @name: the name of a key as X gives it
 *
 * Returns: where the layout that was in use when @self was first asked has it: the same number in another layout is the same
 *   place under the hand, with Shift or without
 */
guint
mls_screen_place_of (MlsScreen *self, const char *name)
{
  gboolean shifted = FALSE;
  KeyCode code;

  if (!find_level (self, XStringToKeysym (name), &code, &shifted))
    return 0;

  return 2u * code + (shifted ? 1 : 0);
}

/* A key that no layout uses, made to write @symbol. */
static KeyCode
lend_key (MlsScreen *self, KeySym symbol)
{
  KeySym symbols[] = { symbol, symbol };
  int lowest;
  int highest;

  XDisplayKeycodes (self->display, &lowest, &highest);
  for (int code = highest; code >= lowest; code--)
    if (XkbKeycodeToKeysym (self->display, (KeyCode) code, 0, 0) == NoSymbol)
      {
        XChangeKeyboardMapping (self->display, code, G_N_ELEMENTS (symbols), symbols, 1);
        XSync (self->display, False);
        /* Programs read the new map when they are told of it. */
        mls_wait_idle (0.1);
        return (KeyCode) code;
      }

  g_error ("Every key of the layout is in use");
}

static void
type_character (MlsScreen *self, gunichar character)
{
  KeySym symbol = character < 0x100 ? character : 0x01000000 + character;
  KeyCode code;
  gboolean shifted = FALSE;

  if (!find_level (self, symbol, &code, &shifted))
    code = lend_key (self, symbol);

  if (shifted)
    mls_screen_hold_key (self, "Shift_L");
  mls_screen_key_code (self, code);
  if (shifted)
    mls_screen_release_key (self, "Shift_L");
}

/**
 * mls_screen_type:
 * @self: the screen
 * @text: any text; what the layout lacks is typed with a lent key
 */
void
mls_screen_type (MlsScreen *self, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    type_character (self, g_utf8_get_char (p));
}

/**
 * mls_screen_set_layout:
 * @self: the screen
 * @layout: the layout of the keyboard from now on, "us" or "fr"
 */
void
mls_screen_set_layout (MlsScreen *self, const char *layout)
{
  const char *argv[] = { "setxkbmap", layout, NULL };
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                NULL);
  if (status != 0)
    g_error ("setxkbmap %s failed", layout);

  /* Our own copy of the map is renewed by the events that announce the change. */
  XSync (self->display, False);
  while (XPending (self->display) > 0)
    {
      XEvent event;

      XNextEvent (self->display, &event);
      if (event.type == MappingNotify)
        XRefreshKeyboardMapping (&event.xmapping);
    }
  mls_wait_idle (0.2);
}

static gulong *
get_longs (MlsScreen *self, Window window, const char *property, Atom kind, gsize *n_out)
{
  Atom type;
  int format;
  unsigned long n_items = 0;
  unsigned long left;
  unsigned char *data = NULL;
  gulong *longs = NULL;

  XGetWindowProperty (self->display, window, XInternAtom (self->display, property, False), 0, 1024,
                      False, kind, &type, &format, &n_items, &left, &data);
  if (data != NULL && format == 32)
    longs = g_memdup2 (data, n_items * sizeof *longs);
  if (data != NULL)
    XFree (data);

  *n_out = longs != NULL ? n_items : 0;
  return longs;
}

static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

/* The one that was opened first, or last. */
static gulong
find_window (MlsScreen *self, GPid pid, gboolean first)
{
  /* A window of the list may be gone by the time it is asked. */
  XErrorHandler handler = XSetErrorHandler (ignore_error);
  gsize n_windows;
  g_autofree gulong *windows = get_longs (self, self->root, "_NET_CLIENT_LIST", XA_WINDOW, &n_windows);
  gulong found = 0;

  for (gsize i = 0; i < n_windows && (found == 0 || !first); i++)
    {
      gsize n_pids;
      g_autofree gulong *pids = get_longs (self, windows[i], "_NET_WM_PID", XA_CARDINAL, &n_pids);

      if (n_pids == 1 && pids[0] == (gulong) pid)
        found = windows[i];
    }

  XSync (self->display, False);
  XSetErrorHandler (handler);
  return found;
}

/**
 * mls_screen_find_window:
 * @self: the screen
 * @pid: a program
 *
 * Returns: the window of @pid that was opened last, or 0 when it shows none
 */
gulong
mls_screen_find_window (MlsScreen *self, GPid pid)
{
  return find_window (self, pid, FALSE);
}

/**
 * mls_screen_find_main_window:
 * @self: the screen
 * @pid: a program
 *
 * Returns: the window of @pid that was opened first, or 0 when it shows none
 */
gulong
mls_screen_find_main_window (MlsScreen *self, GPid pid)
{
  return find_window (self, pid, TRUE);
}

/**
 * mls_screen_is_active:
 * @self: the screen
 * @window: a window
 *
 * Returns: whether keys go to @window
 */
gboolean
mls_screen_is_active (MlsScreen *self, gulong window)
{
  gsize n_windows;
  g_autofree gulong *active = get_longs (self, self->root, "_NET_ACTIVE_WINDOW", XA_WINDOW, &n_windows);

  return n_windows == 1 && active[0] == window;
}

/**
 * mls_screen_is_full:
 * @self: the screen
 * @window: a window
 *
 * Returns: whether the window manager lets @window have the whole screen
 */
gboolean
mls_screen_is_full (MlsScreen *self, gulong window)
{
  gsize n_states;
  g_autofree gulong *states = get_longs (self, window, "_NET_WM_STATE", XA_ATOM, &n_states);
  Atom full = XInternAtom (self->display, "_NET_WM_STATE_FULLSCREEN", False);

  for (gsize i = 0; i < n_states; i++)
    if (states[i] == full)
      return TRUE;

  return FALSE;
}

/**
 * mls_screen_get_window:
 * @self: the screen
 * @window: a window
 * @out: (out): where it is on the screen
 *
 * Returns: %FALSE when the window is gone
 */
gboolean
mls_screen_get_window (MlsScreen *self, gulong window, cairo_rectangle_int_t *out)
{
  XErrorHandler handler = XSetErrorHandler (ignore_error);
  XWindowAttributes attributes;
  Window child;
  gboolean there = XGetWindowAttributes (self->display, window, &attributes) != 0;

  if (there)
    {
      XTranslateCoordinates (self->display, window, self->root, 0, 0, &out->x, &out->y, &child);
      out->width = attributes.width;
      out->height = attributes.height;
    }

  XSync (self->display, False);
  XSetErrorHandler (handler);
  return there;
}

/**
 * mls_screen_close:
 * @self: the screen
 * @window: a window
 *
 * Asks the window manager to close it, as its close button does.
 */
void
mls_screen_close (MlsScreen *self, gulong window)
{
  XEvent event = { 0 };

  event.xclient.type = ClientMessage;
  event.xclient.window = window;
  event.xclient.message_type = XInternAtom (self->display, "_NET_CLOSE_WINDOW", False);
  event.xclient.format = 32;
  event.xclient.data.l[1] = 2;

  XSendEvent (self->display, self->root, False, SubstructureNotifyMask | SubstructureRedirectMask,
              &event);
  flush (self);
}

/**
 * mls_screen_look:
 * @self: the screen
 *
 * Returns: (transfer full): what the screen shows now, as CAIRO_FORMAT_RGB24
 */
cairo_surface_t *
mls_screen_look (MlsScreen *self)
{
  int width = DisplayWidth (self->display, DefaultScreen (self->display));
  int height = DisplayHeight (self->display, DefaultScreen (self->display));
  XImage *image = XGetImage (self->display, self->root, 0, 0, (unsigned) width, (unsigned) height,
                             AllPlanes, ZPixmap);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  unsigned char *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  g_assert (image != NULL && image->bits_per_pixel == 32);

  for (int y = 0; y < height; y++)
    memcpy (pixels + y * stride, image->data + y * image->bytes_per_line, (gsize) width * 4);

  cairo_surface_mark_dirty (surface);
  XDestroyImage (image);
  return surface;
}

/**
 * mls_screen_save:
 * @self: the screen
 * @name: a name for the picture, without extension
 *
 * Saves what the screen shows in the folder MLS_PICTURES names.
 *
 * Returns: (transfer full): the path of the PNG file
 */
char *
mls_screen_save (MlsScreen *self, const char *name)
{
  cairo_surface_t *picture = mls_screen_look (self);
  char *path = mls_picture_save (picture, name);

  cairo_surface_destroy (picture);
  return path;
}
