import type { RecommendedAlarm } from "../set";

/** Lines of level error and above. */
export function errorLines(source: string): RecommendedAlarm {
  return {
    summary: "It logs errors.",
    reason:
      "An error now and then is normal where others are called; more than five in each of two of three periods of five minutes is something that goes on. Lower it for a service that logs none in a quiet week.",
    source,
    watches: { kind: "value", signal: "errors" },
    period: "5m",
    periods: 3,
    datapoints: 2,
    missingData: "notBreaching",
    severities: { warning: { above: 5 } },
  };
}

/** Answers of 500 and above, as a share of requests. */
export function serverErrors(source: string): RecommendedAlarm {
  return {
    summary: "Requests are answered with errors of the server.",
    impact: "Callers get an error page, or retry.",
    reason:
      "A share, because busy services always have some; at least 20 requests in a period, so that one failure at night wakes nobody. One percent is a usual objective's edge, and at ten percent everybody notices.",
    source,
    watches: { kind: "rate", errors: { signal: "server_errors" }, of: { signal: "requests" }, minimum: 20 },
    period: "5m",
    periods: 3,
    datapoints: 2,
    missingData: "notBreaching",
    severities: { warning: { above: 1 }, critical: { above: 10 } },
  };
}

/** The time of most requests; its threshold in the unit of the signal. */
export function slowRequests(source: string, signal: string, above: number): RecommendedAlarm {
  return {
    summary: "Requests take too long.",
    impact: "People wait, and callers run into their timeouts.",
    reason:
      "One of twenty requests took more than a second, for a quarter of an hour: slower than people wait for gladly. What is usual differs by service, so set your own once you know it.",
    source,
    watches: { kind: "value", signal, statistic: "p95" },
    period: "5m",
    periods: 3,
    missingData: "notBreaching",
    severities: { warning: { above } },
  };
}
