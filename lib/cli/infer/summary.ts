import { counted, line } from "../../base";
import { exceptionText, type Inferred, type Rest, shareText, shownPath, undeclaredTexts } from "../../infer";

/** What was read, what the contract is about, and what is not in it: lines of text. */
export function summaryLines(inferred: Inferred, all: number): readonly string[] {
  const { definition, exceptions, form, lines, rest, secrets, undeclared } = inferred;
  const parts = [
    counted(Object.keys(definition.fields ?? {}).length, "field"),
    counted(Object.keys(definition.events ?? {}).length, "event"),
    counted(Object.keys(definition.signals ?? {}).length, "signal"),
  ];
  const kind = form === "json" ? "JSON" : "text";
  return [
    line`Read ${counted(all, "line")}: ${shareText(lines, all)} ${lines === 1 ? "is" : "are"} ${kind}, of which this is a contract with ${parts.join(", ")}${definition.extends === undefined ? "" : `, beyond ${definition.extends}`}.`,
    ...rest.map(restText),
    ...exceptions.map((exception) => line`Does not fit: ${exceptionText(exception)}.`),
    ...undeclaredTexts(undeclared),
    ...secrets.map(
      ({ kind: what, path, values }) =>
        line`Warning: ${shownPath(path)} holds what should never be logged (${what}), in ${counted(values, "line")}. Remove it where it is logged, replace the secret, and delete these lines.`,
    ),
    ...(inferred.textForm === "none"
      ? [
          "No form was found in the lines of text, so the contract says little. Log JSON, or name the parts of a line in line.text.",
        ]
      : []),
  ];
}

function restText({ first, kind, lines }: Rest): string {
  const at = line`${first.source}:${first.line}`;
  const one = lines === 1;
  const said = {
    text: `${one ? "is text" : "are text, not JSON"}, and not in the contract`,
    json: `${one ? "is" : "are"} JSON, and not in the contract`,
    platform: `${one ? "is" : "are"} what Lambda itself writes`,
    comment: `${one ? "describes" : "describe"} the others`,
    "fewer-parts": `${one ? "has" : "have"} fewer parts than the others, and ${one ? "does" : "do"} not fit`,
    preset: `${one ? "does" : "do"} not fit the preset`,
  }[kind];
  return `${counted(lines, "line")} ${said}, the first at ${at}.`;
}
