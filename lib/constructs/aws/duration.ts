import { durationForm, readDuration } from "../../aws";
import { badValue } from "../errors";
import { isKnown } from "./tokens";

/**
 * Seconds of a duration that is written as in a configuration: `5m` is 300.
 *
 * @param property where it is given: `critical.for`
 * @throws {ConstructError} for a text that is not a duration, and for a token: CloudWatch takes seconds, which Terraform cannot make of it
 */
export function secondsIn(path: string, property: string, duration: string): number {
  if (!isKnown(duration)) throw badValue(path, property, "a token", 'Write the duration down, "5m".');
  const milliseconds = readDuration(duration);
  if (milliseconds === undefined) throw badValue(path, property, duration, `Write ${durationForm}.`);
  return milliseconds / 1000;
}

/** The same, where AWS takes whole seconds. */
export function wholeSecondsIn(path: string, property: string, duration: string): number {
  const seconds = secondsIn(path, property, duration);
  if (!Number.isInteger(seconds)) throw badValue(path, property, duration, "Use whole seconds.");
  return seconds;
}
