import { didYouMean, type FilePlace, type Finding, line, type Path } from "../../base";
import type { CollectorDocument } from "..";
import { fileReceiver, signalsSent } from "./deliver";
import { signalsOf } from "./prepare/pipeline";
import { readsFiles } from "./prepare/receivers";
import { scenarioPlace } from "./read/read-scenario";
import { type CollectorScenarioRuleId, collectorScenarioRules } from "./rules";
import type { CollectorScenario } from "./scenario";
import type { SentItem } from "./sent";
import { type Item, signalOf } from "./telemetry";
import { isMeant } from "./judge/select";
import { containsText } from "./judge/judge-nowhere";

type ScenarioFinding = Finding<CollectorScenarioRuleId, FilePlace>;

/** Names in a scenario that mean nothing in a configuration. */
export function unknownNames(scenario: CollectorScenario, document: CollectorDocument): ScenarioFinding[] {
  const found: ScenarioFinding[] = [];
  const unknown = (path: Path, message: string, fix: string): void => {
    found.push(findingAt(scenario, "collector-scenario-unknown-component", path, message, fix));
  };
  const need = (path: Path, what: string, name: string, known: readonly string[]): void => {
    if (!known.includes(name))
      unknown(
        path,
        line`no pipeline has the ${what} ${name}.` + didYouMean(name, known),
        `Name one of ${known.join(", ")}.`,
      );
  };
  const { pipelines } = document.service;
  const parts = Object.values(pipelines);
  const receivers = [...new Set(parts.flatMap((each) => each.receivers))].filter(
    (id) => !Object.hasOwn(document.connectors, id),
  );
  const exporters = [...new Set(parts.flatMap((each) => each.exporters))].filter(
    (id) => !Object.hasOwn(document.connectors, id),
  );
  for (const sending of scenario.send) {
    const { path, to } = sending;
    if (to !== undefined) need([...path, "to"], "receiver", to, receivers);
    if (sending.kind === "lines" && sending.as !== undefined && fileReceiver(sending, readsFiles) === undefined)
      unknown([...path, "as"], "`as` is for a receiver that reads files", "Write `to: file_log`, or leave `as` out.");
    const signals = signalsSent(sending) ?? [];
    for (const signal of signals) {
      const able = receivers.filter((id) => signalsOf(document, "receivers", id).includes(signal));
      if (to === undefined && able.length === 0)
        unknown(
          path,
          `no pipeline of ${signal} has a receiver, so nothing takes this`,
          `Add a pipeline of ${signal}, or do not send it.`,
        );
      if (to !== undefined && receivers.includes(to) && !able.includes(to))
        unknown(
          [...path, "to"],
          line`${to} is in no pipeline of ${signal}`,
          `Name one of ${able.join(", ") || "none"}.`,
        );
    }
  }
  for (const expectation of scenario.expectations) {
    if (expectation.kind !== "item") continue;
    const { path, exporter, pipeline } = expectation;
    if (exporter !== undefined) need([...path, "exporter"], "exporter", exporter, exporters);
    if (pipeline !== undefined && !Object.hasOwn(pipelines, pipeline))
      unknown(
        [...path, "pipeline"],
        line`there is no pipeline ${pipeline}.` + didYouMean(pipeline, Object.keys(pipelines)),
        `Name one of ${Object.keys(pipelines).join(", ")}.`,
      );
  }
  return found;
}

/** Entries of `send` of which no item is meant by any expectation. */
export function nothingExpected(scenario: CollectorScenario, sent: readonly SentItem[]): ScenarioFinding[] {
  const byEntry = new Map<string, { path: Path; items: Item[] }>();
  for (const { item, path } of sent) {
    const key = JSON.stringify(path);
    const own = byEntry.get(key) ?? { path, items: [] };
    own.items.push(item);
    byEntry.set(key, own);
  }
  const { expectations } = scenario;
  const isExpected = (item: Item): boolean =>
    expectations.some((each) =>
      each.kind === "item" ? isMeant(item, each.selector) : each.texts.some((text) => containsText(item, text)),
    );
  // A metric that nobody sent is made of spans: what is expected of it is expected of them.
  const made = expectations.some(
    (each) =>
      each.kind === "item" && each.selector.kind === "metric" && !sent.some(({ item }) => isMeant(item, each.selector)),
  );
  return [...byEntry.values()]
    .filter(({ items }) => !items.some((item) => isExpected(item) || (made && item.kind === "span")))
    .map(({ path, items }) =>
      findingAt(
        scenario,
        "collector-scenario-nothing-expected",
        path,
        `no expectation is about this: ${items.length} in pipelines of ${signalOf[items[0]?.kind ?? "span"]}`,
        "Say what becomes of it in `expect`, or do not send it.",
      ),
    );
}

/** A finding at a place of a scenario. */
export function findingAt(
  scenario: CollectorScenario,
  rule: CollectorScenarioRuleId,
  path: Path,
  message: string,
  fix: string,
): ScenarioFinding {
  return collectorScenarioRules.finding(rule, scenarioPlace(scenario.file, path, scenario.lineAt(path)), {
    message,
    fix,
  });
}
