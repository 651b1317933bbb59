import type { retentionDays, StandardUnit } from "../../aws";
import type { AgentPlugin, measurements } from "./measurements";

/**
 * Configuration of a CloudWatch agent, in the agent's own names.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html
 */
export interface CloudwatchAgentSettings {
  /** @default - as the settings in it say */
  readonly agent?: AgentSection;

  /** @default - no logs are collected */
  readonly logs?: LogsSection;

  /** @default - no metrics are collected */
  readonly metrics?: MetricsSection;

  /** @default - no traces are collected */
  readonly traces?: TracesSection;
}

/** The agent itself. */
export interface AgentSection {
  /** Seconds between two measurements, 1 to 172,800. @default 60 */
  readonly metrics_collection_interval?: number;

  /** File of its own log; empty for standard output. @default - the agent's */
  readonly logfile?: string;

  /** User that it runs as on Linux, who must be able to read the files. @default "root" */
  readonly run_as_user?: string;

  /** Region that it sends to. @default - the instance's */
  readonly region?: string;

  /** @default false */
  readonly debug?: boolean;

  /** True to leave the dimension `host` out. @default false */
  readonly omit_hostname?: boolean;

  /** A role that it assumes. @default - the instance's */
  readonly credentials?: { readonly role_arn: string };
}

/** Logs. */
export interface LogsSection {
  /** What is collected. */
  readonly logs_collected: {
    /** @default - no files */
    readonly files?: { readonly collect_list: readonly LogFile[] };

    /** @default - no events of Windows */
    readonly windows_events?: { readonly collect_list: readonly WindowsEvents[] };
  };

  /** Stream of what names none. @default - the instance's id */
  readonly log_stream_name?: string;

  /** Seconds that lines wait before they are sent. @default 5 */
  readonly force_flush_interval?: number;
}

/** What logs of any kind have. Names may have `{instance_id}`, `{hostname}`, `{local_hostname}`, `{ip_address}` and `{date}`. */
interface LogSource {
  /** @default - named by the file's path, or the event's name */
  readonly log_group_name?: string;

  /** @default - that of the section */
  readonly log_stream_name?: string;

  /** @default - STANDARD, for a log group that the agent makes */
  readonly log_group_class?: "STANDARD" | "INFREQUENT_ACCESS";

  /**
   * Days that the log group keeps lines, which the agent then sets; -1 for ever. Leave it out where Terraform sets it: an agent with an
   * older configuration would set it back.
   *
   * @default - the log group's stays
   */
  readonly retention_in_days?: (typeof retentionDays)[number] | -1;

  /** Lines that are sent: such as match all of `include` and none of `exclude`, in Go's regular expressions. @default - all */
  readonly filters?: readonly { readonly type: "include" | "exclude"; readonly expression: string }[];
}

/** Files whose lines are collected. */
export interface LogFile extends LogSource {
  /** Path, or a glob: of the files that match, only the newest is read. */
  readonly file_path: string;

  /**
   * True to read all files that match, each into a stream of its own name.
   *
   * @default false
   */
  readonly publish_multi_logs?: boolean;

  /** How lines write their time, in directives such as `%Y-%m-%dT%H:%M:%S`. @default - the time when the agent reads them */
  readonly timestamp_format?: string;

  /** Zone of times without one. @default "Local" */
  readonly timezone?: "Local" | "UTC";

  /** A regular expression that the first line of a message matches, or `{timestamp_format}`. @default - each line is a message */
  readonly multi_line_start_pattern?: string;

  /** @default "utf-8" */
  readonly encoding?: string;

  /** True to delete what has been read, but for the newest file. @default false */
  readonly auto_removal?: boolean;

  /** A regular expression of names of files that are not read. @default - none */
  readonly blacklist?: string;
}

/** Events of Windows. */
export interface WindowsEvents extends LogSource {
  /** `System`, `Application`, `Security`. */
  readonly event_name: string;

  /** At least one of levels, ids and filters is needed. */
  readonly event_levels?: readonly ("CRITICAL" | "ERROR" | "WARNING" | "INFORMATION" | "VERBOSE")[];

  /** 0 to 65,535. */
  readonly event_ids?: readonly number[];

  /** @default "xml" */
  readonly event_format?: "text" | "xml";
}

/** Metrics. */
export interface MetricsSection {
  /** @default "CWAgent" */
  readonly namespace?: string;

  /** Dimensions of all metrics, of those that EC2 knows. @default - only the metrics' own, and `host` */
  readonly append_dimensions?: {
    readonly ImageId?: "${aws:ImageId}";
    readonly InstanceId?: "${aws:InstanceId}";
    readonly InstanceType?: "${aws:InstanceType}";
    readonly AutoScalingGroupName?: "${aws:AutoScalingGroupName}";
  };

  /** Sets of dimensions that series are added up over; an empty one for all. @default - none */
  readonly aggregation_dimensions?: readonly (readonly string[])[];

  /** Seconds that datapoints wait before they are sent. @default 60 */
  readonly force_flush_interval?: number;

