// Notes the statements of each act that a server carries out, with the values bound to them, as they
// pass its database's own C interface. Preload it into the server; TENURE_TRACE names the file.
//
// For SQLite the file holds records: `D` number length text (a statement), `S` number count values (it
// was run; a value is its type and, but for null, 8 bytes or a length and bytes), `A` (the act ends).
// For PostgreSQL it holds lines: `P name types text`, `X name values` and `Y` (the round trip ends).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static FILE *output;

__attribute__((constructor)) static void open_output(void) {
  if (getenv("TENURE_TRACE")) output = fopen(getenv("TENURE_TRACE"), "w");
}

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

// SQLite. The one writing connection is used by one thread at a time; only what happens between
// `SAVEPOINT act` and `RELEASE act` on it belongs to an act.

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
typedef void (*destructor)(void *);
extern const char *sqlite3_sql(sqlite3_stmt *);
extern sqlite3 *sqlite3_db_handle(sqlite3_stmt *);
extern int sqlite3_bind_parameter_count(sqlite3_stmt *);
extern int sqlite3_step(sqlite3_stmt *);
extern int sqlite3_reset(sqlite3_stmt *);
extern int sqlite3_finalize(sqlite3_stmt *);
extern int sqlite3_bind_null(sqlite3_stmt *, int);
extern int sqlite3_bind_int64(sqlite3_stmt *, int, int64_t);
extern int sqlite3_bind_text(sqlite3_stmt *, int, const char *, int, destructor);
extern int sqlite3_bind_blob(sqlite3_stmt *, int, const void *, int, destructor);
extern int sqlite3_bind_zeroblob(sqlite3_stmt *, int, int);

enum { maximum_statements = 1024, maximum_values = 128 };

typedef struct {
  char type;
  int64_t integer;
  uint32_t length;
  char *bytes;
} Value;

typedef struct {
  sqlite3_stmt *handle;
  int is_running, is_told;
  Value values[maximum_values];
} Known;

static Known *known[maximum_statements];
static int known_count;
static sqlite3 *acting;
static char *act;
static size_t act_size, act_room;
static int act_counts;

static int number_of(sqlite3_stmt *handle) {
  for (int i = 0; i < known_count; i++)
    if (known[i]->handle == handle) return i;
  for (int i = 0; i < known_count; i++) {
    if (known[i]->handle || known[i]->is_told) continue;
    known[i]->handle = handle;
    known[i]->is_running = 0;
    return i;
  }
  if (known_count == maximum_statements) abort();
  known[known_count] = calloc(1, sizeof(Known));
  known[known_count]->handle = handle;
  return known_count++;
}

static void add(const void *bytes, size_t size) {
  while (act_size + size > act_room) {
    act_room = act_room ? 2 * act_room : 65536;
    act = realloc(act, act_room);
  }
  memcpy(act + act_size, bytes, size);
  act_size += size;
}

static void note_statement(int number, const char *text) {
  Known *statement = known[number];
  uint32_t name = (uint32_t)number, length = (uint32_t)strlen(text);
  if (!statement->is_told) {
    statement->is_told = 1;
    fputc('D', output);
    fwrite(&name, 4, 1, output);
    fwrite(&length, 4, 1, output);
    fwrite(text, 1, length, output);
  }
  uint32_t count = (uint32_t)sqlite3_bind_parameter_count(statement->handle);
  add("S", 1);
  add(&name, 4);
  add(&count, 4);
  for (uint32_t i = 0; i < count; i++) {
    Value *value = &statement->values[i];
    add(&value->type, 1);
    if (value->type == 'i') add(&value->integer, 8);
    if (value->type == 't' || value->type == 'b') {
      add(&value->length, 4);
      add(value->bytes, value->length);
    }
  }
  if (strstr(text, "INTO events")) act_counts = 1;
}

int sqlite3_step(sqlite3_stmt *handle) {
  REAL(sqlite3_step);
  const char *text = sqlite3_sql(handle);
  if (!output || !text) return real(handle);
  pthread_mutex_lock(&lock);
  int number = number_of(handle);
  if (!known[number]->is_running) {
    known[number]->is_running = 1;
    if (!strcmp(text, "SAVEPOINT act")) {
      acting = sqlite3_db_handle(handle);
      act_size = 0;
      act_counts = 0;
    } else if (acting && acting == sqlite3_db_handle(handle)) {
      if (!strcmp(text, "RELEASE act")) {
        acting = NULL;
        if (act_counts) {
          fwrite(act, 1, act_size, output);
          fputc('A', output);
        }
      } else if (!strcmp(text, "ROLLBACK TO act")) {
        acting = NULL;
      } else {
        note_statement(number, text);
      }
    }
  }
  pthread_mutex_unlock(&lock);
  return real(handle);
}

