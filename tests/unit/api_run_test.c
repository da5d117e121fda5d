// The embedding API: running code, errors, values.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ouro/ouro.h>

static ouro_rt *open_quiet(void) {
    ouro_options o = {.isolated = true, .no_stdio = true, .program = "test"};
    ouro_rt *rt = ouro_open(&o);
    assert_non_null(rt);
    return rt;
}

static void close_clean(ouro_rt *rt) {
    ouro_close_report left;
    assert_int_equal(ouro_close(rt, &left), 0);
    assert_int_equal(left.live_objects, 0);
    assert_int_equal(left.live_bytes, 0);
}

static void assert_error(ouro_rt *rt, const char *expected) {
    char text[200];
    assert_string_equal(ouro_error_text(rt, text, sizeof text), expected);
    ouro_error_clear(rt);
    assert_string_equal(ouro_error_text(rt, text, sizeof text), "");
}

static int64_t eval_int(ouro_rt *rt, const char *expression) {
    int64_t value = INT64_MIN;
    ouro_obj *o = ouro_eval(rt, expression);
    assert_non_null(o);
    assert_int_equal(ouro_as_int(rt, o, &value), 0);
    ouro_release(rt, o);
    return value;
}

static void test_globals_stay(void **state) {
    ouro_rt *rt = open_quiet();
    assert_int_equal(ouro_run_string(rt, "x = 40\ndef f(n): return x + n\n", "<a>"), 0);
    assert_int_equal(eval_int(rt, "f(2)"), 42);
    ouro_obj *v = ouro_make_int(rt, 1);
    assert_int_equal(ouro_global_set(rt, "x", v), 0);
    ouro_release(rt, v);
    assert_int_equal(eval_int(rt, "f(2)"), 3);
    close_clean(rt);
}

static void test_errors_are_text(void **state) {
    ouro_rt *rt = open_quiet();
    assert_int_equal(ouro_run_string(rt, "{}['k']", "<a>"), -1);
    assert_true(ouro_error_matches(rt, OURO_LookupError));
    assert_false(ouro_error_matches(rt, OURO_TypeError));
    assert_error(rt, "KeyError: 'k'");
    assert_null(ouro_eval(rt, "1 +"));
    assert_error(rt, "SyntaxError: invalid syntax (<string>, line 1)");
    assert_null(ouro_global_get(rt, "nothing"));
    assert_error(rt, "NameError: name 'nothing' is not defined");
    assert_int_equal(ouro_run_string(rt, "raise Exception", "<a>"), -1);
    assert_error(rt, "Exception");
    char tiny[6];
    assert_int_equal(ouro_run_string(rt, "1/0", "<a>"), -1);
    assert_string_equal(ouro_error_text(rt, tiny, sizeof tiny), "ZeroD");
    close_clean(rt); // the pending error goes with it
}

static void test_exit_is_a_status(void **state) {
    ouro_rt *rt = open_quiet();
    assert_int_equal(ouro_report_error(rt), 0);
    assert_int_equal(ouro_run_string(rt, "import sys; sys.exit(7)", "<a>"), -1);
    assert_int_equal(ouro_report_error(rt), 7);
    assert_int_equal(ouro_run_string(rt, "raise SystemExit", "<a>"), -1);
    assert_int_equal(ouro_report_error(rt), 0);
    assert_int_equal(ouro_run_string(rt, "raise SystemExit('why')", "<a>"), -1);
    assert_int_equal(ouro_report_error(rt), 1);
    assert_int_equal(ouro_run_string(rt, "1/0", "<a>"), -1);
    assert_int_equal(ouro_report_error(rt), 1);
    assert_int_equal(ouro_report_error(rt), 0);
    close_clean(rt);
}

static void test_values(void **state) {
    ouro_rt *rt = open_quiet();
    ouro_obj *parts[3] = {ouro_make_float(rt, 0.5), ouro_make_str(rt, "h\xc3\xa9", 3), ouro_make_none(rt)};
    ouro_obj *list = ouro_make_list(rt, parts, 3), *dict = ouro_make_dict(rt);
    assert_int_equal(ouro_size_of(rt, list), 3);
    assert_int_equal(ouro_item_set(rt, dict, parts[1], list), 0);
    size_t n;
    char *text = ouro_as_repr(rt, dict, &n);
    assert_string_equal(text, "{'h\xc3\xa9': [0.5, 'h\xc3\xa9', None]}");
    assert_int_equal(n, strlen(text));
    ouro_text_release(rt, text);
    assert_int_equal(ouro_as_bool(rt, dict), 1);
    assert_int_equal(ouro_as_bool(rt, parts[2]), 0);
    int64_t i;
    assert_int_equal(ouro_as_int(rt, parts[0], &i), -1);
    assert_error(rt, "TypeError: 'float' object cannot be interpreted as an integer");
    double d;
    assert_int_equal(ouro_as_float(rt, parts[1], &d), -1);
    assert_error(rt, "TypeError: must be real number, not str");
    assert_null(ouro_make_str(rt, "\xff", 1));
    ouro_error_clear(rt);
    ouro_obj *append = ouro_attribute_get(rt, list, "append");
    ouro_obj *r = ouro_call_values(rt, append, parts, 1);
    assert_non_null(r);
    assert_int_equal(ouro_size_of(rt, list), 4);
    ouro_release(rt, r);
    ouro_release(rt, append);
    ouro_release(rt, list);
    ouro_release(rt, dict);
    for (int k = 0; k < 3; k++) ouro_release(rt, parts[k]);
    close_clean(rt);
}

