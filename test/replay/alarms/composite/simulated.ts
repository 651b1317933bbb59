import type { AlarmState } from "../../../../lib/aws";
import type { Hold } from "../../../../lib/replay/alarms/hold";
import type { AlarmSimulation, SimulatedTransition } from "../../../../lib/replay/alarms/simulation";
import type { MetricAlarm, Template } from "../../../../lib/terraform/template";

const letters: Readonly<Record<string, AlarmState>> = { A: "ALARM", O: "OK", I: "INSUFFICIENT_DATA" };
const names: Readonly<Record<AlarmState, string>> = { ALARM: "A", OK: "O", INSUFFICIENT_DATA: "I" };

/** `0:O 60:A`: OK at second 0, ALARM at second 60. */
function transitions(text: string): SimulatedTransition[] {
  let from: AlarmState = "INSUFFICIENT_DATA";
  return text
    .split(" ")
    .filter((step) => step !== "")
    .map((step) => {
      const [seconds, letter = ""] = step.split(":");
      const to = letters[letter]!;
      const transition = { at: Number(seconds) * 1000, from, to, reason: "test" };
      from = to;
      return transition;
    });
}

/** What metric alarms did: `0:O 60:A` by name, or `not: metric` for one that was not evaluated because nothing publishes its metric. */
export function metricsOf(template: Template, did: Readonly<Record<string, string>>): AlarmSimulation[] {
  return template.metricAlarms.flatMap((alarm) => {
    const text = did[alarm.name ?? ""];
    return text === undefined ? [] : [simulationOf(alarm, text)];
  });
}

function simulationOf(alarm: MetricAlarm, text: string): AlarmSimulation {
  if (text.startsWith("not: ")) {
    const metric = { namespace: "n", name: text.slice(5), dimensions: {} };
    const whyNot = { kind: "metrics-not-published", metrics: [metric] } as const;
    return { alarm, whyNot, state: "INSUFFICIENT_DATA", transitions: [], actions: [], points: [] };
  }
  const steps = transitions(text);
  const told = { ALARM: alarm.alarmActions, OK: alarm.okActions, INSUFFICIENT_DATA: alarm.insufficientDataActions };
  const actions = steps
    .filter(({ to }) => told[to].length > 0)
    .map(({ at, to }) => ({
      at,
      state: to,
      held: alarm.actionsEnabled ? undefined : ({ kind: "actions-disabled" } as const),
    }));
  return {
    alarm,
    whyNot: undefined,
    state: steps.at(-1)?.to ?? "INSUFFICIENT_DATA",
    transitions: steps,
    actions,
    points: [],
  };
}

export const shownTransitions = (simulation: AlarmSimulation | undefined) =>
  simulation?.transitions.map(({ at, to }) => `${at / 1000}:${names[to]}`).join(" ");

/** `60:A waits 60 s for x`, `120:A ran`. */
export const shownActions = (simulation: AlarmSimulation | undefined) =>
  simulation?.actions.map(({ at, held, state }) => `${at / 1000}:${names[state]} ${holdShown(held)}`);

function holdShown(held: Hold | undefined): string {
  switch (held?.kind) {
    case undefined:
      return "ran";
    case "actions-disabled":
      return "disabled";
    case "muted":
      return `muted by ${held.rule}`;
    case "suppressed":
      return `suppressed by ${held.suppressor.name ?? "?"}`;
    case "wait-period":
      return `waits ${held.seconds} s for ${held.suppressor.name ?? "?"}`;
    case "extension-period":
      return `waits ${held.seconds} s after ${held.suppressor.name ?? "?"}`;
    case "suppression-not-known":
      return held.because.kind;
  }
}
