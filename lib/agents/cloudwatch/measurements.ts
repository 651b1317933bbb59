const processorStates = [
  "active",
  "guest",
  "guest_nice",
  "idle",
  "iowait",
  "irq",
  "nice",
  "softirq",
  "steal",
  "system",
  "user",
] as const;

/**
 * What the agent measures on Linux, by plugin, as it names it there; some also elsewhere. It leaves out any other name, without an error.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/metrics-collected-by-CloudWatch-agent.html
 */
export const measurements = {
  cpu: [...parts("time", processorStates), ...parts("usage", processorStates)],
  disk: ["free", "inodes_free", "inodes_total", "inodes_used", "total", "used", "used_percent"],
  diskio: ["iops_in_progress", "io_time", "reads", "read_bytes", "read_time", "writes", "write_bytes", "write_time"],
  swap: ["free", "used", "used_percent"],
  mem: [
    "active",
    "available",
    "available_percent",
    "buffered",
    "cached",
    "free",
    "inactive",
    "shared",
    "total",
    "used",
    "used_percent",
  ],
  net: ["bytes_sent", "bytes_recv", "drop_in", "drop_out", "err_in", "err_out", "packets_sent", "packets_recv"],
  netstat: [
    ...parts("tcp", [
      "close",
      "close_wait",
      "closing",
      "established",
      "fin_wait1",
      "fin_wait2",
      "last_ack",
      "listen",
      "none",
      "syn_sent",
      "syn_recv",
      "time_wait",
    ]),
    "udp_socket",
  ],
  processes: [
    "blocked",
    "dead",
    "idle",
    "paging",
    "running",
    "sleeping",
    "stopped",
    "total",
    "total_threads",
    "wait",
    "zombies",
  ],
  procstat: [
    "cpu_time_system",
    "cpu_time_user",
    "cpu_usage",
    "memory_data",
    "memory_locked",
    "memory_rss",
    "memory_stack",
    "memory_swap",
    "memory_vms",
    "num_fds",
    "num_threads",
    "pid",
    "pid_count",
    "read_bytes",
    "read_count",
    "write_bytes",
    "write_count",
    "voluntary_context_switches",
    "involuntary_context_switches",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A plugin of the agent that measures the machine, or processes on it. */
export type AgentPlugin = keyof typeof measurements;

function parts<const Prefix extends string, const Names extends readonly string[]>(
  prefix: Prefix,
  names: Names,
): readonly `${Prefix}_${Names[number]}`[] {
  return names.map((name): `${Prefix}_${Names[number]}` => `${prefix}_${name}`);
}
