import type { ParseArgsConfig } from "node:util";
import { own } from "../base";
import type { Arguments } from "./command";

/** One word of a POSIX shell, quoted where the shell would read it otherwise. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The words of a call, as the shell hands them to the program. */
export function wordsOf({ values, positionals }: Arguments, options: Options): string[] {
  const given = Object.entries(values).flatMap(([name, value]) => {
    const isFlag = own(options, name)?.type === "boolean";
    return [value].flat().flatMap((each) => {
      if (each === undefined || each === false) return [];
      return isFlag ? [`--${name}`] : optionWords(name, String(each));
    });
  });
  return [...given, ...(positionals.some((each) => each.startsWith("-")) ? ["--"] : []), ...positionals];
}

/** An option with its value, in one word where the value would be taken for an option itself. */
export function optionWords(name: string, value: string): string[] {
  return value.startsWith("-") || value === "" ? [`--${name}=${value}`] : [`--${name}`, value];
}

/** Whether a text has characters that cannot be copied into a shell. */
export function hasControls(text: string): boolean {
  return /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}/u.test(text);
}

/** Longest command that a report offers for copying. */
const LONGEST = 1000;

/**
 * The words of a call with some options changed, as a command that can be copied into a shell; undefined where that is not possible:
 * for standard input, for words with control characters, and for calls of very many files.
 *
 * @param call how the program is called, and its command: `sightline replay`
 */
export function commandAgain(call: string, args: Arguments, options: Options): string | undefined {
  if (args.positionals.includes("-")) return undefined;
  const words = wordsOf(args, options);
  if (words.some(hasControls)) return undefined;
  const command = [call, ...words.map(shellWord)].join(" ");
  return command.length > LONGEST ? undefined : command;
}
