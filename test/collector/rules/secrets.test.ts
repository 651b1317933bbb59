import { checkCollector, readCollectors } from "../../../lib/collector";
import { placeText } from "../../../lib/base";

/** Findings in the settings of an exporter. */
function found(settings: object): string[] {
  const text = JSON.stringify({
    exporters: { kafka: settings },
    service: { pipelines: { traces: { exporters: ["kafka"] } } },
  });
  const { collectors } = readCollectors("a.yaml", text);
  return collectors
    .flatMap((collector) => checkCollector(collector))
    .flatMap(({ at, message, rule }) => {
      expect(message).not.toContain("hunter2x");
      return ["secret-literal", "reference-invalid", "reference-syntax"].includes(rule)
        ? [`${rule} ${placeText({ kind: "config", path: at.path.slice(2) })}`]
        : [];
    });
}

test.each<[settings: object, places: string[]]>([
  [{ password: "hunter2x" }, ["secret-literal password"]],
  [
    { headers: { "X-Api-Key": "hunter2x" } },
    ['secret-literal headers["X-Api-Key"]'.replace('["X-Api-Key"]', ".X-Api-Key")],
  ],
  [{ headers: { Authorization: "Basic hunter2x" } }, ["secret-literal headers.Authorization"]],
  [{ api: { key: "hunter2x" } }, ["secret-literal api.key"]],
  [{ endpoint: "https://user:hunter2x@host" }, ["secret-literal endpoint"]],
  [{ deep: [{ access_key: "AKIAQWERTYUIOPASDFGH" }] }, ["secret-literal deep[0].access_key"]],
  [{ any: "id AKIAQWERTYUIOPASDFGH" }, ["secret-literal any"]],
])("a secret is found, and its value is not said: %j", (settings, places) => {
  expect(found(settings)).toEqual(places);
});

test.each<object>([
  { password: "${env:PASSWORD}", token: "$$", password_file: "/run/secrets/x", token_url: "https://host/token" },
  { headers: { Authorization: "Bearer ${TOKEN}", "X-Scope-OrgID": "tenant" }, endpoint: "https://user:${env:P}@host" },
  { api_key: "<your key>", token: "your-token", secret: "CHANGEME", password: "xxxx", hmac_key: "00000000-0000-0000" },
  { routing_key: "traceID", key: "http.route", hash_salt: "abcd", blocked_key_patterns: [".*password.*"] },
  { endpoint: "https://host:4318/a@b", cron: "a:b@c" },
])("what is no secret is not: %j", (settings) => {
  expect(found(settings)).toEqual([]);
});

test.each([
  ["${env:NAME}", []],
  ["${NAME}", []],
  ["${env:NAME:-a b}", []],
  ["$${1}", []],
  ["^/x$", []],
  ["a$1b", []],
  ["${file:/etc/x}", []],
  ["${s3:bucket/x}", []],
  ["${vault/prod:key}", []],
  ["${NAME:-a}", ["reference-invalid name"]],
  ["${MY_NAME:-a}", ["reference-invalid name"]],
  ["${1}", ["reference-invalid name"]],
  ["${}", ["reference-invalid name"]],
  ["$NAME", ["reference-syntax name"]],
])("%s", (name, findings) => {
  expect(found({ name })).toEqual(findings);
});
