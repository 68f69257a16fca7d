/* What the keys of the map do: what is painted, and where it looks. */

#include "key-probe.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* At the scale of the first look. */
#define SCALE    2500
#define M_PER_PX (SCALE * 0.0254 / 96)

/* Pixels of the map that are others when it is painted otherwise, and that a mark may take. */
#define N_REPAINTED 5000
#define N_MARK      500

#define STATE(text) "2024 · " text

/* What is painted. */

typedef struct
{
  MlsJob                *job;
  cairo_surface_t       *before;
  cairo_rectangle_int_t  map;
} Picture;

static guint
count_changed (const Picture *picture)
{
  cairo_surface_t *now = mls_screen_look (picture->job->screen);
  guint n = mls_picture_differs (picture->before, now, &picture->map);

  cairo_surface_destroy (now);

  return n;
}

static gboolean
is_repainted (gpointer user_data)
{
  return count_changed (user_data) >= N_REPAINTED;
}

static gboolean
is_as_before (gpointer user_data)
{
  return count_changed (user_data) < N_MARK;
}

/* Of the upper half of the map: what is said in passing stands over the lower one. */
static Picture
take_picture (MlsJob *job)
{
  Picture picture = { job, mls_screen_look (job->screen) };

  mls_editor_get_map (job->editor, 0, &picture.map);
  picture.map.height /= 2;

  return picture;
}

static void
repaint (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  Picture picture = take_picture (job);

  mls_key_hand_press (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_repainted, &picture));
  mls_key_hand_press_all (job->screen, probe->after);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_as_before, &picture));
  cairo_surface_destroy (picture.before);
}

static void
repaint_while_held (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  Picture picture = take_picture (job);

  mls_key_hand_hold (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_repainted, &picture));
  mls_key_hand_release (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_as_before, &picture));
  cairo_surface_destroy (picture.before);
}

/* Where the map looks. */

static MlsGround
read_centre (MlsJob *job, double *scale)
{
  MlsGround centre;

  mls_editor_read_view (job->editor, &centre, scale);

  return centre;
}

/* Looks where it looked, as far as a pixel tells. */
static void
go_back (MlsJob *job, MlsGround centre)
{
  double scale;
  MlsGround now = read_centre (job, &scale);

  while (scale < SCALE)
    {
      mls_screen_scroll (job->screen, 1);
      now = read_centre (job, &scale);
    }
  g_assert_cmpfloat (scale, ==, SCALE);
  mls_editor_pan (job->editor, 0, (now.east - centre.east) / M_PER_PX, (centre.north - now.north) / M_PER_PX);
}

static void
pan_with_space (MlsJob *job)
{
  cairo_rectangle_int_t map;

  mls_editor_get_map (job->editor, 0, &map);
  mls_screen_move (job->screen, map.x + map.width / 2, map.y + map.height / 2);
  mls_screen_hold_key (job->screen, "space");
  mls_screen_move (job->screen, map.x + map.width / 2 + 20, map.y + map.height / 2);
  mls_screen_move (job->screen, map.x + map.width / 2 + 40, map.y + map.height / 2);
  mls_screen_release_key (job->screen, "space");
}

static void
pan (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  double scale;
  MlsGround before = read_centre (job, &scale);
  MlsGround after;

  if (g_str_equal (key->gesture, "Middle button"))
    mls_editor_pan (job->editor, 0, 40, 0);
  else
    pan_with_space (job);
  after = read_centre (job, &scale);
  g_assert_cmpfloat_with_epsilon (before.east - after.east, 40 * M_PER_PX, 1);
  g_assert_cmpfloat_with_epsilon (before.north, after.north, 1);
  go_back (job, before);
}

/* What is drawn at a scale that nobody works at is said to be. */
static void
draw_from_afar (MlsJob *job)
{
  const char *said = "Drawn outside 1:1\u202f500 to 1:2\u202f500";

  mls_screen_key (job->screen, "l");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, said);
  mls_screen_scroll (job->screen, 1);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, said);
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, said);
  mls_screen_scroll (job->screen, -1);
}

