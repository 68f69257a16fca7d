#include "assembly/assembly.h"
#include "coverage/error.h"
#include "coverage/memory.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* Polygons as text, one a line: "NAME: x y, x y, …; x y, …", holes after semicolons, in m. NAME is an
 * id, which is its code too; "2.7" is number 7 of layer 2, "7/3.5" has a priority, "outline" is one. */

static void
read_ring (const char *text, GArray *xy, GArray *rings)
{
  g_auto (GStrv) points = g_strsplit (text, ",", -1);
  MlsSourceRing ring = { NULL, g_strv_length (points) };

  for (char **point = points; *point != NULL; point++)
    {
      char *rest;
      double x = g_ascii_strtod (*point, &rest);
      double y = g_ascii_strtod (rest, NULL);

      g_array_append_val (xy, x);
      g_array_append_val (xy, y);
    }

  g_array_append_val (rings, ring);
}

static void
read_name (const char *name, MlsSoupFeature *feature)
{
  const char *dot = strchr (name, '.');
  const char *slash = strchr (name, '/');

  if (slash != NULL)
    feature->priority = g_ascii_strtod (slash + 1, NULL);
  if (g_str_equal (name, "outline"))
    feature->layer = MLS_OUTLINE;
  else if (dot != NULL && (slash == NULL || dot < slash))
    {
      feature->layer = (guint) g_ascii_strtoull (name, NULL, 10);
      name = dot + 1;
    }
  feature->id = g_ascii_strtoll (name, NULL, 10);
}

static void
add_polygon (MlsSoup *soup, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, ":", 2);
  g_auto (GStrv) texts = g_strsplit (parts[1], ";", -1);
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (MlsSourceRing));
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  MlsSoupFeature feature = { 0 };
  MlsLabel label = { { 0 } };
  gsize start = 0;

  read_name (g_strstrip (parts[0]), &feature);
  code = g_strdup_printf ("%" G_GINT64_FORMAT, feature.id);
  label.field[MLS_FIELD_COVER] = g_quark_from_string (code);
  feature.labels = &label;

  for (char **text = texts; *text != NULL; text++)
    read_ring (*text, xy, rings);
  for (guint r = 0; r < rings->len; r++)
    {
      MlsSourceRing *ring = &g_array_index (rings, MlsSourceRing, r);

      ring->xy = &g_array_index (xy, double, start);
      start += 2 * ring->n_points;
    }

  mls_soup_add (soup, &feature, &g_array_index (rings, MlsSourceRing, 0), rings->len, &error);
  g_assert_no_error (error);
}

static MlsSoup *
read_soup (const char *text)
{
  MlsSoup *soup = mls_soup_new (1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      add_polygon (soup, *line);

  return soup;
}

static void
print_point (GString *text, MlsPoint point)
{
  char x[G_ASCII_DTOSTR_BUF_SIZE];
  char y[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "%s %s", g_ascii_formatd (x, sizeof x, "%.10g", mls_grid_to_metres (point.x)),
                          g_ascii_formatd (y, sizeof y, "%.10g", mls_grid_to_metres (point.y)));
}

static void
print_area (GString *text, double area_m2)
{
  char area[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (area, sizeof area, "%.10g", area_m2));
}

/* What came of it, and the areas that must agree. */
typedef struct
{
  MlsMemory *memory;
  GPtrArray *lines;
  GPtrArray *kept;   /* (nullable) (element-type MlsFace) */
  MlsArea2   faces;
  MlsArea2   edges;
} Result;

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Result *result = user_data;
  GString *line = g_string_new (NULL);
  MlsText code = face->labels[0].field[MLS_FIELD_COVER];

  g_string_append (line, code != 0 ? g_quark_to_string (code) : "nothing");
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0; i < ring.n_points; i++)
        {
          g_string_append (line, i > 0 ? ", " : r > 0 ? "; " : ": ");
          print_point (line, ring.points[i]);
        }
    }

  g_ptr_array_add (result->lines, g_string_free (line, FALSE));
  result->faces += mls_face_area2 (face);
  mls_memory_add (result->memory, mls_face_ref (face));
  if (result->kept != NULL)
    g_ptr_array_add (result->kept, mls_face_ref (face));

  return TRUE;
}

static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  Result *result = user_data;
  MlsRing ring = { edge->points, edge->n_points - 1 };

  result->edges += mls_ring_area2 (ring);
  mls_memory_add_edge (result->memory, edge->id, edge->points, edge->n_points);

  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
print_feature (GString *text, guint layer, gint64 id)
{
  if (layer > 0)
    g_string_append_printf (text, "%u.", layer);
  g_string_append_printf (text, "%" G_GINT64_FORMAT, id);
}

