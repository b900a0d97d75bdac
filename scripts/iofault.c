// SPDX-License-Identifier: Apache-2.0
//
// Preloaded into a process (LD_PRELOAD), watches what it does to the files below a folder, and can make it fail.
//
//   IOFAULT_ROOT    only paths that begin with this are watched; without it nothing is
//   IOFAULT_TRACE   file to which every change is appended, in the order in which it was made (see `record` below)
//   IOFAULT_SEED    seed of the failures; without it nothing fails
//   IOFAULT_EVERY   one change in so many fails (500)
//   IOFAULT_MOST    no more failures than this in one process (1)
//   IOFAULT_AFTER   changes that succeed first (0)
//   IOFAULT_LOG     file to which a line is appended for each failure
//
// A failure is EIO, ENOSPC, EMFILE or EACCES, as the call may return, or a write that comes out short.
// Build: gcc -O2 -shared -fPIC -o iofault.so iofault.c
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATE = 1, WRITE, TRUNCATE, SYNC, MKDIR, RENAME, UNLINK, RMDIR, LINK, SYNC_NAMES };

#define MOST_FILES 65536

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static char *paths[MOST_FILES]; // of watched descriptors
static const char *root;
static size_t root_length;
static int trace = -1, faults_log = -1;
static uint64_t random_state, every = 500, most = 1, after, changes, failures;
static __thread int inside;

