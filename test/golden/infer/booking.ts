import { defineContract } from "sightline/contract";

// A first contract, inferred from 351 lines of JSON. Say better what fields and events mean, and delete what you do not
// read.
export const booking = defineContract({
  name: "booking",
  conventions: "own",
  line: {
    timestamp: "time",
    level: "level",
    message: "msg",
    event: "msg",
    // info 88 %, error 12 %; debug, warn, fatal not seen, spelled as usual.
    levels: { debug: [10, 20], info: 30, warn: 40, error: 50, fatal: 60 },
  },
  fields: {
    // every line, such as 30
    level: { type: "integer", description: "How severe it is." },
    // every line, such as 1772474400012
    time: { type: "integer", description: "When it happened." },
    // every line, such as 1
    pid: { type: "integer", description: "Id of the process." },
    // every line, such as "ip-10-0-3-17"
    hostname: { type: "string", description: "Host that wrote the line." },
    // every line, such as "listening on 8080"
    msg: { type: "string", description: "What happened, for people." },
    // 99.7 % of lines, such as "req-1"
    reqId: { type: "string", description: "Request id." },
    // 99.7 % of lines, such as "GET"
    "req.method": { type: "string", description: "Request method.", bounded: true },
    // 99.7 % of lines, such as "/sailings"
    "req.url": { type: "string", description: "Request URL." },
    // 99.7 % of lines, such as 200
    "res.statusCode": { type: "integer", description: "Response status code." },
    // 99.7 % of lines, such as 80.1
    responseTime: { type: "number", description: "Response time, in milliseconds.", unit: "Milliseconds" },
    // 12 % of lines, such as "TimeoutError"
    "err.type": { type: "string", description: "Error type.", bounded: true },
    // 12 % of lines, such as "connect ETIMEDOUT 10.0.7.4:5432"
    "err.message": { type: "string", description: "Error message." },
    // 12 % of lines
    "err.stack": { type: "string", description: "Stack trace." },
  },
  // 1 line with another message, rare or of several levels: not an event.
  events: {
    "request completed": {
      level: "info",
      description: "Seen 309 times, 88 % of lines.",
      required: ["reqId", "req.method", "req.url", "res.statusCode", "responseTime"],
    },
    "request errored": {
      level: "error",
      description: "Seen 41 times, 12 % of lines.",
      required: [
        "reqId",
        "req.method",
        "req.url",
        "res.statusCode",
        "responseTime",
        "err.type",
        "err.message",
        "err.stack",
      ],
    },
  },
  signals: {
    error_lines: { description: "Lines of level error or fatal.", where: "{ $.level >= 50 }", default: 0 },
    requests: { description: "Requests that were answered.", where: "{ $.res.statusCode >= 100 }", default: 0 },
    server_errors: {
      description: "Answers with a status of 500 and above.",
      where: "{ $.res.statusCode >= 500 }",
      default: 0,
    },
    request_duration: { description: "Time of a request.", where: "{ $.responseTime >= 0 }", value: "responseTime" },
  },
});
