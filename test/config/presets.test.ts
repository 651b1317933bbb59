import { inspect, planEnvironment } from "../../lib/config";
import { presets } from "../../lib/contract";
import { ruled } from "../texts";
import { sample } from "./sample";

// Contracts of a service that extend a preset by its name.

function inspected(contract: unknown, contracts: object) {
  return inspect({ ...sample(), contracts, services: { payments: { owner: "team", signals: ["errors"], contract } } });
}

function contractOf(contract: unknown, contracts: object = {}) {
  const { config, findings } = inspected(contract, contracts);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const [service] = planEnvironment(config as NonNullable<typeof config>, "prod").services;
  return service?.contract;
}

const field = { type: "string", description: "d" };

test("a contract has what the preset has that it extends, and what it adds", () => {
  const contract = contractOf({ extends: "pino", fields: { "order.kind": field } });
  expect(contract?.line).toEqual(presets.pino.line);
  expect(contract?.fields).toEqual({ ...presets.pino.fields, "order.kind": field });
  expect(contract?.signals).toEqual(presets.pino.signals);
});

test("a service may have a preset as it is", () => {
  expect(contractOf("zap")?.fields).toEqual(presets.zap.fields);
});

test("a contract of the configuration that has a preset's name takes its place", () => {
  const pino = { conventions: "own", signals: { errors: { description: "d", where: "ERROR" } } };
  expect(contractOf({ extends: "pino" }, { pino })?.fields).toEqual({});
});

test("and may extend it", () => {
  const pino = { extends: "pino", fields: { tenant: field } };
  expect(contractOf("pino", { pino })?.fields).toEqual({ ...presets.pino.fields, tenant: field });
});

test("a contract that extends itself through another is refused all the same", () => {
  const { findings } = inspected("zap", { pino: { extends: "mine" }, mine: { extends: "pino" } });
  expect(ruled(findings)).toEqual(["contract-cycle error contracts.mine.extends"]);
});

test("a preset's misspelled name is found, with the one that was meant", () => {
  const [finding] = inspected({ extends: "powertool" }, {}).findings;
  expect(finding?.at.path).toEqual(["services", "payments", "contract", "extends"]);
  expect(finding?.message).toContain('"powertools"');
});