static ouro_owned add(ouro_rt *rt, void *context, ouro_obj *const *args, size_t nargs) {
    int64_t sum = *(int64_t *)context;
    for (size_t i = 0; i < nargs; i++) {
        int64_t v;
        if (ouro_as_int(rt, args[i], &v) < 0) return NULL;
        sum += v;
    }
    return ouro_make_int(rt, sum);
}
static ouro_owned forget(ouro_rt *rt, void *context, ouro_obj *const *args, size_t nargs) { return NULL; }

static void test_host_functions(void **state) {
    ouro_rt *rt = open_quiet();
    int64_t base = 100;
    ouro_obj *f = ouro_make_function(rt, "add", add, &base), *g = ouro_make_function(rt, "forget", forget, NULL);
    assert_int_equal(ouro_global_set(rt, "add", f), 0);
    assert_int_equal(ouro_global_set(rt, "forget", g), 0);
    ouro_release(rt, f);
    ouro_release(rt, g);
    assert_int_equal(eval_int(rt, "add(1, 2)"), 103);
    assert_int_equal(eval_int(rt, "sum(map(add, range(3)))"), 303);
    assert_null(ouro_eval(rt, "add('x')"));
    assert_error(rt, "TypeError: 'str' object cannot be interpreted as an integer");
    assert_null(ouro_eval(rt, "add(x=1)"));
    assert_error(rt, "TypeError: add() takes no keyword arguments");
    assert_null(ouro_eval(rt, "forget()"));
    assert_error(rt, "SystemError: forget returned NULL without setting an exception");
    close_clean(rt);
}

static void test_dialogue(void **state) {
    ouro_rt *rt = open_quiet();
#define TELL(text, last) ouro_run_interactive(rt, text, strlen(text), "<stdin>", last)
    assert_int_equal(TELL("x = 1\n", false), 0);
    assert_int_equal(TELL("if x:\n", false), 1);
    assert_int_equal(TELL("if x:\n  y = 2\n", false), 1);
    assert_int_equal(TELL("if x:\n  y = 2\n\n", false), 0);
    assert_int_equal(TELL("z = (1,\n", false), 1);
    assert_int_equal(TELL("z = (1,\n", true), -1);
    assert_error(rt, "SyntaxError: '(' was never closed (<stdin>, line 1)");
    assert_int_equal(eval_int(rt, "x + y"), 3);
    close_clean(rt);
}

static void test_interrupt(void **state) {
    ouro_rt *rt = open_quiet();
    assert_false(ouro_interrupt_take(rt));
    ouro_interrupt(rt);
    assert_true(ouro_interrupt_take(rt));
    assert_false(ouro_interrupt_take(rt));
    ouro_interrupt(rt);
    assert_int_equal(ouro_run_string(rt, "while True: pass", "<a>"), -1);
    assert_true(ouro_error_matches(rt, OURO_KeyboardInterrupt));
    ouro_error_clear(rt);
    assert_int_equal(eval_int(rt, "len([i for i in range(1000)])"), 1000);
    close_clean(rt);
}

static void test_files(void **state) {
    char folder[] = "/tmp/ouro-api-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/prog.py", folder);
    FILE *f = fopen(path, "w");
    fputs("import helper\nvalue = helper.value + 1\nname = __name__\n", f);
    fclose(f);
    char helper[64];
    snprintf(helper, sizeof helper, "%s/helper.py", folder);
    f = fopen(helper, "w");
    fputs("value = 1\n", f);
    fclose(f);
    ouro_rt *rt = open_quiet();
    assert_int_equal(ouro_run_file(rt, path), 0);
    assert_int_equal(eval_int(rt, "value if name == '__main__' else 0"), 2);
    assert_int_equal(ouro_run_file(rt, "/no/such/file.py"), -1);
    assert_error(rt, "FileNotFoundError: [Errno 2] No such file or directory: '/no/such/file.py'");
    assert_int_equal(ouro_run_module(rt, "helper"), 0);
    assert_int_equal(eval_int(rt, "value"), 1);
    ouro_obj *m = ouro_import_named(rt, "helper");
    assert_non_null(m);
    ouro_release(rt, m);
    assert_null(ouro_import_named(rt, "no_such_module"));
    assert_error(rt, "ModuleNotFoundError: No module named 'no_such_module'");
    close_clean(rt);
    remove(path);
    remove(helper);
    remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_globals_stay), cmocka_unit_test(test_errors_are_text), cmocka_unit_test(test_exit_is_a_status),
        cmocka_unit_test(test_values),       cmocka_unit_test(test_host_functions),  cmocka_unit_test(test_dialogue),
        cmocka_unit_test(test_interrupt),    cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
