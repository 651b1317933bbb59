import type { GrafanaSource, GrafanaSourceSettings } from "../../backends";
import { excerpt } from "../../base";
import type { SecretReference } from "../aws/secret-reference";
import type { GrafanaFault } from "./faults";

/** What Grafana reads. */
export interface ObservabilitySource {
  /** What it is. */
  readonly kind: GrafanaSource;

  /** At most 40 letters, digits, - and _. */
  readonly uid: string;

  /** As it is shown. */
  readonly name: string;

  /** False for one that is there already: only its uid is of use then. */
  readonly isMade: boolean;

  /**
   * Address at which Grafana asks it, without a path of its API: `http://loki:3100`.
   *
   * @default - none: CloudWatch and X-Ray need none, all others do
   */
  readonly url?: string;

  /** Region of what AWS has. */
  readonly region?: string;

  /** ARN of the role that Grafana assumes. */
  readonly role?: string;

  /** Sent as X-Scope-OrgID. */
  readonly tenant?: string;

  /** Where the token is kept that is sent as Authorization: Bearer, or to Elasticsearch as ApiKey. */
  readonly token?: SecretReference;

  /**
   * Index or data stream of Elasticsearch, or a pattern of them.
   *
   * @default - all data streams of logs in the form
   */
  readonly index?: string;

  /**
   * Whose documents Elasticsearch has: `otel` the collector's, `lines` Filebeat's.
   *
   * @default "otel"
   */
  readonly form?: GrafanaSourceSettings["form"];
}

/** Data sources of which Grafana, or what they lead to, could not tell which is meant. */
export function sourceFaults(sources: readonly ObservabilitySource[]): GrafanaFault[] {
  return sources.flatMap(({ isMade, kind, uid, url }, index): GrafanaFault[] => {
    const at = `dataSources[${index}]`;
    const before = sources.slice(0, index);
    return [
      ...(before.some((other) => metricsAsOne(other.kind) === metricsAsOne(kind))
        ? [
            {
              property: `${at}.kind`,
              message: `is ${kind}, of which there is one before`,
              fix: "Leave one out: there is one of each kind, and prometheus and amp are one.",
            },
          ]
        : []),
      ...(before.some((other) => other.uid === uid)
        ? [
            {
              property: `${at}.uid`,
              message: `is ${excerpt(uid)}, as that of another data source`,
              fix: "Give each its own uid.",
            },
          ]
        : []),
      ...(isMade && url === undefined && !ofAws.has(kind)
        ? [
            {
              property: `${at}.url`,
              message: `is missing, and Grafana must know where ${kind} is`,
              fix: "Write the address, or isMade: false for a data source that is there already.",
            },
          ]
        : []),
    ];
  });
}

const ofAws: ReadonlySet<GrafanaSource> = new Set(["cloudwatch", "xray"]);

/** What data sources lead to: metrics of Prometheus, whoever runs it. */
export function metricsAsOne(kind: GrafanaSource): Exclude<GrafanaSource, "amp"> {
  return kind === "amp" ? "prometheus" : kind;
}