static char *
describe_remark (const MlsRemark *remark)
{
  GString *line = g_string_new (mls_remark_text (remark->kind));

  if (remark->source >= 0)
    {
      g_string_append_c (line, ' ');
      print_feature (line, remark->layer, remark->source);
    }
  if (remark->other >= 0)
    {
      g_string_append (line, " to ");
      print_feature (line, remark->other_layer, remark->other);
    }
  if (remark->gain != 0)
    {
      g_string_append (line, ", ");
      print_area (line, mls_area2_to_m2 (ABS (remark->gain)));
    }
  g_string_append (line, " at ");
  print_point (line, remark->place);

  return g_string_free (line, FALSE);
}

/* The lines of the account that are not 0, source and partition apart, in m². */
static char *
describe_account (const MlsAccount *account)
{
  GString *text = g_string_new (NULL);

  print_area (text, mls_area2_to_m2 (account->lines[MLS_ACCOUNT_SOURCE]));
  for (int i = MLS_ACCOUNT_SOURCE + 1; i < MLS_ACCOUNT_PARTITION; i++)
    if (account->lines[i] != 0)
      {
        g_string_append_printf (text, " %s ", account->lines[i] > 0 ? "+" : "-");
        print_area (text, ABS (mls_area2_to_m2 (account->lines[i])));
        g_string_append_printf (text, " %s", mls_account_text ((MlsAccountLine) i));
      }
  g_string_append (text, " = ");
  print_area (text, mls_area2_to_m2 (account->lines[MLS_ACCOUNT_PARTITION]));

  return g_string_free (text, FALSE);
}

static void
print_sorted (GPtrArray *lines, GString *text)
{
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (lines, i));
}

/* Of all that was cleaned. */
static guint n_remarks[MLS_N_REMARKS];

/* Cleans, proves that a partition came of it, and says what: faces, remarks, account. @kept, if there
 * is one, gets the faces themselves. */
static char *
clean (MlsSoup *soup, const MlsCleaning *cleaning, GPtrArray *kept)
{
  g_autoptr (MlsAssembly) assembly = mls_assembly_new (soup, 0);
  g_autoptr (MlsMemory) memory = mls_memory_new ();
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *account = NULL;
  Result result = { memory, faces, kept };
  GString *text = g_string_new (NULL);

  mls_assembly_clean (assembly, cleaning);
  mls_assembly_run (assembly, NULL, NULL, &error);
  g_assert_no_error (error);

  mls_assembly_faces (assembly, take_face, &result);
  mls_assembly_edges (assembly, take_edge, &result);
  mls_memory_check (memory, &error);
  g_assert_no_error (error);
  g_assert_true (result.faces == result.edges);
  g_assert_true (mls_assembly_account (assembly)->lines[MLS_ACCOUNT_PARTITION] == result.faces);
  g_assert_true (mls_account_adds_up (mls_assembly_account (assembly)));

  for (guint i = 0; i < mls_assembly_remarks (assembly)->len; i++)
    g_ptr_array_add (remarks, describe_remark (&g_array_index (mls_assembly_remarks (assembly), MlsRemark, i)));
  account = describe_account (mls_assembly_account (assembly));

  for (int kind = 0; kind < MLS_N_REMARKS; kind++)
    n_remarks[kind] += mls_assembly_count (assembly, (MlsRemarkKind) kind);

  print_sorted (faces, text);
  print_sorted (remarks, text);
  g_string_append_printf (text, "%s\n", account);

  return g_string_free (text, FALSE);
}

/* What is to come of polygons within a tolerance. */
typedef struct
{
  const char *name;
  gint64      tolerance;
  const char *polygons;
  const char *expected;
} Case;

static const Case cases[] = {
#include "clean-cases.h"
};

static void
test_case (gconstpointer data)
{
  const Case *tested = data;
  const MlsCleaning cleaning = { .tolerance = tested->tolerance };
  const MlsCleaning in_pieces = { .tolerance = tested->tolerance, .sheet_size = 1 };
  g_autoptr (MlsSoup) soup = read_soup (tested->polygons);
  g_autoptr (MlsSoup) again = read_soup (tested->polygons);
  g_autofree char *text = clean (soup, &cleaning, NULL);
  g_autofree char *other_text = clean (again, &in_pieces, NULL);

  g_assert_cmpstr (text, ==, tested->expected);
  g_assert_cmpstr (other_text, ==, tested->expected);
}

/* Random polygons: stars around a centre, now and then with a hole, crossing themselves, or on a coarse
 * grid where much meets by chance. */

