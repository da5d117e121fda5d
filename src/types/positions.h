// The source positions of instructions, as stored in code objects.
#ifndef OURO_TYPES_POSITIONS_H
#define OURO_TYPES_POSITIONS_H

#include "types/code.h"

typedef struct ouro_position_reader {
    const uint8_t *at, *end;
    ouro_position now;
    uint32_t repeats; // how often `now` is still to be given
} ouro_position_reader;

void ouro_positions_begin(ouro_position_reader *r, const ouro_code *code);
ouro_position ouro_positions_next(ouro_position_reader *r); // of the next instruction; the last again after the end

#endif
