// Regions of reserved addresses, the slices they are cut into, and what of them holds memory.
//
// A free slice either holds no memory (committed 0, reads as zero) or is on the list of empty slices, latest first:
// from its head it is taken again while warm, from its tail memory is given back.
#include <string.h>

#include "heap/private.h"

enum {
    REGION_DEFAULT_SHIFT = 30,
    REGION_MIN = 4 << 20,
    READY_STEP = 64,         // slices made accessible at a time, at first
    KEEP_UNITS = 512,        // empty memory that is always kept: 2 MiB
    COLD_MILLISECONDS = 500, // an empty slice that was not used for so long goes
    PEAK_STEP = 256,         // units
    RUN_MAX = 64,            // slices given back in one call
};

// ---- Counting ------------------------------------------------------------------------------------------------------

static bool within_limit(heap *h, size_t units) {
    size_t reserve = h->emergency ? 0 : h->reserve;
    return h->limit == 0 || h->committed + units + reserve <= h->limit;
}

size_t heap_keep_units(heap *h) {
    size_t part = (h->committed - h->empty_units) / 8;
    return part < KEEP_UNITS ? KEEP_UNITS : part;
}

// Once for every MiB that the peak would rise: no new peak while more lies empty than is worth keeping.
static OURO_COLD void tidy_before_peak(heap *h, size_t units) {
    heap_page_retire_active(h);
    size_t keep = heap_keep_units(h) / 2;
    size_t excess = h->empty_units > keep ? h->empty_units - keep : 0;
    heap_give_back(h, excess < units + PEAK_STEP ? excess : units + PEAK_STEP, 0);
    h->next_peak = h->committed + units + PEAK_STEP;
    if (h->next_peak < h->peak) h->next_peak = h->peak;
}

// The search looks at every page: a program that goes on at its limit must not pay for it at each failure.
static OURO_COLD void search_holes(heap *h) {
    enum { MOST = 4096 };
    if (h->holes_skip > 0) {
        h->holes_skip--;
        return;
    }
    if (heap_give_back_holes(h) > 0)
        h->holes_wait = 0;
    else
        h->holes_wait = h->holes_wait == 0 ? 1 : h->holes_wait < MOST ? h->holes_wait * 2 : MOST;
    h->holes_skip = h->holes_wait;
}

bool heap_charge(heap *h, size_t units) {
    if (OURO_UNLIKELY(!within_limit(h, units))) {
        heap_page_retire_active(h);
        size_t reserve = h->emergency ? 0 : h->reserve;
        heap_give_back(h, h->committed + units + reserve - h->limit, 0);
        if (!within_limit(h, units)) heap_give_back_tails(h);
        if (!within_limit(h, units)) search_holes(h);
        if (!within_limit(h, units)) return false;
    }
    if (h->committed + units > h->next_peak) tidy_before_peak(h, units);
    if (OURO_UNLIKELY(h->pressure && h->committed + units > h->pressure)) {
        h->pressure = 0;
        if (h->hooks.on_pressure) h->hooks.on_pressure(h->hooks.ctx);
    }
    h->committed += units;
    if (h->committed > h->peak) h->peak = h->committed;
    return true;
}

void heap_uncharge(heap *h, size_t units) {
    h->committed -= units;
}

bool heap_pay_bits(heap *h, page_t *page) {
    uint32_t slice = ouro_heap_page_index(page);
    page_t *leader = page - (slice & 7);
    if (leader->flags & PAGE_BITS) return true;
    if (!heap_charge(h, 2)) return false;
    leader->flags |= PAGE_BITS;
    return true;
}

// ---- Empty slices --------------------------------------------------------------------------------------------------

static bool is_thin(const page_t *page) {
    return page->committed <= THIN_UNITS;
}

static void empty_push(heap *h, page_t *page) {
    uint32_t number = page_number(page);
    uint32_t *head = &h->empty[is_thin(page)].head;
    page->age = h->clock;
    page->prev = 0;
    page->next = *head;
    if (*head)
        page_at(h, *head)->prev = number;
    else
        h->empty[is_thin(page)].tail = number;
    *head = number;
    h->empty_units += page->committed;
}

