import { type Contract, keysOf } from "./model";

/** What OpenTelemetry's ids of a line are in Elastic's schema. */
const ids: ReadonlyMap<string, string> = new Map([
  ["trace_id", "trace.id"],
  ["span_id", "span.id"],
]);

/**
 * The name that a field of a line has in Elastic Common Schema: those with a role, and the ids of its trace. All others keep the contract's, with
 * dots between their keys.
 *
 * @see https://www.elastic.co/docs/reference/ecs
 */
export function ecsName({ line }: Contract, field: string): string {
  switch (field) {
    case line.timestamp:
      return "@timestamp";
    case line.message:
      return "message";
    case line.level:
      return "log.level";
    case line.event:
      return "event.action";
    case line.service:
      return "service.name";
    default: {
      const name = keysOf(field).join(".");
      return ids.get(name) ?? name;
    }
  }
}
