#include "store/recipe.h"

#include "base/format.h"
#include "base/text.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROJECT   "project"
#define TERRITORY "territory"
#define SKELETON  "skeleton"
#define COVERAGE  "coverage"
#define PHOTO     "photo"

#define INFRARED  "infrared"
#define COLOUR    "colour"

/* Making and freeing */

static void
source_clear (MlsRecipeSource *source)
{
  g_clear_pointer (&source->file, g_free);
  g_clear_pointer (&source->layer, g_free);
  g_clear_pointer (&source->where, g_free);
  g_clear_pointer (&source->crs, g_free);
}

/**
 * mls_recipe_layer_new:
 *
 * Returns: (transfer full): a layer of nothing
 */
MlsRecipeLayer *
mls_recipe_layer_new (void)
{
  return g_new0 (MlsRecipeLayer, 1);
}

/**
 * mls_recipe_layer_copy:
 * @layer: a layer
 *
 * Returns: (transfer full): the same again
 */
MlsRecipeLayer *
mls_recipe_layer_copy (const MlsRecipeLayer *layer)
{
  MlsRecipeLayer *copy = mls_recipe_layer_new ();

  *copy = (MlsRecipeLayer){ .name = g_strdup (layer->name),
                            .source = { g_strdup (layer->source.file), g_strdup (layer->source.layer),
                                        g_strdup (layer->source.where), g_strdup (layer->source.crs) },
                            .cover = g_strdup (layer->cover),
                            .use = g_strdup (layer->use),
                            .vintages = g_strdupv (layer->vintages),
                            .width_column = g_strdup (layer->width_column),
                            .width_m = layer->width_m };

  return copy;
}

/**
 * mls_recipe_layer_free:
 * @layer: (transfer full): a layer
 */
void
mls_recipe_layer_free (MlsRecipeLayer *layer)
{
  source_clear (&layer->source);
  g_free (layer->name);
  g_free (layer->cover);
  g_free (layer->use);
  g_free (layer->width_column);
  g_strfreev (layer->vintages);
  g_free (layer);
}

/**
 * mls_recipe_coverage_new:
 *
 * Returns: (transfer full): a coverage of nothing
 */
MlsRecipeCoverage *
mls_recipe_coverage_new (void)
{
  return g_new0 (MlsRecipeCoverage, 1);
}

/**
 * mls_recipe_coverage_free:
 * @coverage: (transfer full): a coverage
 */
void
mls_recipe_coverage_free (MlsRecipeCoverage *coverage)
{
  source_clear (&coverage->source);
  g_free (coverage->map);
  g_free (coverage);
}

/**
 * mls_recipe_photo_new:
 *
 * Returns: (transfer full): a photo of nothing
 */
MlsRecipePhoto *
mls_recipe_photo_new (void)
{
  return g_new0 (MlsRecipePhoto, 1);
}

/**
 * mls_recipe_photo_free:
 * @photo: (transfer full): a photo
 */
void
mls_recipe_photo_free (MlsRecipePhoto *photo)
{
  g_free (photo->file);
  g_free (photo->title);
  g_free (photo->vintage);
  g_free (photo);
}

/**
 * mls_recipe_new:
 *
 * Returns: (transfer full): a recipe that says nothing yet
 */
MlsRecipe *
mls_recipe_new (void)
{
  MlsRecipe *self = g_new0 (MlsRecipe, 1);

  self->tolerance_m = MLS_IMPORT_TOLERANCE_M;
  self->uncoded_m2 = -1;
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_recipe_layer_free);
  self->photos = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_recipe_photo_free);

  return self;
}

/**
 * mls_recipe_free:
 * @self: (transfer full): a recipe
 */
void
mls_recipe_free (MlsRecipe *self)
{
  g_free (self->crs);
  g_free (self->nomenclature);
  g_strfreev (self->vintages);
  source_clear (&self->territory);
  g_clear_pointer (&self->coverage, mls_recipe_coverage_free);
  g_ptr_array_unref (self->layers);
  g_ptr_array_unref (self->photos);
  g_free (self);
}

