#include "cli/finding.h"

#include "base/format.h"
#include "cli/result.h"

#include <stdio.h>

static void
write_feature (MlsJson *json, const char *key, const char *layer_key, MlsFeature feature)
{
  if (feature.id < 0)
    return;

  mls_json_integer (json, key, feature.id);
  if (feature.layer != 0)
    mls_json_string (json, layer_key, g_quark_to_string (feature.layer));
}

/* The operations that tell of its life, and whose leave it has. What an edit is told of has none yet. */
static void
write_life (MlsJson *json, const MlsFinding *finding)
{
  if (finding->id == 0 && finding->found == 0)
    return;

  mls_json_string (json, "state", mls_finding_state_name (finding->state));
  if (finding->found != 0)
    mls_json_integer (json, "found", finding->found);
  if (finding->gone != 0)
    mls_json_integer (json, "gone", finding->gone);
  if (finding->again != 0)
    mls_json_integer (json, "again", finding->again);
  if (finding->reason != 0)
    mls_json_string (json, "reason", g_quark_to_string (finding->reason));
  if (finding->author != 0)
    mls_json_string (json, "author", g_quark_to_string (finding->author));
}

/**
 * mls_finding_write:
 * @json: a writer where an object may be
 * @finding: a finding
 * @rules: what it was found by
 *
 * Writes it as an object.
 */
void
mls_finding_write (MlsJson *json, const MlsFinding *finding, const MlsRules *rules)
{
  g_autofree char *text = mls_finding_text (finding, rules);

  mls_json_object (json, NULL);
  mls_json_string (json, "severity", mls_severity_name (finding->severity));
  mls_json_string (json, "rule", mls_finding_rule_name (finding->rule));
  if (finding->vintage < rules->n_vintages)
    {
      mls_json_string (json, "vintage", rules->vintages[finding->vintage].code);
      mls_json_string (json, "dimension", mls_dimension_name (finding->dimension));
    }
  mls_result_code (json, "code", finding->pair);
  if (mls_finding_is_change (finding) && finding->from_vintage < rules->n_vintages)
    {
      mls_json_string (json, "from_vintage", rules->vintages[finding->from_vintage].code);
      mls_result_code (json, "from", finding->from);
    }
  if (finding->area2 != 0)
    mls_json_number (json, "area_m2", mls_area2_to_m2 (finding->area2));
  if (finding->minimum != 0)
    mls_json_number (json, "minimum_m2", mls_area2_to_m2 (finding->minimum));
  mls_result_place (json, finding->place);
  if (finding->fid != 0)
    mls_json_integer (json, "fid", finding->fid);
  if (finding->other_fid != 0)
    mls_json_integer (json, "other_fid", finding->other_fid);
  if (mls_finding_is_repair (finding))
    {
      write_feature (json, "feature", "layer", finding->feature);
      write_feature (json, "other", "other_layer", finding->other);
    }
  if (finding->remark != 0)
    mls_json_string (json, "remark", g_quark_to_string (finding->remark));
  if (finding->figure != 0)
    mls_json_number (json, "figure", finding->figure);
  if (finding->length > 0)
    mls_json_number (json, "length_m", finding->length / MLS_MM_PER_M);
  if (mls_finding_rule_iso (finding->rule) != 0)
    mls_json_integer (json, "iso_19157", mls_finding_rule_iso (finding->rule));
  write_life (json, finding);
  mls_json_string (json, "message", text);
  mls_json_end (json);
}

static void
print_json (const MlsFinding *finding, const MlsRules *rules)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  mls_finding_write (json, finding, rules);
  puts (mls_json_text (json));
}

/**
 * mls_finding_print:
 * @finding: a finding
 * @store: its project
 * @as_json: whether for a program
 *
 * Prints it as one line: severity, rule, place, message, and what became of it if it is over.
 */
void
mls_finding_print (const MlsFinding *finding, MlsStore *store, gboolean as_json)
{
  MlsRules rules = { .nomenclature = NULL };
  g_autofree char *text = NULL;
  g_autofree char *x = mls_format_ascii (mls_grid_to_metres (finding->place.x));
  g_autofree char *y = mls_format_ascii (mls_grid_to_metres (finding->place.y));

  rules.vintages = mls_store_get_vintages (store, &rules.n_vintages);
  text = mls_finding_text (finding, &rules);
  if (as_json)
    print_json (finding, &rules);
  else
    printf ("%s\t%s\t%s %s\t%s%s%s\n", mls_severity_name (finding->severity), mls_finding_rule_name (finding->rule),
            x, y, text, mls_finding_is_over (finding) ? "\t" : "",
            mls_finding_is_over (finding) ? mls_finding_state_text (finding->state) : "");
}