static void
turn_wheel (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  double scale;
  MlsGround before = read_centre (job, &scale);

  mls_screen_scroll (job->screen, -1);
  read_centre (job, &scale);
  g_assert_cmpfloat (scale, <, SCALE);
  go_back (job, before);
  draw_from_afar (job);
  go_back (job, before);
}

static void
click_button (MlsJob *job, guint button)
{
  mls_screen_press (job->screen, button);
  mls_screen_release (job->screen, button);
}

/* Looks for longer than a view that is only passed through. */
static void
rest (void)
{
  g_usleep (G_USEC_PER_SEC * 5 / 4);
}

static void
expect_view (MlsJob *job, MlsGround centre, double scale)
{
  double now;
  MlsGround there = read_centre (job, &now);

  g_assert_cmpfloat (now, ==, scale);
  g_assert_cmpfloat_with_epsilon (there.east, centre.east, 1e-6);
  g_assert_cmpfloat_with_epsilon (there.north, centre.north, 1e-6);
}

/* Back from a nearer view and forth to it again, by keys or by the buttons of the mouse, of which each row does
 * one or both. */
static void
step_views (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  const MlsKey *back = mls_keys_of_action ("win.previous-view");
  const MlsKey *forth = mls_keys_of_action ("win.next-view");
  double scale;
  MlsGround before = read_centre (job, &scale);
  MlsGround nearer;

  rest ();
  mls_screen_scroll (job->screen, -1);
  nearer = read_centre (job, &scale);
  g_assert_cmpfloat (scale, <, SCALE);
  for (guint i = 0; i < 2; i++)
    {
      if (key->accelerator == NULL)
        click_button (job, i == 0 ? 8 : 9);
      else
        mls_key_hand_press (job->screen, i == 0 ? back : forth);
      expect_view (job, i == 0 ? before : nearer, i == 0 ? SCALE : scale);
    }
  mls_key_hand_press (job->screen, back);
}

/* A place is told, understood and gone to; what is no place is said to be none. */
static void
go_to (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  double scale;
  MlsGround before = read_centre (job, &scale);
  g_autofree char *there = g_strdup_printf ("%.0f %.0f", before.east + 100, before.north - 50);
  MlsGround after;

  mls_key_hand_press (job->screen, key);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Coordinates, or the number of a face");
  mls_screen_type (job->screen, "there");
  mls_screen_key (job->screen, "Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Coordinates, or the number of a face");
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_type (job->screen, there);
  mls_editor_wait_label (job->editor, "X ");
  mls_screen_key (job->screen, "Return");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, "Go to");
  after = read_centre (job, &scale);
  g_assert_cmpfloat (scale, ==, SCALE);
  g_assert_cmpfloat_with_epsilon (after.east, before.east + 100, 1);
  g_assert_cmpfloat_with_epsilon (after.north, before.north - 50, 1);
  go_back (job, before);
}

static void
zoom_to_selection (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  double scale;
  MlsGround before = read_centre (job, &scale);
  MlsGround after;

  mls_key_hand_press (job->screen, key);
  after = read_centre (job, &scale);
  g_assert_cmpfloat (scale, <, SCALE);
  g_assert_cmpfloat (hypot (after.east - job->sides[0].east, after.north - job->sides[0].north), <, 100);
  go_back (job, before);
}

/* Addresses are opened by a program that writes them down. */

static char *
build_address_path (void)
{
  return g_build_filename (g_get_tmp_dir (), "address", NULL);
}

