// The front end when memory runs out, and on texts nested as deeply as one likes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lang/dump.h"
#include "lang/parser.h"

// An allocator that fails once, and counts what is held.
typedef struct counter {
    size_t calls, fail_at;
    size_t held;
} counter;

static void *counted_alloc(void *ctx, size_t size) {
    counter *c = ctx;
    if (++c->calls == c->fail_at) return NULL;
    void *block = malloc(size);
    if (block) c->held += size;
    return block;
}

static void counted_free(void *ctx, void *block, size_t size) {
    counter *c = ctx;
    c->held -= size;
    free(block);
}

static ouro_allocator counting(counter *c) {
    return (ouro_allocator){c, counted_alloc, counted_free};
}

static lang_error parse(const char *text, size_t len, lang_arena *arena, lang_mod **mod) {
    lang_input in = {.text = text, .len = len, .filename = "<test>", .max_int_digits = 4300};
    lang_error err;
    bool ok = lang_parse(&in, arena, mod, &err);
    assert_int_equal(ok, err.kind == LANG_OK);
    assert_int_equal(ok, *mod != NULL);
    return err;
}

static const char sample[] = "import a.b as c, d\n"
                             "from .e import (f, g as h)\n"
                             "@decorated\n"
                             "async def function(a, b: int = 1, /, c=2, *d, e, f=3, **g) -> None:\n"
                             "    'doc' 'string \\n \\u00e9'\n"
                             "    x: list[int] = [i * 2 ** -j for i, j in zip(a, b) if i < j <= 10 != 3]\n"
                             "    async with open(x, mode='r') as y, z: await w\n"
                             "    return lambda u, *v: {**u, 1: {2, 3}, 'k': (4, *v)}\n"
                             "class C(B, metaclass=M):\n"
                             "    try:\n"
                             "        y = f'{x!r:>{width}} and {y=} {{}}' + rb''.decode()\n"
                             "    except (A, B) as e: raise e from None\n"
                             "    else: pass\n"
                             "    finally: del a.b, c[1:2, ::3]\n"
                             "match x, y:\n"
                             "    case {'a': 1, **rest} | [1, *_] if x := y: pass\n"
                             "    case C(1, k=-2 + 3j) as z: pass\n"
                             "while 1_000 and 0xFFFFFFFFFFFFFFFFFFFF or 1.5e3j: break\n"
                             "\xc3\xa9t\xc3\xa9 = \xef\xac\x81 = not a is not b not in c\n";

// As above, but wrong at the end: both passes are gone through.
static const char wrong[] = "def f(a, b=1):\n"
                            "    return {a: [b, *c], 'd': f'{e!r}'}\n"
                            "for x in y:\n"
                            "    z = f(a=1, b)(c d, e for e in g)\n";

static void each_allocation_fails(const char *text, lang_error_kind without_failure) {
    bool done = false;
    for (size_t n = 1; !done; n++) {
        counter c = {.fail_at = n};
        lang_arena arena;
        lang_mod *mod;
        lang_arena_init(&arena, counting(&c));
        lang_error err = parse(text, strlen(text), &arena, &mod);
        if (c.calls < n) {
            assert_int_equal(err.kind, without_failure);
            done = true;
        } else if (err.kind != without_failure) { // what only the error's text needed may be missing
            assert_int_equal(err.kind, LANG_MEMORY_ERROR);
        }
        lang_arena_free(&arena);
        assert_int_equal(c.held, 0);
        assert_true(n < 10000);
    }
}

static void test_memory(void **state) {
    each_allocation_fails(sample, LANG_OK);
    each_allocation_fails(wrong, LANG_SYNTAX_ERROR);
}

// The arena asks for memory rarely. With chunks of a few bytes every node is an allocation.
static void *tiny_alloc(void *ctx, size_t size) {
    counter *c = ctx;
    if (c->calls >= c->fail_at) return NULL;
    void *block = counted_alloc(ctx, size);
    return block;
}

static void test_memory_ends(void **state) {
    for (size_t n = 0; n < 40; n++) {
        counter c = {.fail_at = n};
        lang_arena arena;
        lang_mod *mod;
        lang_arena_init(&arena, (ouro_allocator){&c, tiny_alloc, counted_free});
        arena.mem.chunk_size = 64;
        lang_error err = parse(sample, sizeof sample - 1, &arena, &mod);
        assert_true(err.kind == LANG_OK || err.kind == LANG_MEMORY_ERROR);
        lang_arena_free(&arena);
        assert_int_equal(c.held, 0);
    }
}

