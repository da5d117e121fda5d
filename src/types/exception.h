// Exceptions as objects.
#ifndef OURO_TYPES_EXCEPTION_H
#define OURO_TYPES_EXCEPTION_H

#include "object/rt.h"

// Head of every exception instance. Attributes set from Python follow at the type's attrs_offset. `fields` are those of particular classes,
// by the enum below; all owned, NULL when unset.
#define OURO_EXC_FIELDS 7
typedef struct ouro_exception {
    ouro_obj head;
    ouro_obj *args;      // tuple
    ouro_obj *traceback; // traceback or NULL
    ouro_obj *cause, *context; // __notes__ is an attribute like any other
    uint32_t suppress_context;
    uint32_t n_fields;
    ouro_obj *fields[]; // n_fields of them: 0 for most classes
} ouro_exception;
// Field numbers: StopIteration 0 value; SystemExit 0 code; ImportError 0 msg 1 name 2 path; NameError 0 name;
// AttributeError 0 name 1 obj; OSError 0 errno 1 strerror 2 filename 3 filename2 4 characters_written; SyntaxError 0 msg
// 1 filename 2 lineno 3 offset 4 text 5 end_lineno 6 end_offset (print_file_and_line is an attribute);
// UnicodeError 0 encoding 1 object 2 start 3 end 4 reason; BaseExceptionGroup 0 message 1 exceptions.

typedef struct ouro_traceback {
    ouro_obj head;
    ouro_obj *next;  // tb_next or NULL
    ouro_obj *frame; // owned
    uint32_t lasti;  // instruction index
    uint32_t lineno;
} ouro_traceback;

ouro_owned ouro_exception_new(ouro_rt *rt, uint32_t kind, ouro_borrowed message_or_null); // class by number
ouro_owned ouro_exception_make(ouro_rt *rt, ouro_borrowed cls, ouro_borrowed args_tuple);   // cls(*args)
// raise X: an instance or class; sets __context__ from the exception being handled (`handled`, may be NULL) avoiding cycles.
void ouro_raise_object(ouro_rt *rt, ouro_borrowed exception_or_class, ouro_borrowed cause_or_null);
void ouro_raise_kind_object(ouro_rt *rt, uint32_t kind, ouro_borrowed value); // KeyError(value), StopIteration(value)
// except MATCH: exception instance against class or tuple of classes. 1, 0, -1 (TypeError "catching classes that do not
// inherit from BaseException is not allowed").
int ouro_exception_matches(ouro_rt *rt, ouro_borrowed exception, ouro_borrowed match);
// The pending exception becomes the __cause__ of a new one. `message` is stolen; NULL: an error is pending instead.
void ouro_raise_from_pending(ouro_rt *rt, uint32_t kind, ouro_owned message);
int ouro_exception_set_context(ouro_rt *rt, ouro_borrowed exception, ouro_borrowed context); // breaks cycles
// The parts of an exception or group that meet the condition (class, tuple of classes, function), and the others; None
// where there are none. Both owned. -1: error.
int ouro_exception_split(ouro_rt *rt, ouro_borrowed e, ouro_borrowed condition, ouro_obj **match, ouro_obj **rest);
OURO_INLINE ouro_borrowed ouro_exception_field_peek(ouro_borrowed e, size_t i) { return ((const ouro_exception *)e)->fields[i]; }
ouro_owned ouro_traceback_new(ouro_rt *rt, ouro_borrowed next_or_null, ouro_borrowed frame, uint32_t lasti, uint32_t lineno);
// Value of a StopIteration taken from pending (owned, None if none); call only when one is pending; clears it.
ouro_owned ouro_stop_iteration_value(ouro_rt *rt);
// OSError subclass from errno with optional filename.
void ouro_raise_errno(ouro_rt *rt, int errnum, ouro_borrowed filename_or_null);
// The hook behind rt->hooks.raise.
void ouro_exception_raise_hook(ouro_rt *rt, uint32_t kind, const char *message);
// The hook behind rt->hooks.format_object.
size_t ouro_exception_format_object(ouro_rt *rt, char kind, ouro_borrowed obj, char *buf, size_t cap);

#endif
