#include "fixture.h"
#include "http.h"

#include "imagery/error.h"
#include "imagery/imagery.h"
#include "imagery/raster.h"
#include "imagery/server.h"
#include "imagery/web-file.h"
#include "imagery/web-request.h"

#include <cpl_conv.h>
#include <locale.h>
#include <string.h>

/* A server that is alone after a failure is asked again after a second. */
#define REST_US (1200 * 1000)

/* How long an answer may take. */
#define TIMEOUT_S "1"

static double
by_place (int band, int x, int y, gpointer data)
{
  return (x + 2 * y + 50 * band) % 251;
}

/* A photo of 1024 × 1024 m, on a server of this machine. */
typedef struct
{
  Http             *http;
  char             *address;
  MlsImagery       *imagery;
  MlsImageryReader *reader;
} Remote;

static void
set_up (Remote *self, gconstpointer data)
{
  static const char *const tiled[] = { "TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", NULL };
  Fixture fixture = { .width = 1024, .height = 1024, .options = tiled, .pixel = by_place };
  g_autofree char *path = fixture_write ("photo.tif", &fixture);
  MlsImagerySource source = { 0 };

  self->http = http_new (path);
  self->address = http_address (self->http);
  source.uri = self->address;
  self->imagery = mls_imagery_new (FIXTURE_CRS, &source, 1);
  self->reader = mls_imagery_reader_new ();
}

static void
tear_down (Remote *self, gconstpointer data)
{
  mls_imagery_reader_free (self->reader);
  mls_imagery_unref (self->imagery);
  http_free (self->http);
  g_free (self->address);
}

/* Block (column, row) of the photo. */
static MlsPicture *
look (Remote *self, int column, int row, GError **error)
{
  MlsExtent extent = { FIXTURE_X + 256 * column, FIXTURE_Y - 256 * (row + 1), FIXTURE_X + 256 * (column + 1),
                       FIXTURE_Y - 256 * row };
  MlsPicture *picture = mls_picture_new (256, 256);

  mls_imagery_reader_read (self->reader, self->imagery, &extent, picture, NULL, error);

  return picture;
}

static void
assert_well (Remote *self, int column, int row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPicture) picture = look (self, column, row, &error);
  int x = 256 * column + 100;
  int y = 256 * row + 30;

  g_assert_no_error (error);
  assert_colour (picture, 100, 30, by_place (0, x, y, NULL), by_place (1, x, y, NULL), by_place (2, x, y, NULL));
}

/* The message names the photo, and there is nothing to be seen. */
static void
assert_away (Remote *self, int column, int row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPicture) picture = look (self, column, row, &error);

  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY);
  g_assert_nonnull (strstr (error->message, self->address));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpint (picture->cover, ==, MLS_COVER_NONE);
  g_test_message ("%s", error->message);
}

/* It fails, is left alone for a while, and is as well as ever when it is asked again. */
static void
test_mood (Remote *self, gconstpointer data)
{
  HttpMood mood = (HttpMood) GPOINTER_TO_INT (data);
  guint n_asked;

  assert_well (self, 0, 0);
  http_set_mood (self->http, mood);
  assert_away (self, 1, 1);
  n_asked = http_count (self->http);
  for (int i = 0; i < 5; i++)
    assert_away (self, 2, i % 4);
  g_assert_cmpuint (http_count (self->http), ==, n_asked);

  http_set_mood (self->http, HTTP_WELL);
  g_usleep (REST_US);
  assert_well (self, 1, 1);
  assert_well (self, 2, 3);
}

/* The server is away when the photo is opened: it is opened later. */
static void
test_late (Remote *self, gconstpointer data)
{
  http_set_mood (self->http, (HttpMood) GPOINTER_TO_INT (data));
  assert_away (self, 0, 0);
  http_set_mood (self->http, HTTP_WELL);
  g_usleep (REST_US);
  assert_well (self, 3, 3);
}

/* What came before is there while the server is away, for whoever opens the photo then; what did not is
 * not, and is when the server has mended. */
static void
test_kept (Remote *self, gconstpointer data)
{
  guint n_asked;

  assert_well (self, 1, 2);
  http_set_mood (self->http, (HttpMood) GPOINTER_TO_INT (data));
  assert_away (self, 3, 0);
  assert_well (self, 1, 2);

  mls_imagery_reader_free (self->reader);
  self->reader = mls_imagery_reader_new ();
  n_asked = http_count (self->http);
  assert_well (self, 1, 2);
  assert_away (self, 3, 0);
  assert_well (self, 1, 2);
  g_assert_cmpuint (http_count (self->http), ==, n_asked);

  http_set_mood (self->http, HTTP_WELL);
  g_usleep (REST_US);
  assert_well (self, 3, 0);
}