static lang_error parse_repeated(const char *start, const char *piece, size_t n, const char *end) {
    size_t piece_len = strlen(piece), at = strlen(start);
    char *text = malloc(at + n * piece_len + strlen(end) + 1);
    assert_non_null(text);
    memcpy(text, start, at);
    for (size_t i = 0; i < n; i++, at += piece_len) memcpy(text + at, piece, piece_len);
    strcpy(text + at, end);
    lang_arena arena;
    lang_mod *mod;
    lang_arena_init(&arena, ouro_allocator_libc());
    lang_error err = parse(text, strlen(text), &arena, &mod);
    err.text = NULL;
    lang_arena_free(&arena);
    free(text);
    return err;
}

static void test_nesting(void **state) {
    static const char *const brackets[] = {"(", "[", "{", "f(", "a[", "(a, ", "{1: ", "[a for b in "};
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        lang_error err = parse_repeated("", brackets[i], 100000, "");
        assert_int_equal(err.kind, LANG_SYNTAX_ERROR);
        assert_string_equal(err.message, "too many nested parentheses");
    }
    static const char *const operators[] = {"-",       "not ",      "lambda: ", "a ** ", "a if b else ",
                                            "await -", "lambda a=", "*-",       "(yield"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        lang_error err = parse_repeated("", operators[i], 100000, "1");
        assert_int_not_equal(err.kind, LANG_OK);
    }
    assert_int_equal(parse_repeated("x = ", "a + ", 100000, "1").kind, LANG_OK);
    assert_int_equal(parse_repeated("x = a", ".b", 100000, "").kind, LANG_OK);
    assert_int_equal(parse_repeated("x = a", "()", 100000, "").kind, LANG_OK);
    assert_int_equal(parse_repeated("if a: b\n", "elif a: b\n", 100000, "").kind, LANG_OK);
    assert_int_equal(parse_repeated("x = (", "a, ", 100000, ")").kind, LANG_OK);
}

// Mistakes inside brackets inside brackets: looking for them must not take time without end.
static void test_effort(void **state) {
    static const char *const pieces[] = {"f(", "(", "[", "{a: ", "f(a=", "x[a, ", "(a, f(", "{*a, [b(", "f(*a, "};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        lang_error err = parse_repeated("", pieces[i], 60, "a $ b");
        assert_int_not_equal(err.kind, LANG_OK);
    }
    lang_error err = parse_repeated("def f(a=", "lambda b=lambda c=", 60, "$): pass");
    assert_int_equal(err.kind, LANG_SYNTAX_ERROR);
    err = parse_repeated("", "a b ", 20000, "\n");
    assert_int_equal(err.kind, LANG_SYNTAX_ERROR);
}

static void test_names_are_unique(void **state) {
    lang_arena arena;
    lang_mod *mod;
    lang_arena_init(&arena, ouro_allocator_libc());
    const char text[] = "abc\n\xef\xac\x81\nabc\nfi\n";
    assert_int_equal(parse(text, sizeof text - 1, &arena, &mod).kind, LANG_OK);
    lang_stmt **body = mod->as.Module.body.items;
    lang_name *ids[4];
    assert_int_equal(mod->as.Module.body.n, 4);
    for (int i = 0; i < 4; i++) ids[i] = body[i]->as.Expr.value->as.Name.id;
    assert_ptr_equal(ids[0], ids[2]);
    assert_ptr_equal(ids[1], ids[3]);
    assert_ptr_not_equal(ids[0], ids[1]);
    assert_string_equal(ids[1]->utf8, "fi");
    assert_ptr_equal(ids[0], lang_arena_name(&arena, "abc", 3));
    lang_arena_free(&arena);
}

static void test_source(void **state) {
    lang_arena arena;
    const char *text;
    size_t len;
    lang_error err;
    lang_arena_init(&arena, ouro_allocator_libc());
    const char latin[] = "# coding: latin-1\r\nx = '\xe9'\r";
    assert_true(lang_decode_source(latin, sizeof latin - 1, "f", LANG_SOURCE_FILE, &arena, &text, &len, &err));
    assert_int_equal(len, 27);
    assert_memory_equal(text, "# coding: latin-1\nx = '\xc3\xa9'\n", len);
    const char plain[] = "\xef\xbb\xbfx = 1\n";
    assert_true(lang_decode_source(plain, sizeof plain - 1, "f", LANG_SOURCE_FILE, &arena, &text, &len, &err));
    assert_ptr_equal(text, plain + 3);
    const char bad[] = "x = 1\ny = '\xe9'\n";
    assert_false(lang_decode_source(bad, sizeof bad - 1, "f", LANG_SOURCE_FILE, &arena, &text, &len, &err));
    assert_non_null(strstr(err.message, "in file f on line 2"));
    lang_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory), cmocka_unit_test(test_memory_ends),      cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_effort), cmocka_unit_test(test_names_are_unique), cmocka_unit_test(test_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
