#include "editor.h"

#include <gio/gio.h>

/* The scale a project opens at: 1:2 500, at 96 px to the inch. */
#define M_PER_PX (2500 * 0.0254 / 96)

#define WAIT_SECONDS 10

struct _MlsEditor
{
  MlsScreen  *screen;
  MlsProgram *program;
  MlsGround   centre;
};

static char *
demo_folder (void)
{
  char *folder = g_build_filename (g_get_tmp_dir (), "demo", NULL);
  g_autofree char *maker = g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "millesime-cli", NULL);
  const char *argv[] = { maker, "demo", folder, "--faces", "500", NULL };
  int status = -1;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL);
      if (status != 0)
        g_error ("%s failed", maker);
    }

  return folder;
}

/**
 * mls_editor_make_project:
 * @name: its name
 *
 * Returns: (transfer full): the path of a demo project of its own, beside the photos all share
 */
char *
mls_editor_make_project (const char *name)
{
  g_autofree char *folder = demo_folder ();
  g_autofree char *source_path = g_build_filename (folder, "demo.gpkg", NULL);
  g_autofree char *base = g_strconcat (name, ".gpkg", NULL);
  char *path = g_build_filename (folder, base, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (source_path);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return path;
}

/**
 * mls_editor_open:
 * @path: a demo project
 * @author: (nullable): who edits
 *
 * Starts the editor on @path, in English, and waits for the map.
 *
 * Returns: (transfer full): the editor
 */
MlsEditor *
mls_editor_open (const char *path, const char *author)
{
  MlsEditor *self = g_new0 (MlsEditor, 1);
  g_autofree char *binary = g_test_build_filename (G_TEST_BUILT, "..", "src", "millesime", NULL);
  const char *argv[] = { binary, "--language=en", path, author != NULL ? "--author" : NULL, author, NULL };

  mls_project_file_points (path, "demo.view", &self->centre, 1);
  self->screen = mls_screen_open ();
  self->program = mls_program_start (self->screen, argv);
  mls_editor_expect (self, ATSPI_ROLE_INVALID, "Map");

  return self;
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

/**
 * mls_editor_get_map:
 * @self: an editor
 * @pane: which pane
 * @out: (out): where it is on the screen
 */
void
mls_editor_get_map (MlsEditor *self, guint pane, cairo_rectangle_int_t *out)
{
  g_autoptr (GPtrArray) maps = mls_widget_find_all (self->program, ATSPI_ROLE_INVALID, "Map");

  g_assert_cmpuint (pane, <, maps->len);
  g_assert_true (mls_widget_get_extents (self->program, g_ptr_array_index (maps, pane), out));
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
  self->centre.east -= dx * M_PER_PX;
  self->centre.north += dy * M_PER_PX;
}

/**
 * mls_editor_find:
 * @self: an editor that has not moved its view
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
  *x = map.x + map.width / 2.0 + (ground.east - self->centre.east) / M_PER_PX;
  *y = map.y + map.height / 2.0 - (ground.north - self->centre.north) / M_PER_PX;
  g_assert_true (*x >= map.x && *x < map.x + map.width && *y >= map.y && *y < map.y + map.height);
}

/**
 * mls_editor_move:
 * @self: an editor that has not moved its view
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
 * @self: an editor that has not moved its view
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
 * mls_editor_draw:
 * @self: an editor that has not moved its view
 * @pane: which pane
 * @line: from where to where
 *
 * Draws a line and finishes it with the right button.
 */
void
mls_editor_draw (MlsEditor *self, guint pane, const MlsGround line[2])
{
  double x, y;

  mls_editor_click (self, pane, line[0]);
  mls_editor_click (self, pane, line[1]);
  mls_editor_find (self, pane, line[1], &x, &y);
  mls_screen_click (self->screen, x, y, 3);
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
  g_autoptr (GPtrArray) maps = mls_widget_find_all (panes->editor->program, ATSPI_ROLE_INVALID, "Map");

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

  if (!mls_wait_for (WAIT_SECONDS, has_panes, &panes))
    g_error ("The map does not have %u panes", n_panes);
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
  g_autoptr (GPtrArray) labels = mls_widget_find_all (label->editor->program, ATSPI_ROLE_LABEL, NULL);

  for (guint i = 0; i < labels->len; i++)
    {
      g_autofree char *text = atspi_accessible_get_name (g_ptr_array_index (labels, i), NULL);

      if (text != NULL && g_str_has_prefix (text, label->prefix))
        return TRUE;
    }

  return FALSE;
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

  if (!mls_wait_for (WAIT_SECONDS, has_label, &label))
    {
      g_autofree char *tree = mls_widget_describe (self->program);
      g_autofree char *picture = mls_screen_save (self->screen, "no-label");

      g_error ("No label begins with \"%s\" (%s) among\n%s", prefix, picture, tree);
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
