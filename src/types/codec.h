// Text encodings: what the files of the codecs share.
#ifndef OURO_TYPES_CODEC_H
#define OURO_TYPES_CODEC_H

#include "object/rt.h"

// UnicodeDecodeError(encoding, data, start, end, reason), UnicodeEncodeError(encoding, s, start, end, reason).
void ouro_raise_decode(ouro_rt *rt, const char *encoding, const uint8_t *data, size_t len, size_t start, size_t end,
                       const char *reason);
void ouro_raise_encode(ouro_rt *rt, const char *encoding, ouro_borrowed s, size_t start, size_t end, const char *reason);

// unicode_escape and raw_unicode_escape: the character at `at` (or OURO_ESCAPE_NOTHING); NULL, or what is wrong with the
// *used bytes there. And the text that stands for c.
#define OURO_ESCAPE_NOTHING UINT32_MAX
const char *ouro_escape_read(const uint8_t *data, size_t length, size_t at, bool raw, uint32_t *c, size_t *used);
size_t ouro_escape_write(uint32_t c, bool raw, char out[12]);

// Bytes of s in UTF-8, surrogates included; *surrogates: it has some. Then writes them.
size_t ouro_utf8_measure(ouro_borrowed s, bool *surrogates);
void ouro_utf8_put_str(uint8_t *out, ouro_borrowed s);

#endif
