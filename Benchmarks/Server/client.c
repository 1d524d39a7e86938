// The load: one thread, so many connections, one request under way on each.
//
//   client PORT CONNECTIONS RATE SECONDS KIND KEY ORDER START
//
// RATE 0 sends the next request as soon as an answer is there. Any other sends so many a second at
// planned moments, whether or not the server keeps up, and counts how long each answer takes from the
// moment its request was planned for. At the end it waits for the answers that are still due, so that
// what it counted is what the server did.
//
// KIND is get, access, quote, cancel or toggle, or the path of a page in which %a and %s stand for the
// account and the subscription. KEY is an API key, or a cookie such as name=value. Request n is about the account and the subscription that line
// START + n of the file ORDER names. A toggle turns recurring billing off, then on, a window of 1,000
// subscriptions at a time.
//
// Prints: answers failures seconds cpu-seconds and the 50th, 99th and 100th percentile in microseconds.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  int socket, is_busy;
  long planned, length, needed;
  char answer[65536];
} Connection;

typedef struct {
  char account[16], subscription[16];
} Line;

static const char *kind, *key;
static Line *order;
static long lines, place;

static double seconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static long now(void) { return (long)(seconds(CLOCK_MONOTONIC) * 1e6); }

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int ascending(const void *one, const void *other) {
  long a = *(const long *)one, b = *(const long *)other;
  return (a > b) - (a < b);
}

static void read_order(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) fail(path);
  long room = 0;
  Line line;
  while (fscanf(file, "%15s %15s", line.account, line.subscription) == 2) {
    if (lines == room) order = realloc(order, sizeof(Line) * (size_t)(room = 2 * room + 1024));
    order[lines++] = line;
  }
  fclose(file);
}

// A request for a page; the key says who asks as a cookie if it has a name.
static int page(char *text, size_t room, long line) {
  const Line *named = &order[line % lines];
  int length = snprintf(text, room, "GET ");
  for (const char *rest = kind; *rest; rest++) {
    if (!strncmp(rest, "%a", 2) || !strncmp(rest, "%s", 2)) {
      int is_account = *++rest == 'a';
      length += snprintf(
          text + length, room - (size_t)length, "%s%s",
          is_account ? "acc_0000000000000000" : "sub_0000000000000000",
          is_account ? named->account : named->subscription);
    } else {
      text[length++] = *rest;
    }
  }
  const char *field = strchr(key, '=') ? "Cookie: " : "Authorization: Bearer ";
  return length
      + snprintf(
          text + length, room - (size_t)length, " HTTP/1.1\r\nHost: 127.0.0.1\r\n%s%s\r\n\r\n",
          field, key);
}

// The text of the next request.
static int request(char *text, size_t room) {
  const char *body = "", *call = "", *method = "POST";
  long number = place++, line = number;
  if (kind[0] == '/') return page(text, room, line);
  if (!strcmp(kind, "get")) {
    method = "GET";
  } else if (!strcmp(kind, "access")) {
    method = "GET";
    call = "/access";
  } else if (!strcmp(kind, "quote")) {
    call = "/quotes";
    body = "{\"act\":\"cancel\",\"actor\":{\"role\":\"billing-administrator\"}}";
  } else if (!strcmp(kind, "cancel")) {
    call = "/acts";
    body = "{\"act\":\"cancel\",\"actor\":{\"role\":\"billing-administrator\"},"
           "\"reason\":\"too-expensive\"}";
    if (line >= lines) fail("client: the subscriptions are used up");
  } else {
    call = "/acts";
    line = number / 2000 * 1000 + number % 1000;
    body = number % 2000 < 1000
        ? "{\"act\":\"turn-off-recurring-billing\",\"actor\":{\"role\":\"billing-administrator\"}}"
        : "{\"act\":\"turn-on-recurring-billing\",\"actor\":{\"role\":\"billing-administrator\"}}";
  }
  char once[64] = "";
  if (!strcmp(call, "/acts")) snprintf(once, sizeof once, "Idempotency-Key: act-%ld\r\n", number);
  return snprintf(
      text, room,
      "%s /v1/accounts/acc_0000000000000000%s/subscriptions/sub_0000000000000000%s%s HTTP/1.1\r\n"
      "Host: 127.0.0.1\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n%s"
      "Content-Length: %zu\r\n\r\n%s",
      method, order[line % lines].account, order[line % lines].subscription, call, key, once,
      strlen(body), body);
}

