import { readArn } from "./arn";

/**
 * Services that a subscription filter can send to, and whether CloudWatch Logs needs a role for them. It refuses a role for a function.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html
 */
const logDestinations = {
  lambda: { role: "refused" },
  kinesis: { role: "needed" },
  firehose: { role: "needed" },
  logs: { role: "possible" },
} as const satisfies Record<string, { readonly role: "needed" | "possible" | "refused" }>;

/** Name of a {@link logDestinations} entry. */
export type LogDestination = keyof typeof logDestinations;

/** Why PutSubscriptionFilter refuses a destination. */
export type LogDestinationFault =
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "role-missing" | "role-refused"; readonly service: LogDestination };

/**
 * Why PutSubscriptionFilter refuses a destination; undefined if it accepts it.
 *
 * @param hasRole undefined: it is not known
 */
export function logDestinationFault(arn: string, hasRole: boolean | undefined): LogDestinationFault | undefined {
  const service = readArn(arn)?.service;
  if (service === undefined) return undefined;
  if (!isLogDestination(service)) return { kind: "service", service };
  const { role } = logDestinations[service];
  if (role === "needed" && hasRole === false) return { kind: "role-missing", service };
  return role === "refused" && hasRole === true ? { kind: "role-refused", service } : undefined;
}

function isLogDestination(service: string): service is LogDestination {
  return Object.hasOwn(logDestinations, service);
}