  /** What is measured, by the agent's plugin. What is not named is not measured. */
  readonly metrics_collected: {
    /** Shares of the processors' time. */
    readonly cpu?: Measured<"cpu"> & {
      /** Each processor by itself. @default - only all together */
      readonly resources?: readonly "*"[];

      /** False to leave out all processors together. @default true */
      readonly totalcpu?: boolean;
    };

    /** Used and free space of file systems. */
    readonly disk?: Measured<"disk"> &
      OfResources & {
        /** Types of file systems that are left out, such as `tmpfs`. @default - none */
        readonly ignore_file_system_types?: readonly string[];

        /** True to leave the dimension `device` out. @default false */
        readonly drop_device?: boolean;
      };

    /** Reads and writes of disks. */
    readonly diskio?: Measured<"diskio"> & OfResources;

    /** Used and free swap space. */
    readonly swap?: Measured<"swap">;

    /** Used and free memory. */
    readonly mem?: Measured<"mem">;

    /** Bytes, packets, errors of network interfaces. */
    readonly net?: Measured<"net"> & OfResources;

    /** Connections of TCP by state, and sockets of UDP. */
    readonly netstat?: Measured<"netstat">;

    /** How many processes there are, by state. */
    readonly processes?: Measured<"processes">;

    /** Single processes. */
    readonly procstat?: readonly ProcessMetrics[];

    /** What applications send by StatsD. */
    readonly statsd?: Statsd;

    /** What collectd sends. */
    readonly collectd?: Collectd;
  };
}

/** What a plugin measures. */
interface Measured<Plugin extends AgentPlugin> {
  /** Names, with or without the plugin's: `used_percent`, `mem_used_percent`; as an object, under another name or unit. */
  readonly measurement: readonly Measurement<Plugin>[];

  /** Seconds between two measurements. @default - the agent's */
  readonly metrics_collection_interval?: number;

  /** Further dimensions. @default - none */
  readonly append_dimensions?: Readonly<Record<string, string>>;
}

type NameOf<Plugin extends AgentPlugin> = (typeof measurements)[Plugin][number];
type Measurement<Plugin extends AgentPlugin> =
  | NameOf<Plugin>
  | `${Plugin}_${NameOf<Plugin>}`
  | {
      /** Name of the metric. */
      readonly name: NameOf<Plugin> | `${Plugin}_${NameOf<Plugin>}`;

      /** The name that it gets. @default - its own */
      readonly rename?: string;

      /** The unit that it gets. @default - its own */
      readonly unit?: StandardUnit;
    };

interface OfResources {
  /** Mount points, devices or interfaces; `*` for all. @default - all together, or those that the plugin takes */
  readonly resources?: readonly string[];
}

/** Metrics of processes, which one of the keys finds. */
export type ProcessMetrics = Measured<"procstat"> &
  (
    | {
        /** File with the process's id. */
        readonly pid_file: string;
        readonly exe?: never;
        readonly pattern?: never;
      }
    | {
        /** A regular expression of the process's name. */
        readonly exe: string;
        readonly pid_file?: never;
        readonly pattern?: never;
      }
    | {
        /** A regular expression of the whole command line. */
        readonly pattern: string;
        readonly pid_file?: never;
        readonly exe?: never;
      }
  );

/** Metrics that applications send by StatsD. */
export interface Statsd {
  /** @default ":8125" */
  readonly service_address?: string;

  /** Seconds. @default 10 */
  readonly metrics_collection_interval?: number;

  /** Seconds; 0 sends each value by itself. @default 60 */
  readonly metrics_aggregation_interval?: number;

  /** @default "_" */
  readonly metric_separator?: string;

  /** Packets that wait; further ones are lost. @default 10000 */
  readonly allowed_pending_messages?: number;
}

/** Metrics that collectd sends. */
export interface Collectd {
  /** @default "udp://127.0.0.1:25826" */
  readonly service_address?: string;

  /** @default "collectd_" */
  readonly name_prefix?: string;

  /** @default "encrypt" */
  readonly collectd_security_level?: "none" | "sign" | "encrypt";

  /** Needed unless the level is none. @default "/etc/collectd/auth_file" */
  readonly collectd_auth_file?: string;

  /** Files that describe collectd's types of values. @default ["/usr/share/collectd/types.db"] */
  readonly collectd_typesdb?: readonly string[];

  /** Seconds. @default 60 */
  readonly metrics_aggregation_interval?: number;
}

/** Traces, which go to X-Ray. */
export interface TracesSection {
  /** What is collected; at least one. */
  readonly traces_collected: {
    /** What X-Ray's SDKs send. @default - it is not collected */
    readonly xray?: {
      /** Host and port for segments, by UDP. @default "127.0.0.1:2000" */
      readonly bind_address?: string;

      /** Passes requests of SDKs, such as for sampling rules, on to X-Ray. */
      readonly tcp_proxy?: {
        /** Host and port for these requests, by TCP. @default "127.0.0.1:2000" */
        readonly bind_address?: string;
      };
    };

    /** What OpenTelemetry sends. @default - it is not collected */
    readonly otlp?: {
      /** Host and port for gRPC. @default "127.0.0.1:4317" */
      readonly grpc_endpoint?: string;

      /** Host and port for HTTP. @default "127.0.0.1:4318" */
      readonly http_endpoint?: string;
    };
  };

  /** @default 8 */
  readonly concurrency?: number;

  /** MB, at least 3. @default 3 */
  readonly buffer_size_mb?: number;

  /** A Region other than the agent's. */
  readonly region_override?: string;
}
