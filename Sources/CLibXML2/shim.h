/* Debian's libxml2 2.9 is built with ICU, and its encoding.h then includes <unicode/ucnv.h>, whose
   types clash with Foundation's own ICU in a Swift file that imports both. Nothing here uses the ICU
   members of xmlCharEncodingHandler. */
#ifndef BAF_CLIBXML2_SHIM_H
#define BAF_CLIBXML2_SHIM_H
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#endif
