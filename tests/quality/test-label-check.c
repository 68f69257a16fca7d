#include "quality/label-check.h"

#include "plot.h"
#include "rules/fault.h"

#include <locale.h>

static const MlsVintage vintages[2] = { { "21", 2021, NULL, 0 }, { "24", 2024, NULL, 0 } };

/* 'a' to 'd' have a minimum of 300 m², 'h' one of 50 m², in cover; uses have none but 'u', 200 m². */
static const PlotLegend legend[] = {
  { 'a', "A", "X" },
  { 'b', "B", "X" },
  { 'c', "C", "X" },
  { 'd', "A", "X", "1" },                /* a doubt */
  { 'e', "A", "X", "1", "hidden" },      /* … with its reason */
  { 'h', "H", "X" },
  { 'u', "A", "U" },
  { 'v', "B", "V" },
  { 'w', "A", "V" },
  { 'o', "A", "OLD" },                   /* a code that came with the data */
  { '?', "A", "NEVER" },                 /* one nobody knows */
  { 'p', "B", "Y" },                     /* a pair that came with the data */
  { 'n', "C", "Y" },                     /* no pair */
  { '-', NULL, NULL },
  { '1', "A", NULL },
  { '0', "A", "X", "0" },                /* no doubt, as some write it */
  { 0 },
};

static void
add_class (MlsNomenclature *nomenclature, MlsDimension dimension, const char *code, double minimum_m2)
{
  const MlsClass klass = { .dimension = dimension, .code = g_quark_from_string (code), .level = 1,
                           .label = { "", "" }, .minimum_m2 = minimum_m2 };

  g_assert_true (mls_nomenclature_add_class (nomenclature, &klass, NULL));
}

static void
add_pair (MlsNomenclature *nomenclature, const char *cover, const char *use, MlsCodeState state)
{
  const MlsPairRule rule = { .pair = { g_quark_from_string (cover), g_quark_from_string (use) },
                             .state = state };

  g_assert_true (mls_nomenclature_add_pair (nomenclature, &rule, NULL));
}

static void
add_transition (MlsNomenclature *nomenclature, const char *from, const char *to, MlsTransition transition)
{
  const MlsTransitionRule rule = { MLS_DIMENSION_COVER, g_quark_from_string (from), g_quark_from_string (to), transition };

  mls_nomenclature_add_transition (nomenclature, &rule);
}

static MlsNomenclature *
make_nomenclature (void)
{
  static const char *const covers[] = { "A", "B", "C", "H" };
  MlsNomenclature *nomenclature = mls_nomenclature_new ();

  add_class (nomenclature, MLS_DIMENSION_USE, "X", 0);
  add_class (nomenclature, MLS_DIMENSION_USE, "Y", 0);
  add_class (nomenclature, MLS_DIMENSION_USE, "U", 200);
  add_class (nomenclature, MLS_DIMENSION_USE, "V", 250);
  for (gsize i = 0; i < G_N_ELEMENTS (covers); i++)
    {
      add_class (nomenclature, MLS_DIMENSION_COVER, covers[i], covers[i][0] == 'H' ? 50 : 300);
      add_pair (nomenclature, covers[i], "X", MLS_CODE_VALID);
      add_pair (nomenclature, covers[i], "U", MLS_CODE_VALID);
      add_pair (nomenclature, covers[i], "V", MLS_CODE_VALID);
    }
  add_pair (nomenclature, "B", "Y", MLS_CODE_TOLERATED);
  add_transition (nomenclature, "A", "H", MLS_TRANSITION_SUSPICIOUS);
  add_transition (nomenclature, "H", "A", MLS_TRANSITION_IMPOSSIBLE);
  mls_nomenclature_tolerate (nomenclature, (MlsPair){ 0, g_quark_from_string ("OLD") }, 2021);

  return nomenclature;
}

static gboolean
add_edge (const MlsEdge *edge, gpointer user_data)
{
  mls_label_check_add_edge (user_data, edge);

  return TRUE;
}

/* What a drawing is checked by besides its classes. */
typedef struct
{
  double change_minimum_m2;
  double sliver_quotient;
} Limits;

