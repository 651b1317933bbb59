import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Contract, defineContract, type PresetName, presetNames, presets, reportOf } from "../../lib/contract";
import { compile, LogEvent, print } from "../../lib/pattern";
import { contractChecks } from "../../lib/replay/contract-checks";
import type { LogRecord } from "../../lib/records";

// Lines that libraries and servers wrote, or that AWS documents: README.md beside them says how each was made.
const FOLDER = join(__dirname, "..", "fixtures", "presets");

function linesOf(name: PresetName): readonly string[] {
  const [file = ""] = readdirSync(join(FOLDER, name));
  return readFileSync(join(FOLDER, name, file), "utf8")
    .split("\n")
    .filter(Boolean);
}

function findings(contract: Contract, lines: readonly string[]) {
  const checks = contractChecks(new Map([["group", contract]]));
  lines.forEach((line, index) => {
    checks.check("group", new LogEvent(line), { source: "lines", line: index + 1 } as LogRecord);
  });
  return checks.findings();
}

/** How many of the fixture's lines each signal counts or measures. */
const counts: Readonly<Record<PresetName, Readonly<Record<string, number>>>> = {
  pino: { errors: 3, requests: 4, server_errors: 1, request_duration: 4 },
  winston: { errors: 4 },
  powertools: { errors: 3 },
  "powertools-python": { errors: 3 },
  "lambda-json": {
    errors: 4,
    invocations: 3,
    duration: 3,
    memory_used: 3,
    memory_size: 3,
    init_duration: 1,
    timeouts: 1,
    out_of_memory: 1,
  },
  "lambda-text": {
    errors: 3,
    invocations: 4,
    duration: 4,
    memory_used: 4,
    memory_size: 4,
    cold_starts: 1,
    timeouts: 1,
    out_of_memory: 2,
  },
  logback: { errors: 2, exceptions: 1 },
  serilog: { errors: 2, requests: 2, server_errors: 1, request_duration: 2 },
  zap: { errors: 4 },
  slog: { errors: 2 },
  "python-json-logger": { errors: 6, exceptions: 2 },
  structlog: { errors: 4, exceptions: 1 },
  nginx: { requests: 9, server_errors: 2, client_errors: 3, bytes_sent: 9 },
  apache: { requests: 14, server_errors: 4, client_errors: 2, bytes_sent: 10 },
  "alb-access": { requests: 7, server_errors: 3, target_errors: 1, client_errors: 1, target_processing_time: 5 },
  "api-gateway-access": { requests: 5, server_errors: 1, client_errors: 2, throttled: 1 },
  "vpc-flow": { flows: 5, rejected: 2, rejected_ssh_rdp: 1, accepted_bytes: 3, skipped: 1 },
  cloudtrail: {
    unauthorized_calls: 2,
    signins_without_mfa: 1,
    root_use: 2,
    iam_policy_changes: 1,
    cloudtrail_changes: 1,
    failed_signins: 1,
    kms_keys_disabled: 1,
    s3_policy_changes: 1,
    config_changes: 1,
    security_group_changes: 1,
    nacl_changes: 1,
    gateway_changes: 1,
    route_table_changes: 1,
    vpc_changes: 1,
    organizations_changes: 1,
  },
};

describe.each(presetNames)("the preset %s", (name) => {
  const contract: Contract = presets[name];
  const lines = linesOf(name);

  test("has its name, and nothing is wrong in it", () => {
    expect(contract.name).toBe(name);
    expect(reportOf(contract)).toBeUndefined();
  });

  test("fits its lines", () => {
    expect(lines.length).toBeGreaterThanOrEqual(5);
    expect(findings(contract, lines)).toEqual([]);
  });

  test("has signals that find what they should in them, with the numbers that they measure", () => {
    const found = Object.entries(contract.signals).map(([signal, { pattern, value }]) => {
      const matcher = compile(print(pattern));
      const matching = lines.filter((line) => matcher.matches(line));
      if (value === undefined) return [signal, matching.length];
      const read = matcher.select(contract.line.text === undefined ? `$.${value}` : `$${value}`);
      return [signal, matching.filter((line) => read(line).kind === "number").length];
    });
    expect(Object.fromEntries(found)).toEqual(counts[name]);
  });

  test("can be extended", () => {
    const own = defineContract({ name: "own", extends: contract, redaction: { keys: ["secret"] } });
    expect(reportOf(own)).toBeUndefined();
    expect(Object.keys(own.signals)).toEqual(Object.keys(contract.signals));
  });
});
