#include "geometry/whereabouts.h"

#include "geometry/error.h"

#include <locale.h>
#include <string.h>

/* What is typed, and what is understood. */
typedef struct
{
  const char         *text;
  MlsWhereaboutsKind  kind;
  double              x;
  double              y;
  guint               epsg;
} Case;

static const Case pairs[] = {
  { "652100.5, 6861000.25", MLS_WHEREABOUTS_OWN, 652100.5, 6861000.25 },
  { "652100.5 6861000.25", MLS_WHEREABOUTS_OWN, 652100.5, 6861000.25 },
  { "652100,5 6861000,25", MLS_WHEREABOUTS_OWN, 652100.5, 6861000.25 },
  { "652100,5, 6861000,25", MLS_WHEREABOUTS_OWN, 652100.5, 6861000.25 },
  { "652100,5,6861000,25", MLS_WHEREABOUTS_OWN, 652100.5, 6861000.25 },
  { "652100,5;6861000,25", MLS_WHEREABOUTS_OWN, 652100.5, 6861000.25 },
  { " 652100.5 / 6861000.25 ", MLS_WHEREABOUTS_OWN, 652100.5, 6861000.25 },
  { "652100,6861000", MLS_WHEREABOUTS_OWN, 652100, 6861000 },
  { "652100\t6861000\n", MLS_WHEREABOUTS_OWN, 652100, 6861000 },
  { "652 100,5 6 861 000,25", MLS_WHEREABOUTS_OWN, 652100.5, 6861000.25 },
  { "652 100 6 861 000", MLS_WHEREABOUTS_OWN, 652100, 6861000 },
  { "652 100, 6 861 000", MLS_WHEREABOUTS_OWN, 652100, 6861000 },
  { "652 100 861 003", MLS_WHEREABOUTS_OWN, 652100, 861003 },
  { "652\u202f100,5   6\u202f861\u202f000,2", MLS_WHEREABOUTS_OWN, 652100.5, 6861000.2 },
  { "652\u00a0100,5   6\u00a0861\u00a0000,2", MLS_WHEREABOUTS_OWN, 652100.5, 6861000.2 },
  { "X 652\u202f100,5   Y 6\u202f861\u202f000,2", MLS_WHEREABOUTS_OWN, 652100.5, 6861000.2 },
  { "x=652100.5, y=6861000.2", MLS_WHEREABOUTS_OWN, 652100.5, 6861000.2 },
  { "Y: 6861000 X: 652100", MLS_WHEREABOUTS_OWN, 652100, 6861000 },
  { "X 12 Y 34", MLS_WHEREABOUTS_OWN, 12, 34 },
  { "-1200 \u22123400.5", MLS_WHEREABOUTS_OWN, -1200, -3400.5 },
  { "1000, 20", MLS_WHEREABOUTS_OWN, 1000, 20 },
  { "EPSG:3857 261848 6250566", MLS_WHEREABOUTS_CRS, 261848, 6250566, 3857 },
  { "epsg 3857: 261 848,5; 6 250 566,5", MLS_WHEREABOUTS_CRS, 261848.5, 6250566.5, 3857 },
  { "261848, 6250566, EPSG:3857", MLS_WHEREABOUTS_CRS, 261848, 6250566, 3857 },
  { "2.35 48.85 EPSG:4326", MLS_WHEREABOUTS_CRS, 2.35, 48.85, 4326 },
};

static const Case degrees[] = {
  { "48.8566, 2.3522", MLS_WHEREABOUTS_DEGREES, 2.3522, 48.8566 },
  { "48,8566 2,3522", MLS_WHEREABOUTS_DEGREES, 2.3522, 48.8566 },
  { "48,8566, -2,3522", MLS_WHEREABOUTS_DEGREES, -2.3522, 48.8566 },
  { "-90 180", MLS_WHEREABOUTS_DEGREES, 180, -90 },
  { "48.8566° 2.3522°", MLS_WHEREABOUTS_DEGREES, 2.3522, 48.8566 },
  { "48,8566°, 2,3522°", MLS_WHEREABOUTS_DEGREES, 2.3522, 48.8566 },
  { "48,8566°,2,3522°", MLS_WHEREABOUTS_DEGREES, 2.3522, 48.8566 },
  { "48.8566N 2.3522E", MLS_WHEREABOUTS_DEGREES, 2.3522, 48.8566 },
  { "48.8566 n, 2.3522 w", MLS_WHEREABOUTS_DEGREES, -2.3522, 48.8566 },
  { "N 48,8566 O 2,3522", MLS_WHEREABOUTS_DEGREES, -2.3522, 48.8566 },
  { "S48.5,E2.25", MLS_WHEREABOUTS_DEGREES, 2.25, -48.5 },
  { "2.3522 E 48.8566 N", MLS_WHEREABOUTS_DEGREES, 2.3522, 48.8566 },
  { "2.3522° E, 48.8566°", MLS_WHEREABOUTS_DEGREES, 2.3522, 48.8566 },
  { "48°30'36\"N 2°15'E", MLS_WHEREABOUTS_DEGREES, 2.25, 48.51 },
  { "48° 30′ 36″ N, 2° 15′ 0″ E", MLS_WHEREABOUTS_DEGREES, 2.25, 48.51 },
  { "48° 30’ 36’’ N, 2° 15’ O", MLS_WHEREABOUTS_DEGREES, -2.25, 48.51 },
  { "48°30′36″ 2°15′", MLS_WHEREABOUTS_DEGREES, 2.25, 48.51 },
  { "48° 30,6' N 2° 15,0' E", MLS_WHEREABOUTS_DEGREES, 2.25, 48.51 },
  { "N 48 30 36 W 2 15 0", MLS_WHEREABOUTS_DEGREES, -2.25, 48.51 },
  { "48 30 36 N 2 15 E", MLS_WHEREABOUTS_DEGREES, 2.25, 48.51 },
  { "48° 30′ 43,2″ N ; 2° 15′ 7,2″ E", MLS_WHEREABOUTS_DEGREES, 2.252, 48.512 },
  { "-48°30′36″ -2°15′", MLS_WHEREABOUTS_DEGREES, -2.25, -48.51 },
};

