// int and float: identities that hold for numbers of every length, results computed by CPython 3.11, allocation failures.
#include "types_support.h"

enum { MOST_BITS = 24000 };

// A random int of up to `bits` bits: runs of equal bits are as likely as random ones, for carries.
static ouro_obj *any_int(ouro_rt *rt, uint64_t *rng, uint32_t bits) {
    static char digits[MOST_BITS / 4 + 2];
    uint32_t n = 1 + random_below(rng, bits / 4);
    for (uint32_t i = 0; i < n;) {
        uint32_t kind = random_below(rng, 4), run = 1 + random_below(rng, 20);
        for (; run > 0 && i < n; run--)
            digits[i++] = kind == 0 ? '0' : kind == 1 ? 'f' : "0123456789abcdef"[random_below(rng, 16)];
    }
    ouro_obj *r = ouro_int_from_digits(rt, digits, n, 16, random_below(rng, 2));
    assert_non_null(r);
    return r;
}

static ouro_obj *take(ouro_rt *rt, ouro_obj *a) { // checks a result
    if (!a) {
        ouro_obj *e = ouro_error_take(rt), *text = ouro_str_of(rt, e);
        fail_msg("%s: %s", ouro_type_of(rt, e)->cname, text ? ouro_str_ascii(text) : "");
    }
    return a;
}

// Both are released.
static void assert_same(ouro_rt *rt, ouro_obj *a, ouro_obj *b) {
    take(rt, a);
    take(rt, b);
    assert_int_equal(ouro_int_is_big(a), ouro_int_is_big(b));
    assert_int_equal(ouro_int_compare(a, b), 0);
    assert_int_equal(ouro_int_hash(a), ouro_int_hash(b));
    ouro_release(rt, a);
    ouro_release(rt, b);
}

static ouro_obj *binary(ouro_rt *rt, enum ouro_binary_op op, ouro_obj *a, ouro_obj *b) {
    return take(rt, ouro_binary(rt, op, a, b));
}

// The result releases its first operand.
static ouro_obj *then(ouro_rt *rt, enum ouro_binary_op op, ouro_obj *a, ouro_obj *b) {
    ouro_obj *r = binary(rt, op, a, b);
    ouro_release(rt, a);
    return r;
}

static void one_round(ouro_rt *rt, uint64_t *rng, uint32_t bits) {
    ouro_obj *a = any_int(rt, rng, bits), *b = any_int(rt, rng, 1 + random_below(rng, bits) + 4), *c = any_int(rt, rng, bits);
    // (a + b) * c == a * c + b * c, with squares and differences
    ouro_obj *bc = binary(rt, OURO_OP_MUL, b, c);
    assert_same(rt, then(rt, OURO_OP_MUL, binary(rt, OURO_OP_ADD, a, b), c),
                then(rt, OURO_OP_ADD, binary(rt, OURO_OP_MUL, a, c), bc));
    ouro_obj *bb = binary(rt, OURO_OP_MUL, b, b), *sum = binary(rt, OURO_OP_ADD, a, b);
    assert_same(rt, then(rt, OURO_OP_MUL, binary(rt, OURO_OP_SUB, a, b), sum),
                then(rt, OURO_OP_SUB, binary(rt, OURO_OP_MUL, a, a), bb));
    // a == a // b * b + a % b, the remainder has b's sign and is smaller
    if (ouro_int_sign(b) != 0) {
        ouro_obj *r = binary(rt, OURO_OP_MOD, a, b);
        assert_same(rt, then(rt, OURO_OP_ADD, then(rt, OURO_OP_MUL, binary(rt, OURO_OP_FLOORDIV, a, b), b), r),
                    ouro_ref(rt, a));
        assert_true(ouro_int_sign(r) == 0 || ouro_int_sign(r) == ouro_int_sign(b));
        ouro_obj *size = take(rt, ouro_abs(rt, r)), *of = take(rt, ouro_abs(rt, b));
        assert_true(ouro_int_compare(size, of) < 0);
        ouro_release(rt, size);
        ouro_release(rt, of);
        ouro_release(rt, r);
    }
    // a + b == (a ^ b) + 2 * (a & b) == (a | b) + (a & b)
    ouro_obj *and = binary(rt, OURO_OP_AND, a, b), *twice = binary(rt, OURO_OP_LSHIFT, and, rt->small_ints[1]);
    assert_same(rt, then(rt, OURO_OP_ADD, binary(rt, OURO_OP_XOR, a, b), twice), ouro_ref(rt, sum));
    assert_same(rt, then(rt, OURO_OP_ADD, binary(rt, OURO_OP_OR, a, b), and), ouro_ref(rt, sum));
    // shifts are powers of two, rounded down
    ouro_obj *n = take(rt, ouro_int_from_i64(rt, random_below(rng, 200)));
    ouro_obj *power = binary(rt, OURO_OP_POW, rt->small_ints[2], n);
    assert_same(rt, binary(rt, OURO_OP_LSHIFT, a, n), binary(rt, OURO_OP_MUL, a, power));
    assert_same(rt, binary(rt, OURO_OP_RSHIFT, a, n), binary(rt, OURO_OP_FLOORDIV, a, power));
    // text and back
    int base = 2 + (int)random_below(rng, 35);
    ouro_obj *text = take(rt, ouro_int_to_str(rt, a, base, false));
    assert_same(rt, take(rt, ouro_int_parse(rt, text, base)), ouro_ref(rt, a));
    ouro_obj *all[] = {a, b, c, bc, bb, sum, and, twice, n, power, text};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        ouro_release(rt, all[i]);
}

