import { printYaml, type YamlComment } from "../../yaml";
import { type CheckedLoki, checkLoki } from "./check";
import { labelName, selectorOf } from "./labels";
import type { LokiSettings } from "./settings";
import { clientOf, storeKeys } from "./storage";
import { isAtLeast } from "./version";

/** Loki's configuration, as a value and as its file, with the reasons of settings as comments. */
export interface LokiConfiguration {
  readonly document: Readonly<Record<string, unknown>>;
  readonly text: string;

  /** The longest that it keeps any logs. A lifecycle of their bucket is longer. */
  readonly longestRetentionSeconds: number;
}

/** Where Loki listens. */
export const lokiPorts = { http: 3100, grpc: 9095, members: 7946 } as const;

/**
 * Loki's configuration. The same settings give the same text.
 *
 * @throws {BackendError} for settings that Loki refuses, or that would lose or hide logs
 * @see https://grafana.com/docs/loki/latest/configure/
 */
export function lokiConfiguration(settings: LokiSettings): LokiConfiguration {
  const checked = checkLoki(settings);
  const parts = [base, cluster, storage, ingestion, compaction, limits, ruler].map((part) => part(settings, checked));
  const document = Object.fromEntries(parts.flatMap(({ keys }) => Object.entries<unknown>(keys)));
  return {
    document,
    text: printYaml(
      document,
      parts.flatMap(({ comments = [] }) => comments),
    ),
    longestRetentionSeconds: checked.longestSeconds,
  };
}

/** What a request may take beyond its query: what is sent last is an answer, or that the query took too long. */
const answerSeconds = 30;

interface Part {
  readonly keys: Readonly<Record<string, unknown>>;
  readonly comments?: readonly YamlComment[];
}

const base = ({ tenants = false }: LokiSettings, { queries }: CheckedLoki): Part => ({
  keys: {
    auth_enabled: tenants,
    server: {
      http_listen_port: lokiPorts.http,
      grpc_listen_port: lokiPorts.grpc,
      log_format: "json",
      http_server_read_timeout: duration(queries.timeout + answerSeconds),
      http_server_write_timeout: duration(queries.timeout + answerSeconds),
      grpc_server_max_recv_msg_size: megabytes(16),
      grpc_server_max_send_msg_size: megabytes(16),
    },
    analytics: { reporting_enabled: false },
  },
  comments: [
    {
      path: ["auth_enabled"],
      text: tenants
        ? "Every request names a tenant, as X-Scope-OrgID. Loki believes it: what stands before Loki must check it."
        : "All requests are one tenant's. Whoever reaches the port can read and write.",
    },
    {
      path: ["server", "http_server_read_timeout"],
      text: "A query may take as long as query_timeout says: the default of 30s for both ends every request before.",
    },
    {
      path: ["server", "grpc_server_max_recv_msg_size"],
      text: "Parts of Loki pass whole requests and answers to each other: the default of 4 MB refuses large ones.",
    },
    { path: ["analytics"], text: "Otherwise Loki reports how it is used to its makers." },
  ],
});

const cluster = ({ cluster: members }: LokiSettings, { folder }: CheckedLoki): Part => ({
  keys: {
    common: {
      path_prefix: folder,
      replication_factor: members === undefined ? 1 : 3,
      ring: { kvstore: { store: members === undefined ? "inmemory" : "memberlist" } },
      ...(members?.backend === undefined ? {} : { compactor_address: members.backend }),
    },
    ...(members === undefined
      ? {}
      : {
          memberlist: {
            cluster_label: members.name,
            join_members: members.members,
            rejoin_interval: "1m",
            bind_port: lokiPorts.members,
          },
        }),
  },
  comments:
    members === undefined
      ? []
      : [
          {
            path: ["common", "replication_factor"],
            text: "Each line is in the memory of three tasks until it is stored: one may be lost without losing logs.",
          },
          {
            path: ["memberlist", "cluster_label"],
            text: "Tasks with another label do not join, even where they find an address of this cluster.",
          },
          {
            path: ["memberlist", "rejoin_interval"],
            text: "Tasks that start together may find only themselves at first. Without this they stay apart.",
          },
          ...(members.backend === undefined
            ? []
            : [
                {
                  path: ["common", "compactor_address"],
                  text: "Simple scalable mode is deprecated, and Loki 4 does not start with its targets.",
                },
              ]),
        ],
});

const storage = (_: LokiSettings, { folder, since, store }: CheckedLoki): Part => {
  const { storage: keys, type } = storeKeys(store);
  return {
    keys: {
      schema_config: {
        configs: [
          {
            from: since,
            store: "tsdb",
            object_store: type,
            schema: "v13",
            index: { prefix: "index_", period: "24h" },
          },
        ],
      },
      storage_config: {
        ...keys,
        tsdb_shipper: { active_index_directory: `${folder}/index`, cache_location: `${folder}/index_cache` },
      },
    },
    comments: [
      {
        path: ["schema_config", "configs", 0],
        text: "What is stored already is read by this: add a period with a later day instead of changing it. Structured metadata needs v13, and retention an index of 24h.",
      },
      {
        path: ["storage_config", "use_thanos_objstore"],
        text: "Said, because its default differs: false in Loki 3, true in Loki 4.",
      },
    ],
  };
};

