// Counts every allocation of the process.
#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

/// How many times malloc, calloc, realloc or an aligned allocation was called since the start.
unsigned long allocations(void);

#endif
