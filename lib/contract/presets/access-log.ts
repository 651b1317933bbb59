import { defineContract } from "../define";
import { lazily } from "./lazily";

const fields = {
  ip: { type: "string", description: "Address of the client, or of a proxy in front.", pii: true },
  user: { type: "string", description: "User of basic authentication.", pii: true },
  time: { type: "string", description: "When: 10/Oct/2026:13:55:36 +0000." },
  request: { type: "string", description: "Request line: method, path and protocol.", pii: true },
  status: { type: "integer", description: "Status of the response.", bounded: true },
  bytes: { type: "integer", description: "Size of the response's body.", unit: "Bytes" },
} as const;

/** Signals of access logs whose first parts are those of the common form, `tail` being what follows the status. */
function signals(tail: string) {
  const where = (status: string) => `[ip, ident, user, time, request, status${status}, ${tail}]`;
  return {
    requests: { description: "Requests, with any status.", where: where(" = *"), default: 0 },
    server_errors: { description: "Answers of 500 and above.", where: where(" = 5*"), default: 0 },
    client_errors: { description: "Answers of 400 to 499.", where: where(" = 4*"), default: 0 },
    bytes_sent: { description: "Bytes of answers.", where: where(" = *"), value: "bytes" },
  } as const;
}

/**
 * Access logs of nginx in its form `combined`, also with further parts after it, such as the `main` of its image. JSON is a form of one's own.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format
 */
export const nginx = lazily(() => {
  const tail = "bytes, referrer, agent, ...";
  return defineContract({
    name: "nginx",
    conventions: "own",
    line: { timestamp: "time", text: `[ip, ident, user, time, request, status, ${tail}]` },
    fields: {
      ...fields,
      referrer: { type: "string", description: "Page that led here.", pii: true },
      agent: { type: "string", description: "The client's user agent.", pii: true },
    },
    signals: signals(tail),
  });
});

/**
 * Access logs of Apache's HTTP server in its forms `common` and `combined`, also with further parts after them.
 *
 * @see https://httpd.apache.org/docs/2.4/logs.html#accesslog
 */
export const apache = lazily(() => {
  const tail = "bytes, ...";
  return defineContract({
    name: "apache",
    conventions: "own",
    line: { timestamp: "time", text: `[ip, ident, user, time, request, status, ${tail}]` },
    fields,
    signals: signals(tail),
  });
});
