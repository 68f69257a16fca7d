#include "editor.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* On a screen of 96 px to the inch. */
#define M_PER_PX(scale) ((scale) * 0.0254 / 96)

struct _MlsEditor
{
  MlsScreen  *screen;
  MlsProgram *program;
  MlsGround   centre;    /* of the view, as far as the test has moved it */
  double      m_per_px;
};

/* That editors are started in from now on. */
static const char *spoken = "en";

/**
 * mls_editor_speak:
 * @language: "en" or "fr"
 *
 * Editors that are started from now on speak it, and so does gettext() in the test, which finds widgets by it.
 */
void
mls_editor_speak (const char *language)
{
  spoken = language;
  g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("MLS_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* What was looked up before is looked up anew. */
  setlocale (LC_ALL, "");
}

/**
 * mls_editor_get_spoken:
 *
 * Returns: the language of editors that are started
 */
const char *
mls_editor_get_spoken (void)
{
  return spoken;
}

static gboolean
is_newer (const char *path, const char *than)
{
  GStatBuf a, b;

  return g_stat (path, &a) == 0 && g_stat (than, &b) == 0 && a.st_mtime >= b.st_mtime;
}

static void
run_maker (const char *maker, const char *folder)
{
  const char *argv[] = { "sh", "-c", "rm -rf \"$1\" && \"$0\" demo \"$1\" --faces 500 >&2", maker, folder, NULL };
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL);
  if (status != 0)
    g_error ("%s failed", maker);
}

/* Made once for all tests, and again when what makes it has changed. Of tests that start together one
 * makes it, the others wait. */
static void
make_demo (const char *folder)
{
  g_autofree char *maker = g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "millesime-cli", NULL);
  g_autofree char *project = g_build_filename (folder, "demo.gpkg", NULL);
  g_autofree char *lock_path = g_strconcat (folder, ".lock", NULL);
  int lock = g_open (lock_path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  if (!is_newer (project, maker))
    run_maker (maker, folder);
  close (lock);
}

/* The photos that all projects share lie beside each of them. */
static void
link_photos (const char *demo)
{
  static const char *const photos[] = { "ortho-2021.tif", "ortho-2024.tif" };

  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    {
      g_autofree char *photo = g_build_filename (demo, photos[i], NULL);
      g_autofree char *link = g_build_filename (g_get_tmp_dir (), photos[i], NULL);

      if (!g_file_test (link, G_FILE_TEST_IS_SYMLINK) && symlink (photo, link) != 0)
        g_error ("%s: cannot be linked", photo);
    }
}

/**
 * mls_editor_make_project:
 * @name: its name
 *
 * Returns: (transfer full): the path of a project of its own, a copy of the demo
 */
char *
mls_editor_make_project (const char *name)
{
  const char *demo = g_getenv ("MLS_DEMO");
  g_autofree char *source_path = NULL;
  g_autofree char *base = g_strconcat (name, ".gpkg", NULL);
  char *path = g_build_filename (g_get_tmp_dir (), base, NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GFile) source = NULL;
  g_autoptr (GError) error = NULL;

  if (demo == NULL)
    g_error ("MLS_DEMO names no demo project");

  make_demo (demo);
  link_photos (demo);
  source_path = g_build_filename (demo, "demo.gpkg", NULL);
  source = g_file_new_for_path (source_path);
  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return path;
}

/**
 * mls_editor_launch:
 * @path: a demo project
 * @author: (nullable): who edits
 *
 * Starts the editor on @path, in English if nothing else was asked for, and waits for its window. Before anything else is asked of
 * it, mls_editor_meet() is called. Where one looks that is no demo, mls_editor_read_view() finds out.
 *
 * Returns: (transfer full): the editor
 */
