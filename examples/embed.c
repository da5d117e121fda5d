// Two Pythons in one program: each with its own heap and limit, neither able to end the process.
//
//     cc embed.c $(pkg-config --cflags --libs --static ouro) -o embed
#include <ouro/ouro.h>

#include <stdio.h>
#include <string.h>

// A function of ours that Python calls: total(list of numbers).
static ouro_owned total(ouro_rt *rt, void *context, ouro_obj *const *args, size_t nargs) {
    int *calls = context;
    if (nargs != 1) {
        ouro_raise(rt, OURO_TypeError, "total() takes one argument (%zu given)", nargs);
        return NULL;
    }
    ++*calls;
    int64_t n = ouro_size_of(rt, args[0]), sum = 0;
    for (int64_t i = 0; i < n; i++) {
        int64_t value;
        ouro_obj *key = ouro_make_int(rt, i), *item = key ? ouro_item_get(rt, args[0], key) : NULL;
        int status = item ? ouro_as_int(rt, item, &value) : -1;
        if (key) ouro_release(rt, key);
        if (item) ouro_release(rt, item);
        if (status < 0) return NULL;
        sum += value;
    }
    return n < 0 ? NULL : ouro_make_int(rt, sum);
}

static void show_error(ouro_rt *rt, const char *what) {
    char text[200];
    printf("%s: %s\n", what, ouro_error_text(rt, text, sizeof text));
    ouro_error_clear(rt);
}

int main(void) {
    int calls = 0;
    ouro_options small = {.memory_limit = 8 << 20};
    ouro_rt *a = ouro_open(NULL), *b = ouro_open(&small);
    if (!a || !b) return 1;

    // Values in, a function for Python to call, a value out.
    ouro_obj *f = ouro_make_function(a, "total", total, &calls);
    if (!f || ouro_global_set(a, "total", f) < 0 ||
        ouro_run_string(a, "def average(xs):\n    return total(xs) / len(xs)\n", "<embed>") < 0)
        show_error(a, "a");
    if (f) ouro_release(a, f);
    ouro_obj *result = ouro_eval(a, "average([1, 2, 3, 4])");
    double value = 0;
    if (result && ouro_as_float(a, result, &value) == 0) printf("average: %g, total was called %d time\n", value, calls);
    if (result) ouro_release(a, result);

    // What goes wrong in Python is an error here.
    if (ouro_run_string(a, "average([])", "<embed>") < 0) show_error(a, "a");

    // The other has a limit that holds, and lives on.
    if (ouro_run_string(b, "hoard = []\nwhile True: hoard.append(bytearray(100_000))", "<embed>") < 0) show_error(b, "b");
    if (ouro_run_string(b, "n = len(hoard); del hoard", "<embed>") < 0) show_error(b, "b");
    ouro_obj *n = ouro_global_get(b, "n");
    int64_t count = 0;
    if (n && ouro_as_int(b, n, &count) == 0) printf("b held %s than 8 MiB\n", count * 100000 < 8 << 20 ? "less" : "more");
    if (n) ouro_release(b, n);

    ouro_close_report left_a, left_b;
    int status = ouro_close(a, &left_a);
    status |= ouro_close(b, &left_b);
    printf("left: %zu and %zu objects\n", left_a.live_objects, left_b.live_objects);
    return status != 0 || left_a.live_objects || left_b.live_objects;
}