static void empty_unlink(heap *h, page_t *page) {
    if (page->prev)
        page_at(h, page->prev)->next = page->next;
    else
        h->empty[is_thin(page)].head = page->next;
    if (page->next)
        page_at(h, page->next)->prev = page->prev;
    else
        h->empty[is_thin(page)].tail = page->prev;
    page->next = page->prev = 0;
    h->empty_units -= page->committed;
}

static bool is_cold(heap *h, region_t *region, uint32_t slice, uint32_t min_age) {
    if (slice < region->first_slice || slice >= region->top) return false;
    if (!(region_free_bits(region)[slice >> 6] >> (slice & 63) & 1)) return false;
    page_t *page = region_page(region, slice);
    return page->committed && h->clock - page->age >= min_age;
}

static page_t *coldest(heap *h) { // of the thick ones first: a call gives more back
    return page_at(h, h->empty[0].tail ? h->empty[0].tail : h->empty[1].tail);
}

size_t heap_give_back(heap *h, size_t units, uint32_t min_age) {
    size_t given = 0;
    for (page_t *page; given < units && (page = coldest(h));) {
        region_t *region = ouro_heap_region_of(page);
        uint32_t from = ouro_heap_page_index(page), to = from + 1;
        if (h->clock - page->age < min_age) break;
        size_t run = page->committed;
        while (to - from < RUN_MAX && given + run < units && is_cold(h, region, from - 1, min_age))
            run += region_page(region, --from)->committed;
        while (to - from < RUN_MAX && given + run < units && is_cold(h, region, to, min_age))
            run += region_page(region, to++)->committed;
        for (uint32_t i = from; i < to; i++) {
            page = region_page(region, i);
            empty_unlink(h, page);
            page->committed = 0;
        }
        char *at = (char *)region + ((size_t)from << OURO_HEAP_SLICE_SHIFT);
        heap_os_discard(at, (size_t)(to - from) << OURO_HEAP_SLICE_SHIFT);
        heap_uncharge(h, run);
        h->given_back += to - from;
        given += run;
    }
    return given;
}

// A page that was taken while its slice held memory may hold more than it has use for.
size_t heap_give_back_tails(heap *h) {
    size_t units = 0;
    for (uint32_t r = 0; r < h->region_count; r++) {
        region_t *region = h->region[r];
        if (!region || region->huge) continue;
        for (uint32_t i = region->first_slice; i < region->top; i++) {
            page_t *page = region_page(region, i);
            if (!page_is_used(page) || page == h->growing) continue;
            size_t used = units_of((size_t)page->carved * page->block_size);
            if (page_is_large(page)) {
                used = page->reciprocal - (page->slices - 1) * SLICE_UNITS;
                page += page->slices - 1;
            }
            if (used >= page->committed) continue;
            size_t gone = page->committed - used;
            heap_os_discard(ouro_heap_page_start(page) + (used << UNIT_SHIFT), gone << UNIT_SHIFT);
            page->committed = (uint16_t)used;
            heap_uncharge(h, gone);
            units += gone;
        }
    }
    return units;
}

// ---- Regions -------------------------------------------------------------------------------------------------------

static void window_set(heap *h, const void *at, size_t size, unsigned value) {
    uintptr_t first = (uintptr_t)at >> OURO_HEAP_REGION_SHIFT;
    uintptr_t last = ((uintptr_t)at + size - 1) >> OURO_HEAP_REGION_SHIFT;
    for (uintptr_t w = first; w <= last && w < WINDOWS; w++) h->window[w] = (uint16_t)value;
}

// The bitmap of free slices.
static void bits_put(region_t *region, uint32_t from, uint32_t count, bool free) {
    uint64_t *bits = region_free_bits(region);
    for (uint32_t i = from, end = from + count; i < end;) {
        uint32_t in_word = 64 - (i & 63) < end - i ? 64 - (i & 63) : end - i;
        uint64_t mask = (in_word == 64 ? ~(uint64_t)0 : ((uint64_t)1 << in_word) - 1) << (i & 63);
        bits[i >> 6] = free ? bits[i >> 6] | mask : bits[i >> 6] & ~mask;
        i += in_word;
    }
    if (free) {
        region->free_slices += count;
        if (from < region->search) region->search = from;
    } else {
        region->free_slices -= count;
    }
}

