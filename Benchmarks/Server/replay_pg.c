// Replays the transactions of a trace on PostgreSQL through libpq's pipelines, on one connection and
// one thread: what the worker's statements cost without a worker.
//
//   replay_pg CONNECTION TRACE      prints: transactions seconds
//
// A trace holds lines: `P name types text` (a statement), `X name values` (it is run), `Y` (the round
// trip ends) and `T` (a transaction ends). Text and values are hexadecimal; values end with commas.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { most_values = 256 };

static PGconn *connection;

static void fail(const char *what) {
  fprintf(stderr, "replay_pg: %s: %s\n", what, connection ? PQerrorMessage(connection) : "");
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// Turns hexadecimal into bytes in place; returns how many.
static int bytes(char *text) {
  static const signed char digits[256] = {
      ['0'] = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ['a'] = 10, 11, 12, 13, 14, 15};
  int length = (int)strlen(text) / 2;
  for (int i = 0; i < length; i++)
    text[i] = (char)(digits[(unsigned char)text[2 * i]] << 4 | digits[(unsigned char)text[2 * i + 1]]);
  text[length] = 0;
  return length;
}

static void prepare(char *line) {
  char *name = strtok(line, " "), *types = strtok(NULL, " "), *text = strtok(NULL, " ");
  Oid oids[most_values];
  int count = 0;
  if (!text) text = types, types = NULL;
  for (char *type = types; type && *type; type = strchr(type, ',') + 1) oids[count++] = (Oid)atol(type);
  bytes(text);
  PGresult *result = PQprepare(connection, name, text, count, oids);
  if (PQresultStatus(result) != PGRES_COMMAND_OK) fail(text);
  PQclear(result);
}

static void query(char *line) {
  char *rest = line, *name = strsep(&rest, " ");
  const char *values[most_values];
  int lengths[most_values], formats[most_values], count = 0;
  while (rest && *rest) {
    char *value = strsep(&rest, ",");
    int is_null = !strcmp(value, "null");
    lengths[count] = is_null ? 0 : bytes(value);
    values[count] = is_null ? NULL : value;
    formats[count++] = 1;
  }
  if (!PQsendQueryPrepared(connection, name, count, values, lengths, formats, 1)) fail(name);
}

// Ends a round trip, and reads the answers to so many statements.
static void settle(int statements) {
  if (!PQpipelineSync(connection)) fail("sync");
  PGresult *result;
  for (int i = 0; i < statements; i++) {
    while ((result = PQgetResult(connection))) {
      ExecStatusType status = PQresultStatus(result);
      if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail("a statement");
      PQclear(result);
    }
  }
  result = PQgetResult(connection);
  if (PQresultStatus(result) != PGRES_PIPELINE_SYNC) fail("the end of a round trip");
  PQclear(result);
}

int main(int count, char **words) {
  if (count != 3) fail("usage: replay_pg CONNECTION TRACE");
  connection = PQconnectdb(words[1]);
  if (PQstatus(connection) != CONNECTION_OK) fail(words[1]);
  FILE *trace = fopen(words[2], "r");
  if (!trace) fail(words[2]);
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  long done = 0;
  int waiting = 0;
  double start = 0;
  while ((length = getline(&line, &room, trace)) > 0) {
    if (line[length - 1] == '\n') line[length - 1] = 0;
    if (*line == 'P') {
      prepare(line + 2);
      continue;
    }
    if (!start) {
      start = now();
      if (!PQenterPipelineMode(connection)) fail("pipeline");
    }
    if (*line == 'X') query(line + 2), waiting++;
    if (*line == 'Y') settle(waiting), waiting = 0;
    if (*line == 'T') done++;
  }
  printf("%ld %f\n", done, now() - start);
  PQfinish(connection);
  return 0;
}