static const char *const nonsense[] = {
  "", "   ", "Arras", "#", "#12a", "-3", "12.5", "1e5 2e5", "1 2 3 4 5", "1,2,3", "0", "#0",
  "99999999999999999999", "652100,5 6861000,3 7", "652.100.5 3", "06 07", "EPSG 1 2", "EPSG: 652100, 6861000",
  "EPSG:99999999999 1 2", "EPSG:3857", "X 12", "12 X 13 Y", "X Y", "X 1 Y 2 Z 3", "48°", "48° N", "48 N 2 N", "48 E 2 W",
  "91° N 2° E", "48° N 181° E", "48° 60′ N 2° E", "48.5° 30′ N 2° E", "-48° N 2° E", "48° 30′ 20″ 10 N 2° E",
  "48° N 2° E 3°", "48°-30' 2°", "N S 1 2", "48N48S2E", "\"48\" 2", "1 2\xff", "2.35 48.85 (EPSG:4326)",
};

/* A place and the scale to look at it. */
static void
test_scale (void)
{
  static const struct
  {
    const char *text;
    double      scale;
  } cases[] = {
    { "652100.5, 6861000, 1:2500", 2500 },
    { "652100,5 6861000 1:1500", 1500 },
    { "652100.5, 6861000; 1:2\u202f500", 2500 },
    { "X 652100.5 Y 6861000, 1:1000000", 1000000 },
    { "EPSG:2154 652100.5, 6861000, 1:2500", 2500 },
    { "652100.5, 6861000", 0 },
  };
  static const char *const wrong[] = { "652100.5, 6861000, 1:0", "652100.5, 6861000, 1:abc", "1:2500", "652100.5, 6861000, 1:" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      MlsWhereabouts where;

      g_assert_true (mls_whereabouts_read (cases[i].text, &where, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (where.x, ==, 652100.5);
      g_assert_cmpfloat (where.y, ==, 6861000);
      g_assert_cmpfloat (where.scale, ==, cases[i].scale);
    }

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      MlsWhereabouts where;

      g_assert_false (mls_whereabouts_read (wrong[i], &where, &error));
      g_assert_error (error, MLS_GEOMETRY_ERROR, MLS_GEOMETRY_ERROR_PLACE);
    }
}

static void
check (const Case *expected)
{
  g_autoptr (GError) error = NULL;
  MlsWhereabouts where;

  g_test_message ("%s", expected->text);
  g_assert_true (mls_whereabouts_read (expected->text, &where, &error));
  g_assert_no_error (error);
  g_assert_cmpint (where.kind, ==, expected->kind);
  g_assert_cmpfloat_with_epsilon (where.x, expected->x, 1e-9);
  g_assert_cmpfloat_with_epsilon (where.y, expected->y, 1e-9);
  g_assert_cmpuint (where.epsg, ==, expected->epsg);
}

static void
test_pairs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    check (&pairs[i]);
}

static void
test_degrees (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (degrees); i++)
    check (&degrees[i]);
}

static void
test_faces (void)
{
  static const char *const texts[] = { "#1234", "1234", " 1234 ", "\t#1234" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      MlsWhereabouts where;

      g_assert_true (mls_whereabouts_read (texts[i], &where, &error));
      g_assert_no_error (error);
      g_assert_cmpint (where.kind, ==, MLS_WHEREABOUTS_FACE);
      g_assert_cmpint (where.id, ==, 1234);
    }
}

static void
test_nonsense (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_autoptr (GError) error = NULL;
      MlsWhereabouts where;

      g_test_message ("“%s”", nonsense[i]);
      g_assert_false (mls_whereabouts_read (nonsense[i], &where, &error));
      g_assert_error (error, MLS_GEOMETRY_ERROR, MLS_GEOMETRY_ERROR_PLACE);
      g_assert_null (strchr (error->message, '\n'));
    }
}

/* Whatever is typed, letter by letter or thrown at it, is told or refused. */
static void
test_random (void)
{
  static const char *const pieces[] = { "0", "1", "48", ",", ".", " ", "°", "′", "″", "N", "o", "e", "-", ";",
                                        "X", "y", "EPSG:", "2154", "#", "\u202f", "(", "é" };

  for (int round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      MlsWhereabouts where;

      for (int n = g_test_rand_int_range (0, 9); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      if (!mls_whereabouts_read (text->str, &where, &error))
        g_assert_error (error, MLS_GEOMETRY_ERROR, MLS_GEOMETRY_ERROR_PLACE);
      else if (where.kind == MLS_WHEREABOUTS_DEGREES)
        g_assert_true (where.x >= -180 && where.x <= 180 && where.y >= -90 && where.y <= 90);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/whereabouts/pairs", test_pairs);
  g_test_add_func ("/geometry/whereabouts/degrees", test_degrees);
  g_test_add_func ("/geometry/whereabouts/faces", test_faces);
  g_test_add_func ("/geometry/whereabouts/nonsense", test_nonsense);
  g_test_add_func ("/geometry/whereabouts/scale", test_scale);
  g_test_add_func ("/geometry/whereabouts/random", test_random);

  return g_test_run ();
}
