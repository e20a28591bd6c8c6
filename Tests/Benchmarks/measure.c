// Runs a program and prints what it took, as one line of JSON after the program's own output.
//
// A small parent, because the peak memory that wait4 reports of a child begins at its parent's.
//
//     measure PROGRAM ARGUMENT…
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

int main(int count, char **arguments) {
  if (count < 2) return 64;
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = fork();
  if (child < 0) return perror("fork"), 71;
  if (child == 0) {
    execv(arguments[1], arguments + 1);
    perror(arguments[1]);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) < 0) return perror("wait4"), 71;
  clock_gettime(CLOCK_MONOTONIC, &end);
#ifdef __APPLE__
  long peak = usage.ru_maxrss;  // bytes there, kilobytes elsewhere
#else
  long peak = usage.ru_maxrss * 1024;
#endif
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  double wall = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
  printf(
    "\n{\"exit\": %d, \"wall\": %.6f, \"cpu\": %.6f, \"peak\": %ld}\n", code, wall,
    seconds(usage.ru_utime) + seconds(usage.ru_stime), peak
  );
  return 0;
}
