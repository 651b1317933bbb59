import { alarmDescription, alarmTextBody, longestAlarmDescription, type AlarmText } from "../../aws";
import { textTooLong, tooLong, unsuitableText } from "../errors";
import { isKnown, literal } from "./tokens";

/**
 * The description of an alarm, as {@link alarmDescription} writes it; text with tokens is neither measured nor cut, a finished
 * description is only measured.
 *
 * @throws {ConstructError} if a part is blank, or if the text is too long even without the query.
 */
export function alarmText(path: string, text: AlarmText | string): string {
  if (typeof text === "string") {
    if (isKnown(text) && text.length > longestAlarmDescription)
      throw tooLong(path, "alarm description", text, longestAlarmDescription);
    return literal(text);
  }
  for (const part of ["summary", "impact", "runbook", "owner"] as const) {
    const value = text[part];
    if (value?.trim() === "") throw unsuitableText(path, part, value);
  }
  const body = alarmTextBody(text);
  if (isKnown(body) && body.length > longestAlarmDescription)
    throw textTooLong(path, body.length, longestAlarmDescription);
  return literal(alarmDescription(text, isKnown(body) && isKnown(text.query ?? "")));
}
