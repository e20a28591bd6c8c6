// The least that a site generator can do: read every input, parse the Markdown, write as many bytes to as many files.
//
//     floor CONTENT LIST OUTPUT [THREADS]
//
// LIST names a file a line, "SIZE PATH", as Waymark wrote them. OUTPUT must not exist. Nothing is decided, rendered,
// compared or kept: the bytes are always the same ones. Ends with status 1 at the first call that fails.
#include <cmark.h>
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WRITTEN_AT_ONCE = 1 << 16 };

struct file { char *path; size_t size; };
struct files { struct file *all; size_t count, room; };

static struct files inputs, outputs;
static int content, output;
static char bytes[WRITTEN_AT_ONCE];
static atomic_size_t next_input, next_output;
static size_t threads = 2;

static void fail(const char *what) { perror(what), exit(1); }

static void add(struct files *files, const char *path, size_t size) {
  if (files->count == files->room) {
    files->room = files->room ? files->room * 2 : 1024;
    files->all = realloc(files->all, files->room * sizeof *files->all);
  }
  files->all[files->count++] = (struct file){strdup(path), size};
}

static void list(const char *folder) {
  int descriptor = openat(content, *folder ? folder : ".", O_RDONLY | O_DIRECTORY);
  DIR *stream = descriptor < 0 ? NULL : fdopendir(descriptor);
  if (!stream) fail(folder);
  for (struct dirent *entry; (entry = readdir(stream));) {
    if (entry->d_name[0] == '.') continue;
    char path[4096];
    snprintf(path, sizeof path, "%s%s%s", folder, *folder ? "/" : "", entry->d_name);
    if (entry->d_type == DT_DIR) list(path); else add(&inputs, path, 0);
  }
  closedir(stream);
}

static void read_list(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) fail(path);
  size_t size;
  for (char name[4096]; fscanf(file, "%zu %4095[^\n]", &size, name) == 2;) {
    add(&outputs, name, size);
    for (char *slash = name; (slash = strchr(slash + 1, '/'));) {
      *slash = 0;
      mkdirat(output, name, 0755);
      *slash = '/';
    }
  }
  fclose(file);
}

static void parse(const char *path) {
  int descriptor = openat(content, path, O_RDONLY);
  struct stat status;
  if (descriptor < 0 || fstat(descriptor, &status)) fail(path);
  static _Thread_local char *text;
  static _Thread_local size_t room;
  size_t size = (size_t)status.st_size;
  if (size > room) text = realloc(text, room = size * 2);
  if (read(descriptor, text, size) != status.st_size) fail(path);
  close(descriptor);
  size_t length = strlen(path);
  if (length > 3 && !strcmp(path + length - 3, ".md")) cmark_node_free(cmark_parse_document(text, size, CMARK_OPT_DEFAULT));
}

static void place(struct file file) {
  int descriptor = openat(output, file.path, O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (descriptor < 0) fail(file.path);
  while (file.size) {
    ssize_t count = write(descriptor, bytes, file.size < sizeof bytes ? file.size : sizeof bytes);
    if (count <= 0) fail(file.path);
    file.size -= (size_t)count;
  }
  close(descriptor);
}

static void *work(void *nothing) {
  enum { TAKEN_AT_ONCE = 16 };
  for (size_t start; (start = atomic_fetch_add(&next_input, TAKEN_AT_ONCE)) < inputs.count;)
    for (size_t i = start; i < start + TAKEN_AT_ONCE && i < inputs.count; i++) parse(inputs.all[i].path);
  for (size_t start; (start = atomic_fetch_add(&next_output, TAKEN_AT_ONCE)) < outputs.count;)
    for (size_t i = start; i < start + TAKEN_AT_ONCE && i < outputs.count; i++) place(outputs.all[i]);
  return nothing;
}

int main(int count, char **arguments) {
  if (count < 4) return 64;
  if (count > 4) threads = strtoul(arguments[4], NULL, 10);
  content = open(arguments[1], O_RDONLY | O_DIRECTORY);
  if (content < 0) fail(arguments[1]);
  if (mkdir(arguments[3], 0755)) fail(arguments[3]);
  output = open(arguments[3], O_RDONLY | O_DIRECTORY);
  if (output < 0) fail(arguments[3]);
  memset(bytes, 'x', sizeof bytes);
  list("");
  read_list(arguments[2]);
  pthread_t others[64];
  size_t started = 0;
  while (started + 1 < threads && started < 64) if (pthread_create(&others[started++], NULL, work, NULL)) fail("thread");
  work(NULL);
  while (started) pthread_join(others[--started], NULL);
  return 0;
}
