import { excerpt, greatest, least } from "../../../base";
import type { CsvCells } from "../../../records";
import type { MetricRuleId } from "../rules";
import { fieldText, type KeyName, type MetricColumns, statisticOf } from "./csv-header";
import { type GivenProblems, PERIOD_FIX, wrongPeriod } from "./given";
import { dimensionsOf } from "./metric-name";
import type { MetricRows, MetricTable } from "./metric-table";

export const ROW_FIX =
  "The row is left out. Write as many fields as the header has, with quotes around fields that hold separators.";

/** Where the values of a row go. */
export interface RowTarget {
  /** Undefined where the row does not name a metric that can be replayed. */
  readonly rows: MetricRows | undefined;
  /** The statistic that the row names; empty where its columns do. */
  readonly statistic: string;
}

const NOWHERE: RowTarget = { rows: undefined, statistic: "" };

/** Finds where the values of rows go, by the texts of the columns that name the metric. */
export class RowTargets {
  readonly #table: MetricTable;
  readonly #problems: GivenProblems;
  readonly #cells: CsvCells;
  readonly #keys: MetricColumns["keys"];
  readonly #isLong: boolean;
  // If the key's columns are next to each other, as in our own headers, their text is read in one piece.
  readonly #isOnePiece: boolean;
  readonly #first: number;
  readonly #last: number;
  readonly #targets = new Map<string, RowTarget>();
  #previousText: string | undefined;
  #previous = NOWHERE;

  constructor(columns: MetricColumns, cells: CsvCells, table: MetricTable, problems: GivenProblems) {
    const places = columns.keys.map(({ column }) => column);
    this.#table = table;
    this.#problems = problems;
    this.#cells = cells;
    this.#keys = columns.keys;
    this.#isLong = columns.values.some(({ statistic }) => statistic === undefined);
    this.#first = least(places);
    this.#last = greatest(places);
    this.#isOnePiece = this.#last - this.#first + 1 === places.length;
  }

  /** The target of the row that was split last. */
  of(bytes: Buffer, line: number): RowTarget {
    const text = this.#text(bytes);
    if (text === this.#previousText) return this.#previous;
    let target = this.#targets.get(text);
    if (target === undefined) {
      target = this.#make(bytes, line);
      this.#targets.set(text, target);
    }
    this.#previousText = text;
    this.#previous = target;
    return target;
  }

  #text(bytes: Buffer): string {
    const { starts, ends } = this.#cells;
    if (this.#isOnePiece) return bytes.toString("latin1", starts[this.#first], ends[this.#last]);
    let text = "";
    for (const { column } of this.#keys) text += bytes.toString("latin1", starts[column], ends[column]) + "\n";
    return text;
  }

  #make(bytes: Buffer, line: number): RowTarget {
    const { starts, ends } = this.#cells;
    const key = new Map<KeyName, string>(
      this.#keys.map(({ name, column }) => [name, fieldText(bytes.toString("utf8", starts[column], ends[column]))]),
    );
    const refuse = (rule: MetricRuleId, message: string, fix: string): RowTarget => {
      this.#problems.add(rule, line, { message, fix });
      return NOWHERE;
    };
    const namespace = key.get("namespace") ?? "";
    const name = key.get("metric") ?? "";
    if (namespace === "" || name === "") return refuse("unnamed-metric", "a row without namespace or metric", ROW_FIX);
    const dimensionsText = key.get("dimensions") ?? "";
    const dimensions = dimensionsOf(dimensionsText);
    if (dimensions === undefined) {
      const message = `the dimensions of ${name} cannot be read: ${excerpt(dimensionsText)}`;
      return refuse("unnamed-metric", message, 'Write {"a":"b"} or a=b;c=d.');
    }
    const period = Number(key.get("period") ?? 60);
    const wrong = wrongPeriod(period);
    if (wrong !== undefined) return refuse("metric-period", `${namespace} ${name}: ${wrong}`, PERIOD_FIX);
    const statisticText = key.get("statistic") ?? "";
    const statistic = this.#isLong ? statisticOf(statisticText) : "";
    if (statistic === undefined) {
      const message = `${namespace} ${name} has the statistic ${excerpt(statisticText)}`;
      return refuse("unnamed-metric", message, "Write a statistic that CloudWatch has, such as Sum or p99.");
    }
    return { rows: this.#table.rows({ namespace, name, dimensions }, period), statistic };
  }
}
