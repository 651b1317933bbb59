import { receiver } from "../../model/component";
import type { Duration, Text } from "../../model/reference";

/**
 * CPU, memory, disks, network of the machine, or of the container that the collector runs in.
 *
 * In a container it sees the container: mount the machine's root and say `root_path`. On Fargate that cannot be done: use
 * `awsecscontainermetrics`. In a pipeline of logs it sends events about the machine, which are experimental.
 *
 * @example receivers.hostMetrics({ scrapers: { cpu: {}, memory: {}, filesystem: {} } })
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/hostmetricsreceiver
 */
export const hostMetrics = receiver("host_metrics", ["metrics", "logs"]).of<HostMetricsReceiver>();

/**
 * Settings of {@link hostMetrics}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/hostmetricsreceiver
 */
export interface HostMetricsReceiver {
  /** What is measured; `{}` for the defaults of a scraper. At least one. */
  readonly scrapers: HostScrapers;

  /**
   * Time between two measurements.
   *
   * @default "1m"
   */
  readonly collection_interval?: Duration;

  /**
   * Time before the first.
   *
   * @default "1s"
   */
  readonly initial_delay?: Duration;

  /**
   * How long a measurement may take. 0s: as long as it takes.
   *
   * @default "0s"
   */
  readonly timeout?: Duration;

  /**
   * Where the machine's root is mounted: `/hostfs`. Linux only; all receivers of a collector need the same.
   *
   * @default - the container's own
   */
  readonly root_path?: Text;

  /**
   * Time between two events about the machine, in pipelines of logs. 0s: only when something changes.
   *
   * @default "5m"
   */
  readonly metadata_collection_interval?: Duration;
}

/** Scrapers by name. */
export interface HostScrapers {
  /**
   * Time of processors by state.
   *
   * @default - not measured
   */
  readonly cpu?: HostScraper;

  /**
   * Reads and writes of disks.
   *
   * @default - not measured
   */
  readonly disk?: HostScraper & {
    /**
     * Only these devices.
     *
     * @default - all
     */
    readonly include?: Named<"devices">;

    /**
     * Not these devices.
     *
     * @default - none
     */
    readonly exclude?: Named<"devices">;
  };

  /**
   * Used and free space.
   *
   * @default - not measured
   */
  readonly filesystem?: HostScraper & {
    /**
     * True to measure file systems without a device, such as tmpfs.
     *
     * @default false
     */
    readonly include_virtual_filesystems?: boolean;

    /**
     * Only these devices.
     *
     * @default - all
     */
    readonly include_devices?: Named<"devices">;

    /**
     * Not these devices.
     *
     * @default - none
     */
    readonly exclude_devices?: Named<"devices">;

    /**
     * Only these types of file systems, such as ext4.
     *
     * @default - all
     */
    readonly include_fs_types?: Named<"fs_types">;

    /**
     * Not these types of file systems.
     *
     * @default - none
     */
    readonly exclude_fs_types?: Named<"fs_types">;

    /**
     * Only these mount points, as the machine calls them, also with `root_path`.
     *
     * @default - all
     */
    readonly include_mount_points?: Named<"mount_points">;

    /**
     * Not these mount points, as the machine calls them.
     *
     * @default - none
     */
    readonly exclude_mount_points?: Named<"mount_points">;
  };

  /**
   * Load averages.
   *
   * @default - not measured
   */
  readonly load?: HostScraper & {
    /**
     * True to divide by the number of processors.
     *
     * @default false
     */
    readonly cpu_average?: boolean;
  };

  /**
   * Used and free memory.
   *
   * @default - not measured
   */
  readonly memory?: HostScraper;

  /**
   * Packets, bytes, errors of interfaces; connections.
   *
   * @default - not measured
   */
  readonly network?: HostScraper & {
    /**
     * Only these interfaces.
     *
     * @default - all
     */
    readonly include?: Named<"interfaces">;

    /**
     * Not these interfaces.
     *
     * @default - none
     */
    readonly exclude?: Named<"interfaces">;
  };

  /**
   * Servers and clients of NFS. Linux only.
   *
   * @default - not measured
   */
  readonly nfs?: HostScraper;

  /**
   * Swap.
   *
   * @default - not measured
   */
  readonly paging?: HostScraper;

  /**
   * How many processes there are, by state.
   *
   * @default - not measured
   */
  readonly processes?: HostScraper;

  /**
   * CPU, memory and disk of each process. Many series: name the processes. It needs the right to see those of others.
   *
   * @default - not measured
   */
  readonly process?: HostScraper & {
    /**
     * Only these processes.
     *
     * @default - all
     */
    readonly include?: Named<"names">;

    /**
     * Not these processes.
     *
     * @default - none
     */
    readonly exclude?: Named<"names">;

    /**
     * Least age of a process.
     *
     * @default "0s"
     */
    readonly scrape_process_delay?: Duration;

    /**
     * True to say nothing of processes that cannot be read, whatever the reason.
     *
     * @default false
     */
    readonly mute_process_all_errors?: boolean;

    /**
     * True to say nothing of names that cannot be read.
     *
     * @default false
     */
    readonly mute_process_name_error?: boolean;

    /**
     * True to say nothing of executables that cannot be read.
     *
     * @default false
     */
    readonly mute_process_exe_error?: boolean;

    /**
     * True to say nothing of reads and writes that cannot be read.
     *
     * @default false
     */
    readonly mute_process_io_error?: boolean;

    /**
     * True to say nothing of users that are not known.
     *
     * @default false
     */
    readonly mute_process_user_error?: boolean;

    /**
     * True to say nothing of cgroups that cannot be read.
     *
     * @default false
     */
    readonly mute_process_cgroup_error?: boolean;
  };

  /**
   * Time since the start.
   *
   * @default - not measured
   */
  readonly system?: HostScraper;
}

/** What all scrapers know. */
export interface HostScraper {
  /**
   * Which metrics are measured: `{ "system.cpu.utilization": { enabled: true } }`.
   *
   * @default - as the scraper's documentation says
   */
  readonly metrics?: Readonly<Record<string, Enabled>>;

  /**
   * Which resource attributes there are, of scrapers that have some.
   *
   * @default - as the scraper's documentation says
   */
  readonly resource_attributes?: Readonly<Record<string, Enabled>>;
}

interface Enabled {
  /** Whether it is there. */
  readonly enabled: boolean;
}

type Named<Key extends string> = Readonly<Record<Key, readonly Text[]>> & {
  /** How names are compared; a regular expression matches anywhere unless anchored. */
  readonly match_type: "strict" | "regexp";
};
