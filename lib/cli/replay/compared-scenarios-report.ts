import { counted, line, markdownCode, markdownProse, shorten } from "../../base";
import {
  behaviourHeadline,
  behaviourItems,
  behaviourJson,
  behaviourSuites,
  behaviourText,
  type Block,
  type Breach,
  fitted,
  folded,
  isBehaviourAlike,
  type JunitSuite,
} from "../../replay/report";
import type { ComparedScenario } from "./compare-scenarios";

/** Whether it did what it expects, and does so no more. */
export function isLost({ held }: ComparedScenario): boolean {
  return held.was && !held.is;
}

/** Whether alarms do something else, or a scenario's expectations hold otherwise. */
export function isDifferent({ changes, held }: ComparedScenario): boolean {
  return held.was !== held.is || !isBehaviourAlike(changes);
}

/** How many scenarios differ, and how many do not hold any more; nothing without scenarios. */
export function scenarioCounts(all: readonly ComparedScenario[], strong: (text: string) => string): string[] {
  const different = all.filter(isDifferent).length;
  const lost = all.filter(isLost).length;
  if (all.length === 0) return [];
  return [
    different === 0
      ? `${counted(all.length, "scenario")}: alarms do what they did`
      : `${counted(different, "scenario")} of ${all.length} now behave${different === 1 ? "s" : ""} differently`,
    ...(lost === 0 ? [] : [strong(`${counted(lost, "scenario")} ${lost === 1 ? "does" : "do"} not hold any more`)]),
  ];
}

export function comparedScenarioJson({ changes, file, held, name }: ComparedScenario): object {
  return { name, file, held, ...behaviourJson(changes) };
}

/** A scenario as tests: whether it holds as it did, and those of {@link behaviourSuites}. */
export function comparedScenarioSuites(
  scenario: ComparedScenario & { readonly breaches: readonly Breach[] },
): JunitSuite[] {
  const { breaches, changes, held, name } = scenario;
  const expected = { name: "what it expects holds as before" };
  const lost = holdsWords(scenario) ?? "";
  const cases = [
    isLost(scenario)
      ? { ...expected, failure: { message: lost, text: `${name}: ${lost}` } }
      : held.is
        ? expected
        : { ...expected, skipped: "it held neither before nor now" },
  ];
  return [
    { name, cases },
    ...behaviourSuites(changes, breaches).map((suite) => ({ ...suite, name: `${name}: ${suite.name}` })),
  ];
}

/** The scenarios that differ, folded. */
export function comparedScenarioBlocks(all: readonly ComparedScenario[]): Block[] {
  return all.filter(isDifferent).flatMap((scenario) => {
    const items = behaviourItems(scenario.changes);
    return folded(
      // Within HTML, as a summary is, backticks have no meaning.
      `Scenario ${markdownProse(shorten(line`${scenario.name}`, 100))}: ${headline(scenario)}`,
      "incidents of a scenario",
      "",
      items.length === 0 ? ["Alarms do what they did; what it expects has changed."] : items,
    );
  });
}

/** GitHub refuses comments of more than 65,536 characters. */
export const MOST_COMMENT_BYTES = 65_000;

/** For a comment on a pull request: a few lines, and folded below them what changes in each scenario. */
export function comparedScenariosMarkdown(all: readonly ComparedScenario[], against: string): string {
  const counts = scenarioCounts(all, (text) => `**${text}**`).map((each) => `- ${each}`);
  const head = `### Scenarios compared with ${markdownCode(shorten(line`${against}`, 100))}\n\n${counts.join("\n")}`;
  const blocks = fitted(comparedScenarioBlocks(all), MOST_COMMENT_BYTES - Buffer.byteLength(head) - 1);
  return `${[head, ...blocks].filter((text) => text !== "").join("\n\n")}\n`;
}

/** For a terminal: what changes in each scenario that differs, then how many do. */
export function comparedScenariosText(
  all: readonly ComparedScenario[],
  against: string,
  options: { readonly colour: boolean; readonly width: number },
): string {
  const parts = all.filter(isDifferent).map((scenario) => {
    const held = holdsWords(scenario);
    const title = line`${scenario.file}: ${scenario.name}${held === undefined ? "" : `: ${held}`}`;
    return `${behaviourText(scenario.changes, { ...options, title })}\n`;
  });
  return `${line`Scenarios compared with ${against}`}\n\n${parts.join("")}${scenarioCounts(all, (text) => text).join("; ")}\n`;
}

function headline(scenario: ComparedScenario): string {
  return holdsWords(scenario) ?? behaviourHeadline(scenario.changes);
}

function holdsWords({ held }: ComparedScenario): string | undefined {
  if (held.was === held.is) return undefined;
  return held.is ? "it holds now" : "it does not hold any more";
}
