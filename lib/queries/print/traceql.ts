import type { SpansAsk } from "../ask";
import { CannotSay, type PrintedQuery } from "../printed";

/** TraceQL. @see https://grafana.com/docs/tempo/latest/traceql/ */
export function traceQl(
  { attributes, failed, service, slowerThanMs, traceId }: SpansAsk,
  environment: string,
): PrintedQuery {
  const conditions = [
    ...(traceId === undefined
      ? [`resource.deployment.environment.name = ${quoted(environment)}`]
      : [`trace:id = ${quoted(traceId)}`]),
    ...(service === undefined ? [] : [`resource.service.name = ${quoted(service)}`]),
    ...(slowerThanMs === undefined ? [] : [`duration > ${String(slowerThanMs)}ms`]),
    ...(failed === undefined ? [] : [`status ${failed ? "=" : "!="} error`]),
    ...Object.entries(attributes).map(
      ([name, value]) => `${attribute(name)} = ${typeof value === "string" ? quoted(value) : String(value)}`,
    ),
  ];
  return { dialect: "traceql", text: `{ ${conditions.join(" && ")} }` };
}

function attribute(name: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(name) ? `span.${name}` : `span.${quoted(name)}`;
}

function quoted(text: string): string {
  // Its grammar has escapes for quotes and backslashes only.
  if (/[\p{Cc}\p{Surrogate}]/u.test(text)) throw new CannotSay({ why: "text", text });
  return JSON.stringify(text);
}
