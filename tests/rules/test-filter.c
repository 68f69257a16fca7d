#include "rules/error.h"
#include "rules/filter.h"
#include "rules/finding.h"

#include <locale.h>

/* Read from the data folder, with three dates. */
typedef struct
{
  MlsNomenclature *nomenclature;
  MlsRules         rules;
} Desk;

static const MlsVintage vintages[] = { { "15", 2015 }, { "21", 2021 }, { "24", 2024 } };

static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_build_filename (g_getenv ("MLS_NOMENCLATURE"), "ocs2d", NULL);

  desk->nomenclature = mls_nomenclature_load (dir, &error);
  g_assert_no_error (error);
  desk->rules = (MlsRules){ .nomenclature = desk->nomenclature,
                            .vintages = vintages,
                            .n_vintages = G_N_ELEMENTS (vintages) };
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  mls_nomenclature_unref (desk->nomenclature);
}

static MlsFilter *
parse (Desk *desk, const char *text)
{
  g_autoptr (GError) error = NULL;
  MlsFilter *filter = mls_filter_parse (text, MLS_FILTER_OF_REGIONS, &desk->rules, &error);

  g_assert_no_error (error);
  return filter;
}

/* However it is typed there is one way to write it, in either language, and that reads as itself. */
static void
test_print (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *english;
    const char *french;
  } cases[] = {
    { "code=CS6.1.1", "code=CS6.1.1", "code=CS6.1.1" },
    { " Couvert=6  USAGE=1.1 ", "cover=CS6 use=US1.1", "couvert=CS6 usage=US1.1" },
    { "code=cs6/us1.1.3", "code=CS6/US1.1.3", "code=CS6/US1.1.3" },
    { "code=611/113", "code=CS6.1.1/US1.1.3", "code=CS6.1.1/US1.1.3" },
    { "code=US1", "code=US1", "code=US1" },
    { "Millesime=2024 vue=Couvert", "vintage=24 dimension=cover", "millésime=24 vue=couvert" },
    { "surface<0,5ha area>=10m²", "area<5000 area>=10", "surface<5000 surface>=10" },
    { "!doute commentaire!~\"le \"\"chemin\"\"\"", "!doubt !comment~\"le \"\"chemin\"\"\"",
      "!doute !commentaire~\"le \"\"chemin\"\"\"" },
    { "comment= source", "comment=\"\" source", "commentaire=\"\" source" },
    { "auteur=Anna depuis=1/11/2026 jusque=2026-11-30T14:30", "author=Anna since=2026-11-01 until=2026-11-30T14:30",
      "auteur=Anna depuis=2026-11-01 jusque=2026-11-30T14:30" },
    { "zone=652000.5,6963000,651000,6962000", "zone=651000,6962000,652000.5,6963000",
      "zone=651000,6962000,652000.5,6963000" },
    { "zone=0,0,10,0,0,10", "zone=\"POLYGON ((0 0, 10 0, 0 10, 0 0))\"", "zone=\"POLYGON ((0 0, 10 0, 0 10, 0 0))\"" },
    { "signalement signalement=mmu or sans-code OU photovoltaique", "finding finding=mmu or uncoded or photovoltaic",
      "signalement signalement=mmu ou sans-code ou photovoltaïque" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MlsFilter) filter = parse (desk, cases[i].typed);
      g_autofree char *english = mls_filter_print (filter, MLS_LANGUAGE_ENGLISH);
      g_autofree char *french = mls_filter_print (filter, MLS_LANGUAGE_FRENCH);
      g_autoptr (MlsFilter) again = parse (desk, french);
      g_autofree char *same = mls_filter_print (again, MLS_LANGUAGE_ENGLISH);

      g_assert_cmpstr (english, ==, cases[i].english);
      g_assert_cmpstr (french, ==, cases[i].french);
      g_assert_cmpstr (same, ==, english);
    }
}

