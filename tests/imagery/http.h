#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server of one file on this machine, as well or badly as it is told. */
typedef struct _Http Http;

typedef enum
{
  HTTP_WELL,
  HTTP_ERROR,    /* 500 to everything */
  HTTP_REFUSES,  /* 404 to everything */
  HTTP_STALLS,   /* takes the question, and says nothing */
  HTTP_CUTS,     /* ends the answer in its middle */
  HTTP_LIES,     /* gives other bytes than those of the file */
  HTTP_GONE,     /* takes no connection */
  HTTP_WHOLE,    /* gives all of the file whatever part is asked for */
} HttpMood;

Http  *http_new              (const char *path);
void   http_free             (Http       *self);
char  *http_address          (Http       *self);
void   http_set_mood         (Http       *self,
                              HttpMood    mood);
void   http_set_content      (Http       *self,
                              const char *path);
void   http_set_capabilities (Http       *self,
                              const char *capabilities);
guint  http_count            (Http       *self);

G_END_DECLS
