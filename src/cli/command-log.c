#include "cli/command.h"

#include "base/format.h"
#include "cli/result.h"
#include "coverage/turnover.h"
#include "store/operation-search.h"
#include "store/zone.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* As many at once as are read between two looks at the file. */
#define N_LOOKED_AT 10000
#define N_READ      200

/* What is asked for, as the options say. */
typedef struct
{
  char     *author;
  char     *verb;
  char     *kind;
  char     *code;
  char     *zone;
  char     *box;
  char     *from;
  char     *to;
  char     *vintage;
  gboolean  undone;

  gint64    after;
  int       limit; /* 0 for none */
  gboolean  newest_first;
  gboolean  with_areas;
  gboolean  as_json;
} Query;

static void
query_clear (Query *query)
{
  g_free (query->author);
  g_free (query->verb);
  g_free (query->kind);
  g_free (query->code);
  g_free (query->zone);
  g_free (query->box);
  g_free (query->from);
  g_free (query->to);
  g_free (query->vintage);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* A project, and who reads it. */
typedef struct
{
  MlsStore       *store;
  MlsStoreReader *reader;
  MlsFilter      *filter; /* (nullable) */
} Desk;

static void
desk_clear (Desk *desk)
{
  g_clear_pointer (&desk->filter, mls_filter_unref);
  g_clear_pointer (&desk->reader, mls_store_reader_free);
  g_clear_pointer (&desk->store, mls_store_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

/* What is asked for */

static void
add_word (GString *words, const char *key, const char *value)
{
  g_autofree char *quoted = value != NULL ? mls_filter_quote (value) : NULL;

  if (value != NULL)
    g_string_append_printf (words, "%s%s=%s", words->len > 0 ? " " : "", key, quoted);
}

/* An author's zone, or what is one itself. */
static gboolean
find_zone (MlsStore *store, const char *text, char **zone, GError **error)
{
  g_autoptr (GHashTable) zones = NULL;
  const MlsZone *of_author;

  *zone = g_strdup (text);
  if (text == NULL)
    return TRUE;

  zones = mls_store_list_zones (store, error);
  of_author = zones != NULL ? g_hash_table_lookup (zones, text) : NULL;
  if (of_author != NULL)
    {
      g_free (*zone);
      *zone = mls_zone_print (of_author);
    }

  return zones != NULL;
}

/* Options as words of a filter; "" where nothing is asked. */
static char *
print_options (const Query *query, MlsStore *store, GError **error)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *zone = NULL;

  if (!find_zone (store, query->zone, &zone, error))
    return NULL;

  add_word (words, "author", query->author);
  add_word (words, "verb", query->verb);
  add_word (words, "kind", query->kind);
  add_word (words, "code", query->code);
  add_word (words, "zone", zone);
  add_word (words, "zone", query->box);
  add_word (words, "since", query->from);
  add_word (words, "until", query->to);
  add_word (words, "vintage", query->vintage);
  if (query->undone)
    g_string_append (words, words->len > 0 ? " undone" : "undone");

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static MlsExit
read_filter (Desk *desk, const Query *query, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (desk->store, &error);
  g_autofree char *options = nomenclature != NULL ? print_options (query, desk->store, &error) : NULL;
  MlsRules rules = { .nomenclature = nomenclature };

  if (options == NULL)
    return mls_command_fail (error);
  if (text != NULL && *options != '\0')
    return mls_command_misuse (_("What is asked for is said by a filter or by options, not by both"));
  if (text == NULL && *options == '\0')
    return MLS_EXIT_DONE;

  rules.vintages = mls_store_get_vintages (desk->store, &rules.n_vintages);
  desk->filter = mls_filter_parse (text != NULL ? text : options, MLS_FILTER_OF_OPERATIONS, &rules, &error);

  return desk->filter != NULL ? MLS_EXIT_DONE : mls_command_misuse ("%s", error->message);
}

/* What is told */

/* "21", "24", of a set. */
static void
write_vintages (MlsJson *json, const MlsStoreReader *reader, MlsVintageSet set)
{
  guint n_vintages;
  const MlsVintage *vintages = mls_store_reader_get_vintages (reader, &n_vintages);

  mls_json_array (json, "vintages");
  for (guint i = 0; i < n_vintages; i++)
    if ((set & MLS_VINTAGE (i)) != 0)
      mls_json_string (json, NULL, vintages[i].code);
  mls_json_end (json);
}

static void
print_json (const Desk *desk, const MlsOperation *operation, const MlsTurnover *turnover)
{
  g_autoptr (MlsJson) json = mls_json_new ();
  guint n_vintages;

  mls_json_object (json, NULL);
  mls_json_integer (json, "operation", operation->id);
  mls_json_string (json, "at", operation->at);
  mls_json_string (json, "author", operation->author);
  mls_json_string (json, "verb", operation->verb);
  if (operation->kind != NULL)
    mls_json_string (json, "kind", operation->kind);
  write_vintages (json, desk->reader, operation->vintages);
  if (operation->dimension != NULL)
    mls_json_string (json, "dimension", operation->dimension);
  if (operation->summary != NULL)
    mls_json_string (json, "summary", operation->summary);
  if (operation->undoes != 0)
    mls_json_integer (json, "undoes", operation->undoes);
  if (operation->undone_by != 0)
    mls_json_integer (json, "undone_by", operation->undone_by);
  mls_result_box (json, &operation->box);
  if (turnover != NULL)
    mls_result_flows (json, mls_store_reader_get_vintages (desk->reader, &n_vintages), turnover);
  mls_json_end (json);

  puts (mls_json_text (json));
}

/* "	24 CS6.1.1 US1.1.1 > CS1.1.1 US5.0.0 812.4000000" for each. */
static void
print_flows (const Desk *desk, const MlsTurnover *turnover)
{
  guint n_vintages;
  const MlsVintage *vintages = mls_store_reader_get_vintages (desk->reader, &n_vintages);

  for (guint i = 0; i < turnover->flows->len; i++)
    {
      const MlsFlow *flow = &g_array_index (turnover->flows, MlsFlow, i);
      g_autofree char *from = mls_pair_text (flow->from);
      g_autofree char *to = mls_pair_text (flow->to);
      g_autofree char *area = mls_area2_to_text (flow->area2);

      printf ("\t%s %s > %s %s", vintages[flow->vintage].code, from, to, area);
    }
}

static void
print_line (const Desk *desk, const MlsOperation *operation, const MlsTurnover *turnover)
{
  printf ("%" G_GINT64_FORMAT "\t%s\t%s\t%s%s%s", operation->id, operation->at, operation->author,
          operation->verb, operation->kind != NULL ? " · " : "",
          operation->kind != NULL ? operation->kind : "");
  if (operation->undoes != 0)
    printf (" %" G_GINT64_FORMAT, operation->undoes);
  if (operation->summary != NULL)
    printf ("\t%s", operation->summary);
  if (turnover != NULL)
    print_flows (desk, turnover);
  putchar ('\n');
}

/* What a barrier did is not kept. */
static gboolean
print_operation (const Desk *desk, const Query *query, const MlsOperation *operation, GError **error)
{
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsTurnover) turnover = NULL;

  if (query->with_areas && !operation->barrier)
    {
      delta = mls_store_reader_delta (desk->reader, operation->id, error);
      if (delta == NULL)
        return FALSE;
      turnover = mls_turnover_new (delta);
    }

  if (query->as_json)
    print_json (desk, operation, turnover);
  else
    print_line (desk, operation, turnover);

  return TRUE;
}

static gboolean
print_some (const Desk *desk, const Query *query, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) operations = NULL;
  gboolean printed = TRUE;

  if (!mls_store_reader_begin (desk->reader, 0, NULL, error))
    return FALSE;

  operations = mls_store_reader_read_operations (desk->reader, ids, n_ids, error);
  printed = operations != NULL;
  for (guint i = 0; printed && i < operations->len; i++)
    printed = print_operation (desk, query, g_ptr_array_index (operations, i), error);
  mls_store_reader_end (desk->reader);

  return printed;
}

/* Looking */

/* Adds those found to @ids, until there are enough or an old one is reached. */
static gboolean
find_some (const Desk *desk, const Query *query, gint64 *before, GArray *ids, GError **error)
{
  guint n_most = query->limit > 0 ? (guint) query->limit - ids->len : G_MAXUINT;
  g_autoptr (GArray) found = NULL;

  if (!mls_store_reader_begin (desk->reader, 0, NULL, error))
    return FALSE;

  found = mls_store_reader_find_operations (desk->reader, desk->filter, before, N_LOOKED_AT, n_most, error);
  mls_store_reader_end (desk->reader);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (g_array_index (found, gint64, i) > query->after)
      g_array_append_val (ids, g_array_index (found, gint64, i));

  if ((query->limit > 0 && ids->len == (guint) query->limit) || *before <= query->after)
    *before = 0;

  return found != NULL;
}

static void
reverse (GArray *ids)
{
  gint64 *data = (gint64 *) (gpointer) ids->data;

  for (guint i = 0; i < ids->len / 2; i++)
    {
      gint64 other = data[i];

      data[i] = data[ids->len - 1 - i];
      data[ids->len - 1 - i] = other;
    }
}

static MlsExit
print_log (const Desk *desk, const Query *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 before = 0;

  do
    if (!find_some (desk, query, &before, ids, &error))
      return mls_command_fail (error);
  while (before != 0);

  if (!query->newest_first)
    reverse (ids);
  for (guint i = 0; i < ids->len && !ferror (stdout); i += N_READ)
    if (!print_some (desk, query, &g_array_index (ids, gint64, i), MIN (N_READ, ids->len - i), &error))
      return mls_command_fail (error);

  return MLS_EXIT_DONE;
}

static MlsExit
run (const Query *query, char **operands)
{
  g_autoptr (GError) error = NULL;
  g_auto (Desk) desk = { 0 };
  MlsExit result;

  if (query->limit < 0)
    return mls_command_misuse (_("There are no fewer operations than none"));

  desk.store = mls_store_open (operands[0], MLS_STORE_READ_ONLY, &error);
  desk.reader = desk.store != NULL ? mls_store_reader_new (operands[0], &error) : NULL;
  if (desk.reader == NULL)
    return mls_command_fail (error);

  result = read_filter (&desk, query, operands[1]);

  return result == MLS_EXIT_DONE ? print_log (&desk, query) : result;
}

/**
 * mls_command_log:
 * @words: log PROJECT [FILTER] [options]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_log (char **words)
{
  g_auto (Query) query = { 0 };
  const GOptionEntry entries[] = {
    { "author", 0, 0, G_OPTION_ARG_STRING, &query.author, N_("Who did"), N_("NAME") },
    { "verb", 0, 0, G_OPTION_ARG_STRING, &query.verb, N_("What was done: split, recode, undo…"), N_("VERB") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &query.kind, N_("change or correction"), N_("KIND") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &query.code, N_("What ground was or became, a class of any level"), N_("CODE") },
    { "vintage", 0, 0, G_OPTION_ARG_STRING, &query.vintage, N_("The date that was written"), N_("VINTAGE") },
    { "zone", 0, 0, G_OPTION_ARG_STRING, &query.zone, N_("Where: in that author’s zone, or in a POLYGON"), N_("ZONE") },
    { "box", 0, 0, G_OPTION_ARG_STRING, &query.box, N_("Where, in metres"), N_("X1,Y1,X2,Y2") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &query.from, N_("From that day or minute on"), N_("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &query.to, N_("Until that day or minute"), N_("DATE") },
    { "undone", 0, 0, G_OPTION_ARG_NONE, &query.undone, N_("Only what was taken back"), NULL },
    { "after", 0, 0, G_OPTION_ARG_INT64, &query.after, N_("Only operations after that one"), N_("OPERATION") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &query.limit, N_("Only the newest so many"), N_("N") },
    { "newest", 0, 0, G_OPTION_ARG_NONE, &query.newest_first, N_("The newest first"), NULL },
    { "areas", 0, 0, G_OPTION_ARG_NONE, &query.with_areas, N_("And how much ground became what, in m²"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &query.as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT [FILTER]", N_("Tells what was done to a project, oldest first."), 1, 2 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  return run (&query, operands);
}
