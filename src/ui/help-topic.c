#include "ui/help-topic.h"

#include <glib/gi18n.h>
#include <string.h>

/* Under which a widget keeps what it was told to be about. */
#define TOPIC_KEY "mls-help-topic"

static const MlsHelpTopic topics[] = {
  { "first", N_("The First Ten Minutes"),
    N_("Open the demo territory to try everything on: a made-up village, where nothing can be broken. The tutorial in the "
       "menu leads through it."),
    { "win.open", "app.preferences" } },
  { "line", N_("Draw a Line"),
    N_("From border to border a line splits a region; out of it and back it takes from the neighbour, or gives to it; closed, "
       "it cuts out an island. Right-click to finish."),
    { "win.tool::line", "win.other-side", "win.remove-last-vertex", "win.drop-sketch", "win.tracing", "win.strips",
      "win.completing" } },
  { "refused", N_("When an Edit Is Refused"),
    N_("Nothing was written, and the line is still in hand. Take the cure, keep it as an exception, or draw on."),
    { "win.cure", "win.except", "win.remove-last-vertex", "win.drop-sketch", "win.gauge" } },
  { "codes", N_("Type Codes"),
    N_("Three digits for the cover, three for the use; / before a use alone. Only codes that go together are offered."),
    { "win.search-code", "win.explain-codes", "win.favourite(0)", "win.recent-pair(0)", "win.pick-here" } },
  { "kind", N_("What an Edit Is Of"),
    N_("A change writes the edited date alone: the land changed. A correction writes all dates that had the same code: the map "
       "was wrong."),
    { "win.newer-vintage", "win.toggle-kind", "win.carry-over", "win.next-dimension", "win.next-fills" } },
  { "vertices", N_("Move a Border"),
    N_("Drag a vertex; double-click the border to insert one. Click one and Shift-click another for all between them. Both sides "
       "move together."),
    { "win.tool::vertex", "win.extend(1)", "win.remove-vertices", "win.straighten", "win.simplify", "win.smooth" } },
  { "regions", N_("Select, Merge, Paint"),
    N_("Work on whole regions: a code recodes those selected, a drag merges or paints those crossed. The right button has a menu "
       "of the region under the pointer."),
    { "win.tool::select", "win.tool::merge", "win.tool::paint", "win.absorb", "win.zoom-to-selection", "win.pick-here" } },
  { "aids", N_("Draw More Exactly, or Faster"),
    N_("Click from place to place to measure lengths and areas. Snapping, right angles, borders and edges of the photo lead a "
       "line that is drawn."),
    { "win.tool::measure", "win.snapping", "win.tracing", "win.square", "win.segment", "win.gauge" } },
  { "look", N_("Look at the Photo, at Both Dates"),
    N_("Each view has its date, its photo, its state and its colours. Views stand beside or over one another, and each can be "
       "drawn in."),
    { "win.hold-photo", "win.hold-bare", "win.panes(1)", "win.next-comparison", "win.share(-1)", "win.story" } },
  { "undo", N_("Take Back"),
    N_("Choose how far back: all edits down to the one chosen are undone. What was done out of view, or by somebody else, is "
       "shown first."),
    { "win.undo", "win.history" } },
  { "notes", N_("Doubt, Source, Comment"),
    N_("What is said of a region besides its codes, in the edited date. Enter keeps what is written."),
    { "win.toggle-note::doubt", "win.write-note::source" } },
  { "findings", N_("Work Off the List"),
    N_("Findings, changes, or what a filter finds. Enter cures a finding, verifies one that was corrected, or accepts a change; "
       "Shift+Enter keeps it as an exception, or sends it back."),
    { "win.previous-place", "win.cure", "win.except", "win.filter" } },
  { "filter", N_("List What You Mean"),
    N_("A few words, in any order: cover=6, area<500, doubt, author=Anna. The menu beside the entry has ready ones, and limits "
       "them to what is in view."),
    { "win.filter", "win.previous-place" } },
  { "go", N_("Find a Place Again"),
    N_("Coordinates in metres or degrees, the number of a face, or a name of a reference layer; bookmarks keep views by a name."),
    { "win.go-to", "win.bookmarks", "win.previous-view", "win.copy-place", "win.other-map(0)" } },
  { "zone", N_("Go Through Your Zone"),
    N_("Square by square: the one in the middle of the map is marked done or checked."),
    { "win.next-square", "win.mark-square::done" } },
  { "photos", N_("Photos"),
    N_("Files, folders of files seen as one, or servers, date by date. Photos are only read, and stay where they are."),
    { "win.infrared", "win.hold-bare" } },
  { "layers", N_("Reference Layers"),
    N_("Roads, parcels, communes: any file of points, lines or areas, to look at and to snap to. They are never written."),
    { "win.layers", "win.references", "win.go-to" } },
  { "project", N_("Open or Make a Project"),
    N_("A project is one file. One that is made of a layer takes the codes from the columns that you name; what does not fit edge "
       "by edge is told with its places."),
    { "win.open" } },
  { "qgis", N_("Work Beside QGIS"),
    N_("Codes and remarks may be edited there, borders are drawn here. What was done is told at the next opening, and can be taken "
       "back."),
    { NULL } },
  { "dates", N_("Dates of the Project"),
    N_("Copy a date to update it or to back-date, or read one from a file. A closed date takes corrections alone, a frozen one "
       "nothing."),
    { "win.dates", "win.newer-vintage" } },
  { "nomenclature", N_("The Nomenclature"),
    N_("What classes are called, how they look, how small they may be, and what is to be thought of a change. All of it holds from "
       "now on, and shows at once; what was before keeps its own."),
    { "win.search-code", "win.explain-codes" } },
  { "packages", N_("Work Packages"),
    N_("Take a part of the project out to work on it elsewhere, and bring it back as often as you like: each edit comes with its "
       "author and time."),
    { NULL } },
  { "history", N_("The Whole History"),
    N_("All that was done, with the ground of each operation. One can be taken back alone, a state brought back, two compared."),
    { "win.history", "win.filter", "win.previous-place", "win.undo" } },
  { "file", N_("The Project’s File"),
    N_("What takes room, what a shorter history would save and lose, whether the file is sound, and its backups."),
    { NULL } },
  { "preferences", N_("Preferences"),
    N_("Your name goes into the history with each edit: always write it the same way. A ruler makes scales on the screen exact."),
    { "app.preferences" } },
  { "matrix", N_("What Became of What"),
    N_("Rows are what it was, columns what it is. Enter on a cell lists those changes on the map."),
    { "win.matrix" } },
  { "contrast", N_("What Differs Between Two States"),
    N_("Areas by class before and after. The places are in the list beside the map, each at both states."),
    { "win.previous-place", "win.share(-1)" } },
  { "delivery", N_("Versions and Deliveries"),
    N_("A version gives a state a name. A delivery is sealed with a fingerprint: 64 digits, the same exactly if the map is the "
       "same."),
    { "win.name-version" } },
  { "products", N_("Deliver the Map"),
    N_("First whether it is conform: a reason against it leads to what is to be corrected. Then what is handed over, as which "
       "files, and whether zone by zone. All that was written is read back."),
    { "win.name-version" } },
  { "review", N_("Review Changes"),
    N_("From change to change, best with both dates side by side. Enter accepts one; Shift+Enter sends it back with a remark, and "
       "it is a finding for whoever drew it until it is another."),
    { "win.previous-place", "win.panes(1)", "win.next-comparison", "win.filter" } },
  { "judge", N_("Judge a Sample"),
    N_("One key for what is right. For what is wrong, say what, and type the code that is there. Each word is kept when it is "
       "said."),
    { "win.judge::right", "win.judge::cover", "win.judge::outline", "win.judge::omission", "win.judge::no-opinion",
      "win.next-unit", "win.undo" } },
  { "blind", N_("Judge a Blind Sample"),
    N_("Type the codes that you see, then Enter. Nothing tells what the map says; figures and confirming do, and end your "
       "judging."),
    { "win.judge::cover", "win.judge::outline", "win.judge::omission", "win.judge::no-opinion", "win.next-unit" } },
  { "confirm", N_("Confirm Errors"),
    N_("Is what was called an error one? Enter confirms it, Shift+Enter rejects it with a reason. Nobody confirms what they found "
       "themselves."),
    { "win.previous-place" } },
  { "sample", N_("Draw, Hand Out, Bring Back a Sample"),
    N_("A share of the regions of each class, spread over the ground; rare classes entirely. Its file needs no project, and can "
       "be filled in in QGIS."),
    { NULL } },
  { "accuracy", N_("How Right the Map Is"),
    N_("What is right of each class, of the units and of the ground, with its interval. Each figure leads to the units behind it."),
    { NULL } },
  { "keys", N_("All Keys"),
    N_("The same key may mean something else while vertices are chosen or a sample is judged: those have groups of their own."),
    { NULL } },
  { "trouble", N_("When Something Takes Long"),
    N_("Cancel leaves everything as it was. What was edited before is in the file."),
    { NULL } },
};

