/* What is told of a delivery: ISO 19115 in the XML of ISO 19139, which catalogues take in as it is, QGIS shows, and who
 * has neither can read: the figures stand in its texts as well. */

#include "delivery/metadata.h"

#include "base/format.h"
#include "base/text.h"
#include "geometry/crs-transform.h"
#include "style/xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CODE_LISTS "http://standards.iso.org/iso/19139/resources/gmxCodelists.xml"

/**
 * mls_delivered_new:
 *
 * Returns: (transfer full): a layer to be filled in
 */
MlsDelivered *
mls_delivered_new (void)
{
  return g_new0 (MlsDelivered, 1);
}

/**
 * mls_delivered_free:
 * @self: (transfer full): a layer
 */
void
mls_delivered_free (MlsDelivered *self)
{
  g_free (self->name);
  g_free (self->file);
  g_free (self->zone);
  g_free (self);
}

static void
begin (MlsXml *xml, const char *element)
{
  mls_xml_start (xml, element, NULL);
}

static void
end (MlsXml *xml, guint n)
{
  for (; n > 0; n--)
    mls_xml_end (xml);
}

static void
add (MlsXml *xml, const char *element, const char *kind, const char *value)
{
  begin (xml, element);
  mls_xml_text (xml, value, kind, NULL);
  end (xml, 1);
}

static void
add_text (MlsXml *xml, const char *element, const char *value)
{
  add (xml, element, "gco:CharacterString", value);
}

static void
add_code (MlsXml *xml, const char *element, const char *list, const char *value)
{
  g_autofree char *code = g_strconcat ("gmd:", list, NULL);
  g_autofree char *codes = g_strconcat (CODE_LISTS "#", list, NULL);

  begin (xml, element);
  mls_xml_text (xml, value, code, "codeList", codes, "codeListValue", value, NULL);
  end (xml, 1);
}

/* Texts */

static char *
dup_nomenclature (const MlsDeliveryFacts *facts)
{
  const char *title = mls_nomenclature_about (facts->nomenclature, facts->language == MLS_LANGUAGE_FRENCH ? "title_fr" : "title_en");
  const char *name = mls_nomenclature_about (facts->nomenclature, "name");
  const char *source = mls_nomenclature_about (facts->nomenclature, "source");
  GString *text = g_string_new (name != NULL ? name : _("none"));

  if (title != NULL && *title != '\0')
    g_string_append_printf (text, ", %s", title);
  if (source != NULL && *source != '\0')
    g_string_append_printf (text, " (%s)", source);

  return g_string_free (text, FALSE);
}

static char *
dup_vintages (const MlsDeliveryFacts *facts)
{
  g_autoptr (GArray) order = mls_vintages_by_year (facts->vintages, facts->n_vintages);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < order->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? ", " : "", facts->vintages[g_array_index (order, guint, i)].year);

  return g_string_free (text, FALSE);
}

static void
append_layer (GString *text, const MlsDelivered *layer)
{
  g_autofree char *area = mls_area2_to_text (layer->area2);

  /* Translators: a layer, its file, and what is in it. */
  g_string_append_printf (text, _("%s (%s): %u polygons, %s m²"), layer->name, layer->file, layer->n_polygons, area);
}

static char *
dup_layers (const MlsDeliveryFacts *facts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < facts->layers->len; i++)
    {
      g_string_append (text, i > 0 ? "; " : "");
      append_layer (text, g_ptr_array_index (facts->layers, i));
    }

  return g_string_free (text, FALSE);
}

static char *
dup_abstract (const MlsDeliveryFacts *facts)
{
  g_autofree char *nomenclature = dup_nomenclature (facts);
  g_autofree char *vintages = dup_vintages (facts);

  return g_strdup_printf (_("Land occupation. Dates: %s. Nomenclature: %s."), vintages, nomenclature);
}

static char *
dup_statement (const MlsDeliveryFacts *facts)
{
  g_autofree char *operation = mls_format_id (facts->readiness->operation);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("Fingerprint of the map: %s. "), facts->fingerprint);
  if (facts->version != NULL)
    g_string_append_printf (text, _("Sealed as the delivery “%s”. "), facts->version);
  g_string_append_printf (text, _("Made of the state after operation %s."), operation);

  return g_string_free (text, FALSE);
}

