#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes XML from its first element to its last. Texts are escaped; bytes that are not UTF-8, or that XML has no place for,
 * are replaced. */
typedef struct _MlsXml MlsXml;

MlsXml *mls_xml_new    (const char *prologue);
void    mls_xml_free   (MlsXml     *self);

void    mls_xml_start  (MlsXml     *self,
                        const char *name,
                        ...) G_GNUC_NULL_TERMINATED;
void    mls_xml_end    (MlsXml     *self);
void    mls_xml_empty  (MlsXml     *self,
                        const char *name,
                        ...) G_GNUC_NULL_TERMINATED;
void    mls_xml_text   (MlsXml     *self,
                        const char *text,
                        const char *name,
                        ...) G_GNUC_NULL_TERMINATED;
char   *mls_xml_finish (MlsXml     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsXml, mls_xml_free)

G_END_DECLS