// Reserves a region of `size` bytes or less and lays out its head.
static region_t *region_map(size_t size, bool first, uint16_t **window) {
    for (; size >= REGION_MIN; size >>= 2) {
        region_t *region = heap_os_reserve(size, (size_t)1 << OURO_HEAP_REGION_SHIFT);
        if (!region) continue;
        char *base = (char *)region;
        size_t at = OURO_HEAP_TABLE + (size >> OURO_HEAP_SLICE_SHIFT) * sizeof(page_t);
        at = (at + UNIT - 1) & ~(size_t)(UNIT - 1);
        size_t mark = at, grey = mark + size / 128, count = grey + size / 128;
        size_t end = count + size / 16;
        if (first) {
            *window = (uint16_t *)(base + end);
            end += WINDOWS * sizeof(uint16_t);
        }
        end = (end + OURO_HEAP_SLICE_SIZE - 1) & ~(OURO_HEAP_SLICE_SIZE - 1);
        if (!heap_os_commit(base, end)) {
            heap_os_release(base, size);
            continue;
        }
        region->mark = (uint8_t *)base + mark;
        region->grey = (uint8_t *)base + grey;
        region->count = (uint8_t *)base + count;
        region->size = size;
        region->first_slice = region->ready = region->top = region->search = (uint32_t)(end >> OURO_HEAP_SLICE_SHIFT);
        region->end_slice = (uint32_t)(size >> OURO_HEAP_SLICE_SHIFT);
        bits_put(region, region->first_slice, region->end_slice - region->first_slice, true);
        return region;
    }
    return NULL;
}

static void region_enter(heap *h, region_t *region, uint32_t number) {
    region->heap = &h->pub;
    region->number = number;
    h->region[number] = region;
    if (number >= h->region_count) h->region_count = number + 1;
    h->reserved += region->size;
    window_set(h, region, region->size, number + 1);
}

static uint32_t region_slot(heap *h) { // REGIONS_MAX: none left
    for (uint32_t i = 0; i < h->region_count; i++)
        if (!h->region[i]) return i;
    return h->region_count;
}

bool heap_region_first(size_t size, heap **out) {
    if (size == 0) {
        // Where addresses are limited, leave most of them to the rest of the process.
        size_t most = heap_os_address_limit() / 4;
        for (size = (size_t)1 << REGION_DEFAULT_SHIFT; size > most && size > REGION_MIN;) size >>= 2;
    }
    if (size > (size_t)1 << REGION_DEFAULT_SHIFT) size = (size_t)1 << REGION_DEFAULT_SHIFT;
    if (size < REGION_MIN) size = REGION_MIN;
    size &= ~(OURO_HEAP_SLICE_SIZE - 1);
    uint16_t *window = NULL;
    region_t *region = region_map(size, true, &window);
    if (!region) return false;
    heap *h = (heap *)((char *)region + HEAP_OFFSET);
    h->window = window;
    h->next_peak = PEAK_STEP;
    h->region_size = region->size;
    region_enter(h, region, 0);
    // The region's head, the parts of the heap and of the window table that are in use, the first descriptors.
    h->committed = h->peak = 1 + units_of(offsetof(heap, quarantine)) + 2 + 1;
    *out = h;
    return true;
}

static region_t *region_add(heap *h, uint32_t slices) {
    uint32_t number = region_slot(h);
    size_t size = h->region_size;
    // The head takes about an eleventh.
    if (number >= REGIONS_MAX || (size >> OURO_HEAP_SLICE_SHIFT) / 8 * 7 < slices) return NULL;
    if (!heap_charge(h, 2)) return NULL;
    region_t *region = region_map(size, false, NULL);
    if (!region) {
        heap_uncharge(h, 2);
        return NULL;
    }
    h->region_size = region->size;
    region_enter(h, region, number);
    return region;
}

// ---- Taking and freeing slices -------------------------------------------------------------------------------------