/* Words of changes are none where regions are asked for. */
static void
test_changes (Desk *desk, gconstpointer data)
{
  static const char *const cases[][3] = {
    { "de=2 VERS=cs1.1", "from=2 to=CS1.1", "de=2 vers=CS1.1" },
    { "from=6.1/113 impossible", "from=CS6.1/US1.1.3 impossible", "de=CS6.1/US1.1.3 impossible" },
    { "avant=2015 millésime=21", "before=15 vintage=21", "avant=15 millésime=21" },
    { "suspect !petit", "suspicious !small", "suspect !petit" },
  };
  static const char *const wrong[][2] = {
    { "from=CS9", "Word 1, “from=CS9”: there is no such code" },
    { "from=enaf:nowhere", "Word 1, “from=enaf:nowhere”: there is no such code" },
    { "to=nothing:1", "Word 1, “to=nothing:1”: there is no such code" },
    { "small before=20", "Word 2, “before=20”: the project has no such vintage" },
    { "!before=21", "Word 1, “!before=21”: this cannot be turned round" },
    { "before=21 or before=15", "Word 3, “before=15”: another one was named before" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsFilter) filter = mls_filter_parse (cases[i][0], MLS_FILTER_OF_CHANGES, &desk->rules, &error);
      g_autofree char *english = NULL;
      g_autofree char *french = NULL;

      g_assert_no_error (error);
      english = mls_filter_print (filter, MLS_LANGUAGE_ENGLISH);
      french = mls_filter_print (filter, MLS_LANGUAGE_FRENCH);
      g_assert_cmpstr (english, ==, cases[i][1]);
      g_assert_cmpstr (french, ==, cases[i][2]);

      g_assert_null (mls_filter_parse (cases[i][0], MLS_FILTER_OF_REGIONS, &desk->rules, &error));
      g_assert_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FILTER);
      g_assert_true (g_str_has_suffix (error->message, ": this is said of changes"));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mls_filter_parse (wrong[i][0], MLS_FILTER_OF_CHANGES, &desk->rules, &error));
      g_assert_cmpstr (error->message, ==, wrong[i][1]);
    }
}

/* A zone takes the place of others, in each clause; what is to lie outside of one stays. */
static void
test_within (Desk *desk, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "doubt", "doubt zone=0,0,9,9" },
    { "zone=1,1,2,2 doubt", "doubt zone=0,0,9,9" },
    { "zone=1,1,2,2", "zone=0,0,9,9" },
    { "zone=1,1,2,2 or uncoded !zone=5,5,6,6 or finding", "zone=0,0,9,9 or uncoded !zone=5,5,6,6 zone=0,0,9,9 or finding "
                                                          "zone=0,0,9,9" },
  };
  g_autofree char *alone = mls_filter_print_within (NULL, "0,0,9,9", MLS_LANGUAGE_FRENCH);

  g_assert_cmpstr (alone, ==, "zone=0,0,9,9");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MlsFilter) filter = parse (desk, cases[i][0]);
      g_autofree char *within = mls_filter_print_within (filter, "0,0,9,9", MLS_LANGUAGE_ENGLISH);
      g_autoptr (MlsFilter) again = parse (desk, within);
      g_autofree char *same = mls_filter_print (again, MLS_LANGUAGE_ENGLISH);

      g_assert_cmpstr (within, ==, cases[i][1]);
      g_assert_cmpstr (same, ==, within);
    }
}