static void send_next(Connection *connection, long planned) {
  char text[4096];
  int length = request(text, sizeof text);
  connection->is_busy = 1;
  connection->planned = planned;
  connection->length = connection->needed = 0;
  if (write(connection->socket, text, (size_t)length) != length) fail("client: write");
}

// Reads what is there; whether the whole answer is.
static int receive(Connection *connection) {
  char *start = connection->answer;
  long got = read(
      connection->socket, start + connection->length,
      sizeof connection->answer - 1 - (size_t)connection->length);
  if (got <= 0) fail("client: the server hung up");
  connection->length += got;
  start[connection->length] = 0;
  if (!connection->needed) {
    char *end = strstr(start, "\r\n\r\n");
    if (!end) return 0;
    char *field = strcasestr(start, "content-length:");
    connection->needed = end + 4 - start + (field ? atol(field + 15) : 0);
  }
  return connection->length >= connection->needed;
}

static void open_all(Connection *connections, int size, int port, int events) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  for (int i = 0; i < size; i++) {
    int yes = 1, file = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(file, (struct sockaddr *)&address, sizeof address)) fail("client: connect");
    setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    connections[i].socket = file;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &connections[i]};
    epoll_ctl(events, EPOLL_CTL_ADD, file, &event);
  }
}

int main(int count, char **words) {
  if (count != 9) fail("client PORT CONNECTIONS RATE SECONDS KIND KEY ORDER START");
  int size = atoi(words[2]), events = epoll_create1(0);
  double rate = atof(words[3]);
  long duration = (long)(atof(words[4]) * 1e6);
  kind = words[5];
  key = words[6];
  read_order(words[7]);
  place = atol(words[8]);
  Connection *connections = calloc((size_t)size, sizeof(Connection));
  open_all(connections, size, atoi(words[1]), events);

  long room = rate > 0 ? (long)(rate * (double)duration / 1e6) : 4000000;
  long *delays = calloc((size_t)room, sizeof(long));
  long sent = 0, answered = 0, failed = 0, start = now();
  double used = seconds(CLOCK_PROCESS_CPUTIME_ID);
  while (1) {
    long time = now(), next = time + 1000;
    int is_over = rate > 0 ? sent == room : time - start >= duration || sent == room;
    if (is_over && answered == sent) break;
    for (int i = 0; i < size && !is_over; i++) {
      long planned = rate > 0 ? start + (long)((double)sent * 1e6 / rate) : now();
      next = planned;
      if (planned > now()) break;
      if (connections[i].is_busy) continue;
      send_next(&connections[i], planned);
      is_over = ++sent == room;
    }
    // Waits for answers, but not past the next planned moment if a connection is free then.
    long pause = rate > 0 && !is_over && sent - answered < size ? next - now() : 1000;
    pause = pause < 0 ? 0 : pause > 100000 ? 100000 : pause;
    struct timespec wait = {0, pause * 1000};
    struct epoll_event ready[256];
    int found = epoll_pwait2(events, ready, 256, &wait, NULL);
    for (int i = 0; i < found; i++) {
      Connection *connection = ready[i].data.ptr;
      if (!receive(connection)) continue;
      if (strncmp(connection->answer, "HTTP/1.1 200", 12) && !failed++)
        fprintf(stderr, "client: the first failure: %.2000s\n", connection->answer);
      delays[answered++] = now() - connection->planned;
      connection->is_busy = 0;
    }
  }
  double took = (double)(now() - start) / 1e6;
  used = seconds(CLOCK_PROCESS_CPUTIME_ID) - used;
  qsort(delays, (size_t)answered, sizeof(long), ascending);
  printf(
      "%ld %ld %f %f %ld %ld %ld\n", answered, failed, took, used, delays[answered / 2],
      delays[answered * 99 / 100], delays[answered - 1]);
  return 0;
}