const ingestion = ({ cluster: members, keepsFolder = false }: LokiSettings, { folder }: CheckedLoki): Part => ({
  keys: {
    ingester: {
      chunk_encoding: "snappy",
      wal: { enabled: true, dir: `${folder}/wal`, flush_on_shutdown: !keepsFolder },
      ...(members === undefined ? {} : { autoforget_unhealthy: true }),
    },
  },
  comments: [
    {
      path: ["ingester", "wal", "flush_on_shutdown"],
      text: keepsFolder
        ? "What is in memory stays in the folder, and is read from there at the next start."
        : `The folder is lost with its task, so a task stores what it has in memory before it ends. What a task has that is killed ${members === undefined ? "is lost." : "is in its replicas."}`,
    },
    {
      path: ["ingester", "autoforget_unhealthy"],
      text: "A new task has a new name. Without this, names of tasks that were killed stay, and too few seem to be well to take logs.",
    },
  ],
});

const compaction = (
  { cluster: members, keepsFolder = false }: LokiSettings,
  { folder, store, version }: CheckedLoki,
): Part => {
  const hasMarkers = !keepsFolder && !("folder" in store) && isAtLeast(version, [3, 7]);
  return {
    keys: {
      compactor: {
        working_directory: `${folder}/compactor`,
        retention_enabled: true,
        delete_request_store: storeKeys(store).type,
        ...(hasMarkers ? { deletion_marker_object_store_prefix: "markers/" } : {}),
      },
    },
    comments: [
      {
        path: ["compactor"],
        text: `Without it, logs are kept for ever.${members === undefined ? "" : " One task does it: the others leave it to the one that they elect."}`,
      },
      {
        path: ["compactor", "deletion_marker_object_store_prefix"],
        text: "What is to be deleted in two hours is noted in the store, as the folder is lost with its task.",
      },
    ],
  };
};

const limits = (
  { cluster: members }: LokiSettings,
  { keepSeconds, labels, limits: taken, queries, streams }: CheckedLoki,
): Part => ({
  keys: {
    limits_config: {
      ingestion_rate_mb: taken.megabytesPerSecond,
      ingestion_burst_size_mb: taken.burstMegabytes,
      per_stream_rate_limit: `${taken.streamMegabytesPerSecond}MB`,
      per_stream_rate_limit_burst: `${3 * taken.streamMegabytesPerSecond}MB`,
      max_global_streams_per_user: taken.streams,
      max_line_size: `${taken.lineKilobytes}KB`,
      max_label_names_per_series: 15,
      reject_old_samples: true,
      reject_old_samples_max_age: duration(taken.oldest),
      allow_structured_metadata: true,
      max_structured_metadata_size: `${taken.metadataKilobytes}KB`,
      discover_log_levels: true,
      volume_enabled: true,
      otlp_config: {
        resource_attributes: {
          ignore_defaults: true,
          ...(labels.length === 0 ? {} : { attributes_config: [{ action: "index_label", attributes: labels }] }),
        },
      },
      retention_period: duration(keepSeconds),
      ...(streams.length === 0
        ? {}
        : {
            retention_stream: streams.map((stream, index) => ({
              selector: selectorOf(stream.where),
              // The larger number wins.
              priority: streams.length - index,
              period: duration(stream.keepSeconds),
            })),
          }),
      deletion_mode: members === undefined ? "filter-and-delete" : "disabled",
      query_timeout: duration(queries.timeout),
      max_query_length: duration(queries.longest),
      max_query_series: queries.series,
      max_entries_limit_per_query: queries.lines,
      max_querier_bytes_read: `${queries.gigabytes}GB`,
    },
  },
  comments: [
    {
      path: ["limits_config", "otlp_config"],
      text: `Each combination of labels is a stream: few labels with few values (${labels.map(labelName).join(", ")}). Loki's own list also has names of pods and ids of instances. Everything else is structured metadata.`,
    },
    {
      path: ["limits_config", "discover_log_levels"],
      text: "The level is structured metadata, detected_level: as a label it would make several streams of each.",
    },
    {
      path: ["limits_config", "retention_period"],
      text: "A lifecycle of the bucket must be longer than the longest of these.",
    },
    {
      path: ["limits_config", "deletion_mode"],
      text:
        members === undefined
          ? "Single lines can be deleted, by an API."
          : "Requests to delete lines would reach any task, and only the elected one would know of them.",
    },
  ],
});

const ruler = ({ cluster: members, ruler: settings }: LokiSettings, { rules, store }: CheckedLoki): Part => {
  if (settings === undefined || rules === undefined) return { keys: {} };
  const isShared = members !== undefined;
  const keys = storeKeys(rules, clientOf(store));
  return {
    keys: {
      ruler: {
        alertmanager_url: settings.alertmanager,
        ...(isShared ? { enable_sharding: true } : {}),
        ...keys.ruler,
      },
      ...keys.root,
    },
    comments: isShared
      ? [
          {
            path: ["ruler", "enable_sharding"],
            text: "Each rule is one task's. Without this, every task evaluates all of them.",
          },
        ]
      : [],
  };
};

/** As Go writes it, in hours where it can. */
function duration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

function megabytes(count: number): number {
  return count * 1024 * 1024;
}
