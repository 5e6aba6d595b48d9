#ifndef BAF_CXLSXWRITER_SHIM_H
#define BAF_CXLSXWRITER_SHIM_H
#include <xlsxwriter.h>
#endif
