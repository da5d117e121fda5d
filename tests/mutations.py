"""What tests/mutation.py breaks, and which tests are there to notice.

Each entry: the file; `old`, a text that occurs in it once ("re:" before a regular expression); `new`; why it matters; and
the tests, of which at least one must fail.
"""

DEALLOC = "src/object/dealloc.c"
WEAK = "src/object/weak.c"
TRACE = "src/gc/trace.c"
FINISH = "src/gc/finish.c"
WAIT = ["python/memory/deaths_wait_unseen.py"]
LONG = ["python/memory/deaths_of_long_containers.py"]


def mutation(file, old, new, why, tests):
    return {"file": file, "old": old, "new": new, "why": why, "tests": tests}


MUTATIONS = {
    # ---- counts
    "count dropped": mutation(
        "include/ouro/object.h",
        "re:(ouro_slot_set\\([^{]*\\{[^}]*?\\*slot = value;)\n    if \\(old\\)\n        ouro_release\\(rt, old\\);",
        r"\1\n    (void)old, (void)rt;",
        "the reference that a slot held is forgotten, not released: what it held never dies",
        ["python/memory/del_on_rebind.py", "python/memory/refcount_deltas.py"]),
    "class not held by its instance": mutation(
        "src/types/instance.c",
        "re:(    if \\(attributes\\) \\{[^}]*\\}\n    if \\(cls->flags & OURO_TF_HEAP\\)\n)        \\(void\\)ouro_ref\\(rt, &cls->head\\);",
        r"\1        (void)0;",
        "the class dies before its last instance",
        ["python/memory/refcount_deltas.py", "python/memory/class_cycle.py", "python/memory/del_on_rebind.py"]),
    "list item forgotten": mutation(
        "src/types/list.c",
        "    for (size_t i = l->length; i-- > 0;) ouro_slot_clear(rt, self, &l->items[i]);\n    ouro_raw_free",
        "    for (size_t i = l->length; i-- > 1;) ouro_slot_clear(rt, self, &l->items[i]);\n    ouro_raw_free",
        "a list that dies keeps its first item alive",
        ["python/memory/two_names_one_list.py", "python/memory/large_structure_one_name.py"]),
    "set item forgotten": mutation(
        "src/types/set_methods.c", "        if (e->key) ouro_slot_clear(rt, self, &e->key);\n    }\n    if (end > 0)",
        "        if (e->key && s->filled > 1) ouro_slot_clear(rt, self, &e->key);\n    }\n    if (end > 0)",
        "a set that dies keeps its first item alive",
        ["python/memory/refcount_deltas.py", *LONG]),
    # ---- death by count
    "finalizer twice": mutation(
        DEALLOC, "    o->tf |= OURO_F_FINALIZED;\n", "",
        "an object that was resurrected is finalized again when it dies for good",
        ["gc_collect_test", "python/memory/resurrect_once.py", "python/memory/finalizer_once_by_count.py"]),
    "resurrection by count overlooked": mutation(
        DEALLOC, "        if (o->rc != 1) { // it lives on\n", "        if (o->rc > 1000) {\n",
        "an object whose finalizer stored it somewhere is freed all the same",
        ["object_dealloc_test", "python/memory/resurrect_once.py"]),
    "weak references cleared late": mutation(
        DEALLOC,
        "re:    if \\(OURO_UNLIKELY\\(o->tf & OURO_F_WEAK\\)\\)\n        ouro_weak_clear\\(rt, o\\);\n"
        "(    if \\(type->slots.dealloc\\) \\{.*?\n    \\}\n)(    free_block\\(rt, o\\);\n\\})",
        r"\1    if (o->tf & OURO_F_WEAK)\n        ouro_weak_clear(rt, o);\n\2",
        "callbacks run after what the object held is gone",
        ["object_dealloc_test", "python/memory/count_to_zero_order.py", "python/memory/weakref_and_del_order.py"]),
    "weak references cleared early": mutation(
        DEALLOC,
        "    if (OURO_UNLIKELY(type->slots.finalize != NULL) && !(o->tf & OURO_F_FINALIZED)) {\n        o->rc = 1;\n",
        "    if (OURO_UNLIKELY(type->slots.finalize != NULL) && !(o->tf & OURO_F_FINALIZED)) {\n        o->rc = 1;\n"
        "        ouro_weak_clear(rt, o);\n",
        "a finalizer must still find its object through weak references",
        ["object_dealloc_test", "python/memory/del_sees_weakref.py", "python/memory/weakref_and_del_order.py"]),
    "weak references forgotten": mutation(
        DEALLOC, "        ouro_weak_clear(rt, o);\n", "        (void)0;\n",
        "a weak reference to an object that died by its count would dangle",
        ["object_dealloc_test", "python/memory/two_names_one_list.py"]),
    "deallocation recurses": mutation(
        DEALLOC, "    if (OURO_UNLIKELY(must_queue(rt))) {\n", "    if (OURO_UNLIKELY(must_queue(rt)) && rt->closing) {\n",
        "a long chain must die in constant stack",
        ["object_dealloc_test", "python/memory/chain_million.py"]),
    "queue cut off": mutation(
        DEALLOC, "    *queue = (uint32_t)o->rc;\n", "    *queue = 0;\n",
        "those behind the first in the queue never die",
        ["object_deaths_test", "python/memory/chain_of_everything.py", *WAIT]),
    # ---- deaths that wait
    "everything waits": mutation(
        DEALLOC, "rt->deaths_that_show == 0 && ", "",
        "finalizers and callbacks of a large structure come late", ["object_deaths_test", *WAIT]),
    "nothing waits": mutation(
        DEALLOC, "        if (OURO_UNLIKELY(rt->dealloc_budget <= 0) && may_wait(rt)) {\n",
        "        if (OURO_UNLIKELY(rt->dealloc_budget <= 0) && may_wait(rt) && rt->closing) {\n",
        "a long cascade stops the program", ["object_deaths_test"]),
    "older deaths lost": mutation(
        DEALLOC, "    last->rc = (int32_t)rt->deaths_waiting;\n", "    last->rc = 0;\n",
        "a second long cascade loses what waits of the first", ["object_deaths_test", *WAIT]),
    "new finalizer does not end the waiting": mutation(
        "src/object/rt.h", "    if (OURO_UNLIKELY(rt->deaths_waiting != 0))\n        ouro_deaths_finish(rt);\n", "",
        "an object that the dead share gets a finalizer, which then comes late", ["object_deaths_test", *WAIT]),
    "new weak reference does not end the waiting": mutation(
        WEAK, "    if (OURO_UNLIKELY(rt->deaths_waiting != 0) && shows(rt, o))\n        ouro_deaths_finish(rt);\n", "",
        "a weak reference to what only the dead hold stays alive", ["object_deaths_test", *WAIT]),
    "memory views do not show": mutation(
        "src/types/memoryview.c", "    ouro_end_shows_add(rt); // what", "    // what",
        "a bytearray stays locked by a view that died", WAIT),
    "generators do not show": mutation(
        "src/vm/generator.c", "vm_code(&g->frame)->n_handlers > 0;", "vm_code(&g->frame)->n_handlers > 1000;",
        "finally of a dropped generator comes late", WAIT),
    "changed class does not show": mutation(
        "src/types/instance.c", "    if (ouro_end_shows(cls) && !ouro_end_shows(old))\n        ouro_end_shows_add(rt);\n    else if",
        "    if",
        "an object gets a finalizer by its class, which then comes late", WAIT),
    "late __del__ does not show": mutation(
        "src/types/type.c", "            rt->deaths_all_show = true;\n            ouro_deaths_finish(rt);\n", "",
        "a class gets a finalizer, which then comes late", WAIT),
    "getrefcount counts the dead": mutation(
        "src/modules/sys.c", "METHOD(getrefcount) {\n    ouro_deaths_finish(rt);\n", "METHOD(getrefcount) {\n",
        "references of the dead that wait are counted", WAIT + LONG),
    "getallocatedblocks counts the dead": mutation(
        "src/modules/sys.c", "    ouro_heap_statistics s;\n    ouro_deaths_finish(rt);\n", "    ouro_heap_statistics s;\n",
        "blocks of the dead that wait are counted", WAIT),
    "listing shows the dead's": mutation(
        "src/gc/gc.c", "re:(struct listing l = [^\n]*\n)    ouro_deaths_finish\\(rt\\);\n", r"\1",
        "gc.get_objects lists what only the dead hold", ["object_deaths_test", *WAIT, *LONG]),
    "no memory from the dead": mutation(
        "src/gc/core.c", "        ouro_deaths_finish(rt);\n        if (rt->deaths_waiting == 0)\n            return true;\n", "",
        "MemoryError while the dead hold memory", ["object_deaths_test", "python/memory/deaths_give_room.py"]),
    "allocations do not pay": mutation(
        "src/gc/core.c", "{ ouro_deaths_make_room(ctx, size); }", "{ (void)ctx, (void)size; }",
        "a program that only allocates outruns the deaths", ["object_deaths_test"]),
    "dead weak reference to a class calls back": mutation(
        FINISH, "    if (w->has_weak) // a weak reference that is dead itself", "    if (rt->closing) // a weak reference that is dead itself",
        "a weak reference that only the dead hold calls back when the collector finds a class", ["object_deaths_test"]),
    "rest of a long list lost": mutation(
        "src/types/list.c", "        ouro_dealloc_rest_later(rt, self);\n", "",
        "what is left of a list that dies in parts leaks", LONG),
    "rest of a long dict lost": mutation(
        "src/types/dict_methods.c", "    ouro_dealloc_rest_later(rt, self);\n", "",
        "what is left of a dict that dies in parts leaks", LONG),
    "subclass dies in parts": mutation(
        "src/types/list.c", "(l->length > OURO_DEALLOC_PART) && ouro_is(self, OURO_T_list) &&",
        "(l->length > OURO_DEALLOC_PART) &&",
        "a list of a class of the program is half dead when its attributes go", LONG),
    # ---- weak references
    "weak reference gives the dying": mutation(
        WEAK, "    if (!o || ouro_dying(o) || (o->tf & OURO_F_CONDEMNED))\n", "    if (!o)\n",
        "an object comes back from the middle of its deallocation",
        ["gc_weak_test"]),
    "callbacks oldest first": mutation(
        WEAK, "        *calls->end = wr;\n        calls->end = &wr->next;\n",
        "        wr->next = calls->first;\n        calls->end = calls->first ? calls->end : &wr->next;\n"
        "        calls->first = wr;\n",
        "CPython calls the newest first", ["object_dealloc_test", "python/memory/weakref_callback_order.py"]),
    "weak table loses entries": mutation(
        WEAK, "            t->entries[hole] = t->entries[i];\n", "            t->entries[hole] = (struct entry){0};\n",
        "weak references to other objects are forgotten when one dies",
        ["object_dealloc_test", "python/modules_/weak_key_dictionary_and_set.py"]),
    "dead weak reference calls back": mutation(
        FINISH, r"re:static bool is_alive[^\n]*\n((?:.|\n)*?)        ouro_weak_unlink[^\n]*\n",
        r"static bool is_alive(ouro_rt *rt, ouro_obj *o) { return true; }\n\1        ;\n",
        "a weak reference that is part of the garbage must never call (two places see to it: both go)",
        ["gc_collect_test", "python/memory/weakref_in_cycle.py"]),
    # ---- collections
    "collector skips an object": mutation(
        TRACE, "                found++;\n                visit_all(rt, o, visit, w);\n",
        "                found++;\n                if (r.at != gc_blocks_of(page).at)\n"
        "                    visit_all(rt, o, visit, w);\n",
        "the references out of the first object of a page are not counted: cycles through it stay",
        ["gc_collect_test", "gc_exhaustive_test", "python/memory/collect_counts.py", "programs/mission_cycle.py"]),
    "counts beyond a byte lost": mutation(
        TRACE, "        inside += gc_spill_get(&w->spills, o) * 256;\n", "        inside += 0;\n",
        "garbage that is referred to from more than 255 places stays",
        ["gc_collect_test", "gc_hooks_test", "python/memory/small_graphs_exhaustive.py", "python/memory/class_cycle.py"]),
    "list not traversed to its start": mutation(
        "src/types/list.c", "    for (size_t i = l->length; i-- > 0;) OURO_VISIT(l->items[i]);\n",
        "    for (size_t i = l->length; i-- > 1;) OURO_VISIT(l->items[i]);\n",
        "cycles through the first item of a list stay",
        ["python/memory/two_lists_holding_each_other.py", "python/memory/collect_counts.py", "python/memory/small_graphs_exhaustive.py"]),
    "dict values not traversed": mutation(
        "src/types/dict_methods.c", "        OURO_VISIT(e->value);\n", "",
        "cycles through the values of a dict stay", ["python/memory/collect_counts.py", "python/memory/small_graphs_exhaustive.py"]),
    "resurrection overlooked": mutation(
        FINISH, "    if (code_ran) {\n        gc_pause_start(rt, w);\n", "    if (code_ran && w->dead == 0) {\n        gc_pause_start(rt, w);\n",
        "what a finalizer made reachable is deleted all the same",
        ["gc_collect_test", "python/memory/resurrect_part_of_cycle.py"]),
    "finalizers in the order of addresses": mutation(
        FINISH, "    for (uint32_t i = tag_births(rt, w); i < end; i++) {\n", "    for (uint32_t i = end; i < end; i++) {\n",
        "finalizers of a cycle run in the order of creation",
        ["gc_collect_test", "gc_hooks_test", "python/memory/cycle_with_del.py", "python/memory/del_mutates_container.py",
         "python/memory/dropped_in_collection.py"]),
    "condemned can be seen": mutation(
        FINISH, "    o->tf |= OURO_F_CONDEMNED;\n    *n +=", "    *n +=",
        "a weak reference made by a finalizer gives an object that is being taken apart",
        ["gc_weak_test"]),
    "frozen objects are collected": mutation(
        "src/gc/private.h", "    return (tf & (uint32_t)OURO_AGE_MASK) != 0 && !(tf & OURO_F_QUEUED);\n",
        "    return (tf & (uint32_t)OURO_AGE_MASK) != 0;\n",
        "gc.freeze takes objects out of reach of collections", ["gc_collect_test", "python/memory/gc_freeze.py"]),
    "collection inside a collection": mutation(
        "src/gc/gc.c", "    if (gc->collecting)\n        return 0;\n", "",
        "a finalizer that calls gc.collect() starts a second collection over the first",
        ["gc_collect_test", "gc_hooks_test", "python/memory/del_collects.py"]),
    # ---- failure
    "limit not kept": mutation(
        "src/heap/region.c", "    return h->limit == 0 || h->committed + units + reserve <= h->limit;\n",
        "    return h->limit == 0 || h->committed + reserve / 2 + units / 2 <= h->limit;\n",
        "the heap takes more than its limit", ["heap_limit_test", "python/memory/memlimit_one_big.py"]),
    "MemoryError used up": mutation(
        "src/types/exception.c",
        "        rt->memory_errors[rt->memory_errors_len++] = ouro_ref(rt, self);\n", "        (void)0;\n",
        "ready-made exceptions do not come back: after some failures there is none",
        ["python/memory/memory_errors_come_back.py"]),
}
