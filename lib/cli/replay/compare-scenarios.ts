import { dirname, join } from "node:path";
import { decodeLogs } from "../../records";
import { type BehaviourChanges, compareBehaviour } from "../../replay/report";
import { runScenario, type Scenario } from "../../replay/scenarios";
import type { Template } from "../../terraform";
import type { Io } from "../command";
import { openInput } from "../input";
import { type BeforeTemplate, optionsOfBoth } from "./before";
import { unreadableText } from "../read-lines";
import type { ReplaySettings } from "./settings";

/** A scenario before a change and after it. */
export interface ComparedScenario {
  readonly name: string;
  readonly file: string;
  /** Whether it does what it expects. */
  readonly held: { readonly was: boolean; readonly is: boolean };
  readonly changes: BehaviourChanges;
  /** Why logs that it names could not be read to their end. */
  readonly unreadable: readonly string[];
}

/** Runs a scenario against two templates, over one clock. The logs that it names are relative to its folder. */
export async function compareScenario(
  scenario: Scenario,
  after: {
    readonly template: Template;
    readonly services: Parameters<typeof optionsOfBoth>[0]["services"] | undefined;
  },
  before: BeforeTemplate,
  settings: ReplaySettings,
  io: Io,
): Promise<ComparedScenario> {
  const folder = dirname(scenario.file);
  const open = (file: string) => decodeLogs(file, openInput(join(folder, file), io), settings.log);
  const { services, template } = after;
  const common = { rules: settings.rules, ...(services === undefined ? {} : { services }) };
  const [now, then] = optionsOfBoth(common, template, before);
  const delay = { delay: settings.delay };
  const is = await runScenario(scenario, template, open, { ...now, ...delay });
  const was = await runScenario(scenario, before.template, open, { ...then, ...delay });
  return {
    name: scenario.name,
    file: scenario.file,
    held: { was: was.verdict.held, is: is.verdict.held },
    changes: compareBehaviour({ was: was.result, is: is.result }, before.counterparts),
    unreadable: is.unreadable.map(unreadableText),
  };
}