int sqlite3_reset(sqlite3_stmt *handle) {
  REAL(sqlite3_reset);
  if (output && handle) {
    pthread_mutex_lock(&lock);
    known[number_of(handle)]->is_running = 0;
    pthread_mutex_unlock(&lock);
  }
  return real(handle);
}

// Another statement may be made at the same address.
int sqlite3_finalize(sqlite3_stmt *handle) {
  REAL(sqlite3_finalize);
  if (output && handle) {
    pthread_mutex_lock(&lock);
    known[number_of(handle)]->handle = NULL;
    pthread_mutex_unlock(&lock);
  }
  return real(handle);
}

static void keep(
    sqlite3_stmt *handle, int index, char type, int64_t integer, const void *bytes, int length) {
  if (!output) return;
  pthread_mutex_lock(&lock);
  Value *value = &known[number_of(handle)]->values[index - 1];
  value->type = type;
  value->integer = integer;
  if (type == 't' || type == 'b') {
    value->length = (uint32_t)(length < 0 ? (int)strlen(bytes) : length);
    value->bytes = realloc(value->bytes, value->length + 1);
    memcpy(value->bytes, bytes ? bytes : "", value->length);
  }
  pthread_mutex_unlock(&lock);
}

int sqlite3_bind_null(sqlite3_stmt *handle, int index) {
  REAL(sqlite3_bind_null);
  keep(handle, index, 'n', 0, NULL, 0);
  return real(handle, index);
}

int sqlite3_bind_int64(sqlite3_stmt *handle, int index, int64_t integer) {
  REAL(sqlite3_bind_int64);
  keep(handle, index, 'i', integer, NULL, 0);
  return real(handle, index, integer);
}

int sqlite3_bind_text(
    sqlite3_stmt *handle, int index, const char *text, int length, destructor end) {
  REAL(sqlite3_bind_text);
  keep(handle, index, 't', 0, text, length);
  return real(handle, index, text, length, end);
}

int sqlite3_bind_blob(
    sqlite3_stmt *handle, int index, const void *bytes, int length, destructor end) {
  REAL(sqlite3_bind_blob);
  keep(handle, index, 'b', 0, bytes, length);
  return real(handle, index, bytes, length, end);
}

int sqlite3_bind_zeroblob(sqlite3_stmt *handle, int index, int length) {
  REAL(sqlite3_bind_zeroblob);
  keep(handle, index, 'b', 0, "", 0);
  return real(handle, index, length);
}

// PostgreSQL. Each connection has a thread of its own; the file is locked for a line at a time.

typedef struct pg_conn PGconn;
extern int PQsendPrepare(PGconn *, const char *, const char *, int, const unsigned *);
extern int PQsendQueryPrepared(
    PGconn *, const char *, int, const char *const *, const int *, const int *, int);
extern int PQpipelineSync(PGconn *);

static void hexadecimal(const char *bytes, int length) {
  for (int i = 0; i < length; i++) fprintf(output, "%02x", (unsigned char)bytes[i]);
}

int PQsendPrepare(
    PGconn *connection, const char *name, const char *text, int count, const unsigned *types) {
  REAL(PQsendPrepare);
  if (output) {
    flockfile(output);
    fprintf(output, "P %p/%s ", (void *)connection, name);
    for (int i = 0; i < count; i++) fprintf(output, "%u,", types[i]);
    fprintf(output, " ");
    hexadecimal(text, (int)strlen(text));
    fprintf(output, "\n");
    funlockfile(output);
  }
  return real(connection, name, text, count, types);
}

int PQsendQueryPrepared(
    PGconn *connection, const char *name, int count, const char *const *values,
    const int *lengths, const int *formats, int form) {
  REAL(PQsendQueryPrepared);
  if (output) {
    flockfile(output);
    fprintf(output, "X %p/%s ", (void *)connection, name);
    for (int i = 0; i < count; i++) {
      if (values[i]) hexadecimal(values[i], lengths[i]);
      fprintf(output, values[i] ? "," : "null,");
    }
    fprintf(output, "\n");
    funlockfile(output);
  }
  return real(connection, name, count, values, lengths, formats, form);
}

int PQpipelineSync(PGconn *connection) {
  REAL(PQpipelineSync);
  if (output) {
    fprintf(output, "Y %p\n", (void *)connection);
    fflush(output);
  }
  return real(connection);
}
