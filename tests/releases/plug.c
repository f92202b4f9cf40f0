/* Stops, or dies, at steps that change the disk below one folder.
 *
 * Loaded before libc (LD_PRELOAD), it sees every call by which Python, DuckDB, SQLite and
 * Arrow write, sync, rename, link, remove, make or shorten what lies below the folder.
 * plug_arm(folder, k, torn, -1, -1) lets the process die (SIGKILL) in place of the k-th
 * step, or, where torn is set and it writes, after half of its bytes. plug_arm(folder, 0,
 * 0, tell, go) lets it stop before each step, and once more half-way through each write:
 * it says so on one descriptor and goes on when a byte comes on the other.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char root[PATH_MAX];
static size_t root_length;
static long fatal, counted;
static int torn, tell_to = -1, go_on = -1;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void plug_arm(const char *folder, long step, int half, int tell, int go) {
    root_length = 0;
    strncpy(root, folder, sizeof root - 1);
    fatal = step;
    counted = 0;
    torn = half;
    tell_to = tell;
    go_on = go;
    root_length = strlen(root);
}

static int below(const char *path) {
    return root_length && path && !strncmp(path, root, root_length);
}

static const char *of_descriptor(int descriptor, char *place) {
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(name, place, PATH_MAX - 1);
    place[length < 0 ? 0 : length] = 0;
    return place;
}

/* The absolute form of a name that may be relative to an open folder. */
static const char *at(int folder, const char *name, char *place) {
    if (!name || name[0] == '/' || folder == AT_FDCWD) return name;
    of_descriptor(folder, place);
    size_t length = strlen(place);
    snprintf(place + length, PATH_MAX - length, "/%s", name);
    return place;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    pause();
}

/* Say where we are, and wait until somebody has looked. */
static void stop(const char *kind, const char *path) {
    char byte;
    pthread_mutex_lock(&one_at_a_time);
    dprintf(tell_to, "%s %s\n", kind, path + root_length);
    if (read(go_on, &byte, 1) != 1) die();
    pthread_mutex_unlock(&one_at_a_time);
}

/* Count a step; stop or die before it, or say that half of it shall be done first. */
static int step(const char *kind, const char *path) {
    if (!root_length || !below(path)) return 0;
    long mine = __sync_add_and_fetch(&counted, 1);
    int writes = !strcmp(kind, "write");
    if (tell_to >= 0) {
        stop(kind, path);
        return writes;
    }
    if (mine != fatal) return 0;
    if (torn && writes) return 1;
    die();
    return 0;
}

/* After half of a write. */
static void half_way(const char *path) {
    if (tell_to < 0) die();
    stop("half", path);
}

#define PATH(descriptor)                                                                 \
    char place[PATH_MAX];                                                                \
    if (root_length) of_descriptor(descriptor, place);

#define IN_HALVES(descriptor, n, first, second)                                          \
    PATH(descriptor)                                                                     \
    if (root_length && step("write", place) && n > 1) {                                  \
        ssize_t half = first;                                                            \
        half_way(place);                                                                 \
        if (half < 0) return half;                                                       \
        ssize_t rest = second;                                                           \
        return rest < 0 ? half : half + rest;                                            \
    }

