import type { LineSet, RecommendedAlarm } from "../set";
import { serverErrors, slowRequests } from "./line-alarms";

const albLogs =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html#access-log-entry-format";
const apiGateway = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html";

function clientErrors(source: string): RecommendedAlarm {
  return {
    summary: "Half of the requests are refused as the client's mistakes.",
    impact: "A change of the API, a broken link or an expired credential keeps callers out; or somebody is probing.",
    reason:
      "Scanners and bots make some of these everywhere, so the share is high. It still shows the deployment that answers everybody with 404 or 401, which no alarm on 5xx sees.",
    source,
    watches: { kind: "rate", errors: { signal: "client_errors" }, of: { signal: "requests" }, minimum: 50 },
    period: "5m",
    periods: 3,
    missingData: "notBreaching",
    severities: { warning: { above: 50 } },
  };
}

function web(of: string, source: string) {
  return {
    kind: "lines",
    of,
    alarms: { server_errors: serverErrors(source), client_errors: clientErrors(source) },
  } as const satisfies LineSet;
}

/** Alarms on access logs, by the name of their preset. */
export const accessLines = {
  nginx: web("access logs of nginx", "https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format"),
  apache: web("access logs of Apache's HTTP server", "https://httpd.apache.org/docs/2.4/logs.html#accesslog"),
  "alb-access": {
    kind: "lines",
    of: "access logs of an application load balancer",
    alarms: {
      server_errors: serverErrors(albLogs),
      client_errors: clientErrors(albLogs),
      slow: slowRequests(albLogs, "target_processing_time", 1),
    },
  },
  "api-gateway-access": {
    kind: "lines",
    of: "access logs of API Gateway in JSON",
    alarms: {
      server_errors: serverErrors(apiGateway),
      client_errors: clientErrors(apiGateway),
      throttled: {
        summary: "Requests are refused for lack of capacity.",
        impact: "Callers get status 429.",
        reason:
          "API Gateway counts them among all 4xx, where they drown. A limit of the account, the stage or a usage plan is reached: one percent of requests is more than retries hide.",
        source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
        watches: { kind: "rate", errors: { signal: "throttled" }, of: { signal: "requests" }, minimum: 50 },
        period: "5m",
        periods: 3,
        datapoints: 2,
        missingData: "notBreaching",
        severities: { warning: { above: 1 } },
      },
    },
  },
} as const satisfies Readonly<Record<string, LineSet>>;