static void test_identities(void **state) {
    ouro_rt *rt = open_types(OURO_HEAP_FENCES);
    ouro_int_set_digit_limit(rt, 0);
    uint64_t rng = seed();
    for (int i = 0; i < 3000; i++)
        one_round(rt, &rng, 40 + random_below(&rng, 400));
    for (int i = 0; i < 60; i++)
        one_round(rt, &rng, MOST_BITS);
    close_types(rt);
}

// ---- results of CPython 3.11 ---------------------------------------------------------------------------------------

typedef struct vector {
    const char *a;
    enum ouro_binary_op op;
    const char *b, *want; // want: repr
} vector;

#define E30 "1000000000000000000000000000000"
static const vector vectors[] = {
    {"-7", OURO_OP_FLOORDIV, "2", "-4"},
    {"-7", OURO_OP_MOD, "2", "1"},
    {"7", OURO_OP_MOD, "-2", "-1"},
    {"9223372036854775807", OURO_OP_ADD, "1", "9223372036854775808"},
    {"-9223372036854775808", OURO_OP_FLOORDIV, "-1", "9223372036854775808"},
    {"-9223372036854775808", OURO_OP_MUL, "-9223372036854775808", "85070591730234615865843651857942052864"},
    {"9223372036854775808", OURO_OP_SUB, "1", "9223372036854775807"},
    {E30, OURO_OP_FLOORDIV, "-7", "-142857142857142857142857142858"},
    {E30, OURO_OP_MOD, "-7", "-6"},
    {"-" E30, OURO_OP_RSHIFT, "64", "-54210108625"},
    {"-" E30, OURO_OP_AND, "65535", "0"},
    {"-" E30, OURO_OP_OR, "12345", "-999999999999999999999999987655"},
    {E30, OURO_OP_XOR, "-1", "-1000000000000000000000000000001"},
    {"3", OURO_OP_POW, "50", "717897987691852588770249"},
    {"-12", OURO_OP_POW, "21", "-46005119909369701466112"},
    {"10", OURO_OP_POW, "-2", "0.01"},
    {E30, OURO_OP_TRUEDIV, "3", "3.333333333333333e+29"},
    {"1", OURO_OP_TRUEDIV, "3", "0.3333333333333333"},
    {"9007199254740993", OURO_OP_TRUEDIV, "1", "9007199254740992.0"},
    {"9007199254740995", OURO_OP_TRUEDIV, "1", "9007199254740996.0"},
};

static void test_vectors(void **state) {
    ouro_rt *rt = open_types(0);
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        const vector *v = &vectors[i];
        ouro_obj *ta = ouro_str_from_cstring(rt, v->a), *tb = ouro_str_from_cstring(rt, v->b);
        ouro_obj *a = take(rt, ouro_int_parse(rt, ta, 10)), *b = take(rt, ouro_int_parse(rt, tb, 10));
        ouro_obj *r = binary(rt, v->op, a, b), *text = take(rt, ouro_repr(rt, r));
        assert_string_equal(ouro_str_ascii(text), v->want);
        ouro_obj *all[] = {ta, tb, a, b, r, text};
        for (size_t j = 0; j < sizeof all / sizeof *all; j++)
            ouro_release(rt, all[j]);
    }
    close_types(rt);
}

