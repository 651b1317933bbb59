import { counted, didYouMean, listed, showValue } from "../base";
import { ConstructError } from "./construct-error";
import { quoted } from "./quoted";

// What is wrong with recommended alarms: where, which value, and the fix. `where` is the place in the props: `lambda.alarms.errors`.

/** All that is wrong, as one error; nothing if there is nothing. */
export function throwAll(path: string, errors: readonly ConstructError[]): void {
  const [first] = errors;
  if (first === undefined) return;
  if (errors.length === 1) throw first;
  const each = errors.map(({ message }) => `\n  - ${message.replace(`${path}: `, "").replaceAll("\n", "\n  ")}`);
  throw new ConstructError(
    path,
    first.problem,
    `${counted(errors.length, "problem")}:${each.join("")}`,
    "Fix all of them: none of the alarms is made otherwise.",
  );
}

/** What `make` gives; undefined, and its error kept, if it refuses. */
export function attempt<Made>(errors: ConstructError[], make: () => Made): Made | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ConstructError)) throw error;
    errors.push(error);
    return undefined;
  }
}

/** @param where where the word stands: empty for the props themselves */
export function unknownWord(path: string, where: string, word: string, known: readonly string[]): ConstructError {
  const near = didYouMean(word, known).trim();
  return new ConstructError(
    path,
    "unknown-name",
    `${where === "" ? "there is no" : `${where} has no`} ${quoted(word)}`,
    near !== "" ? near : known.length === 0 ? "It has none at all." : `Use one of ${listed(known, 40)}.`,
  );
}

export function badChange(path: string, where: string, what: string, fix: string): ConstructError {
  return new ConstructError(path, "value", `${where} ${what}`, fix);
}

export function setOfLines(path: string, set: string): ConstructError {
  return new ConstructError(
    path,
    "unknown-name",
    `the alarms of ${quoted(set)} are on log lines, not on a resource`,
    `Write \`recommended: [${set}]\` for a service in the configuration.`,
  );
}

export function nothingWatched(path: string, where: string, value: unknown, of: string): ConstructError {
  return new ConstructError(path, "value", `${where} is ${showValue(value)}`, `Give ${of}, or a list of them.`);
}

/** @param given what it is: a type of Terraform, or an object with its keys */
export function notOfSet(
  path: string,
  where: string,
  given: string,
  set: { readonly of: string; readonly types: readonly string[]; readonly dimensions: readonly string[] },
): ConstructError {
  const types = set.types.length === 0 ? "" : `${listed(set.types)}, or `;
  return new ConstructError(
    path,
    "value",
    `${where} is ${given}, which is not ${set.of}`,
    `Give ${types}an object with ${listed(set.dimensions)}.`,
  );
}

export function wrongArgument(
  path: string,
  where: string,
  type: string,
  { argument, value, wanted }: { readonly argument: string; readonly value: unknown; readonly wanted: string },
): ConstructError {
  return new ConstructError(
    path,
    "value",
    `${where} is ${type} with ${argument} ${showValue(value)}`,
    `These alarms are for ${argument} ${wanted}.`,
  );
}

export function repeatedResource(path: string, where: string, argument: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    `${where} has \`${argument}\`: it is several resources, or none`,
    "Give the dimensions of each of them, `{ FunctionName: ... }`.",
  );
}

export function unnamed(path: string, where: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    `${where} has no name that is known before Terraform runs`,
    'Name it, for the names of its alarms: { of: ..., name: "orders" }.',
  );
}

export function sameNameTwice(path: string, where: string, name: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    `${where}: the name ${quoted(name)} is taken in this set`,
    'Give one of them another: { of: ..., name: "orders" }.',
  );
}

export function alarmsTwice(path: string, prefix: string, other: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    `${quoted(prefix)} has its alarms already, made by ${other}`,
    "Make them once, or give one of the two another `namePrefix`, or `name`.",
  );
}

/** @param type the type of Terraform, or another noun */
export function noSetFor(path: string, type: string, sets: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    "value",
    `there are no recommended alarms for ${type}`,
    `There are sets ${listed(sets, 80)}. Use \`ThresholdAlarm\` with a metric of your own.`,
  );
}

/** @param reason why only you can choose the only set that there is */
export function setsByChoice(path: string, sets: readonly string[], reason: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    `only you can choose the alarms: ${listed(sets)}`,
    `${reason} If it is right, choose it with \`sets\`: { sets: [${listed(sets.slice(0, 1))}] }.`,
  );
}

export function severalSets(path: string, type: string, sets: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    "value",
    `the arguments of ${type} do not decide which set it needs: ${listed(sets)}`,
    `Choose with \`sets\`: { sets: [${listed(sets.slice(0, 1))}] }.`,
  );
}

export function setNotFor(path: string, set: string, type: string, of: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    `the set ${quoted(set)} is for ${of}, and this is ${type}`,
    "Choose another, or leave `sets` out.",
  );
}

export function monitoredTwice(path: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    "it is monitored already",
    "Call `monitor` once for a resource, and before `monitorStack`, which leaves out what is monitored.",
  );
}

/** @param where `exclude` or `overrides` */
export function unmatched(path: string, where: string, glob: string, paths: readonly string[]): ConstructError {
  const near = didYouMean(glob, paths).trim();
  return new ConstructError(
    path,
    "unknown-name",
    `${where}: ${quoted(glob)} matches no resource${where === "exclude" ? "" : " that gets alarms"}`,
    near !== "" ? near : paths.length === 0 ? "There is none." : `Paths begin below the stack: ${listed(paths)}.`,
  );
}

export function notSeen(path: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    "it was added after monitorStack had looked, and has no alarms",
    "Call `monitorStack` last; or call `monitor` for this resource.",
  );
}