static void
print_ring (GString *line, double x, double y, double radius, gboolean coarse)
{
  guint n = (guint) g_test_rand_int_range (3, 12);
  gboolean tangled = g_test_rand_int_range (0, 8) == 0;

  for (guint i = 0; i < n; i++)
    {
      double angle = tangled ? g_test_rand_double_range (0, 2 * G_PI) : 2 * G_PI * i / n;
      double away = radius * g_test_rand_double_range (0.3, 1);
      double px = x + away * cos (angle);
      double py = y + away * sin (angle);
      MlsPoint point;

      mls_grid_from_metres (coarse ? round (px) : px, coarse ? round (py) : py, &point);
      if (i > 0)
        g_string_append (line, ", ");
      print_point (line, point);
    }
}

static char *
random_polygon (guint id, double extent)
{
  GString *line = g_string_new (NULL);
  gboolean coarse = g_test_rand_bit ();
  double x = g_test_rand_double_range (0, extent);
  double y = g_test_rand_double_range (0, extent);
  double radius = g_test_rand_double_range (0.2, 8);

  if (g_test_rand_int_range (0, 3) == 0)
    g_string_append_printf (line, "1.");
  g_string_append_printf (line, "%u", id);
  if (g_test_rand_int_range (0, 4) == 0)
    g_string_append_printf (line, "/%d", g_test_rand_int_range (-2, 3));

  g_string_append (line, ": ");
  print_ring (line, x, y, radius, coarse);
  if (g_test_rand_int_range (0, 3) == 0)
    {
      g_string_append (line, "; ");
      print_ring (line, x, y, radius * g_test_rand_double_range (0.2, 0.8), coarse);
    }

  return g_string_free (line, FALSE);
}

static GPtrArray *
random_polygons (void)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  guint n = (guint) g_test_rand_int_range (1, 40);
  double extent = g_test_rand_double_range (1, 30);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (lines, random_polygon (i, extent));

  if (g_test_rand_bit ())
    {
      GString *line = g_string_new ("outline: ");

      print_ring (line, extent / 2, extent / 2, extent, g_test_rand_bit ());
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }

  return lines;
}

static void
shuffle (GPtrArray *lines)
{
  for (guint i = lines->len; i > 1; i--)
    {
      guint j = (guint) g_test_rand_int_range (0, (gint32) i);
      gpointer swap = lines->pdata[i - 1];

      lines->pdata[i - 1] = lines->pdata[j];
      lines->pdata[j] = swap;
    }
}

static char *
clean_lines (const GPtrArray *lines, const MlsCleaning *cleaning, GPtrArray *faces)
{
  g_autoptr (MlsSoup) soup = mls_soup_new (1);

  for (guint i = 0; i < lines->len; i++)
    add_polygon (soup, g_ptr_array_index (lines, i));

  return clean (soup, cleaning, faces);
}

/* Whatever it is made of, a partition comes out, and the same one however the polygons are sorted and
 * the ground is cut into sheets. */
static void
test_random (void)
{
  static const gint64 tolerances[] = { 0, 1, 10, 100, 1000 };
  guint n_runs = g_test_slow () ? 20000 : 200;

  for (guint run = 0; run < n_runs; run++)
    {
      g_autoptr (GPtrArray) lines = random_polygons ();
      MlsCleaning cleaning = { .tolerance = tolerances[g_test_rand_int_range (0, G_N_ELEMENTS (tolerances))] };
      g_autofree char *text = clean_lines (lines, &cleaning, NULL);
      g_autofree char *other_text = NULL;

      shuffle (lines);
      cleaning.sheet_size = (gsize) g_test_rand_int_range (1, 1000);
      other_text = clean_lines (lines, &cleaning, NULL);
      g_assert_cmpstr (text, ==, other_text);
    }

  for (int kind = 0; kind < MLS_N_REMARKS; kind++)
    g_test_message ("%s %u", mls_remark_text ((MlsRemarkKind) kind), n_remarks[kind]);
}

/* Against a picture: rectangles of whole metres, some with a hole, painted from the last to the first on
 * a field of squares of 1 m; then a flood from outside tells what is a gap. */

#define FIELD 24
#define BARE -1
#define FLOODED -2

typedef struct
{
  int x0, y0, x1, y1;
} Rectangle;

typedef struct
{
  int       paint[FIELD][FIELD]; /* id, BARE or FLOODED */
  gboolean  in_outline[FIELD][FIELD];
  GPtrArray *lines;
} Picture;

static Rectangle
random_rectangle (const Rectangle *within)
{
  Rectangle made;

  made.x0 = g_test_rand_int_range (within->x0, within->x1);
  made.y0 = g_test_rand_int_range (within->y0, within->y1);
  made.x1 = g_test_rand_int_range (made.x0, within->x1) + 1;
  made.y1 = g_test_rand_int_range (made.y0, within->y1) + 1;

  return made;
}

static gboolean
rectangle_holds (const Rectangle *rectangle, int x, int y)
{
  return rectangle->x0 <= x && x < rectangle->x1 && rectangle->y0 <= y && y < rectangle->y1;
}