/* What a widget is about, and all within it. Windows and dialogs all stand here. */
static const struct
{
  const char *type_name;
  const char *page;
} widgets[] = {
  { "MlsAccuracyWindow", "accuracy" },
  { "MlsBookmarkList", "go" },
  { "MlsBottomBar", "go" },
  { "MlsCodePanel", "codes" },
  { "MlsContrastWindow", "contrast" },
  { "MlsDatesDialog", "dates" },
  { "MlsDeliverDialog", "products" },
  { "MlsDrawDialog", "sample" },
  { "MlsFileDialog", "file" },
  { "MlsFilterEntry", "filter" },
  { "MlsFirstMapDialog", "project" },
  { "MlsGoMenu", "go" },
  { "MlsHandOutDialog", "sample" },
  { "MlsHelpCard", "keys" },
  { "MlsHistoryMenu", "undo" },
  { "MlsHistoryPanel", "history" },
  { "MlsImportDialog", "project" },
  { "MlsKeyCard", "keys" },
  { "MlsLayersDialog", "layers" },
  { "MlsMatrixWindow", "matrix" },
  { "MlsMergeDialog", "sample" },
  { "MlsNomenclatureDialog", "nomenclature" },
  { "MlsNotePanel", "notes" },
  { "MlsOutlookMenu", "look" },
  { "MlsPackagesDialog", "packages" },
  { "MlsPairPalette", "codes" },
  { "MlsPhotoMenu", "photos" },
  { "MlsPhotosDialog", "photos" },
  { "MlsPreferences", "preferences" },
  { "MlsProgressDialog", "trouble" },
  { "MlsQueuePanel", "findings" },
  { "MlsRegionPanel", "regions" },
  { "MlsStartPage", "first" },
  { "MlsStateMenu", "kind" },
  { "MlsStoryPopover", "look" },
  { "MlsTimeBar", "history" },
  { "MlsTutorialCard", "first" },
  { "MlsVersionsDialog", "delivery" },
};

