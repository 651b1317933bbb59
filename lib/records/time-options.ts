import type { CalendarTime } from "./calendar";
import type { TimeUnit } from "./time-number";

/** How texts become times. */
/** A time zone. */
export interface LocalZone {
  /** Local time minus UTC at a moment, in milliseconds. */
  readonly offsetAt: (utc: number) => number;
}

/** The zone of times that are written without one where nothing else is said. */
export const UTC: LocalZone = { offsetAt: () => 0 };

export interface TimeOptions {
  /**
   * The zone of times that are written without one, in lines of text and of JSON. Of times that occur twice when clocks are set back the
   * first is meant; those that do not occur when clocks are set forward are no times. Default: {@link UTC}, which is then assumed.
   * What AWS writes without a zone is UTC in any case.
   */
  readonly zone?: LocalZone;

  /** Unit of bare numbers; default `auto`, see {@link timeOfNumber}. */
  readonly timeUnit?: TimeUnit;
  /** Year of times that are written without one (syslog, klog). Default: that of `date`, or derived from `referenceTime`. */
  readonly year?: number;
  /**
   * Date of the first time that is written without one (`10:00:00.123 [main] INFO`), in milliseconds since 1970; after midnight the
   * next day follows. Default: the day before `referenceTime`, or its day.
   */
  readonly date?: number;
  /**
   * The form of the times, see {@link timePattern}: of text in a line, which is searched for it, and of the text in a field. Lines of
   * text have no other times then. Default: the form that most lines have, see `readingOf`.
   */
  readonly timePattern?: string;
  /**
   * Milliseconds since 1970: times without a year are in the last year in which they are not more than a day after it.
   * The time of the file's last change is best. Default: the present.
   */
  readonly referenceTime?: number;
}

/** Makes a time of its parts; a missing year is derived. */
export type Clock = (parts: Parts) => number | undefined;

/** A time as it was written. */
export interface Parts extends Omit<CalendarTime, "year" | "offset"> {
  readonly year: number | undefined;
  /** Minutes east of UTC; undefined where the time does not say it. */
  readonly offset: number | undefined;
}
