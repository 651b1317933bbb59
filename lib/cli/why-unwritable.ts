import { own } from "../base";

/** Why a file or a device cannot be written, as a clause. */
export function whyUnwritable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : own(reasons, code);
  return known ?? (error instanceof Error ? error.message : String(error));
}

const reasons: Readonly<Record<string, string | undefined>> = {
  ENOENT: "its folder does not exist",
  ENOTDIR: "its folder does not exist",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than allowed",
  EBADF: "it is closed",
  EIO: "the device reports an error",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links form a loop",
  ENAMETOOLONG: "its name is too long",
  ENXIO: "nobody reads it",
};
