import type { Ask } from "./ask";

/** A question that people ask of a service or an environment, with a name. */
export interface Question {
  /** `top_errors` */
  readonly name: string;

  /** For people, without a full stop: `Most frequent errors`. */
  readonly title: string;

  /** What it answers, in a sentence. */
  readonly description: string;

  /** The services that it is asked of; empty: all of the environment. */
  readonly services: readonly string[];

  /** By name; most questions have none. */
  readonly params: Readonly<Record<string, QuestionParam>>;

  /**
   * What is asked, to be printed.
   *
   * @throws {TypeError} if a param without default is missing: see {@link missingParams}
   */
  readonly ask: (params?: Readonly<Record<string, string | number>>) => Ask;
}

export interface QuestionParam {
  /** What its values are. */
  readonly type: "text" | "number";

  /** What it is, in a sentence. */
  readonly description: string;

  /** A value that it may have. */
  readonly example: string | number;

  /** @default - it has to be given */
  readonly default?: string | number;
}
