// The tables of shapes, as start-up and the instances see them.
#ifndef OURO_TYPES_SHAPE_H
#define OURO_TYPES_SHAPE_H

#include "types/class.h"

int ouro_shapes_start(ouro_rt *rt);
void ouro_shapes_finish(ouro_rt *rt);
uint32_t ouro_shape_parent(const ouro_rt *rt, uint32_t shape); // without the name added last; 0 for a root
// Names in the order of their slots: room for ouro_shape_length of them.
void ouro_shape_names(const ouro_rt *rt, uint32_t shape, ouro_obj **out);

#endif
