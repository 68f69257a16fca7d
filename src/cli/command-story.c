#include "cli/command.h"

#include "base/format.h"
#include "cli/result.h"
#include "cli/script.h"
#include "document/story.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static void
write_operation (MlsJson *json, const MlsOperation *operation)
{
  mls_json_integer (json, "operation", operation->id);
  mls_json_string (json, "at", operation->at);
  mls_json_string (json, "author", operation->author);
  mls_json_string (json, "verb", operation->verb);
}

static void
print_date_json (const MlsStoryDate *date, const MlsVintage *vintage)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  mls_json_object (json, NULL);
  mls_json_string (json, "vintage", vintage->code);
  for (int i = 0; i < MLS_N_FIELDS; i++)
    if (date->label.field[i] != 0)
      mls_json_string (json, mls_field_name ((MlsField) i), g_quark_to_string (date->label.field[i]));
  if (date->area2 != 0)
    {
      mls_json_number (json, "area_m2", mls_area2_to_m2 (date->area2));
      mls_json_boolean (json, "at_least", date->at_least);
    }
  if (date->change != NULL)
    write_operation (json, date->change);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
print_date (const MlsStoryDate *date, const MlsVintage *vintage)
{
  g_autofree char *codes = mls_pair_text (mls_label_pair (&date->label));
  g_autofree char *area = mls_format_ascii (mls_area2_to_m2 (date->area2));

  if (mls_label_is_null (&date->label))
    printf ("%d\t%s\n", vintage->year, _("not mapped at this date"));
  else if (date->change != NULL)
    printf ("%d\t%s\t%s\t%s\t%s\t%s\n", vintage->year, codes, area, date->change->at, date->change->author,
            date->change->verb);
  else
    printf ("%d\t%s\t%s\n", vintage->year, codes, area);
}

static MlsExit
tell (const char *path, MlsPoint place, MlsDimension dimension, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProject) project = mls_project_open (path, MLS_STORE_READ_ONLY, &error);
  g_autoptr (MlsStory) story = project != NULL ? mls_story_read (project, place, dimension, &error) : NULL;

  if (story == NULL)
    return mls_command_fail (error);

  for (guint i = 0; i < story->dates->len; i++)
    {
      const MlsStoryDate *date = g_ptr_array_index (story->dates, i);
      const MlsVintage *vintage = &mls_project_get_rules (project)->vintages[date->vintage];

      if (as_json)
        print_date_json (date, vintage);
      else
        print_date (date, vintage);
    }

  return MLS_EXIT_DONE;
}

/**
 * mls_command_story:
 * @words: story PROJECT X Y [--dimension NAME] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_story (char **words)
{
  g_autofree char *dimension_name = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "dimension", 0, 0, G_OPTION_ARG_STRING, &dimension_name, N_("cover, use or pair"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT X Y",
                                  N_("Tells what a place is at each date, a date a line: its codes, the area of its region, "
                                     "and which operation of whom has made it that."),
                                  3, 3 };
  g_auto (GStrv) operands = NULL;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GError) error = NULL;
  MlsDimension dimension = MLS_DIMENSION_PAIR;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  if (dimension_name != NULL && !mls_dimension_from_name (dimension_name, &dimension))
    return mls_command_misuse (_("A dimension is “cover”, “use” or “pair”, not “%s”"), dimension_name);
  if (!mls_script_points ((const char *const *) operands + 1, points, &error))
    return mls_command_misuse ("%s", error->message);

  return tell (operands[0], g_array_index (points, MlsPoint, 0), dimension, as_json);
}
