import { alarmDescription, alarmTextBody, longestAlarmDescription, type AlarmText } from "../../aws";
import { blankText, textTooLong } from "../errors";
import { isKnown, literal } from "./tokens";

/**
 * The description of an alarm: its parts as Markdown, with the query last. If it is longer than CloudWatch keeps, the query is cut.
 * A text with tokens is neither measured nor cut.
 *
 * @throws {ConstructError} if a part is blank, or if the text is too long even without the query
 */
export function alarmText(path: string, text: AlarmText): string {
  for (const part of ["summary", "impact", "runbook", "owner"] as const) {
    if (text[part]?.trim() === "") throw blankText(path, part);
  }
  const body = alarmTextBody(text);
  if (isKnown(body) && body.length > longestAlarmDescription)
    throw textTooLong(path, body.length, longestAlarmDescription);
  return literal(alarmDescription(text, isKnown(body) && isKnown(text.query ?? "")));
}
