import { codeUnits, visibleLines } from "../base";

/**
 * Text as it leaves the command line. Two kinds of characters are written as escapes such as `\u001b`, which mean the same
 * characters in JSON:
 *
 * - what a terminal obeys or nobody sees, see {@link visibleLines};
 * - the beginning of what a CI system takes for a command: `::` at the beginning of a line (GitHub), and `##[`, `##vso[` or
 *   `##teamcity[` anywhere (GitHub, Azure, TeamCity). GitHub and Azure ignore combining characters when they look for these.
 *
 * It sees a stream piece by piece: what one piece begins and the next completes is found, too.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 * @see https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands
 */
export class EdgeText {
  /** The end of the line so far, as far as it may be the beginning of a command. */
  #open = "";

  /** The next piece. */
  next(piece: string): string {
    const seen = visibleLines(piece);
    const all = this.#open + seen;
    // Most texts have nothing of the kind, and this is much faster.
    const found = maybeCommand.test(all) ? [...all.matchAll(command)] : [];
    const commands = found.map(({ index }) => Math.max(index, this.#open.length));
    let safe = "";
    let done = this.#open.length;
    for (const at of commands) {
      if (at < done) continue;
      safe += all.slice(done, at) + codeUnits(all.charAt(at));
      done = at + 1;
    }
    const line = all.slice(all.lastIndexOf("\n") + 1);
    this.#open = open.exec(line)?.[0] ?? IN_LINE;
    return safe + all.slice(done);
  }

  /** Tells that something else was written: the next piece begins a line, or continues one. */
  restart(isInLine: boolean): void {
    this.#open = isInLine ? IN_LINE : "";
  }
}

// The last character of what makes it a command would do, but the first one tells readers more.
const command = /#(?=\p{M}*#\p{M}*[[a-z])|(?<=^[\s\p{M}]*):(?=\p{M}*:)/gimu;

const maybeCommand = /[#:][#:\u0080-\uffff]/;

// The end of a line that the next piece may make a command: only blanks and a colon, or marks.
const open = /^[\s\p{M}]*(?::\p{M}*)?$|#\p{M}*(?:#\p{M}*)?$/u;
const IN_LINE = ".";