/* The words of a recipe. One table reads and writes them: where each lies in its struct, and what kind it is. */

typedef enum
{
  WORD_TEXT,
  WORD_FILE,     /* a path, in the file as seen from the recipe */
  WORD_LIST,     /* with semicolons between */
  WORD_NUMBER,
  WORD_INFRARED, /* what a photo shows */
} WordKind;

typedef struct
{
  const char *key;
  WordKind    kind;
  gsize       offset;
} Word;

#define SOURCE_WORDS(type, member) \
  { "file", WORD_FILE, G_STRUCT_OFFSET (type, member.file) }, { "layer", WORD_TEXT, G_STRUCT_OFFSET (type, member.layer) }, \
  { "where", WORD_TEXT, G_STRUCT_OFFSET (type, member.where) }, { "crs", WORD_TEXT, G_STRUCT_OFFSET (type, member.crs) }

static const Word project_words[] = {
  { "crs", WORD_TEXT, G_STRUCT_OFFSET (MlsRecipe, crs) },
  { "nomenclature", WORD_TEXT, G_STRUCT_OFFSET (MlsRecipe, nomenclature) },
  { "vintages", WORD_LIST, G_STRUCT_OFFSET (MlsRecipe, vintages) },
  { "tolerance", WORD_NUMBER, G_STRUCT_OFFSET (MlsRecipe, tolerance_m) },
  { "least_uncoded", WORD_NUMBER, G_STRUCT_OFFSET (MlsRecipe, uncoded_m2) },
  { NULL },
};

static const Word territory_words[] = { SOURCE_WORDS (MlsRecipe, territory), { NULL } };

static const Word layer_words[] = {
  SOURCE_WORDS (MlsRecipeLayer, source),
  { "width", WORD_TEXT, G_STRUCT_OFFSET (MlsRecipeLayer, width_column) },
  { "default_width", WORD_NUMBER, G_STRUCT_OFFSET (MlsRecipeLayer, width_m) },
  { "cover", WORD_TEXT, G_STRUCT_OFFSET (MlsRecipeLayer, cover) },
  { "use", WORD_TEXT, G_STRUCT_OFFSET (MlsRecipeLayer, use) },
  { "vintages", WORD_LIST, G_STRUCT_OFFSET (MlsRecipeLayer, vintages) },
  { NULL },
};

static const Word coverage_words[] = {
  SOURCE_WORDS (MlsRecipeCoverage, source),
  { "map", WORD_TEXT, G_STRUCT_OFFSET (MlsRecipeCoverage, map) },
  { NULL },
};

static const Word photo_words[] = {
  { "file", WORD_FILE, G_STRUCT_OFFSET (MlsRecipePhoto, file) },
  { "title", WORD_TEXT, G_STRUCT_OFFSET (MlsRecipePhoto, title) },
  { "vintage", WORD_TEXT, G_STRUCT_OFFSET (MlsRecipePhoto, vintage) },
  { "kind", WORD_INFRARED, G_STRUCT_OFFSET (MlsRecipePhoto, infrared) },
  { NULL },
};

/* Reading */

typedef struct
{
  GKeyFile   *file;
  const char *path;
  char       *folder;
} Reader;

static gboolean
fail (const Reader *reader, const char *group, const char *text, GError **error)
{
  g_autofree char *name = g_path_get_basename (reader->path);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, "%s, [%s]: %s", name, group, text);
  return FALSE;
}

static const Word *
find_word (const Word *words, const char *key)
{
  while (words->key != NULL && !g_str_equal (words->key, key))
    words++;

  return words->key != NULL ? words : NULL;
}

