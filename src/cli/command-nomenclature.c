#include "cli/command.h"

#include "base/text.h"
#include "rules/mapping.h"
#include "rules/nomenclature-list.h"
#include "rules/nomenclature-path.h"
#include "store/migration.h"
#include "store/nomenclature-class.h"
#include "store/nomenclature-folder.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* The nomenclatures that a project can be made with: name, languages, title, folder. */
static MlsExit
list_all (void)
{
  g_autoptr (GPtrArray) entries = mls_nomenclature_list ();

  for (guint i = 0; i < entries->len; i++)
    {
      const MlsNomenclatureEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *languages = entry->nomenclature != NULL ? mls_nomenclature_dup_languages (entry->nomenclature) : NULL;

      if (entry->nomenclature != NULL)
        printf ("%s\t%s\t%s\t%s\n", entry->name, languages,
                mls_nomenclature_title (entry->nomenclature, mls_command_language ()), entry->path);
      else
        fprintf (stderr, "%s: %s\n", g_get_prgname (), entry->problem);
    }

  return MLS_EXIT_DONE;
}

/* Show: the classes of a project, a line each */

static MlsExit
show (const char *path, const char *state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_command_open_state (path, state, &error);
  g_autoptr (MlsNomenclature) nomenclature = store != NULL ? mls_store_read_nomenclature (store, &error) : NULL;

  if (nomenclature == NULL)
    return mls_command_fail (error);

  for (int d = MLS_DIMENSION_COVER; d <= MLS_DIMENSION_USE; d++)
    {
      guint n;
      const MlsClass *const *classes = mls_nomenclature_classes (nomenclature, (MlsDimension) d, &n);

      for (guint i = 0; i < n; i++)
        {
          char minimum[G_ASCII_DTOSTR_BUF_SIZE];

          printf ("%s\t%s\t#%06x\t%s\t%s\t%s\n", mls_dimension_name ((MlsDimension) d), g_quark_to_string (classes[i]->code),
                  classes[i]->colour, g_ascii_dtostr (minimum, sizeof minimum, classes[i]->minimum_m2),
                  classes[i]->state == MLS_CODE_VALID ? "valid" : "tolerated",
                  mls_class_label (classes[i], mls_command_language ()));
        }
    }

  return MLS_EXIT_DONE;
}

/* Set: what a class is from now on */

static gboolean
read_colour (const char *text, gint64 *colour)
{
  guint64 value;

  if (strlen (text) != 7 || text[0] != '#' || !g_ascii_string_to_unsigned (text + 1, 16, 0, 0xffffff, &value, NULL))
    return FALSE;

  *colour = (gint64) value;
  return TRUE;
}

/* "colour=#ff0000", "minimum=300", "label_fr=…", "label_en=…" */
static gboolean
read_change (const char *word, MlsClassChange *change)
{
  const char *value = strchr (word, '=');

  if (value == NULL)
    return FALSE;

  value++;
  if (g_str_has_prefix (word, "colour="))
    return read_colour (value, &change->colour);
  if (g_str_has_prefix (word, "minimum="))
    return mls_text_to_number (value, &change->minimum_m2) && change->minimum_m2 >= 0;
  if (g_str_has_prefix (word, "label_fr="))
    change->label[MLS_LANGUAGE_FRENCH] = value;
  else if (g_str_has_prefix (word, "label_en="))
    change->label[MLS_LANGUAGE_ENGLISH] = value;
  else
    return FALSE;

  return TRUE;
}

static MlsExit
set_class (const char *path, char **words)
{
  MlsClassChange change = { MLS_CLASS_CHANGE_NONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = NULL;

  if (g_strv_length (words) < 3)
    return mls_command_misuse (_("A class is set by its dimension, its code, and what it is to be, as colour=#ff0000"));
  if (!mls_dimension_from_name (words[0], &change.dimension) || change.dimension == MLS_DIMENSION_PAIR)
    return mls_command_misuse (_("A class is one of “cover” or of “use”, not of “%s”"), words[0]);

  change.code = g_quark_from_string (words[1]);
  for (char **word = words + 2; *word != NULL; word++)
    if (!read_change (*word, &change))
      return mls_command_misuse (_("“%s” sets nothing: colour=#rrggbb, minimum=M2, label_fr=TEXT and label_en=TEXT do"), *word);

  store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);
  if (store == NULL || !mls_store_change_class (store, &change, &error) ||
      !mls_store_close (g_steal_pointer (&store), &error))
    return mls_command_fail (error);

  return MLS_EXIT_DONE;
}

/* Export: a folder that other projects can be made with */

static MlsExit
export_to (const char *path, const char *dir)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);

  if (store == NULL || !mls_store_export_nomenclature (store, dir, &error))
    return mls_command_fail (error);

  return MLS_EXIT_DONE;
}

/* Replace: another nomenclature, and its codes on all ground */

typedef struct
{
  char    *table;
  char    *author;
  char    *state;
  gboolean tolerate;
  gboolean only_tell;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->table);
  g_free (options->author);
  g_free (options->state);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const char *
