/* What a workspace leaves in the project, to find itself again: where it looked, what it edited, and
 * the sketch in hand, vertex by vertex. */

#include "document/workspace-private.h"

#include "base/format.h"

#include <string.h>

#define SETTING "workspace"
#define DRAFT   "sketch"

/* Of a pane that is drawn in a manner of its own. */
#define PANE "pane-%u"

/* Written before the points of a line that is to cut every region it crosses. */
#define ALL "all"

/* A key file keeps its numbers the same in every locale. */
static GKeyFile *
read_setting (MlsWorkspace *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  if (mls_store_get_setting (mls_project_get_store (self->project), SETTING, &text, NULL) && text != NULL)
    g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL);

  return g_steal_pointer (&file);
}

static MlsText
read_text (GKeyFile *file, const char *key)
{
  g_autofree char *text = g_key_file_get_string (file, SETTING, key, NULL);

  return text != NULL && text[0] != '\0' ? g_quark_from_string (text) : 0;
}

static int
read_index_of (GKeyFile *file, const char *group, const char *key, int fallback, int n)
{
  g_autoptr (GError) error = NULL;
  int value = g_key_file_get_integer (file, group, key, &error);

  return error == NULL && value >= 0 && value < n ? value : fallback;
}

static int
read_index (GKeyFile *file, const char *key, int fallback, int n)
{
  return read_index_of (file, SETTING, key, fallback, n);
}

static MlsVintageSet
read_vintages (MlsWorkspace *self, GKeyFile *file, const char *key)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  g_auto (GStrv) codes = g_key_file_get_string_list (file, SETTING, key, NULL, NULL);
  MlsVintageSet set = 0;

  for (guint v = 0; codes != NULL && v < rules->n_vintages; v++)
    if (g_strv_contains ((const char *const *) codes, rules->vintages[v].code))
      set |= MLS_VINTAGE (v);

  return set;
}

static void
read_manner (MlsWorkspace *self, GKeyFile *file, const char *group, MlsManner *manner)
{
  const MlsNomenclature *nomenclature = mls_project_get_rules (self->project)->nomenclature;
  g_autofree char *indicator = g_key_file_get_string (file, group, "indicator", NULL);

  manner->dimension = (MlsDimension) read_index_of (file, group, "dimension", (int) manner->dimension, MLS_N_DIMENSIONS);
  manner->dimension = mls_workspace_dimension_near (self, manner->dimension);
  manner->opacity = CLAMP (g_key_file_get_double (file, group, "opacity", NULL), 0, 1);
  manner->level = 1 + (guint) read_index_of (file, group, "level", (int) manner->level - 1, (int) mls_nomenclature_n_levels (nomenclature));
  manner->indicator = mls_nomenclature_find_indicator (nomenclature, indicator);
  manner->patterned = read_index_of (file, group, "patterned", 1, 2) == 1;
  manner->lettered = read_index_of (file, group, "lettered", 0, 2) == 1;
  manner->infrared = read_index_of (file, group, "infrared", 0, 2) == 1;
}

static void
write_manner (GKeyFile *file, const char *group, const MlsManner *manner)
{
  g_key_file_set_integer (file, group, "dimension", (int) manner->dimension);
  g_key_file_set_double (file, group, "opacity", manner->opacity);
  g_key_file_set_integer (file, group, "level", (int) manner->level - 1);
  g_key_file_set_string (file, group, "indicator",
                         manner->indicator != MLS_INDICATOR_NONE ? g_quark_to_string (manner->indicator) : "");
  g_key_file_set_integer (file, group, "patterned", manner->patterned);
  g_key_file_set_integer (file, group, "lettered", manner->lettered);
  g_key_file_set_integer (file, group, "infrared", manner->infrared);
}

/* The index of the vintage whose code a file names, for it may have another place by now; @fallback else. */
static guint
read_code (MlsWorkspace *self, GKeyFile *file, const char *key, guint fallback)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  g_autofree char *code = g_key_file_get_string (file, SETTING, key, NULL);
  guint v = fallback;

  mls_vintage_find (rules->vintages, rules->n_vintages, code, &v);

  return v;
}

static void
write_code (MlsWorkspace *self, GKeyFile *file, const char *key, guint vintage)
{
  const MlsRules *rules = mls_project_get_rules (self->project);

  if (vintage < rules->n_vintages)
    g_key_file_set_string (file, SETTING, key, rules->vintages[vintage].code);
}

