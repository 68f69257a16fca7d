#include "cli/command.h"

#include "base/format.h"
#include "cli/finding.h"
#include "cli/result.h"
#include "quality/regions.h"
#include "store/exception.h"
#include "store/finding.h"
#include "store/state.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What is asked for, as the options say; vintages are those of the project once it is open. */
typedef struct
{
  char        *vintage_code;
  char        *from_code;
  char        *to_code;
  char        *dimension_name;
  char        *code;
  char        *rule;
  char        *severity;
  char        *state_name;
  char        *as_of;
  const char  *filter;    /* (nullable) */
  double       below_m2;
  char        *order_name;
  gboolean     by_place;
  gboolean     as_json;

  MlsStore    *store;
  guint        vintage;
  guint        from;
  guint        to;
  MlsDimension dimension;
  MlsRegionsOrder order;
} Query;

typedef struct
{
  const char *what;
  MlsExit   (*run) (Query *query);
} List;

static void
query_clear (Query *query)
{
  g_free (query->vintage_code);
  g_free (query->as_of);
  g_free (query->from_code);
  g_free (query->to_code);
  g_free (query->dimension_name);
  g_free (query->code);
  g_free (query->rule);
  g_free (query->severity);
  g_free (query->state_name);
  g_free (query->order_name);
  g_clear_pointer (&query->store, mls_store_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* A code of either dimension: those of the two never look alike. */
static gboolean
has_code (MlsPair pair, const char *code)
{
  return code == NULL || g_strcmp0 (g_quark_to_string (pair.cover), code) == 0 ||
         g_strcmp0 (g_quark_to_string (pair.use), code) == 0;
}

static MlsStoreReader *
start_reading (const Query *query, GError **error)
{
  g_autoptr (MlsStoreReader) reader = mls_store_reader_of (query->store, error);

  if (reader == NULL || !mls_store_reader_begin (reader, 0, NULL, error))
    return NULL;

  return g_steal_pointer (&reader);
}

/* Faces */

static gboolean
is_listed (const Query *query, const MlsFace *face)
{
  return (query->below_m2 <= 0 || mls_face_area2 (face) < mls_area2_from_m2 (query->below_m2)) &&
         has_code (mls_label_pair (&face->labels[query->vintage]), query->code);
}

static void
write_label (MlsJson *json, const MlsLabel *label)
{
  for (int i = 0; i < MLS_N_FIELDS; i++)
    if (label->field[i] != 0)
      mls_json_string (json, mls_field_name ((MlsField) i), g_quark_to_string (label->field[i]));
}

static void
print_face_json (const Query *query, const MlsFace *face)
{
  g_autoptr (MlsJson) json = mls_json_new ();
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (query->store, &n_vintages);

  mls_json_object (json, NULL);
  mls_json_integer (json, "fid", face->id);
  mls_json_integer (json, "since", face->since);
  mls_json_number (json, "area_m2", mls_area2_to_m2 (mls_face_area2 (face)));
  mls_json_integer (json, "vertices", face->n_points);
  mls_json_object (json, "labels");
  for (guint v = 0; v < n_vintages; v++)
    {
      mls_json_object (json, vintages[v].code);
      write_label (json, &face->labels[v]);
      mls_json_end (json);
    }
  mls_json_end (json);
  mls_result_place (json, mls_face_inner_point (face));
  mls_result_box (json, &face->box);
  mls_json_end (json);

  puts (mls_json_text (json));
}

/* Until nobody listens any more. */
static gboolean
print_face (const MlsFace *face, gpointer user_data)
{
  const Query *query = user_data;
  g_autofree char *codes = mls_pair_text (mls_label_pair (&face->labels[query->vintage]));
  g_autofree char *area = mls_format_ascii (mls_area2_to_m2 (mls_face_area2 (face)));

  if (is_listed (query, face))
    {
      if (query->as_json)
        print_face_json (query, face);
      else
        printf ("%" G_GINT64_FORMAT "\t%s\t%s\n", face->id, codes, area);
    }

  return !ferror (stdout);
}

static MlsExit
list_faces (Query *query)
{
  g_autoptr (GError) error = NULL;

  return mls_store_each_face (query->store, print_face, query, &error) ? MLS_EXIT_DONE : mls_command_fail (error);
}

/* Regions and changes */

static gboolean
is_region_wanted (const Query *query, const MlsWholeRegion *region)
{
  return (query->below_m2 <= 0 || region->area2 < mls_area2_from_m2 (query->below_m2)) &&
         (has_code (region->pair, query->code) || has_code (region->from, query->code));
}

static void
print_region (const Query *query, const MlsWholeRegion *region)
{
  g_autofree char *codes = mls_pair_text (region->pair);
  g_autofree char *area = mls_format_ascii (mls_area2_to_m2 (region->area2));
  g_autofree char *x = mls_format_ascii (mls_grid_to_metres (region->place.x));
  g_autofree char *y = mls_format_ascii (mls_grid_to_metres (region->place.y));
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!query->as_json)
    {
      printf ("%s\t%s\t%s %s\n", codes, area, x, y);
      return;
    }

  mls_json_object (json, NULL);
  mls_result_code (json, "code", region->pair);
  mls_json_number (json, "area_m2", mls_area2_to_m2 (region->area2));
  mls_json_boolean (json, "on_edge", region->on_edge);
  mls_json_integer (json, "faces", region->n_faces);
  mls_json_integer (json, "fid", region->fid);
  if (region->rule != MLS_N_FINDING_RULES)
    mls_json_string (json, "rule", mls_finding_rule_name (region->rule));
  mls_result_place (json, region->place);
  mls_result_box (json, &region->box);
  mls_json_end (json);
  puts (mls_json_text (json));
}

/* The end of the line. */
static void
print_review (const MlsWholeRegion *change)
{
  if (change->review != MLS_REVIEW_NONE)
    printf ("\t%s", mls_review_name (change->review));
  if (change->remark != 0)
    printf (": %s", g_quark_to_string (change->remark));
  putchar ('\n');
}

static void
write_review (MlsJson *json, const MlsWholeRegion *change)
{
  if (change->review == MLS_REVIEW_NONE)
    return;

  mls_json_string (json, "review", mls_review_name (change->review));
  if (change->reviewer != 0)
    mls_json_string (json, "reviewer", g_quark_to_string (change->reviewer));
  if (change->remark != 0)
    mls_json_string (json, "remark", g_quark_to_string (change->remark));
}

static void
print_change (const Query *query, const MlsWholeRegion *change)
{
  g_autofree char *from = mls_pair_text (change->from);
  g_autofree char *to = mls_pair_text (change->pair);
  g_autofree char *area = mls_format_ascii (mls_area2_to_m2 (change->area2));
  g_autofree char *x = mls_format_ascii (mls_grid_to_metres (change->place.x));
  g_autofree char *y = mls_format_ascii (mls_grid_to_metres (change->place.y));
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!query->as_json)
    {
      printf ("%s → %s\t%s\t%s %s", from, to, area, x, y);
      print_review (change);
      return;
    }

  mls_json_object (json, NULL);
  mls_result_code (json, "from", change->from);
  mls_result_code (json, "to", change->pair);
  mls_json_number (json, "area_m2", mls_area2_to_m2 (change->area2));
  mls_json_integer (json, "faces", change->n_faces);
  mls_json_integer (json, "fid", change->fid);
  write_review (json, change);
  mls_result_place (json, change->place);
  mls_result_box (json, &change->box);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
print_found (const Query *query, const MlsRegionsQuery *wanted, const GArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      const MlsWholeRegion *region = &g_array_index (found, MlsWholeRegion, i);

      if (!is_region_wanted (query, region))
        continue;

      if (wanted->since != MLS_NO_VINTAGE)
        print_change (query, region);
      else
        print_region (query, region);
    }
}

