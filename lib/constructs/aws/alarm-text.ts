import { textTooLong, tooLong, unsuitableText } from "../errors";
import { isKnown, literal } from "./tokens";

/** What somebody who is woken up by an alarm needs to know. */
export interface AlarmText {
  /** What happened, in a sentence: "More than 5 % of requests fail." */
  readonly summary: string;

  /** For whom, and what they cannot do: "Customers cannot pay." */
  readonly impact: string;

  /** Address of the runbook. */
  readonly runbook: string;

  /** Team, or person, whose alarm it is. */
  readonly owner: string;

  /**
   * Logs Insights query to run first.
   *
   * @default - none
   */
  readonly query?: string;
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
const longest = 1024;

/**
 * The description of an alarm, in Markdown that also reads well as plain text. Where it would be longer than the 1,024
 * characters that CloudWatch keeps, the query, which stands last, is cut and ends with an ellipsis; text with tokens is
 * neither measured nor cut.
 *
 * A finished description is only measured.
 *
 * @throws {ConstructError} if a part is blank, or if the text is too long even without the query.
 */
export function alarmText(path: string, text: AlarmText | string): string {
  if (typeof text === "string") {
    if (isKnown(text) && text.length > longest) throw tooLong(path, "alarm description", text, longest);
    return literal(text);
  }
  for (const part of ["summary", "impact", "runbook", "owner"] as const) {
    if (text[part].trim() === "") throw unsuitableText(path, part, text[part]);
  }
  const body = `${text.summary}\n\nImpact: ${text.impact}\n\nRunbook: ${text.runbook}\n\nOwner: ${text.owner}`;
  if (!isKnown(body)) return literal(text.query === undefined ? body : body + fenced(text.query));
  if (body.length > longest) throw textTooLong(path, body.length, longest);
  if (text.query === undefined) return literal(body);

  const whole = body + fenced(text.query);
  if (whole.length <= longest || !isKnown(text.query)) return literal(whole);
  const room = longest - body.length - fenced("…").length;
  return literal(room <= 0 ? body : body + fenced(`${wholeCharacters(text.query, room)}…`));
}

function fenced(query: string): string {
  return `\n\nRun first:\n\`\`\`\n${query}\n\`\`\``;
}

// Never cuts a pair of surrogates in two.
function wholeCharacters(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
