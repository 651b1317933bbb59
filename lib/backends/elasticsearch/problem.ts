import { type Path, pathText } from "../../base";
import { BackendError, type BackendFault } from "../backend-error";

/** What can be wrong with settings of Elasticsearch. */
export type ElasticsearchProblem =
  | "name"
  | "number"
  | "duration"
  | "no-data-stream"
  | "data-stream-twice"
  | "field-name"
  | "field-conflict"
  | "field-type"
  | "fields-many"
  | "dynamic-not-ours"
  | "phase-order"
  | "no-repository";

/** Collects everything that is wrong. */
export class ElasticsearchFaults {
  private readonly faults = new Map<string, BackendFault<ElasticsearchProblem>>();

  /** What several data streams share is said once. */
  add(problem: ElasticsearchProblem, path: Path, message: string, fix: string): void {
    this.faults.set(`${problem} ${pathText(path)} ${message}`, { problem, path, message, fix });
  }

  /** The number, where it is whole and within these; else the largest, so that nothing else is wrong because of it. */
  whole(value: number, path: Path, least: number, most: number): number {
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
    this.add("number", path, `${value} is not a whole number from ${least} to ${most}`, "Write one.");
    return most;
  }

  /** @throws {BackendError} if there are any */
  throwAny(): void {
    if (this.faults.size > 0) throw new BackendError([...this.faults.values()]);
  }
}
