// Replays the acts of a trace on a copy of the database they were traced from, through SQLite's C
// interface on one thread: what the server's statements cost without a server.
//
//   replay DATABASE TRACE ACTS-PER-COMMIT SECONDS [SKIP]   prints: acts seconds cpu-seconds
//   replay --disk FILE SECONDS                             prints: fdatasyncs seconds cpu-seconds
#define _GNU_SOURCE
#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static sqlite3 *database;

// A statement of the trace. It is prepared when it is first run: some belong to acts that the trace
// does not hold, such as the making of the tables.
static struct {
  const char *text;
  int length;
  sqlite3_stmt *handle;
} statements[1024];

static void fail(const char *what) {
  fprintf(stderr, "replay: %s: %s\n", what, database ? sqlite3_errmsg(database) : "");
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double cpu(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static uint32_t number(const char **place) {
  uint32_t value;
  memcpy(&value, *place, 4);
  *place += 4;
  return value;
}

static void run(sqlite3_stmt *statement) {
  int result;
  do result = sqlite3_step(statement);
  while (result == SQLITE_ROW);
  if (result != SQLITE_DONE) fail(sqlite3_sql(statement));
  sqlite3_reset(statement);
}

static sqlite3_stmt *prepared(const char *text, int length) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v3(database, text, length, SQLITE_PREPARE_PERSISTENT, &statement, NULL))
    fail("a statement cannot be prepared");
  return statement;
}

// Binds and runs one statement; the values stay where they are mapped.
static const char *execute(const char *place) {
  uint32_t name = number(&place);
  if (!statements[name].handle)
    statements[name].handle = prepared(statements[name].text, statements[name].length);
  sqlite3_stmt *statement = statements[name].handle;
  int count = (int)number(&place);
  for (int i = 1; i <= count; i++) {
    char type = *place++;
    if (type == 'i') {
      int64_t value;
      memcpy(&value, place, 8);
      place += 8;
      sqlite3_bind_int64(statement, i, value);
    } else if (type == 't' || type == 'b') {
      int length = (int)number(&place);
      if (type == 't') sqlite3_bind_text(statement, i, place, length, SQLITE_TRANSIENT);
      else sqlite3_bind_blob(statement, i, place, length, SQLITE_TRANSIENT);
      place += length;
    } else {
      sqlite3_bind_null(statement, i);
    }
  }
  run(statement);
  return place;
}

// Carries one act out, or steps over it; returns where the next begins.
static const char *act(const char *place, int is_skipped) {
  while (1) {
    char kind = *place++;
    if (kind == 'A') return place;
    if (kind == 'D') {
      uint32_t name = number(&place), length = number(&place);
      statements[name].text = place;
      statements[name].length = (int)length;
      place += length;
    } else if (is_skipped) {
      number(&place);
      int count = (int)number(&place);
      while (count--) {
        char type = *place++;
        if (type == 'i') place += 8;
        if (type == 't' || type == 'b') {
          uint32_t length = number(&place);
          place += length;
        }
      }
    } else {
      place = execute(place);
    }
  }
}

static void set(const char *pragma) {
  if (sqlite3_exec(database, pragma, NULL, NULL, NULL)) fail(pragma);
}

static int disk(const char *path, double seconds) {
  char page[4096] = {1};
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
  for (int i = 0; i < 256; i++)
    if (write(file, page, sizeof page) < 0) fail("cannot write");
  fsync(file);
  long count = 0;
  double start = now();
  while (now() - start < seconds) {
    if (pwrite(file, page, sizeof page, count++ % 256 * 4096) < 0) fail("cannot write");
    fdatasync(file);
  }
  printf("%ld %f %f\n", count, now() - start, cpu());
  unlink(path);
  return 0;
}

int main(int count, char **words) {
  if (count == 4 && !strcmp(words[1], "--disk")) return disk(words[2], atof(words[3]));
  if (count < 5) fail("usage: replay DATABASE TRACE ACTS-PER-COMMIT SECONDS [SKIP]");
  if (sqlite3_open(words[1], &database)) fail(words[1]);
  // What the server has, too.
  set("PRAGMA journal_mode = WAL");
  set("PRAGMA synchronous = FULL");
  set("PRAGMA foreign_keys = ON");
  set("PRAGMA temp_store = MEMORY");
  int trace = open(words[2], O_RDONLY);
  struct stat status;
  if (trace < 0 || fstat(trace, &status)) fail(words[2]);
  const char *place =
      mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, trace, 0);
  const char *end = place + status.st_size;
  int group = atoi(words[3]);
  double seconds = atof(words[4]);
  for (long skip = count > 5 ? atol(words[5]) : 0; skip > 0; skip--) place = act(place, 1);
  sqlite3_stmt *begin = prepared("BEGIN IMMEDIATE", -1), *commit = prepared("COMMIT", -1);
  long done = 0;
  double start = now(), used = cpu();
  while (place < end && now() - start < seconds) {
    run(begin);
    for (int i = 0; i < group && place < end; i++, done++) place = act(place, 0);
    run(commit);
  }
  printf("%ld %f %f\n", done, now() - start, cpu() - used);
  return 0;
}