/* Says which word is wrong, and why. */
static void
test_errors (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "A filter is at least one word" },
    { "doubt ara<500", "Word 2, “ara<500”: there is no such word" },
    { "doubt!", "Word 1, “doubt!”: there is no such word" },
    { "code=CS9.9", "Word 1, “code=CS9.9”: there is no such code" },
    { "code=6", "Word 1, “code=6”: there is no such code" },
    { "cover=", "Word 1, “cover=”: there is no such code" },
    { "code=CS6/CS6", "Word 1, “code=CS6/CS6”: there is no such code" },
    { "area=500", "Word 1, “area=500”: “<” or “>” and a number go behind it" },
    { "area<a", "Word 1, “area<a”: an area is a number of m², or of ha" },
    { "doubt=1", "Word 1, “doubt=1”: this word stands alone" },
    { "author", "Word 1, “author”: “=” and a value go behind it" },
    { "doubt or", "Word 2, “or”: it stands between two words" },
    { "or doubt", "Word 1, “or”: it stands between two words" },
    { "doubt or or doubt", "Word 3, “or”: it stands between two words" },
    { "comment=\"a b", "Word 1, “comment=\"a b”: the quotes do not end" },
    { "comment=\"a\"b", "Word 1, “comment=\"a\"b”: there is no such word" },
    { "since=2026-02-30", "Word 1, “since=2026-02-30”: a date is written 2026-11-01, or 2026-11-01T14:30" },
    { "since=2026-02-01x", "Word 1, “since=2026-02-01x”: a date is written 2026-11-01, or 2026-11-01T14:30" },
    { "zone=1,2,3", "Word 1, “zone=1,2,3”: a zone is X1,Y1,X2,Y2 in metres, or a POLYGON that does not cross itself" },
    { "zone=0,0,9,9,9,0,0,9", "Word 1, “zone=0,0,9,9,9,0,0,9”: a zone is X1,Y1,X2,Y2 in metres, or a POLYGON that does "
                              "not cross itself" },
    { "finding=what", "Word 1, “finding=what”: there is no such rule" },
    { "vintage=18", "Word 1, “vintage=18”: the project has no such vintage" },
    { "vintage=21 or vintage=24", "Word 3, “vintage=24”: another one was named before" },
    { "!vintage=21", "Word 1, “!vintage=21”: this cannot be turned round" },
    { "vue=surface", "Word 1, “vue=surface”: a dimension is “cover”, “use” or “pair”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mls_filter_parse (cases[i].text, MLS_FILTER_OF_REGIONS, &desk->rules, &error));
      g_assert_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FILTER);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static MlsLabel
label_of (const char *cover, const char *use, const char *comment)
{
  MlsLabel label = { { 0 } };

  label.field[MLS_FIELD_COVER] = g_quark_from_string (cover);
  label.field[MLS_FIELD_USE] = g_quark_from_string (use);
  label.field[MLS_FIELD_COMMENT] = g_quark_from_string (comment);

  return label;
}

/* A class means all below it; texts are compared without capitals and accents. */
static void
test_label (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean    holds;
  } cases[] = {
    { "code=CS6.1.1", TRUE },           { "cover=6.1", TRUE },
    { "cover=6", TRUE },                { "code=CS6", TRUE },
    { "code=CS1", FALSE },              { "use=1.1", TRUE },
    { "use=2", FALSE },                 { "code=CS6/US1.1.3", TRUE },
    { "code=CS6/US2", FALSE },          { "comment~CHÂTEAU", TRUE },
    { "comment~\"œuvre\"", TRUE },      { "comment=chateau", FALSE },
    { "comment=\"château, oeuvre\"", TRUE }, { "comment", TRUE },
    { "source", FALSE },                { "source=", TRUE },
    { "doubt", FALSE },                 { "uncoded", FALSE },
  };
  MlsLabel label = label_of ("CS6.1.1", "US1.1.3", "Chateau, œuvre");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MlsFilter) filter = parse (desk, cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (mls_filter_of_label (filter, &label, MLS_DIMENSION_PAIR), ==, cases[i].holds);
    }
}

/* Days are those of the reader's clock; the last one is whole. */
static void
test_operation (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsFilter) filter = parse (desk, "author=anna since=2026-11-10 until=2026-11-11");
  const struct
  {
    const char    *author;
    int            day, hour;
    MlsFilterWords words;
  } cases[] = {
    { "Anna", 9, 23, 1 | 4 }, { "Anna", 10, 0, 7 }, { "Noa", 11, 23, 2 | 4 }, { "Annabelle", 12, 0, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) local = g_date_time_new_local (2026, 11, cases[i].day, cases[i].hour, 30, 1.5);
      g_autoptr (GDateTime) utc = g_date_time_to_utc (local);
      g_autofree char *at = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.500Z");

      g_assert_cmpuint (mls_filter_of_operation (filter, &(MlsFilterOperation){ .author = cases[i].author, .at = at }), ==,
                        cases[i].words);
    }
}

