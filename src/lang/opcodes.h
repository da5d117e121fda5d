#ifndef OURO_LANG_OPCODES_H
#define OURO_LANG_OPCODES_H

#include <stdint.h>

enum ouro_opcode {
#define OP(name, operands) OURO_I_##name,
#include "lang/opcodes.def"
    OURO_OPCODE_COUNT
};

enum ouro_op_flags {
    OURO_REL_A = 0x0100,
    OURO_REL_B = 0x0200,
    OURO_REL_C = 0x0400,
    OURO_INPLACE = 0x0800, // operators; negation of IS and IN
    OURO_KEEP = 0x0800,    // J_TRUE, J_FALSE: the register is released when the jump is not taken
    OURO_FROM = 0x0800,    // YIELD
    OURO_ASYNC = 0x0800,   // WITH_ENTER
    OURO_CONV_SHIFT = 12,  // FORMAT: 0 none, 1 str, 2 repr, 3 ascii
    OURO_FUNC_SHIFT = 12,  // FUNCTION: the four flags
    OURO_CONSTANT = 0x8000 // in operands
};
enum ouro_function_flags {
    OURO_FN_DEFAULTS = 1,
    OURO_FN_KWDEFAULTS = 2,
    OURO_FN_ANNOTATIONS = 4,
    OURO_FN_CLOSURE = 8
};

const char *ouro_opcode_name(unsigned opcode);

#endif
