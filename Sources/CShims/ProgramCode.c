#define _GNU_SOURCE
#include "CShims.h"

/* Not beside <resolv.h>, whose macros rename members of these. */
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

/* The first one that is told of is the program itself; 1 ends the walk. */
static int release_code(struct dl_phdr_info *info, size_t size, void *unused) {
  (void)size;
  (void)unused;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE) - 1;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &info->dlpi_phdr[i];
    if (part->p_type != PT_LOAD || !(part->p_flags & PF_X) || (part->p_flags & PF_W)) continue;
    uintptr_t start = (info->dlpi_addr + part->p_vaddr) & ~page;
    uintptr_t end = (info->dlpi_addr + part->p_vaddr + part->p_memsz + page) & ~page;
    madvise((void *)start, end - start, MADV_DONTNEED);
  }
  return 1;
}

void dragoman_release_code(void) { dl_iterate_phdr(release_code, 0); }