static MlsLimits
limits_of (const Limits *asked)
{
  return (MlsLimits){ .change_minimum = mls_area2_from_m2 (asked->change_minimum_m2),
                      .sliver_quotient = asked->sliver_quotient,
                      .sliver_area = mls_area2_from_m2 (1000) };
}

static const Limits none_asked = { 0, 0 };

/* Both ways to find the faces of what was found come to the same. */
static void
check_flags (MlsLabelCheck *label_check, MlsMemory *memory, GPtrArray *faces, const GArray *findings)
{
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 2);
  g_autoptr (MlsFlags) grouped = mls_flags_new (mls_label_check_flags (label_check));
  g_autoptr (MlsFlags) followed = NULL;
  GArray *flags = g_array_new (FALSE, FALSE, sizeof (MlsFlag));

  for (guint i = 0; i < findings->len; i++)
    {
      MlsFinding finding = g_array_index (findings, MlsFinding, i);
      MlsSeverity found;

      if (finding.severity == MLS_SEVERITY_NOTE)
        continue;

      finding.place = mls_face_inner_point (g_ptr_array_index (faces, finding.fid - 1));
      g_assert_true (mls_flags_add (flags, patch, &finding, NULL));

      if (finding.vintage == MLS_NO_VINTAGE)
        continue;
      found = mls_flags_look_up (grouped, finding.fid, finding.vintage, finding.dimension);
      g_assert_cmpint (found, <=, finding.severity);
      g_assert_cmpint (mls_flags_look_up (grouped, faces->len + 1, finding.vintage, finding.dimension), ==, MLS_N_SEVERITIES);
    }

  followed = mls_flags_new (flags);
  g_assert_true (mls_flags_equal (grouped, followed));
}

static GArray *
check (MlsMemory *memory, const GArray *exceptions, const Limits *asked)
{
  static const MlsBox everywhere = { -MLS_GRID_LIMIT, -MLS_GRID_LIMIT, MLS_GRID_LIMIT, MLS_GRID_LIMIT };
  g_autoptr (MlsNomenclature) nomenclature = make_nomenclature ();
  const MlsRules rules = { nomenclature, vintages, 2, MLS_LANGUAGE_ENGLISH, limits_of (asked) };
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (MlsException));
  g_autoptr (MlsLabelCheck) label_check = mls_label_check_new (&rules, exceptions != NULL ? exceptions : none);
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);
  MlsSource source = mls_memory_source (memory);
  GArray *findings;

  source.funcs->edges (source.self, &everywhere, add_edge, label_check, NULL);
  for (guint i = 0; i < faces->len; i++)
    mls_label_check_add_face (label_check, g_ptr_array_index (faces, i));

  findings = mls_label_check_run (label_check);
  check_flags (label_check, memory, faces, findings);
  mls_finding_sort (findings);

  return findings;
}

/* "error mmu 21 cover A 200/300 @5", one a line. Twins are told only if asked for: squares side by
 * side with the same labels are plenty; notes likewise: so is what the edge cuts. */
static char *
describe (const GArray *findings, gboolean twins, gboolean notes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);

      if (finding->rule == MLS_FINDING_IDENTICAL)
        {
          if (twins)
            g_string_append_printf (text, "identical @%d @%d\n", (int) finding->fid, (int) finding->other_fid);
          continue;
        }

      if (finding->severity == MLS_SEVERITY_NOTE && !notes)
        continue;

      g_string_append_printf (text, "%s %s %s %s", mls_severity_name (finding->severity),
                              mls_finding_rule_name (finding->rule), vintages[finding->vintage].code,
                              mls_dimension_name (finding->dimension));
      if (finding->pair.cover != 0)
        g_string_append_printf (text, " %s", g_quark_to_string (finding->pair.cover));
      if (finding->pair.use != 0)
        g_string_append_printf (text, " %s", g_quark_to_string (finding->pair.use));
      g_string_append_printf (text, " %d", (int) mls_area2_to_m2 (finding->area2));
      if (finding->minimum != 0)
        g_string_append_printf (text, "/%d", (int) mls_area2_to_m2 (finding->minimum));
      g_string_append_printf (text, " @%d\n", (int) finding->fid);
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *rows[2][8];
  const char *expected;
  Limits      limits;
  gboolean    notes;
} Case;

