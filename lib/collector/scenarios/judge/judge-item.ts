import { RE2JS } from "re2js";
import { counted } from "../../../base";
import type { Bounds, ItemExpectation, ValueExpectation } from "../scenario";
import type { SentItem } from "../sent";
import type { Item, ItemKind, Value } from "../telemetry";
import type { Arrival } from "./arrivals";
import { type Chosen, chosen, valueSum } from "./chosen";
import { boundsText, expectationText, itemText, percent, valueExpectationText } from "./expectation-text";
import { nearest } from "./nearest";
import { attributeOf, fieldsOf, isSame, valueText } from "./select";
import type { Difference, Judgement, Numbers } from "./verdict";

/** How many items a failure shows. */
const SHOWN = 3;

/** Judges what came out of what a selector means. */
export function judgeItem(
  expectation: ItemExpectation & Pick<Judgement, "path">,
  sent: readonly SentItem[],
  arrivals: readonly Arrival[],
): Judgement {
  const found = chosen(expectation, sent, arrivals);
  const judged = [
    ...vacuous(expectation, found, arrivals),
    ...judgeKept(expectation, found, sent, arrivals),
    ...judgeCount(expectation, found),
    ...judgeShare(expectation, found),
    ...judgeValue(expectation, found),
    ...judgeValues(expectation, found),
    ...judgeOnce(expectation, found),
  ];
  const isMissed = judged.length > 0 && found.arrived.length === 0 && expectation.kept !== false;
  const differences = isMissed ? [...judged, ...nearest(expectation, arrivals, sent)] : judged;
  return {
    path: expectation.path,
    text: expectationText(expectation),
    held: differences.length === 0,
    numbers: numbersOf(expectation, found),
    differences,
  };
}

function numbersOf({ share }: ItemExpectation, { sent, distinct, missing }: Chosen): Numbers {
  return {
    sent: sent.length,
    arrived: distinct.length,
    share: sent.length === 0 ? undefined : (sent.length - missing.length) / sent.length,
    bounds: share,
  };
}

/** What is said of nothing at all holds, and proves nothing. A metric that a connector makes is known by its name. */
function vacuous(
  { kept, selector, count }: ItemExpectation,
  { sent, arrived }: Chosen,
  arrivals: readonly Arrival[],
): Difference[] {
  if (sent.length > 0 || arrived.length > 0 || (kept !== false && count?.atMost !== 0)) return [];
  const isMade =
    selector.kind === "metric" && arrivals.some(({ item }) => item.kind === "metric" && item.name === selector.name);
  if (isMade) return [];
  return [
    {
      subject: "what was sent",
      expected: [`some ${nouns[selector.kind]} that the expectation means`],
      actual: ["none: it proves nothing"],
    },
  ];
}

const nouns = { span: "span", metric: "datapoint", log: "log record" } as const satisfies Record<ItemKind, string>;

function judgeKept(
  expectation: ItemExpectation,
  { sent: meant, arrived, missing }: Chosen,
  sent: readonly SentItem[],
  arrivals: readonly Arrival[],
): Difference[] {
  const { kept, selector } = expectation;
  const noun = nouns[selector.kind];
  if (kept === undefined) return [];
  if (!kept) {
    return arrived.slice(0, SHOWN).map(({ item, exporter, pipeline }) => ({
      subject: itemText(item),
      expected: ["comes out nowhere"],
      actual: [`came to ${exporter} by ${pipeline}`],
    }));
  }
  // What has lost its identity on the way is known by its looks.
  const loose = arrived.filter(({ from }) => from === undefined).length;
  if (meant.length === 0 && arrived.length > 0) return [];
  if (meant.length > 0 && missing.length <= loose) return [];
  if (meant.length === 0) return [nothing(noun)];
  return [
    {
      subject: counted(meant.length, noun),
      expected: ["all come out"],
      actual: [
        `${counted(missing.length, noun)} did not`,
        ...missing.slice(0, SHOWN).map((at) => `  ${sentText(sent, at)}`),
      ],
    },
    ...(missing.length === meant.length ? elsewhere(expectation, missing, arrivals) : []),
  ];
}

function sentText(sent: readonly SentItem[], at: number): string {
  const each = sent[at];
  return each === undefined ? "" : itemText(each.item);
}

/** Where items came to instead of the exporter or pipeline that was asked for. */
function elsewhere(
  { exporter, pipeline }: ItemExpectation,
  missing: readonly number[],
  arrivals: readonly Arrival[],
): Difference[] {
  if (exporter === undefined && pipeline === undefined) return [];
  const wanted = new Set(missing);
  const places = new Map<string, number>();
  for (const each of arrivals) {
    if (each.from === undefined || !wanted.has(each.from)) continue;
    const place = `${each.exporter} by ${each.pipeline}`;
    places.set(place, (places.get(place) ?? 0) + 1);
  }
  if (places.size === 0) return [];
  return [
    { subject: "elsewhere", expected: [], actual: [...places].map(([place, many]) => `${many} came to ${place}`) },
  ];
}

