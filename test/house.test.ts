import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import ts from "typescript";

interface Room {
  /** Rooms that it may import. */
  readonly rooms?: readonly string[];
  /** Rooms of which it may import only types. */
  readonly types?: readonly string[];
  readonly vendors?: readonly string[];
  /** Files that may touch the file system, processes or the network: all, or these. */
  readonly files?: "yes" | readonly string[];
}

// Who may import whom. To change the plan, write it down in docs/decisions.md first, then change the table.
const table: Readonly<Record<string, Room>> = {
  base: {},
  pattern: { rooms: ["base"] },
  aws: { rooms: ["base"] },
  // What applications will import: no checker, no parser.
  "contract/model": { rooms: ["base"], types: ["aws", "pattern"] },
  contract: { rooms: ["base", "aws", "pattern", "contract/model"] },
  yaml: { rooms: ["base"], vendors: ["yaml"] },
  // Alarms worth having, as data: on resources of AWS, and on lines of contract presets.
  recommended: { rooms: ["base", "aws"] },
  // Syntax and types of CloudWatch's metric math; `replay/alarms` evaluates it.
  "metric-math": { rooms: ["base", "aws"] },
  config: {
    rooms: ["base", "yaml", "aws", "contract", "metric-math", "recommended", "queries", "queries/languages"],
    vendors: ["zod", "tsx"],
    files: ["config/load.ts"],
  },
  terraform: { rooms: ["base", "yaml", "aws"], vendors: ["re2js"] },
  records: { rooms: ["base"] },
  "replay/metrics": { rooms: ["base", "aws", "pattern", "terraform", "records"] },
  "replay/alarms": { rooms: ["base", "aws", "metric-math", "terraform", "replay/metrics"] },
  "replay/reasons": { rooms: ["base", "aws", "terraform"], types: ["metric-math", "replay/metrics", "replay/alarms"] },
  "replay/reach": { rooms: ["base", "aws", "terraform", "replay/reasons"], types: ["replay/alarms"] },
  "replay/bulk": {
    rooms: ["base", "aws", "pattern", "records", "terraform", "queries/sql", "replay/metrics"],
    vendors: ["@duckdb/node-api"],
  },
  replay: {
    rooms: [
      "base",
      "aws",
      "metric-math",
      "contract",
      "pattern",
      "terraform",
      "records",
      "replay/metrics",
      "replay/alarms",
      "replay/reasons",
      "replay/reach",
      "replay/bulk",
    ],
  },
  "replay/scenarios": {
    rooms: [
      "base",
      "yaml",
      "aws",
      "terraform",
      "records",
      "replay",
      "replay/metrics",
      "replay/alarms",
      "replay/reasons",
      "replay/reach",
      "replay/bulk",
    ],
    vendors: ["zod"],
  },
  "replay/report": { rooms: ["base", "aws", "replay/reasons"], types: ["replay", "replay/scenarios"] },
  // The entry of the package, `sightline/replay`: all that its users need.
  "replay/public.ts": {
    rooms: [
      "base",
      "aws",
      "terraform",
      "records",
      "queries/sql",
      "replay",
      "replay/metrics",
      "replay/alarms",
      "replay/reasons",
      "replay/reach",
      "replay/bulk",
      "replay/report",
      "replay/scenarios",
    ],
  },
  // Typed configuration of OpenTelemetry Collectors: what is known of their components, rules, YAML.
  collector: { rooms: ["base", "yaml", "aws", "contract", "pattern"], types: ["config"], vendors: ["re2js"] },
  // What is sent through a real collector, and what must come out of it.
  "collector/scenarios": { rooms: ["base", "yaml", "aws", "contract", "collector"], vendors: ["zod", "re2js"] },
  // Grammars of query languages: a text in, what it says or its mistakes out.
  "queries/languages": {
    rooms: ["base"],
    vendors: ["@grafana/lezer-logql", "@grafana/lezer-traceql", "@prometheus-io/lezer-promql"],
  },
  // SQL of DuckDB, Athena and Trino: texts, conditions of filter patterns, what metric filters publish.
  "queries/sql": { rooms: ["base", "aws", "pattern"] },
  // One question, printed in every query language, and read back from those.
  queries: { rooms: ["base", "aws", "contract", "pattern", "queries/languages", "queries/sql"] },
  // Dashboards from contract and plan: Grafana's JSON, CloudWatch's.
  dashboards: {
    rooms: ["base", "aws", "contract", "queries"],
    types: ["config"],
    vendors: ["@grafana/grafana-foundation-sdk"],
  },
  // Alarms as rules of Prometheus, of Loki's ruler and of Grafana: a plan in, rules and their file out.
  alerting: { rooms: ["base", "yaml", "aws", "metric-math", "config", "collector", "queries"] },
  // Anybody's dashboards: what their JSON says, whichever schema it has.
  "dashboards/read": { rooms: ["base"] },
  // What changes between two of them, as data and in words.
  "dashboards/diff": { rooms: ["base", "aws", "queries/languages", "dashboards/read"] },
  // Dashboards drawn as one page, with data that is given.
  "dashboards/preview": { rooms: ["base"], types: ["dashboards/read"] },
  // What is wrong or doubtful in dashboards and alert rules of Grafana; from `queries`, what signals are called in Prometheus.
  "dashboards/rules": {
    rooms: ["base", "yaml", "aws", "queries", "queries/languages", "dashboards/read"],
    types: ["config"],
  },
  // First contracts from recorded lines: lines in, a contract out, as data and as text.
  infer: { rooms: ["base", "yaml", "aws", "pattern", "contract", "records"] },
  // What collects telemetry where no OTLP comes from, configured: settings in, texts out.
  agents: { rooms: ["base", "yaml", "aws", "contract"] },
  // What stores telemetry, configured: settings in, texts out.
  backends: { rooms: ["base", "yaml", "aws", "contract"] },
  // A Docker Compose project of an environment's collector and its back ends: a plan in, texts out.
  "local-stack": { rooms: ["base", "yaml", "agents", "backends", "collector"], types: ["config"] },
  constructs: {
    rooms: ["base", "aws", "backends", "contract", "metric-math", "pattern", "recommended", "collector"],
    vendors: ["cdktf", "constructs", "@cdktf/provider-aws"],
    files: ["constructs/grafana/dashboard-files.ts"],
  },
  stacks: {
    rooms: ["base", "aws", "config", "contract", "collector", "constructs", "alerting", "dashboards"],
    vendors: ["cdktf", "constructs", "@cdktf/provider-aws"],
  },
  testing: {
    rooms: ["base", "aws", "terraform", "records", "replay", "replay/metrics", "replay/reasons", "replay/scenarios"],
    files: "yes",
  },
  // A first configuration from somebody's Terraform, and what becomes of each resource.
  adopt: { rooms: ["base", "yaml", "aws", "metric-math", "contract", "pattern", "terraform", "replay/alarms"] },
  cli: {
    rooms: [
      "base",
      "adopt",
      "aws",
      "pattern",
      "contract",
      "config",
      "terraform",
      "records",
      "collector",
      "collector/scenarios",
      "infer",
      "dashboards/read",
      "dashboards/diff",
      "dashboards/preview",
      "dashboards",
      "dashboards/rules",
      "local-stack",
      "queries",
      "queries/sql",
      "queries/languages",
      "alerting",
      "replay",
      "replay/metrics",
      "replay/alarms",
      "replay/reasons",
      "replay/reach",
      "replay/bulk",
      "replay/report",
      "replay/scenarios",
      "testing",
    ],
    files: "yes",
  },
  "main.ts": { rooms: ["config", "stacks"], vendors: ["cdktf"] },
};

