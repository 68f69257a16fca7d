#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* millesime-cli, called as a script calls it. */
typedef struct
{
  int   status; /* below 0: the number of the signal that ended it */
  char *out;
  char *err;
} Answer;

Answer *program_run   (const char         *word,
                       ...) G_GNUC_NULL_TERMINATED;
void    program_do    (const char         *word,
                       ...) G_GNUC_NULL_TERMINATED;
Answer *program_edit  (const char         *project,
                       const char         *script);
GPid    program_start (const char *const  *words,
                       int                 err);
int     program_wait  (GPid                pid);
void    answer_free   (Answer             *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* A folder of a test's own. */
char   *folder_new    (void);
void    folder_remove (char               *folder);
char   *folder_write  (const char         *folder,
                       const char         *name,
                       const char         *text);

G_END_DECLS
