import CExchange

/// Lets the program's memory grow in steps of 64 MB, of which the system gives it what it touches: for a process that is
/// about to build. With 10,000 stages the C library's own steps of a page take a twentieth of the time.
package func growMemoryInLargeSteps() { waymark_grow_memory_in_large_steps() }
