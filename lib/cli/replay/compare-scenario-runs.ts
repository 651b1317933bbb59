import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { append, line } from "../../base";
import type { Scenario } from "../../replay/scenarios";
import { templateBefore } from "../against/template-before";
import { ExitCode, type Io, UsageError } from "../command";
import { type BeforeTemplate, beforeTemplate } from "./before";
import { type ComparedScenario, compareScenario } from "./compare-scenarios";
import {
  comparedScenarioJson,
  comparedScenarioSuites,
  comparedScenariosMarkdown,
  comparedScenariosText,
  isLost,
} from "./compared-scenarios-report";
import { breachesOf, junitReport } from "../../replay/report";
import { terminal } from "./outputs";
import type { ScenarioSubjects } from "./scenario-subjects";
import type { ReplaySettings } from "./settings";
import type { ReplaySubject } from "./subject";
import { failedJson, sayBreaches } from "./unwanted";
import { writeFiles } from "../write-file";

/** Runs scenarios before a change and after it, and reports what alarms do otherwise. @throws UsageError for what cannot be compared with */
export async function compareScenarioRuns(
  against: string,
  { all: subjects, of, problems: known, runnable }: ScenarioSubjects,
  settings: ReplaySettings,
  io: Io,
): Promise<number> {
  if (subjects.length > 1 && existsSync(resolve(io.cwd, against)))
    throw new UsageError(
      line`--against ${against} is one template, and the scenarios name ${subjects.length}\n  Give a git revision, which has each of them, or --template or --env`,
    );
  const problems = [...known];
  const befores = new Map<ReplaySubject, BeforeTemplate>();
  const compared: ComparedScenario[] = [];
  for (const scenario of runnable) {
    const subject = of(scenario);
    let before = befores.get(subject);
    if (before === undefined) {
      const named = subject.stack === undefined && settings.templates.length === 0 ? templatesOf(scenario) : undefined;
      const given = named === undefined ? settings : { ...settings, templates: named };
      before = beforeTemplate(await templateBefore(against, subject, given, io), subject.template);
      befores.set(subject, before);
    }
    const one = await compareScenario(scenario, subject, before, settings, io);
    compared.push(one);
    append(problems, one.unreadable);
  }
  const shown = io.stdout.forPeople(compared).map((one) => ({
    ...one,
    breaches: breachesOf(one.changes, settings.failOnChanges),
  }));
  switch (settings.format) {
    case "json":
      io.stdout.data(
        `${JSON.stringify({ against, scenarios: compared.map((one) => ({ ...comparedScenarioJson(one), failed: failedJson(one.changes, settings) })) }, null, 2)}\n`,
      );
      break;
    case "markdown":
      io.stdout.write(comparedScenariosMarkdown(shown, against));
      break;
    // `--github` is not for scenarios.
    case "github":
    case "terminal":
      io.stdout.painted(comparedScenariosText(shown, against, terminal(settings, io)));
  }
  append(problems, writeFiles([[settings.junit, () => junitReport(shown.flatMap(comparedScenarioSuites))]], io.cwd));
  for (const problem of problems) io.stderr.write(`sightline replay: ${problem}\n`);
  for (const { breaches, changes, name } of shown) sayBreaches(breaches, changes, line`${name}: `, io);
  if (problems.length > 0) return ExitCode.usage;
  return shown.some((one) => isLost(one) || one.breaches.length > 0) ? ExitCode.findings : ExitCode.ok;
}

function templatesOf({ file, template }: Scenario): string[] {
  return template.map((path) => join(dirname(file), path));
}
