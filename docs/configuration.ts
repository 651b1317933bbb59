import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { severities, severityNames } from "../lib/base";
import { placeholders } from "../lib/config/placeholders";
import { configSchema } from "../lib/config/schema";
import { alarmSchema } from "../lib/config/schema/alarm";
import {
  bare,
  expectationOf,
  formsOf,
  idOf,
  isOptional,
  literalOf,
  need,
  type Schema,
  selfAndBefore,
  toldBy,
} from "./schema-walk";
import { cell } from "./markdown";
import { written } from "./written";

// Writes docs/configuration.md from the schema of a configuration and docs/configuration-examples.yaml:
// npx tsx -C sightline-source docs/configuration.ts

/** Where the reference stands. */
export const referenceFile = join(__dirname, "configuration.md");

/** What docs/configuration-examples.yaml holds: a small configuration, and for each section a fragment that is merged into it. */
export interface ReferenceExamples {
  readonly base: string;
  readonly sections: Readonly<Record<string, string>>;
}

export const referenceExamples = parse(
  readFileSync(join(__dirname, "configuration-examples.yaml"), "utf8"),
) as ReferenceExamples;

/** A section: what has an id in the schema, and the text before its keys. */
interface Section {
  readonly title: string;

  /** What one is called. */
  readonly one: string;
  readonly says: string;
}

/** Sections by the id of what they describe, in their order. */
const sections: Readonly<Record<string, Section>> = {
  service: { title: "Services", one: "service", says: "A service, below `services`, by its name." },
  source: {
    title: "What a rate or an expression reads",
    one: "signal or metric",
    says: "`errors` and `of` of a rate, and each entry of `metrics` of an alarm of type math: the name of a signal, or one of these forms.",
  },
  query: {
    title: "Queries of alarms",
    one: "query or question",
    says: "`query` of an alarm: the text of a Logs Insights query, or the question that it answers, which becomes that text. A question follows from the contract, so its query stays right when a field or an event is renamed: see [Queries](queries.md).",
  },
  owner: { title: "Owners", one: "owner", says: "Who acts on an alarm." },
  serviceLogs: {
    title: "Log groups",
    one: "log settings",
    says: "`logs` of a service, and of a service in an environment.",
  },
  logDefaults: {
    title: "Log settings of an environment",
    one: "log settings",
    says: "`logs` of an environment: what holds for the log groups of all its services.",
  },
  inlineContract: {
    title: "Contracts",
    one: "contract",
    says: "What a service's lines are, and what is counted from them: `contract` of a service, or an entry of `contracts` without `name`.",
  },
  environment: {
    title: "Environments",
    one: "environment",
    says: "An environment, below `environments`, by its name. Each is a stack: `<project>-<environment>`.",
  },
  route: {
    title: "Routes",
    one: "route",
    says: "An entry of `routes.<severity>` of an environment: one of these forms.",
  },
  secret: {
    title: "Secrets",
    one: "reference to a secret",
    says: "Where a secret is kept. The secret itself is never in a configuration, in Terraform's JSON or in a plan.",
  },
  telemetry: {
    title: "Where telemetry goes",
    one: "back ends",
    says: "`telemetry` of an environment: where its collector sends what applications send to it.",
  },
  logsBackend: {
    title: "Back ends for logs",
    one: "back end for logs",
    says: "`logs` of `telemetry`, or an entry of the list there.",
  },
  metricsBackend: {
    title: "Back ends for metrics",
    one: "back end for metrics",
    says: "`metrics` of `telemetry`, or an entry of the list there.",
  },
  tracesBackend: {
    title: "Back ends for traces",
    one: "back end for traces",
    says: "`traces` of `telemetry`, or an entry of the list there.",
  },
  collector: {
    title: "Collector",
    one: "collector",
    says: "`collector` of an environment: an OpenTelemetry Collector that applications send logs, metrics and traces to.",
  },
  xray: {
    title: "X-Ray",
    one: "settings of X-Ray",
    says: "`xray` of an environment: what X-Ray does with traces.",
  },
  grafana: {
    title: "Grafana",
    one: "settings of Grafana",
    says: "`grafana` of an environment: where it is, and what is in it. It is a stack of its own, `<project>-<environment>-grafana`: see [Grafana](grafana.md).",
  },
  grafanaRoute: {
    title: "Receivers of Grafana's alerts",
    one: "receiver",
    says: "An entry of `grafana.routes.<severity>` of an environment: one of these forms.",
  },
  backend: { title: "State", one: "backend", says: "`backend` of an environment: where Terraform keeps the state." },
};

/** Sections that describe what is described elsewhere. */
const described: Readonly<Record<string, string>> = {
  contract: "inlineContract",
  alarm: "alarm",
  compositeRule: "alarm",
};

/** A row of a table of keys. */
interface Row {
  readonly key: string;
  readonly value: string;
  readonly required: boolean;
  readonly meaning: string;
}