static MlsMemory *
memory_of (const Case *c)
{
  const Plot plot = { legend, { c->rows[0], c->rows[1][0] != NULL ? c->rows[1] : c->rows[0] } };

  return plot_new (&plot);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (MlsMemory) memory = memory_of (c);
  g_autoptr (GArray) findings = check (memory, NULL, &c->limits);
  g_autofree char *text = describe (findings, FALSE, c->notes);

  g_assert_cmpstr (text, ==, c->expected);
}

/* One small region in the middle, another that touches it by a corner only, and one that spreads to
 * a third date's code; those at the territory's edge are exempt. */
static const Case minimum = {
  { { "bbbbbb", "babbab", "bbabbb", "bbbbbb" }, { "bbbbbb", "baabbb", "bbabbb", "bbbbbb" } },
  "error mmu 21 cover A 100/300 @8\n"
  "error mmu 21 cover A 100/300 @11\n"
  "error mmu 21 cover A 100/300 @15\n",
};

static const Case minimum_by_class = {
  { { "aaaaaa", "ahaaua", "aaaaaa" }, { NULL } },
  "error mmu 21 use U 100/200 @11\n"
  "error mmu 24 use U 100/200 @11\n",
};

/* Two uses on one cover: the cover's region is whole. */
static const Case minimum_by_dimension = {
  { { "bbbbbb", "baauub", "bbbbbb" }, { "bbbbbb", "bbbbbb", "bbbbbb" } },
  "",
};

/* Covers and uses are whole; where they cross each other, what is left is small. */
static const Case pieces = {
  { { "bbbbbbb", "baawvvb", "baaabbb", "bbbbbbb" }, { NULL } },
  "warning piece 21 pair A V 100/250 @11\n"
  "warning piece 21 pair B V 200/250 @12\n"
  "warning piece 24 pair A V 100/250 @11\n"
  "warning piece 24 pair B V 200/250 @12\n",
};

static const Case changes = {
  { { "bbbbbbbb", "bhhhaaab", "bbbbbbbb" }, { "bbbbbbbb", "baaahhbb", "bbbbbbbb" } },
  "error impossible-change 24 pair A X 300 @10\n"
  "warning suspicious-change 24 pair H X 200 @13\n",
};

/* Not where the territory ends: nobody knows how large it is. */
static const Case small_changes = {
  { { "bbbbbbbb", "bbbbbbbb", "bbbbbbbb", "bbbbbbbb" }, { "bcbbbbbb", "bbhhbbbb", "bbbbhbbb", "bbbbbbbb" } },
  "warning small-change 24 pair H X 100/200 @21\n",
  { .change_minimum_m2 = 200 },
};

/* A strip of seven is too long, one of eleven too large, and what is cut by the edge may go on beyond it. */
static const Case slivers = {
  { { "bbbbbbbbbbbbb", "baaaaaaabbbbb", "bbbbbbbbbbbbb", "baaaaaaaaaaab", "bbbbbbbbbbbbb", "bbbbbbaaaaaaa" }, { NULL } },
  "warning sliver 21 cover A 700 @15\n"
  "warning sliver 24 cover A 700 @15\n",
  { .sliver_quotient = 0.35 },
};

/* A hole, and what the territory leaves out, make an edge too. */
static const Case edge = {
  { { "bbbbb", "ba.ab", "bbbbb", "bbabb", "bbbbb" }, { NULL } },
  "error mmu 21 cover A 100/300 @17\n"
  "error mmu 24 cover A 100/300 @17\n"
  "note mmu-edge 21 cover A 100/300 @7\n"
  "note mmu-edge 21 cover A 100/300 @8\n"
  "note mmu-edge 24 cover A 100/300 @7\n"
  "note mmu-edge 24 cover A 100/300 @8\n",
  .notes = TRUE,
};

static const Case codes = {
  { { "oaa?", "oaaa" }, { "aaaa", "aaaa" } },
  "error code 21 use NEVER 100 @4\n"
  "warning tolerated-code 21 use OLD 200 @1\n",
};