static char *
dup_explanation (const MlsDeliveryFacts *facts)
{
  GString *text = g_string_new (NULL);

  if (facts->readiness->n_bars > 0)
    g_string_append (text, _("Handed over all the same. "));
  for (guint i = 0; i < facts->readiness->reasons->len; i++)
    {
      const MlsReason *reason = &g_array_index (facts->readiness->reasons, MlsReason, i);
      g_autofree char *said = mls_reason_text (reason, facts->vintages);

      g_string_append_printf (text, "[%s]", reason->bars ? _("not conform") : _("to be known"));
      if (reason->vintage != MLS_NO_VINTAGE && reason->kind == MLS_REASON_FINDINGS)
        g_string_append_printf (text, " %d", facts->vintages[reason->vintage].year);
      g_string_append_printf (text, " %s. ", said);
    }
  if (text->len == 0)
    g_string_append (text, _("Nothing was found."));

  return g_string_free (text, FALSE);
}

/* Parts */

static void
add_contact (MlsXml *xml, const MlsDeliveryFacts *facts, const char *element)
{
  if (facts->by == NULL)
    {
      mls_xml_empty (xml, element, "gco:nilReason", "missing", NULL);
      return;
    }

  begin (xml, element);
  begin (xml, "gmd:CI_ResponsibleParty");
  add_text (xml, "gmd:organisationName", facts->by);
  add_code (xml, "gmd:role", "CI_RoleCode", "pointOfContact");
  end (xml, 2);
}

static void
add_date (MlsXml *xml, const char *date, const char *kind)
{
  begin (xml, "gmd:date");
  begin (xml, "gmd:CI_Date");
  add (xml, "gmd:date", strlen (date) > 10 ? "gco:DateTime" : "gco:Date", date);
  add_code (xml, "gmd:dateType", "CI_DateTypeCode", kind);
  end (xml, 2);
}

static void
add_degrees (MlsXml *xml, const char *element, double degrees)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  add (xml, element, "gco:Decimal", g_ascii_formatd (number, sizeof number, "%.6f", degrees));
}

/* Where the system leads to no degrees there is none. */
static void
add_box (MlsXml *xml, const MlsDeliveryFacts *facts)
{
  g_autoptr (MlsCrs) from = mls_crs_new (facts->crs, NULL);
  g_autoptr (MlsCrs) to = mls_crs_new ("EPSG:4326", NULL);
  g_autoptr (MlsCrsTransform) transform = from != NULL && to != NULL ? mls_crs_transform_new (from, to, NULL) : NULL;
  MlsExtent extent = mls_extent_of_box (&facts->box);

  if (transform == NULL || mls_box_is_empty (&facts->box) || !mls_crs_transform_extent (transform, &extent, &extent, NULL))
    return;

  begin (xml, "gmd:geographicElement");
  begin (xml, "gmd:EX_GeographicBoundingBox");
  add_degrees (xml, "gmd:westBoundLongitude", extent.min_x);
  add_degrees (xml, "gmd:eastBoundLongitude", extent.max_x);
  add_degrees (xml, "gmd:southBoundLatitude", extent.min_y);
  add_degrees (xml, "gmd:northBoundLatitude", extent.max_y);
  end (xml, 2);
}

static void
add_year (MlsXml *xml, const char *element, int year)
{
  g_autofree char *text = g_strdup_printf ("%d", year);

  mls_xml_text (xml, text, element, NULL);
}

static void
add_years (MlsXml *xml, const MlsDeliveryFacts *facts)
{
  g_autoptr (GArray) order = mls_vintages_by_year (facts->vintages, facts->n_vintages);

  if (order->len == 0)
    return;

  begin (xml, "gmd:temporalElement");
  begin (xml, "gmd:EX_TemporalExtent");
  begin (xml, "gmd:extent");
  mls_xml_start (xml, "gml:TimePeriod", "gml:id", "vintages", NULL);
  add_year (xml, "gml:beginPosition", facts->vintages[g_array_index (order, guint, 0)].year);
  add_year (xml, "gml:endPosition", facts->vintages[g_array_index (order, guint, order->len - 1)].year);
  end (xml, 4);
}

static void
add_reference_system (MlsXml *xml, const MlsDeliveryFacts *facts)
{
  g_autoptr (MlsCrs) crs = mls_crs_new (facts->crs, NULL);
  g_autofree char *authority = crs != NULL ? mls_crs_dup_authority (crs) : NULL;

  begin (xml, "gmd:referenceSystemInfo");
  begin (xml, "gmd:MD_ReferenceSystem");
  begin (xml, "gmd:referenceSystemIdentifier");
  begin (xml, "gmd:RS_Identifier");
  add_text (xml, "gmd:code", authority != NULL ? authority : crs != NULL ? mls_crs_get_name (crs) : facts->crs);
  end (xml, 4);
}