static void
write_file (const char *folder, const char *subfolder, const char *name, const char *text)
{
  g_autofree char *parent = g_build_filename (folder, subfolder, NULL);
  g_autofree char *path = g_build_filename (parent, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up_browser (void)
{
  g_autofree char *path = build_address_path ();
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\necho \"$1\" >%s\n", path);
  g_autofree char *program = g_build_filename (g_get_tmp_dir (), "browser", NULL);
  g_autofree char *entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\nExec=sh %s %%u\n"
                                            "MimeType=x-scheme-handler/https;\n", program);

  write_file (g_get_tmp_dir (), ".", "browser", script);
  write_file (g_get_user_data_dir (), "applications", "browser.desktop", entry);
  write_file (g_get_user_config_dir (), ".", "mimeapps.list",
              "[Default Applications]\nx-scheme-handler/https=browser.desktop\n");
}

static gboolean
has_address (gpointer user_data)
{
  g_autofree char *path = build_address_path ();
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, "geoportail.gouv.fr/carte?c=") != NULL;
}

static void
go_elsewhere (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  g_autofree char *path = build_address_path ();

  set_up_browser ();
  remove (path);
  mls_key_hand_press (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, has_address, NULL));
}

/* The place on the map that a pixel of @offset from its middle is at. */
static void
click_off_middle (MlsJob *job, double dx, double dy)
{
  cairo_rectangle_int_t map;

  mls_editor_get_map (job->editor, 0, &map);
  mls_screen_click (job->screen, map.x + map.width / 2 + dx, map.y + map.height / 2 + dy, 1);
}

/* "2 362,5 m²", as people write it. */
static double
read_figure (const char *text)
{
  g_autoptr (GString) number = g_string_new (NULL);

  for (; g_ascii_isdigit (*text) || *text == ',' || g_utf8_get_char (text) == 0x202f; text = g_utf8_next_char (text))
    if (g_ascii_isdigit (*text) || *text == ',')
      g_string_append_c (number, *text == ',' ? '.' : *text);

  return g_ascii_strtod (number->str, NULL);
}

static void
expect_figure (MlsJob *job, const char *prefix, double expected, double tolerance)
{
  g_autofree char *text = NULL;

  mls_editor_wait_label (job->editor, prefix);
  text = mls_editor_read_label (job->editor, prefix);
  g_test_message ("%s", text);
  g_assert_cmpfloat_with_epsilon (read_figure (text + strlen (prefix)), expected, tolerance);
}

/* A triangle of 120 by 90 px is measured, and the line tool is in hand again after Esc. */
static void
measure (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_screen_key (job->screen, "l");
  mls_key_hand_press (job->screen, mls_keys_of_action ("win.snapping"));
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Snapping is off");
  mls_key_hand_press (job->screen, key);
  click_off_middle (job, 0, 0);
  click_off_middle (job, 120, 0);
  expect_figure (job, "Distance ", 120 * M_PER_PX, 0.1);
  click_off_middle (job, 120, 90);
  expect_figure (job, "Area ", 120 * 90 / 2 * M_PER_PX * M_PER_PX, 120);
  mls_editor_wait_label (job->editor, "On the ellipsoid ");
  mls_screen_key (job->screen, "Escape");
  mls_key_probe_expect_gone (job, probe);
  mls_key_hand_press (job->screen, mls_keys_of_action ("win.snapping"));
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Snapping is on");
}

static void
press_button (MlsJob *job, const char *name)
{
  g_autoptr (GObject) button = G_OBJECT (mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON,
                                                         name));

  mls_widget_press (ATSPI_ACCESSIBLE (button));
}

/* A view is kept by a name, named otherwise, gone to, and forgotten again. */
static void
keep_bookmark (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  double scale;
  MlsGround before = read_centre (job, &scale);
  MlsGround after;

  mls_key_hand_press (job->screen, key);
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, probe->sees);
  mls_screen_type (job->screen, "farm");
  mls_screen_key (job->screen, "Return");
  press_button (job, "Rename: farm");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "New name");
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_type (job->screen, "mill");
  mls_screen_key (job->screen, "Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "mill");
  mls_screen_key (job->screen, "Escape");
  mls_key_probe_expect_gone (job, probe);

  mls_editor_pan (job->editor, 0, 60, 0);
  mls_key_hand_press (job->screen, key);
  press_button (job, "mill");
  mls_key_probe_expect_gone (job, probe);
  after = read_centre (job, &scale);
  g_assert_cmpfloat_with_epsilon (after.east, before.east, 0.2);

  mls_key_hand_press (job->screen, key);
  press_button (job, "Remove: mill");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "mill");
  mls_screen_key (job->screen, "Escape");
  mls_key_probe_expect_gone (job, probe);
}

