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
#include <stddef.h>
#include <string.h>

/* The first error of a parse, kept here because the handler's type changed in libxml2 2.12 (const)
   and so cannot be a Swift closure. The parser context's _private points to it. */
typedef struct {
    int code;
    int domain;
    int level;
    int line;
    int column;
    long unread; /* bytes of the input behind the place where the parser stood */
    char message[400];
} baf_xml_failure;

/* Keeps the first error that makes the document not well-formed; warnings, and namespace names that
   are no URIs (SSRS writes such), are no reason to refuse a file. */
static void baf_xml_on_error(void *user, const xmlError *error) {
    (void)user;
    xmlParserCtxtPtr context = error ? (xmlParserCtxtPtr)error->ctxt : NULL;
    baf_xml_failure *failure = context ? (baf_xml_failure *)context->_private : NULL;
    if (!failure || failure->code != 0 || error->level < XML_ERR_ERROR) return;
    if (error->domain == XML_FROM_NAMESPACE
        && (error->code == XML_WAR_NS_URI || error->code == XML_WAR_NS_URI_RELATIVE)) {
        context->errNo = 0;
        return;
    }
    failure->code = error->code;
    failure->domain = error->domain;
    failure->level = error->level;
    failure->line = error->line;
    failure->column = error->int2;
    failure->unread = context->input ? (long)(context->input->end - context->input->cur) : 0;
    const char *message = error->message ? error->message : "";
    strncpy(failure->message, message, sizeof failure->message - 1);
}

static inline void baf_xml_set_error_handler(xmlSAXHandler *handler) {
    handler->serror = (xmlStructuredErrorFunc)baf_xml_on_error;
}

static void baf_xml_silent(void *user, const xmlError *error) {
    (void)user;
    (void)error;
}

/* Never DTDs, entities, the network or the relaxed limits; lines past 65,535 are counted; no
   encoding but the UTF-8 that it gets, whatever is declared; errors that have no parser (of the
   encoder's) are not written to standard error. */
static inline void baf_xml_set_options(xmlParserCtxtPtr context) {
    xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)baf_xml_silent);
    xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC);
}

static inline const char *baf_xml_message(const baf_xml_failure *failure) {
    return failure->message;
}
#endif
