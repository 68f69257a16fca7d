#pragma once

#include "document/project.h"

G_BEGIN_DECLS

/* What a command leaves with. */
typedef enum
{
  MLS_EXIT_DONE,
  MLS_EXIT_FINDINGS, /* errors found, or an edit refused */
  MLS_EXIT_USAGE,
  MLS_EXIT_INPUT,    /* what was to be read or written cannot be */
  MLS_EXIT_CANCELLED = 130, /* Ctrl+C: 128 and the number of the signal, as shells have it */
} MlsExit;

/* A command of the program. Its words are those behind its name. */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  MlsExit   (*run) (char **words);
} MlsCommand;

/* The option of every command that reads a project and can read it as it was; see mls_command_open_state(). */
#define MLS_COMMAND_AS_OF(word) \
  { "as-of", 0, 0, G_OPTION_ARG_STRING, word, N_("As it was in a version, or after an operation"), N_("STATE") }

/* How its words are read. */
typedef struct
{
  const GOptionEntry *entries;    /* (nullable) */
  const char         *arguments;  /* for its help: "PROJECT" */
  const char         *summary;
  guint               n_least;    /* words there must be besides options */
  guint               n_most;
} MlsCommandShape;

const MlsCommand *mls_command_find       (const char             *name);
void              mls_command_list       (void);

gboolean          mls_command_parse      (const MlsCommandShape  *shape,
                                          char                  **words,
                                          char                 ***operands,
                                          MlsExit                *result);
MlsExit           mls_command_fail       (const GError           *error);
MlsExit           mls_command_misuse     (const char             *format,
                                          ...) G_GNUC_PRINTF (1, 2);
MlsExit           mls_command_break      (const char             *format,
                                          ...) G_GNUC_PRINTF (1, 2);
gboolean          mls_command_find_state (MlsStore               *store,
                                          const char             *word,
                                          gint64                 *operation,
                                          GError                **error);
MlsStore         *mls_command_open_state (const char             *path,
                                          const char             *word,
                                          GError                **error);
MlsZone          *mls_command_read_zone  (MlsStore               *store,
                                          const char             *word,
                                          GError                **error);
char             *mls_command_author     (const char             *given);
void              mls_command_limit_room (void);
MlsLanguage       mls_command_language   (void);
gboolean          mls_command_choose_language
                                         (char                  **words);
gboolean          mls_command_read_vintage
                                         (const char             *word,
                                          MlsVintage             *out);
gboolean          mls_command_find_vintage
                                         (MlsStore               *store,
                                          const char             *code,
                                          guint                  *out);

MlsExit           mls_command_demo       (char                  **words);
MlsExit           mls_command_new        (char                  **words);
MlsExit           mls_command_import     (char                  **words);
MlsExit           mls_command_export     (char                  **words);
MlsExit           mls_command_deliver    (char                  **words);
MlsExit           mls_command_info       (char                  **words);
MlsExit           mls_command_check      (char                  **words);
MlsExit           mls_command_list_map   (char                  **words);
MlsExit           mls_command_story      (char                  **words);
MlsExit           mls_command_matrix       (char                  **words);
MlsExit           mls_command_maintenance  (char                  **words);
MlsExit           mls_command_accuracy     (char                  **words);
MlsExit           mls_command_backup     (char                  **words);
MlsExit           mls_command_mend       (char                  **words);
MlsExit           mls_command_compact    (char                  **words);
MlsExit           mls_command_cure       (char                  **words);
MlsExit           mls_command_render     (char                  **words);
MlsExit           mls_command_report     (char                  **words);
MlsExit           mls_command_sample     (char                  **words);
MlsExit           mls_command_nomenclature
                                         (char                  **words);
MlsExit           mls_command_rule       (char                  **words);
MlsExit           mls_command_imagery    (char                  **words);
MlsExit           mls_command_reference   (char                  **words);
MlsExit           mls_command_zone       (char                  **words);
MlsExit           mls_command_prepare    (char                  **words);
MlsExit           mls_command_edit       (char                  **words);
MlsExit           mls_command_diff       (char                  **words);
MlsExit           mls_command_log        (char                  **words);
MlsExit           mls_command_package    (char                  **words);
MlsExit           mls_command_team       (char                  **words);
MlsExit           mls_command_revert     (char                  **words);
MlsExit           mls_command_restore    (char                  **words);
MlsExit           mls_command_undo       (char                  **words);
MlsExit           mls_command_redo       (char                  **words);
MlsExit           mls_command_vintage    (char                  **words);
MlsExit           mls_command_version    (char                  **words);
MlsExit           mls_command_verify     (char                  **words);

G_END_DECLS
