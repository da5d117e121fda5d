// Tuples with names: sys.version_info, time.struct_time, os.stat_result.
#ifndef OURO_TYPES_STRUCTSEQ_H
#define OURO_TYPES_STRUCTSEQ_H

#include "object/rt.h"

// A type derived from tuple. The first n_visible fields are the items of the tuple, the others are reached by name
// only. A field whose name is NULL has none. `name` ("time.struct_time") and `fields` must live as long as the runtime
// (constants). The type lives as long as the runtime; the result is borrowed. NULL: MemoryError.
ouro_type *ouro_structseq_type_new(ouro_rt *rt, const char *name, const char *const *fields, size_t n_visible,
                                   size_t n_total);
// A new instance whose fields are all None, for ouro_structseq_set.
ouro_owned ouro_structseq_new(ouro_rt *rt, const ouro_type *type);
void ouro_structseq_set(ouro_rt *rt, ouro_borrowed o, size_t field, ouro_owned value);
// Forbids making instances from Python (sys.version_info).
void ouro_structseq_forbid_new(ouro_type *type);
// Frees what the types of the runtime were made from; at its very end.
void ouro_structseq_finish(ouro_rt *rt);

#endif
