import type { baseFields } from "./base-fields";
import type { EventTable } from "./events";

/** The events of requests, of calls to other systems, and of the process. */
export const baseEvents = {
  service_started: { level: "info", description: "The process is ready to serve.", optional: ["service.version"] },
  service_stopping: { level: "info", description: "The process was told to stop and finishes the work in progress." },
  request_started: {
    level: "debug",
    description: "A request arrived.",
    required: ["http.request.method", "http.route"],
    optional: ["url.path", "user_agent.original", "client.address"],
  },
  request_completed: {
    level: "info",
    description: "A request was answered, with any status.",
    required: ["http.request.method", "http.route", "http.response.status_code", "http.duration_ms"],
    optional: ["url.path", "http.response.body.size", "user.id", "error.type"],
  },
  request_failed: {
    level: "error",
    description: "A request ended in an unhandled error; its caller got a 500 or no response.",
    required: ["http.request.method", "http.route", "error.type", "error.message"],
    optional: ["url.path", "http.duration_ms", "http.response.status_code", "error.stack", "user.id"],
  },
  query_slow: {
    level: "warn",
    description: "A database call took longer than its limit.",
    required: ["db.system.name", "db.operation.name", "db.duration_ms"],
    optional: ["db.collection.name"],
  },
  external_call_completed: {
    level: "info",
    description: "A call to another system was answered.",
    required: ["external.service", "external.duration_ms"],
    optional: ["external.status_code", "external.attempt"],
  },
  external_call_failed: {
    level: "error",
    description: "A call to another system failed after all its retries.",
    required: ["external.service", "external.duration_ms", "error.type"],
    optional: ["external.status_code", "external.attempt", "error.message"],
  },
  operation_failed: {
    level: "error",
    description: "Work other than a request failed: a job, a timer, a start-up step.",
    required: ["error.type"],
    optional: ["error.message", "error.stack"],
  },
} as const satisfies EventTable<keyof typeof baseFields>;
