#pragma once

#include "store/reader.h"
#include "store/reading.h"

G_BEGIN_DECLS

struct _MlsStoreReader
{
  MlsDatabase *database;
  MlsReading  *reading;
  gint64       schema; /* SQLite's count of changes to the tables, as of the reading's columns */
};

G_END_DECLS