ssize_t write(int d, const void *bytes, size_t n) {
    IN_HALVES(d, n, REAL(write)(d, bytes, n / 2),
              REAL(write)(d, (const char *)bytes + half, n - half))
    return REAL(write)(d, bytes, n);
}
ssize_t pwrite(int d, const void *bytes, size_t n, off_t where) {
    IN_HALVES(d, n, REAL(pwrite)(d, bytes, n / 2, where),
              REAL(pwrite)(d, (const char *)bytes + half, n - half, where + half))
    return REAL(pwrite)(d, bytes, n, where);
}
ssize_t pwrite64(int d, const void *bytes, size_t n, off64_t where) {
    IN_HALVES(d, n, REAL(pwrite64)(d, bytes, n / 2, where),
              REAL(pwrite64)(d, (const char *)bytes + half, n - half, where + half))
    return REAL(pwrite64)(d, bytes, n, where);
}
ssize_t writev(int d, const struct iovec *parts, int n) {
    IN_HALVES(d, n, REAL(writev)(d, parts, n / 2),
              REAL(writev)(d, parts + n / 2, n - n / 2))
    return REAL(writev)(d, parts, n);
}
ssize_t sendfile(int to, int from, off_t *where, size_t n) {
    PATH(to)
    if (root_length) step("copy", place);
    return REAL(sendfile)(to, from, where, n);
}
ssize_t sendfile64(int to, int from, off64_t *where, size_t n) {
    PATH(to)
    if (root_length) step("copy", place);
    return REAL(sendfile64)(to, from, where, n);
}
ssize_t copy_file_range(int from, off64_t *start, int to, off64_t *where, size_t n,
                        unsigned flags) {
    PATH(to)
    if (root_length) step("copy", place);
    return REAL(copy_file_range)(from, start, to, where, n, flags);
}
int fsync(int d) {
    PATH(d)
    if (root_length) step("fsync", place);
    return REAL(fsync)(d);
}
int fdatasync(int d) {
    PATH(d)
    if (root_length) step("fsync", place);
    return REAL(fdatasync)(d);
}
int ftruncate(int d, off_t length) {
    PATH(d)
    if (root_length) step("truncate", place);
    return REAL(ftruncate)(d, length);
}
int ftruncate64(int d, off64_t length) {
    PATH(d)
    if (root_length) step("truncate", place);
    return REAL(ftruncate64)(d, length);
}
int truncate(const char *path, off_t length) {
    step("truncate", path);
    return REAL(truncate)(path, length);
}
int rename(const char *from, const char *to) {
    step("rename", to);
    return REAL(rename)(from, to);
}
int renameat(int f, const char *from, int t, const char *to) {
    char place[PATH_MAX];
    step("rename", at(t, to, place));
    return REAL(renameat)(f, from, t, to);
}
int link(const char *from, const char *to) {
    step("link", to);
    return REAL(link)(from, to);
}
int linkat(int f, const char *from, int t, const char *to, int flags) {
    char place[PATH_MAX];
    step("link", at(t, to, place));
    return REAL(linkat)(f, from, t, to, flags);
}
int unlink(const char *path) {
    step("unlink", path);
    return REAL(unlink)(path);
}
int unlinkat(int f, const char *path, int flags) {
    char place[PATH_MAX];
    step("unlink", at(f, path, place));
    return REAL(unlinkat)(f, path, flags);
}
int rmdir(const char *path) {
    step("unlink", path);
    return REAL(rmdir)(path);
}
int mkdir(const char *path, mode_t mode) {
    step("mkdir", path);
    return REAL(mkdir)(path, mode);
}
int mkdirat(int f, const char *path, mode_t mode) {
    char place[PATH_MAX];
    step("mkdir", at(f, path, place));
    return REAL(mkdirat)(f, path, mode);
}

/* Opening may make a file or shorten one. */
#define OPENS(name, folder)                                                              \
    mode_t mode = 0;                                                                     \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                 \
        va_list rest;                                                                    \
        va_start(rest, flags);                                                           \
        mode = va_arg(rest, mode_t);                                                     \
        va_end(rest);                                                                    \
    }                                                                                    \
    char place[PATH_MAX];                                                                \
    if (flags & (O_CREAT | O_TRUNC)) step("open", at(folder, path, place));

int open(const char *path, int flags, ...) {
    OPENS(open, AT_FDCWD)
    return REAL(open)(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    OPENS(open64, AT_FDCWD)
    return REAL(open64)(path, flags, mode);
}
int openat(int f, const char *path, int flags, ...) {
    OPENS(openat, f)
    return REAL(openat)(f, path, flags, mode);
}
int openat64(int f, const char *path, int flags, ...) {
    OPENS(openat64, f)
    return REAL(openat64)(f, path, flags, mode);
}