code_of (MlsText code)
{
  return code != 0 ? g_quark_to_string (code) : "–";
}

/* What became of how much: a line for all ground of the same codes at a date. */
static void
print_rows (const GArray *rows, const MlsVintage *vintages)
{
  static const char *const fates[MLS_N_MAPPED] = { "same", "mapped", "missing", "no-pair" };

  for (guint i = 0; i < rows->len; i++)
    {
      const MlsMigrationRow *row = &g_array_index (rows, MlsMigrationRow, i);
      char area[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (area, sizeof area, mls_area2_to_m2 (row->area2));
      printf ("%s\t%s\t%s %s\t%s %s\t%u\t%s\n", fates[row->fate], vintages[row->vintage].code, code_of (row->from.cover),
              code_of (row->from.use), code_of (row->to.cover), code_of (row->to.use), row->n_faces, area);
    }
}

static MlsExit
migrate (MlsStore *store, const MlsMigration *migration, gboolean only_tell)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = mls_migration_plan (store, migration, &error);
  guint n_vintages;

  if (rows == NULL)
    return mls_command_fail (error);

  print_rows (rows, mls_store_get_vintages (store, &n_vintages));
  if (only_tell)
    return mls_migration_is_complete (rows) ? MLS_EXIT_DONE : MLS_EXIT_FINDINGS;
  if (!migration->tolerate && !mls_migration_is_complete (rows))
    {
      fprintf (stderr, "%s: %s\n", g_get_prgname (), _("Of some ground it is not known what becomes of it: nothing was written"));
      return MLS_EXIT_FINDINGS;
    }

  return mls_migration_run (store, migration, rows, NULL, &error) ? MLS_EXIT_DONE : mls_command_fail (error);
}

static MlsExit
replace (const char *path, const char *name, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *author = mls_command_author (options->author);
  g_autoptr (MlsNomenclature) into = author != NULL ? mls_nomenclature_load_named (name, &error) : NULL;
  g_autoptr (MlsMapping) mapping = into != NULL ? mls_mapping_load (options->table, into, &error) : NULL;
  const MlsMigration migration = { into, mapping, author, options->tolerate };
  g_autoptr (MlsStore) store = NULL;
  MlsExit result;

  if (author == NULL)
    return MLS_EXIT_USAGE;
  if (mapping != NULL)
    store = mls_store_open (path, options->only_tell ? MLS_STORE_READ_ONLY : MLS_STORE_READ_WRITE, &error);
  if (store == NULL)
    return mls_command_fail (error);

  result = migrate (store, &migration, options->only_tell);
  if (!mls_store_close (g_steal_pointer (&store), &error))
    return mls_command_fail (error);

  return result;
}

static MlsExit
run (char **operands, const Options *options)
{
  const char *path = operands[0];
  const char *verb = path != NULL ? operands[1] : NULL;

  if (path == NULL)
    return list_all ();
  if (verb == NULL)
    return show (path, options->state);
  if (g_str_equal (verb, "set"))
    return set_class (path, operands + 2);
  if (g_str_equal (verb, "export") && operands[2] != NULL && operands[3] == NULL)
    return export_to (path, operands[2]);
  if (g_str_equal (verb, "replace") && operands[2] != NULL && operands[3] == NULL)
    return replace (path, operands[2], options);

  return mls_command_misuse (_("What can be done with the nomenclature of a project is “set DIMENSION CODE WHAT=VALUE …”, "
                               "“export FOLDER” and “replace NAME”"));
}

/**
 * mls_command_nomenclature:
 * @words: nomenclature [PROJECT [set DIMENSION CODE WHAT=VALUE … | export FOLDER | replace NAME [--map FILE]
 *   [--tolerate] [--only-tell] [--author NAME]]] [--as-of STATE]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_nomenclature (char **words)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &options.table,
      N_("What becomes of codes: a table with the columns dimension, from, to, and with where it depends on the other code"),
      N_("FILE") },
    { "tolerate", 0, 0, G_OPTION_ARG_NONE, &options.tolerate, N_("What no row says stays as it is, tolerated"), NULL },
    { "only-tell", 0, 0, G_OPTION_ARG_NONE, &options.only_tell, N_("Tell what would become of what, and write nothing"), NULL },
    { "author", 0, 0, G_OPTION_ARG_STRING, &options.author, N_("Who replaces it"), N_("NAME") },
    MLS_COMMAND_AS_OF (&options.state),
    { NULL },
  };
  const MlsCommandShape shape = { entries, "[PROJECT [set … | export FOLDER | replace NAME]]",
                                  N_("Lists the nomenclatures that a project can be made with: those that come with the "
                                     "program, and your own. With a project, tells its classes, sets one, writes all of it "
                                     "as a folder of tables, or gives the project another one: each code becomes what a "
                                     "table says, or stays where it is one of the other nomenclature, too. Where that is not "
                                     "known of all ground nothing is written, unless it is tolerated. It is one operation, "
                                     "beyond which nothing is undone; states before it keep their codes."),
                                  0, 64 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  return run (operands, &options);
}