static uint32_t next_bit(const uint64_t *bits, uint32_t from, uint32_t end, bool set) {
    while (from < end) {
        uint64_t word = (set ? bits[from >> 6] : ~bits[from >> 6]) >> (from & 63);
        if (word) {
            from += (uint32_t)__builtin_ctzll(word);
            return from < end ? from : end;
        }
        from = (from | 63) + 1;
    }
    return end;
}

static uint32_t find_run(region_t *region, uint32_t count) { // 0: none
    const uint64_t *bits = region_free_bits(region);
    uint32_t end = region->end_slice;
    if (region->free_slices < count) return 0;
    for (uint32_t at = region->search; at < end;) {
        uint32_t from = next_bit(bits, at, end, true);
        if (at == region->search) region->search = from;
        if (end - from < count) return 0;
        at = next_bit(bits, from, end, false);
        if (at - from >= count) return from;
    }
    return 0;
}

static bool make_ready(heap *h, region_t *region, uint32_t end) {
    if (end <= region->ready) return true;
    uint32_t step = region->ready - region->first_slice; // double what there is
    if (step < READY_STEP) step = READY_STEP;
    if (step > 16 * READY_STEP) step = 16 * READY_STEP;
    uint32_t to = region->ready + step < end ? end : region->ready + step;
    if (to > region->end_slice) to = region->end_slice;
    char *at = (char *)region + ((size_t)region->ready << OURO_HEAP_SLICE_SHIFT);
    if (!heap_os_commit(at, (size_t)(to - region->ready) << OURO_HEAP_SLICE_SHIFT)) {
        to = end;
        if (!heap_os_commit(at, (size_t)(to - region->ready) << OURO_HEAP_SLICE_SHIFT)) return false;
    }
    h->mapped += (size_t)(to - region->ready) << OURO_HEAP_SLICE_SHIFT;
    if (h->mapped > h->mapped_peak) h->mapped_peak = h->mapped;
    region->ready = to;
    return true;
}

// Descriptors come 64 to the unit; those of a slice never used before are paid for here.
static bool pay_table(heap *h, region_t *region, uint32_t end) {
    if (end <= region->top) return true;
    uint32_t units = (end + 63) / 64 - (region->top + 63) / 64;
    if (units && !heap_charge(h, units)) return false;
    if (end > region->top) region->top = end; // the charge may have freed slices, never taken any
    return true;
}

static page_t *take_at(heap *h, region_t *region, uint32_t from, uint32_t count) {
    bits_put(region, from, count, false);
    page_t *first = region_page(region, from);
    for (uint32_t i = 0; i < count; i++)
        if (first[i].committed) empty_unlink(h, &first[i]);
    if (!make_ready(h, region, from + count) || !pay_table(h, region, from + count)) {
        for (uint32_t i = 0; i < count; i++)
            if (first[i].committed) empty_push(h, &first[i]);
        bits_put(region, from, count, true);
        return NULL;
    }
    return first;
}

// Untouched slices above all that were ever used, so that thick ones are left to pages that fill them.
static page_t *take_untouched(heap *h) {
    region_t *region = h->region[0];
    return region->top < region->end_slice ? take_at(h, region, region->top, 1) : NULL;
}

page_t *heap_slice_take(heap *h, bool much) {
    uint32_t number = h->empty[!much].head;
    if (!number && !much) {
        page_t *page = take_untouched(h);
        if (page) return page;
    }
    if (!number) number = h->empty[much].head;
    if (!number) return heap_slices_take(h, 1);
    page_t *page = page_at(h, number);
    return take_at(h, ouro_heap_region_of(page), ouro_heap_page_index(page), 1);
}

page_t *heap_slices_take(heap *h, uint32_t count) {
    for (uint32_t i = 0; i < h->region_count; i++) {
        region_t *region = h->region[i];
        if (!region || region->huge) continue;
        uint32_t from = find_run(region, count);
        if (from) return take_at(h, region, from, count);
    }
    region_t *region = region_add(h, count);
    uint32_t from = region ? find_run(region, count) : 0;
    return from ? take_at(h, region, from, count) : NULL;
}