static MlsFace *
square (gint64 x, gint64 y, gint64 side)
{
  const MlsPoint corners[] = { { x, y }, { x + side, y }, { x + side, y + side }, { x, y + side } };

  return mls_face_new (1, &(MlsRing){ corners, 4 }, 1, NULL, 0);
}

/* Ground counts, and not that borders touch; in the hole of a zone it does not lie. */
static void
test_ground (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsFilter) filter =
    parse (desk, "zone=0,0,10,10 zone=\"POLYGON((-30 -30, 30 -30, 30 30, -30 30),(-9 -9, 9 -9, 9 9, -9 9))\"");
  g_autoptr (MlsFace) within = square (1000, 1000, 1000);
  g_autoptr (MlsFace) across = square (8000, 8000, 5000);
  g_autoptr (MlsFace) beside = square (10000, 0, 1000);
  g_autoptr (MlsFace) same = square (0, 0, 10000);
  g_autoptr (MlsFace) around = square (-50000, -50000, 100000);
  g_autoptr (MlsFace) far = square (40000, 0, 1000);

  g_assert_cmpuint (mls_filter_of_ground (filter, within), ==, 1);
  g_assert_cmpuint (mls_filter_of_ground (filter, across), ==, 3);
  g_assert_cmpuint (mls_filter_of_ground (filter, beside), ==, 2);
  g_assert_cmpuint (mls_filter_of_ground (filter, same), ==, 3);
  g_assert_cmpuint (mls_filter_of_ground (filter, around), ==, 3);
  g_assert_cmpuint (mls_filter_of_ground (filter, far), ==, 0);
}

static MlsFilter *
parse_of_operations (Desk *desk, const char *text)
{
  g_autoptr (GError) error = NULL;
  MlsFilter *filter = mls_filter_parse (text, MLS_FILTER_OF_OPERATIONS, &desk->rules, &error);

  g_assert_no_error (error);
  return filter;
}

/* Words of operations are none elsewhere, and those of regions and changes are none here. */
static void
test_operations (Desk *desk, gconstpointer data)
{
  static const char *const wrong[][2] = {
    { "kind=what", "Word 1, “kind=what”: a kind is “change” or “correction”" },
    { "undone=1", "Word 1, “undone=1”: this word stands alone" },
    { "finding", "Word 1, “finding”: this is not said of what was done" },
    { "author=Anna small", "Word 2, “small”: this is said of changes" },
    { "from=enaf:A", "Word 1, “from=enaf:A”: this depends on what lies near, which the history does not tell" },
    { "!vintage=21", "Word 1, “!vintage=21”: this cannot be turned round" },
  };
  g_autoptr (MlsFilter) filter = parse_of_operations (desk, "verb=Split nature=Correction !UNDONE from=6 to=US1.1 or action=undo");
  g_autofree char *english = mls_filter_print (filter, MLS_LANGUAGE_ENGLISH);
  g_autofree char *french = mls_filter_print (filter, MLS_LANGUAGE_FRENCH);
  g_autoptr (MlsFilter) again = parse_of_operations (desk, french);
  g_autofree char *same = mls_filter_print (again, MLS_LANGUAGE_ENGLISH);

  g_assert_cmpstr (english, ==, "verb=Split kind=correction !undone from=6 to=US1.1 or verb=undo");
  g_assert_cmpstr (french, ==, "action=Split nature=correction !annulé de=6 vers=US1.1 ou action=undo");
  g_assert_cmpstr (same, ==, english);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mls_filter_parse (wrong[i][0], MLS_FILTER_OF_OPERATIONS, &desk->rules, &error));
      g_assert_cmpstr (error->message, ==, wrong[i][1]);
    }
  for (int scope = MLS_FILTER_OF_REGIONS; scope <= MLS_FILTER_OF_CHANGES; scope++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mls_filter_parse ("verb=split", (MlsFilterScope) scope, &desk->rules, &error));
      g_assert_cmpstr (error->message, ==, "Word 1, “verb=split”: this is said of what was done");
    }
}

