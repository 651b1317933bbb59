/** A command that can be copied as it is, and what it is for. */
export interface NextCommand {
  readonly command: string;
  /** Ends with a colon. */
  readonly what: string;
}

/** What to do next. No comment stands behind a command: zsh would take its words for arguments. */
export function nextText(steps: readonly NextCommand[]): string {
  return `Next:\n${steps.map(({ command, what }) => `  ${what}\n    ${command}`).join("\n")}`;
}
