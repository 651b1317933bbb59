import type { Question } from "../question";
import type { About } from "./about";
import { atLeast, hasField } from "./conditions";
import { count, lines, numberParam, numbers, overTime, percentiles, question } from "./make";

const status = "http.response.status_code";
const duration = "http.duration_ms";
const route = "http.route";

/** Of services that answer requests: how many, how many failed, how long they took. */
export function requestQuestions({ has, linesWith, service, those, contract }: About): readonly Question[] {
  const services = [service];
  const by = those([route]).slice(0, 1);
  const answered = has(status) ? linesWith(status) : has(duration) ? linesWith(duration) : undefined;
  if (answered === undefined) return [];
  const isFailed = atLeast(status, 500);
  return [
    question(
      {
        name: "requests",
        title: "Requests over time",
        description: "How many requests were answered, step by step.",
        services,
      },
      () => numbers(services, [answered], { measures: [count("requests")], over: overTime }),
    ),
    ...(by.length === 0
      ? []
      : [
          question(
            {
              name: "requests_by_route",
              title: "Requests by route",
              description: "How many requests each route answered.",
              services,
            },
            () => numbers(services, [answered], { measures: [count("requests")], by, top: 20 }),
          ),
        ]),
    ...(has(status)
      ? [
          question(
            {
              name: "error_rate",
              title: "Error rate over time",
              description: "The share of requests answered with a status of 500 or above, in percent, step by step.",
              services,
            },
            () =>
              numbers(services, [answered], {
                measures: [{ name: "error_rate", of: { kind: "share", where: isFailed } }],
                over: overTime,
              }),
          ),
          question(
            {
              name: "failed_requests",
              title: "Newest failed requests",
              description: "Requests answered with a status of 500 or above, the newest first.",
              services,
            },
            () =>
              lines(services, [answered, isFailed], {
                fields: those(["http.request.method", route, status, duration, "error.type", "request_id", "trace_id"]),
                order: "newest",
              }),
          ),
          question(
            {
              name: "requests_by_status",
              title: "Requests by status",
              description: "How many requests had each status.",
              services,
            },
            () => numbers(services, [answered], { measures: [count("requests")], by: [status], top: 20 }),
          ),
        ]
      : []),
    ...(has(duration)
      ? [
          question(
            {
              name: "latency",
              title: `Latency${by.length === 0 ? "" : " by route"}`,
              description: "How long requests took: half of them, 90 % and 99 % took at most this.",
              services,
            },
            () => numbers(services, [linesWith(duration)], { measures: percentiles(duration), by }),
          ),
          question(
            {
              name: "latency_over_time",
              title: "Latency over time",
              description: "How long requests took, step by step.",
              services,
            },
            () => numbers(services, [linesWith(duration)], { measures: percentiles(duration), over: overTime }),
          ),
          question(
            {
              name: "slow_requests",
              title: "Slowest requests",
              description: "Requests that took longer than a limit, the slowest first.",
              services,
              params: { longer_than: numberParam(`Limit, in ${unitOf(contract.fields[duration]?.unit)}.`, 1000) },
            },
            ({ longer_than: limit }) =>
              lines(services, [linesWith(duration), atLeast(duration, Number(limit))], {
                fields: those(["http.request.method", route, status, duration, "request_id", "trace_id"]),
                order: { by: duration, descending: true },
              }),
          ),
        ]
      : []),
  ];
}

function unitOf(unit: string | undefined): string {
  return unit === undefined || unit === "None" ? "the field's unit" : unit.toLowerCase();
}

/** Of services that call others, databases or queues: how often, how long, what failed. */
export function callQuestions(it: About): readonly Question[] {
  return [
    ...timed(it, {
      name: "external_calls",
      of: "external.duration_ms",
      by: "external.service",
      title: "Calls to other systems",
      what: "calls to each other system",
    }),
    ...timed(it, {
      name: "database_calls",
      of: "db.duration_ms",
      by: "db.operation.name",
      title: "Database calls",
      what: "database calls of each operation",
    }),
    ...timed(it, {
      name: "messages",
      of: "messaging.duration_ms",
      by: "messaging.destination.name",
      title: "Messages processed",
      what: "messages of each queue or topic",
    }),
    ...slowest(it, "slow_database_calls", "Slowest database calls", "db.duration_ms", [
      "db.system.name",
      "db.operation.name",
      "db.collection.name",
    ]),
    ...slowest(it, "slow_external_calls", "Slowest calls to other systems", "external.duration_ms", [
      "external.service",
      "external.status_code",
      "external.attempt",
    ]),
    ...(it.has("messaging.age_ms")
      ? [
          question(
            {
              name: "waiting_time",
              title: "Waiting time over time",
              description: "How long messages waited before they were received, step by step.",
              services: [it.service],
            },
            () =>
              numbers([it.service], [it.linesWith("messaging.age_ms")], {
                measures: percentiles("messaging.age_ms"),
                over: overTime,
              }),
          ),
        ]
      : []),
  ];
}

interface Timed {
  readonly name: string;
  readonly of: string;
  readonly by: string;
  readonly title: string;
  readonly what: string;
}

function timed({ has, service, those }: About, { by, name, of, title, what }: Timed): readonly Question[] {
  if (!has(of)) return [];
  return [
    question({ name, title, description: `How many ${what}, and how long they took.`, services: [service] }, () =>
      numbers([service], [hasField(of)], { measures: [count("calls"), ...percentiles(of)], by: those([by]) }),
    ),
  ];
}

function slowest(
  { has, service, those }: About,
  name: string,
  title: string,
  field: string,
  shown: readonly string[],
): readonly Question[] {
  if (!has(field)) return [];
  return [
    question(
      {
        name,
        title,
        description: "Those that took longer than a limit, the slowest first.",
        services: [service],
        params: { longer_than: numberParam("Limit, in milliseconds.", 500) },
      },
      ({ longer_than: limit }) =>
        lines([service], [atLeast(field, Number(limit))], {
          fields: those([...shown, field, "error.type", "request_id", "trace_id"]),
          order: { by: field, descending: true },
        }),
    ),
  ];
}

/** Of services that use language models, or whose lines say what something cost. */
export function costQuestions({ has, linesWith, service, those }: About): readonly Question[] {
  const services = [service];
  const by = those(["gen_ai.request.model"]);
  const tokens = those(["gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens"]);
  const ofModel = by.length === 0 ? "" : " by model";
  const sum = (name: string, field: string) => ({ name, of: { kind: "sum", field } }) as const;
  return [
    ...(has("cost.usd")
      ? [
          question(
            { name: "cost", title: `Cost${ofModel}`, description: "What was spent, in US dollars.", services },
            () =>
              numbers(services, [linesWith("cost.usd")], { measures: [sum("usd", "cost.usd"), count("calls")], by }),
          ),
          question(
            {
              name: "cost_over_time",
              title: "Cost over time",
              description: "What was spent, in US dollars, step by step.",
              services,
            },
            () => numbers(services, [linesWith("cost.usd")], { measures: [sum("usd", "cost.usd")], over: overTime }),
          ),
        ]
      : []),
    ...(tokens.length === 2
      ? [
          question(
            {
              name: "tokens",
              title: `Tokens${ofModel}`,
              description: "How many tokens were sent to models, and written by them.",
              services,
            },
            () =>
              numbers(services, [linesWith("gen_ai.usage.input_tokens")], {
                measures: [sum("input", "gen_ai.usage.input_tokens"), sum("output", "gen_ai.usage.output_tokens")],
                by,
              }),
          ),
        ]
      : []),
  ];
}
