import { defineContract } from "sightline/contract";

// A first contract, inferred from 40 lines of text. Say better what fields and events mean, and delete what you do not
// read.
export const web = defineContract({
  name: "web",
  conventions: "own",
  line: { timestamp: "time", text: "[ip, ident, user, time, request, status, bytes, referrer, agent]" },
  fields: {
    // every line; IP address suspected in 40 lines
    ip: { type: "string", description: "IP.", pii: true },
    // 13 % of lines
    user: { type: "string", description: "User.", pii: true },
    // every line, such as "10/Oct/2026:13:55:10 +0000"
    time: { type: "string", description: "When it happened." },
    // every line, such as "GET /carts/0 HTTP/1.1"
    request: { type: "string", description: "Request." },
    // every line, such as 502
    status: { type: "integer", description: "Status." },
    // 90 % of lines, such as 901
    bytes: { type: "integer", description: "Size in bytes.", unit: "Bytes" },
    // every line, such as "Mozilla/5.0 (X11)"
    agent: { type: "string", description: "Agent." },
  },
  signals: {
    requests: {
      description: "Requests that were answered.",
      where: "[ip, ident, user, time, request, status >= 100, bytes, referrer, agent]",
      default: 0,
    },
    server_errors: {
      description: "Answers with a status of 500 and above.",
      where: "[ip, ident, user, time, request, status >= 500, bytes, referrer, agent]",
      default: 0,
    },
  },
});
