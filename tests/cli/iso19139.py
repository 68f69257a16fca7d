"""What the schemas of ISO 19139 ask of metadata, as far as a delivery uses them: no copy of the schemas is to be had from
Debian. Which elements a type has, in their order; "!" marks those that must be there. By ISO/TS 19139:2007 and ISO 19115:2003,
table B."""

import re

GMD = '{http://www.isotc211.org/2005/gmd}'
GCO = '{http://www.isotc211.org/2005/gco}'
GML = '{http://www.opengis.net/gml/3.2}'

TYPES = {name: elements.split() for name, elements in {
    'MD_Metadata': '''fileIdentifier language characterSet parentIdentifier hierarchyLevel hierarchyLevelName contact! dateStamp!
        metadataStandardName metadataStandardVersion dataSetURI locale spatialRepresentationInfo referenceSystemInfo
        metadataExtensionInfo identificationInfo! contentInfo distributionInfo dataQualityInfo portrayalCatalogueInfo
        metadataConstraints applicationSchemaInfo metadataMaintenance series describes propertyType featureType featureAttribute''',
    'CI_ResponsibleParty': 'individualName organisationName positionName contactInfo role!',
    'MD_ReferenceSystem': 'referenceSystemIdentifier',
    'RS_Identifier': 'authority code! codeSpace version',
    'MD_DataIdentification': '''citation! abstract! purpose credit status pointOfContact resourceMaintenance graphicOverview
        resourceFormat descriptiveKeywords resourceSpecificUsage resourceConstraints aggregationInfo spatialRepresentationType
        spatialResolution language! characterSet topicCategory environmentDescription extent supplementalInformation''',
    'CI_Citation': '''title! alternateTitle date! edition editionDate identifier citedResponsibleParty presentationForm series
        otherCitationDetails collectiveTitle ISBN ISSN''',
    'CI_Date': 'date! dateType!',
    'EX_Extent': 'description geographicElement temporalElement verticalElement',
    'EX_GeographicBoundingBox': '''extentTypeCode westBoundLongitude! eastBoundLongitude! southBoundLatitude!
        northBoundLatitude!''',
    'EX_TemporalExtent': 'extent!',
    'DQ_DataQuality': 'scope! report lineage',
    'DQ_Scope': 'level! extent levelDescription',
    'DQ_ConceptualConsistency': '''nameOfMeasure measureIdentification measureDescription evaluationMethodType
        evaluationMethodDescription evaluationProcedure dateTime result!''',
    'DQ_ConformanceResult': 'specification! explanation! pass!',
    'LI_Lineage': 'statement processStep source',
}.items()}

# What a property holds that is not a type of the table: a code of a list, or a value.
CODES = {'LanguageCode', 'MD_CharacterSetCode', 'MD_ScopeCode', 'CI_RoleCode', 'CI_DateTypeCode',
         'MD_SpatialRepresentationTypeCode'}
VALUES = {
    GCO + 'CharacterString': r'(?s).+',
    GCO + 'DateTime': r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ',
    GCO + 'Date': r'\d{4}(-\d\d(-\d\d)?)?',
    GCO + 'Decimal': r'-?\d+\.\d+',
    GCO + 'Boolean': 'true|false',
    GMD + 'MD_TopicCategoryCode': 'imageryBaseMapsEarthCover',
}


def problems(root):
    """What the schemas would refuse, a line each."""
    if root.tag != GMD + 'MD_Metadata':
        return [f'{root.tag} is no metadata']
    return list(of_type(root)) + list(of_ids(root))


def of_type(element):
    name = element.tag.removeprefix(GMD)
    order = [word.rstrip('!') for word in TYPES[name]]
    present = [child.tag.removeprefix(GMD) for child in element]
    places = [order.index(child) if child in order else None for child in present]
    for child, place in zip(present, places):
        if place is None:
            yield f'{name} has no {child}'
    known = [place for place in places if place is not None]
    if known != sorted(known):
        yield f'{name} has its elements in another order: {present}'
    for word in TYPES[name]:
        if word.endswith('!') and word.rstrip('!') not in present:
            yield f'{name} lacks {word}'
    for child in element:
        yield from of_property(child)


def of_property(element):
    name = element.tag.removeprefix(GMD)
    if len(element) != 1:
        if len(element) > 1 or not element.get(GCO + 'nilReason'):
            yield f'{name} holds {len(element)} things'
        return
    value = element[0]
    kind = value.tag.removeprefix(GMD)
    if kind in TYPES:
        yield from of_type(value)
    elif kind in CODES:
        if not value.get('codeList') or not value.get('codeListValue'):
            yield f'{name}: {kind} is of no list'
    elif value.tag in VALUES:
        if len(value) or not re.fullmatch(VALUES[value.tag], value.text or ''):
            yield f'{name}: {kind} cannot be “{value.text}”'
    elif value.tag == GML + 'TimePeriod':
        if [child.tag for child in value] != [GML + 'beginPosition', GML + 'endPosition'] or not value.get(GML + 'id'):
            yield f'{name}: no period'
    else:
        yield f'{name} holds {value.tag}'


def of_ids(root):
    ids = [element.get(GML + 'id') for element in root.iter() if element.get(GML + 'id')]
    if len(ids) != len(set(ids)):
        yield f'ids are there twice: {ids}'
