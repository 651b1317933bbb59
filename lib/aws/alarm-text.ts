import { textRules } from "./text-rules";

/** What someone who is woken by an alarm needs to know. */
export interface AlarmText {
  /** What happened, in a sentence: "Payments fail." */
  readonly summary: string;

  /**
   * Who is affected, and what they cannot do: "Customers cannot pay."
   *
   * @default - not said
   */
  readonly impact?: string;

  /**
   * Address of the runbook.
   *
   * @default - none
   */
  readonly runbook?: string;

  /**
   * Team or person that owns the alarm, and how to reach them.
   *
   * @default - not said
   */
  readonly owner?: string;

  /**
   * Logs Insights query to run first.
   *
   * @default - none
   */
  readonly query?: string;
}

/** Most characters of an alarm's description. */
export const longestAlarmDescription = textRules.alarmDescription.most;

/** All of an alarm's text except the query, in Markdown that also reads well as plain text. */
export function alarmTextBody({ impact, owner, runbook, summary }: AlarmText): string {
  const parts = [
    summary,
    ...(impact === undefined ? [] : [`Impact: ${impact}`]),
    ...(runbook === undefined ? [] : [`Runbook: ${runbook}`]),
    ...(owner === undefined ? [] : [`Owner: ${owner}`]),
  ];
  return parts.join("\n\n");
}

/**
 * The description of an alarm: {@link alarmTextBody}, then the query. If that is longer than CloudWatch accepts, the query is cut
 * and ends with an ellipsis, or is left out; the rest is never cut.
 *
 * @param mayCut false for a text whose length is not known yet
 */
export function alarmDescription(text: AlarmText, mayCut = true): string {
  const body = alarmTextBody(text);
  if (text.query === undefined) return body;
  const whole = body + fenced(text.query);
  if (!mayCut || whole.length <= longestAlarmDescription) return whole;
  const room = longestAlarmDescription - body.length - fenced("…").length;
  return room <= 0 ? body : body + fenced(`${wholeCharacters(text.query, room)}…`);
}

function fenced(query: string): string {
  return `\n\nRun first:\n\`\`\`\n${query}\n\`\`\``;
}

// Never splits a surrogate pair.
function wholeCharacters(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