/**
 * mls_help_topics:
 * @n_topics: (out): how many there are
 *
 * Returns: (array length=n_topics): all topics
 */
const MlsHelpTopic *
mls_help_topics (guint *n_topics)
{
  *n_topics = G_N_ELEMENTS (topics);

  return topics;
}

/**
 * mls_help_topic:
 * @page: a page of the guide that has a topic
 *
 * Returns: its topic
 */
const MlsHelpTopic *
mls_help_topic (const char *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    if (strcmp (topics[i].page, page) == 0)
      return &topics[i];

  g_return_val_if_reached (NULL);
}

/**
 * mls_help_topic_of:
 * @type_name: the name of a type of widgets
 *
 * Returns: (nullable): what they are about, if they are about anything of their own
 */
const MlsHelpTopic *
mls_help_topic_of (const char *type_name)
{
  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    if (strcmp (widgets[i].type_name, type_name) == 0)
      return mls_help_topic (widgets[i].page);

  return NULL;
}

/**
 * mls_help_topic_set:
 * @widget: a widget whose type does not tell what it is about
 * @page: a page of the guide that has a topic, which it and all within it are about from now on
 */
void
mls_help_topic_set (GtkWidget *widget, const char *page)
{
  g_object_set_data (G_OBJECT (widget), TOPIC_KEY, (gpointer) mls_help_topic (page));
}

/**
 * mls_help_topic_at:
 * @widget: (nullable): a widget
 *
 * Returns: (nullable): what it, or the first around it that is about anything, is about
 */
const MlsHelpTopic *
mls_help_topic_at (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      const MlsHelpTopic *topic = g_object_get_data (G_OBJECT (widget), TOPIC_KEY);

      if (topic == NULL)
        topic = mls_help_topic_of (G_OBJECT_TYPE_NAME (widget));
      if (topic != NULL)
        return topic;
    }

  return NULL;
}

/**
 * mls_help_topic_of_tool:
 * @tool: a tool
 *
 * Returns: what there is to be said of it
 */
const MlsHelpTopic *
mls_help_topic_of_tool (MlsToolKind tool)
{
  switch (tool)
    {
    case MLS_TOOL_LINE:
      return mls_help_topic ("line");
    case MLS_TOOL_VERTEX:
      return mls_help_topic ("vertices");
    case MLS_TOOL_PICK:
      return mls_help_topic ("codes");
    case MLS_TOOL_MEASURE:
      return mls_help_topic ("aids");
    case MLS_TOOL_SELECT:
    case MLS_TOOL_MERGE:
    case MLS_TOOL_CURE:
    case MLS_TOOL_PAINT:
    case MLS_N_TOOLS:
      break;
    }

  return mls_help_topic ("regions");
}
