/** Resource attributes that are labels, unless said otherwise: they have few values, and one usually asks by them. */
export const defaultLabels: readonly string[] = [
  "service.name",
  "service.namespace",
  "deployment.environment.name",
  "cloud.region",
];

/** Labels that a stream may have. Loki adds `service_name` where it is missing, and agents have a few of their own. */
export const mostLabels = 10;

/** How Loki calls an attribute that is a label: `service.name` is `service_name`. */
export function labelName(attribute: string): string {
  return attribute.replaceAll(/[^A-Za-z0-9_]/g, "_");
}

/**
 * Whether an attribute has a value of its own for each request, user, process or container. As a label, it makes so many streams that
 * Loki stores small pieces and finds nothing quickly.
 *
 * @see https://grafana.com/docs/loki/latest/get-started/labels/cardinality/
 */
export function isUnbounded(attribute: string): boolean {
  const name = attribute.toLowerCase().replaceAll("_", ".");
  if (name === "cloud.account.id") return false;
  return (
    /(?:^|[.])(?:id|uid|uuid|ip|address|email|url|path|timestamp|pid|hash|token)$/.test(name) ||
    /^(?:trace|span|request|correlation|session|user|enduser|url|client|process|k8s[.]pod|k8s[.]replicaset|container[.]image)(?:[.]|$)/.test(
      name,
    ) ||
    name === "host.name"
  );
}

/** A selector of streams, of label names and values. */
export function selectorOf(where: Readonly<Record<string, string>>): string {
  const matchers = Object.entries(where).map(([attribute, value]) => `${labelName(attribute)}=${quoted(value)}`);
  return `{${matchers.join(",")}}`;
}

// As Go writes a text: what JSON escapes, Go reads.
function quoted(value: string): string {
  return JSON.stringify(value);
}
