// Shapes: which attribute is in which slot of an instance. Each class has a tree of them; adding an attribute goes from
// a shape to its child of that name.
//
// A shape's number is 12 bits of generation above 20 bits of index into one table. An index given back is used again
// with the next generation, and never after the last one, so no number ever means two shapes.
#include "types/shape.h"

#include <string.h>

#include "types/state.h"
#include "types/str.h"

enum {
    INDEX_BITS = 20,
    INDEX_MASK = (1 << INDEX_BITS) - 1,
    GENERATIONS = 1 << (32 - INDEX_BITS),
    WALK_MAX = 8,     // longer shapes are looked up in a table of their own
    TREE_MAX = 1024,  // shapes of one class: a class with more uses its instances as dicts
    LENGTH_MAX = 64,
};

typedef struct shape {
    uint32_t number;
    uint32_t parent, child, sibling; // indices, 0: none
    uint32_t length;                 // names from the root to here
    uint32_t root;
    uint32_t count;  // of a root: shapes in the tree
    ouro_obj *name;  // owned, interned; NULL in a root
    void *table;     // struct names or NULL
} shape;

// Made when a long shape is first searched: names by slot, and an open-addressing index of slot + 1.
typedef struct names {
    uint32_t mask;
    uint8_t index[2 * LENGTH_MAX];
    ouro_obj *names[]; // borrowed from the shapes
} names;

struct ouro_shape_table {
    shape *all;
    uint32_t len, cap;
    uint32_t free; // list through `child`
};

static shape *at(const ouro_rt *rt, uint32_t index) { return &rt->ty->shapes->all[index & INDEX_MASK]; }

int ouro_shapes_start(ouro_rt *rt) {
    struct ouro_shape_table *t = ouro_raw_calloc(rt, sizeof *t);
    if (!t)
        return -1;
    t->cap = 64;
    t->len = 1; // index 0 stands for no shape
    t->all = ouro_raw_calloc(rt, t->cap * sizeof *t->all);
    if (!t->all) {
        ouro_raw_free(rt, t);
        return -1;
    }
    rt->ty->shapes = t;
    return 0;
}

void ouro_shapes_finish(ouro_rt *rt) {
    struct ouro_shape_table *t = rt->ty->shapes;
    if (!t)
        return;
    ouro_raw_free(rt, t->all);
    ouro_raw_free(rt, t);
    rt->ty->shapes = NULL;
}

// A fresh index, with a number that was never used; 0: none (no error pending), or -1: MemoryError.
static int64_t new_index(ouro_rt *rt) {
    struct ouro_shape_table *t = rt->ty->shapes;
    uint32_t index = t->free;
    if (index) {
        t->free = t->all[index].child;
        uint32_t number = t->all[index].number + (1u << INDEX_BITS);
        t->all[index] = (shape){.number = number};
        return index;
    }
    if (t->len > INDEX_MASK)
        return 0;
    if (t->len == t->cap) {
        shape *grown = ouro_raw_realloc(rt, t->all, (size_t)t->cap * 2 * sizeof *grown);
        if (!grown)
            return -1;
        t->all = grown;
        t->cap *= 2;
    }
    t->all[t->len] = (shape){.number = t->len};
    return t->len++;
}

uint32_t ouro_shape_new_root(ouro_rt *rt, ouro_type *type) {
    int64_t index = new_index(rt);
    if (index <= 0) {
        if (index == 0)
            ouro_raise_memory(rt);
        return 0;
    }
    shape *s = at(rt, (uint32_t)index);
    s->root = (uint32_t)index;
    s->count = 1;
    return s->number;
}

uint32_t ouro_shape_length(const ouro_rt *rt, uint32_t number) { return at(rt, number)->length; }

uint32_t ouro_shape_parent(const ouro_rt *rt, uint32_t number) {
    uint32_t parent = at(rt, number)->parent;
    return parent ? at(rt, parent)->number : 0;
}

void ouro_shape_names(const ouro_rt *rt, uint32_t number, ouro_obj **out) {
    for (const shape *s = at(rt, number); s->length; s = at(rt, s->parent))
        out[s->length - 1] = s->name;
}

ouro_borrowed ouro_shape_name_peek(const ouro_rt *rt, uint32_t number, uint32_t slot) {
    const shape *s = at(rt, number);
    while (s->length > slot + 1)
        s = at(rt, s->parent);
    return s->name;
}