/** Recursions of a parser that span two files. */
const circlesAllowed: readonly (readonly string[])[] = [
  // Templates contain expressions, and expressions contain templates.
  ["terraform/hcl/parse-expression.ts", "terraform/hcl/parse-template.ts"],
];

const root = resolve(__dirname, "..");
const lib = join(root, "lib");
const touchesFiles = new Set(["fs", "fs/promises", "child_process", "net", "http", "https"]);

interface Import {
  /** From lib, `replay/alarms/decide.ts`; or `main.ts`. */
  readonly file: string;
  readonly specifier: string;
  /** The imported file, from lib; undefined for a vendor. */
  readonly target: string | undefined;
  readonly isType: boolean;
  readonly line: number;
}

const files = sources(lib);
const imports = [...files, join(root, "main.ts")].flatMap(importsOf);

test("every room is in the table, and every entry of the table is a room", () => {
  const rooms = new Set(files.map((file) => roomOf(inLib(file))));
  expect([...rooms].filter((room) => !(room in table))).toEqual([]);
  expect(Object.keys(table).filter((room) => !rooms.has(room) && room !== "main.ts")).toEqual([]);
});

test("rooms import what the table allows, other rooms through their index and never their own", () => {
  expect(imports.flatMap(complaints)).toEqual([]);
});

test("no files import each other in a circle, types included", () => {
  const circles = circlesOf(
    new Set(files.map(inLib)),
    ({ file }) => file,
    (target) => target,
  );
  const known = circlesAllowed.map((circle) => circle.join(" "));
  expect(circles.map((circle) => circle.join(" ")).filter((circle) => !known.includes(circle))).toEqual([]);
});

test("no rooms import each other in a circle, types included", () => {
  expect(circlesOf(new Set(Object.keys(table)), ({ file }) => roomOf(file), roomOf)).toEqual([]);
});

