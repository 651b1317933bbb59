/** How a terminal emphasizes a text. The text must make sense without it. */
export type Paint = Readonly<
  Record<"strong" | "faint" | "bad" | "doubtful" | "good" | "notable", (text: string) => string>
>;

/** With ANSI colours, or without any. */
export function paintOf(colour: boolean): Paint {
  const sgr = (on: number, off: number) => (text: string) => (colour ? `\u001b[${on}m${text}\u001b[${off}m` : text);
  return {
    strong: sgr(1, 22),
    faint: sgr(2, 22),
    bad: sgr(31, 39),
    doubtful: sgr(33, 39),
    good: sgr(32, 39),
    notable: sgr(36, 39),
  };
}

/** The paint of a severity; names other than info, warning, error and critical have none. */
export function severityPaint(severity: string | null, paint: Paint): (text: string) => string {
  switch (severity?.toLowerCase()) {
    case "critical":
    case "error":
      return paint.bad;
    case "warning":
      return paint.doubtful;
    case "info":
      return paint.notable;
    default:
      return (text) => text;
  }
}
