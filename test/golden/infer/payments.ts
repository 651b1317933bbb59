import { defineContract } from "sightline/contract";

// A first contract, inferred from 48 lines of JSON. Say better what fields and events mean, and delete what you do not
// read.
export const payments = defineContract({
  name: "payments",
  conventions: "own",
  line: {
    timestamp: "timestamp",
    level: "level",
    message: "message",
    event: "event",
    service: "service.name",
    // info 77 %, error 23 %; debug, warn, fatal not seen, spelled as usual.
    levels: {
      debug: ["debug", "trace"],
      info: "info",
      warn: ["warn", "warning"],
      error: "error",
      fatal: ["fatal", "critical"],
    },
  },
  fields: {
    // every line, such as "2026-11-03T19:44:02.179Z"
    timestamp: { type: "timestamp", description: "When it happened." },
    // every line, such as "error"
    level: { type: "string", description: "How severe it is." },
    // every line, such as "payment failed at stripe: the issuer declined the payment"
    message: { type: "string", description: "What happened, for people." },
    // every line, such as "payment_failed"
    event: { type: "string", description: "Name of the event.", bounded: true },
    // every line, such as "payments"
    "service.name": { type: "string", description: "Service that wrote the line.", bounded: true },
    // every line, such as "2026.10.2"
    "service.version": { type: "string", description: "Service version." },
    // every line, such as "prod"
    "service.environment": { type: "string", description: "Service environment.", bounded: true },
    // every line, such as "ip-10-0-13-87"
    "service.host": { type: "string", description: "Host that wrote the line." },
    // every line, such as "21d31f37940ef4cbe8bcb34aacaaa866"
    trace_id: { type: "string", description: "Id of the trace." },
    // every line, such as "b7ed0d4ecc2b93c2"
    span_id: { type: "string", description: "Id of the span." },
    // every line, such as "00"
    trace_flags: { type: "string", description: "Trace flags.", bounded: true },
    // every line, such as "req_25cdrm99x3"
    request_id: { type: "string", description: "Id of the request." },
    // every line, such as "cor_dz8gc7kgfz"
    correlation_id: { type: "string", description: "Follows one action through all services." },
    // 50 % of lines, such as "pay_qb7nqqndbd"
    "payment.id": { type: "string", description: "Payment id." },
    // 50 % of lines, such as "stripe"
    "payment.provider": { type: "string", description: "Payment provider.", values: ["stripe", "adyen"] },
    // 50 % of lines, such as 6617
    "payment.amount_minor": { type: "integer", description: "Payment amount minor." },
    // 23 % of lines, such as "declined"
    "payment.failure": { type: "string", description: "Payment failure." },
    // 50 % of lines, such as "stripe"
    "external.service": { type: "string", description: "External service.", bounded: true },
    // 50 % of lines, such as 107.9
    "external.duration_ms": { type: "number", description: "External duration, in milliseconds.", unit: "Milliseconds" },
    // 46 % of lines, such as "card_declined"
    "error.type": { type: "string", description: "Error type.", bounded: true },
    // 23 % of lines, such as "the issuer declined the payment"
    "error.message": { type: "string", description: "Error message." },
    // 50 % of lines, such as "POST"
    "http.request.method": { type: "string", description: "HTTP request method.", bounded: true },
    // 50 % of lines, such as "/payments"
    "http.route": { type: "string", description: "HTTP route.", bounded: true },
    // 50 % of lines, such as 115.4
    "http.duration_ms": { type: "number", description: "HTTP duration, in milliseconds.", unit: "Milliseconds" },
    // 50 % of lines, such as 402
    "http.response.status_code": { type: "integer", description: "HTTP response status code." },
    // 50 % of lines, such as "/payments"
    "url.path": { type: "string", description: "URL path." },
  },
  events: {
    payment_failed: {
      level: "error",
      description: "Seen 11 times, 23 % of lines.",
      required: [
        "payment.id",
        "payment.provider",
        "payment.amount_minor",
        "payment.failure",
        "external.service",
        "external.duration_ms",
        "error.type",
        "error.message",
      ],
    },
    request_completed: {
      level: "info",
      description: "Seen 24 times, 50 % of lines.",
      required: ["http.request.method", "http.route", "http.duration_ms", "http.response.status_code", "url.path"],
      optional: ["error.type"],
    },
    payment_authorized: {
      level: "info",
      description: "Seen 13 times, 27 % of lines.",
      required: ["payment.id", "payment.provider", "payment.amount_minor", "external.service", "external.duration_ms"],
    },
  },
  signals: {
    error_lines: {
      description: "Lines of level error or fatal.",
      where: '{ $.level = "error" || $.level = "fatal" || $.level = "critical" }',
      default: 0,
    },
    error_events: {
      description: "Lines of level error or fatal, by event.",
      where: '{ $.level = "error" || $.level = "fatal" || $.level = "critical" }',
      dimensions: ["event"],
    },
    requests: {
      description: "Requests that were answered.",
      where: "{ $.http.response.status_code >= 100 }",
      default: 0,
    },
    server_errors: {
      description: "Answers with a status of 500 and above.",
      where: "{ $.http.response.status_code >= 500 }",
      default: 0,
    },
    request_duration: {
      description: "Time of a request.",
      where: "{ $.http.duration_ms >= 0 }",
      value: "http.duration_ms",
    },
  },
});
