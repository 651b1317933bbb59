import type { NowhereExpectation } from "../scenario";
import type { SentItem } from "../sent";
import type { ArrivedMessage } from "./arrivals";
import { nowhereText } from "./expectation-text";
import type { Difference, Judgement } from "./verdict";

/** How many places of one text are shown. */
const SHOWN = 5;

/**
 * Judges that texts are in nothing that came out.
 *
 * @param log what the collector logged
 * @param files texts of files that receivers read
 */
export function judgeNowhere(
  expectation: NowhereExpectation & Pick<Judgement, "path">,
  {
    sent,
    messages,
    log,
    files,
  }: {
    readonly sent: readonly SentItem[];
    readonly messages: readonly ArrivedMessage[];
    readonly log: string;
    readonly files: readonly string[];
  },
): Judgement {
  const { texts } = expectation;
  const places = new Map(texts.map((text) => [text, new Map<string, number>()]));
  const note = (text: string, place: string): void => {
    const own = places.get(text);
    own?.set(place, (own.get(place) ?? 0) + 1);
  };
  for (const { exporter, pipeline, message } of messages)
    for (const { field, text: has } of textsIn(message))
      for (const text of texts) if (has.includes(text)) note(text, `${exporter} by ${pipeline}, in ${field}`);
  for (const line of log.split("\n"))
    for (const text of texts)
      // Its own log may write texts as JSON.
      if (line.includes(text) || line.includes(JSON.stringify(text).slice(1, -1)))
        note(text, "the collector's own log");
  const differences = [...places].flatMap(([text, found]): Difference[] => {
    if (found.size > 0)
      return [
        {
          subject: JSON.stringify(text),
          expected: ["nowhere"],
          actual: [...found].slice(0, SHOWN).map(([place, many]) => (many === 1 ? place : `${place}, ${many} times`)),
        },
      ];
    return isSent(text, sent, files)
      ? []
      : [
          {
            subject: JSON.stringify(text),
            expected: ["in something that is sent"],
            actual: ["not sent: it proves nothing"],
          },
        ];
  });
  return {
    path: expectation.path,
    text: nowhereText(expectation),
    held: differences.length === 0,
    numbers: undefined,
    differences,
  };
}

function isSent(text: string, sent: readonly SentItem[], files: readonly string[]): boolean {
  if (files.some((file) => file.includes(text))) return true;
  return sent.some(({ item }) => containsText(item, text));
}

/** Whether a value has a text in any field. */
export function containsText(value: unknown, text: string): boolean {
  for (const { text: has } of textsIn(value)) if (has.includes(text)) return true;
  return false;
}

interface FieldText {
  /** Name of the attribute, or the field. */
  readonly field: string;
  readonly text: string;
}

/** All texts of a value: keys, texts, numbers, and bytes as text. */
function* textsIn(value: unknown): Generator<FieldText> {
  const open: { value: unknown; field: string }[] = [{ value, field: "" }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: each, field } = next;
    if (typeof each === "string") yield { field, text: each };
    else if (typeof each === "number" || typeof each === "boolean") yield { field, text: String(each) };
    else if (Array.isArray(each)) for (const item of each) open.push({ value: item, field });
    else if (typeof each === "object" && each !== null) {
      const entries = Object.entries(each) as [string, unknown][];
      const named = entries.find(([key]) => key === "key")?.[1];
      for (const [key, inner] of entries) {
        const isWrapper = /Value$|^value$|^values$|^key$/.test(key);
        const own = typeof named === "string" ? named : isWrapper ? field : key;
        yield { field: own, text: key };
        if (key === "bytesValue" && typeof inner === "string")
          yield { field: own, text: Buffer.from(inner, "base64").toString("utf8") };
        open.push({ value: inner, field: own });
      }
    }
  }
}
