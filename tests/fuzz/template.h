#pragma once

#include <glib.h>

/* A small project, made once: each input has its own copy to work on. */
typedef struct
{
  char  *path;     /* of the copy */
  char  *beside;   /* of a file for the input itself */
  char  *contents;
  gsize  length;
} Template;

const Template *template_board (void);
const Template *template_empty (void);
void            template_copy  (const Template *self);
void            template_check (const Template *self);