MlsEditor *
mls_editor_launch (const char *path, const char *author)
{
  MlsEditor *self = g_new0 (MlsEditor, 1);
  g_autofree char *binary = g_test_build_filename (G_TEST_BUILT, "..", "src", "millesime", NULL);
  g_autofree char *language = g_strconcat ("--language=", spoken, NULL);
  g_autofree char *view = mls_project_file_read (path, "SELECT value FROM setting WHERE key = 'demo.view'");
  const char *argv[] = { binary, language, path, author != NULL ? "--author" : NULL, author, NULL };

  if (view != NULL)
    mls_project_file_points (path, "demo.view", &self->centre, 1);
  self->m_per_px = M_PER_PX (2500);
  self->screen = mls_screen_open ();
  self->program = mls_program_launch (self->screen, argv);

  return self;
}

/**
 * mls_editor_meet:
 * @self: an editor just launched
 *
 * Waits for its map.
 */
void
mls_editor_meet (MlsEditor *self)
{
  mls_program_meet (self->program);
  mls_editor_expect (self, ATSPI_ROLE_INVALID, _("Map"));
}

/**
 * mls_editor_open:
 * @path: a demo project
 * @author: (nullable): who edits
 *
 * mls_editor_launch() and mls_editor_meet().
 *
 * Returns: (transfer full): the editor
 */
MlsEditor *
mls_editor_open (const char *path, const char *author)
{
  MlsEditor *self = mls_editor_launch (path, author);

  mls_editor_meet (self);
  return self;
}

/**
 * mls_editor_judge:
 * @self: an editor on @project
 * @project: its path
 * @sample: the file of a sample of it
 * @option: (nullable): "--confirm" for its errors to be confirmed
 *
 * Starts the editor once more, which gives @sample to the one that runs.
 */
