#include "imagery/picture-jpeg.h"

#include <cpl_vsi.h>
#include <gdal.h>

static GDALDatasetH
dataset_of (const MlsPicture *picture)
{
  int width = (int) picture->width;
  int height = (int) picture->height;
  GDALDatasetH dataset = GDALCreate (GDALGetDriverByName ("MEM"), "", width, height, 3, GDT_Byte, NULL);

  if (dataset != NULL && GDALDatasetRasterIO (dataset, GF_Write, 0, 0, width, height, picture->rgb, width, height, GDT_Byte, 3,
                                              NULL, 3, 3 * width, 1) != CE_None)
    g_clear_pointer (&dataset, GDALClose);

  return dataset;
}

static GBytes *
take_file (const char *path)
{
  vsi_l_offset length = 0;
  guint8 *bytes = VSIGetMemFileBuffer (path, &length, TRUE);

  return bytes != NULL ? g_bytes_new_with_free_func (bytes, (gsize) length, VSIFree, bytes) : NULL;
}

/**
 * mls_picture_to_jpeg:
 * @picture: a picture without a hole
 * @quality: from 1 to 100
 *
 * For what is to be printed: a photo takes a tenth of its room. Any thread, once mls_imagery_init() was called.
 *
 * Returns: (transfer full) (nullable): it as a JPEG file; %NULL if GDAL cannot make one here
 */
GBytes *
mls_picture_to_jpeg (const MlsPicture *picture, int quality)
{
  g_autofree char *path = g_strdup_printf ("/vsimem/millesime-jpeg-%p.jpg", (gpointer) picture);
  g_autofree char *option = g_strdup_printf ("QUALITY=%d", quality);
  char *options[] = { option, NULL };
  GDALDriverH driver = GDALGetDriverByName ("JPEG");
  GDALDatasetH dataset = driver != NULL ? dataset_of (picture) : NULL;
  GDALDatasetH copy = dataset != NULL ? GDALCreateCopy (driver, path, dataset, FALSE, options, NULL, NULL) : NULL;

  if (copy != NULL)
    GDALClose (copy);
  if (dataset != NULL)
    GDALClose (dataset);

  return copy != NULL ? take_file (path) : NULL;
}
