// What the files of module time share, and sleeping.
#ifndef OURO_MODULES_TIME_H
#define OURO_MODULES_TIME_H

#include "object/rt.h"

// Seconds (an int or float) as nanoseconds, rounded up. False: TypeError, ValueError, OverflowError.
bool ouro_time_duration(ouro_rt *rt, ouro_borrowed o, int64_t *ns);
// Does nothing for so long. False: KeyboardInterrupt (or another error) is pending.
bool ouro_time_sleep(ouro_rt *rt, int64_t ns);
// The functions about dates (time_date.c).
int ouro_time_add_dates(ouro_rt *rt, ouro_borrowed module);

#endif