static MlsExit
list_wanted (const Query *query, const MlsRegionsQuery *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStoreReader) reader = start_reading (query, &error);
  g_autoptr (GArray) found = reader != NULL ? mls_regions_list (reader, wanted, NULL, NULL, NULL, &error) : NULL;

  if (found == NULL)
    return mls_command_fail (error);

  print_found (query, wanted, found);

  return MLS_EXIT_DONE;
}

/* What options say is what the filter does not. */
static MlsExit
list_found (const Query *query, const MlsRegionsQuery *shown, MlsFilterScope scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (query->store, &error);
  g_autoptr (GArray) exceptions = nomenclature != NULL ? mls_store_list_exceptions (query->store, &error) : NULL;
  g_autoptr (MlsFilter) filter = NULL;
  MlsRules rules = { .nomenclature = nomenclature };
  MlsCheckRules checked = { &rules, exceptions };
  MlsRegionsQuery wanted = *shown;

  if (exceptions == NULL || !mls_store_read_limits (query->store, &rules.limits, &error))
    return mls_command_fail (error);

  rules.vintages = mls_store_get_vintages (query->store, &rules.n_vintages);
  filter = mls_filter_parse (query->filter, scope, &rules, &error);
  if (filter == NULL)
    return mls_command_misuse ("%s", error->message);

  wanted.filter = filter;
  wanted.rules = &checked;
  wanted.vintage = mls_filter_get_vintage (filter, shown->vintage);
  wanted.since = scope == MLS_FILTER_OF_CHANGES ? mls_filter_get_before (filter, shown->since) : MLS_NO_VINTAGE;
  wanted.dimension = mls_filter_get_dimension (filter, shown->dimension);

  return list_wanted (query, &wanted);
}

