#include "http.h"

#include <string.h>

struct _Http
{
  GSocketService *service;
  GThread        *thread;
  GMainContext   *context;
  GMainLoop      *loop;
  guint16         port;
  GMutex          mutex;    /* for the content */
  char           *content;
  gsize           length;
  guint           state;    /* of the content */
  char           *capabilities; /* (nullable) */
  gint            mood;     /* atomic */
  gint            n_asked;  /* atomic */
  gint            n_open;   /* atomic: connections that are not answered to their end */
};

/* The first and last byte that a question asks for. %FALSE when it asks for all. */
static gboolean
parse_range (const Http *self, const char *question, gsize *first, gsize *last)
{
  const char *range = strstr (question, "Range: bytes=");
  char *end = NULL;

  *first = 0;
  *last = self->length - 1;
  if (range == NULL)
    return FALSE;

  *first = g_ascii_strtoull (range + strlen ("Range: bytes="), &end, 10);
  if (*end == '-' && g_ascii_isdigit (end[1]))
    *last = MIN (g_ascii_strtoull (end + 1, NULL, 10), self->length - 1);
  *first = MIN (*first, *last);

  return TRUE;
}

static char *
read_question (GInputStream *in)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char byte;

  while (strstr (text->str, "\r\n\r\n") == NULL && g_input_stream_read (in, &byte, 1, NULL, NULL) == 1)
    g_string_append_c (text, byte);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
send_file (Http *self, const char *question, HttpMood mood, GOutputStream *out)
{
  gsize first, last;
  g_autofree char *head = NULL;
  g_autofree char *body = NULL;
  g_autofree char *range = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gsize n;
  gboolean is_part = parse_range (self, mood == HTTP_WHOLE ? "" : question, &first, &last);

  n = last - first + 1;
  if (is_part)
    range = g_strdup_printf ("Content-Range: bytes %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT "\r\n",
                             first, last, self->length);
  head = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: image/tiff\r\nAccept-Ranges: bytes\r\nETag: \"%u\"\r\n%s"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\nConnection: close\r\n\r\n",
                          is_part ? "206 Partial Content" : "200 OK", self->state, is_part ? range : "", n);
  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
  if (g_str_has_prefix (question, "HEAD"))
    return;

  body = g_memdup2 (self->content + first, n);
  if (mood == HTTP_LIES)
    memset (body, 'x', n);
  g_output_stream_write_all (out, body, mood == HTTP_CUTS ? n / 2 : n, NULL, NULL, NULL);
}

/* What a service says of itself. */
static gboolean
send_capabilities (Http *self, const char *question, GOutputStream *out)
{
  g_autofree char *text = NULL;

  g_mutex_lock (&self->mutex);
  if (self->capabilities != NULL && strstr (question, "GetCapabilities") != NULL)
    text = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %" G_GSIZE_FORMAT
                            "\r\nConnection: close\r\n\r\n%s",
                            strlen (self->capabilities), self->capabilities);
  g_mutex_unlock (&self->mutex);

  return text != NULL && g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}

/* Counted before a thread is given it, so that none is forgotten that waits for one. */
static gboolean
note (GSocketService *service, GSocketConnection *connection, GObject *source, Http *self)
{
  g_atomic_int_inc (&self->n_open);

  return FALSE;
}

static gboolean
answer (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, Http *self)
{
  static const char *const errors[] = { [HTTP_ERROR] = "500 Oops", [HTTP_REFUSES] = "404 Nothing" };
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autofree char *question = read_question (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  HttpMood mood = (HttpMood) g_atomic_int_get (&self->mood);

  g_atomic_int_inc (&self->n_asked);
  while (mood == HTTP_STALLS && g_atomic_int_get (&self->mood) == HTTP_STALLS)
    g_usleep (20000);

  if (mood == HTTP_ERROR || mood == HTTP_REFUSES)
    g_output_stream_printf (out, NULL, NULL, NULL, "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                            errors[mood]);
  else if (mood != HTTP_STALLS && mood != HTTP_GONE && !send_capabilities (self, question, out))
    send_file (self, question, mood, out);
  g_atomic_int_add (&self->n_open, -1);

  return TRUE;
}

static gpointer
serve (gpointer data)
{
  Http *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);

  /* What the service has begun ends where it began. */
  g_socket_service_stop (self->service);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

Http *
http_new (const char *path)
{
  Http *self = g_new0 (Http, 1);
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  http_set_content (self, path);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (32);
  self->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "incoming", G_CALLBACK (note), self);
  g_signal_connect (self->service, "run", G_CALLBACK (answer), self);
  g_socket_service_start (self->service);
  g_main_context_pop_thread_default (self->context);
  self->thread = g_thread_new ("http", serve, self);

  return self;
}

void
http_free (Http *self)
{
  g_atomic_int_set (&self->mood, HTTP_GONE);
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);

  /* The service does not wait for its threads, which still need what is freed here. */
  while (g_atomic_int_get (&self->n_open) > 0)
    g_usleep (1000);
  g_object_unref (self->service);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self->content);
  g_free (self->capabilities);
  g_free (self);
}

char *
http_address (Http *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u/photo.tif", self->port);
}

void
http_set_mood (Http *self, HttpMood mood)
{
  g_atomic_int_set (&self->mood, (gint) mood);
}

/* Another file is there from now on, at the same address. */
void
http_set_content (Http *self, const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GError) error = NULL;

  g_free (self->content);
  g_file_get_contents (path, &self->content, &self->length, &error);
  g_assert_no_error (error);
  self->state++;
}

/* How often it was asked. */
guint
http_count (Http *self)
{
  return (guint) g_atomic_int_get (&self->n_asked);
}

/* What it says of itself as a service of images; the file is one of those. */
void
http_set_capabilities (Http *self, const char *capabilities)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_free (self->capabilities);
  self->capabilities = g_strdup (capabilities);
}