bool heap_slices_extend(heap *h, page_t *head, uint32_t from, uint32_t to) {
    region_t *region = ouro_heap_region_of(head);
    uint32_t first = ouro_heap_page_index(head);
    if (first + to > region->end_slice) return false;
    if (next_bit(region_free_bits(region), first + from, first + to, false) != first + to) return false;
    return take_at(h, region, first + from, to - from) != NULL;
}

// A free slice has no holes: rather than remember them, the rest is given back too.
static void fill_holes_of_free(heap *h, page_t *page) {
    heap_os_discard(ouro_heap_page_start(page), OURO_HEAP_SLICE_SIZE);
    heap_uncharge(h, page->committed - (size_t)__builtin_popcount(page->holes));
    page->committed = page->holes = 0;
}

void heap_slices_free(heap *h, page_t *first, uint32_t count) {
    region_t *region = ouro_heap_region_of(first);
    h->clock = (uint32_t)heap_os_milliseconds();
    for (uint32_t i = count; i-- > 0;) {
        page_t *page = &first[i];
        page->state = OURO_PAGE_FREE;
        page->flags = (uint8_t)((page->flags & ~PAGE_ACTIVE) | PAGE_USED);
        page->list = BIN_NONE;
        page->free = page->carved = page->capacity = page->slices = 0;
        page->base = page->trip = 0;
        page->next = page->prev = 0;
        if (page->holes) fill_holes_of_free(h, page);
        if (page->committed) empty_push(h, page);
    }
    bits_put(region, ouro_heap_page_index(first), count, true);
    size_t keep = heap_keep_units(h);
    if (h->empty_units > keep) heap_give_back(h, h->empty_units - keep, COLD_MILLISECONDS);
}

bool heap_run_commit(heap *h, page_t *first, size_t from, size_t to, bool zero) {
    size_t extra = 0;
    for (size_t i = from / SLICE_UNITS; i * SLICE_UNITS < to; i++) {
        size_t need = to - i * SLICE_UNITS < SLICE_UNITS ? to - i * SLICE_UNITS : SLICE_UNITS;
        if (need > first[i].committed) extra += need - first[i].committed;
    }
    h->growing = first;
    bool paid = extra == 0 || heap_charge(h, extra);
    h->growing = NULL;
    if (!paid) return false;
    for (size_t i = from / SLICE_UNITS; i * SLICE_UNITS < to; i++) {
        size_t need = to - i * SLICE_UNITS < SLICE_UNITS ? to - i * SLICE_UNITS : SLICE_UNITS;
        size_t dirty = need < first[i].committed ? need : first[i].committed;
        if (zero && dirty) memset(ouro_heap_page_start(&first[i]), 0, dirty << UNIT_SHIFT);
        if (need > first[i].committed) first[i].committed = (uint16_t)need;
    }
    return true;
}

// ---- Huge blocks: a region each ------------------------------------------------------------------------------------
//
// When the block is freed the region's head stays, so that a walk that stands on its page can go on, and so that the
// next huge block may move in; ouro_heap_trim takes it away.

enum { HUGE_HEAD = HUGE_SLICE << OURO_HEAP_SLICE_SHIFT, HUGE_HEAD_UNITS = 5 };

static region_t *huge_retired(heap *h, size_t size) {
    for (uint32_t i = 0; i < h->region_count; i++) {
        region_t *region = h->region[i];
        if (!region || !region->huge || region->size != HUGE_HEAD) continue;
        if (heap_os_reserve_at((char *)region + HUGE_HEAD, size - HUGE_HEAD)) return region;
    }
    return NULL;
}

