import { type Finding, findingSeverities, type FindingSeverity, line, placeText } from "../../base";
import type { AlarmResult, ReplayResult } from "..";
import { whyNotText } from "../reasons";
import { addressOf, type Fault, othersText } from "./faults";
import { firedFor } from "./states";
import { type Summary, summaryOf } from "./summary";
import { toldOf, toldText } from "./told";
import { toldOfText } from "./told-rows";
import type { JunitCase, JunitSuite } from "./junit";

/**
 * A replay as tests. Suite `alarms`: a case for each alarm, which fails if its address has findings at or above `failOn`, and is
 * skipped if the alarm was not evaluated; its output says how long it fired and who was told of what. Suite `findings`: a failed case
 * for each other finding at or above `failOn`; a fault that several alarms share is one case, which their outputs name. Findings
 * below `failOn` are not shown. Properties of the first suite count what alarms did and what was sent.
 *
 * @param failOn if undefined, nothing fails
 */
export function junitOfReplay(result: ReplayResult, failOn: FindingSeverity | undefined): JunitSuite[] {
  const summary = summaryOf(result);
  const floor = failOn === undefined ? Infinity : findingSeverities.indexOf(failOn);
  const failing = summary.faults.filter(({ finding }) => findingSeverities.indexOf(finding.severity) >= floor);
  const addresses = new Set(result.alarms.map(({ address }) => address));
  const ofAlarm = new Map<string, Finding[]>();
  const notes = new Map<string, string[]>();
  const others: JunitCase[] = [];
  for (const fault of failing) {
    const address = addressOf(fault.finding);
    const isShared = fault.others.length > 0 && !fault.isCause;
    if (addresses.has(address) && !isShared) added(ofAlarm, address, fault.finding);
    else others.push({ name: nameOf(fault), failure: failureOf([fault.finding], fault) });
    for (const one of isShared ? [fault.finding, ...fault.others] : fault.others)
      if (addressOf(one) !== address || isShared) added(notes, addressOf(one), `${one.rule}: see ${nameOf(fault)}`);
  }
  const outputs = outputsOf(summary);
  const alarms = result.alarms.map((alarm): JunitCase => {
    const { address, name, whyNot } = alarm;
    const [first, ...more] = ofAlarm.get(address) ?? [];
    const lines = [...(outputs.get(alarm) ?? []), ...(notes.get(address) ?? [])];
    const output = lines.length === 0 ? {} : { output: lines.join("\n") };
    if (first !== undefined) return { name, failure: failureOf([first, ...more]), ...output };
    return { name, ...(whyNot === null ? {} : { skipped: whyNotText(whyNot) }), ...output };
  });
  return [
    { name: "alarms", cases: alarms, properties: propertiesOf(summary) },
    ...(others.length > 0 ? [{ name: "findings", cases: others }] : []),
  ];
}

function added<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  list.push(one);
}

// Of a fault that alarms share, the resource that they share.
function nameOf({ finding, isCause, others }: Fault): string {
  const shared = others.length === 0 || isCause ? undefined : finding.because?.map(({ address }) => address).join(", ");
  return [finding.rule, shared ?? placeText(finding.at)].filter((part) => part !== "").join(" ");
}

/** What each alarm did: how long it fired, who was told of what, and why nobody was. */
function outputsOf({ fired, told, toldAtStart }: Summary): ReadonlyMap<AlarmResult, readonly string[]> {
  const rows = new Map(told.map((row) => [row.alarm, row]));
  const outputs = new Map<AlarmResult, string[]>();
  for (const { alarm, episodes } of fired) {
    const lines = [`in ALARM: ${firedFor(episodes)}`];
    outputs.set(alarm, lines);
    if (rows.has(alarm)) continue;
    const notified = episodes.flatMap((episode) => episode.notified);
    lines.push(`told ${toldText(toldOf(notified, alarm.toldThrough))}`);
  }
  for (const { alarm, times, told: heard } of told) {
    const lines = outputs.get(alarm) ?? [];
    outputs.set(alarm, lines);
    lines.push(`${toldOfText(alarm, times)}; told ${toldText(heard)}`);
  }
  for (const alarm of toldAtStart) {
    const lines = outputs.get(alarm) ?? [];
    outputs.set(alarm, [...lines, "told of its first state only, OK, as a new alarm"]);
  }
  return outputs;
}

/** The counts of every report; times in ISO 8601. */
function propertiesOf({
  counts: { alarms, firstMessage, firstPage, messages },
}: Summary): NonNullable<JunitSuite["properties"]> {
  const { ALARM, INSUFFICIENT_DATA, OK } = messages.byState;
  const at = (name: string, time: number | null): [string, string][] =>
    time === null ? [] : [[name, new Date(time).toISOString()]];
  return [
    ["alarms_fired", String(alarms.fired)],
    ["alarms_told_without_firing", String(alarms.toldWithoutFiring)],
    ["alarms_quiet", String(alarms.quiet)],
    ["alarms_not_evaluated", String(alarms.notEvaluated)],
    ["pages", String(messages.pages)],
    ["messages", String(messages.total)],
    ["messages_at_start", String(messages.atStart)],
    ["messages_of_ALARM", String(ALARM)],
    ["messages_of_OK", String(OK)],
    ["messages_of_INSUFFICIENT_DATA", String(INSUFFICIENT_DATA)],
    ...at("first_page", firstPage),
    ...at("first_message", firstMessage),
  ];
}

/** The failure of a case that has these findings. */
export function failureOf(
  findings: readonly [Finding, ...Finding[]],
  shared?: Fault,
): NonNullable<JunitCase["failure"]> {
  const [{ message, rule }] = findings;
  return {
    message: `${rule}: ${message}`,
    text: findings
      .map(
        ({ at, fix, message, rule, severity }) =>
          // A name in it may hold line breaks.
          line`${severity} ${rule} at ${placeText(at) || "the whole"}\n${message}\n${fix}`,
      )
      .concat(shared === undefined ? [] : (othersText(shared, (names) => names.join(", ")) ?? []))
      .join("\n\n"),
  };
}