/* What a file says of no vintage is -1 for its own photo, -2 for none. */
static void
restore_pane (MlsWorkspace *self, GKeyFile *file, guint i)
{
  int n_vintages = (int) mls_project_get_rules (self->project)->n_vintages;
  MlsOutlook *outlook = &self->outlooks[i];
  g_autofree char *vintage = g_strdup_printf ("vintage-%u", i);
  g_autofree char *photo = g_strdup_printf ("photo-%u", i);
  g_autofree char *code = g_strdup_printf ("code-%u", i);
  g_autofree char *photo_code = g_strdup_printf ("photo-code-%u", i);
  g_autofree char *own = g_strdup_printf (PANE, i);

  outlook->vintage = (guint) read_index (file, vintage, (int) outlook->vintage, n_vintages);
  outlook->vintage = read_code (self, file, code, outlook->vintage);
  outlook->photo = read_code (self, file, photo_code, (guint) read_index (file, photo, -1, n_vintages));
  if (outlook->photo >= (guint) n_vintages)
    outlook->photo = g_key_file_get_integer (file, SETTING, photo, NULL) == -2 ? MLS_PHOTO_NONE : MLS_PHOTO_OWN;
  outlook->apart = g_key_file_has_group (file, own);
  if (outlook->apart)
    read_manner (self, file, own, &outlook->manner);
}

static int
number_of_photo (guint photo)
{
  switch (photo)
    {
    case MLS_PHOTO_OWN:
      return -1;
    case MLS_PHOTO_NONE:
      return -2;
    default:
      return (int) photo;
    }
}

static void
remember_pane (MlsWorkspace *self, GKeyFile *file, guint i)
{
  const MlsOutlook *outlook = &self->outlooks[i];
  g_autofree char *vintage = g_strdup_printf ("vintage-%u", i);
  g_autofree char *photo = g_strdup_printf ("photo-%u", i);
  g_autofree char *code = g_strdup_printf ("code-%u", i);
  g_autofree char *photo_code = g_strdup_printf ("photo-code-%u", i);
  g_autofree char *own = g_strdup_printf (PANE, i);

  g_key_file_set_integer (file, SETTING, vintage, (int) outlook->vintage);
  write_code (self, file, code, outlook->vintage);
  write_code (self, file, photo_code, outlook->photo);
  g_key_file_set_integer (file, SETTING, photo, number_of_photo (outlook->photo));
  if (outlook->apart)
    write_manner (file, own, &outlook->manner);
}

static void
restore_panes (MlsWorkspace *self, GKeyFile *file)
{
  self->n_panes = 1 + (guint) read_index (file, "panes", (int) self->n_panes - 1, MLS_MAX_PANES);
  for (guint i = 0; i < MLS_MAX_PANES; i++)
    restore_pane (self, file, i);
  read_manner (self, file, SETTING, &self->manner);

  self->pane = (guint) read_index (file, "pane", 0, (int) self->n_panes);
  self->comparison = (MlsComparison) read_index (file, "comparison", MLS_COMPARE_BESIDE, MLS_N_COMPARISONS);
  self->compared[0] = (guint) read_index (file, "lower", 0, (int) self->n_panes);
  self->compared[1] = (guint) read_index (file, "upper", 0, (int) self->n_panes);
  if (self->compared[0] == self->compared[1] || !mls_workspace_is_seen (self, self->pane))
    self->comparison = MLS_COMPARE_BESIDE;
}

static void
remember_panes (MlsWorkspace *self, GKeyFile *file)
{
  g_key_file_set_integer (file, SETTING, "panes", (int) self->n_panes - 1);
  g_key_file_set_integer (file, SETTING, "pane", (int) self->pane);
  for (guint i = 0; i < MLS_MAX_PANES; i++)
    remember_pane (self, file, i);
  write_manner (file, SETTING, &self->manner);

  g_key_file_set_integer (file, SETTING, "comparison", (int) self->comparison);
  g_key_file_set_integer (file, SETTING, "lower", (int) self->compared[0]);
  g_key_file_set_integer (file, SETTING, "upper", (int) self->compared[1]);
}

static gboolean
restore_view (MlsWorkspace *self, GKeyFile *file)
{
  double x = g_key_file_get_double (file, SETTING, "x", NULL);
  double y = g_key_file_get_double (file, SETTING, "y", NULL);
  double scale = g_key_file_get_double (file, SETTING, "scale", NULL);

  if (scale > 0)
    mls_viewport_set (self->viewport, x, y, scale);

  return scale > 0;
}

static void
restore_sketch (MlsWorkspace *self)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) numbers = NULL;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  gboolean all;

  if (!mls_store_get_draft (mls_project_get_store (self->project), DRAFT, &text, NULL) || text == NULL)
    return;

  numbers = g_strsplit (text, " ", -1);
  all = g_strcmp0 (numbers[0], ALL) == 0;
  for (guint i = all; numbers[i] != NULL && numbers[i + 1] != NULL; i += 2)
    {
      MlsPoint point;

      if (mls_grid_from_metres (g_ascii_strtod (numbers[i], NULL), g_ascii_strtod (numbers[i + 1], NULL), &point))
        g_array_append_val (points, point);
    }

  if (points->len > 0)
    {
      mls_workspace_set_tool (self, MLS_TOOL_LINE);
      mls_tool_set_sketch (self->tool, &(MlsSketch){ (const MlsPoint *) (gpointer) points->data,
                                                     points->len, points->len, all });
      mls_workspace_look_again (self);
    }
}