static MlsExit
list_regions (Query *query)
{
  const MlsRegionsQuery shown = { .vintage = query->vintage,
                                  .since = MLS_NO_VINTAGE,
                                  .dimension = query->dimension,
                                  .order = query->order };

  return query->filter != NULL ? list_found (query, &shown, MLS_FILTER_OF_REGIONS) : list_wanted (query, &shown);
}

static MlsExit
list_changes (Query *query)
{
  const MlsRegionsQuery shown = { .vintage = query->to,
                                  .since = query->from,
                                  .dimension = query->dimension,
                                  .order = query->order };

  return query->filter != NULL ? list_found (query, &shown, MLS_FILTER_OF_CHANGES) : list_wanted (query, &shown);
}

/* Findings */

/* What is verified is only told if asked for. */
static gboolean
has_state (const Query *query, const MlsFinding *finding)
{
  return query->state_name != NULL ? g_str_equal (query->state_name, mls_finding_state_name (finding->state))
                                   : finding->state != MLS_FINDING_VERIFIED;
}

static gboolean
is_wanted (const Query *query, const MlsFinding *finding)
{
  return has_state (query, finding) &&
         (query->rule == NULL || g_str_equal (query->rule, mls_finding_rule_name (finding->rule))) &&
         (query->severity == NULL || g_str_equal (query->severity, mls_severity_name (finding->severity))) &&
         (query->vintage_code == NULL || finding->vintage == query->vintage) &&
         has_code (finding->pair, query->code);
}

static MlsExit
list_findings (Query *query)
{
  g_autoptr (GError) error = NULL;
  gint64 operation;
  g_autoptr (GArray) findings = mls_store_list_findings (query->store, &operation, &error);

  if (findings == NULL)
    return mls_command_fail (error);
  if (query->as_of != NULL)
    return mls_command_misuse (_("Findings of the past are not kept: “check --as-of” finds them again"));
  if (operation == 0 && findings->len == 0)
    return mls_command_misuse (_("This project was never checked: “check” does"));

  for (guint i = 0; i < findings->len; i++)
    if (is_wanted (query, &g_array_index (findings, MlsFinding, i)))
      mls_finding_print (&g_array_index (findings, MlsFinding, i), query->store, query->as_json);

  return MLS_EXIT_DONE;
}

