#include "rules/nomenclature-write.h"

#include "rules/nomenclature-private.h"

#include "rules/error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static const char *const about_keys[] = { MLS_NOMENCLATURE_ABOUT_KEYS };

/* A field, behind a comma unless it begins its line. */
static void
add (GString *table, const char *text)
{
  if (table->len > 0 && table->str[table->len - 1] != '\n')
    g_string_append_c (table, ',');

  /* An empty first field is told from a line's beginning by its quotes. */
  if (*text != '\0' && strpbrk (text, ",\"\r\n") == NULL)
    g_string_append (table, text);
  else if (*text != '\0' || table->len == 0 || table->str[table->len - 1] == '\n')
    {
      g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
      g_autofree char *quoted = g_strjoinv ("\"\"", parts);

      g_string_append_printf (table, "\"%s\"", quoted);
    }
}

static void
add_code (GString *table, MlsText code)
{
  add (table, code != 0 ? g_quark_to_string (code) : "");
}

static void
add_number (GString *table, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  add (table, number != 0 ? g_ascii_formatd (text, sizeof text, "%.15g", number) : "");
}

static void
add_colour (GString *table, guint32 colour)
{
  g_autofree char *text = g_strdup_printf ("#%06x", colour);

  add (table, text);
}

static void
end (GString *table)
{
  g_string_append_c (table, '\n');
}

/* Names of indicators that any of some rows is counted by. */
static void
add_indicators (GString *table, const MlsNomenclature *self, const GPtrArray *used)
{
  for (guint i = 0; i < used->len; i++)
    add (table, g_ptr_array_index (used, i));
}

static void
add_counted (GString *table, const MlsIndicatorCode *codes, const GPtrArray *used)
{
  for (guint i = 0; i < used->len; i++)
    add_code (table, mls_indicator_codes_find (codes, g_quark_from_string (g_ptr_array_index (used, i))));
}

static void
note_used (const MlsNomenclature *self, const MlsIndicatorCode *codes, GPtrArray *used)
{
  for (; codes != NULL && codes->indicator != MLS_INDICATOR_NONE; codes++)
    if (!g_ptr_array_find (used, g_quark_to_string (codes->indicator), NULL))
      g_ptr_array_add (used, (gpointer) g_quark_to_string (codes->indicator));
}

static void
write_about (const MlsNomenclature *self, GString *table)
{
  g_string_append (table, "key,value\n");
  for (gsize i = 0; i < G_N_ELEMENTS (about_keys); i++)
    {
      const char *value = mls_nomenclature_about (self, about_keys[i]);

      if (value == NULL)
        continue;
      add (table, about_keys[i]);
      add (table, value);
      end (table);
    }
}

/* Those that came with some data are no classes of the nomenclature. A parent stands before its children. */
static void
write_level (const MlsNomenclature *self, const GPtrArray *classes, MlsText parent, const GPtrArray *used, GString *table)
{
  for (guint i = 0; i < classes->len; i++)
    {
      const MlsClass *klass = g_ptr_array_index (classes, i);
      g_autofree char *level = g_strdup_printf ("%u", klass->level);

      if (klass->parent != parent || klass->state != MLS_CODE_VALID)
        continue;

      add_code (table, klass->code);
      add (table, level);
      add_code (table, klass->parent);
      add (table, klass->label[MLS_LANGUAGE_FRENCH]);
      add (table, klass->label[MLS_LANGUAGE_ENGLISH]);
      add_colour (table, klass->colour);
      add_number (table, klass->minimum_m2);
      add_code (table, klass->family);
      add_counted (table, klass->counted, used);
      end (table);
      write_level (self, classes, klass->code, used, table);
    }
}

static void
write_families (const MlsNomenclature *self, GString *table)
{
  if (self->families->len == 0)
    return;

  g_string_append (table, "family,label_fr,label_en,kind\n");
  for (guint i = 0; i < self->families->len; i++)
    {
      const MlsFamily *family = &g_array_index (self->families, MlsFamily, i);

      add_code (table, family->name);
      add (table, family->label_fr);
      add (table, family->label_en);
      add_code (table, family->kind);
      end (table);
    }
}

static void
write_classes (const MlsNomenclature *self, MlsDimension dimension, GString *table)
{
  const GPtrArray *classes = self->classes[dimension];
  g_autoptr (GPtrArray) used = g_ptr_array_new ();

  if (self->n_valid_classes[dimension] == 0)
    return;

  for (guint i = 0; i < classes->len; i++)
    note_used (self, ((const MlsClass *) g_ptr_array_index (classes, i))->counted, used);
  g_string_append (table, "code,level,parent,label_fr,label_en,colour,minimum_m2,family");
  add_indicators (table, self, used);
  end (table);
  write_level (self, classes, 0, used, table);
}

static void
write_covers (const MlsNomenclature *self, GString *table)
{
  write_classes (self, MLS_DIMENSION_COVER, table);
}

static void
write_uses (const MlsNomenclature *self, GString *table)
{
  write_classes (self, MLS_DIMENSION_USE, table);
}

static void
add_year (GString *table, int year)
{
  g_autofree char *text = g_strdup_printf ("%d", year);

  add (table, year != 0 ? text : "");
}

