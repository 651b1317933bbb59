/**
 * The first versions that know a name of today, by kind and type, where the modules of that time are not served: from the release notes,
 * or the day on which the change was merged.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/issues/45339
 */
export const renamed: ReadonlyMap<string, string> = new Map([
  ["extension aws_logs_encoding", "0.148.0"],
  ["extension azure_auth", "0.148.0"],
  ["extension google_cloud_logentry_encoding", "0.148.0"],
  ["processor log_dedup", "0.152.0"],
  ["processor resource_detection", "0.153.0"],
  ["receiver aws_lambda", "0.152.0"],
  ["receiver cisco_os", "0.148.0"],
  ["receiver google_cloud_spanner", "0.152.0"],
  ["receiver kafka_metrics", "0.153.0"],
  ["receiver named_pipe", "0.150.0"],
  ["receiver tcp_log", "0.150.0"],
  ["receiver udp_log", "0.150.0"],
  ["receiver yang_grpc", "0.148.0"],
]);

/** Names of today, by kind and the name that the newest module which is served has: it is older than the change. */
export const renamedSince: ReadonlyMap<string, string> = new Map([["processor logdedup", "log_dedup"]]);