static double
by_place_then (int band, int x, int y, gpointer data)
{
  return 250 - by_place (band, x, y, data);
}

static void
assert_then (Remote *self, int column, int row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPicture) picture = look (self, column, row, &error);
  int x = 256 * column + 100;
  int y = 256 * row + 30;

  g_assert_no_error (error);
  assert_colour (picture, 100, 30, by_place_then (0, x, y, NULL), by_place_then (1, x, y, NULL),
                 by_place_then (2, x, y, NULL));
}

/* Another photo at the same address: as soon as a part of it has come none of the old one is shown. */
static void
test_changed (Remote *self, gconstpointer data)
{
  static const char *const tiled[] = { "TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", NULL };
  Fixture fixture = { .width = 1024, .height = 1024, .options = tiled, .pixel = by_place_then };
  g_autofree char *path = fixture_write ("then.tif", &fixture);

  assert_well (self, 0, 0);
  http_set_content (self->http, path);
  assert_away (self, 3, 3);
  g_usleep (REST_US);
  assert_then (self, 3, 3);
  assert_then (self, 0, 0);
}

static gpointer
cancel_later (gpointer cancellable)
{
  g_usleep (300 * 1000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

/* Who no longer wants a tile does not wait for a server that says nothing, and holds nothing against it. */
static void
test_cancelled (Remote *self, gconstpointer data)
{
  const MlsExtent extent = { FIXTURE_X, FIXTURE_Y - 256, FIXTURE_X + 256, FIXTURE_Y };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (MlsPicture) picture = mls_picture_new (256, 256);
  g_autoptr (GError) error = NULL;
  GThread *thread;

  /* As long as the test may take. */
  CPLSetConfigOption ("GDAL_HTTP_TIMEOUT", "600");
  CPLSetConfigOption ("GDAL_HTTP_LOW_SPEED_TIME", "600");
  http_set_mood (self->http, HTTP_STALLS);
  thread = g_thread_new ("cancel", cancel_later, cancellable);
  g_assert_false (mls_imagery_reader_read (self->reader, self->imagery, &extent, picture, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  CPLSetConfigOption ("GDAL_HTTP_LOW_SPEED_TIME", NULL);
  CPLSetConfigOption ("GDAL_HTTP_TIMEOUT", TIMEOUT_S);

  http_set_mood (self->http, HTTP_WELL);
  assert_well (self, 0, 0);
}

#define N_TOGETHER 8

/* One of several that ask at once. */
typedef struct
{
  Remote   remote; /* with a reader of its own */
  int      index;
  gint    *n_ready; /* atomic: they start when all are */
  GError  *error;
} Asker;

static gpointer
ask_together (gpointer data)
{
  Asker *asker = data;
  MlsPicture *picture;

  asker->remote.reader = mls_imagery_reader_new ();
  g_atomic_int_inc (asker->n_ready);
  while (g_atomic_int_get (asker->n_ready) < N_TOGETHER)
    g_thread_yield ();
  picture = look (&asker->remote, asker->index % 4, asker->index / 4, &asker->error);
  mls_picture_free (picture);
  mls_imagery_reader_free (asker->remote.reader);

  return NULL;
}

/* Returns: how many of several threads that ask at once get what they want; the others are told @reason. */
static guint
count_answered (Remote *self, const char *reason)
{
  Asker askers[N_TOGETHER];
  GThread *threads[N_TOGETHER];
  gint n_ready = 0;
  guint n_answered = 0;

  for (int i = 0; i < N_TOGETHER; i++)
    {
      askers[i] = (Asker){ *self, i, &n_ready, NULL };
      threads[i] = g_thread_new ("asker", ask_together, &askers[i]);
    }

  for (int i = 0; i < N_TOGETHER; i++)
    {
      g_thread_join (threads[i]);
      n_answered += askers[i].error == NULL;
      if (askers[i].error != NULL)
        g_assert_cmpstr (askers[i].error->message, ==, reason);
      g_clear_error (&askers[i].error);
    }

  return n_answered;
}

/* A server that has mended is not blamed by those whom nobody let ask while another one did. */
static void
test_together (Remote *self, gconstpointer data)
{
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsPicture) picture = NULL;

      mls_web_file_forget (self->address);
      http_set_mood (self->http, HTTP_ERROR);
      picture = look (self, 3, 3, &error);
      g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY);
      http_set_mood (self->http, HTTP_WELL);
      g_usleep (REST_US);

      g_assert_cmpuint (count_answered (self, error->message), >, 0);
      g_assert_cmpuint (count_answered (self, error->message), ==, N_TOGETHER);
    }
}

/* A server that gives the whole file, 100 GB perhaps, is not listened to. */
static void
test_whole (Remote *self, gconstpointer data)
{
  http_set_mood (self->http, HTTP_WHOLE);
  assert_away (self, 0, 0);
  http_set_mood (self->http, HTTP_WELL);
  g_usleep (REST_US);
  assert_well (self, 0, 0);
}

static void
assert_refused (const char *address, const char *reason)
{
  static const MlsRasterOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_raster_open (address, NULL, &options, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY);
  g_assert_nonnull (strstr (error->message, address));
  g_assert_nonnull (strstr (error->message, reason));
}

/* Whoever opens a file there is told what the server says, not that there is no such file. */
static void
test_told (Remote *self, gconstpointer data)
{
  http_set_mood (self->http, HTTP_ERROR);
  assert_refused (self->address, "500");
  http_set_mood (self->http, HTTP_WELL);
  g_usleep (REST_US);
  assert_well (self, 0, 0);

  mls_web_file_forget (self->address);
  http_set_mood (self->http, HTTP_WHOLE);
  assert_refused (self->address, "does not give parts of files");
  assert_refused ("http://127.0.0.1:1/photo.tif", "cannot be reached");
}

static double
flat (int band, int x, int y, gpointer data)
{
  return 50 + 60 * band;
}

static void
read_tiles (MlsImagery *imagery, const MlsExtent *extent, int red, gboolean is_whole)
{
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsPicture) picture = mls_picture_new (256, 256);
  g_autoptr (GError) error = NULL;

  mls_imagery_reader_read (reader, imagery, extent, picture, NULL, &error);
  if (is_whole)
    g_assert_no_error (error);
  else
    g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY);
  if (red >= 0)
    assert_colour (picture, 128, 128, red, red + 60, red + 120);
  else
    g_assert_cmpint (picture->cover, ==, MLS_COVER_NONE);
}