/** The text of the reference. */
export function referenceText(): string {
  const reference = new Reference();
  const body = [
    reference.alarms(),
    ...Object.keys(sections).map((id) => reference.section(id)),
    reference.top(),
    reference.placeholders(),
    reference.values(),
  ];
  reference.checkIds();
  return `${[beginning, ...body].join("\n\n")}\n`;
}

const beginning = `# Configuration

Every key of a configuration, in TypeScript (\`sightline.config.ts\`) and in YAML (\`sightline.config.yaml\`); both have the same shape. It is written from the schema that checks
configurations, and each example is checked. Keys in **bold** are required. What a value looks like is in [Values](#values).

The smallest one:

${fenced(referenceExamples.base)}`;

class Reference {
  /** Schemas with an id, by id, as they were met. */
  private readonly byId = new Map<string, Schema>();
  private readonly nouns = new Map<string, Set<string>>();

  constructor() {
    this.collect(configSchema as unknown as Schema, new Set());
  }

  /** Alarms first: what all have, then each type. */
  alarms(): string {
    const options = need((alarmSchema as unknown as Schema)._zod.def.options);
    const tables = options.map((option) => this.rows(option).filter(({ key }) => key !== "type"));
    const [first = [], ...others] = tables;
    const isEverywhere = (row: Row): boolean =>
      others.every((rows) => rows.some((each) => JSON.stringify(each) === JSON.stringify(row)));
    const common = first.filter(isEverywhere);
    const levels = severityNames.map((name) => `| \`${name}\` | ${cell(severities[name].meaning)} |`);
    return [
      "## Alarms",
      "An alarm, below `services.<service>.alarms`, by its name: one question, at one or more severities. Its `type` says what is asked.",
      ["| Severity | Meaning |", "|---|---|", ...levels].join("\n"),
      "Every alarm has:",
      table(common),
      ...options.flatMap((option, index) => {
        const type = need(literalOf(option));
        const own = need(tables[index]).filter((row) => !isEverywhere(row));
        return [`### ${type}`, need(bareType(option).description), this.example(type), table(own)];
      }),
    ].join("\n\n");
  }

  section(id: string): string {
    const { says, title } = need(sections[id]);
    const schema = this.byId.get(id);
    if (schema === undefined) throw new Error(`nothing in the schema has the id ${id}`);
    return [`## ${title}`, says, this.example(id), ...this.tables(schema)].join("\n\n");
  }

  top(): string {
    return [
      "## The configuration as a whole",
      this.example("configuration"),
      table(this.rows(configSchema as unknown as Schema)),
    ].join("\n\n");
  }

