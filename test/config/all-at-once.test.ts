import fc from "fast-check";
import { defineConfig, ConfigError, inspect } from "../../lib/config";
import { baseContract, defineContract } from "../../lib/contract";
import { pathText } from "../../lib/base";
import type { Loose } from "./sample";

/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment,
   @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- what is written down here is of no type */

// Every mistake is one finding, whatever else is wrong: none hides another, none makes a second one, none is said twice.

/** What a mistake is: a value at a path, or no value; and what is found then. */
interface Mistake {
  readonly path: readonly string[];
  /** Undefined: the key is taken out. */
  readonly value?: unknown;
  readonly finding: string;
}

const orders = () => ({
  extends: "base",
  fields: {
    "order.kind": { type: "string", description: "d", values: ["paper", "screen"] },
    "order.total": { type: "number", description: "d" },
    "order.note": { type: "string", description: "d" },
  },
  events: {
    order_placed: {
      level: "info",
      description: "d",
      required: ["order.kind", "order.total"],
      optional: ["order.note"],
    },
    order_refused: { level: "error", description: "d", required: ["order.kind"] },
  },
  signals: {
    placed: { description: "d", on: "order_placed", default: 0 },
    refused: { description: "d", on: "order_refused", dimensions: ["order.kind"], total: true },
    spent: { description: "d", on: "order_placed", value: "order.total" },
    noted: { description: "d", on: "order_placed", where: '{ $.order.note = "gift" }' },
  },
});

const invoices = () => ({
  extends: "orders",
  events: { invoice_sent: { level: "info", description: "d", required: ["order.total", "order.kind"] } },
  signals: {
    sent: { description: "d", on: ["invoice_sent", "order_placed"], where: "{ $.order.total > 5 }", default: 0 },
    by_kind: { description: "d", on: "invoice_sent", dimensions: ["order.kind"] },
  },
});

const alarm = (signal: string) => ({ type: "threshold", summary: "s", signal, severities: { critical: { above: 5 } } });

const service = (contract: unknown) => ({
  owner: "team",
  runbooks: "https://runbooks.example.com",
  contract,
  alarms: {
    placed: alarm("placed"),
    spent: alarm("spent"),
    noted: alarm("noted"),
    rate: {
      type: "rate",
      summary: "s",
      errors: "refused",
      of: "placed",
      minimum: 5,
      severities: { critical: { above: 5 } },
    },
    all: {
      type: "composite",
      summary: "s",
      rule: { any: ["placed.critical", "noted.critical"] },
      severities: { critical: {} },
    },
  },
});

const configuration = (): Loose => ({
  project: "shop",
  contracts: { orders: orders(), invoices: invoices() },
  services: { orders: service("orders"), invoices: service("invoices"), inline: service(orders()) },
  environments: {
    prod: {
      region: "eu-central-1",
      account: "111122223333",
      backend: { type: "local" },
      routes: { critical: [{ email: "oncall@example.com" }] },
    },
  },
});

/** What the check of a shape finds, in files. */
const inShape: readonly Mistake[] = [
  { path: ["fields", "order.kind", "type"], value: "strng", finding: "wrong-value" },
  { path: ["fields", "order.total", "unit"], value: "euro", finding: "wrong-value" },
  { path: ["fields", "order.note", "description"], finding: "missing-key" },
  { path: ["events", "order_placed", "level"], value: "WARN", finding: "wrong-value" },
  { path: ["events", "order_refused", "requires"], value: [], finding: "unknown-key" },
  { path: ["signals", "placed", "default"], value: "0", finding: "wrong-value" },
  { path: ["signals", "refused", "total"], value: "yes", finding: "wrong-value" },
  { path: ["signals", "refused", "description"], finding: "missing-key" },
  { path: ["signals", "spent", "unit"], value: "ms", finding: "wrong-value" },
  { path: ["signals", "noted", "were"], value: "{}", finding: "unknown-key" },
];

/** What the check of a contract finds, in files and in code. */
const inContract: readonly Mistake[] = [
  { path: ["fields", "order.Odd"], value: { type: "string", description: "d" }, finding: "field-name" },
  { path: ["events", "order_refused", "required"], value: ["order.kynd"], finding: "event-field" },
  { path: ["signals", "placed", "on"], value: "order_plced", finding: "signal-event" },
  { path: ["signals", "spent", "value"], value: "order.totl", finding: "signal-field" },
  { path: ["signals", "noted", "where"], value: "{ $.order.nte = 5 }", finding: "signal-field" },
  { path: ["signals", "Loud"], value: { description: "d", on: "order_placed" }, finding: "signal-name" },
  {
    path: ["signals", "twice"],
    value: { description: "d", on: "order_placed", metric: "Placed" },
    finding: "signal-metric",
  },
];