/* Once a tile has failed the server is left alone: tiles that came before are shown all the same. */
static void
assert_tiles_kept (MlsImagery *imagery, const MlsExtent *ground)
{
  const MlsExtent beside = { ground->min_x + 5000, ground->min_y, ground->max_x + 5000, ground->max_y };

  read_tiles (imagery, &beside, -1, FALSE);
  read_tiles (imagery, ground, 50, FALSE);
  read_tiles (imagery, &beside, -1, FALSE);
}

/* A service of tiles is a photo of all the world, which is also there while it is away. */
static void
test_tiles (void)
{
  static const MlsExtent ground = { FIXTURE_X, FIXTURE_Y - 500, FIXTURE_X + 500, FIXTURE_Y };
  Fixture fixture = { .width = 256, .height = 256, .pixel = flat };
  g_autofree char *path = fixture_write ("tile.tif", &fixture);
  Http *http = http_new (path);
  g_autofree char *file = http_address (http);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *address = g_strconcat (folder, "/{z}/{x}/{y}.tif", NULL);
  MlsImagerySource source = { address };
  g_autoptr (MlsImagery) imagery = mls_imagery_new (FIXTURE_CRS, &source, 1);

  read_tiles (imagery, &ground, 50, TRUE);
  http_set_mood (http, HTTP_ERROR);
  read_tiles (imagery, &ground, 50, TRUE);

  g_assert_cmpuint (http_count (http), >, 0);
  assert_tiles_kept (imagery, &ground);
  http_free (http);
}

#define ADDRESS "http://a.test/photo.tif"

/* What is told of a failure for that reason. */
static char *
fail (const char *reason)
{
  g_autoptr (GError) failure = g_error_new_literal (MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY, reason);

  mls_server_note (ADDRESS, &failure);
  g_assert_error (failure, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY);

  return g_strdup (failure->message);
}

static void
answer (void)
{
  GError *failure = NULL;

  mls_server_note (ADDRESS, &failure);
  g_assert_no_error (failure);
}

/* One thread asks first, the others wait for what it says; each failure makes the rest longer. */
static void
test_rest (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_server_may_ask (ADDRESS, NULL));
  g_free (fail ("asleep"));
  g_assert_false (mls_server_may_ask ("http://a.test/other.tif?x", &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY);
  g_assert_cmpstr (error->message, ==, "asleep");
  g_assert_true (mls_server_may_ask ("http://b.test/photo.tif", NULL));

  g_usleep (REST_US);
  g_assert_true (mls_server_may_ask (ADDRESS, NULL));
  g_assert_false (mls_server_may_ask (ADDRESS, NULL));
  mls_server_leave (ADDRESS);
  g_assert_true (mls_server_may_ask (ADDRESS, NULL));
  g_free (fail ("asleep"));
  g_usleep (REST_US);
  g_assert_false (mls_server_may_ask (ADDRESS, NULL));
  answer ();
  g_assert_true (mls_server_may_ask (ADDRESS, NULL));
}

