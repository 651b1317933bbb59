import type { Stability } from "../../lib/collector/catalogue/facts";
import type { ComponentKind } from "../../lib/collector/model/component";
import { signals } from "../../lib/collector/model/signal";
import type { Metadata } from "./metadata";

const connectors = [
  entry("connector", "datadogconnector", "datadog", { traces_to_metrics: "beta", traces_to_traces: "beta" }),
  entry("connector", "grafanacloudconnector", "grafanacloud", { traces_to_metrics: "alpha" }),
  entry("connector", "otlpjsonconnector", "otlpjson", {
    logs_to_traces: "alpha",
    logs_to_metrics: "alpha",
    logs_to_logs: "alpha",
  }),
  entry("connector", "roundrobinconnector", "roundrobin", {
    traces_to_traces: "beta",
    metrics_to_metrics: "beta",
    logs_to_logs: "beta",
  }),
  entry("connector", "sumconnector", "sum", {
    traces_to_metrics: "alpha",
    metrics_to_metrics: "alpha",
    logs_to_metrics: "alpha",
  }),
];

const extensions = (
  [
    ["asapauthextension", "asapclient", "beta"],
    ["azureauthextension", "azure_auth<azureauth", "alpha"],
    ["cgroupruntimeextension", "cgroupruntime", "alpha"],
    ["datadogextension", "datadog", "alpha"],
    ["dbauth/awsiamdbauthextension", "aws_iam_db_auth", "development"],
    ["encoding/awscloudwatchmetricstreamsencodingextension", "awscloudwatchmetricstreams_encoding", "alpha"],
    ["encoding/awslogsencodingextension", "aws_logs_encoding<awslogs_encoding", "alpha"],
    ["encoding/azureencodingextension", "azure_encoding", "development"],
    [
      "encoding/googlecloudlogentryencodingextension",
      "google_cloud_logentry_encoding<googlecloudlogentry_encoding",
      "alpha",
    ],
    ["encoding/jaegerencodingextension", "jaeger_encoding", "alpha"],
    ["encoding/jsonlogencodingextension", "json_log_encoding", "alpha"],
    ["encoding/skywalkingencodingextension", "skywalking_encoding", "alpha"],
    ["encoding/textencodingextension", "text_encoding", "beta"],
    ["encoding/zipkinencodingextension", "zipkin_encoding", "alpha"],
    ["googleclientauthextension", "googleclientauth", "beta"],
    ["httpforwarderextension", "http_forwarder", "beta"],
    ["jaegerremotesampling", "jaegerremotesampling", "alpha"],
    ["observer/dockerobserver", "docker_observer", "beta"],
    ["storage/dbstorage", "db_storage", "alpha"],
    ["storage/redisstorageextension", "redis_storage", "alpha"],
    ["sumologicextension", "sumologic", "alpha"],
    ["tailstorage/pebbletailstorageextension", "pebble_tail_storage", "development"],
  ] as const
).map(([folder, names, level]) => entry("extension", folder, names, { extension: level }));

/**
 * Components whose Go modules the proxy does not serve, by the module's address. Stability: the project's list of components; names: what
 * distributions of others register (Splunk's, of mid-2026), and the tracking issue of the renames. A name that changed since is not known.
 *
 * @see https://opentelemetry.io/docs/collector/components/
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/issues/45339
 */
