import type { ParseArgsConfig } from "node:util";
import { own } from "../base";
import type { Arguments } from "./command";

/** One word of a POSIX shell, quoted where the shell would read it otherwise. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Longest command that a report offers for copying. */
const LONGEST = 1000;

/**
 * The words of a call with some options changed, as a command that can be copied into a shell; undefined where that is not possible:
 * for standard input, for words with control characters, and for calls of very many files.
 *
 * @param call how the program is called, and its command: `sightline replay`
 */
export function commandAgain(
  call: string,
  { values, positionals }: Arguments,
  options: NonNullable<ParseArgsConfig["options"]>,
): string | undefined {
  if (positionals.includes("-")) return undefined;
  const given = Object.entries(values).flatMap(([name, value]) => {
    const isFlag = own(options, name)?.type === "boolean";
    return [value].flat().flatMap((each) => {
      if (each === undefined || each === false) return [];
      if (isFlag) return [`--${name}`];
      const text = String(each);
      return text.startsWith("-") || text === "" ? [`--${name}=${text}`] : [`--${name}`, text];
    });
  });
  const words = [...given, ...(positionals.some((each) => each.startsWith("-")) ? ["--"] : []), ...positionals];
  if (words.some((word) => /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}/u.test(word))) return undefined;
  const command = [call, ...words.map(shellWord)].join(" ");
  return command.length > LONGEST ? undefined : command;
}
