/** One of the ways in which the AWS command line prints events, or rows of Logs Insights, over lines. */
export interface AwsForm {
  /** Whether an event begins with the line. */
  readonly begins: RegExp;
  /** The name of a row's field that begins with the line: a name that the row has already begins the next row. */
  readonly field: RegExp | undefined;
  /** Whether the line ends the event that is open; undefined where only the next event does. */
  readonly ends: RegExp | undefined;
  /** Whether the event before the line has ended. */
  readonly isOver: RegExp | undefined;
  /** What stands around events: streams that were searched, tokens of pages, borders and headings. */
  readonly around: RegExp;
  /** Message and time (milliseconds, or a date in UTC) of the lines of an event; undefined for anything else. */
  readonly read: (text: string) => AwsEvent | undefined;
}

export interface AwsEvent {
  readonly message: string;
  readonly at: string;
  readonly logGroup?: string | undefined;
}
