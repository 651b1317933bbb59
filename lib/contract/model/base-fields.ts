import type { FieldTable } from "./fields";
import { levels } from "./levels";

/**
 * The standard fields, with OpenTelemetry's names where there is one.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/registry/attributes/
 * @see https://opentelemetry.io/docs/specs/otel/compatibility/logging_trace_context/
 */
export const baseFields = {
  timestamp: {
    type: "timestamp",
    description: "When it happened, UTC, to the millisecond.",
    example: "2026-03-14T09:26:53.589Z",
  },
  level: {
    type: "string",
    description: "Severity of the line.",
    values: Object.keys(levels),
    example: "info",
  },
  message: {
    type: "string",
    description: "What happened, for people to read. Never parsed.",
    example: "payment authorized",
  },
  event: { type: "string", description: "Name of the event, one of the contract's.", example: "request_completed" },

  "service.name": {
    type: "string",
    description: "The service that wrote the line.",
    bounded: true,
    example: "checkout",
  },
  "service.version": { type: "string", description: "Version of the deployed code.", example: "2026.11.3" },
  "service.environment": { type: "string", description: "Where it runs.", bounded: true, example: "prod" },
  "service.host": { type: "string", description: "Host, task or function instance.", example: "ip-10-0-12-34" },

  trace_id: {
    type: "string",
    description: "W3C trace id, 32 hexadecimal digits.",
    example: "4bf92f3577b34da6a3ce929d0e0e4736",
  },
  span_id: { type: "string", description: "W3C span id, 16 hexadecimal digits.", example: "00f067aa0ba902b7" },
  trace_flags: { type: "string", description: "W3C trace flags, 2 hexadecimal digits; 01 is sampled.", example: "01" },

  request_id: { type: "string", description: "Identifies one request to one service.", example: "req_7Hq2" },
  correlation_id: {
    type: "string",
    description: "Follows one action of a user through all services.",
    example: "cor_91xZ",
  },
  tenant_id: { type: "string", description: "The customer's account.", example: "acme" },

  "http.request.method": {
    type: "string",
    description: "Method of the request.",
    values: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "_OTHER"],
  },
  "http.route": {
    type: "string",
    description: "Route template, never the actual path.",
    bounded: true,
    example: "/orders/{id}",
  },
  "http.response.status_code": { type: "integer", description: "Status of the response.", example: 200 },
  "http.response.body.size": { type: "integer", description: "Size of the response body.", unit: "Bytes" },
  "http.duration_ms": {
    type: "number",
    description: "Time from the request's arrival to the response.",
    unit: "Milliseconds",
    example: 12.5,
  },
  "url.path": { type: "string", description: "Path of the request, without query.", example: "/orders/8123" },
  "user_agent.original": { type: "string", description: "The caller's User-Agent." },
  "client.address": { type: "string", description: "The caller's address.", pii: true },

  "user.id": {
    type: "string",
    description: "Opaque id of the user; never a name or an address.",
    pii: true,
    example: "usr_31",
  },

  "error.type": {
    type: "string",
    description: "Class of the error: a short name, one of few.",
    bounded: true,
    example: "card_declined",
  },
  "error.message": { type: "string", description: "Message of the error." },
  "error.stack": { type: "string", description: "Stack trace." },

  "db.system.name": { type: "string", description: "Kind of database.", bounded: true, example: "postgresql" },
  "db.operation.name": { type: "string", description: "Operation.", bounded: true, example: "SELECT" },
  "db.collection.name": { type: "string", description: "Table or collection.", bounded: true, example: "orders" },
  "db.duration_ms": { type: "number", description: "Time the database took.", unit: "Milliseconds" },

  "cache.name": { type: "string", description: "Which cache.", bounded: true },
  "cache.hit": { type: "boolean", description: "Whether the value was in the cache." },

  "external.service": { type: "string", description: "The other system.", bounded: true, example: "stripe" },
  "external.duration_ms": { type: "number", description: "Time it took to answer.", unit: "Milliseconds" },
  "external.status_code": { type: "integer", description: "Status of its response." },
  "external.attempt": { type: "integer", description: "Number of the attempt, from 1." },

  "messaging.system": { type: "string", description: "Kind of broker.", bounded: true, example: "aws_sqs" },
  "messaging.destination.name": { type: "string", description: "Queue or topic.", bounded: true, example: "orders" },
  "messaging.operation.name": { type: "string", description: "send, receive, process, settle.", bounded: true },
  "messaging.message.id": { type: "string", description: "Id of the message." },
  "messaging.duration_ms": {
    type: "number",
    description: "Time it took to process the message.",
    unit: "Milliseconds",
  },
  "messaging.age_ms": {
    type: "number",
    description: "Time the message waited before it was received.",
    unit: "Milliseconds",
  },
  "messaging.attempt": { type: "integer", description: "Number of times the message was received." },

  "gen_ai.request.model": { type: "string", description: "Language model that was called.", bounded: true },
  "gen_ai.usage.input_tokens": { type: "integer", description: "Tokens in the prompt.", unit: "Count" },
  "gen_ai.usage.output_tokens": { type: "integer", description: "Tokens in the response.", unit: "Count" },
  "cost.usd": { type: "number", description: "What it cost, in US dollars.", unit: "None", example: 0.0042 },
} as const satisfies FieldTable;
