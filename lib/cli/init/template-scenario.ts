/** The log group of the scaffold's service in prod. */
const logGroup = "/app/prod/api";

/** A scenario: what the recorded lines must do to the alarms of prod. */
export function scenarioYaml(name: string): string {
  return `# yaml-language-server: $schema=../../../node_modules/sightline/schema/scenario.schema.json
name: Requests fail
description: A quarter of the requests fails for five minutes.
start: 2026-03-02T10:00:00Z
from: 2m
to: 14m
logs:
  - file: api.ndjson
    log_group: ${logGroup}
expect:
  - alarm: ${name}-prod-api-error-rate-critical
    fires: { between: [6m, 9m] }
    recovers: true
    times: 1
  - notified: { alarm: ${name}-prod-api-critical, kind: email }
  - alarm: ${name}-prod-api-orders-rejected-*
    stays: quiet
`;
}

const start = Date.parse("2026-03-02T10:00:00Z");
const minutes = 14;
const perMinute = 24;

/** Recorded lines of the service: as many requests each minute, and from the fourth to the ninth minute a quarter of them fails. */
export function incidentLog(): string {
  const lines = Array.from({ length: minutes * perMinute }, (_, index) => {
    const minute = Math.floor(index / perMinute);
    const fails = minute >= 4 && minute < 9 && index % 4 === 0;
    const rejected = !fails && index % 40 === 7;
    return JSON.stringify({
      timestamp: new Date(start + (index * 60_000) / perMinute).toISOString(),
      ...(rejected ? refusal : request(index, fails)),
      service: { name: "api", environment: "prod" },
      request_id: `req_${String(index + 1).padStart(4, "0")}`,
    });
  });
  return `${lines.join("\n")}\n`;
}

const refusal = {
  level: "warn",
  event: "order_rejected",
  message: "order refused",
  order: { rejection: "out_of_stock" },
};

function request(index: number, fails: boolean): object {
  return {
    level: "info",
    event: "request_completed",
    message: `POST /orders ${fails ? 500 : 201}`,
    http: {
      request: { method: "POST" },
      route: "/orders",
      response: { status_code: fails ? 500 : 201 },
      duration_ms: 20 + ((index * 37) % 90),
    },
  };
}
