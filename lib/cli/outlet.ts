import { shorten, visible } from "../base";
import { textsIn } from "./texts-in";
import { EdgeText } from "./edge-text";
import { Secrets } from "./secrets";

/**
 * Standard output or standard error. Everything that the command line says goes through one of these, so that no name and no value
 * from outside reaches a terminal or a CI system as anything but text, see {@link EdgeText}.
 *
 * A reader that has gone (`| head`) ends the output silently. Any other failure is kept, see {@link failure}.
 */
export class Outlet {
  #edge = new EdgeText();
  #isClosed = false;
  #failure: Error | undefined;
  #taken: Promise<void> = Promise.resolve();

  /** @param secrets what is not shown; what is added to them later is not shown from then on */
  constructor(
    private readonly stream: NodeJS.WritableStream,
    private readonly secrets = new Secrets(),
  ) {
    stream.on("error", this.#onError);
  }

  get isTTY(): boolean {
    return (this.stream as { readonly isTTY?: boolean }).isTTY === true;
  }

  /** Of a terminal. */
  get columns(): number | undefined {
    return (this.stream as { readonly columns?: number }).columns;
  }

  /** The reader has gone, or the device has failed: nothing more is written. */
  get isClosed(): boolean {
    return this.#isClosed || this.#failure !== undefined;
  }

  /** Why not everything could be written. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Writes text for people. Long lines are cut, see {@link LONGEST_LINE}. */
  write(text: string): void {
    this.#hand(this.#edge.next(cutLines(this.secrets.hidden(text))));
  }

  /** Writes what programs read, whole: JSON, which means the same afterwards, and SQL. */
  data(text: string): void {
    this.#hand(this.#edge.next(this.secrets.hidden(text)));
  }

  /** Writes text that `paintOf` has painted: its colours remain, other escape sequences do not. */
  painted(text: string): void {
    // At the odd places: the sequences themselves.
    const parts = this.secrets.hidden(text).split(colours);
    this.#hand(parts.map((part, at) => (at % 2 === 0 ? this.#edge.next(cutLines(part)) : part)).join(""));
  }

  /** Data for a report for people: without secrets, and no text in it is longer than {@link LONGEST_TEXT}. JSON has all of it. */
  forPeople<T>(value: T): T {
    return textsIn(this.secrets.hiddenIn(value), (text) => shorten(text, LONGEST_TEXT));
  }

  /** Replaces the line of a terminal; without a text, removes it. */
  status(text = ""): void {
    this.#hand(`\r${visible(shorten(this.secrets.hidden(text), LONGEST_LINE))}\u001b[K`);
  }

  /**
   * Writes a command to GitHub, in a line: `::error file=a.tf,line=1::message`.
   *
   * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
   */
  workflowCommand(
    name: "error" | "warning" | "notice",
    properties: Readonly<Record<string, string>>,
    text: string,
  ): void {
    const escaped = (value: string) =>
      new EdgeText()
        .next(cutLines(this.secrets.hidden(value)))
        .replaceAll("%", "%25")
        .replaceAll("\r", "%0D")
        .replaceAll("\n", "%0A");
    const given = Object.entries(properties).map(
      ([key, value]) => `${key}=${escaped(value).replaceAll(":", "%3A").replaceAll(",", "%2C")}`,
    );
    const head = given.length === 0 ? name : `${name} ${given.join(",")}`;
    this.#hand(`::${head}::${escaped(text)}\n`);
    this.#edge.restart(false);
  }

  /** Writes bytes as they are: lines of a log, which other programs read. On a terminal they are shown like other text. */
  bytes(data: Buffer): void {
    this.pieces([data]);
  }

  /** Writes texts and bytes in one piece. */
  pieces(parts: readonly (string | Buffer)[]): void {
    this.#hand(
      Buffer.concat(
        parts.map((part) =>
          typeof part === "string" ? Buffer.from(this.#edge.next(this.secrets.hidden(part))) : this.#shown(part),
        ),
      ),
    );
  }

  #shown(data: Buffer): Buffer {
    if (this.isTTY) return Buffer.from(this.#edge.next(data.toString("utf8")));
    if (data.length > 0) this.#edge.restart(data.at(-1) !== NEWLINE);
    return data;
  }

  /** Waits until everything that was written is taken, or cannot be. */
  async flush(): Promise<void> {
    await this.#taken;
  }

  #hand(data: string | Buffer): void {
    if (this.isClosed || data.length === 0) return;
    this.#taken = new Promise((resolve) => {
      try {
        this.stream.write(data as string, (error) => {
          if (error) this.#onError(error);
          resolve();
        });
      } catch (error) {
        this.#onError(error as Error);
        resolve();
      }
    });
  }

  readonly #onError = (error: Error): void => {
    if ("code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED")) this.#isClosed = true;
    else this.#failure ??= error;
  };
}

const NEWLINE = 0x0a;

/**
 * The longest name, pattern, value or sentence in a report, in characters. AWS's names and patterns have at most 1,024; names of a
 * megabyte would make a report of a hundred.
 */
export const LONGEST_TEXT = 2000;

/** The longest line that is written for people, in characters. */
export const LONGEST_LINE = 8000;

function cutLines(text: string): string {
  if (text.length <= LONGEST_LINE) return text;
  return text
    .split("\n")
    .map((each) => shorten(each, LONGEST_LINE))
    .join("\n");
}

/** The colours of `paintOf`. */
// eslint-disable-next-line no-control-regex -- escape sequences begin with one
const colours = /(\u001b\[(?:1|2|22|3[1236]|39)m)/;
