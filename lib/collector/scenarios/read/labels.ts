import { didYouMean, type ShapeFinding } from "../../../base";
import type { ParsedScenario } from "./schema";
import { MOST_SENT } from "./schema-send";

/** What is wrong with labels of spans, and with how much is sent: problems of the whole, not of one entry. */
export function labelProblems({ send }: Pick<ParsedScenario, "send">): ShapeFinding[] {
  const found: ShapeFinding[] = [];
  const problem = (path: ShapeFinding["path"], message: string, fix: string): void => {
    found.push({ kind: "wrong-value", path, message, fix });
  };
  const labels = new Map<string, string | undefined>();
  let sent = 0;
  for (const [at, each] of send.entries()) {
    if (each.kind !== "otlp" && each.kind !== "generate") sent += each.count;
    if (each.kind === "generate") sent += each.traces * each.spans;
    if (each.kind !== "span") continue;
    const { label, parent, trace, count } = each;
    if (parent !== undefined && !labels.has(parent))
      problem(
        ["send", at, "parent"],
        `no span before it is labelled ${JSON.stringify(parent)}.${didYouMean(parent, labels.keys())}`,
        "Write label: NAME at the span around it, and put that first.",
      );
    const around = parent === undefined ? undefined : labels.get(parent);
    if (parent !== undefined && trace !== undefined && around !== undefined && around !== trace)
      problem(["send", at, "trace"], `its parent is of trace ${JSON.stringify(around)}`, "Leave `trace` out.");
    if (label === undefined) continue;
    if (labels.has(label))
      problem(["send", at, "label"], `another span is labelled ${JSON.stringify(label)}`, "Write another label.");
    if (count > 1) problem(["send", at, "count"], "a span with a label is sent once", "Take out `label`, or `count`.");
    if (!labels.has(label)) labels.set(label, trace ?? around);
  }
  if (sent > MOST_SENT)
    problem(["send"], `these are ${sent} items, and at most ${MOST_SENT} are sent`, "Send fewer in one scenario.");
  return found;
}