static region_t *huge_region(heap *h, size_t size) {
    region_t *region = huge_retired(h, size);
    if (region) {
        if (!heap_os_commit((char *)region + HUGE_HEAD, size - HUGE_HEAD)) {
            heap_os_release((char *)region + HUGE_HEAD, size - HUGE_HEAD);
            return NULL;
        }
        window_set(h, region, size, region->number + 1);
        h->reserved += size - region->size;
        region->size = size;
        return region;
    }
    uint32_t number = region_slot(h);
    if (number >= REGIONS_MAX) return NULL;
    if (!heap_charge(h, HUGE_HEAD_UNITS)) return NULL;
    region = heap_os_reserve(size, (size_t)1 << OURO_HEAP_REGION_SHIFT);
    if (!region || !heap_os_commit(region, size)) {
        if (region) heap_os_release(region, size);
        heap_uncharge(h, HUGE_HEAD_UNITS);
        return NULL;
    }
    region->mark = (uint8_t *)region + 2 * UNIT;
    region->grey = (uint8_t *)region + 4 * UNIT;
    region->count = (uint8_t *)region + 6 * UNIT;
    region->size = size;
    region->first_slice = region->ready = region->top = region->search = HUGE_SLICE;
    region->huge = true;
    region_enter(h, region, number);
    return region;
}

static void mapped_add(heap *h, size_t bytes) {
    h->mapped += bytes;
    if (h->mapped > h->mapped_peak) h->mapped_peak = h->mapped;
}

page_t *heap_huge_take(heap *h, size_t units) {
    size_t bytes = units << UNIT_SHIFT;
    if (units >> 32 || !heap_charge(h, units)) return NULL;
    region_t *region = huge_region(h, HUGE_HEAD + bytes);
    if (!region) {
        heap_uncharge(h, units);
        return NULL;
    }
    mapped_add(h, bytes);
    page_t *page = region_page(region, HUGE_SLICE);
    page->slices = 1;
    page->reciprocal = (uint32_t)units;
    page->list = BIN_NONE;
    region->end_slice = HUGE_SLICE + 1;
    return page;
}

static void huge_cut(heap *h, region_t *region, size_t size) { // keeps the first `size` bytes
    size_t gone = region->size - size;
    char *end = (char *)region + size;
    window_set(h, region, region->size, 0);
    window_set(h, region, size, region->number + 1);
    heap_os_release(end, gone);
    h->mapped -= gone;
    h->reserved -= gone;
    heap_uncharge(h, gone >> UNIT_SHIFT);
    region->size = size;
}

void heap_huge_free(heap *h, page_t *page) {
    region_t *region = ouro_heap_region_of(page);
    page->state = OURO_PAGE_FREE;
    page->flags |= PAGE_USED;
    page->carved = page->capacity = 0;
    page->base = page->trip = 0;
    huge_cut(h, region, HUGE_HEAD);
}

bool heap_huge_resize(heap *h, page_t **where, size_t units) {
    page_t *page = *where;
    region_t *region = ouro_heap_region_of(page);
    size_t old = page->reciprocal, size = HUGE_HEAD + (units << UNIT_SHIFT);
    if (units <= old) {
        if (units < old) huge_cut(h, region, size);
        page->reciprocal = (uint32_t)units;
        return true;
    }
    if (units >> 32 || !heap_charge(h, units - old)) return false;
    size_t more = size - region->size;
    char *end = (char *)region + region->size;
    if (heap_os_reserve_at(end, more)) {
        if (heap_os_commit(end, more)) {
            window_set(h, region, size, region->number + 1);
            mapped_add(h, more);
            h->reserved += more;
            region->size = size;
            page->reciprocal = (uint32_t)units;
            return true;
        }
        heap_os_release(end, more);
    }
    heap_uncharge(h, units);
    page_t *moved = heap_huge_take(h, units);
    h->committed += old; // of the old block, until it is freed
    if (moved && heap_os_move(ouro_heap_page_start(moved), ouro_heap_page_start(page), old << UNIT_SHIFT)) {
        *where = moved;
        return true;
    }
    if (moved) heap_huge_free(h, moved);
    return false;
}

void heap_huge_drop_retired(heap *h) {
    for (uint32_t i = 0; i < h->region_count; i++) {
        region_t *region = h->region[i];
        if (!region || !region->huge || region->size != HUGE_HEAD) continue;
        heap_young_unlink(h, region_page(region, HUGE_SLICE));
        window_set(h, region, 1, 0);
        h->reserved -= HUGE_HEAD;
        h->region[i] = NULL;
        heap_os_release(region, HUGE_HEAD);
        heap_uncharge(h, HUGE_HEAD_UNITS);
    }
}