/* Exceptions */

static void
print_exception (const Query *query, const MlsException *exception)
{
  guint n_vintages;
  const char *vintage = mls_store_get_vintages (query->store, &n_vintages)[exception->vintage].code;
  g_autofree char *x = mls_format_ascii (mls_grid_to_metres (exception->place.x));
  g_autofree char *y = mls_format_ascii (mls_grid_to_metres (exception->place.y));
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!query->as_json)
    {
      printf ("%s\t%s\t%s %s\t%s\n", g_quark_to_string (exception->rule), vintage, x, y,
              g_quark_to_string (exception->reason));
      return;
    }

  mls_json_object (json, NULL);
  mls_json_string (json, "rule", g_quark_to_string (exception->rule));
  mls_json_string (json, "vintage", vintage);
  mls_json_string (json, "dimension", mls_dimension_name (exception->dimension));
  mls_json_string (json, "code", g_quark_to_string (exception->code));
  mls_json_number (json, "area_m2", exception->area_m2);
  mls_result_place (json, exception->place);
  mls_json_string (json, "reason", g_quark_to_string (exception->reason));
  mls_json_integer (json, "operation", exception->since);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
list_exceptions (Query *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) exceptions = mls_store_list_exceptions (query->store, &error);

  if (exceptions == NULL)
    return mls_command_fail (error);

  for (guint i = 0; i < exceptions->len; i++)
    print_exception (query, &g_array_index (exceptions, MlsException, i));

  return MLS_EXIT_DONE;
}

static const List lists[] = {
  { "faces", list_faces },       { "regions", list_regions },       { "changes", list_changes },
  { "findings", list_findings }, { "exceptions", list_exceptions },
};

/* The newest vintage, and the one before, where none are named. */
static gboolean
find_vintages (Query *query, MlsExit *result)
{
  guint n_vintages;

  mls_store_get_vintages (query->store, &n_vintages);
  *result = MLS_EXIT_USAGE;
  if (n_vintages == 0)
    {
      mls_command_misuse (_("This project has no vintage"));
      return FALSE;
    }

  query->vintage = query->to = n_vintages - 1;
  query->from = n_vintages > 1 ? n_vintages - 2 : 0;

  return (query->vintage_code == NULL ||
          mls_command_find_vintage (query->store, query->vintage_code, &query->vintage)) &&
         (query->from_code == NULL || mls_command_find_vintage (query->store, query->from_code, &query->from)) &&
         (query->to_code == NULL || mls_command_find_vintage (query->store, query->to_code, &query->to));
}

static MlsRegionsOrder
usual_order (const Query *query, const char *what)
{
  gboolean of_changes = g_str_equal (what, "changes");

  if (of_changes ? query->by_place : query->filter != NULL)
    return MLS_REGIONS_BY_PLACE;

  return of_changes ? MLS_REGIONS_LARGEST : MLS_REGIONS_SMALLEST;
}

