#include "imagery/web-request.h"

#include "imagery/error.h"

#include <cpl_conv.h>
#include <curl/curl.h>
#include <glib/gi18n-lib.h>

/* How many bytes a server may give, and where they go. */
typedef struct
{
  GByteArray *bytes;
  gsize       most;
} Intake;

/* What a thread asks with. Its connections stay open from question to question. */
typedef struct
{
  CURL  *easy;
  CURLM *multi; /* waits for it, and can be woken */
} Session;

static void
session_free (gpointer data)
{
  Session *session = data;

  curl_easy_cleanup (session->easy);
  curl_multi_cleanup (session->multi);
  g_free (session);
}

static GPrivate sessions = G_PRIVATE_INIT (session_free);

/* What ends the question that this thread asks. */
static GPrivate current;

/* What a server answers that may give the file later. */
#define TIMED_OUT 408
#define TOO_MANY  429

/* The longest that is waited before looking whether there is more to do than libcurl says, ms. */
#define LONGEST_WAIT 60000

/**
 * mls_web_request_init:
 *
 * To be called once before anything is asked for.
 */
void
mls_web_request_init (void)
{
  curl_global_init (CURL_GLOBAL_DEFAULT);
}

/**
 * mls_web_request_set_cancellable:
 * @cancellable: (nullable): what ends the questions of the calling thread from now on, at once;
 *   must live until another is set
 */
void
mls_web_request_set_cancellable (GCancellable *cancellable)
{
  g_private_set (&current, cancellable);
}

/* A server that gives all of a large file instead of a part is not listened to up to its end. */
static size_t
take_bytes (char *data, size_t size, size_t n, void *user_data)
{
  Intake *intake = user_data;

  if (size * n > intake->most - intake->bytes->len)
    return 0;

  g_byte_array_append (intake->bytes, (const guint8 *) data, (guint) (size * n));
  return size * n;
}

/* How patient we are, and how the way out of a house is found, is said where GDAL is told so too, see
 * imagery/init.c. What is not said is as libcurl has it. */