/* A click in the middle of the whole territory goes to the middle of it. */
static void
show_overview (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  double scale;
  MlsGround before = read_centre (job, &scale);
  g_autoptr (GObject) inset = NULL;
  MlsGround after;

  mls_key_probe_expect_gone (job, probe);
  mls_key_hand_press (job->screen, key);
  inset = G_OBJECT (mls_widget_wait (program, probe->role, probe->sees));
  mls_widget_click (program, ATSPI_ACCESSIBLE (inset));
  after = read_centre (job, &scale);
  g_assert_cmpfloat (scale, ==, SCALE);
  g_assert_cmpfloat (hypot (after.east - before.east, after.north - before.north), >, 50);
  mls_key_hand_press (job->screen, key);
  mls_key_probe_expect_gone (job, probe);
  mls_key_hand_press (job->screen, mls_keys_of_action ("win.previous-view"));
  expect_view (job, before, SCALE);
}

/* What is copied leads back, once it is pasted where places are told. */
static void
copy_place (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  double scale;
  MlsGround before = read_centre (job, &scale);
  MlsGround after;

  mls_key_hand_press (job->screen, key);
  mls_editor_wait_label (job->editor, "Copied: ");
  mls_key_hand_press (job->screen, mls_keys_of_action ("win.go-to"));
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Go to");
  mls_screen_key (job->screen, "Control_L+v");
  mls_screen_key (job->screen, "Return");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, "Go to");
  after = read_centre (job, &scale);
  g_assert_cmpfloat_with_epsilon (after.east, before.east, 1);
  g_assert_cmpfloat_with_epsilon (after.north, before.north, 1);
  go_back (job, before);
}

const MlsKeyProbe mls_key_probes_map[] = {
  { "Space and move", pan },
  { "Middle button", pan },
  { "Wheel", turn_wheel },
  { "win.previous-view", step_views },
  { "win.next-view", step_views },
  { "Back and forward buttons", step_views },
  { "win.go-to", go_to },
  { "win.bookmarks", keep_bookmark, "Keep this view by a name", ATSPI_ROLE_TEXT },
  { "win.zoom-to-selection", zoom_to_selection },
  { "win.newer-vintage", mls_key_probe_see, STATE ("change · cover and use"), .before = "Next" },
  { "win.older-vintage", mls_key_probe_see, "2021 · change · cover and use", .after = "Prior" },
  { "win.toggle-kind", mls_key_probe_see, STATE ("correction, all dates · cover and use"), .after = "k" },
  { "win.state", mls_key_probe_see, "Dates corrected: 2021", ATSPI_ROLE_PUSH_BUTTON, .before = "k", .after = "Escape k" },
  { "win.next-dimension", mls_key_probe_see, STATE ("change · cover"), .after = "a a" },
  { "win.infrared", mls_key_probe_see, "There is no photo of this vintage in infrared", .after = "i" },
  { "win.next-fills", repaint, .after = "f f" },
  { "win.hold-bare", repaint_while_held },
  { "win.tool::measure", measure, "What is measured", ATSPI_ROLE_PANEL },
  { "win.other-map(0)", go_elsewhere },
  { "win.copy-place", copy_place },
  { "win.copy-degrees", copy_place },
  { "win.references", mls_key_probe_see, "There is no reference layer: Ctrl+L adds one" },
  { "win.overview", show_overview, "Overview", ATSPI_ROLE_PANEL },
  { NULL },
};