static const Case pairs = {
  { { "ppaan", "ppbaa" }, { "ppppp", "ppppp" } },
  "error pair 21 pair C Y 100 @5\n"
  "warning tolerated-pair 21 pair B Y 400 @1\n"
  "warning tolerated-pair 24 pair B Y 1000 @1\n",
};

static const Case missing = {
  { { "--a1", "--a1", "aaaa" }, { "----", "----", "----" } },
  "warning missing-label 21 use 200 @4\n"
  "warning missing-label 21 pair 400 @1\n"
  "warning missing-label 24 pair 1200 @1\n",
};

static const Case doubts = {
  { { "aadd", "e0dd", "aaaa" }, { "aaaa", "aaaa", "aaad" } },
  "warning doubt 21 pair 400 @3\n"
  "warning doubt 24 pair 100 @12\n",
};

static const Plot island = {
  legend,
  { (const char *const[]){ "bbbb", "baab", "bbbb", NULL }, (const char *const[]){ "bbbb", "bbbb", "bbbb", NULL } },
};

static MlsException
exception_at (MlsPoint place)
{
  return (MlsException){ .rule = g_quark_from_static_string ("mmu"),
                         .vintage = 0,
                         .dimension = MLS_DIMENSION_COVER,
                         .code = g_quark_from_static_string ("A"),
                         .place = place,
                         .area_m2 = 200,
                         .reason = g_quark_from_static_string ("a well") };
}

static MlsSeverity
severity_with (MlsException exception)
{
  g_autoptr (MlsMemory) memory = plot_new (&island);
  g_autoptr (GArray) exceptions = g_array_new (FALSE, FALSE, sizeof (MlsException));
  g_autoptr (GArray) findings = NULL;
  const MlsFinding *finding;

  g_array_append_val (exceptions, exception);
  findings = check (memory, exceptions, &none_asked);
  for (guint i = 0; i < findings->len; i++)
    {
      finding = &g_array_index (findings, MlsFinding, i);
      if (finding->rule == MLS_FINDING_MMU)
        return finding->severity;
    }

  g_assert_not_reached ();
}

/* Leave counts anywhere in the region, on its border too, while it is of that code and no smaller. */
static void
test_exception (void)
{
  MlsPoint centre = plot_centre (&island, 1, 1);
  MlsPoint border = { centre.x, centre.y + PLOT_SIDE / 2 };
  MlsException exception = exception_at (centre);

  g_assert_cmpint (severity_with (exception), ==, MLS_SEVERITY_EXCEPTION);
  g_assert_cmpint (severity_with (exception_at (plot_centre (&island, 2, 1))), ==, MLS_SEVERITY_EXCEPTION);
  g_assert_cmpint (severity_with (exception_at (border)), ==, MLS_SEVERITY_EXCEPTION);
  g_assert_cmpint (severity_with (exception_at (plot_centre (&island, 0, 1))), ==, MLS_SEVERITY_ERROR);

  exception.area_m2 = 200.01;
  g_assert_cmpint (severity_with (exception), ==, MLS_SEVERITY_EXCEPTION);
  exception.area_m2 = 201;
  g_assert_cmpint (severity_with (exception), ==, MLS_SEVERITY_ERROR);
  exception.area_m2 = 150;
  g_assert_cmpint (severity_with (exception), ==, MLS_SEVERITY_EXCEPTION);

  exception.code = g_quark_from_static_string ("B");
  g_assert_cmpint (severity_with (exception), ==, MLS_SEVERITY_ERROR);
  exception.code = 0;
  g_assert_cmpint (severity_with (exception), ==, MLS_SEVERITY_EXCEPTION);

  exception.vintage = 1;
  g_assert_cmpint (severity_with (exception), ==, MLS_SEVERITY_ERROR);
  exception.vintage = 0;
  exception.dimension = MLS_DIMENSION_USE;
  g_assert_cmpint (severity_with (exception), ==, MLS_SEVERITY_ERROR);
  exception.dimension = MLS_DIMENSION_COVER;
  exception.rule = g_quark_from_static_string ("pair");
  g_assert_cmpint (severity_with (exception), ==, MLS_SEVERITY_ERROR);
}