// ---- float text ----------------------------------------------------------------------------------------------------

static void check_repr(double v, const char *want) {
    char text[32];
    ouro_double_repr(v, text);
    assert_string_equal(text, want);
}

static void test_shortest(void **state) {
    check_repr(0.1, "0.1");
    check_repr(-0.0, "-0.0");
    check_repr(1e16, "1e+16");
    check_repr(123456789012345680.0, "1.2345678901234568e+17");
    check_repr(5e-324, "5e-324");
    check_repr(0x1p-44, "5.684341886080802e-14"); // a power of two: the interval is not symmetric
    check_repr(9007199254740993.0, "9007199254740992.0");
    check_repr(1.7976931348623157e308, "1.7976931348623157e+308");
    check_repr(0.0001, "0.0001");
    check_repr(0.00001, "1e-05");
    uint64_t rng = seed();
    for (int i = 0; i < 200000; i++) {
        uint64_t bits = (uint64_t)random_below(&rng, 1u << 30) << 34 ^ (uint64_t)random_below(&rng, 1u << 30) << 17 ^
                        random_below(&rng, 1u << 30);
        double v, back;
        memcpy(&v, &bits, sizeof v);
        if (v != v || v - v != 0)
            continue;
        char text[32], shorter[40];
        ouro_double_repr(v, text);
        assert_true(ouro_double_parse(text, strlen(text), &back));
        assert_memory_equal(&v, &back, sizeof v);
        assert_true(strtod(text, NULL) == v);
        // With a digit less it is another number.
        int digits = 0;
        for (const char *p = text; *p && *p != 'e'; p++)
            digits += (*p >= '0' && *p <= '9') && (digits || *p != '0');
        if (digits > 1 && strchr(text, 'e')) {
            snprintf(shorter, sizeof shorter, "%.*e", digits - 2, v);
            assert_true(strtod(shorter, NULL) != v);
        }
    }
}

// ---- allocation failure --------------------------------------------------------------------------------------------

static ouro_obj *attempt(ouro_rt *rt, int what, ouro_obj *a, ouro_obj *b) {
    switch (what) {
    case OURO_OP_POW: return ouro_pow3(rt, a, b, a);
    case OURO_OP_POW + 1: return ouro_divmod(rt, a, b);
    case OURO_OP_POW + 2: return ouro_repr(rt, a);
    case OURO_OP_POW + 3: return ouro_to_float(rt, b);
    case OURO_OP_MATMUL:
    case OURO_OP_LSHIFT: return ouro_neg(rt, a);
    case OURO_OP_RSHIFT: return ouro_invert(rt, a);
    default: return ouro_binary(rt, (enum ouro_binary_op)what, a, b);
    }
}

static size_t alive(ouro_rt *rt) {
    ouro_heap_statistics s;
    ouro_heap_stats(rt->heap, &s);
    return s.live_objects + s.live_raw_blocks;
}

static void test_failures(void **state) {
    ouro_rt *rt = open_types(OURO_HEAP_FENCES);
    uint64_t rng = seed();
    static const uint32_t sizes[] = {120, 900, 12000};
    for (size_t s = 0; s < 3; s++) {
        ouro_obj *a = any_int(rt, &rng, sizes[s]), *b = binary(rt, OURO_OP_RSHIFT, a, rt->small_ints[77]);
        for (int what = 0; what <= OURO_OP_POW + 3; what++) {
            uint64_t seen, n = 0;
            do {
                size_t before = alive(rt);
                ouro_heap_fail_at(rt->heap, ++n, false);
                ouro_obj *r = attempt(rt, what, a, b);
                seen = ouro_heap_alloc_counter(rt->heap);
                ouro_heap_fail_clear(rt->heap);
                assert_int_equal(r == NULL, ouro_error_pending(rt));
                if (r)
                    ouro_release(rt, r);
                else
                    ouro_error_clear(rt);
                assert_int_equal(alive(rt), before);
            } while (seen >= n && n < 300);
        }
        ouro_release(rt, a);
        ouro_release(rt, b);
    }
    close_types(rt);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_identities),
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_shortest),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
