import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLink } from "../../lib/cli/query/open-link";
import { expectText } from "../texts";
import { runWith } from "./fake-io";

const folder = mkdtempSync(join(tmpdir(), "query-"));
const file = join(folder, "sightline.config.json");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const environment = { account: "111122223333", region: "eu-central-1", backend: { type: "local" } };
writeFileSync(
  file,
  JSON.stringify({
    project: "shop",
    services: {
      pay: { contract: { name: "pay", extends: "base" } },
      auth: { contract: { name: "auth", extends: "base" } },
    },
    environments: { prod: { ...environment, routes: {} } },
  }),
);

const query = (...argv: readonly string[]) => runWith(["query", ...argv, "--config", file]);

test("prints one dialect for a pipe, with links and notes beside it", async () => {
  const { code, stdout, stderr } = await query(
    "error_rate",
    "--env",
    "prod",
    "--service",
    "pay",
    "--dialect",
    "logs-insights",
  );
  expect(code).toBe(0);
  expect(stdout).toBe(
    'filter event = "request_completed"\n| stats 100 * sum(http.response.status_code >= 500) / count(*) as error_rate by bin(1m)\n',
  );
  expect(stderr).toContain(
    "https://console.aws.amazon.com/cloudwatch/home?region=eu-central-1#logsV2:logs-insights$3FqueryDetail$3D~(",
  );
});

test("prints every dialect, and says which cannot ask it", async () => {
  const { code, stdout } = await query("one_request", "--env", "prod", "--param", 'request_id=it\'s "one"');
  expect(code).toBe(0);
  expectText(stdout);
});

test("prints JSON", async () => {
  const { stdout } = await query(
    "signal_errors",
    "--env",
    "prod",
    "--service",
    "pay",
    "--json",
    "--dialect",
    "promql",
    "--dialect",
    "traceql",
  );
  const result = JSON.parse(stdout) as { queries: readonly { text: string }[]; notPrinted: readonly unknown[] };
  expect(result.queries.map(({ text }) => text)).toEqual([
    'sum(increase(Errors_total{service_name="pay", deployment_environment_name="prod"}[1m]))',
  ]);
  expect(result.notPrinted).toEqual([
    { dialect: "traceql", reason: { why: "kind", kind: "signal" }, text: "TraceQL cannot ask for metrics" },
  ]);
});

test("a dialect that cannot ask it is a finding", async () => {
  expect(await query("lines", "--env", "prod", "--service", "pay", "--dialect", "promql")).toMatchObject({
    code: 1,
    stdout: "",
  });
});

test("names everything that is wrong in a call", async () => {
  const outcomes = [
    await query(),
    await query("errors", "--env", "prdo"),
    await query("errrors", "--env", "prod"),
    await query("latency", "--env", "prod"),
    await query("errors", "--env", "prod", "--service", "pya"),
    await query("one_request", "--env", "prod", "--param", "id=1"),
    await query("slow_requests", "--env", "prod", "--service", "pay", "--param", "longer_than=1e9"),
    await query("errors", "--env", "prod", "--dialect", "logq", "--from", "yesterday", "--param", "x"),
    await query("lines", "--env", "prod", "--service", "pay", "--dialect", "duckdb", "--open"),
    await query("--list", "--env", "prod", "--dialect", "duckdb", "--open"),
  ];
  expect(outcomes.map(({ code }) => code)).toEqual(outcomes.map(() => 2));
  expectText(outcomes.map(({ stderr }) => stderr).join("\n"));
});

test("a link that cannot be opened is said", async () => {
  expect(await openLink("https://example.com", [join(folder, "no-browser")])).toMatch(
    /cannot be started: open the link by hand$/,
  );
});
