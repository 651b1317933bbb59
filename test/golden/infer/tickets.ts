import { defineContract } from "sightline/contract";

// A first contract, inferred from 180 lines of JSON. Say better what fields and events mean, and delete what you do not
// read.
export const tickets = defineContract({
  name: "tickets",
  conventions: "own",
  line: {
    timestamp: "timestamp",
    level: "level",
    message: "message",
    event: "message",
    service: "service",
    // info 96 %, error 4 %; debug, warn, fatal not seen, spelled as usual.
    levels: {
      debug: ["DEBUG", "TRACE"],
      info: "INFO",
      warn: ["WARN", "WARNING"],
      error: "ERROR",
      fatal: ["FATAL", "CRITICAL"],
    },
  },
  fields: {
    // every line, such as "INFO"
    level: { type: "string", description: "How severe it is." },
    // every line, such as "ticket rendered"
    message: { type: "string", description: "What happened, for people." },
    // every line, such as "2026-03-02T18:00:02.409Z"
    timestamp: { type: "timestamp", description: "When it happened." },
    // every line, such as "tickets"
    service: { type: "string", description: "Service that wrote the line.", bounded: true },
    // every line, such as true
    cold_start: { type: "boolean", description: "Whether the function was started for this invocation." },
    // every line, such as "prod-tickets"
    function_name: { type: "string", description: "Function name.", bounded: true },
    // every line, such as "256"
    function_memory_size: { type: "string", description: "Function memory size.", bounded: true },
    // every line, such as "5f1c1000-7c1e-4a7b-9d0f-2b6c1f0a1000"
    function_request_id: { type: "string", description: "Function request id." },
    // every line, such as "1-65e3610000-0123456789abcdef01234567"
    xray_trace_id: { type: "string", description: "X-Ray trace id." },
    // every line, such as "b-4000"
    bookingId: { type: "string", description: "Booking id." },
    // 50 % of lines, such as 1
    pages: { type: "integer", description: "Pages." },
    // 4 % of lines, such as "mailbox_unavailable"
    reason: { type: "string", description: "Reason." },
    // 4 % of lines, such as "SmtpError"
    "error.name": { type: "string", description: "Error name." },
    // 4 % of lines, such as "550 mailbox unavailable"
    "error.message": { type: "string", description: "Error message." },
    // 4 % of lines, such as "/var/task/index.js:88"
    "error.location": { type: "string", description: "Error location." },
  },
  events: {
    "ticket rendered": { level: "info", description: "Seen 90 times, 50 % of lines.", required: ["pages"] },
    "ticket sent": { level: "info", description: "Seen 82 times, 46 % of lines." },
    "ticket not sent": {
      level: "error",
      description: "Seen 8 times, 4 % of lines.",
      required: ["reason", "error.name", "error.message", "error.location"],
    },
  },
  signals: {
    error_lines: {
      description: "Lines of level error or fatal.",
      where: '{ $.level = "ERROR" || $.level = "FATAL" || $.level = "CRITICAL" }',
      default: 0,
    },
  },
});
