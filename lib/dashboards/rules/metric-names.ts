/** What a metric of Prometheus is, as far as its name says so; undefined: it does not. */
export function metricKind(name: string): "counter" | "gauge" | undefined {
  // A name with a colon is a rule's.
  if (name.includes(":")) return undefined;
  if (name.endsWith("_total")) return notCounters.has(name) || nowThere.test(name) ? undefined : "counter";
  if (gauges.has(name) || /_(?:celsius|ratio|percent|info)$/.test(name)) return "gauge";
  return /^(?:node_memory_\w+_bytes|node_load(?:1|5|15)|node_filesystem_(?:avail|free|size)_bytes)$/.test(name)
    ? "gauge"
    : undefined;
}

/** What is there now, and by name a total of several things: `elasticsearch_indices_store_size_bytes_total`, `awx_running_jobs_total`. */
const nowThere =
  /_(?:time_up|uptime|up)_seconds_total$|_(?:active|running|pending|memory|heap|sessions|store_size|disk_storage)_(?:\w+_)?total$/;

/** Named against the convention by exporters that many have. */
const notCounters: ReadonlySet<string> = new Set(["node_memory_MemTotal", "machine_memory_total", "kube_node_total"]);

const gauges: ReadonlySet<string> = new Set([
  ...[
    "up",
    "go_goroutines",
    "go_threads",
    "go_memstats_alloc_bytes",
    "go_memstats_heap_inuse_bytes",
    "go_memstats_sys_bytes",
  ],
  ...[
    "process_resident_memory_bytes",
    "process_virtual_memory_bytes",
    "process_open_fds",
    "process_start_time_seconds",
  ],
  ...[
    "container_memory_usage_bytes",
    "container_memory_working_set_bytes",
    "container_memory_rss",
    "kube_pod_status_phase",
  ],
]);

/** What the base unit in a metric's name says of its values. */
export type Measured = "seconds" | "milliseconds" | "bytes" | "ratio";

/** By the end of the name, before `_total`, `_bucket` and the like. */
export function measuredBy(name: string): Measured | undefined {
  const base = name.replace(/_(?:total|bucket|sum)$/, "");
  if (/_(?:count|created)$/.test(base)) return undefined;
  if (/_timestamp_seconds$|_time_seconds$/.test(base)) return undefined;
  if (/_(?:milliseconds|millis|ms)$/.test(base)) return "milliseconds";
  if (base.endsWith("_seconds")) return "seconds";
  if (base.endsWith("_bytes")) return "bytes";
  return base.endsWith("_ratio") ? "ratio" : undefined;
}
