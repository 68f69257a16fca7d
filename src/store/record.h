#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* An operation with all that it wrote, as a text that goes from one file to another: what a file that is the same up to the
 * operation before it has to write to be the same after it. JSON:
 *
 *   operation  id, at, author, verb, kind, vintages, dimension, scale, summary, undoes, origin,
 *              box: min x, min y, max x, max y in metres
 *   faces      fid; before: print (SHA-256 of its WKB), labels; after: geom (WKB, in hexadecimal digits), area, labels
 *   edges      id; before: print; after: geom
 *   begun      the rows of exceptions and decisions that began with it, by table
 *   ended      the ids of those that ended with it, by table
 *
 * Numbers that are not whole are texts. A face that was not there has no before, one that is gone no after; labels have no
 * member where there is none. */

char     *mls_record_print (MlsStore    *self,
                            gint64       operation,
                            const char  *origin,
                            GError     **error);
gboolean  mls_record_take  (MlsStore    *self,
                            const char  *text,
                            gint64      *operation,
                            MlsBox      *box,
                            GError     **error);

G_END_DECLS
