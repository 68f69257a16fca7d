#include "../vector/source-file.h"
#include "program.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* The reference layers of a project, as the command line adds, lists, changes and forgets them. */

typedef struct
{
  char *folder;
  char *project;
} Case;

#define COMMUNE \
  "{\"type\":\"Polygon\",\"coordinates\":[[[700000,6600000],[700010,6600000],[700010,6600010],[700000,6600000]]]}" \
  "\t{\"nom_com\":\"Orçay\",\"insee\":\"18173\"}"
#define PLACE "{\"type\":\"Point\",\"coordinates\":[700005,6600005]}\t{\"toponyme\":\"Le Moulin\"}"

static void
set_up (Case *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->project = g_build_filename (self->folder, "map.gpkg", NULL);
  program_do ("new", self->project, "--vintage", "24", "--author", "tester", NULL);
}

static void
tear_down (Case *self, gconstpointer data)
{
  g_free (self->project);
  folder_remove (self->folder);
}

static void
assert_says (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

/* What the project says of its layers, without the folders of their sources. */
static void
assert_listed (const Case *self, const char *expected)
{
  g_autoptr (Answer) answer = program_run ("reference", self->project, NULL);
  g_autoptr (GRegex) source = g_regex_new ("\t/[^\t]*/", 0, 0, NULL);
  g_autofree char *text = g_regex_replace_literal (source, answer->out, -1, 0, "\t", 0, NULL);

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_left (Answer *answer, int status, const char *says)
{
  g_assert_cmpint (answer->status, ==, status);
  assert_says (answer->err, says);
  answer_free (answer);
}

static void
test_layers (Case *self, gconstpointer data)
{
  g_autofree char *communes = source_write ("communes.geojson", LAMBERT_93, COMMUNE);
  g_autofree char *places = source_write ("places.geojson", LAMBERT_93, PLACE);

  assert_listed (self, "");
  program_do ("reference", self->project, "add", communes, NULL);
  program_do ("reference", self->project, "add", places, "--title", "Lieux-dits", NULL);
  assert_listed (self,
                 "2\tLieux-dits\tplaces.geojson\tplaces\tcolour=#ff9ecb width=1.5 fill=0 lies=over shown=yes "
                 "snapping=no labels=yes name=toponyme\n"
                 "1\tcommunes\tcommunes.geojson\tcommunes\tcolour=#7db8ff width=1.5 fill=0 lies=over shown=yes "
                 "snapping=no labels=no name=nom_com\n");

  program_do ("reference", self->project, "set", "1", "position=1", "colour=#00ff7f", "width=2.5", "fill=30", "lies=under",
              "shown=no", "snapping=yes", "labels=yes", "name=insee", "title=Communes", NULL);
  program_do ("reference", self->project, "set", "2", "name=", "labels=no", NULL);
  assert_listed (self,
                 "1\tCommunes\tcommunes.geojson\tcommunes\tcolour=#00ff7f width=2.5 fill=30 lies=under shown=no "
                 "snapping=yes labels=yes name=insee\n"
                 "2\tLieux-dits\tplaces.geojson\tplaces\tcolour=#ff9ecb width=1.5 fill=0 lies=over shown=yes "
                 "snapping=no labels=no\n");
  program_do ("reference", self->project, "remove", "1", "2", NULL);
  assert_listed (self, "");
}

static void
test_facts (Case *self, gconstpointer data)
{
  g_autofree char *communes = source_write ("facts.geojson", LAMBERT_93, COMMUNE "\n" COMMUNE);
  g_autoptr (Answer) added = program_run ("reference", self->project, "add", communes, "--json", NULL);
  g_autoptr (Answer) listed = program_run ("reference", self->project, "--json", NULL);

  g_assert_cmpstr (added->out, ==,
                   "{\"id\":1,\"layer\":\"facts\",\"kind\":\"areas\",\"features\":2,\"crs\":\"RGF93 v1 / Lambert-93\","
                   "\"name\":\"nom_com\"}\n");
  assert_says (listed->out, "\"fill\":0,\"name\":\"nom_com\",\"lies\":\"over\",\"shown\":true,\"snapping\":false");
}

static void
test_refused (Case *self, gconstpointer data)
{
  g_autofree char *bare = source_path ("bare.csv");
  g_autofree char *empty = source_write ("empty.geojson", LAMBERT_93, COMMUNE);
  g_autofree char *missing = source_path ("missing.shp");
  g_autofree char *shape = source_make ("empty.shp", empty, (const char *const[]){ "-where", "insee = '0'", NULL });

  g_assert_true (g_file_set_contents (bare, "id,WKT\n1,POINT(700000 6600000)\n", -1, NULL));
  assert_left (program_run ("reference", self->project, "add", bare, NULL), 2, "bare.csv");
  assert_left (program_run ("reference", self->project, "add", missing, NULL), 3, "missing.shp");
  assert_left (program_run ("reference", self->project, "add", "", NULL), 3, "“”");
  assert_left (program_run ("reference", self->project, "add", shape, NULL), 3, "empty.shp");
  assert_left (program_run ("reference", self->project, "add", empty, "--layer", "roads", NULL), 2, "roads");
  assert_left (program_run ("reference", self->project, "add", NULL), 2, "add");
  assert_left (program_run ("reference", self->project, "paint", NULL), 2, "paint");
  assert_left (program_run ("reference", self->project, "remove", "7", NULL), 1, "7");
  assert_listed (self, "");

  program_do ("reference", self->project, "add", bare, "--assume-crs", NULL);
  assert_left (program_run ("reference", self->project, "set", "1", "colour=red", NULL), 2, "colour");
  assert_left (program_run ("reference", self->project, "set", "1", "width=0", NULL), 2, "width");
  assert_left (program_run ("reference", self->project, "set", "1", "fill=nan", NULL), 2, "fill");
  assert_left (program_run ("reference", self->project, "set", "1", "shown=maybe", NULL), 2, "shown");
  assert_left (program_run ("reference", self->project, "set", "1", "depth=1", NULL), 2, "called “depth”");
  assert_left (program_run ("reference", self->project, "set", "8", "width=1", NULL), 1, "8");
  assert_listed (self, "1\tbare\tbare.csv\tbare\tcolour=#7db8ff width=1.5 fill=0 lies=over shown=yes snapping=no labels=no "
                       "crs=project\n");
}

/* Words of one "set" say the same in any order, and a layer that moved is found. */
static void
test_changed (Case *self, gconstpointer data)
{
  g_autofree char *communes = source_write ("before.geojson", LAMBERT_93, COMMUNE);
  g_autofree char *places = source_write ("beside.geojson", LAMBERT_93, PLACE);
  g_autofree char *after = source_path ("after.geojson");
  static const char rest[] = "width=1.5 fill=0 lies=over shown=yes snapping=no labels=yes name=toponyme\n";
  g_autofree char *expected =
    g_strconcat ("2\tbeside\tbeside.geojson\tbeside\tcolour=#ff9ecb ", rest, "1\tbefore\tafter.geojson\tbefore\t"
                 "colour=#7db8ff width=2 fill=0 lies=over shown=yes snapping=no labels=no name=nom_com\n", NULL);

  program_do ("reference", self->project, "add", communes, places, NULL);
  assert_left (program_run ("reference", self->project, "set", "1", "position=1", "width=0", NULL), 2, "width");
  program_do ("reference", self->project, "set", "1", "position=2", "width=2", NULL);
  g_assert_cmpint (g_rename (communes, after), ==, 0);
  program_do ("reference", self->project, "locate", "1", after, NULL);
  assert_listed (self, expected);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  source_begin ();

  g_test_add ("/cli/reference/layers", Case, NULL, set_up, test_layers, tear_down);
  g_test_add ("/cli/reference/facts", Case, NULL, set_up, test_facts, tear_down);
  g_test_add ("/cli/reference/changed", Case, NULL, set_up, test_changed, tear_down);
  g_test_add ("/cli/reference/refused", Case, NULL, set_up, test_refused, tear_down);

  result = g_test_run ();
  source_end ();

  return result;
}