static void start(void) {
    const char *text = getenv("IOFAULT_ROOT");
    if (text == NULL) return;
    root = strdup(text);
    root_length = strlen(root);
    if ((text = getenv("IOFAULT_TRACE")) != NULL)
        trace = (int) syscall(SYS_openat, AT_FDCWD, text, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
    if ((text = getenv("IOFAULT_LOG")) != NULL)
        faults_log = (int) syscall(SYS_openat, AT_FDCWD, text, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
    if ((text = getenv("IOFAULT_SEED")) != NULL) random_state = strtoull(text, NULL, 10) * 2654435769u + 1;
    if ((text = getenv("IOFAULT_EVERY")) != NULL) every = strtoull(text, NULL, 10);
    if ((text = getenv("IOFAULT_MOST")) != NULL) most = strtoull(text, NULL, 10);
    if ((text = getenv("IOFAULT_AFTER")) != NULL) after = strtoull(text, NULL, 10);
}

static uint64_t draw(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static int is_watched(const char *path) {
    pthread_once(&once, start);
    return root != NULL && path != NULL && strncmp(path, root, root_length) == 0;
}

static const char *path_of(int fd) {
    return fd >= 0 && fd < MOST_FILES ? paths[fd] : NULL;
}

// Whether a descriptor is that of a watched file that can be written. Its number may by now be a socket's: not all that
// closes a file passes here.
static int is_watched_file(int fd) {
    struct stat facts;
    if (inside || path_of(fd) == NULL) return 0;
    return fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode);
}

static void put(const void *bytes, size_t length) {
    const char *rest = bytes;
    while (length > 0) {
        long n = syscall(SYS_write, trace, rest, length);
        if (n <= 0) abort(); // a trace with holes is worse than none
        rest += n;
        length -= (size_t) n;
    }
}

// One change: what (1 byte), inode (8), offset (8), number of data bytes (4), lengths of two paths (2, 2), the paths, the data.
static void record(int what, uint64_t inode, uint64_t offset, const char *one, const char *other, const struct iovec *data, int parts, size_t length) {
    if (trace < 0) return;
    char head[25];
    uint32_t bytes = (uint32_t) length;
    uint16_t first = (uint16_t) (one == NULL ? 0 : strlen(one)), second = (uint16_t) (other == NULL ? 0 : strlen(other));
    head[0] = (char) what;
    memcpy(head + 1, &inode, 8);
    memcpy(head + 9, &offset, 8);
    memcpy(head + 17, &bytes, 4);
    memcpy(head + 21, &first, 2);
    memcpy(head + 23, &second, 2);
    put(head, sizeof head);
    put(one, first);
    put(other, second);
    for (int i = 0; i < parts && length > 0; i++) {
        size_t n = data[i].iov_len < length ? data[i].iov_len : length;
        put(data[i].iov_base, n);
        length -= n;
    }
}

static uint64_t inode_of(int fd) {
    struct stat facts;
    return fstat(fd, &facts) == 0 ? (uint64_t) facts.st_ino : 0;
}

// The error with which this change fails, 0 if it does not.
static int fault(const char *call, const char *path, const int *errors, int count) {
    if (random_state == 0 || ++changes <= after || failures >= most || draw() % every != 0) return 0;
    failures++;
    int error = errors[draw() % (uint64_t) count];
    if (faults_log >= 0) {
        char line[PATH_MAX + 128];
        int n = snprintf(line, sizeof line, "%d %s %s: %s\n", (int) getpid(), call, path, error < 0 ? "short" : strerror(error));
        if (syscall(SYS_write, faults_log, line, (size_t) n) < 0) abort();
    }
    return error;
}

static const int OPENING[] = {EIO, ENOSPC, EMFILE, EACCES};
static const int WRITING[] = {EIO, ENOSPC, -1}; // -1: short
static const int SYNCING[] = {EIO, ENOSPC};
static const int NAMING[] = {EIO, ENOSPC, EACCES};

#define FAIL(call, path, errors) \
    do { \
        int error_ = fault(call, path, errors, (int) (sizeof errors / sizeof errors[0])); \
        if (error_ > 0) { \
            pthread_mutex_unlock(&lock); \
            inside = 0; \
            errno = error_; \
            return -1; \
        } \
    } while (0)
#define ENTER() do { inside = 1; pthread_mutex_lock(&lock); } while (0)
#define LEAVE() do { int e_ = errno; pthread_mutex_unlock(&lock); inside = 0; errno = e_; } while (0)

static int opened(const char *path, int flags, mode_t mode) {
    struct stat before;
    ENTER();
    int is_written = (flags & O_ACCMODE) != O_RDONLY;
    int is_new = (flags & O_CREAT) && stat(path, &before) != 0;
    if (is_written || is_new) FAIL("open", path, OPENING);
    int fd = (int) syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (fd >= 0 && fd < MOST_FILES) {
        free(paths[fd]);
        paths[fd] = strdup(path);
        if (is_new) record(CREATE, inode_of(fd), 0, path, NULL, NULL, 0, 0);
        else if (flags & O_TRUNC) record(TRUNCATE, inode_of(fd), 0, path, NULL, NULL, 0, 0);
    }
    LEAVE();
    return fd;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list rest; \
            va_start(rest, flags); \
            mode = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        if (!inside && is_watched(path)) return opened(path, flags, mode); \
        return (int) syscall(SYS_openat, AT_FDCWD, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list rest; \
            va_start(rest, flags); \
            mode = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        if (!inside && is_watched(path)) return opened(path, flags, mode); \
        return (int) syscall(SYS_openat, folder, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    if (!inside && path_of(fd) != NULL) {
        ENTER();
        free(paths[fd]);
        paths[fd] = NULL;
        LEAVE();
    }
    return (int) syscall(SYS_close, fd);
}

static ssize_t written(int fd, const struct iovec *data, int parts, off_t at) {
    const char *path = paths[fd];
    ENTER();
    int error = fault("write", path, WRITING, 3);
    if (error > 0) {
        LEAVE();
        errno = error;
        return -1;
    }
    ssize_t n;
    if (error < 0 && data[0].iov_len > 1) {
        size_t half = data[0].iov_len / 2;
        n = at < 0 ? syscall(SYS_write, fd, data[0].iov_base, half) : syscall(SYS_pwrite64, fd, data[0].iov_base, half, at);
    } else if (at < 0) {
        n = syscall(SYS_writev, fd, data, parts);
    } else {
        n = syscall(SYS_pwrite64, fd, data[0].iov_base, data[0].iov_len, at);
    }
    if (n > 0) {
        off_t offset = at >= 0 ? at : (off_t) syscall(SYS_lseek, fd, 0, SEEK_CUR) - n;
        record(WRITE, inode_of(fd), (uint64_t) offset, path, NULL, data, parts, (size_t) n);
    }
    LEAVE();
    return n;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    if (is_watched_file(fd)) {
        struct iovec data = {(void *) bytes, length};
        return written(fd, &data, 1, -1);
    }
    return syscall(SYS_write, fd, bytes, length);
}

ssize_t writev(int fd, const struct iovec *data, int parts) {
    if (is_watched_file(fd)) return written(fd, data, parts, -1);
    return syscall(SYS_writev, fd, data, parts);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    if (is_watched_file(fd)) {
        struct iovec data = {(void *) bytes, length};
        return written(fd, &data, 1, at);
    }
    return syscall(SYS_pwrite64, fd, bytes, length, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    return pwrite64(fd, bytes, length, at);
}

static int synced(int fd, long call) {
    struct stat facts;
    ENTER();
    FAIL("fsync", paths[fd], SYNCING);
    int result = (int) syscall(call, fd);
    if (result == 0 && fstat(fd, &facts) == 0)
        record(S_ISDIR(facts.st_mode) ? SYNC_NAMES : SYNC, (uint64_t) facts.st_ino, 0, paths[fd], NULL, NULL, 0, 0);
    LEAVE();
    return result;
}

int fsync(int fd) {
    return !inside && path_of(fd) != NULL ? synced(fd, SYS_fsync) : (int) syscall(SYS_fsync, fd);
}

int fdatasync(int fd) {
    return !inside && path_of(fd) != NULL ? synced(fd, SYS_fdatasync) : (int) syscall(SYS_fdatasync, fd);
}

int ftruncate64(int fd, off64_t length) {
    if (!is_watched_file(fd)) return (int) syscall(SYS_ftruncate, fd, length);
    ENTER();
    FAIL("ftruncate", paths[fd], SYNCING);
    int result = (int) syscall(SYS_ftruncate, fd, length);
    if (result == 0) record(TRUNCATE, inode_of(fd), (uint64_t) length, paths[fd], NULL, NULL, 0, 0);
    LEAVE();
    return result;
}

int ftruncate(int fd, off_t length) {
    return ftruncate64(fd, length);
}

#define NAME_CALL(what, call, watched, one, other, real_call) \
    do { \
        if (inside || !is_watched(watched)) return (int) (real_call); \
        ENTER(); \
        FAIL(call, watched, NAMING); \
        int result_ = (int) (real_call); \
        if (result_ == 0) record(what, 0, 0, one, other, NULL, 0, 0); \
        LEAVE(); \
        return result_; \
    } while (0)

int mkdir(const char *path, mode_t mode) {
    NAME_CALL(MKDIR, "mkdir", path, path, NULL, syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}

int rename(const char *from, const char *to) {
    NAME_CALL(RENAME, "rename", to, from, to, syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to));
}

int link(const char *from, const char *to) {
    NAME_CALL(LINK, "link", to, from, to, syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int unlink(const char *path) {
    NAME_CALL(UNLINK, "unlink", path, path, NULL, syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

int rmdir(const char *path) {
    NAME_CALL(RMDIR, "rmdir", path, path, NULL, syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR));
}

int remove(const char *path) {
    int result = unlink(path);
    return result != 0 && errno == EISDIR ? rmdir(path) : result;
}