/**
 * mls_workspace_restore:
 * @self: a workspace
 *
 * Finds again where the last one left off: centre, scale, panes and vintages, view, tool, pair, and
 * a sketch that was not finished. What is not known stays as it is.
 *
 * Returns: whether somebody has worked in the project
 */
gboolean
mls_workspace_restore (MlsWorkspace *self)
{
  g_autoptr (GKeyFile) file = read_setting (self);
  gboolean is_known = restore_view (self, file);

  restore_panes (self, file);
  self->correction = read_index (file, "correction", 0, 2) == 1;
  self->named = read_vintages (self, file, "named");
  self->gauged = read_index (file, "gauged", 0, 2) == 1;
  self->meaning = (MlsMeaning) read_index (file, "strips", MLS_MEANS_LINE, MLS_N_MEANINGS);
  mls_workspace_set_strip_width (self, g_key_file_get_double (file, SETTING, "strip-width", NULL));
  self->pair = (MlsPair){ read_text (file, "cover"), read_text (file, "use") };
  mls_workspace_set_tool (self, (MlsToolKind) read_index (file, "tool", MLS_TOOL_LINE, MLS_N_TOOLS));

  restore_sketch (self);
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);

  return is_known;
}

static void
write_text (GKeyFile *file, const char *key, MlsText text)
{
  g_key_file_set_string (file, SETTING, key, text != 0 ? g_quark_to_string (text) : "");
}

static void
write_vintages (MlsWorkspace *self, GKeyFile *file, const char *key, MlsVintageSet set)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint v = 0; v < rules->n_vintages; v++)
    if ((set & MLS_VINTAGE (v)) != 0)
      g_ptr_array_add (codes, (gpointer) rules->vintages[v].code);

  g_key_file_set_string_list (file, SETTING, key, (const char *const *) codes->pdata, codes->len);
}

/**
 * mls_workspace_remember:
 * @self: a workspace
 *
 * Leaves in the project what mls_workspace_restore() finds. A project that is only read keeps
 * nothing.
 */
void
mls_workspace_remember (MlsWorkspace *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  MlsToolKind tool = mls_workspace_get_tool (self);
  double x, y;

  if (mls_project_is_read_only (self->project))
    return;

  /* Panes for one decision are none to come back to. */
  if (self->aside != NULL)
    mls_workspace_swap_panes (self);
  mls_viewport_get_centre (self->viewport, &x, &y);
  g_key_file_set_double (file, SETTING, "x", x);
  g_key_file_set_double (file, SETTING, "y", y);
  g_key_file_set_double (file, SETTING, "scale", mls_viewport_get_scale (self->viewport));
  remember_panes (self, file);
  g_key_file_set_integer (file, SETTING, "correction", self->correction);
  write_vintages (self, file, "named", self->named);
  g_key_file_set_integer (file, SETTING, "gauged", self->gauged);
  g_key_file_set_integer (file, SETTING, "strips", (int) self->meaning);
  g_key_file_set_double (file, SETTING, "strip-width", mls_workspace_get_strip_width (self));
  g_key_file_set_integer (file, SETTING, "tool", (int) (tool == MLS_TOOL_MEASURE ? self->before_measure : tool));
  write_text (file, "cover", self->pair.cover);
  write_text (file, "use", self->pair.use);
  if (self->aside != NULL)
    mls_workspace_swap_panes (self);

  text = g_key_file_to_data (file, NULL, NULL);
  mls_store_set_setting (mls_project_get_store (self->project), SETTING, text, NULL);
}

/**
 * mls_workspace_journal:
 * @self: a workspace
 *
 * Keeps the sketch in the file as it is now, so that no crash takes more than the vertex in hand;
 * and what it is drawn for, so that it does not come back for another vintage.
 */
void
mls_workspace_journal (MlsWorkspace *self)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);
  g_autoptr (GString) text = g_string_new (sketch.all ? ALL : NULL);
  g_autoptr (GError) error = NULL;

  if (mls_project_is_read_only (self->project) || mls_workspace_get_tool (self) != MLS_TOOL_LINE)
    return;

  for (guint i = 0; i < sketch.n_placed; i++)
    {
      g_autofree char *x = mls_format_ascii (mls_grid_to_metres (sketch.points[i].x));
      g_autofree char *y = mls_format_ascii (mls_grid_to_metres (sketch.points[i].y));

      g_string_append_printf (text, "%s%s %s", text->len > 0 ? " " : "", x, y);
    }

  if (!mls_store_set_draft (mls_project_get_store (self->project), DRAFT, sketch.n_placed > 0 ? text->str : NULL, &error))
    mls_workspace_say (self, error->message);
  if (sketch.n_placed > 0)
    mls_workspace_remember (self);
  self->n_journalled = sketch.n_placed;
  self->journalled_at = g_get_monotonic_time ();
}
