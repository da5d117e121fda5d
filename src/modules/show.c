// Showing the exceptions that end a program, and those that nobody can receive.
#include "modules/modules.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "types/abstract.h"
#include "types/containers.h"
#include "types/str.h"

void ouro_show_exception(ouro_rt *rt, ouro_borrowed exception) {
    const char *name = ouro_type_of(rt, exception)->cname;
    (void)!write(2, name, strlen(name));
    ouro_obj *s = ouro_str_of(rt, exception);
    size_t n;
    char *owned = NULL;
    const char *t = s ? ouro_str_utf8(rt, s, &n, &owned, true) : NULL;
    if (t && n) (void)!(write(2, ": ", 2) + write(2, t, n));
    if (owned) ouro_raw_free(rt, owned);
    ouro_xrelease(rt, s);
    (void)!write(2, "\n", 1);
    ouro_error_clear(rt);
}
int ouro_show_exception_to(ouro_rt *rt, ouro_borrowed exception, ouro_borrowed file) { return 0; }
int ouro_show_pending(ouro_rt *rt) {
    ouro_obj *e = ouro_error_take(rt);
    ouro_show_exception(rt, e);
    ouro_xrelease(rt, e);
    return 1;
}
void ouro_show_unraisable(ouro_rt *rt, const char *where, ouro_borrowed obj) { ouro_error_clear(rt); }
