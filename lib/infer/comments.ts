import { count, counted, excerpt, type Path, shorten, visible } from "../base";
import { levelNames } from "../contract";
import type { Exception, FieldFacts, Inferred, Undeclared } from "./inferred";
import { shareText } from "./roles";
import { sensitiveIn } from "./sensitive";

/** A comment above a part of the definition; the path `[]` is that of all of it. */
export interface Comment {
  readonly path: Path;
  readonly text: string;
}

/** Paths that are named in a comment. */
const MOST_NAMED = 12;

/** What the lines say about the parts of the contract, in words. */
export function commentsOf(inferred: Inferred): readonly Comment[] {
  const { definition, fields } = inferred;
  const own = Object.keys(definition.fields ?? {});
  const comments = [
    ...headComments(inferred),
    ...levelComments(inferred),
    ...own.flatMap((name): Comment[] => {
      const facts = fields.get(name);
      return facts === undefined ? [] : [{ path: ["fields", name], text: factsText(facts, inferred) }];
    }),
    ...(inferred.unnamed > 0 && definition.events !== undefined
      ? [
          {
            path: ["events"],
            text: `${counted(inferred.unnamed, "line")} with another message, rare or of several levels: not an event.`,
          },
        ]
      : []),
  ];
  // Texts of the lines are among them: nothing in them may end a comment.
  return comments.map(({ path, text }) => ({ path, text: visible(text) }));
}

function headComments(inferred: Inferred): Comment[] {
  const { exceptions, form, lines, undeclared } = inferred;
  const paragraphs = [
    `A first contract, inferred from ${counted(lines, "line")} of ${form === "json" ? "JSON" : "text"}. Say better what fields and events mean, and delete what you do not read.`,
    ...(inferred.textForm === "none" ? ["No form was found in the lines: all of a line is one part."] : []),
    ...exceptions.slice(0, MOST_NAMED).map((exception) => `${exceptionText(exception)}.`),
    ...undeclaredTexts(undeclared),
  ];
  return paragraphs.map((text) => ({ path: [], text }));
}

/** A clause on lines that do not fit. */
export function exceptionText(exception: Exception): string {
  const lines = counted(exception.lines, "line");
  switch (exception.kind) {
    case "missing":
      return `${lines} ${exception.lines === 1 ? "lacks" : "lack"} ${shownPath(exception.field)}, which every line should have`;
    case "level":
      return `${lines} of the event ${excerpt(exception.event)} ${exception.lines === 1 ? "has" : "have"} the level ${exception.level}`;
  }
}

const reasons: readonly (readonly [why: Undeclared["why"], text: string])[] = [
  ["mixed", "values of several types"],
  ["object", "sometimes an object"],
  ["list", "lists of other things than texts, which a filter reads by their index"],
  ["keys", "objects whose keys are data"],
  ["deep", "nested too deeply"],
  ["name", "keys that a filter pattern or YAML cannot name"],
  ["alike", "written in another style elsewhere"],
  ["empty", "never anything but null, {} or []"],
  ["rare", "left out because there are too many fields"],
];

/** What is not declared, in a sentence for each reason. */
export function undeclaredTexts(undeclared: readonly Undeclared[]): readonly string[] {
  return reasons.flatMap(([why, text]) => {
    const all = undeclared.filter((each) => each.why === why).toSorted((a, b) => b.lines - a.lines);
    if (all.length === 0) return [];
    const named = all.slice(0, MOST_NAMED).map(pathText);
    const more = all.length > named.length ? ` and ${count(all.length - named.length)} more` : "";
    return [`Not declared, ${text}: ${named.join(", ")}${more}.`];
  });
}

function pathText({ keys, path, types }: Undeclared): string {
  if (types !== undefined) return `${shownPath(path)} (${types.map(plainType).join(", ")})`;
  return keys === undefined ? shownPath(path) : `${shownPath(path)} (${count(keys)} keys or more)`;
}

function plainType(type: string): string {
  return type === "string" ? "text" : type === "string[]" ? "list" : type;
}

/** A path as people may see it: keys may be data. */
export function shownPath(path: string): string {
  return sensitiveIn(path) === undefined ? visible(shorten(path, 80)) : "a key that is not shown";
}

function levelComments({ definition, levels }: Inferred): Comment[] {
  if (levels === undefined || definition.line?.levels === undefined) return [];
  const all = levelNames.reduce((sum, level) => sum + levels.lines[level], 0);
  const seen = levelNames.filter((level) => levels.lines[level] > 0);
  const unseen = levels.unseen.length === 0 ? "" : `; ${levels.unseen.join(", ")} not seen, spelled as usual`;
  const unknown =
    levels.unknown.length === 0
      ? ""
      : `. Not a level's name, taken for info: ${levels.unknown.map((text) => JSON.stringify(text)).join(", ")}`;
  return [
    {
      path: ["line", "levels"],
      text: `${seen.map((level) => `${level} ${shareText(levels.lines[level], all)}`).join(", ")}${unseen}${unknown}.`,
    },
  ];
}

/** `97 % of lines, such as 80.1`. */
function factsText({ example, lines: has, suspected }: FieldFacts, { lines }: Inferred): string {
  const share = has === lines ? "every line" : `${shareText(has, lines)} of lines`;
  if (suspected !== undefined) return `${share}; ${suspected.kind} suspected in ${counted(suspected.values, "line")}`;
  return example === undefined
    ? share
    : `${share}, such as ${typeof example === "string" ? excerpt(example) : String(example)}`;
}