/* What the row of an operation tells of it, and what it leaves to the ground. */
static void
test_ask (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char     *text;
    MlsFilterAnswer answer;
  } cases[] = {
    { "author=Anna", MLS_FILTER_YES },
    { "author=Noa", MLS_FILTER_NO },
    { "!author=Anna", MLS_FILTER_NO },
    { "verb=recode", MLS_FILTER_YES },
    { "verb=recoder", MLS_FILTER_YES },
    { "verb=split", MLS_FILTER_NO },
    { "kind=change !undone", MLS_FILTER_YES },
    { "kind=correction", MLS_FILTER_NO },
    { "undone or author=Anna", MLS_FILTER_YES },
    { "vintage=24", MLS_FILTER_YES },
    { "vintage=21", MLS_FILTER_NO },
    { "vintage=21 or author=Anna", MLS_FILTER_NO },
    { "zone=0,0,1,1", MLS_FILTER_ASK },
    { "zone=50,0,51,1", MLS_FILTER_NO },
    { "!zone=50,0,51,1", MLS_FILTER_YES },
    { "code=CS6 author=Noa", MLS_FILTER_NO },
    { "code=CS6 author=Anna", MLS_FILTER_ASK },
    { "area>5", MLS_FILTER_ASK },
    { "code=CS6 or author=Anna", MLS_FILTER_YES },
    { "since=2026-11-02", MLS_FILTER_NO },
    { "until=2026-11-02", MLS_FILTER_YES },
  };
  const MlsFilterOperation operation = {
    .author = "anna", .at = "2026-11-01T12:00:00.000Z", .verb = "recode", .title = "Recoder", .kind = "change",
    .vintages = MLS_VINTAGE (2), .box = { 0, 0, 10000, 10000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MlsFilter) filter = parse_of_operations (desk, cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (mls_filter_ask_operation (filter, &operation), ==, cases[i].answer);
    }
}

static MlsFace *
coded (gint64 x, gint64 width, const char *then, const char *now)
{
  const MlsPoint corners[] = { { x, 0 }, { x + width, 0 }, { x + width, 10000 }, { x, 10000 } };
  MlsLabel labels[3] = { { { 0 } } };

  labels[1].field[MLS_FIELD_COVER] = g_quark_from_string (then);
  labels[2].field[MLS_FIELD_COVER] = g_quark_from_string (now);

  return mls_face_new (1, &(MlsRing){ corners, 4 }, 1, labels, 3);
}

/* 30 m² of a meadow become built up at the last date; a neighbour of it stays water, and only loses a vertex. */
static void
test_finds (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean    found;
  } cases[] = {
    { "code=CS6", TRUE },
    { "code=CS1.1", TRUE },
    { "code=CS5", FALSE },
    { "!code=CS5", TRUE },
    { "!code=CS6", FALSE },
    { "from=6 to=1", TRUE },
    { "from=1 to=6", FALSE },
    { "cover=6 vintage=24", TRUE },
    { "cover=6 vintage=21", FALSE },
    { "area>29 area<31", TRUE },
    { "area>30", FALSE },
    { "zone=7,0,8,1", TRUE },
    { "zone=1,1,2,2", FALSE },
    { "zone=15,1,16,2", FALSE },
    { "!zone=15,1,16,2", TRUE },
    { "zone=7,0,8,1 code=CS6", TRUE },
    { "zone=1,1,2,2 code=CS6", FALSE },
    { "uncoded", FALSE },
    { "doubt", FALSE },
  };
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  const MlsFilterOperation operation = { .author = "", .at = "", .verb = "foreign", .box = { 0, 0, 20000, 10000 } };

  mls_delta_add (delta, coded (0, 10000, "CS6.1", "CS6.1"), coded (0, 7000, "CS6.1", "CS6.1"));
  mls_delta_add (delta, NULL, coded (7000, 3000, "CS6.1", "CS1.1.1"));
  mls_delta_add (delta, coded (10000, 10000, "CS5", "CS5"), coded (10000, 10000, "CS5", "CS5"));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MlsFilter) filter = parse_of_operations (desk, cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (mls_filter_finds (filter, &operation, delta), ==, cases[i].found);
    }
}