static uint32_t bucket(ouro_borrowed name, uint32_t mask) { return (uint32_t)((uintptr_t)name >> 3) * 0x9e3779b1u >> 16 & mask; }

static names *make_table(const ouro_rt *rt, shape *s) {
    names *t = ouro_raw_alloc_quiet((ouro_rt *)(uintptr_t)rt, sizeof *t + s->length * sizeof(ouro_obj *));
    if (!t)
        return NULL;
    t->mask = s->length <= 16 ? 31 : s->length <= 32 ? 63 : 127;
    memset(t->index, 0, sizeof t->index);
    ouro_shape_names(rt, s->number, t->names);
    for (uint32_t i = 0; i < s->length; i++) {
        uint32_t b = bucket(t->names[i], t->mask);
        while (t->index[b])
            b = (b + 1) & t->mask;
        t->index[b] = (uint8_t)(i + 1);
    }
    s->table = t;
    return t;
}

int32_t ouro_shape_find(const ouro_rt *rt, uint32_t number, ouro_borrowed name) {
    shape *s = at(rt, number);
    if (s->length > WALK_MAX) {
        const names *t = s->table ? s->table : make_table(rt, s);
        if (t) {
            for (uint32_t b = bucket(name, t->mask); t->index[b]; b = (b + 1) & t->mask)
                if (t->names[t->index[b] - 1] == name)
                    return t->index[b] - 1;
            return -1;
        }
    }
    for (; s->length; s = at(rt, s->parent))
        if (s->name == name)
            return (int32_t)s->length - 1;
    return -1;
}

uint32_t ouro_shape_add(ouro_rt *rt, uint32_t number, ouro_borrowed name, bool *dict_mode) {
    uint32_t parent = number & INDEX_MASK;
    *dict_mode = false;
    for (uint32_t c = at(rt, parent)->child; c; c = at(rt, c)->sibling)
        if (at(rt, c)->name == name)
            return at(rt, c)->number;
    shape *root = at(rt, at(rt, parent)->root);
    int64_t index = 0;
    if (root->count < TREE_MAX && at(rt, parent)->length < LENGTH_MAX)
        index = new_index(rt);
    if (index <= 0) {
        *dict_mode = index == 0;
        return 0;
    }
    shape *s = at(rt, (uint32_t)index), *p = at(rt, parent);
    s->parent = parent;
    s->length = p->length + 1;
    s->root = p->root;
    s->name = ouro_ref(rt, name);
    s->sibling = p->child;
    p->child = (uint32_t)index;
    at(rt, p->root)->count++;
    return s->number;
}

static void free_one(ouro_rt *rt, uint32_t index) {
    struct ouro_shape_table *t = rt->ty->shapes;
    shape *s = &t->all[index];
    ouro_obj *name = s->name;
    ouro_raw_free(rt, s->table);
    *s = (shape){.number = s->number};
    if (s->number >> INDEX_BITS < GENERATIONS - 1) {
        s->child = t->free;
        t->free = index;
    }
    ouro_xrelease(rt, name);
}

// Next shape of a tree in an order that has parents first; 0 at the end.
static uint32_t following(const ouro_rt *rt, uint32_t index, uint32_t root) {
    if (at(rt, index)->child)
        return at(rt, index)->child;
    while (index != root && !at(rt, index)->sibling)
        index = at(rt, index)->parent;
    return index == root ? 0 : at(rt, index)->sibling;
}

void ouro_shape_free_tree(ouro_rt *rt, uint32_t number) {
    uint32_t root = number & INDEX_MASK, index = root;
    if (!root)
        return;
    for (;;) { // leaves first
        while (at(rt, index)->child)
            index = at(rt, index)->child;
        uint32_t parent = at(rt, index)->parent, sibling = at(rt, index)->sibling;
        bool last = index == root;
        free_one(rt, index);
        if (last)
            return;
        at(rt, parent)->child = sibling;
        index = parent;
    }
}

int ouro_shapes_traverse(ouro_rt *rt, uint32_t number, ouro_visit visit, void *arg) {
    uint32_t root = number & INDEX_MASK;
    for (uint32_t i = root; i; i = following(rt, i, root))
        OURO_VISIT(at(rt, i)->name);
    return 0;
}
