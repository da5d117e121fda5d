#include "lang/token.h"

static const char *const texts[LANG_TOK_COUNT] = {
#define LANG_KEYWORD(kind, text) [LANG_TOK_##kind] = text,
#define LANG_PUNCT               LANG_KEYWORD
#include "lang/token.def"
#undef LANG_KEYWORD
#undef LANG_PUNCT
};

const char *lang_token_text(lang_token_kind kind) {
    return texts[kind] ? texts[kind] : "";
}
