#include "rules/finding.h"

#include "base/format.h"
#include "rules/repair.h"

#include <glib/gi18n-lib.h>

/* Every rule: its name, that of the refusal where an edit can be refused for the same; what a list calls all that
 * break it, and how grave that is. */
static const struct
{
  const char *name;
  const char *title;
  MlsSeverity severity;
} rules_table[] = {
  [MLS_FINDING_FACE] = { "face", N_("Faces that are not simple"), MLS_SEVERITY_ERROR },
  [MLS_FINDING_GAP] = { "gap", N_("Gaps"), MLS_SEVERITY_ERROR },
  [MLS_FINDING_OVERLAP] = { "overlap", N_("Overlaps"), MLS_SEVERITY_ERROR },
  [MLS_FINDING_DUPLICATE] = { "duplicate", N_("Faces there twice"), MLS_SEVERITY_ERROR },
  [MLS_FINDING_MISSING_NODE] = { "missing-node", N_("Missing vertices"), MLS_SEVERITY_ERROR },
  [MLS_FINDING_UNMATCHED] = { "unmatched", N_("Borders without counterpart"), MLS_SEVERITY_ERROR },
  [MLS_FINDING_TERRITORY] = { "territory", N_("Edge of the territory"), MLS_SEVERITY_ERROR },
  [MLS_FINDING_MMU] = { "mmu", N_("Under the minimum"), MLS_SEVERITY_ERROR },
  [MLS_FINDING_CODE] = { "code", N_("Unknown codes"), MLS_SEVERITY_ERROR },
  [MLS_FINDING_TOLERATED_CODE] = { "tolerated-code", N_("Old codes"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_PAIR] = { "pair", N_("Invalid pairs"), MLS_SEVERITY_ERROR },
  [MLS_FINDING_TOLERATED_PAIR] = { "tolerated-pair", N_("Pairs of the source"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_MISSING_LABEL] = { "missing-label", N_("No code"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_DOUBT] = { "doubt", N_("Doubts"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_NARROW] = { "narrow", N_("Too narrow"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_PIECE] = { "piece", N_("Small pieces of one pair"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_SLIVER] = { "sliver", N_("Slivers"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_MMU_EDGE] = { "mmu-edge", N_("Under the minimum at the edge"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_IMPOSSIBLE_CHANGE] = { "impossible-change", N_("Impossible changes"), MLS_SEVERITY_ERROR },
  [MLS_FINDING_SUSPICIOUS_CHANGE] = { "suspicious-change", N_("Suspicious changes"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_SMALL_CHANGE] = { "small-change", N_("Small changes"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_SENT_BACK] = { "sent-back", N_("Sent back"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_CORRECTED] = { "corrected", N_("Corrected, to be verified"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_IDENTICAL] = { "identical", N_("Neighbours alike"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_SPIKE] = { "spike", N_("Spikes"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_VERTICES] = { "vertices", N_("Needless vertices"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_AREA] = { "area", N_("Wrong areas in the file"), MLS_SEVERITY_WARNING },
  [MLS_FINDING_REPAIR + MLS_REPAIR_REPAIRED] = { "import-repaired", N_("Import: put right after rounding"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_VANISHED] = { "import-vanished", N_("Import: vanished in rounding"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_PARTS] = { "import-parts", N_("Import: fell into parts"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_IDENTICAL] = { "import-identical", N_("Import: neighbours alike"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_HOLE] = { "import-hole", N_("Import: holes of the territory"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_CROSSED] = { "import-crossed", N_("Import: crossed themselves"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_MOVED] = { "import-moved", N_("Import: borders moved"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_NODED] = { "import-noded", N_("Import: vertices added"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_OVERLAP] = { "import-overlap", N_("Import: overlaps"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_CLIPPED] = { "import-clipped", N_("Import: outside the outline"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_GONE] = { "import-gone", N_("Import: nothing left"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_FILLED] = { "import-filled", N_("Import: thin gaps filled"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_GAP] = { "import-gap", N_("Import: gaps without a code"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_FOLLOWED] = { "import-followed", N_("Import: slight changes dropped"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_SLIVER] = { "import-sliver", N_("Import: slight changes"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_LOST] = { "foreign-lost", N_("Another program: ground lost"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_LEFT_OUT] = { "foreign-left-out", N_("Another program: outlines left out"), MLS_SEVERITY_NOTE },
  [MLS_FINDING_REPAIR + MLS_REPAIR_OVERTAKEN] = { "foreign-overtaken", N_("Another program: edited here meanwhile"), MLS_SEVERITY_NOTE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (rules_table) == MLS_N_FINDING_RULES);

static const char *const severity_names[] = {
  [MLS_SEVERITY_ERROR] = "error",
  [MLS_SEVERITY_WARNING] = "warning",
  [MLS_SEVERITY_NOTE] = "note",
  [MLS_SEVERITY_EXCEPTION] = "exception",
};

G_STATIC_ASSERT (G_N_ELEMENTS (severity_names) == MLS_N_SEVERITIES);

/**
 * mls_finding_rule_name:
 * @rule: what is looked for
 *
 * Returns: its name in files and for programs; that of the refusal, where an edit can be refused for
 *   the same
 */
const char *
mls_finding_rule_name (MlsFindingRule rule)
{
  g_return_val_if_fail ((guint) rule < MLS_N_FINDING_RULES, NULL);

  return rules_table[rule].name;
}

/**
 * mls_finding_rule_from_name:
 * @name: (nullable): a name as mls_finding_rule_name() gives it
 * @out: (out): the rule
 *
 * Returns: %FALSE, with @out untouched, for any other name
 */
gboolean
mls_finding_rule_from_name (const char *name, MlsFindingRule *out)
{
  for (int i = 0; i < MLS_N_FINDING_RULES; i++)
    if (g_strcmp0 (rules_table[i].name, name) == 0)
      {
        *out = (MlsFindingRule) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_finding_rule_title:
 * @rule: what is looked for
 *
 * Returns: what a person calls all that is found by it
 */
const char *
mls_finding_rule_title (MlsFindingRule rule)
{
  g_return_val_if_fail ((guint) rule < MLS_N_FINDING_RULES, NULL);

  return _(rules_table[rule].title);
}

/**
 * mls_finding_rule_severity:
 * @rule: what is looked for
 *
 * Returns: how grave it is where no leave was given
 */
MlsSeverity
mls_finding_rule_severity (MlsFindingRule rule)
{
  g_return_val_if_fail ((guint) rule < MLS_N_FINDING_RULES, MLS_SEVERITY_ERROR);

  return rules_table[rule].severity;
}

/**
 * mls_finding_is_change:
 * @finding: a finding
 *
 * Returns: whether it is about what became of ground between two dates
 */
gboolean
mls_finding_is_change (const MlsFinding *finding)
{
  return finding->rule >= MLS_FINDING_IMPOSSIBLE_CHANGE && finding->rule <= MLS_FINDING_CORRECTED;
}

/**
 * mls_finding_is_review:
 * @finding: a finding
 *
 * Returns: whether it is what a reviewer says of a change, and no rule
 */
gboolean
mls_finding_is_review (const MlsFinding *finding)
{
  return finding->rule == MLS_FINDING_SENT_BACK || finding->rule == MLS_FINDING_CORRECTED;
}

/**
 * mls_finding_is_exceptable:
 * @finding: a finding
 *
 * Returns: whether a reason can excuse it: faces that are no partition none can, nor codes that do not exist
 *   or may not stand together, nor what a reviewer has sent back
 */
gboolean
mls_finding_is_exceptable (const MlsFinding *finding)
{
  return finding->rule >= MLS_FINDING_MMU && finding->rule <= MLS_FINDING_VERTICES &&
         finding->rule != MLS_FINDING_CODE && finding->rule != MLS_FINDING_PAIR && !mls_finding_is_review (finding) &&
         finding->rule != MLS_FINDING_MMU_EDGE && finding->severity != MLS_SEVERITY_EXCEPTION &&
         !mls_finding_is_over (finding);
}

/**
 * mls_finding_is_repair:
 * @finding: a finding
 *
 * Returns: whether it tells of what an import did to its source, which no check finds again
 */
gboolean
mls_finding_is_repair (const MlsFinding *finding)
{
  return finding->rule >= MLS_FINDING_REPAIR;
}

/**
 * mls_finding_is_note:
 * @finding: a finding
 *
 * Returns: whether it is only to be known, and nothing of it to be corrected
 */
gboolean
mls_finding_is_note (const MlsFinding *finding)
{
  return mls_finding_is_repair (finding) || finding->rule == MLS_FINDING_MMU_EDGE;
}

/**
 * mls_finding_is_of_border:
 * @finding: a finding
 *
 * Returns: whether it is of a border between faces, at its very place
 */
gboolean
mls_finding_is_of_border (const MlsFinding *finding)
{
  return finding->rule == MLS_FINDING_SPIKE || finding->rule == MLS_FINDING_VERTICES;
}

/**
 * mls_finding_is_over:
 * @finding: a finding
 *
 * Returns: whether it is found no more
 */
gboolean
mls_finding_is_over (const MlsFinding *finding)
{
  return finding->state == MLS_FINDING_GONE || finding->state == MLS_FINDING_VERIFIED;
}

/**
 * mls_finding_rule_iso:
 * @rule: what is looked for
 *
 * A face that is not simple counts as a self-intersection (26, loops) whatever is wrong with it: a ring that runs back over
 * itself meets itself as well, and each face is told once. So nothing is left for the measure of self-overlaps (27, kickbacks),
 * which would count some of them again. Slivers (25) have both parameters of that measure as rules of a project.
 *
 * Returns: the number of the measure of ISO 19157 that counts what breaks it, 0 for none
 */
int
mls_finding_rule_iso (MlsFindingRule rule)
{
  if (rule == MLS_FINDING_SLIVER)
    return 25;

  return rule == MLS_FINDING_FACE ? 26 : 0;
}

static const struct
{
  const char *name;
  const char *text;
} states[] = {
  [MLS_FINDING_OPEN] = { "open", N_("open") },
  [MLS_FINDING_GONE] = { "corrected", N_("corrected, to be verified") },
  [MLS_FINDING_VERIFIED] = { "verified", N_("verified") },
  [MLS_FINDING_KEPT] = { "kept", N_("taken note of") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (states) == MLS_N_FINDING_STATES);

/**
 * mls_finding_state_name:
 * @state: what became of a finding
 *
 * Returns: its name in files and for programs
 */
const char *
mls_finding_state_name (MlsFindingState state)
{
  g_return_val_if_fail ((guint) state < MLS_N_FINDING_STATES, NULL);

  return states[state].name;
}

/**
 * mls_finding_state_text:
 * @state: what became of a finding
 *
 * Returns: what a person calls that, in small letters
 */
const char *
mls_finding_state_text (MlsFindingState state)
{
  g_return_val_if_fail ((guint) state < MLS_N_FINDING_STATES, NULL);

  return _(states[state].text);
}

/**
 * mls_finding_state_from_name:
 * @name: (nullable): a name as mls_finding_state_name() gives it
 * @out: (out): the state
 *
 * Returns: %FALSE, with @out untouched, for any other name
 */
gboolean
mls_finding_state_from_name (const char *name, MlsFindingState *out)
{
  for (int i = 0; i < MLS_N_FINDING_STATES; i++)
    if (g_strcmp0 (states[i].name, name) == 0)
      {
        *out = (MlsFindingState) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_severity_name:
 * @severity: a severity
 *
 * Returns: its name in files and for programs
 */
const char *
mls_severity_name (MlsSeverity severity)
{
  g_return_val_if_fail ((guint) severity < MLS_N_SEVERITIES, NULL);

  return severity_names[severity];
}

/**
 * mls_severity_from_name:
 * @name: (nullable): a name as mls_severity_name() gives it
 * @out: (out): the severity
 *
 * Returns: %FALSE, with @out untouched, for any other name
 */
gboolean
mls_severity_from_name (const char *name, MlsSeverity *out)
{
  for (int i = 0; i < MLS_N_SEVERITIES; i++)
    if (g_strcmp0 (severity_names[i], name) == 0)
      {
        *out = (MlsSeverity) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_severity_text:
 * @severity: a severity
 *
 * Returns: its name for a person
 */
const char *
mls_severity_text (MlsSeverity severity)
{
  switch (severity)
    {
    case MLS_SEVERITY_ERROR:
      return _("Error");
    case MLS_SEVERITY_WARNING:
      return _("Warning");
    case MLS_SEVERITY_NOTE:
      return _("Note");
    case MLS_SEVERITY_EXCEPTION:
      return _("Exception");
    case MLS_N_SEVERITIES:
      break;
    }

  g_assert_not_reached ();
}

static int
compare_texts (MlsText a, MlsText b)
{
  return g_strcmp0 (g_quark_to_string (a), g_quark_to_string (b));
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

/**
 * mls_finding_compare:
 * @a: a finding
 * @b: another
 *
 * Orders findings for a list: what is over last, the gravest first, then by rule, vintage, dimension and codes, then
 * the smallest region, then from west to east. Ids do not count, so that two checks of one coverage
 * agree.
 *
 * Returns: below, at or above 0
 */
int
mls_finding_compare (const MlsFinding *a, const MlsFinding *b)
{
  int order = compare_numbers (mls_finding_is_over (a), mls_finding_is_over (b));

  if (order == 0)
    order = compare_numbers (a->severity, b->severity);
  if (order == 0)
    order = compare_numbers (a->rule, b->rule);
  if (order == 0)
    order = compare_numbers (a->vintage, b->vintage);
  if (order == 0)
    order = compare_numbers (a->dimension, b->dimension);
  if (order == 0)
    order = compare_texts (a->pair.cover, b->pair.cover);
  if (order == 0)
    order = compare_texts (a->pair.use, b->pair.use);
  if (order == 0)
    order = compare_texts (a->from.cover, b->from.cover);
  if (order == 0)
    order = compare_texts (a->from.use, b->from.use);
  if (order == 0)
    order = (a->area2 > b->area2) - (a->area2 < b->area2);
  if (order == 0)
    order = mls_point_compare (a->place, b->place);
  if (order == 0)
    order = compare_numbers (a->fid, b->fid);

  return order != 0 ? order : compare_numbers (a->other_fid, b->other_fid);
}

static int
compare_elements (gconstpointer a, gconstpointer b)
{
  return mls_finding_compare (a, b);
}

/**
 * mls_finding_sort:
 * @findings: (element-type MlsFinding): findings in any order
 *
 * Puts them in the order of mls_finding_compare().
 */
void
mls_finding_sort (GArray *findings)
{
  g_array_sort (findings, compare_elements);
}

static const char *
code_text (MlsText code)
{
  return code != 0 ? g_quark_to_string (code) : "–";
}

static char *
minimum_text (const MlsFinding *finding, int year)
{
  MlsText code = finding->dimension == MLS_DIMENSION_COVER ? finding->pair.cover : finding->pair.use;
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (finding->area2));
  g_autofree char *minimum = mls_format_minimum (mls_area2_to_m2 (finding->minimum));

  /* Translators: a code, a year, an area and the least area of that class. */
  return g_strdup_printf (_("%s in %d has %s; its minimum is %s"), code_text (code), year, area, minimum);
}

static char *
edge_text (const MlsFinding *finding, int year)
{
  MlsText code = finding->dimension == MLS_DIMENSION_COVER ? finding->pair.cover : finding->pair.use;
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (finding->area2));
  g_autofree char *minimum = mls_format_minimum (mls_area2_to_m2 (finding->minimum));

  /* Translators: a code, a year, an area and the least area of that class. */
  return g_strdup_printf (_("%s in %d has %s, under its minimum of %s: the territory’s edge cuts it"), code_text (code), year,
                          area, minimum);
}

static char *
sliver_text (const MlsFinding *finding, int year)
{
  MlsText code = finding->dimension == MLS_DIMENSION_COVER ? finding->pair.cover : finding->pair.use;
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (finding->area2));

  /* Translators: a code, a year, an area, and 4π area / perimeter², which is 1 for a disc. */
  return g_strdup_printf (_("%s in %d is a sliver: %s, quotient %.3f"), code_text (code), year, area, finding->figure);
}

static char *
spike_text (const MlsFinding *finding)
{
  /* Translators: degrees and metres. */
  return g_strdup_printf (_("A spike: %.1f° between two arms, the shorter of %.1f m"), finding->figure,
                          finding->length / MLS_MM_PER_M);
}

static char *
vertices_text (const MlsFinding *finding)
{
  int n = (int) finding->figure;

  /* Translators: a number of vertices and metres. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d vertex that its border does not need, %.3f m from the next",
                                       "%d vertices that their border does not need, %.3f m apart and more", (gulong) n),
                          n, finding->length / MLS_MM_PER_M);
}

static char *
area_text (const MlsFinding *finding)
{
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (finding->area2));
  g_autofree char *written = mls_format_area (MAX (finding->figure, 0));

  if (finding->figure < 0)
    return g_strdup_printf (_("The file gives no area; the face has %s"), area);

  return g_strdup_printf (_("The file gives an area of %s; the face has %s"), written, area);
}

static char *
piece_text (const MlsFinding *finding, int year)
{
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (finding->area2));

  /* Translators: a cover code, a use code, a year and an area. */
  return g_strdup_printf (_("%s × %s in %d has %s, less than either may have"), code_text (finding->pair.cover),
                          code_text (finding->pair.use), year, area);
}

/* Both codes, or the only one there is to be. */
static char *
codes_of (MlsPair pair, const MlsRules *rules)
{
  MlsDimension whole = rules->nomenclature != NULL ? mls_nomenclature_whole (rules->nomenclature) : MLS_DIMENSION_PAIR;

  switch (whole)
    {
    case MLS_DIMENSION_COVER:
      return g_strdup (code_text (pair.cover));
    case MLS_DIMENSION_USE:
      return g_strdup (code_text (pair.use));
    case MLS_DIMENSION_PAIR:
    case MLS_N_DIMENSIONS:
      break;
    }

  return g_strdup_printf ("%s × %s", code_text (pair.cover), code_text (pair.use));
}

/* What changed, and from when to when. */
static char *
change_of (const MlsFinding *finding, const MlsRules *rules)
{
  int since = finding->from_vintage < rules->n_vintages ? rules->vintages[finding->from_vintage].year : 0;
  int until = finding->vintage < rules->n_vintages ? rules->vintages[finding->vintage].year : 0;

  g_autofree char *was = codes_of (finding->from, rules);
  g_autofree char *is = codes_of (finding->pair, rules);

  return g_strdup_printf ("%s %d → %s %d", was, since, is, until);
}

static char *
change_text (const MlsFinding *finding, const MlsRules *rules, const char *what)
{
  g_autofree char *change = change_of (finding, rules);

  return g_strdup_printf (_("%s: %s"), what, change);
}

/* The codes it has, of those that count, and when. */
static char *
region_of (const MlsFinding *finding, const MlsRules *rules)
{
  int year = finding->vintage < rules->n_vintages ? rules->vintages[finding->vintage].year : 0;

  if (finding->dimension == MLS_DIMENSION_PAIR)
    {
      g_autofree char *codes = codes_of (finding->pair, rules);

      return g_strdup_printf ("%s %d", codes, year);
    }

  return g_strdup_printf ("%s %d", code_text (finding->pair.cover != 0 ? finding->pair.cover : finding->pair.use), year);
}

/* "Sent back: the barn stands since 2019 (CS6.1.1 × US1.1.1 2021 → …)". */
static char *
review_text (const MlsFinding *finding, const MlsRules *rules, const char *what)
{
  g_autofree char *ground = finding->from_vintage == finding->vintage ? region_of (finding, rules) : change_of (finding, rules);

  if (finding->remark == 0)
    return g_strdup_printf (_("%s: %s"), what, ground);

  /* Translators: what became of a review, what was said, a change or a region. */
  return g_strdup_printf (_("%s: %s (%s)"), what, g_quark_to_string (finding->remark), ground);
}

static char *
small_change_text (const MlsFinding *finding, const MlsRules *rules)
{
  g_autofree char *change = change_of (finding, rules);
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (finding->area2));
  g_autofree char *minimum = mls_format_minimum (mls_area2_to_m2 (finding->minimum));

  /* Translators: a change, an area and the least area of changes. */
  return g_strdup_printf (_("%s has %s; changes are to have %s"), change, area, minimum);
}

static char *
missing_text (const MlsFinding *finding, int year)
{
  switch (finding->dimension)
    {
    case MLS_DIMENSION_COVER:
      return g_strdup_printf (_("No cover in %d"), year);
    case MLS_DIMENSION_USE:
      return g_strdup_printf (_("No use in %d"), year);
    case MLS_DIMENSION_PAIR:
      return g_strdup_printf (_("No code in %d"), year);
    case MLS_N_DIMENSIONS:
      break;
    }

  g_assert_not_reached ();
}

/**
 * mls_finding_text:
 * @finding: a finding
 * @rules: what it was found by
 *
 * Returns: (transfer full): one line for a person, without the place
 */
char *
mls_finding_text (const MlsFinding *finding, const MlsRules *rules)
{
  int year = finding->vintage < rules->n_vintages ? rules->vintages[finding->vintage].year : 0;
  const char *cover = code_text (finding->pair.cover);
  const char *use = code_text (finding->pair.use);
  const char *code = finding->pair.cover != 0 ? cover : use;

  if (mls_finding_is_repair (finding))
    return mls_repair_text (finding);

  switch (finding->rule)
    {
    case MLS_FINDING_FACE:
      return g_strdup (_("The face is not simple"));
    case MLS_FINDING_GAP:
      return g_strdup (_("A gap between faces"));
    case MLS_FINDING_OVERLAP:
      return g_strdup (_("Faces lie over each other, or outside the territory"));
    case MLS_FINDING_DUPLICATE:
      return g_strdup (_("The same face twice"));
    case MLS_FINDING_MISSING_NODE:
      return g_strdup (_("A vertex that one of two neighbours lacks"));
    case MLS_FINDING_UNMATCHED:
      return g_strdup (_("A border without its counterpart"));
    case MLS_FINDING_TERRITORY:
      return g_strdup (_("The stored edge of the territory is not made of simple rings"));
    case MLS_FINDING_MMU:
      return minimum_text (finding, year);
    case MLS_FINDING_CODE:
      return g_strdup_printf (_("%s in %d is not in the nomenclature"), code, year);
    case MLS_FINDING_TOLERATED_CODE:
      return g_strdup_printf (_("%s in %d is an old code or one of an upper level"), code, year);
    case MLS_FINDING_PAIR:
      return g_strdup_printf (_("%s × %s is no valid pair in %d"), cover, use, year);
    case MLS_FINDING_TOLERATED_PAIR:
      return g_strdup_printf (_("%s × %s came with the data and is no valid pair in %d"), cover, use, year);
    case MLS_FINDING_MISSING_LABEL:
      return missing_text (finding, year);
    case MLS_FINDING_DOUBT:
      return g_strdup_printf (_("A doubt in %d without a comment"), year);
    case MLS_FINDING_NARROW:
      return g_strdup_printf (_("%s in %d is nowhere as wide as regions are to be"), code, year);
    case MLS_FINDING_PIECE:
      return piece_text (finding, year);
    case MLS_FINDING_SLIVER:
      return sliver_text (finding, year);
    case MLS_FINDING_MMU_EDGE:
      return edge_text (finding, year);
    case MLS_FINDING_IMPOSSIBLE_CHANGE:
      return change_text (finding, rules, _("A change that cannot be"));
    case MLS_FINDING_SUSPICIOUS_CHANGE:
      return change_text (finding, rules, _("A change to be looked at"));
    case MLS_FINDING_SMALL_CHANGE:
      return small_change_text (finding, rules);
    case MLS_FINDING_SENT_BACK:
      return review_text (finding, rules, _("Sent back"));
    case MLS_FINDING_CORRECTED:
      return review_text (finding, rules, _("Corrected, to be verified"));
    case MLS_FINDING_IDENTICAL:
      return g_strdup (_("Neighbours with the same labels at every date"));
    case MLS_FINDING_SPIKE:
      return spike_text (finding);
    case MLS_FINDING_VERTICES:
      return vertices_text (finding);
    case MLS_FINDING_AREA:
      return area_text (finding);
    case MLS_FINDING_REPAIR:
    case MLS_N_FINDING_RULES:
      break;
    }

  g_assert_not_reached ();
}