static MlsExit
list (Query *query, const char *what, const char *path)
{
  g_autoptr (GError) error = NULL;
  MlsExit result;

  if (query->filter != NULL && !g_str_equal (what, "regions") && !g_str_equal (what, "changes"))
    return mls_command_misuse (_("A filter is for regions or changes, not for “%s”"), what);

  query->dimension = MLS_DIMENSION_PAIR;
  if (query->dimension_name != NULL && !mls_dimension_from_name (query->dimension_name, &query->dimension))
    return mls_command_misuse (_("A dimension is “cover”, “use” or “pair”, not “%s”"), query->dimension_name);

  if (query->state_name != NULL && !mls_finding_state_from_name (query->state_name, &(MlsFindingState){ 0 }))
    return mls_command_misuse (_("A state is “open”, “corrected”, “verified” or “kept”, not “%s”"), query->state_name);

  query->order = usual_order (query, what);
  if (query->order_name != NULL && !mls_regions_order_from_name (query->order_name, &query->order))
    return mls_command_misuse (_("An order is “place”, “smallest”, “largest” or “transition”, not “%s”"),
                               query->order_name);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].what, what))
      {
        query->store = mls_command_open_state (path, query->as_of, &error);
        if (query->store == NULL)
          return mls_command_fail (error);

        return find_vintages (query, &result) ? lists[i].run (query) : result;
      }

  return mls_command_misuse (_("“%s” cannot be listed"), what);
}

/**
 * mls_command_list_map:
 * @words: list faces|regions|changes|findings|exceptions PROJECT [FILTER] [--vintage YY] [--dimension NAME]
 *   [--code CODE] [--below AREA] [--from YY] [--to YY] [--by-place] [--order NAME] [--rule RULE] [--severity NAME]
 *   [--state NAME] [--as-of STATE] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_list_map (char **words)
{
  g_auto (Query) query = { 0 };
  const GOptionEntry entries[] = {
    { "vintage", 0, 0, G_OPTION_ARG_STRING, &query.vintage_code, N_("In which vintage; the newest if not given"), "YY" },
    { "dimension", 0, 0, G_OPTION_ARG_STRING, &query.dimension_name, N_("cover, use or pair"), N_("NAME") },
    { "code", 0, 0, G_OPTION_ARG_STRING, &query.code, N_("Only with that cover or use"), N_("CODE") },
    { "below", 0, 0, G_OPTION_ARG_DOUBLE, &query.below_m2, N_("Only faces or regions smaller than that, in m²"), N_("AREA") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &query.from_code, N_("Changes since that vintage"), "YY" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &query.to_code, N_("Changes until that vintage"), "YY" },
    { "by-place", 0, 0, G_OPTION_ARG_NONE, &query.by_place, N_("Changes near each other follow each other"), NULL },
    { "order", 0, 0, G_OPTION_ARG_STRING, &query.order_name,
      N_("Regions and changes by place, smallest, largest or transition"), N_("NAME") },
    { "rule", 0, 0, G_OPTION_ARG_STRING, &query.rule, N_("Only findings of that rule"), N_("RULE") },
    { "severity", 0, 0, G_OPTION_ARG_STRING, &query.severity, N_("error, warning, note or exception"), N_("NAME") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &query.state_name,
      N_("Only findings that are open, corrected, verified or kept; all but verified ones if not given"), N_("NAME") },
    MLS_COMMAND_AS_OF (&query.as_of),
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "faces|regions|changes|findings|exceptions PROJECT [FILTER]",
                                  N_("Lists what a project holds, one thing a line: faces by number, regions from "
                                     "the smallest, changes from the largest, findings of the last check and of the import.\n"
                                     "\n"
                                     "A filter says which regions, each near the one before: 'code=CS6.1 area<500 !doubt "
                                     "comment~\"lane\" author=Anna since=2026-11-01 zone=X1,Y1,X2,Y2 or finding=mmu'. Its words: "
                                     "code, cover, use, uncoded, doubt, photovoltaic, comment, source, area, author, since, until, "
                                     "zone, finding, vintage, dimension.\n"
                                     "\n"
                                     "Of changes it also knows what the ground was and became, 'from=CS6 to=1 suspicious' or "
                                     "'from=enaf:A to=enaf:Ue', the older vintage, 'before=21 vintage=24', impossible, and small "
                                     "for what is under the least area of changes; and how far its review is: reviewed, accepted, "
                                     "sent-back, corrected, reviewer=Anna."),
                                  2, 3 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  query.filter = operands[2];

  return list (&query, operands[0], operands[1]);
}
