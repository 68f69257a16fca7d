#include "store/verb-title.h"

#include <glib/gi18n-lib.h>

/**
 * mls_verb_title:
 * @verb: what an edit does
 *
 * Returns: (transfer none): what it is called, in the user's language
 */
const char *
mls_verb_title (MlsVerb verb)
{
  static const char *const titles[MLS_N_VERBS] = {
    [MLS_VERB_SPLIT] = N_("Split"),
    [MLS_VERB_RESHAPE] = N_("Reshape"),
    [MLS_VERB_ISLAND] = N_("Cut out"),
    [MLS_VERB_COMPLETE] = N_("Complete"),
    [MLS_VERB_STRIP] = N_("Strip"),
    [MLS_VERB_MERGE] = N_("Merge"),
    [MLS_VERB_RECODE] = N_("Recode"),
    [MLS_VERB_MOVE_VERTEX] = N_("Move a vertex"),
    [MLS_VERB_INSERT_VERTEX] = N_("Insert a vertex"),
    [MLS_VERB_REMOVE_VERTEX] = N_("Remove a vertex"),
    [MLS_VERB_MOVE_VERTICES] = N_("Move vertices"),
    [MLS_VERB_REMOVE_VERTICES] = N_("Remove vertices"),
    [MLS_VERB_STRAIGHTEN] = N_("Straighten"),
    [MLS_VERB_SIMPLIFY] = N_("Simplify"),
    [MLS_VERB_SMOOTH] = N_("Smooth"),
    [MLS_VERB_CURE] = N_("Cure"),
    [MLS_VERB_CARRY_OVER] = N_("Carry over"),
    [MLS_VERB_NOTE] = N_("Annotate"),
    [MLS_VERB_ADOPT] = N_("Take theirs"),
  };

  return _(titles[verb]);
}

/**
 * mls_verb_time:
 * @operation: an operation
 *
 * Returns: (transfer full): when it was done, for a person: "14:02", before today with the date
 */
char *
mls_verb_time (const MlsOperation *operation)
{
  g_autoptr (GDateTime) at = mls_operation_get_time (operation);

  if (at == NULL)
    return g_strdup (operation->at);

  return g_date_time_format (at, mls_operation_is_today (operation) ? "%H:%M" : "%x %H:%M");
}

/**
 * mls_verb_title_of_name:
 * @name: the verb of an operation
 *
 * Returns: (transfer none): what it is called, in the user's language; @name itself where it has no other name
 */
const char *
mls_verb_title_of_name (const char *name)
{
  for (int verb = 0; verb < MLS_N_VERBS; verb++)
    if (g_str_equal (mls_verb_name ((MlsVerb) verb), name))
      return mls_verb_title ((MlsVerb) verb);

  if (g_str_equal (name, MLS_VERB_EXCEPT))
    return _("Keep as an exception");
  if (g_str_equal (name, MLS_VERB_ACCEPT))
    return _("Accept a change");
  if (g_str_equal (name, MLS_VERB_SEND_BACK))
    return _("Send a change back");
  if (g_str_equal (name, MLS_VERB_REMARK))
    return _("Remark on a change");
  if (g_str_equal (name, MLS_VERB_VERIFY))
    return _("Verify a correction");
  if (g_str_equal (name, MLS_VERB_SETTLE))
    return _("Settle a clash");
  if (g_str_equal (name, MLS_VERB_REVERT))
    return _("Take back");
  if (g_str_equal (name, MLS_VERB_RESTORE))
    return _("Bring back a state");
  if (g_str_equal (name, MLS_VERB_COMPACT))
    return _("Compacted");
  if (g_str_equal (name, MLS_VERB_CREATE))
    return _("New project");
  if (g_str_equal (name, MLS_VERB_IMPORT))
    return _("Import");
  if (g_str_equal (name, MLS_VERB_VINTAGE))
    return _("Another date");
  if (g_str_equal (name, MLS_VERB_MIGRATE))
    return _("Another nomenclature");
  if (g_str_equal (name, MLS_VERB_UNDO))
    return _("Undo");
  if (g_str_equal (name, MLS_VERB_REDO))
    return _("Redo");
  if (g_str_equal (name, MLS_VERB_MEND))
    return _("Mended after another program");
  if (g_str_equal (name, MLS_VERB_FOREIGN))
    return _("Edit of another program");

  return name;
}