static gboolean
read_number (const Reader *reader, const char *group, const char *value, double *out, GError **error)
{
  g_autofree char *text = NULL;

  if (mls_text_to_number (value, out) && *out >= 0)
    return TRUE;

  text = g_strdup_printf (_("“%s” is no number with a point for decimals"), value);
  return fail (reader, group, text, error);
}

static gboolean
read_infrared (const Reader *reader, const char *group, const char *value, gboolean *out, GError **error)
{
  g_autofree char *text = NULL;

  *out = g_str_equal (value, INFRARED);
  if (*out || g_str_equal (value, COLOUR))
    return TRUE;

  text = g_strdup_printf (_("“%s” is neither %s nor %s"), value, COLOUR, INFRARED);
  return fail (reader, group, text, error);
}

static GStrv
split_list (const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, ";", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  for (char **word = words; *word != NULL; word++)
    if (*g_strstrip (*word) != '\0')
      g_strv_builder_add (kept, *word);

  return g_strv_builder_end (kept);
}

static char *
resolve (const Reader *reader, const char *value)
{
  gboolean is_ours = g_path_is_absolute (value) || strstr (value, "://") != NULL || g_str_has_prefix (value, "/vsi");
  g_autofree char *beside = NULL;

  if (is_ours)
    return g_strdup (value);

  beside = g_build_filename (reader->folder, value, NULL);
  return g_canonicalize_filename (beside, NULL);
}

static gboolean
read_word (const Reader *reader, const char *group, const Word *word, const char *value, gpointer out, GError **error)
{
  gpointer field = (char *) out + word->offset;

  switch (word->kind)
    {
    case WORD_TEXT:
      *(char **) field = *value != '\0' ? g_strdup (value) : NULL;
      return TRUE;
    case WORD_FILE:
      *(char **) field = resolve (reader, value);
      return TRUE;
    case WORD_LIST:
      *(GStrv *) field = split_list (value);
      return TRUE;
    case WORD_NUMBER:
      return read_number (reader, group, value, field, error);
    case WORD_INFRARED:
      return read_infrared (reader, group, value, field, error);
    }

  g_assert_not_reached ();
}

/* A word that is not known is misspelt. */
static gboolean
read_group (const Reader *reader, const char *group, const Word *words, gpointer out, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (reader->file, group, NULL, NULL);

  for (char **key = keys; *key != NULL; key++)
    {
      const Word *word = find_word (words, *key);
      g_autofree char *value = g_key_file_get_string (reader->file, group, *key, error);
      g_autofree char *text = NULL;

      if (value == NULL)
        return FALSE;
      if (word != NULL && !read_word (reader, group, word, g_strstrip (value), out, error))
        return FALSE;
      if (word != NULL)
        continue;

      text = g_strdup_printf (_("there is no word “%s” here"), *key);
      return fail (reader, group, text, error);
    }

  return TRUE;
}

static gboolean
check_file (const Reader *reader, const char *group, const char *file, GError **error)
{
  return (file != NULL && *file != '\0') || fail (reader, group, _("which file it is has to be said"), error);
}

/* A number in the place of a column is the width itself. */
static gboolean
read_layer (const Reader *reader, MlsRecipe *recipe, const char *group, const char *name, GError **error)
{
  g_autoptr (MlsRecipeLayer) layer = mls_recipe_layer_new ();

  if (!read_group (reader, group, layer_words, layer, error) || !check_file (reader, group, layer->source.file, error))
    return FALSE;

  layer->name = *name != '\0' ? g_strdup (name) : mls_text_stem (layer->source.file);
  if (layer->width_column != NULL && mls_text_to_number (layer->width_column, &layer->width_m))
    g_clear_pointer (&layer->width_column, g_free);
  if (layer->cover == NULL && layer->use == NULL)
    return fail (reader, group, _("what it becomes has to be said: a cover, a use, or both"), error);

  g_ptr_array_add (recipe->layers, g_steal_pointer (&layer));
  return TRUE;
}

