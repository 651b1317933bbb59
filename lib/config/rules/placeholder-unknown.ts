import { didYouMean, isRecord, type Path } from "../../base";
import { type ConfigFinding, problem } from "../errors";
import { type ExpandableText, expandableTexts } from "../expandable-texts";
import { lastWord, misspeltVars, placeholders, placeholderShape, placeholdersIn } from "../placeholders";
import type { ConfigRule, RuleSubject } from "./rule";
import { writtenVars } from "./vars";

export const placeholderUnknown: ConfigRule<"placeholder-unknown"> = {
  id: "placeholder-unknown",
  check: (subject) => {
    const { config } = subject;
    const texts = expandableTexts(config);
    const vars = writtenVars(subject);
    return [...texts, ...valuesOfVars(config)]
      .flatMap((text) => unknownIn(text, vars))
      .concat(texts.flatMap(withoutService), elsewhere(config, texts));
  },
};

interface Text {
  readonly path: Path;
  readonly text: string;
}

function unknownIn({ path, text }: Text, vars: ReadonlySet<string>): ConfigFinding[] {
  const unknown = placeholdersIn(text).flatMap(({ kind, name }) => (kind === "unknown" ? [name] : []));
  return [
    ...unknown.map((name) => {
      const last = lastWord(name);
      return vars.has(last)
        ? problem("placeholder-unknown", path, `{${name}} is not a placeholder`, `Write {vars.${last}}.`)
        : problem(
            "placeholder-unknown",
            path,
            `{${name}} is not a placeholder.${didYouMean(name, placeholders).replace(/"(\w+)"/, "{$1}")}`,
            `Use one of ${[...placeholders, "vars.NAME"].map((each) => `{${each}}`).join(", ")}.`,
          );
    }),
    ...misspeltVars(text).map(({ name, written }) =>
      problem("placeholder-unknown", path, `${written} is not a placeholder`, `Write {vars.${name || "NAME"}}.`),
    ),
  ];
}

function withoutService({ path, service, text }: ExpandableText): ConfigFinding[] {
  if (service !== undefined || !placeholdersIn(text).some(({ name, kind }) => kind === "known" && name === "service"))
    return [];
  return [
    problem(
      "placeholder-unknown",
      path,
      "{service} has no value here: it belongs to the environment",
      "Leave it out, or write the service's name.",
    ),
  ];
}

/** The values of `vars`; names of other `vars` in them are not expanded. */
function valuesOfVars({ environments }: RuleSubject["config"]): Text[] {
  return Object.entries(environments).flatMap(([name, { vars }]) =>
    Object.entries(vars ?? {}).flatMap(([key, text]) =>
      text === null ? [] : [{ path: ["environments", name, "vars", key], text }],
    ),
  );
}

/** Texts that name `vars`, or have another placeholder, and in which nothing is expanded. */
function elsewhere(config: RuleSubject["config"], texts: readonly Text[]): ConfigFinding[] {
  const expanded = new Set(texts.map(({ path }) => JSON.stringify(path)));
  return [config.services, config.environments].flatMap((table, index) =>
    textsIn(table, [index === 0 ? "services" : "environments"])
      .filter(({ path, text }) => isMeantToBeExpanded(path, text) && !expanded.has(JSON.stringify(path)))
      .map(({ path, text }) => {
        const [first] = placeholderShape.exec(text) ?? [text];
        const why = path[2] === "vars" ? "a value of `vars` cannot name another" : "placeholders are not expanded here";
        return problem("placeholder-unknown", path, `${first} stays as it is: ${why}`, "Write the value itself.");
      }),
  );
}

function isMeantToBeExpanded(path: Path, text: string): boolean {
  if (text.includes("{vars.")) return true;
  // Values of `vars` are expanded where they are used; `/accounts/{account}` may be a route, or stand in a description.
  return (
    !["vars", "sampling", "description"].includes(String(path[2])) &&
    placeholdersIn(text).some(({ kind }) => kind === "known")
  );
}

function textsIn(value: unknown, path: Path): Text[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((entry: unknown, index) => textsIn(entry, [...path, index]));
  if (!isRecord(value)) return [];
  // Of a contract, whose texts are no place for what differs by environment, there may be much.
  return Object.entries(value).flatMap(([key, entry]) =>
    path.length === 2 && path[0] === "services" && key === "contract" ? [] : textsIn(entry, [...path, key]),
  );
}
