#pragma once

#include "store/reader.h"
#include "store/reading.h"

G_BEGIN_DECLS

struct _MlsStoreReader
{
  MlsDatabase *database;
  MlsReading  *reading;
};

G_END_DECLS