/* Equal at one date is normal. */
static void
test_identical (void)
{
  const Plot plot = {
    legend,
    { (const char *const[]){ "aab", "aab", NULL }, (const char *const[]){ "abb", "aab", NULL } },
  };
  g_autoptr (MlsMemory) memory = plot_new (&plot);
  g_autoptr (GArray) findings = check (memory, NULL, &none_asked);
  g_autofree char *text = describe (findings, TRUE, FALSE);

  g_assert_cmpstr (text, ==, "identical @1 @4\nidentical @3 @6\nidentical @4 @5\n");
}

static MlsPoint
place_in (MlsMemory *memory, gint64 fid)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);

      if (face->id == fid)
        return mls_face_inner_point (face);
    }

  g_assert_not_reached ();
}

/* What is said of @finding's ground at the place of its face, when @exceptions hold. */
static MlsFinding *
find_fault (MlsMemory *memory, const Case *plot, const GArray *exceptions, const MlsFinding *finding)
{
  g_autoptr (MlsNomenclature) nomenclature = make_nomenclature ();
  const MlsRules rules = { nomenclature, vintages, 2, MLS_LANGUAGE_ENGLISH, limits_of (&plot->limits) };
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 2);
  MlsPoint at = place_in (memory, finding->fid);
  g_autoptr (GArray) faults = mls_faults_at (patch, &rules, exceptions, MLS_ASPECT_ALL, at, NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      const MlsFinding *fault = &g_array_index (faults, MlsFinding, i);

      if (fault->rule == finding->rule && fault->vintage == finding->vintage && fault->dimension == finding->dimension &&
          (fault->rule != MLS_FINDING_IDENTICAL || fault->other_fid == finding->other_fid))
        return g_memdup2 (fault, sizeof *fault);
    }

  return NULL;
}

/* One finding is looked at: leave for what is said at its place makes it an exception, and nothing is said
 * there any more. */
static void
except_finding (MlsMemory *memory, const Case *plot, const MlsFinding *finding)
{
  g_autoptr (GArray) exceptions = g_array_new (FALSE, FALSE, sizeof (MlsException));
  g_autofree MlsFinding *fault = find_fault (memory, plot, exceptions, finding);
  g_autofree MlsFinding *left = NULL;
  g_autoptr (GArray) findings = NULL;
  MlsException exception;
  guint n_excepted = 0;

  g_assert_nonnull (fault);
  g_assert_cmpint (fault->severity, ==, finding->severity);
  g_assert_true (fault->area2 == finding->area2 || finding->rule == MLS_FINDING_DOUBT ||
                 finding->rule == MLS_FINDING_MISSING_LABEL);
  if (!mls_finding_is_exceptable (finding))
    return;

  exception = mls_exception_of (fault, "a reason");
  g_array_append_val (exceptions, exception);
  left = find_fault (memory, plot, exceptions, finding);
  g_assert_null (left);

  findings = check (memory, exceptions, &plot->limits);
  for (guint k = 0; k < findings->len; k++)
    {
      const MlsFinding *found = &g_array_index (findings, MlsFinding, k);

      if (found->severity == MLS_SEVERITY_EXCEPTION)
        {
          n_excepted++;
          g_assert_cmpint (found->rule, ==, finding->rule);
        }
    }
  g_assert_cmpuint (n_excepted, >=, 1);
}

static void
test_exceptions (gconstpointer data)
{
  const Case *plot = data;
  g_autoptr (MlsMemory) memory = memory_of (plot);
  g_autoptr (GArray) findings = check (memory, NULL, &plot->limits);

  for (guint i = 0; i < findings->len; i++)
    except_finding (memory, plot, &g_array_index (findings, MlsFinding, i));
}

