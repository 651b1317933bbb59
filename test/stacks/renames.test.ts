import { App, Testing } from "cdktf";
import fc from "fast-check";
import { defineConfig, type ConfigInput } from "../../lib/config";
import { changesBetween, type TemplateChanges } from "../../lib/replay";
import { defineStacks } from "../../lib/stacks";
import { readTerraform, type Template } from "../../lib/terraform";
import { rich } from "../config/rich";

// What check --against says of a rename in a configuration: that, and nothing else.

type Entries = Record<string, Record<string, unknown>>;
type Named = "id" | "alarms";
interface Rich {
  services: Record<string, Record<Exclude<string, Named>, unknown> & { id?: string; alarms: Entries }>;
  environments: Record<
    string,
    {
      services?: Entries;
      thresholds?: Record<string, Entries>;
      routes?: unknown;
      imports?: unknown;
      sampling?: { traces?: { services?: Entries } };
    }
  >;
  accept?: unknown;
}

/** With ids and names that come from keys, as in a configuration in which nothing was renamed yet. */
function plain(): Rich {
  const input = structuredClone(rich()) as unknown as Rich;
  delete input.accept;
  delete input.environments.local;
  for (const environment of Object.values(input.environments)) delete environment.imports;
  for (const service of Object.values(input.services)) {
    delete service.id;
    for (const key of ["namespace", "filters"]) Reflect.deleteProperty(service, key);
    for (const alarm of Object.values(service.alarms))
      for (const key of ["id", "names"]) Reflect.deleteProperty(alarm, key);
  }
  return input;
}

const before = plain();
function templates(input: Rich): Template[] {
  const made = defineStacks(new App(), defineConfig(input as unknown as ConfigInput), {
    // Its dashboards are files of a project.
    adapt: ({ grafana: _grafana, ...plan }) => plan,
  });
  return made.map((stack) => readTerraform([{ file: "stack.tf.json", text: Testing.synth(stack) }]));
}

const deployed = templates(before);

function since(input: Rich): TemplateChanges[] {
  return templates(input).map((after, index) => changesBetween(deployed[index]!, after));
}

/** The same table, one of its keys renamed where it stands. */
function rekeyed<Value>(table: Record<string, Value> | undefined, from: string, to: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(table ?? {}).map(([key, value]) => [key === from ? to : key, value]));
}

function renameAlarm(input: Rich, service: string, from: string, to: string): void {
  const own = input.services[service]!;
  own.alarms = rekeyed(own.alarms, from, to);
  for (const alarm of Object.values(own.alarms).filter(({ type }) => type === "composite")) {
    const reference = new RegExp(`"${from}\\.`, "g");
    Object.assign(alarm, JSON.parse(JSON.stringify(alarm).replaceAll(reference, `"${to}.`)));
  }
  for (const { thresholds } of Object.values(input.environments))
    if (thresholds?.[service] !== undefined) thresholds[service] = rekeyed(thresholds[service], from, to);
}

function renameService(input: Rich, from: string, to: string): void {
  input.services = rekeyed(input.services, from, to);
  for (const environment of Object.values(input.environments)) {
    if (environment.services !== undefined) environment.services = rekeyed(environment.services, from, to);
    if (environment.thresholds !== undefined) environment.thresholds = rekeyed(environment.thresholds, from, to);
    const sampled = environment.sampling?.traces;
    if (sampled?.services !== undefined) sampled.services = rekeyed(sampled.services, from, to);
    if (environment.routes !== undefined)
      environment.routes = JSON.parse(
        JSON.stringify(environment.routes).replaceAll(`"services":["${from}"]`, `"services":["${to}"]`),
      );
  }
}

const alarms = Object.entries(before.services).flatMap(([service, { alarms: of }]) =>
  Object.keys(of).map((alarm) => [service, alarm] as const),
);
const word = fc.stringMatching(/^[a-z]{3,8}(_[a-z]{2,6})?$/).filter((name) => !JSON.stringify(before).includes(name));

test("an alarm under another name is named as renamed, and nothing else", () => {
  fc.assert(
    fc.property(fc.constantFrom(...alarms), word, ([service, from], to) => {
      const input = plain();
      renameAlarm(input, service, from, to);
      const found = since(input);
      const is = (name: string): string => `${service}-${name}`.replaceAll("_", "-");
      for (const { changes, findings } of found) {
        expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(["info alarm-renamed"]);
        expect(changes).toHaveLength(1);
        const [{ details, kind, subject, what } = {} as never] = changes;
        expect({ details, kind, what }).toEqual({ details: [`was ${is(from)}`], kind: "renamed", what: "alarm" });
        expect(subject).toMatch(new RegExp(`^${is(to)} (?:info|warning|critical)(?:, (?:warning|critical))*$`));
      }
      // The id of the fix keeps its address.
      const [, id] = /`id: (\w+)`/.exec(found[0]?.findings[0]?.fix ?? "") ?? [];
      input.services[service]!.alarms[to]!.id = id;
      for (const { changes, findings } of since(input)) {
        expect(findings).toEqual([]);
        expect(new Set(changes.map(({ kind, what }) => `${kind} ${what}`))).toEqual(new Set(["replaced alarm"]));
      }
    }),
    { numRuns: 6 },
  );
});

test("a service under another name is named as renamed, and what it logged", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(before.services)), word, (from, to) => {
      const input = plain();
      renameService(input, from, to);
      for (const { changes, findings } of since(input)) {
        const rest = findings.filter(({ rule }) => rule !== "log-group-lost");
        expect(rest.map(({ rule }) => rule)).toEqual(["service-renamed"]);
        // Routes of the service have topics of its name.
        const ofRoutes = new Set(["log group", "subscription", "topic"]);
        const others = changes.filter(
          ({ subject, what }) => !ofRoutes.has(what) && !(from === "api" && subject === "alarms-dead-letters"),
        );
        expect(others).toEqual([
          {
            kind: "renamed",
            what: "service",
            subject: to,
            details: [`was ${from}`, expect.stringMatching(/^\d+ alarms? made anew$/)],
          },
        ]);
      }
    }),
    { numRuns: 4 },
  );
});

test("an alarm under another id but the same name may be lost", () => {
  const input = plain();
  input.services.checkout!.alarms.refused!.id = "Others";
  for (const { changes, findings } of since(input)) {
    expect(new Set(findings.map(({ rule, severity }) => `${severity} ${rule}`))).toEqual(
      new Set(["warning alarm-moved"]),
    );
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(["replaced"]));
  }
  expect(deployed).toHaveLength(1);
});
