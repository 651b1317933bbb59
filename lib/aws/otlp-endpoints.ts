import { serviceHost } from "./arn";

/** An endpoint of AWS that takes OTLP, and the most that it takes in a request. */
export interface OtlpEndpoint {
  readonly signal: "traces" | "metrics" | "logs";
  /** What its host name begins with, and the service in whose name requests are signed. */
  readonly service: "xray" | "monitoring" | "logs";

  /** Spans, data points or records. */
  readonly mostItems: number;

  /** Uncompressed. */
  readonly mostBytes: number;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html */
const otlpEndpoints: readonly OtlpEndpoint[] = [
  { signal: "traces", service: "xray", mostItems: 10_000, mostBytes: 5 * 1024 * 1024 },
  { signal: "metrics", service: "monitoring", mostItems: 1000, mostBytes: 1024 * 1024 },
  { signal: "logs", service: "logs", mostItems: 10_000, mostBytes: 1024 * 1024 },
];

/**
 * The address of an endpoint of AWS for OTLP in a Region, in any partition.
 *
 * @see https://github.com/aws-observability/aws-otel-python-instrumentation/releases/tag/v0.21.0 for China
 */
export function otlpAddress(service: OtlpEndpoint["service"], region: string): string {
  const signal = otlpEndpoints.find((each) => each.service === service)?.signal ?? "";
  return `https://${serviceHost(service, region)}/v1/${signal}`;
}

/**
 * Whether an address is in a Region without Transaction Search, which X-Ray's endpoint needs.
 *
 * @see https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cw.html
 */
export function lacksTransactionSearch(address: string): boolean {
  return /^https?:\/\/xray\.us-gov-/i.test(address);
}

/** The endpoint of AWS at an address: `https://monitoring.eu-west-1.amazonaws.com/v1/metrics`. */
export function otlpEndpointAt(address: string): OtlpEndpoint | undefined {
  const [, service] =
    /^https?:\/\/([a-z]+)\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|api\.aws)(?:[:/]|$)/i.exec(address) ?? [];
  return otlpEndpoints.find((each) => each.service === service?.toLowerCase());
}
