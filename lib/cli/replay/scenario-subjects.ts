import { dirname, join } from "node:path";
import type { Scenario } from "../../replay/scenarios";
import { type Io, UsageError } from "../command";
import { noAcceptances } from "../findings/acceptances";
import type { ReplaySettings } from "./settings";
import { readSubject, type ReplaySubject } from "./subject";
import { readTemplate } from "./templates";

/** What scenarios are run against. */
export interface ScenarioSubjects {
  readonly runnable: readonly Scenario[];
  /** Why the others cannot be run. */
  readonly problems: readonly string[];
  readonly all: readonly ReplaySubject[];
  readonly of: (scenario: Scenario) => ReplaySubject;
}

/** The template of each scenario: the one that it names, or the one of the call. Each is read once. */
export async function scenarioSubjects(
  scenarios: readonly Scenario[],
  settings: ReplaySettings,
  io: Io,
): Promise<ScenarioSubjects> {
  const problems: string[] = [];
  const byTitle = new Map<string, ReplaySubject>();
  const runnable: Scenario[] = [];
  const isGiven = settings.env !== undefined || settings.templates.length > 0;
  // A template or environment in the call replaces those that the scenarios name.
  const called = isGiven && scenarios.length > 0 ? await readSubject(settings, io) : undefined;
  for (const scenario of scenarios) {
    const { template, file } = scenario;
    const paths = template.map((path) => join(dirname(file), path));
    const title = paths.join(", ");
    try {
      if (called === undefined && !byTitle.has(title)) {
        if (paths.length === 0) throw new UsageError("not given: set it in the scenario, or pass --template or --env");
        const read = readTemplate(paths, io, settings.terraform);
        byTitle.set(title, {
          template: read,
          title,
          stack: undefined,
          services: undefined,
          plan: undefined,
          acceptances: noAcceptances,
          environment: undefined,
          file: undefined,
          contracts: undefined,
        });
      }
      runnable.push(scenario);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(`${file}: template: ${error.message}`);
    }
  }
  return {
    runnable,
    problems,
    all: called === undefined ? [...byTitle.values()] : [called],
    of({ template, file }: Scenario): ReplaySubject {
      const subject = called ?? byTitle.get(template.map((path) => join(dirname(file), path)).join(", "));
      if (subject === undefined) throw new Error(`no template was read for ${file}`);
      return subject;
    },
  };
}