static void
write_pairs (const MlsNomenclature *self, GString *table)
{
  g_autoptr (GPtrArray) used = g_ptr_array_new ();

  if (self->n_valid_pairs == 0)
    return;

  for (guint i = 0; i < self->pairs->len; i++)
    note_used (self, ((const MlsPairRule *) g_ptr_array_index (self->pairs, i))->counted, used);
  g_string_append (table, "cover,use,valid_from,valid_until");
  add_indicators (table, self, used);
  end (table);
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const MlsPairRule *rule = g_ptr_array_index (self->pairs, i);

      if (rule->state != MLS_CODE_VALID)
        continue;

      add_code (table, rule->pair.cover);
      add_code (table, rule->pair.use);
      add_year (table, rule->valid_from);
      add_year (table, rule->valid_until);
      add_counted (table, rule->counted, used);
      end (table);
    }
}

static void
add_indicator_class (GString *table, const MlsIndicatorClass *klass)
{
  g_autofree char *colour = g_strdup_printf ("#%06x", klass->colour);

  add_code (table, klass->indicator);
  add_code (table, klass->code);
  add (table, klass->label_fr);
  add (table, klass->label_en);
  add (table, klass->code != 0 ? colour : "");
  add (table, mls_take_name (klass->land));
  end (table);
}

static void
write_indicators (const MlsNomenclature *self, GString *table)
{
  if (self->indicators->len == 0)
    return;

  g_string_append (table, "indicator,code,label_fr,label_en,colour,land\n");
  for (guint i = 0; i < self->indicators->len; i++)
    {
      const MlsIndicatorClass *title = &g_array_index (self->indicators, MlsIndicatorClass, i);

      add_indicator_class (table, title);
      for (guint k = 0; k < self->indicator_classes->len; k++)
        if (g_array_index (self->indicator_classes, MlsIndicatorClass, k).indicator == title->indicator)
          add_indicator_class (table, &g_array_index (self->indicator_classes, MlsIndicatorClass, k));
    }
}

static void
write_transitions (const MlsNomenclature *self, GString *table)
{
  if (self->transitions->len == 0)
    return;

  g_string_append (table, "dimension,from,to,transition\n");
  for (guint i = 0; i < self->transitions->len; i++)
    {
      const MlsTransitionRule *row = &g_array_index (self->transitions, MlsTransitionRule, i);

      add (table, mls_dimension_name (row->dimension));
      add_code (table, row->from);
      add_code (table, row->to);
      add (table, mls_transition_name (row->transition));
      end (table);
    }
}

static void
write_symbols (const MlsNomenclature *self, GString *table)
{
  if (self->symbols->len == 0)
    return;

  g_string_append (table, "code,shape,colour,outline,size_mm,across_mm,down_mm,angle\n");
  for (guint i = 0; i < self->symbols->len; i++)
    {
      const MlsSymbol *symbol = &g_array_index (self->symbols, MlsSymbol, i);

      add_code (table, symbol->code);
      add (table, mls_symbol_shape_name (symbol->shape));
      add_colour (table, symbol->colour);
      add_colour (table, symbol->outline);
      add_number (table, symbol->size_mm);
      add_number (table, symbol->across_mm);
      add_number (table, symbol->down_mm);
      add_number (table, symbol->angle);
      end (table);
    }
}

static void
write_definitions (const MlsNomenclature *self, GString *table)
{
  static const char header[] = "dimension,code,definition_fr,definition_en,link\n";

  for (int d = 0; d < MLS_N_CLASS_DIMENSIONS; d++)
    for (guint i = 0; i < self->classes[d]->len; i++)
      {
        const MlsClass *klass = g_ptr_array_index (self->classes[d], i);
        const MlsDefinition *of = &klass->definition;

        if (*of->text[0] == '\0' && *of->text[1] == '\0' && *of->link == '\0')
          continue;

        if (table->len == 0)
          g_string_append (table, header);
        add (table, mls_dimension_name ((MlsDimension) d));
        add_code (table, klass->code);
        add (table, of->text[MLS_LANGUAGE_FRENCH]);
        add (table, of->text[MLS_LANGUAGE_ENGLISH]);
        add (table, of->link);
        end (table);
      }
}

static void
write_rules (const MlsNomenclature *self, GString *table)
{
  const char *name, *value;

  if (self->rules->len == 0)
    return;

  g_string_append (table, "rule,value\n");
  for (guint i = 0; (name = mls_nomenclature_nth_rule (self, i, &value)) != NULL; i++)
    {
      add (table, name);
      add (table, value);
      end (table);
    }
}

/* The tables of a folder, each written if it has anything to say. */
static const struct
{
  const char *name;
  void      (*write) (const MlsNomenclature *self, GString *table);
} tables[] = {
  { "about.csv", write_about },           { "cover.csv", write_covers },           { "use.csv", write_uses },
  { "pair.csv", write_pairs },            { "indicator.csv", write_indicators },   { "transition.csv", write_transitions },
  { "symbol.csv", write_symbols },        { "definition.csv", write_definitions }, { "rule.csv", write_rules },
  { "family.csv", write_families },
};

/**
 * mls_nomenclature_write:
 * @nomenclature: a nomenclature
 * @dir: a folder that does not exist
 * @error: a #GFileError
 *
 * Writes it as mls_nomenclature_load() reads it, without what was only tolerated.
 *
 * Returns: whether all is there
 */
gboolean
mls_nomenclature_write (const MlsNomenclature *nomenclature, const char *dir, GError **error)
{
  if (g_mkdir (dir, 0777) != 0)
    {
      int reason = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (reason), "%s: %s", dir, g_strerror (reason));
      return FALSE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GString) table = g_string_new (NULL);
      g_autofree char *path = g_build_filename (dir, tables[i].name, NULL);

      tables[i].write (nomenclature, table);
      if (table->len > 0 && !g_file_set_contents (path, table->str, (gssize) table->len, error))
        return FALSE;
    }

  return TRUE;
}
