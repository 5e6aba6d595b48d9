#ifndef BAF_CZIP_SHIM_H
#define BAF_CZIP_SHIM_H
#include <zip.h>
#endif
