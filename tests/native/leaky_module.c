// A host program with a native module that keeps references: `leaky.keep(object)` takes one and tells nobody,
// `leaky.release_all()` gives them back, `leaky.held()` counts them. Runs the script named as its argument and prints
// what was left when everything had been torn down.
#include <stdio.h>
#include <stdlib.h>

#include <ouro/ouro.h>

typedef struct keeper {
    ouro_obj **objects;
    size_t n, capacity;
} keeper;

static ouro_owned keep(ouro_rt *rt, void *context, ouro_obj *const *args, size_t nargs) {
    keeper *k = context;
    if (nargs != 1) {
        ouro_raise(rt, OURO_TypeError, "keep() takes exactly one argument (%zu given)", nargs);
        return NULL;
    }
    if (k->n == k->capacity) {
        size_t capacity = k->capacity ? 2 * k->capacity : 8;
        ouro_obj **more = realloc(k->objects, capacity * sizeof *more);
        if (!more) {
            ouro_raise_memory(rt);
            return NULL;
        }
        k->objects = more;
        k->capacity = capacity;
    }
    k->objects[k->n++] = ouro_ref(rt, args[0]);
    return ouro_make_none(rt);
}

static ouro_owned release_all(ouro_rt *rt, void *context, ouro_obj *const *args, size_t nargs) {
    keeper *k = context;
    int64_t n = (int64_t)k->n;
    while (k->n > 0) ouro_release(rt, k->objects[--k->n]);
    return ouro_make_int(rt, n);
}

static ouro_owned held(ouro_rt *rt, void *context, ouro_obj *const *args, size_t nargs) {
    return ouro_make_int(rt, (int64_t)((keeper *)context)->n);
}

static int add(ouro_rt *rt, ouro_borrowed module, const char *name, ouro_host_function fn, keeper *k) {
    ouro_obj *f = ouro_make_function(rt, name, fn, k);
    int r = f ? ouro_attribute_set(rt, module, name, f) : -1;
    if (f) ouro_release(rt, f);
    return r;
}

// sys.modules["leaky"] = types.ModuleType("leaky"), with the three functions.
static int install(ouro_rt *rt, keeper *k) {
    static const char make[] = "__import__('sys').modules.setdefault('leaky', __import__('types').ModuleType('leaky'))";
    ouro_obj *module = ouro_eval(rt, make);
    if (!module) return -1;
    int r = add(rt, module, "keep", keep, k);
    if (r == 0) r = add(rt, module, "release_all", release_all, k);
    if (r == 0) r = add(rt, module, "held", held, k);
    ouro_release(rt, module);
    return r;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: %s SCRIPT\n", argv[0]);
        return 2;
    }
    keeper k = {0};
    ouro_rt *rt = ouro_open(NULL);
    if (!rt) return 2;
    int status = 0;
    if (install(rt, &k) < 0 || ouro_run_file(rt, argv[1]) < 0) status = ouro_report_error(rt);
    ouro_close_report report;
    if (ouro_close(rt, &report) < 0) status = 1;
    free(k.objects);
    printf("kept %zu, left %zu objects\n", k.n, report.live_objects);
    return status;
}
