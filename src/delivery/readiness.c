#include "delivery/readiness.h"

#include "base/format.h"
#include "quality/check.h"
#include "store/exception.h"

#include <glib/gi18n-lib.h>

/**
 * mls_readiness_free:
 * @self: (transfer full): what there is to say
 */
void
mls_readiness_free (MlsReadiness *self)
{
  g_array_unref (self->reasons);
  g_free (self);
}

/* Ground without a code, or with one that the nomenclature has not, is nothing to hand over, even where it may stay while
 * a map is worked on; nor is what a reviewer waits for. */
static gboolean
bars (const MlsFinding *finding)
{
  return finding->severity == MLS_SEVERITY_ERROR ||
         (finding->severity == MLS_SEVERITY_WARNING &&
          (finding->rule == MLS_FINDING_MISSING_LABEL || finding->rule == MLS_FINDING_TOLERATED_CODE ||
           finding->rule == MLS_FINDING_SENT_BACK));
}

static void
add_finding (MlsReadiness *self, const MlsFinding *finding)
{
  MlsReason reason = { MLS_REASON_FINDINGS, bars (finding), finding->vintage, finding->rule, finding->severity, 1, finding->area2,
                       finding->place };

  for (guint i = 0; i < self->reasons->len; i++)
    {
      MlsReason *known = &g_array_index (self->reasons, MlsReason, i);

      if (known->kind != MLS_REASON_FINDINGS || known->rule != reason.rule || known->vintage != reason.vintage ||
          known->severity != reason.severity)
        continue;

      known->count++;
      known->area2 += reason.area2;
      return;
    }

  g_array_append_val (self->reasons, reason);
}

static void
add_findings (MlsReadiness *self, const GArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);

      if (!mls_finding_is_over (finding) && !mls_finding_is_note (finding))
        add_finding (self, finding);
    }
}

static void
add_vintages (MlsReadiness *self, const MlsVintage *vintages, guint n_vintages)
{
  if (n_vintages == 0)
    g_array_append_val (self->reasons, ((MlsReason){ MLS_REASON_NO_DATE, TRUE, MLS_NO_VINTAGE, 0, 0, 0, 0, { 0, 0 } }));

  for (guint v = 0; v < n_vintages; v++)
    if (vintages[v].state == MLS_VINTAGE_OPEN)
      g_array_append_val (self->reasons, ((MlsReason){ MLS_REASON_OPEN, TRUE, v, 0, 0, 0, 0, { 0, 0 } }));
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_reasons (gconstpointer left, gconstpointer right)
{
  const MlsReason *a = left;
  const MlsReason *b = right;

  if (a->bars != b->bars)
    return a->bars ? -1 : 1;
  if (a->kind != b->kind)
    return compare_numbers (a->kind, b->kind);
  if (a->severity != b->severity)
    return compare_numbers (a->severity, b->severity);
  if (a->rule != b->rule)
    return compare_numbers (a->rule, b->rule);

  return compare_numbers (a->vintage, b->vintage);
}

static GArray *
check (MlsStore *store, MlsStoreReader *reader, gint64 operation, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (store, error);
  g_autoptr (GArray) exceptions = nomenclature != NULL ? mls_store_list_exceptions (store, error) : NULL;
  g_autoptr (MlsChecked) checked = NULL;
  MlsRules rules = { .nomenclature = nomenclature };

  if (exceptions == NULL || !mls_store_read_limits (store, &rules.limits, error))
    return NULL;

  rules.vintages = mls_store_get_vintages (store, &rules.n_vintages);
  checked = mls_check_find (reader, &(MlsCheckRules){ &rules, exceptions }, operation, func, user_data, error);

  return checked != NULL ? mls_check_known (reader, checked, error) : NULL;
}

/**
 * mls_readiness_take:
 * @store: a project
 * @reader: a reader of it between begin and end
 * @operation: the operation whose state that is
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_CANCELLED if @func gave up, or another #MLS_STORE_ERROR
 *
 * Checks all of it, whatever was known.
 *
 * Returns: (transfer full): what there is to say against handing it over, or %NULL
 */
MlsReadiness *
mls_readiness_take (MlsStore            *store,
                    MlsStoreReader      *reader,
                    gint64               operation,
                    MlsStoreProgressFunc func,
                    gpointer             user_data,
                    GError             **error)
{
  g_autoptr (GArray) findings = check (store, reader, operation, func, user_data, error);
  MlsReadiness *self;
  const MlsVintage *vintages;
  guint n_vintages;

  if (findings == NULL)
    return NULL;

  self = g_new0 (MlsReadiness, 1);
  self->operation = operation;
  self->reasons = g_array_new (FALSE, TRUE, sizeof (MlsReason));
  vintages = mls_store_get_vintages (store, &n_vintages);
  add_findings (self, findings);
  add_vintages (self, vintages, n_vintages);
  g_array_sort (self->reasons, compare_reasons);
  for (guint i = 0; i < self->reasons->len; i++)
    self->n_bars += g_array_index (self->reasons, MlsReason, i).bars;

  return self;
}

/**
 * mls_reason_name:
 * @reason: a reason
 *
 * Returns: (transfer none): what programs call it
 */
const char *
mls_reason_name (const MlsReason *reason)
{
  switch (reason->kind)
    {
    case MLS_REASON_FINDINGS:
      return mls_finding_rule_name (reason->rule);
    case MLS_REASON_OPEN:
      return "open-vintage";
    case MLS_REASON_NO_DATE:
      return "no-vintage";
    }

  g_assert_not_reached ();
}

static char *
text_of_findings (const MlsReason *reason)
{
  g_autofree char *count = mls_format_count (reason->count);
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (reason->area2));
  GString *text = g_string_new (NULL);

  /* Translators: what a check found, and how many of it. */
  g_string_append_printf (text, _("%s: %s"), mls_finding_rule_title (reason->rule), count);
  if (reason->area2 > 0)
    g_string_append_printf (text, " (%s)", area);
  if (reason->rule == MLS_FINDING_IDENTICAL)
    g_string_append_printf (text, ", %s", _("joined in what is handed over"));
  if (reason->severity == MLS_SEVERITY_EXCEPTION)
    g_string_append_printf (text, ", %s", _("kept as exceptions"));

  return g_string_free (text, FALSE);
}

/**
 * mls_reason_text:
 * @reason: a reason
 * @vintages: (array): of the project
 *
 * Returns: (transfer full): it for people, on one line, but for its date
 */
char *
mls_reason_text (const MlsReason *reason, const MlsVintage *vintages)
{
  switch (reason->kind)
    {
    case MLS_REASON_FINDINGS:
      return text_of_findings (reason);
    case MLS_REASON_OPEN:
      return g_strdup_printf (_("%s is still worked on: close or freeze it"), vintages[reason->vintage].title);
    case MLS_REASON_NO_DATE:
      return g_strdup (_("There is no date to hand over"));
    }

  g_assert_not_reached ();
}