/* However it fails, one and the same thing is told until it answers. */
static void
test_reason (void)
{
  g_autofree char *first = fail ("asleep");
  g_autofree char *beside = fail ("not at home");
  g_autofree char *later = NULL;
  g_autofree char *anew = NULL;

  g_assert_cmpstr (first, ==, "asleep");
  g_assert_cmpstr (beside, ==, "asleep");
  g_usleep (REST_US);
  g_assert_true (mls_server_may_ask (ADDRESS, NULL));
  later = fail ("not at home");
  g_assert_cmpstr (later, ==, "asleep");

  answer ();
  anew = fail ("not at home");
  g_assert_cmpstr (anew, ==, "not at home");
  answer ();
}

/* A file that the server does not give is left alone for a while; the others on it are asked for as ever, and a server
 * that has failed before has answered. */
static void
test_absent (void)
{
  static const char other[] = "http://a.test/other.tif";
  g_autoptr (GError) failure = g_error_new_literal (MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN, "error 404");
  g_autoptr (GError) error = NULL;

  g_free (fail ("asleep"));
  mls_server_note (ADDRESS, &failure);
  g_assert_error (failure, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN);
  g_assert_cmpstr (failure->message, ==, "error 404");
  g_assert_false (mls_server_may_ask (ADDRESS, &error));
  g_assert_cmpstr (error->message, ==, "error 404");
  g_assert_true (mls_server_may_ask (other, NULL));

  g_usleep (REST_US);
  g_assert_true (mls_server_may_ask (ADDRESS, NULL));
  answer ();
  g_assert_true (mls_server_may_ask (ADDRESS, NULL));
  g_assert_true (mls_server_may_ask (ADDRESS, NULL));
}

/* What is wrong is told as it is: only who may give it later is asked again. */
static void
test_words (Remote *self, gconstpointer data)
{
  static const struct
  {
    HttpMood    mood;
    const char *text;
  } moods[] = {
    { HTTP_REFUSES, "There is no “%s”, its server says, or not for everybody: error 404" },
    { HTTP_ERROR, "The server of “%s” answers with error 500, and is asked again" },
    { HTTP_STALLS, "The server of “%s” takes too long, and is asked again" },
    { HTTP_CUTS, "“%s” does not come whole from its server, which is asked again" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (moods); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) words = g_strsplit (moods[i].text, "%s", 2);
      g_autofree char *expected = g_strjoinv (self->address, words);
      MlsWebFacts facts;

      http_set_mood (self->http, moods[i].mood);
      g_assert_false (mls_web_request (self->address, 0, 1000, bytes, &facts, &error));
      g_assert_cmpstr (error->message, ==, expected);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    HttpMood    mood;
  } moods[] = {
    { "error", HTTP_ERROR }, { "stalls", HTTP_STALLS }, { "cuts", HTTP_CUTS }, { "gone", HTTP_GONE },
  };
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();
  CPLSetConfigOption ("GDAL_HTTP_TIMEOUT", TIMEOUT_S);

  g_test_add_func ("/imagery/server/tiles", test_tiles);
  g_test_add_func ("/imagery/server/rest", test_rest);
  g_test_add_func ("/imagery/server/reason", test_reason);
  g_test_add_func ("/imagery/server/absent", test_absent);
  g_test_add ("/imagery/server/words", Remote, NULL, set_up, test_words, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (moods); i++)
    {
      g_autofree char *name = g_strconcat ("/imagery/server/", moods[i].name, NULL);
      g_autofree char *late = g_strconcat ("/imagery/server/late-", moods[i].name, NULL);
      g_autofree char *when_kept = g_strconcat ("/imagery/server/kept-", moods[i].name, NULL);

      g_test_add (name, Remote, GINT_TO_POINTER (moods[i].mood), set_up, test_mood, tear_down);
      g_test_add (late, Remote, GINT_TO_POINTER (moods[i].mood), set_up, test_late, tear_down);
      g_test_add (when_kept, Remote, GINT_TO_POINTER (moods[i].mood), set_up, test_kept, tear_down);
    }
  g_test_add ("/imagery/server/changed", Remote, NULL, set_up, test_changed, tear_down);
  g_test_add ("/imagery/server/cancelled", Remote, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/imagery/server/together", Remote, NULL, set_up, test_together, tear_down);
  g_test_add ("/imagery/server/whole", Remote, NULL, set_up, test_whole, tear_down);
  g_test_add ("/imagery/server/told", Remote, NULL, set_up, test_told, tear_down);
  g_test_add ("/imagery/server/late-lies", Remote, GINT_TO_POINTER (HTTP_LIES), set_up, test_late, tear_down);

  result = g_test_run ();
  fixture_end ();

  return result;
}