static gboolean
read_photo (const Reader *reader, MlsRecipe *recipe, const char *group, const char *name, GError **error)
{
  MlsRecipePhoto *photo = mls_recipe_photo_new ();

  g_ptr_array_add (recipe->photos, photo);
  if (!read_group (reader, group, photo_words, photo, error) || !check_file (reader, group, photo->file, error))
    return FALSE;

  if (photo->title == NULL && *name != '\0')
    photo->title = g_strdup (name);
  return TRUE;
}

static gboolean
read_coverage (const Reader *reader, MlsRecipe *recipe, const char *group, GError **error)
{
  recipe->coverage = mls_recipe_coverage_new ();

  return read_group (reader, group, coverage_words, recipe->coverage, error) &&
         check_file (reader, group, recipe->coverage->source.file, error);
}

/* "skeleton roads" is the skeleton layer named so. */
static gboolean
read_any_group (const Reader *reader, MlsRecipe *recipe, const char *group, GError **error)
{
  g_auto (GStrv) words = g_strsplit (group, " ", 2);
  const char *name = words[1] != NULL ? g_strstrip (words[1]) : "";

  if (g_str_equal (words[0], SKELETON))
    return read_layer (reader, recipe, group, name, error);
  if (g_str_equal (words[0], PHOTO))
    return read_photo (reader, recipe, group, name, error);
  if (g_str_equal (group, PROJECT))
    return read_group (reader, group, project_words, recipe, error);
  if (g_str_equal (group, TERRITORY))
    return read_group (reader, group, territory_words, recipe, error);
  if (g_str_equal (group, COVERAGE))
    return read_coverage (reader, recipe, group, error);

  return fail (reader, group, _("there is no such part; a recipe has project, territory, skeleton, coverage and photo"),
               error);
}

static gboolean
read_all (const Reader *reader, MlsRecipe *recipe, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (reader->file, NULL);

  for (char **group = groups; *group != NULL; group++)
    if (!read_any_group (reader, recipe, *group, error))
      return FALSE;

  return TRUE;
}

/**
 * mls_recipe_load:
 * @path: a file
 * @error: %MLS_STORE_ERROR_MISSING, %MLS_STORE_ERROR_ARGUMENT for what it should not say, or #GKeyFileError
 *
 * Paths in it are seen from where it lies. Whether its files are there is not looked at.
 *
 * Returns: (transfer full): the recipe, or %NULL
 */
MlsRecipe *
mls_recipe_load (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (MlsRecipe) recipe = mls_recipe_new ();
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autoptr (GError) failure = NULL;
  const Reader reader = { file, path, folder };

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &failure))
    {
      g_set_error (error, MLS_STORE_ERROR,
                   g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? MLS_STORE_ERROR_MISSING
                                                                              : MLS_STORE_ERROR_FOREIGN,
                   _("“%s” cannot be read as a recipe: %s"), path, failure->message);
      return NULL;
    }

  return read_all (&reader, recipe, error) ? g_steal_pointer (&recipe) : NULL;
}

/* Writing */

typedef struct
{
  GString    *text;
  const char *folder; /* (nullable): paths below it are written as seen from there */
  GHashTable *names;  /* of the groups so far: two of one name would be one */
} Writer;

static const char *
path_seen_from (const Writer *writer, const char *path)
{
  gsize n = writer->folder != NULL ? strlen (writer->folder) : 0;

  return n > 0 && strncmp (path, writer->folder, n) == 0 && path[n] == '/' ? path + n + 1 : path;
}

