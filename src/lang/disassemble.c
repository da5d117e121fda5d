// Instructions as text, for people and tests.
#include <stdio.h>

#include "lang/compile.h"
#include "lang/opcodes.h"
#include "types/containers.h"
#include "types/str.h"
#include "types/code.h"

static const char *const names[] = {
#define OP(name, operands) #name,
#include "lang/opcodes.def"
};

const char *ouro_opcode_name(unsigned opcode) {
    return opcode < OURO_OPCODE_COUNT ? names[opcode] : "?";
}

static void operand_text(char *out, size_t size, uint16_t x) {
    if (x == 0xffff)
        snprintf(out, size, "-");
    else if (x & OURO_CONSTANT)
        snprintf(out, size, "k%u", x & 0x7fffu);
    else
        snprintf(out, size, "%u", x);
}

ouro_owned ouro_disassemble(ouro_rt *rt, ouro_borrowed o) {
    const ouro_code *code = (const ouro_code *)o;
    ouro_builder b;
    ouro_builder_init(&b, rt);
    for (uint32_t i = 0; i < code->n_code; i++) {
        const ouro_instruction *w = &code->code[i];
        char line[160], x[16], y[16];
        unsigned op = w->op & 0xff;
        bool jump = op == OURO_I_JUMP || op == OURO_I_LOOP || op == OURO_I_J_TRUE || op == OURO_I_J_FALSE;
        operand_text(x, sizeof x, w->b);
        operand_text(y, sizeof y, w->c);
        if (jump) snprintf(y, sizeof y, "-> %d", (int)(i + 1) + (int32_t)(w->b | (uint32_t)w->c << 16)), x[0] = 0;
        snprintf(line, sizeof line, "%5u %4u  %-14s %5u %5s %5s%s%s%s%s", ouro_code_line(code, i), i,
                 ouro_opcode_name(op), w->a, x, y, w->op & OURO_REL_A ? " a!" : "", w->op & OURO_REL_B ? " b!" : "",
                 w->op & OURO_REL_C ? " c!" : "", w->op & OURO_INPLACE ? " *" : "");
        ouro_builder_ascii(&b, line);
        ouro_builder_char(&b, '\n');
    }
    for (uint32_t i = 0; i < code->n_handlers; i++) {
        const ouro_handler *h = &code->handlers[i];
        char line[100];
        snprintf(line, sizeof line, "      [%u, %u) -> %u, registers from %u\n", h->from, h->to, h->handler, h->depth);
        ouro_builder_ascii(&b, line);
    }
    return ouro_builder_finish(&b);
}