static void
add_identification (MlsXml *xml, const MlsDeliveryFacts *facts)
{
  g_autofree char *abstract = dup_abstract (facts);
  g_autofree char *layers = dup_layers (facts);

  begin (xml, "gmd:identificationInfo");
  begin (xml, "gmd:MD_DataIdentification");
  begin (xml, "gmd:citation");
  begin (xml, "gmd:CI_Citation");
  add_text (xml, "gmd:title", facts->title);
  add_date (xml, facts->at, "creation");
  end (xml, 2);
  add_text (xml, "gmd:abstract", abstract);
  add_contact (xml, facts, "gmd:pointOfContact");
  add_code (xml, "gmd:spatialRepresentationType", "MD_SpatialRepresentationTypeCode", "vector");
  add_code (xml, "gmd:language", "LanguageCode", facts->language == MLS_LANGUAGE_FRENCH ? "fre" : "eng");
  add_code (xml, "gmd:characterSet", "MD_CharacterSetCode", "utf8");
  add (xml, "gmd:topicCategory", "gmd:MD_TopicCategoryCode", "imageryBaseMapsEarthCover");
  begin (xml, "gmd:extent");
  begin (xml, "gmd:EX_Extent");
  add_box (xml, facts);
  add_years (xml, facts);
  end (xml, 2);
  add_text (xml, "gmd:supplementalInformation", layers);
  end (xml, 2);
}

static void
add_quality (MlsXml *xml, const MlsDeliveryFacts *facts)
{
  g_autofree char *explanation = dup_explanation (facts);
  g_autofree char *statement = dup_statement (facts);

  begin (xml, "gmd:dataQualityInfo");
  begin (xml, "gmd:DQ_DataQuality");
  begin (xml, "gmd:scope");
  begin (xml, "gmd:DQ_Scope");
  add_code (xml, "gmd:level", "MD_ScopeCode", "dataset");
  end (xml, 2);
  begin (xml, "gmd:report");
  begin (xml, "gmd:DQ_ConceptualConsistency");
  begin (xml, "gmd:result");
  begin (xml, "gmd:DQ_ConformanceResult");
  begin (xml, "gmd:specification");
  begin (xml, "gmd:CI_Citation");
  add_text (xml, "gmd:title", _("Delivery check of the project’s own rules"));
  add_date (xml, facts->at, "creation");
  end (xml, 2);
  add_text (xml, "gmd:explanation", explanation);
  add (xml, "gmd:pass", "gco:Boolean", facts->readiness->n_bars == 0 ? "true" : "false");
  end (xml, 4);
  begin (xml, "gmd:lineage");
  begin (xml, "gmd:LI_Lineage");
  add_text (xml, "gmd:statement", statement);
  end (xml, 4);
}

/**
 * mls_metadata_xml:
 * @facts: what there is to tell
 *
 * Returns: (transfer full): a document of metadata, ISO 19139
 */
char *
mls_metadata_xml (const MlsDeliveryFacts *facts)
{
  MlsXml *xml = mls_xml_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

  mls_xml_start (xml, "gmd:MD_Metadata", "xmlns:gmd", "http://www.isotc211.org/2005/gmd", "xmlns:gco",
                 "http://www.isotc211.org/2005/gco", "xmlns:gml", "http://www.opengis.net/gml/3.2", NULL);
  add_text (xml, "gmd:fileIdentifier", facts->fingerprint);
  add_code (xml, "gmd:language", "LanguageCode", facts->language == MLS_LANGUAGE_FRENCH ? "fre" : "eng");
  add_code (xml, "gmd:characterSet", "MD_CharacterSetCode", "utf8");
  add_code (xml, "gmd:hierarchyLevel", "MD_ScopeCode", "dataset");
  add_contact (xml, facts, "gmd:contact");
  add (xml, "gmd:dateStamp", "gco:DateTime", facts->at);
  add_text (xml, "gmd:metadataStandardName", "ISO 19115:2003/19139");
  add_text (xml, "gmd:metadataStandardVersion", "1.0");
  add_reference_system (xml, facts);
  add_identification (xml, facts);
  add_quality (xml, facts);
  end (xml, 1);

  return mls_xml_finish (xml);
}

/**
 * mls_metadata_line:
 * @facts: what there is to tell; of layers nothing needs to be known
 *
 * Returns: (transfer full): the least that a table in a database has to tell of itself, on one line
 */
char *
mls_metadata_line (const MlsDeliveryFacts *facts)
{
  g_autofree char *vintages = dup_vintages (facts);
  g_autofree char *nomenclature = dup_nomenclature (facts);
  g_autofree char *statement = dup_statement (facts);
  g_autofree char *explanation = dup_explanation (facts);
  g_autofree char *text = g_strdup_printf ("%s, %s. %s. %s. %s %s", facts->title, facts->at, vintages, nomenclature, statement,
                                           explanation);

  return mls_text_line (text, -1);
}