static void
follow_gdal (CURL *curl)
{
  static const struct
  {
    const char *name;
    CURLoption  option;
    gboolean    is_text;
  } settings[] = {
    { "GDAL_HTTP_CONNECTTIMEOUT", CURLOPT_CONNECTTIMEOUT },
    { "GDAL_HTTP_TIMEOUT", CURLOPT_TIMEOUT },
    { "GDAL_HTTP_LOW_SPEED_TIME", CURLOPT_LOW_SPEED_TIME },
    { "GDAL_HTTP_LOW_SPEED_LIMIT", CURLOPT_LOW_SPEED_LIMIT },
    { "GDAL_HTTP_PROXY", CURLOPT_PROXY, TRUE },
    { "GDAL_HTTP_PROXYUSERPWD", CURLOPT_PROXYUSERPWD, TRUE },
    { "GDAL_HTTP_USERPWD", CURLOPT_USERPWD, TRUE },
    { "CURL_CA_BUNDLE", CURLOPT_CAINFO, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      const char *value = CPLGetConfigOption (settings[i].name, NULL);

      if (value != NULL && settings[i].is_text)
        curl_easy_setopt (curl, settings[i].option, value);
      else if (value != NULL)
        curl_easy_setopt (curl, settings[i].option, (long) g_ascii_strtoull (value, NULL, 10));
    }
}

/* A name that nobody knows is not waited for either, once it is not wanted. */
static CURL *
asker_new (void)
{
  CURL *curl = curl_easy_init ();

  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (curl, CURLOPT_USERAGENT, "millesime");
  curl_easy_setopt (curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt (curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, take_bytes);
  follow_gdal (curl);

  return curl;
}

static Session *
get_session (void)
{
  Session *session = g_private_get (&sessions);

  if (session == NULL)
    {
      session = g_new (Session, 1);
      session->easy = asker_new ();
      session->multi = curl_multi_init ();
      g_private_set (&sessions, session);
    }

  return session;
}

/* On whichever thread cancels. */
static void
wake (GCancellable *cancellable, gpointer multi)
{
  curl_multi_wakeup (multi);
}

/* Waits for the server, or until nobody wants its answer. */
static CURLcode
await (CURLM *multi, GCancellable *cancellable)
{
  CURLMcode done = CURLM_OK;
  int n_running = 1;
  int n_left;
  const CURLMsg *message;

  while (done == CURLM_OK && n_running > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      done = curl_multi_perform (multi, &n_running);
      if (done == CURLM_OK && n_running > 0)
        done = curl_multi_poll (multi, NULL, 0, LONGEST_WAIT, NULL);
    }

  message = curl_multi_info_read (multi, &n_left);

  return message != NULL ? message->data.result : CURLE_ABORTED_BY_CALLBACK;
}

static CURLcode
ask (Session *session)
{
  GCancellable *cancellable = g_private_get (&current);
  gulong handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (wake), session->multi, NULL) : 0;
  CURLcode code;

  curl_multi_add_handle (session->multi, session->easy);
  code = await (session->multi, cancellable);
  curl_multi_remove_handle (session->multi, session->easy);
  g_cancellable_disconnect (cancellable, handler);

  return code;
}

static const char *
get_header (CURL *curl, const char *name)
{
  struct curl_header *header;

  return curl_easy_header (curl, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : NULL;
}

/* What the server says of the file beside its bytes, in "Content-Range: bytes 0-99/1234" and the date or
 * the tag of its state. */
static gboolean
read_facts (CURL *curl, guint64 offset, MlsWebFacts *out)
{
  const char *range = get_header (curl, "Content-Range");
  const char *size = range != NULL ? strchr (range, '/') : NULL;
  const char *first = range != NULL ? strpbrk (range, "0123456789") : NULL;
  const char *state;

  if (size == NULL || first == NULL || g_ascii_strtoull (first, NULL, 10) != offset)
    return FALSE;

  out->size = g_ascii_strtoull (size + 1, NULL, 10);
  state = get_header (curl, "Last-Modified");
  if (state == NULL)
    state = get_header (curl, "ETag");
  out->state = state != NULL ? g_str_hash (state) : 0;

  return out->size > offset && out->size <= G_MAXINT64;
}

/* Whether a server says that it does not give the file, and not that it cannot give anything now. */
static gboolean
is_of_file (long status)
{
  return status >= 400 && status < 500 && status != TIMED_OUT && status != TOO_MANY;
}

static void
set_failure (GError **error, const char *address, CURL *curl, CURLcode code)
{
  long status = 0;

  if (code == CURLE_HTTP_RETURNED_ERROR)
    curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &status);

  if (is_of_file (status))
    /* Translators: an address, and a number such as 404. */
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN,
                 _("There is no “%s”, its server says, or not for everybody: error %ld"), address, status);
  else if (status != 0)
    /* Translators: an address, and a number such as 500. */
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY,
                 _("The server of “%s” answers with error %ld, and is asked again"), address, status);
  else if (code == CURLE_WRITE_ERROR)
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY,
                 _("The server of “%s” does not give parts of files"), address);
  else if (code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_CONNECT)
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY,
                 _("The server of “%s” cannot be reached, and is asked again"), address);
  else if (code == CURLE_OPERATION_TIMEDOUT)
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY,
                 _("The server of “%s” takes too long, and is asked again"), address);
  else
    g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_AWAY,
                 _("“%s” does not come whole from its server, which is asked again"), address);
}

/**
 * mls_web_request:
 * @address: http address of a file
 * @offset: of its first byte that is wanted
 * @length: how many are wanted, up to the end of the file at most
 * @bytes: (out caller-allocates): they
 * @facts: (out): what the server says of the file
 * @error: %G_IO_ERROR_CANCELLED, %MLS_IMAGERY_ERROR_OPEN if the server does not give the file, or
 *   %MLS_IMAGERY_ERROR_AWAY if they do not come, all of them
 *
 * Asks a server for a part of a file, and waits for it.
 *
 * Returns: whether it came
 */
gboolean
mls_web_request (const char   *address,
                 guint64       offset,
                 gsize         length,
                 GByteArray   *bytes,
                 MlsWebFacts  *facts,
                 GError      **error)
{
  g_autofree char *range = g_strdup_printf ("%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT, offset, offset + length - 1);
  Intake intake = { bytes, length };
  Session *session = get_session ();
  CURL *curl = session->easy;
  CURLcode code;

  g_byte_array_set_size (bytes, 0);
  curl_easy_setopt (curl, CURLOPT_URL, address);
  curl_easy_setopt (curl, CURLOPT_RANGE, range);
  curl_easy_setopt (curl, CURLOPT_WRITEDATA, &intake);
  code = ask (session);

  if (g_cancellable_set_error_if_cancelled (g_private_get (&current), error))
    return FALSE;

  if (code == CURLE_OK && !read_facts (curl, offset, facts))
    code = CURLE_WRITE_ERROR;
  if (code == CURLE_OK && bytes->len == MIN (length, facts->size - offset))
    return TRUE;

  set_failure (error, address, curl, code);
  return FALSE;
}
