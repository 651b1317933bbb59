import { defineContract } from "./define";
import { gte } from "./predicate";
import { baseEvents, baseFields, baseRedaction } from "./model";

/**
 * What every service shares: the fields of a log line, the events of requests and of the process, their counts,
 * and what must never be logged. A service's contract extends it.
 */
export const baseContract = defineContract({
  name: "base",
  fields: baseFields,
  events: baseEvents,
  signals: {
    requests: {
      description: "Requests answered, with any status.",
      on: "request_completed",
      default: 0,
    },
    server_errors: {
      description: "Requests answered with a status of 500 or above.",
      on: "request_completed",
      where: gte("http.response.status_code", 500),
      default: 0,
    },
    request_duration: {
      description: "Time from a request's arrival to its response.",
      on: "request_completed",
      value: "http.duration_ms",
    },
    errors: {
      description: "Log lines of level error or fatal.",
      where: '{ $.level = "error" || $.level = "fatal" }',
      default: 0,
    },
  },
  redaction: baseRedaction,
});