export const notServed: ReadonlyMap<string, Metadata> = new Map([
  ...lines(`
    receiver  activedirectoryds      active_directory_ds          -     beta  -
    receiver  aerospike              aerospike                    -     alpha -
    receiver  apachespark            apachespark                  -     alpha -
    receiver  awscloudwatch          awscloudwatch                -     -     alpha
    receiver  awsfirehose            awsfirehose                  -     alpha alpha
    receiver  awslambda              aws_lambda<awslambda         -     development development
    receiver  awss3                  awss3                        alpha alpha alpha
    receiver  azureblob              azure_blob<azureblob         alpha -     alpha
    receiver  azureeventhub          azure_event_hub<azureeventhub alpha alpha alpha
    receiver  azuremonitor           azure_monitor<azuremonitor   -     alpha -
    receiver  ciscoos                cisco_os<ciscoos             -     development -
    receiver  cloudflare             cloudflare                   -     -     alpha
    receiver  cloudfoundry           cloud_foundry<cloudfoundry   -     beta  development
    receiver  couchdb                couchdb                      -     beta  -
    receiver  elasticsearch          elasticsearch                -     beta  -
    receiver  envoyals               envoyals                     -     -     alpha
    receiver  expvar                 expvar                       -     alpha -
    receiver  faro                   faro                         alpha -     alpha
    receiver  filestats              file_stats<filestats         -     beta  -
    receiver  flinkmetrics           flinkmetrics                 -     alpha -
    receiver  googlecloudmonitoring  googlecloudmonitoring        -     alpha -
    receiver  googlecloudpubsub      googlecloudpubsub            beta  beta  beta
    receiver  googlecloudspanner     google_cloud_spanner<googlecloudspanner - beta -
    receiver  haproxy                haproxy                      -     beta  -
    receiver  icmpcheck              icmpcheckreceiver            -     development -
    receiver  iis                    iis                          -     beta  -
    receiver  k8sevents              k8s_events                   -     -     alpha
    receiver  libhoney               libhoney                     alpha -     alpha
    receiver  loki                   loki                         -     -     alpha
    receiver  macosunifiedlogging    macosunifiedlogging          -     -     alpha
    receiver  mongodbatlas           mongodb_atlas<mongodbatlas   -     beta  beta
    receiver  mongodb                mongodb                      -     beta  -
    receiver  namedpipe              named_pipe<namedpipe         -     -     alpha
    receiver  netflow                netflow                      -     -     alpha
    receiver  nsxt                   nsxt                         -     alpha -
    receiver  ntp                    ntp                          -     beta  -
    receiver  oracledb               oracledb                     -     alpha development
    receiver  pprof                  pprof                        -     -     -
    receiver  pulsar                 pulsar                       alpha alpha alpha
    receiver  purefa                 purefa                       -     alpha -
    receiver  purefb                 purefb                       -     alpha -
    receiver  rabbitmq               rabbitmq                     -     beta  -
    receiver  riak                   riak                         -     beta  -
    receiver  saphana                saphana                      -     alpha -
    receiver  skywalking             skywalking                   beta  development -
    receiver  snmp                   snmp                         -     alpha -
    receiver  snowflake              snowflake                    -     alpha -
    receiver  solace                 solace                       beta  -     -
    receiver  splunkenterprise       splunkenterprise             -     alpha -
    receiver  sqlserver              sqlserver                    -     beta  development
    receiver  sshcheck               ssh_check<sshcheck           -     alpha -
    receiver  tcpcheck               tcp_check<tcpcheck           -     alpha -
    receiver  tlscheck               tls_check<tlscheck           -     alpha -
    receiver  windowsservice         windowsservice               -     development -
    receiver  yanggrpc               yang_grpc<yanggrpc           -     development -
    processor cardinalityguardian    cardinality_guardian         -     development -
    processor coralogix              coralogix                    alpha -     -
    processor drain                  drain                        -     -     development
    processor genainormalizer        genai_normalizer             development - -
    processor geoip                  geoip                        alpha alpha alpha
    processor isolationforest        isolationforest              alpha alpha alpha
    processor remotetap              remotetap                    alpha alpha alpha
    processor sumologic              sumologic                    beta  beta  beta
    exporter  azuredataexplorer      azuredataexplorer            beta  beta  beta
    exporter  bmchelix               bmchelix                     -     alpha -
    exporter  cassandra              cassandra                    alpha -     alpha
    exporter  dataset                dataset                      alpha -     alpha
    exporter  doris                  doris                        alpha alpha alpha
    exporter  faro                   faro                         alpha -     alpha
    exporter  googlecloudpubsub      googlecloudpubsub            beta  beta  beta
    exporter  googlecloudstorage     google_cloud_storage<googlecloudstorage - - alpha
    exporter  honeycombmarker        honeycombmarker              -     -     alpha
    exporter  logicmonitor           logicmonitor                 alpha -     alpha
    exporter  mezmo                  mezmo                        -     -     beta
    exporter  opensearch             opensearch                   alpha -     alpha
    exporter  otelarrow              otelarrow                    beta  beta  beta
    exporter  pulsar                 pulsar                       alpha alpha alpha
    exporter  rabbitmq               rabbitmq                     alpha alpha alpha
    exporter  tencentcloudlogservice tencentcloud_logservice      -     -     beta
    exporter  tinybird               tinybird                     alpha alpha alpha
  `),
  ...connectors,
  ...extensions,
]);

function lines(text: string): readonly (readonly [string, Metadata])[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [kind = "", folder = "", names = "", ...levels] = line.trim().split(/ +/);
      return entry(
        kind as ComponentKind,
        `${folder}${kind}`,
        names,
        Object.fromEntries(
          signals.flatMap((signal, index) => (levels[index] === "-" ? [] : [[signal, levels[index] as Stability]])),
        ),
      );
    });
}

function entry(
  kind: ComponentKind,
  folder: string,
  names: string,
  stability: Record<string, Stability>,
): readonly [string, Metadata] {
  const [type = "", formerType] = names.split("<");
  return [
    `github.com/open-telemetry/opentelemetry-collector-contrib/${kind}/${folder}`,
    { kind, type, ...(formerType !== undefined && { formerType }), stability, distributions: [] },
  ];
}
