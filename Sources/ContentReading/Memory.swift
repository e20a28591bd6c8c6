import CMemory

/// Lets the program's memory grow in steps of 64 MB, of which the system gives it what it touches: for a process that is
/// about to build and has no other thread yet, since the memory of those that exist goes on growing as it did. With 10,000
/// stages the C library's own steps of a page take a twentieth of the time.
package func growMemoryInLargeSteps() { waymark_grow_memory_in_large_steps() }

/// Asks for large pages where the thread gets its memory from now on. With 10,000 stages the system's giving it 40,000
/// small ones takes a fourteenth of the time.
@usableFromInline func takeLargePages() { waymark_take_large_pages() }