  /** How each kind of value is written. */
  values(): string {
    // Of what is written in several ways, each key says how.
    const rows = [...this.nouns]
      .filter(([, fixes]) => fixes.size === 1)
      .toSorted(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
      .map(([noun, [fix = ""]]) => `| ${cell(noun)} | ${cell(fix)} |`);
    return ["## Values", ["| Value | How it is written |", "|---|---|", ...rows].join("\n")].join("\n\n");
  }

  checkIds(): void {
    for (const id of this.byId.keys())
      if (!Object.hasOwn(sections, id) && !Object.hasOwn(described, id))
        throw new Error(`${id} has an id in the schema, and no section: add one to docs/configuration.ts`);
  }

  placeholders(): string {
    const names = placeholders.map((name) => `\`{${name}}\``).join(", ");
    return [
      "## Placeholders",
      `Texts of which it is said that placeholders are expanded may hold ${names}, and \`{vars.NAME}\`, which is what the environment has under \`vars\`. Texts of an environment itself have no \`{service}\`. Any other name in braces is an error, and so is a placeholder in a text that expands none, but for descriptions, sampled routes and what a contract says.`,
      "`vars` is for what differs by environment and cannot be made of its name: the suffix of a load balancer, the address of a team. It is inherited like every other setting, and `null` removes a name. A value may have the other placeholders in it, but no `{vars.NAME}`. An environment that lacks one of the `vars` that its texts name is an error; one that no text names is a warning.",
      "What a text must look like (an ARN, an address, the name of a log group) is checked for each environment, once its placeholders are filled in.",
      this.example("placeholders"),
    ].join("\n\n");
  }

  private example(name: string): string {
    const text = referenceExamples.sections[name];
    if (text === undefined) throw new Error(`docs/configuration-examples.yaml has no example of ${name}`);
    return fenced(text);
  }

  /** One table, or one for each form. */
  private tables(schema: Schema): string[] {
    if (schema._zod.def.type !== "union") return [table(this.rows(schema))];
    const options = formsOf(schema);
    const texts = options.filter(({ _zod }) => _zod.def.type !== "object");
    const objects = options.filter(({ _zod }) => _zod.def.type === "object");
    return [
      ...texts.map((text) => `Either ${this.value(text)}, or an object:`),
      ...objects.flatMap((option) => {
        const name = toldBy(option, options);
        return [...(name === "" ? [] : [`### \`${name}\``]), table(this.rows(option))];
      }),
    ];
  }

  private rows(object: Schema, prefix = ""): Row[] {
    const shape = need(object._zod.def.shape);
    const isBySeverity = severityNames.every((name) => Object.hasOwn(shape, name));
    const isSeverity = (key: string): boolean => isBySeverity && severityNames.some((name) => name === key);
    const entries = Object.entries(shape).filter(([key]) => !isSeverity(key) || key === severityNames[0]);
    return entries.flatMap(([key, schema]) => {
      const name = `${prefix}${isSeverity(key) ? "<severity>" : key}`;
      const meaning = isSeverity(key)
        ? (schema.description ?? "")
            .replace(severities.info.meaning, "The condition of this severity.")
            .replace(/\binfo\b/, "this severity")
        : (schema.description ?? "");
      const row = { key: name, value: this.value(schema), required: !isOptional(schema), meaning };
      return [row, ...this.below(schema, name)];
    });
  }

  /** The keys of what a key holds, unless these have a section. */
  private below(schema: Schema, name: string): Row[] {
    const inside = bare(schema);
    const { def } = inside._zod;
    if (idOf(inside) !== undefined) return [];
    switch (def.type) {
      case "object":
        return this.rows(inside, `${name}.`);
      case "array":
        return this.below(need(def.element), `${name}[]`);
      case "record":
        return this.below(need(def.valueType), `${name}.<${keyName(inside)}>`);
      case "union":
        return need(def.options).flatMap((option) => this.below(option, name));
      default:
        return [];
    }
  }

  /** What a key takes, in words. */
  private value(schema: Schema): string {
    const inside = bare(schema);
    const id = idOf(inside);
    const { def } = inside._zod;
    if (id !== undefined && id !== "compositeRule") return link(id);
    switch (def.type) {
      case "enum":
        return Object.values(need(def.entries)).length > 12
          ? this.noun(inside)
          : Object.values(need(def.entries)).map(code).join(", ");
      case "literal":
        return need(def.values).length > 12
          ? this.noun(inside)
          : need(def.values)
              .map((value) => code(String(value)))
              .join(", ");
      case "boolean":
        return "`true`, `false`";
      case "array":
        return `list: ${this.value(need(def.element))}`;
      case "record":
        return `by ${keyName(inside)}: ${this.value(need(def.valueType))}`;
      case "object":
        return "object";
      case "union": {
        const values = [
          ...new Set(
            need(def.options)
              .filter((option) => !isCode(option))
              .map((option) => this.value(option)),
          ),
        ];
        return values.join(", or ");
      }
      case "unknown":
        return "any value";
      default:
        return this.noun(inside);
    }
  }

  private noun(schema: Schema): string {
    const expectation = expectationOf(schema);
    if (expectation === undefined) return schema._zod.def.type === "string" ? "text" : schema._zod.def.type;
    const { fix, noun } = expectation;
    const name = noun.replace(/^(?:an?|the) /, "");
    this.nouns.set(name, (this.nouns.get(name) ?? new Set()).add(fix));
    return name;
  }

  private collect(schema: Schema, seen: Set<unknown>): void {
    if (seen.has(schema)) return;
    seen.add(schema);
    for (const each of selfAndBefore(schema)) {
      const id = each.meta()?.id;
      if (id !== undefined && !this.byId.has(id)) this.byId.set(id, each);
    }
    const { element, innerType, options = [], shape = {}, valueType } = schema._zod.def;
    for (const part of [element, innerType, valueType, ...options, ...Object.values(shape)])
      if (part !== undefined) this.collect(part, seen);
  }
}

function bareType(option: Schema): Schema {
  return need(option._zod.def.shape?.type);
}

/** A value that only code can give. */
function isCode(schema: Schema): boolean {
  return schema._zod.def.type === "custom";
}

/** What the keys of a table are: `a table of services` has services. */
function keyName(record: Schema): string {
  const { noun } = need(expectationOf(record));
  const [, many] = /^a table of (\w+?)s$/.exec(noun) ?? [];
  if (many !== undefined) return many.replace(/sse$/, "ss").replace(/ie$/, "y");
  const key = expectationOf(need(record._zod.def.keyType))?.noun ?? "key";
  return key
    .replace(/^an? |^the /, "")
    .replace(/('s)? name$/, "")
    .replaceAll(" ", "-");
}

function link(id: string): string {
  const target = described[id] ?? id;
  const { one, title } = target === "alarm" ? { one: "alarm", title: "Alarms" } : need(sections[target]);
  return `[${one}](#${title.toLowerCase().replaceAll(" ", "-")})`;
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ key, meaning, required, value }) => {
    const name = required ? `**\`${key}\`**` : `\`${key}\``;
    return `| ${name} | ${value.replaceAll("|", "\\|")} | ${cell(meaning)} |`;
  });
  return ["| Key | Value | Meaning |", "|---|---|---|", ...lines].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

function fenced(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``;
}

if (require.main === module) written(referenceFile, referenceText());