const elsewhere: readonly Mistake[] = [
  { path: ["services", "orders", "alarms", "spent", "period"], value: "5 min", finding: "wrong-value" },
  { path: ["services", "orders", "alarms", "noted", "signal"], value: "notd", finding: "signal-unknown" },
  { path: ["services", "inline", "tier"], value: "high", finding: "wrong-value" },
  { path: ["services", "inline", "alarms", "placed", "periods"], value: 2000, finding: "alarm-window" },
  { path: ["services", "invoices", "alarms", "spent", "signal"], value: "spnt", finding: "signal-unknown" },
  {
    path: ["environments", "prod", "thresholds"],
    value: { odd: { placed: { critical: { above: 1 } } } },
    finding: "service-unknown",
  },
];

const below = (root: readonly string[], mistakes: readonly Mistake[]): Mistake[] =>
  mistakes.map((mistake) => ({ ...mistake, path: [...root, ...mistake.path] }));

/** Where the finding of a mistake is, below its path. */
const detail: Readonly<Record<string, readonly (string | number)[]>> = {
  "event-field": [0],
  "signal-metric": ["metric"],
  "service-unknown": ["odd"],
};

function put(root: Loose, { path, value }: Mistake): void {
  const parent: Loose = path.slice(0, -1).reduce<Loose>((node, key) => (node[key] ??= {}), root);
  const key = path.at(-1)!;
  if (value === undefined) Reflect.deleteProperty(parent, key);
  else parent[key] = value;
}

function expected({ finding, path }: Mistake, from = 0): string {
  return `${finding} ${pathText([...path.slice(from), ...(detail[finding] ?? [])])}`;
}

test("in a file, any set of mistakes gives one finding for each of them", () => {
  const all = [
    ...[
      ["contracts", "orders"],
      ["services", "inline", "contract"],
    ].flatMap((root) => [...below(root, inShape), ...below(root, inContract)]),
    {
      path: ["contracts", "invoices", "signals", "by_kind", "dimensions"],
      value: "order.kind",
      finding: "wrong-value",
    },
    { path: ["contracts", "invoices", "events", "invoice_sent", "level"], value: 5, finding: "wrong-value" },
    ...elsewhere,
  ];
  const clean = inspect(configuration());
  expect(clean.findings).toEqual([]);
  const found = (mistakes: readonly Mistake[]): string[] => {
    const config = configuration();
    for (const mistake of mistakes) put(config, mistake);
    return inspect(config).findings.map(({ rule, at }) => `${rule} ${pathText(at.path)}`);
  };
  fc.assert(
    fc.property(fc.subarray(all), (mistakes) => {
      expect(found(mistakes).sort()).toEqual(mistakes.map((mistake) => expected(mistake)).sort());
    }),
    { numRuns: 20 },
  );
});

test("in code, the mistakes of all contracts and of the configuration are thrown together", () => {
  const found = (mistakes: readonly Mistake[]): string[] => {
    const root: Loose = configuration();
    for (const mistake of mistakes) put(root, mistake);
    const { extends: _base, ...definition } = root.contracts.orders;
    const first = defineContract({ ...definition, name: "orders", extends: baseContract });
    const { extends: _first, ...more } = root.contracts.invoices;
    const second = defineContract({ ...more, name: "invoices", extends: first });
    root.services = {
      ...root.services,
      orders: { ...root.services.orders, contract: first },
      invoices: { ...root.services.invoices, contract: second },
    };
    delete root.contracts;
    try {
      defineConfig(root);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.findings.map(
        ({ rule, at }) => `${at.contract === undefined ? "" : `${at.contract}: `}${rule} ${pathText(at.path)}`,
      );
    }
    return [];
  };
  const all = [
    ...below(["contracts", "orders"], inContract),
    {
      path: ["contracts", "invoices", "signals", "by_kind", "dimensions"],
      value: ["order.note"],
      finding: "signal-dimension-unbounded",
    },
    ...elsewhere,
  ];
  const said = (mistake: Mistake): string => {
    const [table, name = ""] = mistake.path;
    const at = mistake.finding === "signal-dimension-unbounded" ? "[0]" : "";
    return table === "contracts" ? `${name}: ${expected(mistake, 2)}${at}` : expected(mistake);
  };
  fc.assert(
    fc.property(fc.subarray(all), (mistakes) => {
      expect(found(mistakes).sort()).toEqual(mistakes.map(said).sort());
    }),
    { numRuns: 10 },
  );
});