test("no file or folder is named as a collection of utilities", () => {
  const drawers = files.filter((file) => /(^|[/\\])(utils?|common|helpers?|shared|misc)([/\\.]|$)/.test(inLib(file)));
  expect(drawers).toEqual([]);
});

test("file names are kebab-case", () => {
  expect(files.map(inLib).filter((file) => !/^[a-z0-9-]+(\/[a-z0-9-]+)*\.ts$/.test(file))).toEqual([]);
});

function complaints({ file, specifier, target, isType, line }: Import): string[] {
  const where = `${file}:${line} imports "${specifier}"`;
  const room = roomOf(file);
  const allowed = table[room];
  if (allowed === undefined) return [`${where}: ${room} is not in the table`];
  const { rooms = [], types = [], vendors = [] } = allowed;
  const may = `${room} may import ${[...rooms, ...types.map((name) => `types of ${name}`), ...vendors].join(", ") || "nothing"}`;

  if (specifier.startsWith(".")) {
    if (target === undefined) return [`${where}: outside lib`];
    const other = roomOf(target);
    const isIndex = target === `${other}/index.ts`;
    if (other === room) return isIndex ? [`${where}: a room never imports its own index; import the file`] : [];
    if (!rooms.includes(other) && !(isType && types.includes(other))) return [`${where}: ${may}`];
    return isIndex ? [] : [`${where}: across rooms import the room's index, "${other}"`];
  }

  const name = specifier.replace(/^node:/, "");
  if (builtinModules.includes(name)) {
    if (!touchesFiles.has(name)) return [];
    const touching = allowed.files ?? [];
    return touching === "yes" || touching.includes(file)
      ? []
      : [`${where}: only ${touching.length === 0 ? "other rooms" : touching.join(", ")} may touch files`];
  }
  const vendor = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  if (!vendors.includes(vendor)) return [`${where}: ${may}`];
  if (vendor === "@cdktf/provider-aws" && !specifier.includes("/lib/"))
    return [`${where}: import @cdktf/provider-aws/lib/<resource>; the index takes seconds to load`];
  return [];
}

/** The innermost room of the table that contains the file. */
function roomOf(file: string): string {
  if (file in table) return file;
  const parts = file.split("/").slice(0, -1);
  while (parts.length > 1 && !(parts.join("/") in table)) parts.pop();
  return parts.join("/");
}

/** Groups of nodes that all reach each other, sorted by name. */
function circlesOf(
  nodes: ReadonlySet<string>,
  from: (edge: Import) => string,
  to: (target: string) => string,
): string[][] {
  const edges = new Map<string, Set<string>>();
  for (const edge of imports) {
    if (edge.target === undefined) continue;
    const [a, b] = [from(edge), to(edge.target)];
    if (a !== b) edges.set(a, (edges.get(a) ?? new Set()).add(b));
  }
  const reached = (start: string): Set<string> => {
    const seen = new Set<string>();
    const open = [start];
    for (let node = open.pop(); node !== undefined; node = open.pop())
      for (const next of edges.get(node) ?? [])
        if (!seen.has(next)) {
          seen.add(next);
          open.push(next);
        }
    return seen;
  };
  const reach = new Map([...nodes].map((node) => [node, reached(node)]));
  const circles = new Map<string, string[]>();
  for (const node of nodes) {
    const of = reach.get(node);
    if (of?.has(node) !== true) continue;
    const circle = [...of].filter((other) => reach.get(other)?.has(node) === true).sort();
    circles.set(circle.join(" "), circle);
  }
  return [...circles.values()];
}

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node, isType: boolean): void => {
    if (!ts.isStringLiteral(specifier)) return;
    found.push({
      file: inLib(file),
      specifier: specifier.text,
      target: targetOf(file, specifier.text),
      isType,
      line: source.getLineAndCharacterOfPosition(specifier.getStart(source)).line + 1,
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
      add(node.moduleSpecifier, node.isTypeOnly || areTypes(node.exportClause));
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      node.arguments.slice(0, 1).forEach((specifier) => add(specifier, false));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  return (
    clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (clause.name === undefined && areTypes(clause.namedBindings))
  );
}

function areTypes(names: ts.Node | undefined): boolean {
  return (
    names !== undefined &&
    (ts.isNamedImports(names) || ts.isNamedExports(names)) &&
    names.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

function targetOf(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const path = resolve(dirname(file), specifier);
  const found = [path.endsWith(".json") ? path : `${path}.ts`, join(path, "index.ts")].find((candidate) =>
    existsSync(candidate),
  );
  return found?.startsWith(lib + sep) === true ? inLib(found) : undefined;
}

function inLib(file: string): string {
  const path = relative(lib, file).split(sep).join("/");
  return path.replace(/^\.\.\//, "");
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name))
    .sort();
}