void
mls_editor_judge (MlsEditor *self, const char *project, const char *sample, const char *option)
{
  g_autofree char *binary = g_test_build_filename (G_TEST_BUILT, "..", "src", "millesime", NULL);
  const char *argv[] = { binary, "--sample", sample, project, option, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  mls_editor_expect (self, ATSPI_ROLE_PUSH_BUTTON, _("Leave the sample"));
}

/**
 * mls_editor_free:
 * @self: an editor, killed if it still runs
 */
void
mls_editor_free (MlsEditor *self)
{
  g_clear_pointer (&self->program, mls_program_free);
  g_clear_pointer (&self->screen, mls_screen_free);
  g_free (self);
}

/**
 * mls_editor_close:
 * @self: (transfer full): an editor
 *
 * Closes its window; the program must end well.
 */
void
mls_editor_close (MlsEditor *self)
{
  g_assert_cmpint (mls_program_close (self->program), ==, 0);
  mls_editor_free (self);
}

/**
 * mls_editor_get_screen:
 * @self: an editor
 *
 * Returns: (transfer none): its display
 */
MlsScreen *
mls_editor_get_screen (MlsEditor *self)
{
  return self->screen;
}

/**
 * mls_editor_get_program:
 * @self: an editor
 *
 * Returns: (transfer none): its program
 */
MlsProgram *
mls_editor_get_program (MlsEditor *self)
{
  return self->program;
}

typedef struct
{
  MlsEditor             *editor;
  guint                  pane;
  cairo_rectangle_int_t *out;
} Map;

static gboolean
is_found (gpointer user_data)
{
  const Map *map = user_data;
  MlsProgram *program = map->editor->program;
  g_autoptr (GPtrArray) maps = mls_widget_find_all (program, ATSPI_ROLE_INVALID, _("Map"));

  return map->pane < maps->len && mls_widget_get_extents (program, g_ptr_array_index (maps, map->pane), map->out);
}

/**
 * mls_editor_get_map:
 * @self: an editor
 * @pane: which pane
 * @out: (out): where it is on the screen
 *
 * Looks again where what was said in passing came or went meanwhile: the widgets are asked for one after
 * another, and then some are missing.
 */
void
mls_editor_get_map (MlsEditor *self, guint pane, cairo_rectangle_int_t *out)
{
  Map map = { self, pane, out };

  if (!mls_wait_for (MLS_WAIT_SECONDS, is_found, &map))
    {
      g_autofree char *tree = mls_widget_describe (self->program);
      int status;

      if (mls_program_has_exited (self->program, &status))
        g_error ("The program has ended, with wait status %d", status);

      g_error ("There is no pane %u among\n%s", pane, tree);
    }
}

/**
 * mls_editor_pan:
 * @self: an editor
 * @pane: over which pane
 * @dx: how far the ground goes to the east, px
 * @dy: how far it goes to the south, px
 *
 * Drags the map with the middle button.
 */
void
mls_editor_pan (MlsEditor *self, guint pane, double dx, double dy)
{
  cairo_rectangle_int_t map;
  double x, y;

  mls_editor_get_map (self, pane, &map);
  x = map.x + map.width / 2.0;
  y = map.y + map.height / 2.0;
  mls_screen_drag (self->screen, x, y, x + dx, y + dy, 2);
  self->centre.east -= dx * self->m_per_px;
  self->centre.north += dy * self->m_per_px;
}

/**
 * mls_editor_look_at:
 * @self: an editor
 * @centre: what is in the middle of its map now
 * @scale: denominator of its scale
 *
 * Says where the editor has moved its view, so that places are found again.
 */
void
mls_editor_look_at (MlsEditor *self, MlsGround centre, double scale)
{
  self->centre = centre;
  self->m_per_px = M_PER_PX (scale);
}

/**
 * mls_editor_get_ground:
 * @self: an editor
 * @pane: which pane
 * @low: (out): the south-west corner of what it shows
 * @high: (out): its north-east corner
 */
void
mls_editor_get_ground (MlsEditor *self, guint pane, MlsGround *low, MlsGround *high)
{
  cairo_rectangle_int_t map;
  double east, north;

  mls_editor_get_map (self, pane, &map);
  east = map.width * self->m_per_px / 2;
  north = map.height * self->m_per_px / 2;
  *low = (MlsGround){ self->centre.east - east, self->centre.north - north };
  *high = (MlsGround){ self->centre.east + east, self->centre.north + north };
}

/**
 * mls_editor_get_place:
 * @self: an editor
 * @map: where the pane is, see mls_editor_get_map()
 * @ground: a place
 * @x: (out): where it is on the screen
 * @y: (out): where it is on the screen
 *
 * Returns: whether it is in view
 */
gboolean
mls_editor_get_place (MlsEditor                   *self,
                      const cairo_rectangle_int_t *map,
                      MlsGround                    ground,
                      double                      *x,
                      double                      *y)
{
  *x = map->x + map->width / 2.0 + (ground.east - self->centre.east) / self->m_per_px;
  *y = map->y + map->height / 2.0 - (ground.north - self->centre.north) / self->m_per_px;

  return *x >= map->x && *x < map->x + map->width && *y >= map->y && *y < map->y + map->height;
}

/**
 * mls_editor_find:
 * @self: an editor
 * @pane: which pane
 * @ground: a place in view
 * @x: (out): where it is on the screen
 * @y: (out): where it is on the screen
 */
void
mls_editor_find (MlsEditor *self, guint pane, MlsGround ground, double *x, double *y)
{
  cairo_rectangle_int_t map;

  mls_editor_get_map (self, pane, &map);
  g_assert_true (mls_editor_get_place (self, &map, ground, x, y));
}

/**
 * mls_editor_move:
 * @self: an editor
 * @pane: which pane
 * @ground: where the pointer goes
 */
void
mls_editor_move (MlsEditor *self, guint pane, MlsGround ground)
{
  double x, y;

  mls_editor_find (self, pane, ground, &x, &y);
  mls_screen_move (self->screen, x, y);
}

/**
 * mls_editor_click:
 * @self: an editor
 * @pane: which pane
 * @ground: where to click
 */
void
mls_editor_click (MlsEditor *self, guint pane, MlsGround ground)
{
  double x, y;

  mls_editor_find (self, pane, ground, &x, &y);
  mls_screen_click (self->screen, x, y, 1);
}

/**
 * mls_editor_click_more:
 * @self: an editor
 * @pane: a pane
 * @ground: a place
 *
 * Clicks there with Shift held.
 */
void
mls_editor_click_more (MlsEditor *self, guint pane, MlsGround ground)
{
  mls_screen_hold_key (self->screen, "Shift_L");
  mls_editor_click (self, pane, ground);
  mls_screen_release_key (self->screen, "Shift_L");
}

/**
 * mls_editor_click_widget:
 * @self: an editor
 * @role: the role of a widget, or %ATSPI_ROLE_INVALID for any
 * @name: its accessible name
 *
 * Clicks it, once it is there.
 */
void
mls_editor_click_widget (MlsEditor *self, AtspiRole role, const char *name)
{
  AtspiAccessible *widget = mls_widget_wait (self->program, role, name);

  mls_widget_click (self->program, widget);
  g_object_unref (widget);
}

/**
 * mls_editor_finish:
 * @self: an editor
 * @pane: which pane
 * @ground: where to click with the right button
 */
void
mls_editor_finish (MlsEditor *self, guint pane, MlsGround ground)
{
  double x, y;

  mls_editor_find (self, pane, ground, &x, &y);
  mls_screen_click (self->screen, x, y, 3);
}

/**
 * mls_editor_draw:
 * @self: an editor
 * @pane: which pane
 * @line: from where to where
 *
 * Draws a line and finishes it with the right button.
 */
void
mls_editor_draw (MlsEditor *self, guint pane, const MlsGround line[2])
{
  mls_editor_click (self, pane, line[0]);
  mls_editor_click (self, pane, line[1]);
  mls_editor_finish (self, pane, line[1]);
}

typedef struct
{
  MlsEditor *editor;
  guint      n;
} Panes;

static gboolean
has_panes (gpointer user_data)
{
  const Panes *panes = user_data;
  g_autoptr (GPtrArray) maps = mls_widget_find_all (panes->editor->program, ATSPI_ROLE_INVALID, _("Map"));

  return maps->len == panes->n;
}

/**
 * mls_editor_wait_panes:
 * @self: an editor
 * @n_panes: how many panes the map comes to have
 */
void
mls_editor_wait_panes (MlsEditor *self, guint n_panes)
{
  Panes panes = { self, n_panes };

  if (!mls_wait_for (MLS_WAIT_SECONDS, has_panes, &panes))
    g_error ("The map does not have %u panes", n_panes);
}

/**
 * mls_editor_read_tree:
 * @self: an editor
 *
 * Returns: (transfer full): all that it shows
 */
MlsNode *
mls_editor_read_tree (MlsEditor *self)
{
  return mls_tree_read (mls_program_get_accessible (self->program));
}

static gboolean
begins (const MlsNode *node, int depth, gpointer prefix)
{
  return node->role == ATSPI_ROLE_LABEL && node->name != NULL && g_str_has_prefix (node->name, prefix);
}

/**
 * mls_editor_read_label:
 * @self: an editor
 * @prefix: how a label begins
 *
 * Returns: (transfer full) (nullable): what the first such label says
 */
char *
mls_editor_read_label (MlsEditor *self, const char *prefix)
{
  g_autoptr (MlsNode) tree = mls_editor_read_tree (self);
  const MlsNode *node = mls_tree_each (tree, begins, (gpointer) prefix);

  return node != NULL ? g_strdup (node->name) : NULL;
}

typedef struct
{
  MlsEditor  *editor;
  const char *prefix;
} Label;

static gboolean
has_label (gpointer user_data)
{
  const Label *label = user_data;
  g_autofree char *name = mls_editor_read_label (label->editor, label->prefix);

  return name != NULL;
}

/**
 * mls_editor_wait_label:
 * @self: an editor
 * @prefix: how a label begins
 *
 * The test fails if no such label comes.
 */
void
mls_editor_wait_label (MlsEditor *self, const char *prefix)
{
  Label label = { self, prefix };

  if (!mls_wait_for (MLS_WAIT_SECONDS, has_label, &label))
    {
      g_autofree char *tree = mls_widget_describe (self->program);
      g_autofree char *picture = mls_screen_save (self->screen, "no-label");

      g_error ("No label begins with \"%s\" (%s) among\n%s", prefix, picture, tree);
    }
}

/* The next number in a text for people: digits in groups, a decimal comma or point. */
static double
read_number (const char **text)
{
  GString *digits = g_string_new (NULL);
  double number;

  while (**text != '\0' && !g_unichar_isdigit (g_utf8_get_char (*text)))
    *text = g_utf8_next_char (*text);
  while (**text != '\0' && g_utf8_get_char (*text) < 0x3000 && !g_unichar_isalpha (g_utf8_get_char (*text)))
    {
      if (g_ascii_isdigit (**text))
        g_string_append_c (digits, **text);
      else if (**text == ',' || **text == '.')
        g_string_append_c (digits, '.');
      *text = g_utf8_next_char (*text);
    }

  number = g_ascii_strtod (digits->str, NULL);
  g_string_free (digits, TRUE);
  return number;
}

/**
 * mls_editor_read_view:
 * @self: an editor
 * @centre: (out): what is in the middle of its first pane
 * @scale: (out): the denominator of its scale
 *
 * Reads it from the bottom of the window, the pointer being moved there; places are found there from
 * now on.
 */
void
mls_editor_read_view (MlsEditor *self, MlsGround *centre, double *scale)
{
  cairo_rectangle_int_t map;
  g_autofree char *place = NULL;
  g_autofree char *ratio = NULL;
  const char *text;

  mls_editor_get_map (self, 0, &map);
  mls_screen_move (self->screen, map.x + map.width / 2, map.y + map.height / 2);
  mls_editor_wait_label (self, "X ");
  mls_wait_idle (0.2);

  text = place = mls_editor_read_label (self, "X ");
  centre->east = read_number (&text);
  centre->north = read_number (&text);
  text = ratio = mls_editor_read_label (self, "1:");
  text += strlen ("1:");
  *scale = read_number (&text);

  /* A pixel is pointed at by its corner; panes of an odd size have their middle in one. */
  *scale = round (*scale);
  mls_editor_look_at (self, *centre, *scale);
}

typedef struct
{
  MlsEditor  *editor;
  const char *expected;
} Description;

static gboolean
is_described (gpointer user_data)
{
  const Description *description = user_data;
  g_autofree char *tree = mls_widget_describe (description->editor->program);

  return g_strcmp0 (tree, description->expected) == 0;
}

/**
 * mls_editor_expect_description:
 * @self: an editor
 * @expected: what mls_widget_describe() is to give
 *
 * The test fails if it does not come to that.
 */
void
mls_editor_expect_description (MlsEditor *self, const char *expected)
{
  Description description = { self, expected };

  if (!mls_wait_for (MLS_WAIT_SECONDS, is_described, &description))
    {
      g_autofree char *tree = mls_widget_describe (self->program);

      g_assert_cmpstr (tree, ==, expected);
    }
}

/**
 * mls_editor_expect:
 * @self: an editor
 * @role: a role, or %ATSPI_ROLE_INVALID
 * @name: (nullable): a name
 *
 * The test fails if no such widget comes.
 */
void
mls_editor_expect (MlsEditor *self, AtspiRole role, const char *name)
{
  g_object_unref (mls_widget_wait (self->program, role, name));
}
