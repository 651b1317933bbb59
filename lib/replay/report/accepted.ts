import { acceptedText, type Finding, line, placeText } from "../../base";

/** `alarm-flaps aws_cloudwatch_metric_alarm.x, accepted until 2027-03-31: It is rebuilt.` */
export function acceptedLine({ accepted, at, rule, severity }: Finding): string {
  const where = [rule, placeText(at)].filter((part) => part !== "").join(" ");
  return line`${where}, ${accepted === undefined ? "accepted" : acceptedText(accepted, severity)}`;
}