/* Labels alone rule out what they can, and nothing else: only those at dates that were written count. */
static void
test_may_find (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean    may;
  } cases[] = {
    { "code=CS6", TRUE }, { "code=CS5", FALSE }, { "code=CS1", FALSE },   { "from=6 to=6", TRUE },
    { "from=5", FALSE },  { "!code=CS6", TRUE }, { "zone=0,0,1,1", TRUE }, { "code=CS5 or area>5", TRUE },
  };
  const MlsFilterOperation operation = {
    .author = "", .at = "", .verb = "recode", .vintages = MLS_VINTAGE (2), .box = { 0, 0, 1000, 1000 }
  };
  g_autoptr (MlsFace) face = coded (0, 1000, "CS1.1.1", "CS6.1");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MlsFilter) filter = parse_of_operations (desk, cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (mls_filter_may_find (filter, &operation, mls_filter_of_past (filter, &operation, face->labels, 3)), ==,
                       cases[i].may);
    }
}

static MlsFilterClauses
of_area (const MlsFilter *filter, double area_m2)
{
  return mls_filter_of_region (filter, &(MlsFilterRegion){ .area2 = mls_area2_from_m2 (area_m2) });
}

/* A face finds its region for a clause, or keeps it out; how large the region is comes last. */
static void
test_clauses (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsFilter) filter = parse (desk, "doubt !comment area<500 or finding=mmu or area>2000 !area>3000");
  const MlsFilterWords doubt = 1, comment = 2, small = 8;

  g_assert_cmpuint (mls_filter_of_rules (filter, G_GUINT64_CONSTANT (1) << MLS_FINDING_MMU), ==, small);
  g_assert_cmpuint (mls_filter_of_rules (filter, G_GUINT64_CONSTANT (1) << MLS_FINDING_DOUBT), ==, 0);
  g_assert_cmpuint (mls_filter_found (filter, 0), ==, 4);
  g_assert_cmpuint (mls_filter_found (filter, doubt), ==, 1 | 4);
  g_assert_cmpuint (mls_filter_found (filter, doubt | small), ==, 7);
  g_assert_cmpuint (mls_filter_barred (filter, doubt | small), ==, 0);
  g_assert_cmpuint (mls_filter_barred (filter, comment), ==, 1);
  g_assert_cmpuint (of_area (filter, 499), ==, 1 | 2);
  g_assert_cmpuint (of_area (filter, 500), ==, 2);
  g_assert_cmpuint (of_area (filter, 2001), ==, 2 | 4);
  g_assert_cmpuint (of_area (filter, 3001), ==, 2);
}

static void
test_scope (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsFilter) plain = parse (desk, "doubt");
  g_autoptr (MlsFilter) named = parse (desk, "doubt vintage=21 or finding dimension=use");

  g_assert_cmpuint (mls_filter_get_vintage (plain, 2), ==, 2);
  g_assert_cmpint (mls_filter_get_dimension (plain, MLS_DIMENSION_COVER), ==, MLS_DIMENSION_COVER);
  g_assert_false (mls_filter_has (plain, MLS_FILTER_FINDING));
  g_assert_cmpuint (mls_filter_get_vintage (named, 2), ==, 1);
  g_assert_cmpint (mls_filter_get_dimension (named, MLS_DIMENSION_COVER), ==, MLS_DIMENSION_USE);
  g_assert_true (mls_filter_has (named, MLS_FILTER_FINDING));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/rules/filter/" name, Desk, NULL, desk_begin, func, desk_end)
  ADD ("print", test_print);
  ADD ("changes", test_changes);
  ADD ("within", test_within);
  ADD ("errors", test_errors);
  ADD ("label", test_label);
  ADD ("operation", test_operation);
  ADD ("ground", test_ground);
  ADD ("clauses", test_clauses);
  ADD ("scope", test_scope);
  ADD ("operations", test_operations);
  ADD ("operations/ask", test_ask);
  ADD ("operations/finds", test_finds);
  ADD ("operations/may-find", test_may_find);
#undef ADD

  return g_test_run ();
}