function nothing(noun: string): Difference {
  return { subject: "what came out", expected: [`at least one such ${noun}`], actual: ["none"] };
}

function judgeCount({ count, selector }: ItemExpectation, { distinct }: Chosen): Difference[] {
  if (count === undefined || isWithin(distinct.length, count)) return [];
  return [
    {
      subject: "how many come out",
      expected: [boundsText(count, String)],
      actual: [counted(distinct.length, nouns[selector.kind])],
    },
  ];
}

function judgeShare({ share }: ItemExpectation, { sent, missing }: Chosen): Difference[] {
  if (share === undefined) return [];
  const wanted = boundsText(share, percent);
  if (sent.length === 0)
    return [{ subject: "share of what was sent", expected: [wanted], actual: ["nothing that was sent is meant"] }];
  const many = sent.length - missing.length;
  if (isWithin(many / sent.length, share)) return [];
  return [
    {
      subject: "share of what was sent",
      expected: [wanted],
      actual: [`${percent(many / sent.length)}: ${many} of ${sent.length}`],
    },
  ];
}

function judgeValue({ value }: ItemExpectation, { distinct }: Chosen): Difference[] {
  const sum = valueSum(distinct);
  if (value === undefined || (distinct.length > 0 && isWithin(sum, value))) return [];
  return [
    {
      subject: "sum of the values",
      expected: [boundsText(value, String)],
      actual: [distinct.length === 0 ? "no datapoint" : String(sum)],
    },
  ];
}

function judgeValues(expectation: ItemExpectation, { arrived }: Chosen): Difference[] {
  const { kept, count, selector } = expectation;
  const wanted = wantedValues(expectation);
  if (wanted.length === 0) return [];
  // Otherwise these have said so.
  if (arrived.length === 0) return kept === undefined && count === undefined ? [nothing(nouns[selector.kind])] : [];
  const found: Difference[] = [];
  for (const { item, exporter } of arrived) {
    if (found.length >= SHOWN) break;
    const read = readerOf(item);
    const wrong = wanted.filter(({ holds, name, of }) => !holds(read[of](name)));
    if (wrong.length === 0) continue;
    found.push({
      subject: `${itemText(item)} at ${exporter}`,
      expected: wrong.map(({ name, value }) => `${name}${valueExpectationText(value)}`),
      actual: wrong.map(({ name, of }) => {
        const has = read[of](name);
        return has === undefined ? `${name} is absent` : `${name}: ${valueText(has)}`;
      }),
    });
  }
  return found;
}

type Part = "attributes" | "body" | "fields";

/** What is expected of values of each item, in the order in which it is said. */
function wantedValues({ attributes, body, fields }: ItemExpectation) {
  const given = [
    ...Object.entries(attributes).map(([name, value]) => ({ of: "attributes", name, value }) as const),
    ...(body === undefined ? [] : [{ of: "body", name: "body", value: body } as const]),
    ...Object.entries(fields).map(([name, value]) => ({ of: "fields", name, value }) as const),
  ];
  return given.map((each) => ({ ...each, holds: checkOf(each.value) }));
}

function readerOf(item: Item): Record<Part, (name: string) => Value | undefined> {
  return {
    attributes: (name) => attributeOf(item, name),
    body: () => (item.kind === "log" ? item.body : undefined),
    fields: (name) => (item.kind === "log" ? fieldsOf(item)(name) : undefined),
  };
}

function checkOf(wanted: ValueExpectation): (has: Value | undefined) => boolean {
  switch (wanted.is) {
    case "absent":
      return (has) => has === undefined;
    case "present":
      return (has) => has !== undefined;
    case "equal":
      return (has) => has !== undefined && isSame(has, wanted.value);
    case "not":
      return (has) => has !== undefined && !isSame(has, wanted.value);
    case "matching": {
      const pattern = RE2JS.compile(wanted.pattern);
      return (has) => has !== undefined && pattern.matcher(valueText(has)).find();
    }
  }
}

function judgeOnce({ once }: ItemExpectation, { arrived }: Chosen): Difference[] {
  if (!once) return [];
  const times = new Map<string, { arrival: Arrival; pipelines: string[] }>();
  for (const arrival of arrived) {
    const { from, item, exporter, pipeline } = arrival;
    const key = JSON.stringify([exporter, from ?? itemText(item), from === undefined ? item : undefined]);
    const found = times.get(key) ?? { arrival, pipelines: [] };
    found.pipelines.push(pipeline);
    times.set(key, found);
  }
  return [...times.values()]
    .filter(({ pipelines }) => pipelines.length > 1)
    .slice(0, SHOWN)
    .map(({ arrival: { item, exporter }, pipelines }) => ({
      subject: `${itemText(item)} at ${exporter}`,
      expected: ["once"],
      actual: [`${pipelines.length} times, by ${[...new Set(pipelines)].join(" and ")}`],
    }));
}

function isWithin(value: number, { atLeast, atMost }: Bounds): boolean {
  return value >= atLeast - 1e-9 && value <= atMost + 1e-9;
}