/* A strip of two squares, one face each, with so many points on the sides they do not share. */
static MlsMemory *
strip (guint n_points)
{
  MlsMemory *memory = mls_memory_new ();
  MlsLabel labels[2] = { { { 0 } } };

  for (guint f = 0; f < 2; f++)
    {
      gint64 x = PLOT_X + (gint64) f * PLOT_SIDE;
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
      MlsPoint corners[] = { { x, PLOT_Y }, { x + PLOT_SIDE, PLOT_Y }, { x + PLOT_SIDE, PLOT_Y + PLOT_SIDE } };
      MlsRing ring;

      g_array_append_vals (points, corners, G_N_ELEMENTS (corners));
      for (guint i = 4; i < n_points; i++)
        {
          MlsPoint p = { x + PLOT_SIDE - i, PLOT_Y + PLOT_SIDE + (i % 2) };

          g_array_append_val (points, p);
        }
      g_array_append_val (points, ((MlsPoint){ x, PLOT_Y + PLOT_SIDE }));
      ring = (MlsRing){ (const MlsPoint *) (gpointer) points->data, points->len };
      mls_memory_add (memory, mls_face_new (f + 1, &ring, 1, labels, 2));
    }

  return memory;
}

/* What was cut because it would be too large is no fault. */
static void
test_cuts (void)
{
  g_autoptr (MlsMemory) small = strip (700);
  g_autoptr (MlsMemory) large = strip (760);
  g_autoptr (GArray) found = check (small, NULL, &none_asked);
  g_autoptr (GArray) spared = check (large, NULL, &none_asked);
  g_autofree char *text = describe (found, TRUE, FALSE);
  g_autofree char *nothing = describe (spared, TRUE, FALSE);

  g_assert_nonnull (g_strstr_len (text, -1, "identical @1 @2"));
  g_assert_null (g_strstr_len (nothing, -1, "identical"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/quality/label-check/minimum", &minimum, test_case);
  g_test_add_data_func ("/quality/label-check/minimum-by-class", &minimum_by_class, test_case);
  g_test_add_data_func ("/quality/label-check/minimum-by-dimension", &minimum_by_dimension, test_case);
  g_test_add_data_func ("/quality/label-check/pieces", &pieces, test_case);
  g_test_add_data_func ("/quality/label-check/changes", &changes, test_case);
  g_test_add_data_func ("/quality/label-check/small-changes", &small_changes, test_case);
  g_test_add_data_func ("/quality/label-check/slivers", &slivers, test_case);
  g_test_add_data_func ("/quality/label-check/edge", &edge, test_case);
  g_test_add_data_func ("/quality/label-check/codes", &codes, test_case);
  g_test_add_data_func ("/quality/label-check/pairs", &pairs, test_case);
  g_test_add_data_func ("/quality/label-check/missing", &missing, test_case);
  g_test_add_data_func ("/quality/label-check/doubts", &doubts, test_case);
  g_test_add_func ("/quality/label-check/exception", test_exception);
  g_test_add_data_func ("/quality/label-check/exceptions/minimum", &minimum, test_exceptions);
  g_test_add_data_func ("/quality/label-check/exceptions/minimum-by-class", &minimum_by_class, test_exceptions);
  g_test_add_data_func ("/quality/label-check/exceptions/minimum-by-dimension", &minimum_by_dimension, test_exceptions);
  g_test_add_data_func ("/quality/label-check/exceptions/pieces", &pieces, test_exceptions);
  g_test_add_data_func ("/quality/label-check/exceptions/changes", &changes, test_exceptions);
  g_test_add_data_func ("/quality/label-check/exceptions/small-changes", &small_changes, test_exceptions);
  g_test_add_data_func ("/quality/label-check/exceptions/slivers", &slivers, test_exceptions);
  g_test_add_data_func ("/quality/label-check/exceptions/edge", &edge, test_exceptions);
  g_test_add_data_func ("/quality/label-check/exceptions/codes", &codes, test_exceptions);
  g_test_add_data_func ("/quality/label-check/exceptions/pairs", &pairs, test_exceptions);
  g_test_add_data_func ("/quality/label-check/exceptions/missing", &missing, test_exceptions);
  g_test_add_data_func ("/quality/label-check/exceptions/doubts", &doubts, test_exceptions);
  g_test_add_func ("/quality/label-check/identical", test_identical);
  g_test_add_func ("/quality/label-check/cuts", test_cuts);

  return g_test_run ();
}
