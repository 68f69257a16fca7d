#include "cli/command.h"

#include "rules/nomenclature-list.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

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

/**
 * mls_command_nomenclature:
 * @words: nomenclature
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_nomenclature (char **words)
{
  const MlsCommandShape shape = { NULL, "",
                                  N_("Lists the nomenclatures that a project can be made with: those that come with the "
                                     "program, and your own."),
                                  0, 0 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  return list_all ();
}
