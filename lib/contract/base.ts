import { defineContract } from "./define";
import { gte } from "./predicate";
import { baseEvents, baseFields, baseRedaction } from "./model";

/**
 * What every service shares: the fields of a log line, the events of serving a request and of the process's life, the
 * counts made of them, and what must never be logged. A service extends it.
 */
export const baseContract = defineContract({
  name: "base",
  fields: baseFields,
  events: baseEvents,
  signals: {
    requests: {
      description: "Requests answered, with whatever status.",
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
      description: "Time from a request's arrival to its answer.",
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
