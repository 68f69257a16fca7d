#include "ui/operation-text.h"

#include "base/format.h"
#include "store/verb-title.h"

#include <glib/gi18n.h>
#include <string.h>

static void
append (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* "3 operations", "the state after operation 12"; NULL for one that says nothing of that kind. */
static char *
dup_targets (const MlsOperation *operation)
{
  g_autoptr (GArray) targets = mls_operation_list_targets (operation);
  g_autofree char *n = mls_format_count (targets->len);

  if (targets->len == 0)
    return NULL;

  if (g_str_equal (operation->verb, MLS_VERB_RESTORE))
    {
      g_autofree char *id = mls_format_id (g_array_index (targets, gint64, 0));

      return g_strdup_printf (_("after operation %s"), id);
    }

  return g_strdup_printf (ngettext ("%s operation", "%s operations", targets->len), n);
}

/**
 * mls_operation_dup_title:
 * @operation: an operation
 * @undone: (nullable): what it took back, where that is one
 *
 * Returns: (transfer full): "Undo: Recode", "Take back: 3 operations"
 */
char *
mls_operation_dup_title (const MlsOperation *operation, const MlsOperation *undone)
{
  const char *title = mls_verb_title_of_name (operation->verb);
  g_autofree char *targets = undone == NULL ? dup_targets (operation) : NULL;
  const char *of = undone != NULL ? mls_verb_title_of_name (undone->verb) : targets;

  return of != NULL ? g_strdup_printf ("%s: %s", title, of) : g_strdup (title);
}

/* "Recode 4, Undo 1", of "recode 4, undo 1" */
static char *
dup_folded (const char *summary)
{
  g_auto (GStrv) parts = g_strsplit (summary, ", ", -1);
  GString *text = g_string_new (NULL);

  for (char **part = parts; *part != NULL; part++)
    {
      char *blank = strrchr (*part, ' ');

      g_string_append (text, text->len > 0 ? ", " : "");
      if (blank != NULL)
        *blank = '\0';
      g_string_append_printf (text, "%s%s%s", mls_verb_title_of_name (*part), blank != NULL ? "\u00a0" : "",
                              blank != NULL ? blank + 1 : "");
    }

  return g_string_free (text, FALSE);
}

/**
 * mls_operation_dup_words:
 * @operation: an operation
 *
 * Returns: (transfer full): what it says of itself, "" where that is nothing
 */
char *
mls_operation_dup_words (const MlsOperation *operation)
{
  g_autoptr (GArray) targets = mls_operation_list_targets (operation);

  if (targets->len > 0 && g_str_equal (operation->verb, MLS_VERB_RESTORE))
    return g_strdup_printf (_("State after operation %s"), operation->summary);
  if (targets->len > 0)
    return g_strdup_printf (ngettext ("Operation %s", "Operations %s", targets->len), operation->summary);

  if (operation->summary != NULL && g_str_equal (operation->verb, MLS_VERB_COMPACT))
    return dup_folded (operation->summary);

  return g_strdup (operation->summary != NULL ? operation->summary : "");
}

/**
 * mls_operation_dup_detail:
 * @operation: an operation
 * @rules: with the vintages of its project
 *
 * Returns: (transfer full): "2021, 2024 · correction · Camille"
 */
char *
mls_operation_dup_detail (const MlsOperation *operation, const MlsRules *rules)
{
  GString *text = g_string_new (NULL);

  for (guint v = 0; v < rules->n_vintages; v++)
    if ((operation->vintages & MLS_VINTAGE (v)) != 0)
      g_string_append_printf (text, "%s%d", text->len > 0 ? ", " : "", rules->vintages[v].year);
  if (g_strcmp0 (operation->kind, "correction") == 0)
    append (text, _("correction"));
  if (*operation->author != '\0')
    append (text, operation->author);
  if (operation->undone_by != 0)
    append (text, _("undone"));

  return g_string_free (text, FALSE);
}

static const char *
code_of (MlsPair pair, MlsDimension dimension)
{
  MlsText code = dimension == MLS_DIMENSION_USE ? pair.use : pair.cover;

  return code != 0 ? g_quark_to_string (code) : "–";
}

/**
 * mls_flow_dup_text:
 * @flow: ground that got another label
 * @dimension: cover or use
 *
 * Returns: (transfer full) (nullable): "CS6.3.0 → CS4.1.1"; %NULL where that code stayed
 */
char *
mls_flow_dup_text (const MlsFlow *flow, MlsDimension dimension)
{
  const char *from = code_of (flow->from, dimension);
  const char *to = code_of (flow->to, dimension);

  return g_str_equal (from, to) ? NULL : g_strdup_printf ("%s → %s", from, to);
}

/* By the largest of them whose codes changed. */
static char *
dup_codes (const MlsTurnover *turnover)
{
  for (guint i = 0; i < turnover->flows->len; i++)
    {
      const MlsFlow *flow = &g_array_index (turnover->flows, MlsFlow, i);
      char *text = mls_flow_dup_text (flow, MLS_DIMENSION_COVER);

      if (text == NULL)
        text = mls_flow_dup_text (flow, MLS_DIMENSION_USE);
      if (text != NULL)
        return text;
    }

  return NULL;
}

/**
 * mls_turnover_dup_text:
 * @turnover: what became of the ground
 *
 * Returns: (transfer full): "CS6.3.0 → CS4.1.1 … · 2 340 m²"; "" where nothing did
 */
char *
mls_turnover_dup_text (const MlsTurnover *turnover)
{
  GString *text = g_string_new (NULL);
  g_autofree char *codes = dup_codes (turnover);
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (turnover->area2));

  if (codes != NULL)
    g_string_append_printf (text, "%s%s", codes, turnover->flows->len > 1 ? " …" : "");
  if (turnover->area2 != 0)
    append (text, area);

  return g_string_free (text, FALSE);
}