static void
print_rectangle (GString *line, const Rectangle *r)
{
  g_string_append_printf (line, "%d %d, %d %d, %d %d, %d %d", r->x0, r->y0, r->x1, r->y0, r->x1, r->y1, r->x0, r->y1);
}

static void
paint_rectangle (Picture *picture, int id)
{
  const Rectangle field = { 1, 1, FIELD - 1, FIELD - 1 };
  Rectangle outer = random_rectangle (&field);
  Rectangle hole = random_rectangle (&outer);
  gboolean has_hole = g_test_rand_bit ();
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "%d: ", id);
  print_rectangle (line, &outer);
  if (has_hole)
    {
      g_string_append (line, "; ");
      print_rectangle (line, &hole);
    }
  g_ptr_array_add (picture->lines, g_string_free (line, FALSE));

  for (int x = outer.x0; x < outer.x1; x++)
    for (int y = outer.y0; y < outer.y1; y++)
      if (picture->in_outline[x][y] && !(has_hole && rectangle_holds (&hole, x, y)))
        picture->paint[x][y] = id;
}

static void
draw_outline (Picture *picture)
{
  const Rectangle field = { 0, 0, FIELD, FIELD };
  Rectangle outline = random_rectangle (&field);
  gboolean has_outline = g_test_rand_bit ();

  for (int x = 0; x < FIELD; x++)
    for (int y = 0; y < FIELD; y++)
      {
        picture->paint[x][y] = BARE;
        picture->in_outline[x][y] = !has_outline || rectangle_holds (&outline, x, y);
      }

  if (has_outline)
    {
      GString *line = g_string_new ("outline: ");

      print_rectangle (line, &outline);
      g_ptr_array_add (picture->lines, g_string_free (line, FALSE));
    }
}

static gboolean
is_flooded (const Picture *picture, int x, int y)
{
  return x < 0 || y < 0 || x >= FIELD || y >= FIELD || !picture->in_outline[x][y] || picture->paint[x][y] == FLOODED;
}

static void
flood (Picture *picture)
{
  gboolean rises = TRUE;

  while (rises)
    {
      rises = FALSE;
      for (int x = 0; x < FIELD; x++)
        for (int y = 0; y < FIELD; y++)
          if (picture->paint[x][y] == BARE &&
              (is_flooded (picture, x, y) || is_flooded (picture, x - 1, y) || is_flooded (picture, x + 1, y) ||
               is_flooded (picture, x, y - 1) || is_flooded (picture, x, y + 1)))
            {
              picture->paint[x][y] = FLOODED;
              rises = TRUE;
            }
    }
}

/* The code of the faces in the middle of a square, none or one. */
static char *
faces_at (GPtrArray *faces, int x, int y)
{
  MlsPoint middle = { x * 1000 + 500, y * 1000 + 500 };
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);
      gboolean inside = FALSE;

      for (guint r = 0; r < face->n_rings; r++)
        inside = inside != (mls_ring_locate (mls_face_ring (face, r), middle) == MLS_SIDE_INSIDE);
      if (inside)
        g_string_append (found, face->labels[0].field[MLS_FIELD_COVER] != 0
                                  ? g_quark_to_string (face->labels[0].field[MLS_FIELD_COVER]) : "nothing");
    }

  return g_string_free (found, FALSE);
}

static void
compare_picture (const Picture *picture, GPtrArray *faces)
{
  for (int x = 0; x < FIELD; x++)
    for (int y = 0; y < FIELD; y++)
      {
        int paint = picture->paint[x][y];
        g_autofree char *found = faces_at (faces, x, y);
        g_autofree char *expected = paint == FLOODED ? g_strdup ("")
                                    : paint == BARE  ? g_strdup ("nothing")
                                                     : g_strdup_printf ("%d", paint);

        g_assert_cmpstr (found, ==, expected);
      }
}

static void
test_picture (void)
{
  guint n_runs = g_test_slow () ? 5000 : 60;

  for (guint run = 0; run < n_runs; run++)
    {
      g_autofree Picture *picture = g_new0 (Picture, 1);
      const MlsCleaning cleaning = { .sheet_size = g_test_rand_bit () ? 1 : 0 };
      g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
      g_autofree char *text = NULL;

      picture->lines = g_ptr_array_new_with_free_func (g_free);
      draw_outline (picture);
      for (int id = g_test_rand_int_range (1, 12); id > 0; id--)
        paint_rectangle (picture, id);
      flood (picture);

      shuffle (picture->lines);
      text = clean_lines (picture->lines, &cleaning, faces);
      compare_picture (picture, faces);
      g_ptr_array_unref (picture->lines);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/clean/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/clean/random", test_random);
  g_test_add_func ("/clean/picture", test_picture);

  return g_test_run ();
}
