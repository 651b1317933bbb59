import { durationShape } from "../../aws";
import { text } from "./form";

/** A length of time, in either spelling: whole seconds, at least one. `secondsOf` reads it. */
export const duration = text(
  "a duration",
  'Write a whole number with s, m, h or d, in quotes, or ISO 8601: "5m", "1h30m", "PT1H30M".',
  durationShape,
);
