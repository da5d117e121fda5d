// Start and end of the modules layer.
#include "modules/modules.h"

#include "modules/atexit.h"
#include "modules/io.h"
#include "types/class.h"
#include "types/containers.h"
#include "types/state.h"
#include "types/str.h"
#include "vm/import_internal.h"

static const ouro_native_module natives[] = {
#define NATIVE(name) {#name, ouro_module_##name},
#include "modules/natives.def"
#undef NATIVE
    {NULL, NULL}};

static int enter(ouro_rt *rt, const char *name, ouro_borrowed module) {
    return ouro_dict_set_ascii(rt, rt->ty->modules, name, module);
}

static int start_builtins(ouro_rt *rt) {
    ouro_obj *m = ouro_import_module(rt, "builtins");
    if (!m) return -1;
    rt->ty->builtins = ouro_ref(rt, ouro_module_dict_peek(m));
    int r = ouro_module_add(rt, m, "open", ouro_io_open_function(rt));
    ouro_release(rt, m);
    return r;
}

static int start_sys(ouro_rt *rt) {
    struct ouro_modules_state *s = rt->modules;
    s->sys = ouro_import_module(rt, "sys");
    if (!s->sys) return -1;
    s->sys_dict = ouro_ref(rt, ouro_module_dict_peek(s->sys));
    return 0;
}

static int start_main(ouro_rt *rt) {
    struct ouro_modules_state *s = rt->modules;
    s->main = ouro_module_new(rt, "__main__", NULL);
    if (!s->main || enter(rt, "__main__", s->main) < 0) return -1;
    if (ouro_module_add(rt, s->main, "__loader__", vm_finder_class(rt, VM_FINDER_BUILTIN)) < 0 ||
        ouro_module_add(rt, s->main, "__annotations__", ouro_dict_new(rt)) < 0)
        return -1;
    ouro_borrowed builtins = ouro_dict_peek_ascii(rt, rt->ty->modules, "builtins");
    return builtins ? ouro_module_add(rt, s->main, "__builtins__", ouro_ref(rt, builtins)) : 0;
}

// The options -W are read by the module warnings when it is imported.
static int start_warnings(ouro_rt *rt) {
    ouro_borrowed options = ouro_sys_peek(rt, "warnoptions");
    if (!options || !ouro_list_check(rt, options) || ouro_list_length(options) == 0) return 0;
    ouro_obj *m = ouro_import_module(rt, "warnings");
    if (!m && ouro_error_is(rt, OURO_ImportError)) ouro_error_clear(rt);
    ouro_xrelease(rt, m);
    return ouro_error_pending(rt) ? -1 : 0;
}

int ouro_modules_start(ouro_rt *rt, const ouro_options *options) {
    struct ouro_modules_state *s = ouro_raw_calloc(rt, sizeof *s);
    if (!s) return -1;
    s->options = options;
    s->inspect = options->inspect;
    rt->modules = s;
    rt->ty->modules = ouro_dict_new(rt);
    if (!rt->ty->modules || ouro_import_set_natives(rt, natives) < 0 || start_builtins(rt) < 0 || start_sys(rt) < 0 ||
        start_main(rt) < 0 || ouro_io_start_streams(rt) < 0 || start_warnings(rt) < 0) {
        struct ouro_saved_error why;
        ouro_error_save(rt, &why);
        ouro_modules_finish(rt);
        ouro_error_put_back(rt, &why);
        return -1;
    }
    return 0;
}

// Flushes sys.<name>, if it is an open file.
static int flush(ouro_rt *rt, const char *name, bool complain) {
    ouro_borrowed peek = ouro_sys_peek(rt, name);
    if (!peek || peek == rt->none) return 0;
    ouro_obj *file = ouro_ref(rt, peek);
    int closed = ouro_io_closed(rt, file);
    ouro_error_clear(rt);
    ouro_obj *r = closed > 0 ? ouro_none(rt) : ouro_call_method0(rt, file, OURO_NAME(rt, flush));
    if (!r && complain) ouro_unraisable(rt, NULL, file);
    ouro_error_clear(rt);
    ouro_release(rt, file);
    ouro_xrelease(rt, r);
    return r ? 0 : -1;
}

int ouro_flush(ouro_rt *rt) {
    int status = flush(rt, "stdout", true);
    return flush(rt, "stderr", false) < 0 ? -1 : status;
}

int ouro_modules_end(ouro_rt *rt) {
    ouro_atexit_run(rt);
    ouro_error_clear(rt);
    ouro_gc_report_garbage(rt);
    rt->modules->finalizing = true;
    return ouro_flush(rt);
}

static void drop(ouro_rt *rt, ouro_obj **slot) {
    ouro_obj *o = *slot;
    *slot = NULL;
    ouro_xrelease(rt, o);
}

void ouro_modules_finish(ouro_rt *rt) {
    struct ouro_modules_state *s = rt->modules;
    if (!s) return;
    s->finalizing = true;
    drop(rt, &s->main);
    ouro_import_finish(rt);
    drop(rt, &s->atexit);
    drop(rt, &s->gc_callbacks);
    drop(rt, &s->context);
    drop(rt, &rt->gc.garbage);
    for (size_t i = 0; i < 3; i++) drop(rt, &s->stdio[i]);
    drop(rt, &s->sys);
    drop(rt, &s->sys_dict);
    drop(rt, &s->unsupported);
    drop(rt, &s->open_function);
    drop(rt, &rt->ty->builtins);
    drop(rt, &rt->ty->modules);
}

void ouro_modules_free(ouro_rt *rt) {
    struct ouro_modules_state *s = rt->modules;
    if (!s) return;
    rt->modules = NULL;
    if (s->io_specs) ouro_raw_free(rt, s->io_specs);
    ouro_raw_free(rt, s);
}
