import CExchange

/// Lets the program's memory grow in steps of 16 MB, which it touches only as it needs them: for a process that is about
/// to build. With 10,000 stages the C library's own small steps take a tenth of the time.
package func growMemoryInLargeSteps() { waymark_grow_memory_in_large_steps() }
