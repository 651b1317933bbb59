import { extension } from "../../model/component";
import type { Duration, Text } from "../../model/reference";

/**
 * Keeps queues and positions in files, so that they are there after a restart. On Fargate the folder must be on a volume (EFS), or it ends with the
 * task.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/storage/filestorage/README.md
 */
export interface FileStorageExtension {
  /**
   * Folder of the files. It must be there, unless `create_directory` is true.
   *
   * @default "/var/lib/otelcol/file_storage"
   */
  readonly directory?: Text;

  /**
   * True to make folders that are missing.
   *
   * @default false
   */
  readonly create_directory?: boolean;

  /**
   * Permissions of a folder that is made, in octal digits.
   *
   * @default "0750"
   */
  readonly directory_permissions?: Text;

  /**
   * Bytes that each file may have; what comes then is refused. 0 for no limit.
   *
   * @default 0
   */
  readonly max_size?: number;

  /**
   * True to wait after each change until it is on the disk: slower, and safe when the machine dies.
   *
   * @default false
   */
  readonly fsync?: boolean;

  /**
   * How long to wait for another process that has a file open.
   *
   * @default "1s"
   */
  readonly timeout?: Duration;

  /**
   * True to put a broken file aside and begin a new one, false to stop.
   *
   * @default false
   */
  readonly recreate?: boolean;

  /**
   * Gives disk space back that is no longer used.
   *
   * @default - never
   */
  readonly compaction?: FileCompaction;
}

/** When disk space is given back. */
export interface FileCompaction {
  /**
   * True to do so when the collector starts.
   *
   * @default false
   */
  readonly on_start?: boolean;

  /**
   * True to do so once a large queue has become small.
   *
   * @default false
   */
  readonly on_rebound?: boolean;

  /**
   * Folder for files on the way. It does not follow the `directory` of the storage: write it where that is written.
   *
   * @default "/var/lib/otelcol/file_storage"
   */
  readonly directory?: Text;

  /**
   * MiB of a file above which a queue is large.
   *
   * @default 100
   */
  readonly rebound_needed_threshold_mib?: number;

  /**
   * MiB in use below which it has become small.
   *
   * @default 10
   */
  readonly rebound_trigger_threshold_mib?: number;

  /**
   * How often to look.
   *
   * @default "5s"
   */
  readonly check_interval?: Duration;

  /**
   * Items that are copied at a time; 0 for all.
   *
   * @default 65536
   */
  readonly max_transaction_size?: number;

  /**
   * True to delete files on the way that a collector left which was killed.
   *
   * @default false
   */
  readonly cleanup_on_start?: boolean;
}

/** Keeps queues in files. */
export const fileStorage = extension("file_storage").of<FileStorageExtension>();