/* What a word says, or NULL if it says nothing. */
static char *
word_text (const Writer *writer, const Word *word, gconstpointer in, gconstpointer untold)
{
  const char *field = (const char *) in + word->offset;
  const char *const *text = (gconstpointer) field;

  switch (word->kind)
    {
    case WORD_TEXT:
      return g_strdup (*text);
    case WORD_FILE:
      return *text != NULL ? g_strdup (path_seen_from (writer, *text)) : NULL;
    case WORD_LIST:
      return *text != NULL ? g_strjoinv ("; ", *(const GStrv *) (gconstpointer) field) : NULL;
    case WORD_NUMBER:
      return *(const double *) (gconstpointer) field != *(const double *) (gconstpointer) ((const char *) untold + word->offset)
               ? mls_format_ascii (*(const double *) (gconstpointer) field) : NULL;
    case WORD_INFRARED:
      return g_strdup (*(const gboolean *) (gconstpointer) field ? INFRARED : NULL);
    }

  g_assert_not_reached ();
}

/* The name of a group, unlike all before it; brackets end one. */
static char *
group_name (const Writer *writer, const char *group, const char *name)
{
  g_autofree char *plain = name != NULL ? g_strdelimit (g_strdelimit (mls_text_line (name, -1), "[", '('), "]", ')') : NULL;
  char *full = plain != NULL ? g_strdup_printf ("%s %s", group, plain) : g_strdup (group);

  for (guint n = 2; !g_hash_table_add (writer->names, g_strdup (full)); n++)
    {
      g_free (full);
      full = g_strdup_printf ("%s %s %u", group, plain != NULL ? plain : "", n);
    }

  return full;
}

static void
write_group (const Writer *writer, const char *group, const char *name, const Word *words, gconstpointer in, gconstpointer untold)
{
  g_autofree char *full = group_name (writer, group, name);

  g_string_append_printf (writer->text, "%s[%s]\n", writer->text->len > 0 ? "\n" : "", full);

  for (const Word *word = words; word->key != NULL; word++)
    {
      g_autofree char *text = word_text (writer, word, in, untold);
      g_autofree char *line = text != NULL ? mls_text_line (text, -1) : NULL;
      g_auto (GStrv) parts = line != NULL ? g_strsplit (line, "\\", -1) : NULL;
      g_autofree char *escaped = parts != NULL ? g_strjoinv ("\\\\", parts) : NULL;

      if (escaped != NULL && *escaped != '\0')
        g_string_append_printf (writer->text, "%s = %s\n", word->key, escaped);
    }
}

/**
 * mls_recipe_to_text:
 * @self: a recipe
 * @path: (nullable): where it is to lie
 *
 * Returns: (transfer full): what mls_recipe_load() reads from there
 */
char *
mls_recipe_to_text (const MlsRecipe *self, const char *path)
{
  g_autofree char *absolute = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
  g_autofree char *folder = absolute != NULL ? g_path_get_dirname (absolute) : NULL;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const Writer writer = { g_string_new (NULL), folder, names };
  g_autoptr (MlsRecipe) untold = mls_recipe_new ();
  static const MlsRecipeLayer no_layer = { 0 };

  write_group (&writer, PROJECT, NULL, project_words, self, untold);
  write_group (&writer, TERRITORY, NULL, territory_words, self, untold);
  for (guint i = 0; i < self->layers->len; i++)
    {
      const MlsRecipeLayer *layer = g_ptr_array_index (self->layers, i);

      write_group (&writer, SKELETON, layer->name, layer_words, layer, &no_layer);
    }
  if (self->coverage != NULL)
    write_group (&writer, COVERAGE, NULL, coverage_words, self->coverage, NULL);
  for (guint i = 0; i < self->photos->len; i++)
    write_group (&writer, PHOTO, NULL, photo_words, g_ptr_array_index (self->photos, i), NULL);

  return g_string_free (writer.text, FALSE);
}

/**
 * mls_recipe_save:
 * @self: a recipe
 * @path: where to
 * @error: #GFileError
 *
 * Returns: whether it is written
 */
gboolean
mls_recipe_save (const MlsRecipe *self, const char *path, GError **error)
{
  g_autofree char *text = mls_recipe_to_text (self, path);

  return g_file_set_contents (path, text, -1, error);
}
