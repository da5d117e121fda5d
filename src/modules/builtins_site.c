// exit, quit, copyright, credits, license, help: what an interactive user finds among the builtins.
#include "modules/builtins.h"
#include "modules/modules.h"
#include "modules/native.h"
#include "modules/native_types.h"

#include "types/exception.h"
#include "vm/import.h"

typedef struct named_text {
    ouro_obj head;
    ouro_obj *name; // str
    ouro_obj *text; // str
} named_text;

static void dealloc(ouro_rt *rt, ouro_obj *self) {
    ouro_release(rt, ((named_text *)self)->name);
    ouro_release(rt, ((named_text *)self)->text);
}
static ouro_owned repr(ouro_rt *rt, ouro_borrowed self) { return ouro_ref(rt, ((const named_text *)self)->text); }

// exit(code): standard input is closed, so that what reads from it sees the end too.
static ouro_owned quit(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    static const char *const names[] = {"code"};
    ouro_obj *code;
    if (ouro_args(rt, "__call__", args, nargs, kwnames, names, 1, 0, 1, &code) < 0) return NULL;
    ouro_borrowed in = ouro_sys_peek(rt, "stdin");
    if (in) {
        ouro_obj *file = ouro_ref(rt, in);
        ouro_xrelease(rt, ouro_call_method0(rt, file, OURO_NAME(rt, close)));
        ouro_release(rt, file);
    }
    ouro_error_clear(rt);
    ouro_raise_kind_object(rt, OURO_SystemExit, code ? code : rt->none);
    return NULL;
}

static ouro_owned show(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    if (ouro_args_count(rt, "__call__", nargs, kwnames, 0, 0) < 0) return NULL;
    ouro_borrowed print = ouro_dict_peek_ascii(rt, rt->ty->builtins, "print");
    return print ? ouro_call1(rt, print, ((const named_text *)self)->text) : ouro_none(rt);
}

static ouro_owned help(ouro_rt *rt, ouro_borrowed self, ouro_obj *const *args, size_t nargs, ouro_borrowed kwnames) {
    ouro_obj *pydoc = ouro_import_module(rt, "pydoc");
    ouro_obj *f = pydoc ? ouro_getattr_ascii(rt, pydoc, "help") : NULL;
    ouro_obj *result = f ? ouro_call(rt, f, args, nargs, kwnames) : NULL;
    ouro_xrelease(rt, f);
    ouro_xrelease(rt, pydoc);
    return result;
}

#define NAMED_TEXT(id, text, call_slot)                                                                                \
    const ouro_type_spec ouro_native_spec_##id = {                                                                     \
        .size = sizeof(named_text),                                                                                    \
        .flags = OURO_TF_NO_NEW,                                                                                       \
        .name = text,                                                                                                  \
        .slots = {.dealloc = dealloc, .repr = repr, .call = call_slot},                                                \
    }
NAMED_TEXT(Quitter, "_sitebuiltins.Quitter", quit);
NAMED_TEXT(Printer, "_sitebuiltins._Printer", show);
NAMED_TEXT(Helper, "_sitebuiltins._Helper", help);

static int add(ouro_rt *rt, ouro_borrowed module, enum ouro_native_type which, const char *name, const char *text) {
    ouro_type *type = ouro_native_type(rt, which);
    named_text *o = type ? (named_text *)ouro_new_sized(rt, type, sizeof *o) : NULL;
    if (!o) return -1;
    o->name = ouro_str_from_cstring(rt, name);
    o->text = o->name ? ouro_str_from_cstring(rt, text) : NULL;
    if (!o->text) {
        ouro_xrelease(rt, o->name);
        ouro_discard(rt, &o->head);
        return -1;
    }
    return ouro_module_add(rt, module, name, &o->head);
}

int ouro_builtins_site(ouro_rt *rt, ouro_borrowed module) {
    if (add(rt, module, OURO_NT_Quitter, "exit", "Use exit() or Ctrl-D (i.e. EOF) to exit") < 0) return -1;
    if (add(rt, module, OURO_NT_Quitter, "quit", "Use quit() or Ctrl-D (i.e. EOF) to exit") < 0) return -1;
    if (add(rt, module, OURO_NT_Printer, "copyright", "Copyright (c) the authors of Ouro.\nAll Rights Reserved.") < 0)
        return -1;
    if (add(rt, module, OURO_NT_Printer, "credits", "See the history of the Ouro repository.") < 0) return -1;
    if (add(rt, module, OURO_NT_Printer, "license", "See the file LICENSE that comes with Ouro.") < 0) return -1;
    return add(rt, module, OURO_NT_Helper, "help",
               "Type help() for interactive help, or help(object) for help about object.");
}
